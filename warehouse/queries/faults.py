"""Fault reports of an area: by kind, still open, how long they wait, and within their level."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from config.words import Words
from warehouse.comparisons import same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, add_months, month_buckets
from warehouse.queries.breaks import breaks_within, held_alike, not_comparable
from warehouse.queries.care_rows import FaultKind, Faults, ServiceLevel
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories
from warehouse.queries.event_marks import event_marks
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import Category, Completeness, Question, Trend, TrendPoint
from warehouse.queries.source_notes import Reports, reports_in
from warehouse.queries.stock_days import compared_end, open_end
from warehouse.queries.trend import MONTHS
from warehouse.statistics.waiting import Wait, median_wait
from warehouse.viewer import Viewer

KIND = "fault_report"
GRAFFITI = "graffiti_report"
LEAST_CASES = 10
"""Below this many cases no median is said."""

_DAY = dt.timedelta(days=1)
_HOURS = 24
_NAME = Words(sv="Öppna felanmälningar", en="Open fault reports")
_UNIT = Words(sv="öppna", en="open")
_Open = dict[dt.date, dict[str, int]]


@dataclass(frozen=True)
class _Found:
    """What one span holds, by category."""

    reports: dict[str, float]
    waits: dict[str, list[Wait]]
    due: dict[str, tuple[int, int]]

    @property
    def categories(self) -> set[str]:
        """Every category that anything is known of."""
        return {*self.reports, *self.waits, *self.due}


@remembered(64)
def faults(files: PublishedFiles, viewer: Viewer, question: Question, today: dt.date) -> Faults:
    """Return the fault reports of an area; nothing where they are not shown or not reported."""
    site, _ = site_of(files, viewer, question.area_id)
    reported, span = reports_in(files, viewer, question.area_id, KIND), question.span
    completeness = reported.completeness(span, today)
    other, stopped, before_reach = _before(files, viewer, question, reported)
    spans, at, was = _months(span), open_end(reported, span), compared_end(reported, span, other)
    months = [end for of in spans for end in _month_ends(reported, of)]
    opened = _open(files, viewer, question.area_id, [end for end in (at, was, *months) if end])
    now = _found(files, viewer, question.area_id, span)
    then = _found(files, viewer, question.area_id, other) if other else None
    whole = then if before_reach == "complete" else None
    kinds = _kinds(files, viewer, now, whole, opened.get(at) if at else None)
    points = _points(reported, span, spans, opened, today)
    return Faults(
        kinds=kinds if completeness != "missing" else (),
        total=_total(now, whole, _sum(opened, at)),
        before=_total(then, None, None) if then and before_reach != "missing" else None,
        before_reach=before_reach,
        graffiti=next(
            (one for one in kinds if one.category and one.category.category_id == GRAFFITI), None
        ),
        backlog=_backlog(files, viewer, (site.site_id, question.area_id), points, reported),
        open_on=at - _DAY if at else None,
        open_before=_sum(opened, was),
        open_before_on=was - _DAY if was else None,
        completeness=completeness,
        levels=_agreed(files, viewer),
        not_comparable=stopped,
        withheld=NOT_SHOWN if is_protected(files, viewer, KIND) else None,
        sources=reported.notes,
    )


def _before(
    files: PublishedFiles, viewer: Viewer, question: Question, reported: Reports
) -> tuple[Span | None, Words | None, Completeness]:
    """Return what is compared with, else why a break stops it, and how much of it is reported."""
    other = question.comparison
    reach = reported.completeness(other) if other else "missing"
    if other is None:
        return None, None, reach
    why = not_comparable(files, viewer, question.area_id, KIND, (other, question.span))
    return (None, why if reach != "missing" else None, reach) if why else (other, None, reach)


def _backlog(
    files: PublishedFiles,
    viewer: Viewer,
    place: tuple[str, str],
    points: Sequence[TrendPoint],
    reported: Reports,
) -> Trend:
    """Return those open by month; `place` is the site and the area."""
    site_id, area_id = place
    shown = Span(points[0].span.first, points[-1].span.end)
    return Trend(
        "fault_backlog",
        _NAME,
        _UNIT,
        "month",
        held_alike(files, viewer, (area_id, KIND), points, same_dates_earlier),
        event_marks(files, viewer, site_id, shown),
        reported.notes,
        breaks_within(files, viewer, area_id, KIND, shown),
    )


@remembered(4)
def _levels(files: PublishedFiles, viewer: Viewer) -> dict[str, tuple[ServiceLevel, bool]]:
    """Return each category's service level, and whether it is one of its own."""
    with files.open(viewer) as reading:
        return {
            category_id: (ServiceLevel(hours, workdays), is_own)
            for category_id, hours, workdays, is_own in reading.rows("service_levels")
        }


