"""Faults against a slow count, case by case: open, waits, service levels."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import END_DAY, PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.care import care
from warehouse.queries.care_rows import Faults, ServiceLevel
from warehouse.queries.faults import faults
from warehouse.queries.rows import Question, known
from warehouse.statistics.waiting import Wait, median_wait
from warehouse.viewer import Viewer

TODAY = dt.date(2026, 9, 22)
AUGUST = Span(dt.date(2026, 8, 1), dt.date(2026, 9, 1))
LAST_AUGUST = Span(dt.date(2025, 8, 1), dt.date(2025, 9, 1))
MIDSUMMER = dt.date(2026, 8, 14)


@dataclass(frozen=True)
class Case:
    """One fault report, by the day it came and the day it ended."""

    kind: str
    came: dt.date
    ended: dt.date | None
    hours: int


def made(count: int, seed: int) -> list[Case]:
    dice = random.Random(seed)
    cases = []
    for _ in range(count):
        came = dt.date(2026, 6, 1) + dt.timedelta(days=dice.randrange(100))
        days = dice.randrange(25)
        ended = came + dt.timedelta(days=days)
        kind = dice.choice(["litter", "graffiti_report"])
        if dice.random() < 0.3 or ended >= END_DAY:
            cases.append(Case(kind, came, None, (END_DAY - came).days * 24))
        else:
            cases.append(Case(kind, came, ended, days * 24 + dice.randrange(20)))
    return cases


def world(cases: Sequence[Case]) -> PublishedRows:
    rows = small_world()
    rows.add("mart_category", category_id="graffiti_report", kind="fault_report",
             service_hours=48, has_own_service_level=True)  # fmt: skip
    for case in cases:
        rows.add("mart_kpi_day", kpi_id="faults", category_id=case.kind, local_date=case.came)
        rows.add(
            "mart_fault_duration", category_id=case.kind, local_date=case.came,
            ended_date=case.ended, wait_hours=case.hours,
            is_in_time=is_met(case), due_date=due_day(case),
        )  # fmt: skip
    # Duplicates and the like are no cases: they have no wait.
    rows.add("mart_fault_duration", status_code="duplicate", local_date=dt.date(2026, 8, 2))
    return rows


def asked(tmp_path: Path, rows: PublishedRows, span: Span = AUGUST) -> Faults:
    publish(tmp_path, rows)
    question = Question("torget", span, LAST_AUGUST)
    return faults(PublishedFiles(tmp_path), Viewer("internal"), question, TODAY)


def due_day(case: Case) -> dt.date:
    """Count on: two days for graffiti, five working days for all else."""
    if case.kind == "graffiti_report":
        return case.came + dt.timedelta(days=2)
    day, left = case.came, 5
    while left:
        day += dt.timedelta(days=1)
        left -= day.isoweekday() <= 5 and day != MIDSUMMER
    return day


def is_met(case: Case) -> bool:
    if case.ended is None:
        return False
    return case.hours <= 48 if case.kind == "graffiti_report" else case.ended <= due_day(case)


@pytest.mark.parametrize("seed", range(4))
def test_each_kind_agrees_with_a_count_case_by_case(tmp_path: Path, seed: int) -> None:
    cases = made(160, seed)
    found = asked(tmp_path, world(cases))
    every = {kind.category.category_id if kind.category else "": kind
             for kind in (*found.kinds, found.total)}  # fmt: skip
    for name, kind in every.items():
        of_kind = [case for case in cases if name in ("", case.kind)]
        came = [case for case in of_kind if AUGUST.first <= case.came < AUGUST.end]
        due = [case for case in of_kind if AUGUST.first <= due_day(case) < AUGUST.end]
        assert kind.report_count == len(came)
        assert (kind.met_count, kind.due_count) == (sum(map(is_met, due)), len(due))
        still = [case for case in of_kind
                 if case.came < AUGUST.end
                 and (case.ended is None or case.ended >= AUGUST.end)]  # fmt: skip
        assert kind.open_count == len(still)
        waits = [Wait(case.hours / 24, float(case.ended is not None), 1) for case in came]
        assert kind.median_days == (median_wait(waits) if len(came) >= 10 else None)
    assert found.graffiti == every["graffiti_report"]
    assert every["litter"].service == ServiceLevel(None, 5)
    assert [(one.category_id if one else "", level.hours) for one, level in found.levels] == [
        ("graffiti_report", 48),
        ("", None),
    ]


def test_those_open_are_counted_at_the_end_of_each_month(tmp_path: Path) -> None:
    cases = made(160, 9)
    found = asked(tmp_path, world(cases))
    for point in found.backlog.points:
        end = min(point.span.end, END_DAY)
        still = [one for one in cases if one.came < end and (one.ended is None or one.ended >= end)]
        assert known(point.value) == (len(still) if point.span.first < END_DAY else None)
    assert found.open_on == dt.date(2026, 8, 31)


def test_below_ten_cases_no_median_is_said(tmp_path: Path) -> None:
    cases = [Case("litter", dt.date(2026, 8, 3), dt.date(2026, 8, 4), 24)] * 9
    assert asked(tmp_path, world(cases)).total.median_days is None
    assert asked(tmp_path / "b", world([*cases, cases[0]])).total.median_days == 1


def test_no_report_is_not_zero(tmp_path: Path) -> None:
    found = asked(tmp_path, world([]), Span(dt.date(2020, 1, 1), dt.date(2020, 2, 1)))
    assert (found.completeness, found.kinds, found.open_on) == ("missing", (), None)
    assert {point.value for point in found.backlog.points} == {None}


def test_litter_is_told_by_measurement_and_method(tmp_path: Path) -> None:
    rows = small_world()
    for day, items, area, method in (
        (dt.date(2025, 8, 4), 10, 50.0, "own_points"),
        (dt.date(2025, 8, 6), 20, 50.0, "own_points"),
        (dt.date(2026, 8, 6), 6, 20.0, "own_points"), (dt.date(2026, 8, 6), 8, 40.0, "hsr"),
        (dt.date(2026, 9, 3), 99, 40.0, "hsr"),
    ):  # fmt: skip
        rows.add("mart_litter_day", local_date=day, item_count=items, gum_count=items,
                 area_m2=area, method_code=method)  # fmt: skip
    publish(tmp_path, rows)
    files, question = PublishedFiles(tmp_path), Question("torget", AUGUST, None)
    found = care(files, Viewer("internal"), question)
    assert [(one.method_code, one.first.day, one.last.day, one.items_per_10_m2)
            for one in found.litter] == [
        ("own_points", 4, 6, 3.0), ("hsr", 6, 6, 2.0), ("own_points", 6, 6, 3.0)
    ]  # fmt: skip
    assert (found.visit_count, found.grade.value, found.visits_before) == (None, None, None)


def test_grades_are_means_of_what_was_graded(tmp_path: Path) -> None:
    rows = small_world()
    for day, total, count in ((dt.date(2026, 8, 3), 7.0, 2), (dt.date(2026, 8, 9), 2.0, 1),
                              (dt.date(2026, 7, 9), 4.0, 1)):  # fmt: skip
        rows.add("mart_grade_day", local_date=day, grade_sum=total, grade_count=count)
    publish(tmp_path, rows)
    found = care(PublishedFiles(tmp_path), Viewer("internal"), Question("torget", AUGUST, None))
    assert (found.grade.value, found.grade.count) == (3.0, 3)
    assert [one.value for one in found.grade_months[-2:]] == [4.0, 3.0]
    assert len(found.grade_months) == 13
