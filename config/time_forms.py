"""Forms of dates and times: which are forms at all, and which read one text in two ways."""

import datetime as dt
import re
from itertools import combinations
from typing import Literal

from config.errors import RuleError

DateUnit = Literal["day", "month", "year"]
Clock = Literal["local", "utc", "offset"]
"""Whose clock a sender's times are of: the place's, UTC's, or one that each time tells of."""

# What the database reads of a time; one sign more or less and no row could be typed.
_DIRECTIVE = re.compile(r"%(-?[dmyHIMSj]|[aAwbBYpfgzZUWcxX%nGVu])|[^%]")
_TELLS_ZONE = re.compile("%[zZ]")
_TELLS_CLOCK = re.compile("%-?[HI]|%[cX]")
_TELLS_DAY = re.compile("%-?[djUWVxcuwaA]")
_TELLS_MONTH = re.compile("%-?[mbB]")
# Its day and month, and its hour and minute, cannot be taken for one another.
_SHOWN = dt.datetime(2026, 12, 31, 17, 45, 30, tzinfo=dt.UTC)
_CLOCK = re.compile("[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?")
# Days whose parts can all be taken for one another, and one whose parts cannot.
_SAMPLES = (dt.datetime(2011, 9, 10, 8, 7, 6, tzinfo=dt.UTC),
            dt.datetime(2011, 11, 12, 10, 9, 8, tzinfo=dt.UTC))  # fmt: skip


def require_clear_forms(forms: tuple[str, ...]) -> None:
    """Refuse what is no form, and two forms by which one text would be two different times.

    Raises:
        RuleError: with the form, or the two forms and such a text.
    """
    for form in forms:
        _require_form(form)
    for one, other in combinations(forms, 2):
        if text := _read_in_two_ways(one, other) or _read_in_two_ways(other, one):
            raise RuleError("rule.two_forms", text=text, one=one, other=other)


def _require_form(form: str) -> None:
    if _TELLS_ZONE.search(form):
        raise RuleError("rule.form_zone", form=form)
    if rest := _DIRECTIVE.sub("", form):
        raise RuleError("rule.form", form=form, rest=rest)
    if not form.replace("%%", "").count("%"):
        raise RuleError("rule.form_no_time", form=form)
    try:
        _read_in_two_ways(form, form)
    except re.error:
        raise RuleError("rule.form_twice", form=form) from None


def forms_with_clock(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the forms that hold a clock time and not only a day."""
    return tuple(form for form in forms if _TELLS_CLOCK.search(form))


def finest_unit(forms: tuple[str, ...]) -> DateUnit:
    """Return the finest unit of the calendar that any of the forms tells of."""
    if not forms or any(_TELLS_DAY.search(form) for form in forms):
        return "day"
    return "month" if any(_TELLS_MONTH.search(form) for form in forms) else "year"


def example_of(form: str) -> str:
    """Write one moment by a form: what a sender who knows no % can follow."""
    return _SHOWN.strftime(form)


def require_clock(text: str) -> None:
    """Refuse what is not a clock time.

    Raises:
        RuleError: with the text.
    """
    if not _CLOCK.fullmatch(text):
        raise RuleError("rule.clock_time", value=text)


def _read_in_two_ways(writer: str, reader: str) -> str | None:
    """Return a text written by one form that the other reads as something else."""
    for sample in _SAMPLES:
        text = sample.strftime(writer)
        try:
            meant, found = (_day(text, form) for form in (writer, reader))
        except ValueError:
            continue
        if meant != found:
            return text
    return None


def _day(text: str, form: str) -> dt.date:
    # The standard library reads unpadded numbers anyway.
    return dt.datetime.strptime(text, form.replace("%-", "%")).replace(tzinfo=dt.UTC).date()
