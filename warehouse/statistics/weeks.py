"""Which days, weeks and hours belong to a comparison (stats.md 1.1). Local dates, closed-open."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from warehouse.periods import Span
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats, counts_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PRELIMINARY_WEEKS = 4
"""The last weeks before the last day of data: late reports still come."""

DAYS_A_WEEK, HOURS_A_WEEK = 7, 168
_DAY = dt.timedelta(days=1)
_LONG_YEAR, _MOST_DRIFT_DAYS, _DAY_HOURS = 53, 3, 24


@dataclass(frozen=True)
class SeasonShift:
    """How far back the same season lies, in whole weeks."""

    days: int
    """364 a year, and 371 once where the calendar has drifted by more than 3 days."""
    drift_days: int
    """Days that the earlier date lies after (+) or before (-) the same date of its year."""
    has_extra_week: bool
    """True where a week was added: the footnote must say so."""


def iso_week(day: dt.date) -> tuple[int, int, int]:
    """Return ISO year, week and weekday (1 is Monday)."""
    year, week, weekday = day.isocalendar()
    return year, week, weekday


def has_week_53(iso_year: int) -> bool:
    """Say whether an ISO year has 53 weeks (2015, 2020, 2026, 2032)."""
    # By ISO 8601, 28 December always lies in the last week.
    return dt.date(iso_year, 12, 28).isocalendar().week == _LONG_YEAR


def season_shift(first: dt.date, years: int = 1) -> SeasonShift:
    """Return the whole weeks back to the same season, so that weekdays match and leap days do."""
    earlier = first.replace(year=first.year - years, day=min(first.day, _last_day(first, years)))
    calendar_days = (first - earlier).days
    days = 364 * years
    extra = 0
    while calendar_days - days - extra > _MOST_DRIFT_DAYS:
        extra += DAYS_A_WEEK
    return SeasonShift(days + extra, calendar_days - days - extra, has_extra_week=extra > 0)


def whole_weeks(span: Span) -> Span | None:
    """Return the whole ISO weeks inside a span, or None where it holds none."""
    first = span.first + dt.timedelta(days=(1 - span.first.isoweekday()) % DAYS_A_WEEK)
    end = span.end - dt.timedelta(days=span.end.isoweekday() - 1)
    return Span(first, end) if first < end else None


def weekday_counts(span: Span) -> tuple[int, ...]:
    """Count the Mondays, Tuesdays ... Sundays of a span."""
    found = [span.day_count // DAYS_A_WEEK] * DAYS_A_WEEK
    for step in range(span.day_count % DAYS_A_WEEK):
        found[(span.first + step * _DAY).weekday()] += 1
    return tuple(found)


def weekday_exposure(span: Span, weekday_history: tuple[float, ...] | Floats) -> float:
    """Return the exposure of a span in weeks: its days weighted by how much happens on them.

    Args:
        span: local dates.
        weekday_history: seven counts or rates, Monday first, from the place's history. Where
            nothing has happened every day weighs the same.

    Returns:
        Weeks; whole weeks give their number exactly.

    Raises:
        ShapeError: not seven numbers.
    """
    rates = counts_of(weekday_history, "weekday_history")
    if rates.shape != (DAYS_A_WEEK,):
        raise ShapeError("weekday_history", rates.shape, "Pass seven numbers, Monday first.")
    total = float(rates.sum())
    weights = rates / total if total > 0 else np.full(DAYS_A_WEEK, 1 / DAYS_A_WEEK)
    return float(np.dot(weekday_counts(span), weights))


def hours_in_day(day: dt.date, zone: ZoneInfo = STOCKHOLM) -> int:
    """Count the hours of a local day: 23 in spring, 25 in autumn, else 24."""
    midnights = (dt.datetime.combine(at, dt.time(), zone) for at in (day, day + _DAY))
    start, end = (moment.astimezone(dt.UTC) for moment in midnights)
    return round((end - start).total_seconds() / 3600)


def hours_of_week(span: Span, zone: ZoneInfo = STOCKHOLM) -> Floats:
    """Return how often each local hour of the week occurs in a span.

    Returns:
        Shape (168,), hours; position 0 is Monday 00-01. The lost hour of spring is missing, and
        the repeated hour of autumn counts twice. Divide hour-of-week counts by it.
    """
    found = np.repeat(np.asarray(weekday_counts(span), dtype=np.float64), 24)
    for day in _days_of_other_length(span, zone):
        at = dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
        found[24 * day.weekday() : 24 * day.weekday() + 24] -= 1
        for step in range(hours_in_day(day, zone)):
            local = (at + dt.timedelta(hours=step)).astimezone(zone)
            found[24 * local.weekday() + local.hour] += 1
    return found


def _days_of_other_length(span: Span, zone: ZoneInfo) -> list[dt.date]:
    days = (span.first + step * _DAY for step in range(span.day_count))
    return [day for day in days if hours_in_day(day, zone) != _DAY_HOURS]


def _last_day(day: dt.date, years: int) -> int:
    # 29 February has no like in most years.
    is_leap_day = (day.month, day.day) == (2, 29)
    year = day.year - years
    is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if is_leap_day and not is_leap_year else 31
