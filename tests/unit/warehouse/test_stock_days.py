"""A stock is counted on one named day, and held against another."""

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import PublishedRows, publish, small_world
from warehouse.comparisons import comparison_at, day_compared
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, parse_period
from warehouse.queries.faults import faults
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import KpiFigure, Question, known
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2026, 9, 21)
WEEKS_52 = dt.timedelta(days=364)
AUGUST, SEPTEMBER = (parse_period(code).span for code in ("2026-08", "2026-09"))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def back(span: Span) -> Span:
    return Span(span.first - WEEKS_52, span.end - WEEKS_52)


@pytest.mark.parametrize(
    ("code", "other", "end", "expected"),
    [
        ("2026-10", "2025-10-02--2025-11-01", "2026-11-01", "2025-11-01"),  # 52 weeks back
        ("2026-10", "2025-10", "2026-11-01", "2025-11-01"),
        ("2026-10", "2026-09", "2026-11-01", "2026-10-01"),  # the month before
        ("2026-11", "2025-11-02--2025-12-01", "2026-11-23", "2025-11-23"),
        ("2026-11", "2026-10", "2026-11-23", "2026-10-23"),
        ("2026-03", "2026-02", "2026-03-31", "2026-03-01"),  # February has no thirtieth
        ("2025-02", "2024-02", "2025-03-01", "2024-03-01"),  # month's end against month's end
    ],
)
def test_a_stock_is_held_against_the_same_day(
    code: str, other: str, end: str, expected: str
) -> None:
    spans = parse_period(code).span, parse_period(other).span
    assert day_compared(day(end), *spans) == day(expected)


def test_whole_months_are_held_against_the_same_dates() -> None:
    assert comparison_at("year", is_by_month=True) == "calendar_year"
    assert comparison_at("previous", is_by_month=True) == "previous"
    assert comparison_at("year", is_by_month=False) == "year"


def opened(*days: str) -> PublishedRows:
    """A case that stays open comes on each of the days; 24 of them are open from the start on."""
    rows = small_world()
    rows.add("mart_kpi", kpi_id="open", kind="fault_report", form="stock", sort_order=40)
    for text in days:
        rows.add("mart_kpi_day", kpi_id="open", category_id="litter", local_date=day(text))
        rows.add(
            "mart_fault_duration", category_id="litter", local_date=day(text), wait_hours=24,
        )  # fmt: skip
    return rows


def stock(path: Path, rows: PublishedRows, question: Question) -> KpiFigure:
    publish(path, rows)
    figures = kpi_figures(PublishedFiles(path), ME, question, TODAY)
    return next(one for one in figures if one.kpi_id == "open")


CASES = ("2025-08-31", "2025-09-01", "2025-09-20", "2025-09-25", "2026-08-05", "2026-09-20")


@pytest.mark.parametrize(
    ("span", "on", "counts"),
    [
        (AUGUST, ("2026-08-31", "2025-08-31"), (5, 1)),  # 52 weeks back would hold 1 September
        (SEPTEMBER, ("2026-09-20", "2025-09-20"), (6, 3)),  # reported to the 20th
    ],
)
def test_the_tile_and_the_page_of_faults_name_the_same_days_and_numbers(
    tmp_path: Path, span: Span, on: tuple[str, str], counts: tuple[int, int]
) -> None:
    question = Question("torget", span, back(span))
    figure = stock(tmp_path, opened(*CASES), question)
    days = day(on[0]), day(on[1])
    assert [figure.counted_on, figure.compared_on] == [*days]
    assert [known(figure.value), known(figure.comparison_value)] == [*counts]
    assert figure.change == counts[0] - counts[1]
    found = faults(PublishedFiles(tmp_path), ME, question, TODAY)
    assert [found.open_on, found.open_before_on] == [*days]
    assert [found.total.open_count, found.open_before] == [*counts]
    last = next(point for point in reversed(found.backlog.points) if point.in_period)
    assert [known(last.value), known(last.comparison_value)] == [*counts]


def test_a_day_that_nobody_has_reported_is_not_held_against(tmp_path: Path) -> None:
    rows = opened(*CASES)
    for one in rows.tables["mart_coverage"]:
        one["covered_from"] = dt.date(2026, 1, 1)
    figure = stock(tmp_path, rows, Question("torget", AUGUST, back(AUGUST)))
    assert (figure.value, figure.comparison_value, figure.change) == (5, None, None)


def test_a_count_has_no_day_of_its_own(tmp_path: Path) -> None:
    publish(tmp_path, opened())
    question = Question("torget", AUGUST, back(AUGUST))
    figures = kpi_figures(PublishedFiles(tmp_path), ME, question, TODAY)
    assert [one.counted_on for one in figures if one.kpi_id == "incidents"] == [None]
