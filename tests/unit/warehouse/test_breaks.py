"""Breaks, declared and found, and which spans are compared across them: against a plain rule."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.breaks import breaks_in, found_between, not_comparable
from warehouse.queries.care import care
from warehouse.queries.category_counts import category_counts
from warehouse.queries.faults import faults
from warehouse.queries.flows import flows
from warehouse.queries.followup_plan import written_down
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.offer import offer
from warehouse.queries.rows import Question
from warehouse.queries.trend import trend
from warehouse.viewer import Viewer

TODAY = dt.date(2026, 9, 22)
AUGUST = Span(dt.date(2026, 8, 1), dt.date(2026, 9, 1))
LAST_AUGUST = Span(dt.date(2025, 8, 1), dt.date(2025, 9, 1))
CHANGED = dt.date(2026, 1, 1)
ASKED = Question("torget", AUGUST, LAST_AUGUST)
ME = Viewer("internal")


def files(folder: Path, rows: PublishedRows) -> PublishedFiles:
    publish(folder, rows)
    return PublishedFiles(folder)


def flow_world() -> PublishedRows:
    """Eight points that count 100 an hour each through 2025, and two of them since."""
    rows = small_world()
    rows.add("mart_source", source_id="sensors", kind="flow_count", sensitivity="open")
    rows.add("mart_coverage", source_id="sensors", kind="flow_count")
    rows.add("mart_kpi", kpi_id="visitors", kind="flow_count", by_category=False, sort_order=5)
    for number in range(8):
        last = dt.date(2026, 8, 31) if number < 2 else dt.date(2025, 12, 31)
        rows.add("mart_flow_point", point_code=f"P{number}", first_date=dt.date(2025, 1, 1),
                 last_date=last)  # fmt: skip
    for at in range((AUGUST.end - dt.date(2025, 1, 1)).days):
        day = dt.date(2025, 1, 1) + dt.timedelta(days=at)
        points = 2 if day >= CHANGED else 8
        rows.add("mart_kpi_day", kpi_id="visitors", category_id="", local_date=day,
                 numerator=100.0 * points)  # fmt: skip
        rows.add("mart_flow_hour", local_date=day, visitor_count=100.0 * points,
                 duration_minutes=60 * points, point_count=points)  # fmt: skip
    return rows


def with_found(rows: PublishedRows) -> PublishedRows:
    return rows.add("mart_found_break", break_on=CHANGED)


def test_passages_of_other_counting_points_are_not_compared(tmp_path: Path) -> None:
    shown = files(tmp_path, with_found(flow_world()))
    tile = next(one for one in kpi_figures(shown, ME, ASKED, TODAY) if one.kpi_id == "visitors")
    assert (tile.value, tile.comparison_value, tile.change) == (6200, 24800, None)
    assert tile.not_comparable
    assert tile.not_comparable.sv == (
        "Brytpunkt i serien 1 januari 2026: 6 mätpunkter slutade räkna. "
        "Talen före och efter går inte att jämföra."
    )
    found = flows(shown, ME, ASKED, TODAY)
    assert (found.now.per_hour, found.before) == (100, None)
    assert found.not_comparable == tile.not_comparable
    assert {band.before for band in found.bands} == {None}
    held = {point.span.first.year: point.comparison_value for point in found.weeks.points}
    assert held == {2025: None, 2026: None}
    assert [one.on for one in found.weeks.breaks] == [CHANGED]


def test_a_curve_is_held_against_the_year_before_up_to_a_break(tmp_path: Path) -> None:
    rows = with_found(flow_world())
    for runs in rows.tables["mart_flow_point"]:
        runs["first_date"] = dt.date(2024, 1, 1)
    for at in range(366):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=at)
        rows.add("mart_kpi_day", kpi_id="visitors", category_id="", local_date=day, numerator=700.0)
    curve = trend(files(tmp_path, rows), ME, ASKED, "visitors", "month", TODAY)
    for point in curve.points:
        assert (point.comparison_value is not None) is (
            dt.date(2025, 1, 1) <= point.span.first < CHANGED
        )
    assert [(one.on, one.short.sv) for one in curve.breaks] == [(CHANGED, "6 mätpunkter slutade")]


def test_the_same_points_are_compared_as_ever(tmp_path: Path) -> None:
    shown = files(tmp_path, with_found(flow_world()))
    before = Span(dt.date(2026, 7, 1), dt.date(2026, 8, 1))
    asked = replace(ASKED, comparison=before)
    tile = next(one for one in kpi_figures(shown, ME, asked, TODAY) if one.kpi_id == "visitors")
    assert (tile.change, tile.not_comparable) == (0, None)
    found = flows(shown, ME, asked, TODAY)
    assert found.before
    assert (found.before.per_hour, found.not_comparable) == (100, None)


def test_points_that_were_out_all_through_one_span_are_said_without_a_day(tmp_path: Path) -> None:
    shown = files(tmp_path, flow_world())
    why = not_comparable(shown, ME, "torget", "flow_count", (LAST_AUGUST, AUGUST))
    assert why
    assert why.sv.startswith("Inte samma mätpunkter i båda perioderna: 8 räknade i den tidigare, 2")


@pytest.mark.parametrize("seed", range(6))
def test_two_spans_are_compared_exactly_where_the_same_points_counted(
    tmp_path: Path, seed: int
) -> None:
    """Said plainly: the points with a day in each span, found by going through all the days."""
    dice = random.Random(seed)
    rows, counted = small_world(), {}
    for number in range(4):
        days = {
            dt.date(2026, 1, 1) + dt.timedelta(days=at) for at in range(90) if dice.random() < 0.2
        }
        counted[number] = days
        runs: list[list[dt.date]] = []
        for day in sorted(days):
            if runs and runs[-1][-1] == day - dt.timedelta(days=1):
                runs[-1].append(day)
            else:
                runs.append([day])
        for run in runs:
            rows.add(
                "mart_flow_point", point_code=f"P{number}", first_date=run[0], last_date=run[-1]
            )
    shown = files(tmp_path, rows)
    for _ in range(40):
        firsts = [dt.date(2026, 1, 1) + dt.timedelta(days=dice.randrange(80)) for _ in "ab"]
        one, two = (
            Span(first, first + dt.timedelta(days=dice.randrange(1, 12))) for first in firsts
        )
        sets = [{n for n, days in counted.items() if any(s.first <= d < s.end for d in days)}
                for s in (one, two)]  # fmt: skip
        expected = sets[0] != sets[1] and all(sets)
        found = not_comparable(shown, ME, "torget", "flow_count", (one, two))
        assert (found is not None) is expected


def test_a_point_that_begins_inside_a_span_stops_it_though_it_counted_in_both(
    tmp_path: Path,
) -> None:
    rows = small_world()
    rows.add("mart_source", source_id="sensors", kind="flow_count", sensitivity="open")
    for code, first in (("P1", dt.date(2026, 1, 1)), ("P2", dt.date(2026, 3, 15))):
        rows.add(
            "mart_flow_point", point_code=code, first_date=first, last_date=dt.date(2026, 6, 1)
        )
    rows.add("mart_found_break", change_code="points_started", subject_count=1, subject_names="P2",
             break_on=dt.date(2026, 3, 15))  # fmt: skip
    shown = files(tmp_path, rows)
    march, april, may = (Span(dt.date(2026, m, 1), dt.date(2026, m + 1, 1)) for m in (3, 4, 5))
    why = not_comparable(shown, ME, "torget", "flow_count", (april, march))
    assert why
    assert "mätpunkten P2 började räkna" in why.sv
    assert not_comparable(shown, ME, "torget", "flow_count", (april, may)) is None


def test_a_part_of_a_place_has_its_own_points_and_the_places_other_breaks(tmp_path: Path) -> None:
    rows = small_world().add("mart_break", kind="flow_count", break_on=dt.date(2026, 2, 1))
    rows.add("mart_source", source_id="sensors", kind="flow_count", sensitivity="open")
    rows.add("mart_found_break", break_on=CHANGED)
    rows.add("mart_found_break", area_id="torget/nord", break_on=dt.date(2026, 3, 1))
    shown = files(tmp_path, rows)
    assert [one.on.month for one in breaks_in(shown, ME, "torget", "flow_count")] == [1, 2]
    assert [one.on.month for one in breaks_in(shown, ME, "torget/nord", "flow_count")] == [2, 3]
    # The plan's measures and the baseline are not judged across other points either.
    assert [one.on.month for one in written_down(shown, ME, "torget").breaks_of("flow_count")] == [
        2,
        1,
    ]


def test_reporters_and_code_lists_that_were_found_are_said_and_stop_nothing(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_kpi_day", local_date=dt.date(2026, 8, 2))
    rows.add("mart_kpi_day", local_date=dt.date(2025, 8, 2))
    for change, names in (("reporters_started", "A, B"), ("codes_changed", None)):
        rows.add("mart_found_break", source_id="police", kind="incident", change_code=change,
                 subject_count=2, subject_names=names, break_on=CHANGED)  # fmt: skip
    shown = files(tmp_path, rows)
    assert not_comparable(shown, ME, "torget", "incident", (AUGUST, LAST_AUGUST)) is None
    said = found_between(shown, ME, "torget", "incident", (AUGUST, LAST_AUGUST))
    assert [one.sv.split(": ")[1] for one in said] == [
        "kodlistan ändrades för 2 koder (Polisens händelser). En del av skillnaden kan bero på "
        "det.",
        "2 rapportörer började rapportera (Polisens händelser) (A, B). En del av skillnaden kan "
        "bero på det.",
    ]
    assert found_between(shown, ME, "torget", "incident", (AUGUST, AUGUST)) == ()


def test_a_declared_break_stops_tiles_curves_and_categories(tmp_path: Path) -> None:
    rows = small_world().add("mart_break", break_on=CHANGED)
    rows.add("mart_kpi_day", local_date=dt.date(2026, 8, 2))
    rows.add("mart_kpi_day", local_date=dt.date(2025, 8, 2))
    shown = files(tmp_path, rows)
    tiles = {one.kpi_id: one for one in kpi_figures(shown, ME, ASKED, TODAY)}
    assert (tiles["incidents"].change, tiles["incidents"].comparison_value) == (None, 1)
    assert tiles["incidents"].not_comparable
    assert "Ny kodlista" in tiles["incidents"].not_comparable.sv
    # Another kind's numbers are not touched.
    assert (tiles["faults"].change, tiles["faults"].not_comparable) == (0, None)
    (row,) = category_counts(shown, ME, ASKED)
    assert (row.count, row.comparison_count) == (1, None)


def test_faults_cleaning_and_events_are_not_compared_across_a_declared_break(
    tmp_path: Path,
) -> None:
    rows = small_world()
    for kind in ("fault_report", "cleaning_visit", "cleanliness_grade", "event"):
        rows.add("mart_source", source_id=f"of_{kind}", kind=kind, sensitivity="open")
        rows.add("mart_coverage", source_id=f"of_{kind}", kind=kind)
        rows.add("mart_break", kind=kind, break_on=CHANGED)
    for year in (2025, 2026):
        day = dt.date(year, 8, 5)
        rows.add("mart_kpi_day", kpi_id="faults", category_id="litter", local_date=day)
        rows.add("mart_fault_duration", local_date=day)
        rows.add("mart_cleaning_day", local_date=day)
        rows.add("mart_grade_day", local_date=day)
    shown = files(tmp_path, rows)
    reports = faults(shown, ME, ASKED, TODAY)
    assert (reports.total.report_count, reports.total.before_count, reports.before) == (
        1,
        None,
        None,
    )
    assert reports.not_comparable
    assert {
        one.comparison_value for one in reports.backlog.points if one.span.first >= CHANGED
    } == {None}
    assert [one.on for one in reports.backlog.breaks] == [CHANGED]
    kept = care(shown, ME, ASKED)
    assert (kept.visit_count, kept.visits_before, kept.grade_before) == (1, None, None)
    assert kept.visits_not_comparable == kept.grades_not_comparable == reports.not_comparable
    held = offer(shown, ME, ASKED)
    assert (held.event_before, held.events_not_comparable) == (None, reports.not_comparable)


def test_what_the_place_has_declared_itself_is_not_said_twice(tmp_path: Path) -> None:
    rows = small_world().add("mart_break", break_on=CHANGED)
    for days, site in ((27, "torget"), (29, "torget"), (3, "parken")):
        rows.add("mart_found_break", source_id="police", kind="incident", area_id=site,
                 site_id=site, change_code="reporters_started",
                 break_on=CHANGED + dt.timedelta(days=days))  # fmt: skip
    shown = files(tmp_path, rows)
    told = [(one.on - CHANGED).days for one in breaks_in(shown, ME, "torget", "incident")]
    assert told == [0, 29]
    assert len(breaks_in(shown, ME, "parken", "incident")) == 1
