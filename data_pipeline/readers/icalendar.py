"""iCalendar: every occurrence of every event, repeated ones written out, as one record each."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import icalendar
import recurring_ical_events

from config.layouts import Layout
from config.sources import EARLIEST
from data_pipeline.errors import FileRefusedError
from data_pipeline.limits import refuse_large
from data_pipeline.opening import unreadable
from data_pipeline.text_table import TextTable, read_numbered, write_numbered

FORMAT = "icalendar"
HEADINGS = (
    "UID", "RECURRENCE-ID", "DTSTART", "DTEND", "all-day", "SUMMARY", "LOCATION", "CATEGORIES",
    "STATUS", "longitude", "latitude",
)  # fmt: skip
_EARLIEST = dt.datetime.combine(EARLIEST, dt.time(), dt.UTC)
# Rules without an end are followed this far from the newest moment that the file itself holds.
AHEAD = dt.timedelta(days=730)
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the libraries raise where a calendar is damaged."""
MOST_OCCURRENCES = 50_000
_LATEST = dt.datetime(9990, 1, 1, tzinfo=dt.UTC)
_WINDOW, _LONGEST_WINDOW = dt.timedelta(days=8), dt.timedelta(days=1464)
_TOO_OFTEN = {"SECONDLY", "MINUTELY"}
_MOMENTS = ("DTSTART", "DTSTAMP", "CREATED", "LAST-MODIFIED")


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
) -> TextTable:
    """Read each occurrence as one record; its times are those of the place's clock.

    Raises:
        FileRefusedError: no calendar, a rule that repeats every minute, or too many occurrences.
    """
    calendar = _calendar(path)
    zone = ZoneInfo(layout.time_zone)
    _forget_zone(calendar, layout.time_zone)
    events = calendar.walk("VEVENT")
    if not events:
        raise FileRefusedError("land.no_rows")
    try:
        _refuse_endless(events)
        records = [_record(occurrence, zone) for occurrence in _occurrences(calendar, events)]
    except _FAULTS as error:
        raise unreadable("icalendar") from error
    copy = scratch / "occurrences.csv"
    write_numbered(copy, enumerate(records, start=1))
    return TextTable(read_numbered(connection, copy, HEADINGS), HEADINGS, len(records))


def _calendar(path: Path) -> icalendar.Calendar:
    refuse_large(path, FORMAT)
    try:
        found = icalendar.Calendar.from_ical(path.read_bytes())
    except _FAULTS as error:
        raise unreadable("icalendar") from error
    if not isinstance(found, icalendar.Calendar):
        raise unreadable("icalendar", "no_calendar")
    return found


def _forget_zone(calendar: icalendar.Calendar, time_zone: str) -> None:
    """Let the zone that a whole calendar says it is of be the place's, unless it is UTC.

    By it the library moves times without a zone, which are of the place's clock, and repeats
    those of UTC over summer time.
    """
    if str(calendar.pop("X-WR-TIMEZONE", "UTC")).upper() != "UTC":
        calendar.add("X-WR-TIMEZONE", time_zone)


def _refuse_endless(events: list[icalendar.Component]) -> None:
    for event in events:
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            often = {str(word).upper() for word in rule.get("FREQ", [])}
            if often & _TOO_OFTEN:
                name = " ".join(sorted(often))
                raise FileRefusedError("land.rule_too_often", rule=name)


def _occurrences(
    calendar: icalendar.Calendar, events: list[icalendar.Component]
) -> Iterator[icalendar.Component]:
    """Yield occurrences in order of time, up to two years past the newest moment of the file."""
    moments = [m for event in events for name in _MOMENTS if (m := _moment(event, name))]
    newest = max(moments, default=_EARLIEST)
    first = max(min(moments, default=_EARLIEST), _EARLIEST) - dt.timedelta(days=1)
    last = min(newest, _LATEST) + AHEAD
    for number, occurrence in enumerate(_between(calendar, first, last)):
        if number == MOST_OCCURRENCES:
            raise FileRefusedError("land.many_occurrences", limit=MOST_OCCURRENCES)
        yield occurrence


def _between(
    calendar: icalendar.Calendar, first: dt.datetime, last: dt.datetime
) -> Iterator[icalendar.Component]:
    """Yield what begins until `last`, a window at a time: longer ones where nothing happens.

    The library's own walk narrows its windows as long as anything goes on, such as an
    exhibition of a year.
    """
    query = recurring_ical_events.of(calendar)
    told: set[tuple[str, str, str]] = set()
    length = _WINDOW
    while first <= last:
        found = {_key(one): one for one in query.between(first, first + length)}
        fresh = [one for key, one in found.items() if key not in told]
        fresh.sort(key=lambda one: _moment(one, "DTSTART") or _EARLIEST)
        yield from (one for one in fresh if (_moment(one, "DTSTART") or _EARLIEST) <= last)
        told |= found.keys()
        first += length
        length = _WINDOW if fresh else min(2 * length, _LONGEST_WINDOW)


def _key(event: icalendar.Component) -> tuple[str, str, str]:
    """Name one occurrence: its event, which repetition it is, and when it begins."""
    repeated, start = (str(_day_or_moment(event, name)) for name in ("RECURRENCE-ID", "DTSTART"))
    return str(event.get("UID", "")), repeated, start


def _moment(event: icalendar.Component, name: str) -> dt.datetime | None:
    found = _day_or_moment(event, name)
    return _aware(found) if found else None


def _day_or_moment(event: icalendar.Component, name: str) -> dt.date | None:
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, dt.date) else None


def _aware(moment: dt.date) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _record(event: icalendar.Component, zone: ZoneInfo) -> list[str]:
    start = _day_or_moment(event, "DTSTART") or _EARLIEST
    end = _day_or_moment(event, "DTEND") or start
    is_all_day = not isinstance(start, dt.datetime)
    # The day after the last one is how an all-day event is closed.
    if is_all_day and end > start:
        end -= dt.timedelta(days=1)
    recurrence = _day_or_moment(event, "RECURRENCE-ID") or start
    position = event.get("GEO")
    return [
        str(event.get("UID", "")),
        _wall_clock(recurrence, zone),
        _wall_clock(start, zone),
        _wall_clock(end, zone),
        "ja" if is_all_day else "nej",
        str(event.get("SUMMARY", "")),
        str(event.get("LOCATION", "")),
        _categories(event),
        str(event.get("STATUS", "")).strip().lower(),
        repr(position.longitude) if position else "",
        repr(position.latitude) if position else "",
    ]


def _wall_clock(moment: dt.date, zone: ZoneInfo) -> str:
    """Write a day, or a moment by the clock of a zone; without a zone of its own it stays."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    if moment.tzinfo:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")


def _categories(event: icalendar.Component) -> str:
    found = event.get("CATEGORIES", [])
    every = found if isinstance(found, list) else [found]
    return ", ".join(str(name) for one in every for name in getattr(one, "cats", [one]))
