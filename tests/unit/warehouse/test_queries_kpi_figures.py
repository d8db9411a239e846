"""The tiles' figures: known answers, coverage, and a slow second calculation."""

import datetime as dt
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import END_DAY, FIRST_DAY, PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.periods import Span, parse_period
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import KpiFigure, Question
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2026, 9, 21)
AUGUST, AUGUST_25 = parse_period("2026-08").span, parse_period("2025-08").span


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def figures(
    var: Path, rows: PublishedRows, question: Question, today: dt.date = TODAY
) -> dict[str, KpiFigure]:
    publish(var, rows)
    found = kpi_figures(PublishedFiles(var), ME, question, today)
    return {figure.kpi_id: figure for figure in found}


@pytest.fixture
def rows() -> PublishedRows:
    rows = small_world()
    rows.add("mart_kpi_day", local_date=day("2026-08-01"), numerator=3.5)
    rows.add("mart_kpi_day", local_date=day("2026-08-31"), category_id="damage", numerator=2)
    rows.add("mart_kpi_day", local_date=day("2026-09-01"), numerator=100)
    rows.add("mart_kpi_day", local_date=day("2025-08-10"), numerator=4)
    rows.add("mart_kpi_day", local_date=day("2026-08-02"), area_id="parken", numerator=50)
    rows.add(
        "mart_kpi_day", local_date=day("2026-08-03"), kpi_id="failed", category_id="",
        numerator=1, denominator=4,
    )  # fmt: skip
    rows.add(
        "mart_kpi_day", local_date=day("2026-08-04"), kpi_id="failed", category_id="",
        numerator=1, denominator=16,
    )  # fmt: skip
    return rows


def test_a_count_is_the_sum_over_the_days_of_the_span(tmp_path: Path, rows: PublishedRows) -> None:
    figure = figures(tmp_path, rows, Question("torget", AUGUST, AUGUST_25))["incidents"]
    assert (figure.value, figure.comparison_value, figure.change) == (5.5, 4, 1.5)
    assert (figure.base, figure.base_name, figure.is_share) == (None, None, False)
    assert [note.source_id for note in figure.sources] == ["police"]


def test_a_share_divides_the_sums_not_the_days(tmp_path: Path, rows: PublishedRows) -> None:
    figure = figures(tmp_path, rows, Question("torget", AUGUST, AUGUST_25))["failed"]
    assert (figure.value, figure.base, figure.is_share) == (0.1, 20, True)
    assert (figure.comparison_value, figure.comparison_base, figure.change) == (None, 0, None)
    assert figure.comparison_completeness == "complete"


def test_reported_days_without_rows_are_a_true_zero(tmp_path: Path, rows: PublishedRows) -> None:
    figure = figures(tmp_path, rows, Question("torget", AUGUST, AUGUST_25))["faults"]
    assert (figure.value, figure.comparison_value, figure.change) == (0, 0, 0)


def test_figures_come_in_the_order_of_the_dictionary(tmp_path: Path, rows: PublishedRows) -> None:
    assert list(figures(tmp_path, rows, Question("torget", AUGUST, None))) == [
        "incidents",
        "faults",
        "failed",
    ]


def test_without_a_comparison_there_is_no_change(tmp_path: Path, rows: PublishedRows) -> None:
    figure = figures(tmp_path, rows, Question("torget", AUGUST, None))["incidents"]
    assert (figure.comparison_value, figure.comparison_base) == (None, None)
    assert (figure.change, figure.comparison_completeness) == (None, None)


def test_chosen_categories_bound_the_kpis_of_their_kind(
    tmp_path: Path, rows: PublishedRows
) -> None:
    rows.add("mart_kpi_day", local_date=AUGUST.first, kpi_id="faults", category_id="litter")
    found = figures(tmp_path, rows, Question("torget", AUGUST, None, ("damage",)))
    assert {kpi: (f.value, f.by_category) for kpi, f in found.items()} == {
        "incidents": (2, True),
        "faults": (1, False),
        "failed": (0.1, False),
    }


def test_unknown_choices_are_refused(tmp_path: Path, rows: PublishedRows) -> None:
    publish(tmp_path, rows)
    files = PublishedFiles(tmp_path)
    for question in (Question("x", AUGUST, None), Question("torget", AUGUST, None, ("x",))):
        with pytest.raises(UnknownChoiceError, match="'x'"):
            kpi_figures(files, ME, question, TODAY)


@pytest.mark.parametrize(
    ("code", "today", "completeness"),
    [
        ("2026-07", "2026-09-21", "complete"),
        ("2026-08", "2026-09-21", "preliminary"),
        ("2026-08-01--2026-08-23", "2026-09-21", "complete"),
        ("2026-08-01--2026-08-24", "2026-09-21", "preliminary"),
        ("2026-08", "2026-10-18", "preliminary"),
        ("2026-08", "2026-10-19", "complete"),
        ("2026-09", "2026-09-21", "partial"),
        ("2026-10", "2026-09-21", "missing"),
        ("2023-12", "2026-09-21", "missing"),
        ("2023-12-31--2024-01-01", "2026-09-21", "partial"),
        ("2013", "2026-09-21", "missing"),
    ],
)
def test_completeness_follows_what_was_reported_and_how_lately(
    tmp_path: Path, code: str, today: str, completeness: str
) -> None:
    question = Question("torget", parse_period(code).span, None)
    figure = figures(tmp_path, small_world(), question, day(today))["incidents"]
    assert figure.completeness == completeness
    assert (figure.value is None) == (completeness == "missing")


