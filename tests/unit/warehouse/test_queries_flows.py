"""Flows and premises against a slow count, day by day: bands, weeks, outages, shares."""

import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.flows import flows
from warehouse.queries.life_rows import Flows, OfferOfPlace
from warehouse.queries.offer import offer
from warehouse.queries.rows import Question, known
from warehouse.statistics.shares import Share
from warehouse.viewer import Viewer

TODAY = dt.date(2026, 9, 22)
AUGUST = Span(dt.date(2026, 8, 1), dt.date(2026, 9, 1))
LAST_AUGUST = Span(dt.date(2025, 8, 1), dt.date(2025, 9, 1))
HOURS = {"06–17": range(6, 17), "17–20": range(17, 20), "20–23": range(20, 23),
         "23–02": (23, 0, 1), "02–05": (2, 3, 4)}  # fmt: skip
OUT = (dt.date(2026, 8, 12), dt.date(2026, 8, 24))
Counted = dict[dt.date, tuple[int, list[int]]]


def counted(seed: int) -> Counted:
    """By day: how many points counted, and visitors by hour; one point is out for twelve days."""
    dice = random.Random(seed)
    days = [dt.date(2025, 7, 1) + dt.timedelta(days=number) for number in range(446)]
    # The second point is new in 2026: days with one point before that are whole.
    return {
        day: (1 if day.year < 2026 or OUT[0] <= day < OUT[1] else 2,
              [dice.randrange(50) for _ in range(24)])
        for day in days
        if day.weekday() != 6 or day.month != 3
    }  # fmt: skip


def world(days: Counted) -> PublishedRows:
    rows = small_world()
    rows.add("mart_source", source_id="sensors", kind="flow_count", sensitivity="open")
    rows.add("mart_coverage", source_id="sensors", kind="flow_count")
    for day, (points, by_hour) in days.items():
        for hour, visitors in enumerate(by_hour):
            rows.add("mart_flow_hour", local_date=day, hour=hour, visitor_count=float(visitors),
                     duration_minutes=60 * points, point_count=points)  # fmt: skip
    return rows


def asked(tmp_path: Path, rows: PublishedRows) -> Flows:
    publish(tmp_path, rows)
    question = Question("torget", AUGUST, LAST_AUGUST)
    return flows(PublishedFiles(tmp_path), Viewer("internal"), question, TODAY)


def slow(days: Counted, span: Span, hours: Iterable[int]) -> float:
    """Visitors for each hour that each point counted."""
    visitors = point_hours = 0
    for day, (points, by_hour) in days.items():
        for hour, count in enumerate(by_hour):
            if span.first <= day < span.end and hour in set(hours):
                visitors, point_hours = visitors + count, point_hours + points
    return visitors / point_hours


@pytest.mark.parametrize("seed", range(2))
def test_each_time_of_day_agrees_with_a_slow_count(tmp_path: Path, seed: int) -> None:
    days = counted(seed)
    found = asked(tmp_path, world(days))
    assert found.now.per_hour == pytest.approx(slow(days, AUGUST, range(24)))
    for band in found.bands:
        hours = HOURS[f"{band.from_hour:02d}–{band.to_hour:02d}"]
        assert band.now.per_hour == pytest.approx(slow(days, AUGUST, hours))
        assert band.before
        assert band.before.per_hour == pytest.approx(slow(days, LAST_AUGUST, hours))


def test_weeks_hold_only_days_when_every_point_counted(tmp_path: Path) -> None:
    days = counted(7)
    found = asked(tmp_path, world(days))
    for point in found.weeks.points:
        whole = {day: of for day, of in days.items()
                 if point.span.first <= day < point.span.end
                 and not OUT[0] <= day < OUT[1]}  # fmt: skip
        expected = slow(whole, point.span, range(24)) if whole else None
        assert known(point.value) == (None if expected is None else pytest.approx(expected))
        assert (point.completeness == "missing") is (not whole)
    gaps = [point.span.first for point in found.weeks.points if point.value is None]
    assert gaps == [dt.date(2026, 8, 17)]
    assert found.outage_days == 12