def _agreed(
    files: PublishedFiles, viewer: Viewer
) -> tuple[tuple[Category | None, ServiceLevel], ...]:
    named, levels = categories(files, viewer), _levels(files, viewer)
    own = [(named[one], level) for one, (level, is_own) in levels.items() if is_own]
    others = [(None, level) for level, is_own in levels.values() if not is_own]
    return (*own, *others[:1])


def _months(span: Span) -> tuple[Span, ...]:
    first = add_months(span.last.replace(day=1), 1 - MONTHS)
    return month_buckets(Span(min(first, span.first), span.end))


def _month_ends(reported: Reports, month: Span) -> tuple[dt.date | None, dt.date | None]:
    """Return the days after those that a month's stock, and the year before's, is counted at."""
    return open_end(reported, month), compared_end(reported, month, same_dates_earlier(month))


def _open(files: PublishedFiles, viewer: Viewer, area_id: str, days: Sequence[dt.date]) -> _Open:
    found: _Open = {day: {} for day in days}
    with files.open(viewer) as reading:
        params = {"area_id": area_id, "days": sorted(found)}
        for day, category_id, count in reading.rows("fault_open", params):
            found[day][category_id] = count
    return found


def _sum(opened: _Open, day: dt.date | None) -> int | None:
    return sum(opened[day].values()) if day else None


def _points(
    reported: Reports, span: Span, spans: Sequence[Span], opened: _Open, today: dt.date
) -> tuple[TrendPoint, ...]:
    return tuple(
        TrendPoint(
            span=of,
            value=_sum(opened, now),
            comparison_value=_sum(opened, then),
            completeness=_reach(reported, of, today),
            in_period=of.overlaps(span),
        )
        for of in spans
        for now, then in [_month_ends(reported, of)]
    )


def _reach(reported: Reports, span: Span, today: dt.date) -> Completeness:
    """Say whether the last day of a span is known: those open are counted on that day."""
    return reported.completeness(Span(span.last, span.end), today)


def _counting(entries: Sequence[KpiEntry]) -> str:
    """Return the KPI that counts fault reports by kind, without duplicates where one does."""
    counts = [one.kpi_id for one in entries if one.kind == KIND and one.by_category]
    unique = [kpi_id for kpi_id in counts if kpi_id.endswith("_unique")]
    return next(iter([*unique, *counts]), "")


def _found(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> _Found:
    params = {"area_id": area_id, "first": span.first, "end": span.end}
    counting = {"kpi_id": _counting(kpi_entries(files, viewer))}
    waits: dict[str, list[Wait]] = {}
    with files.open(viewer) as reading:
        reports = dict(reading.rows("kpi_parts", params | counting))
        due = {one: (met, base) for one, met, base in reading.rows("fault_due", params)}
        for category_id, hours, ended, cases in reading.rows("fault_waits", params):
            waits.setdefault(category_id, []).append(Wait(hours / _HOURS, ended or 0, cases))
    return _Found(reports, waits, due)


def _kinds(
    files: PublishedFiles,
    viewer: Viewer,
    now: _Found,
    then: _Found | None,
    opened: dict[str, int] | None,
) -> tuple[FaultKind, ...]:
    named, levels = categories(files, viewer), _levels(files, viewer)
    every = now.categories | (then.categories if then else set()) | set(opened or {})
    kinds = [
        FaultKind(
            category=named[one],
            report_count=now.reports.get(one, 0),
            before_count=then.reports.get(one, 0) if then else None,
            open_count=opened.get(one, 0) if opened is not None else None,
            median_days=_median(now.waits.get(one, [])),
            case_count=_cases(now.waits.get(one, [])),
            met_count=now.due.get(one, (0, 0))[0],
            due_count=now.due.get(one, (0, 0))[1],
            service=levels[one][0] if one in levels else None,
        )
        for one in every
        if one in named
    ]
    return tuple(
        sorted(
            kinds,
            key=lambda kind: (-kind.report_count, kind.category.name.sv if kind.category else ""),
        )
    )


def _total(now: _Found, then: _Found | None, opened: int | None) -> FaultKind:
    waits = [wait for each in now.waits.values() for wait in each]
    return FaultKind(
        category=None,
        report_count=sum(now.reports.values()),
        before_count=sum(then.reports.values()) if then else None,
        open_count=opened,
        median_days=_median(waits),
        case_count=_cases(waits),
        met_count=sum(met for met, _ in now.due.values()),
        due_count=sum(due for _, due in now.due.values()),
    )


def _cases(waits: Sequence[Wait]) -> int:
    return round(sum(wait.case_count for wait in waits))


def _median(waits: Sequence[Wait]) -> float | None:
    return median_wait(waits) if _cases(waits) >= LEAST_CASES else None
