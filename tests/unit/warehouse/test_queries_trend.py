"""Weeks and months in a row, what they are compared with, and the marks among them."""

import datetime as dt
import random
from pathlib import Path

import pytest

from tests.builders import END_DAY, FIRST_DAY, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.periods import parse_period
from warehouse.queries.event_marks import elsewhere_count, event_counts
from warehouse.queries.rows import EventMark, Question
from warehouse.queries.trend import trend
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2026, 9, 21)
AUGUST = Question("torget", parse_period("2026-08").span, None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_months_are_the_25_that_end_with_the_span_s_last(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_kpi_day", local_date=day("2026-08-31"), numerator=7)
    rows.add("mart_kpi_day", local_date=day("2025-08-01"), numerator=3)
    publish(tmp_path, rows)
    found = trend(PublishedFiles(tmp_path), ME, AUGUST, "incidents", "month", TODAY)
    assert len(found.points) == 25
    assert found.points[0].span == parse_period("2024-08").span
    last = found.points[-1]
    assert (last.value, last.comparison_value, last.completeness) == (7, 3, "preliminary")
    assert [point.in_period for point in found.points] == [False] * 24 + [True]
    assert found.points[12].value == 3
    assert found.unit.sv == "händelser"
    assert [note.source_id for note in found.sources] == ["police"]


def test_weeks_are_the_53_that_end_with_the_span_s_last(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_kpi_day", local_date=day("2026-08-03"), numerator=7)  # Monday of week 32
    rows.add("mart_kpi_day", local_date=day("2025-08-10"), numerator=3)  # Sunday of week 32
    publish(tmp_path, rows)
    found = trend(PublishedFiles(tmp_path), ME, AUGUST, "incidents", "week", TODAY)
    assert len(found.points) == 53
    week_32 = next(p for p in found.points if p.span == parse_period("2026-W32").span)
    assert (week_32.value, week_32.comparison_value, week_32.in_period) == (7, 3, True)
    assert found.points[-1].span == parse_period("2026-W36").span
    assert sum(point.in_period for point in found.points) == 6


def test_a_longer_span_is_shown_whole(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    files = PublishedFiles(tmp_path)
    question = Question("torget", parse_period("2023-11-15--2026-09-02").span, None)
    months = trend(files, ME, question, "incidents", "month", TODAY).points
    weeks = trend(files, ME, question, "incidents", "week", TODAY).points
    assert months[0].span == parse_period("2023-11").span
    assert months[-1].span == parse_period("2026-09").span
    assert weeks[0].span == parse_period("2023-W46").span
    assert all(point.in_period for point in months + weeks)


def test_unreported_buckets_have_no_value_and_half_reported_ones_say_so(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    question = Question("torget", parse_period("2026-10").span, None)
    points = trend(PublishedFiles(tmp_path), ME, question, "incidents", "month", TODAY).points
    assert [(p.value, p.completeness) for p in points[-3:]] == [
        (0, "preliminary"),
        (0, "partial"),
        (None, "missing"),
    ]
    assert points[-1].comparison_value == 0
    assert points[0].comparison_value is None  # October 2023: before any report


def test_week_53_is_compared_52_weeks_back_and_the_weeks_after_by_number(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_coverage"] = [{"covered_to": day("2028-01-01")}]
    rows.add("mart_kpi_day", local_date=day("2026-01-01"), numerator=5)
    publish(tmp_path, rows)
    question = Question("torget", parse_period("2027-W01").span, None)
    points = trend(PublishedFiles(tmp_path), ME, question, "incidents", "week", TODAY).points
    assert [point.span for point in points[-2:]] == [
        parse_period("2026-W53").span,
        parse_period("2027-W01").span,
    ]
    assert [point.comparison_value for point in points[-2:]] == [5, 5]


def test_events_here_and_everywhere_holidays_and_breaks_are_marked(tmp_path: Path) -> None:
    rows = small_world()
    here = {"starts_on": day("2026-08-30"), "ends_on": day("2026-09-02")}
    rows.add("mart_event", **here, category_id="match")
    rows.add("mart_event", event_id="e2", site_id=None, title="Val", **here)
    rows.add("mart_event", event_id="e3", site_id="parken", title="Annan plats", **here)
    rows.add("mart_event", event_id="e4", title="För tidigt", ends_on=day("2024-07-31"))
    rows.add("mart_event", event_id="e5", title="För sent", starts_on=day("2026-09-01"),
             ends_on=day("2026-09-01"))  # fmt: skip
    for text in ("2026-02-23", "2026-02-24", "2026-03-02"):
        rows.add(
            "mart_calendar", local_date=day(text), break_sv="Sportlov", break_en="Winter break"
        )
    rows.add("mart_calendar", local_date=day("2026-02-24"), holiday_sv="Fri", holiday_en="Off")
    publish(tmp_path, rows)
    found = trend(PublishedFiles(tmp_path), ME, AUGUST, "incidents", "month", TODAY)
    assert [(m.first, m.last, m.title, m.category_id, m.everywhere) for m in found.events] == [
        (day("2026-02-23"), day("2026-02-24"), "Sportlov", "break", True),
        (day("2026-02-24"), day("2026-02-24"), "Fri", "holiday", True),
        (day("2026-03-02"), day("2026-03-02"), "Sportlov", "break", True),
        (day("2026-08-30"), day("2026-09-02"), "Marknad", "match", False),
        (day("2026-08-30"), day("2026-09-02"), "Val", "", True),
    ]
    assert found.events[0].name is not None
    assert found.events[0].name.en == "Winter break"
    zone = trend(
        PublishedFiles(tmp_path), ME, Question("torget/nord", AUGUST.span, None),
        "incidents", "month", TODAY,
    )  # fmt: skip
    assert zone.events == found.events
    assert EventMark(day("2026-01-01"), day("2026-01-01"), "x", "", everywhere=False).name is None


def test_only_events_that_begin_at_the_place_are_counted_there(tmp_path: Path) -> None:
    rows = small_world()
    for number, (first, site_id) in enumerate((
        ("2026-07-31", "torget"), ("2026-08-01", "torget"), ("2026-08-31", "torget"),
        ("2026-08-15", "parken"), ("2026-08-15", None), ("2026-09-01", "torget"),
    )):  # fmt: skip
        rows.add("mart_event", event_id=str(number), site_id=site_id, starts_on=day(first),
                 ends_on=day(first) + dt.timedelta(days=40))  # fmt: skip
    rows.add("mart_calendar", local_date=day("2026-08-24"), holiday_sv="Fri", holiday_en="Off")
    publish(tmp_path, rows)
    found = trend(PublishedFiles(tmp_path), ME, AUGUST, "incidents", "month", TODAY)
    counts = dict(zip([at.span.first for at in found.points], event_counts(found), strict=True))
    assert {first: count for first, count in counts.items() if count} == {
        day("2026-07-01"): 1,
        day("2026-08-01"): 2,
    }
    assert elsewhere_count(found.events) == 1


def test_an_unknown_kpi_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    with pytest.raises(UnknownChoiceError, match="nonsense"):
        trend(PublishedFiles(tmp_path), ME, AUGUST, "nonsense", "month", TODAY)


def test_trends_agree_with_a_slow_second_calculation(tmp_path: Path) -> None:
    chance, rows = random.Random(7), small_world()
    facts: dict[dt.date, float] = {}
    for _ in range(800):
        on = FIRST_DAY + dt.timedelta(days=chance.randrange((END_DAY - FIRST_DAY).days))
        facts[on] = facts.get(on, 0) + 0.25
        rows.add("mart_kpi_day", local_date=on, numerator=0.25)
    publish(tmp_path, rows)
    files = PublishedFiles(tmp_path)

    def slowly(name: str, on: dt.date) -> str:
        if name == "month":
            return f"{on:%Y-%m}"
        year, week, _ = on.isocalendar()
        return f"{year}-{week}"

    for bucket in ("week", "month"):
        totals: dict[str, float] = {}
        for on, number in facts.items():
            totals[slowly(bucket, on)] = totals.get(slowly(bucket, on), 0) + number
        for point in trend(files, ME, AUGUST, "incidents", bucket, TODAY).points:
            expected = totals.get(slowly(bucket, point.span.first), 0)
            assert point.value == pytest.approx(expected)
            assert point.span.first <= point.span.last