def test_nothing_counted_is_no_zero(tmp_path: Path) -> None:
    found = asked(tmp_path, small_world())
    assert (found.now.per_hour, found.completeness, found.outage_days) == (None, "missing", 0)
    assert {band.now.per_hour for band in found.bands} == {None}


def test_counts_of_whole_days_are_counts_but_give_no_passages_an_hour(tmp_path: Path) -> None:
    assert not asked(tmp_path / "silent", world({})).is_counted
    rows = world({}).add("mart_flow_point", first_date=AUGUST.first, last_date=AUGUST.last)
    found = asked(tmp_path / "daily", rows)
    assert (found.now.per_hour, found.completeness, found.is_counted) == (None, "missing", True)


def test_a_share_of_fewer_than_ten_people_is_not_said(tmp_path: Path) -> None:
    rows = world({})
    for code, count, gender, activity in (
        ("a", 6, "woman", "staying"), ("a", 3, "man", "passing"), ("a", 5, "unknown", "passing"),
        ("b", 12, "woman", "passing"), ("b", 8, "man", "staying"),
    ):  # fmt: skip
        rows.add("mart_flow_observation_hour", round_code=code, gender_code=gender,
                 activity_code=activity, person_count=count,
                 local_date=dt.date(2026, 8, 2 if code == "a" else 5))  # fmt: skip
    first, second = asked(tmp_path, rows).rounds
    assert (first.women, first.staying) == (None, Share(6, 14))
    assert (second.women, second.staying) == (Share(12, 20), Share(8, 20))


def offered(tmp_path: Path, rows: PublishedRows, area_id: str = "torget") -> OfferOfPlace:
    publish(tmp_path, rows)
    question = Question(area_id, AUGUST, LAST_AUGUST)
    return offer(PublishedFiles(tmp_path), Viewer("internal"), question)


def test_premises_stand_by_survey_and_the_ground_floor_apart(tmp_path: Path) -> None:
    rows = small_world()
    for day, floor, empty in ((dt.date(2025, 8, 4), True, 3), (dt.date(2026, 8, 4), None, 1),
                              (dt.date(2026, 8, 9), False, 2)):  # fmt: skip
        rows.add("mart_offer_day", local_date=day, is_ground_floor=floor, empty_count=empty)
    first, second = offered(tmp_path, rows).rounds
    assert (first.ground_floor.empty_count, first.ground_floor.unit_count) == (3, 10)
    # Without word of the floor it is the ground floor.
    assert (second.ground_floor.empty_count, second.ground_floor.unit_count) == (1, 10)
    assert (second.every.empty_count, second.every.unit_count) == (3, 20)
    assert (second.first.day, second.last.day) == (4, 9)


def test_events_are_counted_as_their_kpi_does_and_by_kind_for_whole_places(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_source", source_id="events", kind="event", sensitivity="open")
    rows.add("mart_coverage", source_id="events", kind="event")
    rows.add("mart_kpi", kpi_id="events", kind="event", by_category=False)
    for area in ("torget", "torget/nord"):
        rows.add("mart_kpi_day", area_id=area, kpi_id="events", category_id="",
                 local_date=dt.date(2026, 8, 2), numerator=2.0)  # fmt: skip
    rows.add("mart_event", starts_on=dt.date(2026, 8, 2), category_id="litter")
    rows.add("mart_event", starts_on=dt.date(2026, 8, 3), event_id="e2")
    found = offered(tmp_path / "a", rows)
    assert (found.event_count, found.event_before) == (2, 0)
    assert {(row.category.category_id, row.count) for row in found.event_kinds} == {
        ("litter", 1), ("", 1)
    }  # fmt: skip
    zone = offered(tmp_path / "b", rows, "torget/nord")
    assert (zone.event_count, zone.event_kinds) == (2, ())
