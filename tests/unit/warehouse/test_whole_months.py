"""Sources that count whole months: no days, no weeks, and no comparison across their edges."""

import datetime as dt
import random
from pathlib import Path

import pytest

from config.time_forms import finest_unit
from dashboard.components.filter_bar import filter_state
from dashboard.components.notice import view_notices
from dashboard.components.signal_list import signal_list
from dashboard.state import settle, state_of
from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import add_months, parse_period
from warehouse.queries.area_signals import area_signals
from warehouse.queries.catalogue import catalogue
from warehouse.queries.comparison_rows import ComparisonQuestion, PeriodComparison
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.period_comparison import period_comparison
from warehouse.queries.rows import Question
from warehouse.queries.source_notes import reports_in
from warehouse.statistics import dispersion
from warehouse.statistics.quarters import Quarter, quarter_spread
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2026, 12, 1)
FIRST, MONTHS = dt.date(2022, 1, 1), 56


def counts() -> dict[dt.date, int]:
    chance = random.Random(3)
    return {add_months(FIRST, month): chance.randint(20, 40) for month in range(MONTHS)}


def world() -> PublishedRows:
    """Return thefts of which only the month is known: each count is dated its first day."""
    rows = small_world()
    rows.tables["mart_source"][0]["date_unit"] = "month"
    rows.tables["mart_coverage"][0] |= {
        "covered_from": FIRST, "covered_to": add_months(FIRST, MONTHS)
    }  # fmt: skip
    for day, count in counts().items():
        rows.add("mart_kpi_day", local_date=day, numerator=float(count))
    return rows


def compared(files: PublishedFiles, before: str, after: str) -> PeriodComparison:
    question = ComparisonQuestion("torget", parse_period(before), parse_period(after))
    return period_comparison(files, ME, question, TODAY)


@pytest.fixture
def files(tmp_path: Path) -> PublishedFiles:
    publish(tmp_path, world())
    return PublishedFiles(tmp_path)


@pytest.mark.parametrize(
    ("forms", "unit"),
    [
        ((), "day"),
        (("%Y-%m-%d",), "day"),
        (("%Y-%m",), "month"),
        (("%b %Y", "%Y-%m"), "month"),
        (("%Y",), "year"),
        (("%G-%V-%u",), "day"),
        (("%Y-%m", "%Y-%m-%d"), "day"),
    ],
)
def test_the_form_of_a_date_says_what_it_stands_for(forms: tuple[str, ...], unit: str) -> None:
    assert finest_unit(forms) == unit


def test_of_part_of_a_month_nothing_is_known(files: PublishedFiles) -> None:
    known = reports_in(files, ME, "torget", "incident")
    assert known.completeness(parse_period("2026-03").span) == "complete"
    assert known.completeness(parse_period("2026-Q1").span) == "complete"
    assert known.completeness(parse_period("2026-W10").span) == "missing"
    assert known.completeness(parse_period("2026-03-01--2026-03-30").span) == "missing"


def test_the_month_a_year_before_is_the_same_month(files: PublishedFiles) -> None:
    view = settle(state_of("?plats=torget&period=2026-03"), catalogue(files, ME))
    figure = kpi_figures(files, ME, view.question("torget"), TODAY)[0]
    known = counts()
    assert figure.value == known[dt.date(2026, 3, 1)]
    assert figure.comparison_value == known[dt.date(2025, 3, 1)]
    weeks_back = Question("torget", view.period.span, parse_period("2025-03-02--2025-04-01").span)
    assert kpi_figures(files, ME, weeks_back, TODAY)[0].comparison_value is None


def test_weeks_are_not_offered_and_a_link_to_one_is_answered_in_words(
    files: PublishedFiles,
) -> None:
    view = settle(state_of("?plats=torget&period=2026-W10&steg=vecka"), catalogue(files, ME))
    shown = filter_state(view)
    assert view.bucket == "month"
    assert "year" not in [key for key, _ in shown["jamfor"]["choices"]]
    assert [grain for grain, _ in shown["grain"]["choices"]][1:] == [
        "month", "quarter", "tertial", "half_year", "year", "rolling_12",
    ]  # fmt: skip
    assert "räknar hela månader" in str(view_notices(view)[-1])
    found = area_signals(files, ME, "torget", TODAY)
    assert (found.span, found.counts_months) == (None, True)
    said = str(signal_list(found, "sv"))
    assert "Källan räknar hela månader, så fyra veckor kan inte bedömas." in said


def test_months_are_compared_by_the_spread_of_quarters(files: PublishedFiles) -> None:
    found, known = compared(files, "2025-H1", "2026-H1"), counts()
    row = found.rows[0]
    sums = [
        sum(count for day, count in known.items() if (day.year, day.month < 7) == (year, True))
        for year in (2025, 2026)
    ]
    assert (row.found.before.count, row.found.after.count) == tuple(sums)
    assert found.bucket == "quarter"
    quarters = [
        Quarter(
            span := parse_period(f"{year}-Q{quarter}").span,
            sum(count for day, count in known.items() if span.first <= day < span.end),
        )
        for year in range(2022, 2027)
        for quarter in range(1, 5)
        if (year, quarter) < (2026, 3)
    ]
    periods = (found.question.before.span, found.question.after.span)
    assert row.found.dispersion.phi == dispersion.settle(quarter_spread(quarters, *periods)).phi
    assert any("räknar hela månader" in words.sv for words in found.caveats)


def test_parts_of_months_are_not_compared(files: PublishedFiles) -> None:
    found = compared(files, "2025-W10", "2026-W10")
    assert found.rows == ()
    assert "Ingen källa har rapporterat" in found.stops[0].sv
