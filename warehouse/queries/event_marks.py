"""What is marked on a time axis: events, holidays and school breaks."""

import datetime as dt

from config.words import Language, Words
from warehouse.connection import PublishedFiles, Reading
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.catalogue import catalogue
from warehouse.queries.rows import EventMark
from warehouse.viewer import Viewer

_DAY = dt.timedelta(days=1)
_Named = tuple[dt.date, Words]


@remembered(64)
def event_marks(
    files: PublishedFiles, viewer: Viewer, site_id: str, span: Span
) -> tuple[EventMark, ...]:
    """Return what shares a day with the span, at the site and everywhere, by first day."""
    language: Language = "en" if catalogue(files, viewer).language == "en" else "sv"
    with files.open(viewer) as reading:
        days = {"first": span.first, "end": span.end}
        events = [EventMark(*row) for row in reading.rows("events", days | {"site_id": site_id})]
        named = _calendar_marks(reading, span, language)
    return tuple(sorted(events + named, key=lambda mark: (mark.first, mark.last, mark.title)))


def _calendar_marks(reading: Reading, span: Span, language: Language) -> list[EventMark]:
    rows = reading.rows("calendar", {"first": span.first, "end": span.end})
    holidays = [(day, Words(sv=sv, en=en or sv)) for day, sv, en, _, _ in rows if sv]
    breaks = [(day, Words(sv=sv, en=en or sv)) for day, _, _, sv, en in rows if sv]
    return [
        EventMark(first, last, name.in_language(language), category, everywhere=True, name=name)
        for category, days in (("holiday", holidays), ("break", breaks))
        for first, last, name in _runs(days)
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
