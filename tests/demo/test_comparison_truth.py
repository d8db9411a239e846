"""The town's built-in truth is found by comparing periods, and what is not there is not claimed."""

import datetime as dt
from typing import Any

import pytest

from tests.demo.conftest import DEMO_DAY
from tests.simulations.contradictions import contradictions
from warehouse.comparisons import same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.period_words import day_words
from warehouse.periods import Grain, Period, Span, add_months, last_complete_period
from warehouse.queries.comparison_rows import ComparisonQuestion, PeriodComparison
from warehouse.queries.period_comparison import period_comparison
from warehouse.statistics.verdicts import Verdict
from warehouse.viewer import Viewer

pytestmark = pytest.mark.slow
ME = Viewer("internal")
CHANGE = (Verdict.INCREASED, Verdict.DECREASED)


def before_and_latest(first_day: dt.date) -> tuple[Period, Period]:
    """Return the 12 months before an effect began, and the 12 latest complete ones."""
    before = Period("free", Span(add_months(first_day, -12), first_day))
    return before, last_complete_period("rolling_12", DEMO_DAY)


def asked(
    town: PublishedFiles, area: str, first_day: dt.date, categories: tuple[str, ...] = ()
) -> PeriodComparison:
    question = ComparisonQuestion(area, *before_and_latest(first_day), categories)
    return period_comparison(town, ME, question, DEMO_DAY)


def test_lindtorget_has_fewer_of_what_the_measures_were_for(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    effect = truth["lindtorget-measures"]
    found = asked(town, "lindtorget", effect["first_day"], tuple(effect["categories"]))
    assert found.whole is not None
    assert found.whole.found.verdict is Verdict.DECREASED
    assert found.whole.found.interval.holds(effect["factor"])
    assert found.controls is not None
    assert found.controls.change.verdict is Verdict.DECREASED
    assert found.controls.change.interval.holds(effect["factor"])
    # Nothing moved, and nothing is said to have.
    assert found.controls.displacement is not None
    assert "går inte att säga, för förändringen där är osäker" in found.controls.displacement.sv
    assert "Minskningen är större än den vanliga variationen" in found.whole.statement.verdict.sv


def test_lindtorget_claims_no_change_of_what_was_left_alone(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    effect = truth["lindtorget-measures"]
    alone = ("shop_theft", "damage", "graffiti", "bicycle_theft")
    found = asked(town, "lindtorget", effect["first_day"], alone)
    assert [row.found.verdict for row in found.rows if row.found.verdict in CHANGE] == []


def test_the_new_reporter_at_the_station_stops_the_comparison(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    first_day = truth["station-reporter"]["first_day"]
    months = Span(first_day, add_months(first_day, 10))
    after = Period("free", months)
    before = Period("free", same_dates_earlier(months))
    found = period_comparison(town, ME, ComparisonQuestion("station", before, after), DEMO_DAY)
    assert found.rows == ()
    assert [words.sv for words in found.stops] == [
        f"Stationsvärdarna började rapportera ({day_words(first_day, 'sv')}): "
        "talen före och efter går inte att jämföra."
    ]
    assert found.counts[0].before
    assert found.counts[0].after


def test_aparken_has_fewer_inside_and_the_ring_is_shown_beside(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    effect = truth["aparken-displacement"]
    found = asked(town, "aparken", effect["first_day"], tuple(effect["categories"]))
    assert found.whole is not None
    assert found.whole.found.verdict is Verdict.DECREASED
    assert found.whole.found.interval.holds(effect["factor"])
    assert found.controls is not None
    ring = found.controls.rows[-1]
    assert ring.area.role == "buffer"
    assert ring.after > ring.before
    assert found.controls.ring is not None
    assert found.controls.ring.verdict is Verdict.INCREASED
    assert found.controls.displacement is not None
    assert found.controls.displacement.sv.startswith("En del händelser kan ha flyttat")


@pytest.mark.parametrize("area", ["lindtorget/storgatan", "lindtorget/kvarnplan"])
def test_a_control_area_has_no_change_and_no_controls(
    town: PublishedFiles, truth: dict[str, Any], area: str
) -> None:
    effect = truth["lindtorget-measures"]
    found = asked(town, area, effect["first_day"], tuple(effect["categories"]))
    assert [row.found.verdict for row in found.rows if row.found.verdict in CHANGE] == []
    assert found.controls is None


@pytest.mark.parametrize("area", ["lindtorget", "aparken", "lindtorget/norra", "aparken/buffer"])
@pytest.mark.parametrize("grain", ["week", "month", "tertial", "rolling_12"])
def test_no_view_contradicts_itself(town: PublishedFiles, area: str, grain: Grain) -> None:
    after = last_complete_period(grain, DEMO_DAY)
    year = dt.timedelta(days=364)
    for steps in (1, 2):
        span = Span(after.span.first - steps * year, after.span.end - steps * year)
        before = Period("free", Span(span.first, min(span.end, after.span.first)))
        found = period_comparison(town, ME, ComparisonQuestion(area, before, after), DEMO_DAY)
        assert [fault for row in found.rows for fault in contradictions(row.found)] == []
        assert found.rows


def test_the_new_reporter_is_found_in_the_rows_and_no_other_break_is(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    with town.open(ME) as reading:
        found = reading.rows("found_breaks")
    assert [(row[0], row[3], row[7]) for row in found] == [
        ("station", "reporters_started", truth["station-reporter"]["reporter"])
    ]
    first_day = truth["station-reporter"]["first_day"]
    assert 0 <= (found[0][-1] - first_day).days < 7
