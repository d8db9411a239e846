"""Fault reports of an area: by kind, still open, how long they wait, and within their level."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from config.words import Words
from warehouse.comparisons import same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, add_months, month_buckets
from warehouse.queries.breaks import breaks_within, compared_with, held_alike
from warehouse.queries.care_rows import FaultKind, Faults, ServiceLevel
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories
from warehouse.queries.event_marks import event_marks
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import Category, Completeness, Question, Trend, TrendPoint
from warehouse.queries.source_notes import Reports, reports_in
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
    spans = _months(span)
    compared, stopped = compared_with(files, viewer, question, KIND, reported)
    asked = (span, *([compared] if compared else []), *spans, *map(same_dates_earlier, spans))
    ends = [_open_day(reported, of) for of in asked]
    opened = _open(files, viewer, question.area_id, [end for end in ends if end])
    at = ends[0]
    now = _found(files, viewer, question.area_id, span)
    then = _found(files, viewer, question.area_id, compared) if compared else None
    kinds = _kinds(files, viewer, now, then, opened.get(at) if at else None)
    shown = Span(spans[0].first, spans[-1].end)
    marks = event_marks(files, viewer, site.site_id, shown)
    breaks = breaks_within(files, viewer, question.area_id, KIND, shown)
    points = held_alike(
        files, viewer, (question.area_id, KIND),
        _points(reported, span, spans, opened, today), same_dates_earlier,
    )  # fmt: skip
    return Faults(
        kinds=kinds if completeness != "missing" else (),
        total=_total(now, then, _sum(opened, at)),
        before=_total(then, None, _sum(opened, _open_day(reported, compared)))
        if then and compared
        else None,
        graffiti=next(
            (one for one in kinds if one.category and one.category.category_id == GRAFFITI), None
        ),
        backlog=Trend(
            "fault_backlog", _NAME, _UNIT, "month", points, marks, reported.notes, breaks
        ),
        open_on=at - _DAY if at else None,
        completeness=completeness,
        levels=_agreed(files, viewer),
        not_comparable=stopped,
        withheld=NOT_SHOWN if is_protected(files, viewer, KIND) else None,
        sources=reported.notes,
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


def _open_day(reported: Reports, span: Span | None) -> dt.date | None:
    """Return the day after the last of a span that has been reported, if any has."""
    ends = [min(span.end, one.end) for one in reported.covered if span and one.overlaps(span)]
    return max(ends, default=None)


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
            value=_sum(opened, _open_day(reported, of)),
            comparison_value=_at_end(reported, same_dates_earlier(of), opened),
            completeness=_reach(reported, of, today),
            in_period=of.overlaps(span),
        )
        for of in spans
    )


def _at_end(reported: Reports, span: Span, opened: _Open) -> int | None:
    """Return those open at the end of a span, where that day has been reported."""
    end = _open_day(reported, span)
    return _sum(opened, end) if end == span.end else None


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