def test_a_partial_span_shows_its_value_but_no_change(tmp_path: Path, rows: PublishedRows) -> None:
    september = Question("torget", parse_period("2026-09").span, AUGUST)
    figure = figures(tmp_path, rows, september)["incidents"]
    assert (figure.value, figure.comparison_value, figure.change) == (100, 5.5, None)
    assert figure.completeness == "partial"


def test_no_report_is_not_zero_even_beside_the_other_span(
    tmp_path: Path, rows: PublishedRows
) -> None:
    question = Question("torget", AUGUST, parse_period("2023-08").span)
    figure = figures(tmp_path, rows, question)["incidents"]
    assert (figure.comparison_value, figure.comparison_completeness) == (None, "missing")
    assert figure.change is None


def test_a_gap_is_filled_by_any_source_of_the_kind(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_coverage"] = [
        {"covered_from": day("2026-01-01"), "covered_to": day("2026-03-01")},
        {"covered_from": day("2026-05-01"), "covered_to": day("2026-06-01")},
    ]
    rows.add("mart_source", source_id="guards", data_to=None)
    rows.add(
        "mart_coverage", source_id="guards",
        covered_from=day("2026-02-15"), covered_to=day("2026-04-01"),
    )  # fmt: skip
    publish(tmp_path, rows)
    files = PublishedFiles(tmp_path)
    seen = {}
    for code in ("2026-Q1", "2026-04", "2026-T1", "2026-05"):
        question = Question("torget", parse_period(code).span, None)
        figure = kpi_figures(files, ME, question, TODAY)[0]
        seen[code] = figure.completeness
    assert seen == {
        "2026-Q1": "complete",
        "2026-04": "missing",
        "2026-T1": "partial",
        "2026-05": "complete",
    }


def test_a_kind_without_any_source_is_missing(tmp_path: Path) -> None:
    rows = small_world().add("mart_kpi", kpi_id="visitors", kind="flow_count", by_category=False)
    figure = figures(tmp_path, rows, Question("torget", AUGUST, AUGUST_25))["visitors"]
    assert (figure.value, figure.completeness, figure.sources) == (None, "missing", ())


def test_the_sparkline_is_thirteen_months_and_silent_where_days_are_missing(
    tmp_path: Path, rows: PublishedRows
) -> None:
    week = parse_period("2026-W37").span
    line = figures(tmp_path, rows, Question("torget", week, None))["incidents"].sparkline
    assert line == (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5.5, None)


@dataclass(frozen=True)
class Fact:
    """One row of the random world."""

    area_id: str
    kpi_id: str
    on: dt.date
    category_id: str
    number: float


CATEGORIES = {"incidents": ("theft", "damage"), "faults": ("litter",), "failed": ("",)}


def random_facts(chance: random.Random) -> list[Fact]:
    facts = []
    for _ in range(1500):
        kpi_id = chance.choice(list(CATEGORIES))
        facts.append(
            Fact(
                chance.choice(["torget", "torget/nord"]),
                kpi_id,
                FIRST_DAY + dt.timedelta(days=chance.randrange((END_DAY - FIRST_DAY).days)),
                chance.choice(CATEGORIES[kpi_id]),
                chance.randint(0, 8) / 4,
            )
        )
    return facts


def random_question(chance: random.Random) -> Question:
    first = FIRST_DAY + dt.timedelta(days=chance.randrange(900))
    span = Span(first, min(END_DAY, first + dt.timedelta(days=chance.randint(1, 400))))
    back = dt.timedelta(days=364)
    return Question(
        chance.choice(["torget", "torget/nord"]),
        span,
        chance.choice([None, Span(span.first - back, span.end - back)]),
        chance.choice([(), ("damage",), ("damage", "theft")]),
    )


def slowly(facts: list[Fact], question: Question, kpi_id: str, span: Span | None) -> float | None:
    """Say the value of a KPI in plain loops; None where a day was not reported."""
    if span is None or span.first < FIRST_DAY or span.end > END_DAY:
        return None
    mine = [
        fact.number
        for fact in facts
        if (fact.area_id, fact.kpi_id) == (question.area_id, kpi_id)
        and span.first <= fact.on < span.end
        and (kpi_id != "incidents" or fact.category_id in (question.categories or ALL))
    ]
    if kpi_id == "failed":
        return sum(mine) / (sum(mine) + len(mine)) if mine else None
    return sum(mine)


ALL = CATEGORIES["incidents"]


def test_figures_agree_with_a_slow_second_calculation(tmp_path: Path) -> None:
    chance, world = random.Random(20260921), small_world()
    facts = random_facts(chance)
    for fact in facts:
        world.add(
            "mart_kpi_day", area_id=fact.area_id, kpi_id=fact.kpi_id, local_date=fact.on,
            category_id=fact.category_id, numerator=fact.number,
            denominator=fact.number + 1 if fact.kpi_id == "failed" else None,
        )  # fmt: skip
    publish(tmp_path, world)
    files = PublishedFiles(tmp_path)
    for question in (random_question(chance) for _ in range(60)):
        for figure in kpi_figures(files, ME, question, TODAY):
            now = slowly(facts, question, figure.kpi_id, question.span)
            then = slowly(facts, question, figure.kpi_id, question.comparison)
            assert figure.value == pytest.approx(now)
            if figure.comparison_completeness != "partial":
                assert figure.comparison_value == pytest.approx(then)
            change = None if now is None or then is None else now - then
            assert figure.change == pytest.approx(change)
