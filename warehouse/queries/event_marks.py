"""What is marked on a time axis: events, holidays and school breaks.

Events of a calendar that belongs to no place are returned too (`EventMark.is_elsewhere`), but they
are no events of the site: see decision 50.
"""

import datetime as dt
from collections.abc import Sequence

from config.words import Language, Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.catalogue import catalogue
from warehouse.queries.rows import EventMark, Trend
from warehouse.viewer import Viewer

_DAY = dt.timedelta(days=1)
_Named = tuple[dt.date, Words]


@remembered(64)
def event_marks(
    files: PublishedFiles, viewer: Viewer, site_id: str, span: Span
) -> tuple[EventMark, ...]:
    """Return what shares a day with the span, at the site and everywhere, by first day."""
    language: Language = "en" if catalogue(files, viewer).language == "en" else "sv"
    here = [
        mark
        for mark in _events(files, viewer, site_id)
        if mark.first < span.end and mark.last >= span.first
    ]
    every = here + _calendar_marks(files, viewer, span, language)
    return tuple(sorted(every, key=lambda mark: (mark.first, mark.last, mark.title)))


def event_counts(trend: Trend) -> tuple[int, ...]:
    """Return how many events of the place begin in each point's span: as its key figure counts."""
    return tuple(len(begun_in(at.span, trend.events)) for at in trend.points)


def begun_in(span: Span, marks: Sequence[EventMark]) -> list[EventMark]:
    """Return the events of the place that begin in a span."""
    return [one for one in marks if not one.everywhere and span.first <= one.first < span.end]


def elsewhere_count(marks: Sequence[EventMark]) -> int:
    """Return how many of the events belong to no place: they are counted at none."""
    return sum(mark.is_elsewhere for mark in marks)


@remembered(16)
def _events(files: PublishedFiles, viewer: Viewer, site_id: str) -> tuple[EventMark, ...]:
    """Return all events of a site and everywhere: they are few, and every view asks."""
    with files.open(viewer) as reading:
        return tuple(EventMark(*row) for row in reading.rows("events", {"site_id": site_id}))


@remembered(4)
def _calendar(files: PublishedFiles, viewer: Viewer) -> tuple[list[_Named], list[_Named]]:
    """Return the days of all holidays and of all breaks."""
    with files.open(viewer) as reading:
        rows = reading.rows("calendar")
    holidays = [(day, Words(sv=sv, en=en or sv)) for day, sv, en, _, _ in rows if sv]
    breaks = [(day, Words(sv=sv, en=en or sv)) for day, _, _, sv, en in rows if sv]
    return holidays, breaks


def _calendar_marks(
    files: PublishedFiles, viewer: Viewer, span: Span, language: Language
) -> list[EventMark]:
    return [
        EventMark(first, last, name.in_language(language), category, everywhere=True, name=name)
        for category, days in zip(("holiday", "break"), _calendar(files, viewer), strict=True)
        for first, last, name in _runs([one for one in days if span.first <= one[0] < span.end])
    ]


def _runs(days: list[_Named]) -> list[tuple[dt.date, dt.date, Words]]:
    """Join days in a row that have the same name."""
    runs: list[tuple[dt.date, dt.date, Words]] = []
    for day, name in days:
        if runs and runs[-1][1] == day - _DAY and runs[-1][2] == name:
            runs[-1] = (runs[-1][0], day, name)
        else:
            runs.append((day, day, name))
    return runs
