"""The police's table by month of the smaller centre: what was written is what is shown of it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.demo.conftest import DEMO_DAY
from tests.month_tables import read_table
from warehouse.connection import PublishedFiles
from warehouse.periods import Period, Span, add_months, last_complete_period, parse_period
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.queries.category_counts import category_counts
from warehouse.queries.comparison_rows import ComparisonQuestion, PeriodComparison
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.period_comparison import period_comparison
from warehouse.queries.rows import KpiFigure, Question, Suppressed
from warehouse.queries.trend import trend
from warehouse.statistics.verdicts import Verdict
from warehouse.viewer import Viewer

pytestmark = pytest.mark.slow
ME, PLACE = Viewer("internal"), "ekbacken"
TYPES = {"Butiksstöld": "shop_theft", "Klotter": "graffiti", "Rån mot person": "robbery"}


@pytest.fixture(scope="module")
def told(town_folder: Path) -> dict[str, Any]:
    """What was put into the table."""
    facts = yaml.safe_load((town_folder / "facit.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = facts["month_table"]
    return found


@pytest.fixture(scope="module")
def written(town_folder: Path) -> dict[tuple[str, str], int]:
    """Crime type and month to the number in the last workbook that has it, counted by hand."""
    found: dict[tuple[str, str], int] = {}
    for path in sorted((town_folder / "inbox" / "polistabell").iterdir()):
        if "smutsig" not in path.name:
            found |= read_table(path).cells()
    return found


def figure(town: PublishedFiles, span: Span, viewer: Viewer = ME) -> KpiFigure:
    found = kpi_figures(town, viewer, Question(PLACE, span, None), DEMO_DAY)
    return next(one for one in found if one.kpi_id == "reported_incidents")


def compared(town: PublishedFiles, categories: tuple[str, ...] = ()) -> PeriodComparison:
    after = last_complete_period("rolling_12", DEMO_DAY)
    before = Period("free", Span(add_months(after.span.first, -12), after.span.first))
    return period_comparison(
        town, ME, ComparisonQuestion(PLACE, before, after, categories), DEMO_DAY
    )


def test_each_month_shows_the_sum_that_was_written(
    town: PublishedFiles, told: dict[str, Any], written: dict[tuple[str, str], int]
) -> None:
    for month, total in told["totals"].items():
        shown = figure(town, parse_period(month).span)
        by_hand = sum(count for (_, of_month), count in written.items() if of_month == month)
        assert shown.value == total == by_hand, month
        is_last = month == f"{told['preliminary']:%Y-%m}"
        assert shown.completeness == ("preliminary" if is_last else "complete"), month


def test_each_type_shows_its_number_and_a_written_zero_is_zero(
    town: PublishedFiles, written: dict[tuple[str, str], int]
) -> None:
    zeros = 0
    for (label, month), count in written.items():
        if label in TYPES:
            rows = category_counts(town, ME, Question(PLACE, parse_period(month).span, None))
            found = {row.category.category_id: row.count for row in rows}
            assert found.get(TYPES[label], 0) == count, (label, month)
            zeros += count == 0
    assert zeros > 10


def test_a_month_that_was_not_reported_is_a_gap_and_no_zero(
    town: PublishedFiles, told: dict[str, Any]
) -> None:
    silent = Span(told["not_reported"], add_months(told["not_reported"], 1))
    assert (figure(town, silent).value, figure(town, silent).completeness) == (None, "missing")
    around = Span(add_months(silent.first, -1), add_months(silent.first, 2))
    question = Question(PLACE, around, None)
    points = trend(town, ME, question, "reported_incidents", "month", DEMO_DAY).points
    values = {point.span.first: point.value for point in points}
    assert values[silent.first] is None
    assert values[around.first] == told["totals"][f"{around.first:%Y-%m}"]
    before = Span(add_months(around.first, -1), around.first)
    assert figure(town, before).completeness == "missing"


def test_a_month_to_come_and_a_part_of_a_month_have_no_number(town: PublishedFiles) -> None:
    for span in (Span(dt.date(2026, 11, 1), dt.date(2026, 12, 1)),
                 Span(dt.date(2026, 9, 1), dt.date(2026, 9, 15))):  # fmt: skip
        assert figure(town, span).completeness == "missing"
        assert figure(town, span).value is None


def test_what_was_put_in_is_found_by_comparing_whole_months(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    effect = truth["ekbacken-damage"]
    found = compared(town, tuple(effect["categories"]))
    assert found.whole is not None
    assert found.whole.found.verdict is Verdict.DECREASED
    assert found.whole.found.interval.holds(effect["factor"])


def test_no_change_is_claimed_of_what_was_left_alone(
    town: PublishedFiles, truth: dict[str, Any]
) -> None:
    touched = set(truth["ekbacken-damage"]["categories"])
    changed = [
        row.category.category_id
        for row in compared(town).rows
        if row.category and row.found.verdict in (Verdict.INCREASED, Verdict.DECREASED)
    ]
    assert set(changed) <= touched


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_shared_audiences_see_of_a_quarter_is_true_or_withheld(
    town: PublishedFiles, written: dict[tuple[str, str], int], audience: Shared
) -> None:
    seen = 0
    for quarter in ("2024-Q3", "2025-Q1", "2025-Q4", "2026-Q2", "2026-Q3"):
        span = parse_period(quarter).span
        value = figure(town, span, Viewer(audience)).value
        months = [f"{add_months(span.first, month):%Y-%m}" for month in range(3)]
        total = sum(
            count
            for (label, month), count in written.items()
            if month in months and label != "Sexualbrott"
        )
        if value is not None and not isinstance(value, Suppressed):
            seen += 1
            assert value == total, quarter
    assert seen == 5
