"""The calendar: ISO weeks, holidays of the country, breaks, and the periods senders report for."""

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import cache

import holidays

from config.instance import Collaboration
from config.sources import Source
from config.words import LANGUAGES

_DAY = dt.timedelta(days=1)
LONGEST_PAUSE = {"day": 7, "week": 21, "month": 62, "quarter": 184, "year": 731, "once": 36_600}
"""Days without a row after which a source counts as silent, by its cadence."""
LONGEST_STEP = {"month": 31, "year": 366}
"""Days from one row's date to the next where each stands for all of its month or year."""
_SPOKEN = {"sv": ("sv", "sv_SE"), "en": ("en_US", "en_GB", "en")}
_ANY_YEAR = 2024
_PLAIN_SUNDAYS = ("Söndag", "Sunday")


def calendar_rows(
    collaboration: Collaboration, first: dt.date, last: dt.date
) -> Iterator[dict[str, object]]:
    """Yield one row per day, first to last included."""
    years = range(first.year, last.year + 1)
    names = {language: _holidays(collaboration, language, years) for language in LANGUAGES}
    for day in _days(first, last):
        year, week, weekday = day.isocalendar()
        pause = next((b.name for b in collaboration.breaks if b.first <= day <= b.last), None)
        yield {
            "local_date": day,
            "iso_year": year,
            "iso_week": week,
            "weekday": weekday,
            "holiday_sv": names["sv"].get(day),
            "holiday_en": names["en"].get(day),
            "break_sv": pause.sv if pause else None,
            "break_en": pause.en if pause else None,
        }


def cadence_rows(cadences: set[str], first: dt.date, last: dt.date) -> Iterator[dict[str, object]]:
    """Yield, for each cadence and day, the first and last day of the period it lies in."""
    for day in _days(first, last):
        for cadence in sorted(cadences):
            begins, ends = reporting_period(cadence, day)
            yield {
                "cadence_code": cadence,
                "local_date": day,
                "period_from_date": begins,
                "period_to_date": ends,
            }


def reporting_period(cadence: str, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the period that a sender of this cadence reports for."""
    if cadence == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}.get(cadence)
    if months is None:
        return day, day
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    last_day = calendar.monthrange(day.year, last_month)[1]
    return day.replace(month=first_month, day=1), dt.date(day.year, last_month, last_day)


def reported_by(source: Source) -> str:
    """Return the cadence whose whole periods the rows of a source tell of.

    A table by month tells of the months that stand in it, however often it is sent.
    """
    return source.date_unit if _counts_whole(source) else source.cadence


def longest_gap(source: Source) -> int:
    """Return how many days may pass from one row to the next without a gap in the report."""
    if _counts_whole(source):
        return LONGEST_STEP[source.date_unit]
    return LONGEST_PAUSE[source.cadence]


def _counts_whole(source: Source) -> bool:
    return source.kind == "incident" and source.date_unit != "day"


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY


def _holidays(collaboration: Collaboration, language: str, years: range) -> dict[dt.date, str]:
    """Return holidays by day; Swedish Sundays are no news and left out."""
    country = collaboration.holidays
    known = holidays.country_holidays(country).supported_languages
    spoken = next((name for name in _SPOKEN[language] if name in known), None)
    days = holidays.country_holidays(country, years=years, language=spoken)
    # The library has the United States in English only: a Swedish page has the Swedish name of
    # what is kept here too, and of a day that is theirs alone the name they give it.
    swedish = _swedish_names() if language == "sv" and spoken is None else {}
    return {
        day: swedish.get(name, name) for day, name in days.items() if name not in _PLAIN_SUNDAYS
    }


@cache
def _swedish_names() -> dict[str, str]:
    """Return the Swedish names of the holidays of Finland and Sweden, by their English names."""
    found: dict[str, str] = {}
    for country, spoken in (("FI", "sv_FI"), ("SE", "sv")):
        ours = holidays.country_holidays(country, years=_ANY_YEAR, language=spoken)
        theirs = holidays.country_holidays(country, years=_ANY_YEAR, language="en_US")
        found |= {name: ours[day] for day, name in theirs.items()}
    return found
