"""Clock times beside a day: which column holds them, and the forms that read both together."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data_pipeline.profiling.found import ColumnProfile, Draft, Profile, decided, unsure
from data_pipeline.profiling.meanings import Meaning
from data_pipeline.profiling.vocabulary import EXACT, likeness, vocabulary

_HOUR = r"(?:[01]?\d|2[0-3])"
# A workbook gives a clock time as one of its first day.
_FIRST_DAY = r"(?:(?:1899-12-3[01]|1900-01-0[01])[T ])?"
_SECONDS, _LONE_HOUR = " %H:%M:%S", " %H"
# Each form, what it reads, and how its text is found in a longer one.
_SHAPES = {
    _SECONDS: (rf"{_FIRST_DAY}{_HOUR}:[0-5]\d:[0-5]\d", r"\d{1,2}:\d\d:\d\d"),
    " %H:%M": (rf"{_HOUR}:[0-5]\d", r"\d{1,2}:\d\d"),
    " %H.%M": (rf"{_HOUR}\.[0-5]\d", r"\d{1,2}\.\d\d"),
    " %H%M": (r"(?:[01]\d|2[0-3])[0-5]\d", r"\d{4}"),
    _LONE_HOUR: (_HOUR, r"\d{1,2}"),
}
_INTERVAL = re.compile(r"(\S+?)\s*(?:[-–—]|till)\s*(\S+)")
_LEAST_READ = 0.5


@dataclass(frozen=True)
class Clock:
    """A column of clock times: its forms, and how many of its texts are none or two of them."""

    column: ColumnProfile
    tails: tuple[str, ...]
    unread_count: int
    has_intervals: bool

    @property
    def is_partly_read(self) -> bool:
        """Say whether only the first part of some texts is a clock time, or none of it."""
        column = self.column
        return self.unread_count > 0 or self.has_intervals or column.distinct > len(column.values)


def find_clock(profile: Profile, meanings: Sequence[Meaning]) -> Clock | None:
    """Return the column of clock times that no field has taken, if half of it can be read."""
    clocks = (_read(column) for column in _free(profile, meanings)
              if column.role == "clock" or _is_named(column))  # fmt: skip
    return next((clock for clock in clocks if clock is not None), None)


def unread_clock(profile: Profile, meanings: Sequence[Meaning]) -> ColumnProfile | None:
    """Return a column that is called a clock time."""
    return next((column for column in _free(profile, meanings) if _is_named(column)), None)


def moment_with_clock(
    draft: Draft, column: ColumnProfile, days: Sequence[str], clock: Clock
) -> dict[str, Any]:
    """Return how a day and the clock time beside it are read, {} where they cannot be."""
    if clock.is_partly_read and any(" " in day for day in days):
        return {}
    beside = clock.column.heading
    draft.say("columns", decided("clock_beside", heading=column.heading, clock=beside))
    if clock.has_intervals:
        draft.say("columns", unsure("clock_interval", heading=beside))
    if clock.unread_count:
        draft.say("columns", unsure("clock_some", heading=beside, count=clock.unread_count))
    pattern = {"pattern": _pattern(clock.tails)} if clock.is_partly_read else {}
    forms = [f"{day}{tail}" for day in days for tail in clock.tails]
    entry = {"with": beside, "formats": forms} | pattern
    is_blank = clock.column.filled < column.filled
    # A count of an hour has no use for a day alone.
    if (is_blank or pattern) and draft.keys["kind"] != "flow_count":
        forms += days
    is_midnight = column.times is not None and column.times.is_midnight
    return entry | (_day_alone(forms, days, clock) if is_blank and is_midnight else {})


def _day_alone(forms: list[str], days: Sequence[str], clock: Clock) -> dict[str, Any]:
    """Return how the day of a workbook is read where it stands alone: a moment at midnight."""
    if _SECONDS in clock.tails:
        return {"unknown_time": "00:00:00"}
    return {} if clock.is_partly_read else {"formats": [*forms, *(f"{d} 00:00:00" for d in days)]}


def _free(profile: Profile, meanings: Sequence[Meaning]) -> list[ColumnProfile]:
    taken = {meaning.column.heading for meaning in meanings}
    return [c for c in profile.columns if c.heading not in taken and c.filled and not c.personal]


def _is_named(column: ColumnProfile) -> bool:
    return likeness(column.heading, vocabulary().clock) > EXACT / 2


def _read(column: ColumnProfile) -> Clock | None:
    tails: Counter[str] = Counter()
    intervals, total = 0, 0
    for text, count in column.values:
        total += 0 if text in column.missing else count
        whole = _tail(text, lone=column.role == "clock")
        start = None if whole else _start(text)
        intervals += count if start else 0
        tails.update({tail: count for tail in (whole, start) if tail})
    if sum(tails.values()) < _LEAST_READ * total or not tails:
        return None
    found = tuple(tail for tail, _ in tails.most_common())
    return Clock(column, found, total - sum(tails.values()), intervals > 0)


def _tail(text: str, *, lone: bool) -> str | None:
    """Return the form of a clock time; a `lone` hour is one only where no number can stand."""
    forms = (form for form in _SHAPES if lone or form != _LONE_HOUR)
    return next((form for form in forms if re.fullmatch(_SHAPES[form][0], text)), None)


def _start(text: str) -> str | None:
    parts = _INTERVAL.fullmatch(text)
    if parts is None or _tail(parts[2], lone=True) is None:
        return None
    return _tail(parts[1], lone=True)


def _pattern(tails: tuple[str, ...]) -> str:
    """Return a pattern that takes the day, and the clock time after it where there is one."""
    clocks = "|".join(found for form, (_, found) in _SHAPES.items() if form in tails)
    return rf"^(\S+(?: (?:{clocks}))?)(?:$|[^:.\d])"
