"""Values of each form over a span: known answers, what is not reported, and slow second counts."""

import datetime as dt
import random
from pathlib import Path
from statistics import median

import pytest

from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, parse_period
from warehouse.queries.kpi_figures import MOST_TILES, kpi_figures
from warehouse.queries.rows import KpiFigure, Question
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2026, 9, 21)
AUGUST, JULY = parse_period("2026-08").span, parse_period("2026-07").span
DAY = dt.timedelta(days=1)


def world() -> PublishedRows:
    """The small world with a KPI of each form."""
    rows = small_world()
    based = {
        "denominator_sv": "fall",
        "denominator_en": "cases",
        "least_count": 10,
        "sort_order": 45,
    }
    rows.add("mart_kpi", kpi_id="open", kind="fault_report", form="stock", sort_order=40)
    rows.add("mart_kpi", kpi_id="fix_time", kind="fault_report", form="wait", **based)
    rows.add("mart_kpi", kpi_id="index", kind="survey_answer", form="round", **based)
    return rows


def figures(
    var: Path, rows: PublishedRows, span: Span = AUGUST, page: str | None = None, **more: str
) -> dict[str, KpiFigure]:
    publish(var, rows)
    question = Question(more.get("area_id", "torget"), span, JULY)
    found = kpi_figures(PublishedFiles(var), ME, question, TODAY, page)
    return {figure.kpi_id: figure for figure in found}


def test_a_stock_is_what_is_open_at_the_end_of_the_span(tmp_path: Path) -> None:
    dice, rows, cases = random.Random(3), world(), []
    for _ in range(80):
        opened = dt.date(2026, 3, 1) + dice.randint(0, 170) * DAY
        ended = opened + dice.randint(0, 60) * DAY if dice.random() < 0.7 else None
        cases.append((opened, ended))
        rows.add("mart_kpi_day", kpi_id="open", local_date=opened, numerator=1)
        if ended:
            rows.add("mart_kpi_day", kpi_id="open", local_date=ended, numerator=-1)
    figure = figures(tmp_path, rows)["open"]
    for value, end in ((figure.value, AUGUST.end), (figure.comparison_value, JULY.end)):
        assert value == sum(o < end and (e is None or e >= end) for o, e in cases)


def test_a_stock_does_not_look_past_the_last_day_that_is_reported(tmp_path: Path) -> None:
    rows = world()
    rows.add("mart_kpi_day", kpi_id="open", local_date=dt.date(2026, 9, 1), numerator=2)
    rows.add("mart_kpi_day", kpi_id="open", local_date=dt.date(2026, 9, 28), numerator=9)
    figure = figures(tmp_path, rows, parse_period("2026-09").span)["open"]
    # The stock of that day is known: it is named, and may still change.
    assert (figure.value, figure.completeness) == (2, "preliminary")
    assert figure.counted_on == dt.date(2026, 9, 20)


def test_a_wait_is_the_median_of_the_cases_of_the_span(tmp_path: Path) -> None:
    rows, lengths = world(), [0.5, 1, 1, 2, 3, 3, 4, 6, 9, 12, 20]
    for number, length in enumerate(lengths):
        on = AUGUST.first + number * DAY
        rows.add("mart_kpi_wait", local_date=on, amount=length)
    rows.add("mart_kpi_wait", local_date=AUGUST.end, amount=99)
    rows.add("mart_kpi_wait", local_date=JULY.first, amount=99)
    figure = figures(tmp_path, rows)["fix_time"]
    assert (figure.value, figure.base) == (median(lengths), 11)
    assert (figure.comparison_value, figure.change) == (None, None)


def test_too_few_is_an_answer_and_no_number(tmp_path: Path) -> None:
    rows = world().add("mart_kpi_wait", local_date=AUGUST.first, ended_count=9, case_count=9)
    figure = figures(tmp_path, rows)["fix_time"]
    assert (figure.value, figure.base, figure.is_too_few) == (None, None, True)
    assert figure.completeness == "preliminary"


def test_a_round_belongs_to_the_span_it_ends_in_and_the_newest_counts(tmp_path: Path) -> None:
    rows, last = world(), AUGUST.first + 9 * DAY
    rows.add("mart_kpi_round", first_date=AUGUST.first - 3 * DAY, last_date=AUGUST.first, value=50)
    rows.add("mart_kpi_round", first_date=last, last_date=last, value=61, low=55, high=67)
    rows.add("mart_kpi_round", first_date=AUGUST.first, last_date=AUGUST.end, value=99)
    figure = figures(tmp_path, rows)["index"]
    assert (figure.value, figure.low, figure.high, figure.base) == (61, 55, 67, 100)
    assert figure.measured == Span(last, last + DAY)
    assert (figure.completeness, figure.comparison_completeness) == ("complete", "missing")


def test_a_round_with_too_few_answers_says_so(tmp_path: Path) -> None:
    few = {"value": None, "denominator": None, "is_too_few": True}
    rows = world().add("mart_kpi_round", last_date=AUGUST.first, **few)
    figure = figures(tmp_path, rows)["index"]
    assert (figure.value, figure.is_too_few, figure.completeness) == (None, True, "complete")


def test_an_area_that_no_source_reports_on_has_no_number_and_no_zero(tmp_path: Path) -> None:
    rows = world().add("mart_area_coverage", area_id="torget", kind="incident")
    assert figures(tmp_path / "a", rows)["incidents"].value == 0
    zone = figures(tmp_path / "b", rows, area_id="torget/nord")
    assert {one.value for one in zone.values()} == {None}
    assert {one.completeness for one in zone.values()} == {"missing"}


def test_a_place_may_switch_a_kpi_off(tmp_path: Path) -> None:
    rows = world().add("mart_kpi_site", kpi_id="incidents")
    rows.add("mart_kpi_site", kpi_id="failed", is_off=True)
    shown = figures(tmp_path, rows)
    assert "failed" not in shown
    assert {"incidents", "open"} <= set(shown)


def test_a_page_shows_its_own_few_that_some_source_feeds(tmp_path: Path) -> None:
    rows = world()
    for number in range(12):
        own = {"kpi_id": f"own_{number}", "sort_order": 50 + number}
        rows.add("mart_kpi", pages="overview", **own).add("mart_kpi_site", kpi_id=own["kpi_id"])
    rows.add("mart_kpi_site", kpi_id="index").add("mart_kpi_site", kpi_id="open", is_fed=False)
    shown = figures(tmp_path, rows, page="overview")
    assert len(shown) == MOST_TILES
    assert next(iter(shown)) == "incidents"
    assert not {"index", "open", "failed"} & set(shown)


@pytest.mark.parametrize("page", ["overview", "situation"])
def test_the_first_kpi_leads_every_page(tmp_path: Path, page: str) -> None:
    rows = world()
    rows.tables["mart_kpi"][0]["pages"] = ""
    assert next(iter(figures(tmp_path, rows, page=page))) == "incidents"
