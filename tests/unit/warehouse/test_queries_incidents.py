"""Hours of the week, categories and the map, on rows with known answers."""

import datetime as dt
import random
from pathlib import Path

import pytest

from tests.builders import END_DAY, FIRST_DAY, PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, parse_period
from warehouse.queries.category_counts import category_counts
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import Question
from warehouse.queries.site_map import site_map
from warehouse.viewer import Viewer

ME = Viewer("internal")
AUGUST, JULY = parse_period("2026-08").span, parse_period("2026-07").span
MONDAY = dt.date(2026, 8, 3)


def opened(var: Path, rows: PublishedRows) -> PublishedFiles:
    publish(var, rows, profiles=("internal", "partner"))
    return PublishedFiles(var)


def test_the_week_has_168_hours_from_monday(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_incident_hour", local_date=MONDAY, hour=0, incident_count=1.5)
    rows.add("mart_incident_hour", local_date=MONDAY + dt.timedelta(7), hour=0)
    rows.add("mart_incident_hour", local_date=MONDAY - dt.timedelta(1), hour=23)  # Sunday
    rows.add("mart_incident_hour", local_date=MONDAY, hour=None, incident_count=4)
    rows.add("mart_incident_hour", local_date=AUGUST.end, hour=0)
    rows.add("mart_incident_hour", local_date=MONDAY, hour=0, area_id="parken")
    found = hour_week(opened(tmp_path, rows), ME, Question("torget", AUGUST, None))
    assert len(found.cells) == 168
    assert [(c.weekday, c.hour) for c in found.cells[:2]] == [(1, 0), (1, 1)]
    assert {(c.weekday, c.hour): c.count for c in found.cells if c.count} == {
        (1, 0): 2.5,
        (7, 23): 1,
    }
    assert (found.timed_count, found.untimed_count) == (3.5, 4)
    assert found.completeness == "complete"
    assert [note.source_id for note in found.sources] == ["police"]


def test_an_unreported_week_says_that_it_is_missing(tmp_path: Path) -> None:
    span = parse_period("2030-01").span
    found = hour_week(opened(tmp_path, small_world()), ME, Question("torget", span, None))
    assert (found.completeness, found.timed_count) == ("missing", 0)


def test_hours_agree_with_a_slow_second_calculation(tmp_path: Path) -> None:
    chance, rows, facts = random.Random(11), small_world(), []
    for _ in range(1500):
        on = FIRST_DAY + dt.timedelta(days=chance.randrange((END_DAY - FIRST_DAY).days))
        fact = (on, chance.choice([None, *range(24)]), chance.choice(["theft", "damage"]))
        facts.append(fact)
        rows.add(
            "mart_incident_hour", local_date=on, hour=fact[1], category_id=fact[2],
            incident_count=0.5,
        )  # fmt: skip
    files = opened(tmp_path, rows)
    for chosen in ((), ("theft",), ("litter",), ("theft", "litter")):
        first = FIRST_DAY + dt.timedelta(days=chance.randrange(300))
        span = Span(first, first + dt.timedelta(days=400))
        found = hour_week(files, ME, Question("torget", span, None, chosen))
        mine = [
            (on.isoweekday(), hour)
            for on, hour, category in facts
            if span.first <= on < span.end and ("theft" not in chosen or category == "theft")
        ]
        for cell in found.cells:
            assert cell.count == mine.count((cell.weekday, cell.hour)) / 2
        assert found.timed_count + found.untimed_count == len(mine) / 2


def test_categories_are_counted_in_both_spans_largest_first(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_category", category_id="arson", name_sv="Anlagd brand")
    rows.add("mart_kpi_day", local_date=AUGUST.first, category_id="damage")
    rows.add("mart_kpi_day", local_date=AUGUST.last, category_id="theft")
    rows.add("mart_kpi_day", local_date=AUGUST.last, category_id="theft")
    rows.add("mart_kpi_day", local_date=JULY.last, category_id="damage", numerator=3)
    rows.add("mart_kpi_day", local_date=JULY.first, category_id="arson")
    rows.add("mart_kpi_day", local_date=dt.date(2026, 6, 30), category_id="arson")
    files = opened(tmp_path, rows)
    question = Question("torget", AUGUST, JULY, ("damage",))
    found = category_counts(files, ME, question)
    assert [(c.category.category_id, c.count, c.comparison_count) for c in found] == [
        ("theft", 2, 0),
        ("damage", 1, 3),
        ("arson", 0, 1),
    ]
    alone = category_counts(files, ME, Question("torget", AUGUST, None))
    assert [(c.category.name.sv, c.count, c.comparison_count) for c in alone] == [
        ("Stöld", 2, None),
        ("Skadegörelse", 1, None),
    ]


@pytest.mark.parametrize("code", ["2023-12", "2023-12-31--2024-01-02"])
def test_categories_have_no_comparison_with_days_that_were_not_reported(
    tmp_path: Path, code: str
) -> None:
    rows = small_world()
    rows.add("mart_kpi_day", local_date=AUGUST.first)
    rows.add("mart_kpi_day", local_date=FIRST_DAY, category_id="damage")
    question = Question("torget", AUGUST, parse_period(code).span)
    found = category_counts(opened(tmp_path, rows), ME, question)
    assert [(c.category.category_id, c.comparison_count) for c in found] == [("theft", None)]


def test_an_unreported_span_has_no_categories(tmp_path: Path) -> None:
    rows = small_world().add("mart_kpi_day", local_date=AUGUST.first)
    question = Question("torget", parse_period("2027-08").span, AUGUST)
    assert category_counts(opened(tmp_path, rows), ME, question) == ()


def test_categories_sum_to_the_figure(tmp_path: Path) -> None:
    rows = small_world().add("mart_kpi_day", local_date=AUGUST.first, numerator=2.5)
    rows.add("mart_kpi_day", local_date=AUGUST.last, category_id="damage", numerator=4)
    files, question = opened(tmp_path, rows), Question("torget", AUGUST, None)
    figure = kpi_figures(files, ME, question, dt.date(2026, 9, 21))[0]
    assert sum(row.count for row in category_counts(files, ME, question)) == figure.value == 6.5


def test_without_a_kpi_that_counts_incidents_there_are_no_categories(tmp_path: Path) -> None:
    rows = small_world().add("mart_kpi_day", local_date=AUGUST.first)
    rows.tables["mart_kpi"] = rows.tables["mart_kpi"][1:]
    assert category_counts(opened(tmp_path, rows), ME, Question("torget", AUGUST, None)) == ()


@pytest.fixture
def map_rows() -> PublishedRows:
    rows = small_world()
    rows.add("mart_incident_hexagon", local_date=MONDAY, incident_count=2)
    rows.add("mart_incident_hexagon", local_date=AUGUST.last, category_id="damage")
    rows.add("mart_incident_hexagon", local_date=MONDAY, hexagon_id="1:0", longitude=18.06)
    rows.add("mart_incident_hexagon", local_date=AUGUST.end, hexagon_id="2:0")
    rows.add("mart_incident_hexagon", local_date=MONDAY, area_id="parken", hexagon_id="9:9")
    rows.add("mart_source_day", local_date=MONDAY, no_position_count=5)
    rows.add("mart_source_day", local_date=AUGUST.end, no_position_count=7)
    rows.add("mart_source_day", local_date=MONDAY, kind="fault_report", no_position_count=9)
    # A source that tells of other places only: none of its rows may belong here.
    rows.add("mart_source_day", local_date=MONDAY, source_id="elsewhere", no_position_count=11)
    rows.add("mart_point", local_date=MONDAY)
    rows.add("mart_point", local_date=AUGUST.end)
    rows.add("mart_point", kind="flow_point", local_date=None, label="Norra", category_id=None)
    return rows


def test_the_map_shows_hexagons_and_points_of_the_span(
    tmp_path: Path, map_rows: PublishedRows
) -> None:
    found = site_map(opened(tmp_path, map_rows), ME, Question("torget", AUGUST, None))
    assert sorted((h.longitude, h.count) for h in found.hexagons) == [(18.05, 3), (18.06, 1)]
    assert (found.positioned_count, found.no_position_count) == (4, 5)
    assert [(p.kind, p.on, p.label, p.category_id) for p in found.points] == [
        ("fault_report", MONDAY, "Nedskräpning", "litter"),
        ("flow_point", None, "Norra", ""),
    ]
    assert found.area.area_id == "torget"
    assert [area.area_id for area in found.areas] == ["torget", "torget/nord"]
    assert [note.source_id for note in found.sources] == ["police", "city", "walks"]
    assert found.completeness == "complete"


def test_the_map_names_counting_points_sources_that_have_a_point_on_it_and_no_others(
    tmp_path: Path, map_rows: PublishedRows
) -> None:
    for source_id in ("counters", "elsewhere", "refused"):
        map_rows.add("mart_source", source_id=source_id, kind="flow_point", sensitivity="open")
    map_rows.add("mart_point", source_id="counters", kind="flow_point", local_date=None)
    map_rows.add("mart_point", source_id="elsewhere", kind="flow_point", area_id="parken")
    found = site_map(opened(tmp_path, map_rows), ME, Question("torget", AUGUST, None))
    named = {note.source_id for note in found.sources}
    assert "counters" in named
    assert not named & {"elsewhere", "refused"}


def test_categories_bound_what_is_of_their_kind(tmp_path: Path, map_rows: PublishedRows) -> None:
    map_rows.add("mart_category", category_id="graffiti", kind="fault_report", name_sv="Klotter")
    files = opened(tmp_path, map_rows)
    damage = site_map(files, ME, Question("torget", AUGUST, None, ("damage",)))
    assert (damage.positioned_count, len(damage.points)) == (1, 2)
    graffiti = site_map(files, ME, Question("torget", AUGUST, None, ("graffiti",)))
    assert (graffiti.positioned_count, len(graffiti.points)) == (4, 1)


def test_hexagons_have_the_side_of_the_audience(tmp_path: Path, map_rows: PublishedRows) -> None:
    files, question = opened(tmp_path, map_rows), Question("torget", AUGUST, None)
    assert site_map(files, ME, question).side_m == 50
    assert site_map(files, Viewer("partner"), question).side_m == 100


def test_points_of_a_protected_kind_are_never_returned(
    tmp_path: Path, map_rows: PublishedRows
) -> None:
    map_rows.add("mart_source", source_id="guards", kind="fault_report", sensitivity="protected")
    map_rows.add("mart_point", kind="incident", local_date=MONDAY)
    found = site_map(opened(tmp_path, map_rows), ME, Question("torget", AUGUST, None))
    assert [point.kind for point in found.points] == ["flow_point"]


def test_a_map_without_incident_sources_says_that_they_are_missing(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_source"] = rows.tables["mart_source"][1:]
    rows.tables["mart_coverage"] = []
    found = site_map(opened(tmp_path, rows), ME, Question("torget", AUGUST, None))
    assert found.completeness == "missing"
