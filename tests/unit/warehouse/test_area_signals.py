"""Unexpected four weeks: closed ones only, with the budget of chance beside."""

import datetime as dt
import random
from pathlib import Path

from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.queries.area_signals import area_signals, signals
from warehouse.viewer import Viewer

ME = Viewer("internal")
FIRST = dt.date(2021, 1, 4)
QUIET = dt.date(2030, 1, 1)


def world(extra: dict[dt.date, float]) -> PublishedRows:
    rows, chance = small_world(), random.Random(4)
    rows.tables["mart_coverage"][0]["covered_from"] = FIRST
    for week in range((dt.date(2026, 9, 21) - FIRST).days // 7):
        day = FIRST + dt.timedelta(days=7 * week + 2)
        rows.add("mart_kpi_day", local_date=day, numerator=float(chance.randint(2, 4)))
    for day, count in extra.items():
        rows.add("mart_kpi_day", local_date=day, numerator=count, category_id="damage")
    return rows


def opened(var: Path, rows: PublishedRows) -> PublishedFiles:
    publish(var, rows)
    return PublishedFiles(var)


def test_an_ordinary_place_has_no_signal_and_a_budget(tmp_path: Path) -> None:
    found = area_signals(opened(tmp_path, world({})), ME, "torget", QUIET)
    assert found.signals == ()
    assert found.series_count == 2
    assert found.budget.sv.startswith("Med 2 serier ger slumpen ensam")
    assert found.span is not None
    assert found.span.day_count == 28
    assert found.span.first.isoweekday() == 1


def test_many_more_than_usual_is_said_of_category_and_sum(tmp_path: Path) -> None:
    files = opened(tmp_path, world({dt.date(2026, 9, 1): 60.0}))
    found = signals(files, ME, "torget", QUIET)
    assert [one.category and one.category.category_id for one in found] == [None, "damage"]
    assert {one.direction for one in found} == {"many"}
    assert found[1].statement.sv == (
        "Oväntat många: 60 händelser på fyra veckor, mot ungefär 0 samma veckor tidigare år."
    )
    assert "inte ett besked om orsaken" in found[1].not_meant.sv


def test_weeks_that_may_still_change_are_not_judged(tmp_path: Path) -> None:
    files = opened(tmp_path, world({dt.date(2026, 9, 1): 60.0}))
    found = area_signals(files, ME, "torget", dt.date(2026, 9, 22))
    assert found.signals == ()
    assert found.span is not None
    assert found.span.end <= dt.date(2026, 8, 24)


def test_a_place_without_reports_is_not_judged(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_coverage"] = []
    assert area_signals(opened(tmp_path, rows), ME, "torget", QUIET).span is None


def test_weeks_before_a_declared_break_are_nothing_to_judge_against(tmp_path: Path) -> None:
    rows = world({dt.date(2026, 9, 1): 60.0}).add("mart_break", break_on=dt.date(2026, 1, 1))
    found = area_signals(opened(tmp_path / "late", rows), ME, "torget", QUIET)
    assert found.signals == ()
    assert found.not_comparable
    assert found.not_comparable.sv.startswith(
        "Brytpunkt i serien 1 januari 2026: Ny kodlista. Veckorna"
    )
    rows = world({dt.date(2026, 9, 1): 60.0}).add("mart_break", break_on=dt.date(2024, 1, 1))
    early = area_signals(opened(tmp_path / "early", rows), ME, "torget", QUIET)
    assert {one.direction for one in early.signals} == {"many"}
