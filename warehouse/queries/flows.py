"""How many pass an area, by week and time of day, and who they seem to be."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from config.words import Words
from warehouse.comparisons import week_a_year_earlier
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, period_at, week_buckets
from warehouse.queries.breaks import breaks_within, compared_with, held_alike, points_in
from warehouse.queries.catalogue import site_of
from warehouse.queries.event_marks import event_marks
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.life_rows import Band, Flow, Flows, PeopleRound
from warehouse.queries.rows import Completeness, Question, Trend, TrendPoint
from warehouse.queries.source_notes import Reports, reports_in
from warehouse.queries.trend import WEEKS
from warehouse.statistics.shares import Share
from warehouse.viewer import Viewer

KIND, PEOPLE = "flow_count", "flow_observation"
BANDS = ((6, 17), (17, 20), (20, 23), (23, 2), (2, 5))
LEAST_PEOPLE = 10
"""Below this many people no share is said."""

_DAY_HOURS, _MINUTES, _WEEK = 24, 60, 7
_NAME = Words(sv="Passager per timme", en="Passages an hour")
_UNIT = Words(sv="per timme", en="an hour")


@dataclass(frozen=True)
class _Day:
    """One counted day; `is_whole` unless a point that counts before and after did not."""

    day: dt.date
    visitors: float
    minutes: int
    is_whole: bool


@remembered(64)
def flows(files: PublishedFiles, viewer: Viewer, question: Question, today: dt.date) -> Flows:
    """Return the flows of an area; no number where nothing was counted."""
    site_of(files, viewer, question.area_id)
    reported, span = reports_in(files, viewer, question.area_id, KIND), question.span
    compared, stopped = compared_with(files, viewer, question, KIND, reported)
    now = _hours(files, viewer, question.area_id, span)
    then = _hours(files, viewer, question.area_id, compared) if compared else None
    weeks = _weeks(span)
    whole = Span(week_a_year_earlier(weeks[0]).first, max(weeks[-1].end, span.end))
    days = _days(files, viewer, question.area_id, Span(min(whole.first, span.first), whole.end))
    return Flows(
        now=_flow(now, range(_DAY_HOURS)),
        before=_flow(then, range(_DAY_HOURS)) if then is not None else None,
        bands=tuple(
            Band(low, high, _flow(now, _hours_of(low, high)),
                 _flow(then, _hours_of(low, high)) if then is not None else None)
            for low, high in BANDS
        ),
        weeks=_weekly(files, viewer, question, days, today),
        not_comparable=stopped,
        outage_days=_outage_days(days, reported, span),
        rounds=_rounds(files, viewer, question.area_id, span),
        completeness=reported.completeness(span, today) if days or now else "missing",
        is_counted=bool(points_in(files, viewer, question.area_id, span)),
        withheld=NOT_SHOWN if is_protected(files, viewer, KIND) else None,
        flow_sources=reported.notes,
        people_sources=reports_in(files, viewer, question.area_id, PEOPLE).notes,
    )  # fmt: skip


def _hours_of(low: int, high: int) -> list[int]:
    """Return the hours from one up to another, past midnight where the second is less."""
    return [hour % _DAY_HOURS for hour in range(low, high if high > low else high + _DAY_HOURS)]


def _hours(
    files: PublishedFiles, viewer: Viewer, area_id: str, span: Span
) -> dict[int, tuple[float, int]]:
    params = {"area_id": area_id, "first": span.first, "end": span.end}
    with files.open(viewer) as reading:
        rows = reading.rows("flow_bands", params)
    return {hour: (visitors, minutes) for hour, visitors, minutes in rows}


def _flow(counted: dict[int, tuple[float, int]], hours: Sequence[int]) -> Flow:
    found = [counted[hour] for hour in hours if hour in counted]
    return _per_hour(sum(visitors for visitors, _ in found), sum(minutes for _, minutes in found))


def _per_hour(visitors: float, minutes: int) -> Flow:
    return Flow(visitors * _MINUTES / minutes if minutes else None, minutes / _MINUTES)


def _weeks(span: Span) -> tuple[Span, ...]:
    first = period_at("week", span.last).span.first - dt.timedelta(weeks=WEEKS - 1)
    return week_buckets(Span(min(first, span.first), span.end))


def _days(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> dict[dt.date, _Day]:
    """Return the counted days, and whether every point that counts around them did."""
    params = {"area_id": area_id, "first": span.first, "end": span.end}
    with files.open(viewer) as reading:
        rows = reading.rows("flow_days", params)
    points = [row[3] for row in rows]
    before = list(accumulate(points, max))
    after = list(accumulate(reversed(points), max))[::-1]
    return {
        day: _Day(day, visitors, minutes, count >= min(before[at], after[at]))
        for at, (day, visitors, minutes, count) in enumerate(rows)
    }


def _point(
    days: dict[dt.date, _Day], reported: Reports, week: Span, span: Span, today: dt.date
) -> TrendPoint:
    earlier = _whole_days(days, week_a_year_earlier(week))
    whole = _whole_days(days, week)
    return TrendPoint(
        span=week,
        value=_mean(whole),
        comparison_value=_mean(earlier) if len(earlier) == _WEEK else None,
        completeness=_completeness(len(whole), reported.completeness(week, today)),
        in_period=week.overlaps(span),
    )


def _weekly(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    days: dict[dt.date, _Day],
    today: dt.date,
) -> Trend:
    """Return the weeks; those of other counting points are not held against the year before."""
    site, area = site_of(files, viewer, question.area_id)
    reported, weeks = reports_in(files, viewer, area.area_id, KIND), _weeks(question.span)
    shown = Span(weeks[0].first, weeks[-1].end)
    points = (_point(days, reported, week, question.span, today) for week in weeks)
    return Trend(
        kpi_id="visitors_per_hour",
        name=_NAME,
        unit=_UNIT,
        bucket="week",
        points=held_alike(files, viewer, (area.area_id, KIND), points, week_a_year_earlier),
        events=event_marks(files, viewer, site.site_id, shown),
        sources=reported.notes,
        breaks=breaks_within(files, viewer, area.area_id, KIND, shown),
    )


def _completeness(day_count: int, reported: Completeness) -> Completeness:
    if not day_count:
        return "missing"
    return reported if day_count == _WEEK else "partial"


def _whole_days(days: dict[dt.date, _Day], span: Span) -> list[_Day]:
    every = (span.first + dt.timedelta(days=number) for number in range(span.day_count))
    return [days[day] for day in every if day in days and days[day].is_whole]


def _mean(days: Sequence[_Day]) -> float | None:
    return _per_hour(sum(day.visitors for day in days), sum(day.minutes for day in days)).per_hour


def _outage_days(days: dict[dt.date, _Day], reported: Reports, span: Span) -> int:
    """Count the reported days that lack a point, or every point."""
    every = [span.first + dt.timedelta(days=number) for number in range(span.day_count)]
    covered = [day for day in every
               if any(one.first <= day < one.end for one in reported.covered)]  # fmt: skip
    return sum(day not in days or not days[day].is_whole for day in covered) if days else 0


def _rounds(
    files: PublishedFiles, viewer: Viewer, area_id: str, span: Span
) -> tuple[PeopleRound, ...]:
    with files.open(viewer) as reading:
        rows = reading.rows("flow_people", {"area_id": area_id, "end": span.end})
    return tuple(
        PeopleRound(
            round_code=code,
            first=first,
            last=last,
            person_count=count,
            women=_share(women, women + men),
            staying=_share(staying, count),
        )
        for code, first, last, count, women, men, staying in rows
    )


def _share(count: int, base: int) -> Share | None:
    return Share(count, base) if base >= LEAST_PEOPLE else None
