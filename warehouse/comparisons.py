"""What a period is compared with: a year back in whole weeks, the same dates, or the one before."""

import datetime as dt
from typing import Literal, get_args

from warehouse.periods import Period, Span, period_at, previous_period

Comparison = Literal["year", "calendar_year", "previous", "none"]
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)

WEEKS_52 = dt.timedelta(days=364)
_FEBRUARY = 2
_YEAR_DAYS, _WEEK_DAYS = 365.25, 7


def comparison_span(period: Period, comparison: Comparison) -> Span | None:
    """Return the days that the period is compared with, or None.

    `year` goes 52 weeks back so that weekdays match. An ISO week meets the week of the same
    number (371 days back after a year of 53 weeks). What is longer than 52 weeks would overlap
    itself, and holds every weekday equally often: it takes the same dates, as `calendar_year`.
    """
    match comparison:
        case "none":
            return None
        case "calendar_year":
            return same_dates_earlier(period.span)
        case "previous":
            return _just_before(period)
        case "year" if period.grain == "week":
            return week_a_year_earlier(period.span)
        case _ if period.span.day_count > WEEKS_52.days:
            return same_dates_earlier(period.span)
        case _:
            return Span(period.span.first - WEEKS_52, period.span.end - WEEKS_52)


def comparison_at(comparison: Comparison, *, is_by_month: bool) -> Comparison:
    """Return how a place compares: 52 weeks back is no union of months, the same dates are."""
    return "calendar_year" if is_by_month and comparison == "year" else comparison


def day_compared(end: dt.date, span: Span, other: Span) -> dt.date:
    """Return the end of the day that a stock is held against, counted at `end` inside the span.

    A year back that is the same date: a stock has no weekdays to match, and a date can be named.
    Against another period it is the day as far into it, its last day at most.
    """
    years = round((span.first - other.first).days / _YEAR_DAYS)
    if years < 1 or abs((span.first - other.first).days - years * _YEAR_DAYS) > _WEEK_DAYS:
        return other.end if end == span.end else min(other.end, other.first + (end - span.first))
    if end == span.end:
        return same_dates_earlier(span).end
    last = Span(end - dt.timedelta(days=1), end)
    for _ in range(years):
        last = same_dates_earlier(last)
    return last.end


def week_a_year_earlier(week: Span) -> Span:
    """Return the week of the same number in the ISO year before; week 53 goes 52 weeks back."""
    year, number, _ = week.first.isocalendar()
    try:
        first = dt.date.fromisocalendar(year - 1, number, 1)
    except ValueError:  # the year before had 52 weeks
        first = week.first - WEEKS_52
    return Span(first, first + dt.timedelta(days=7))


def same_dates_earlier(span: Span) -> Span:
    """Return the same dates the fewest whole years earlier that do not overlap the span."""
    years = 1
    while (earlier := _years_back(span, years)).end > span.first:
        years += 1
    return earlier


def _years_back(span: Span, years: int) -> Span:
    # 29 February becomes the 28th as a first day, and lets the 28th stay the last day as an end.
    first, end = span.first, span.end
    first_day = 28 if _is_leap_day(first) else first.day
    earlier_end = (
        dt.date(end.year - years, 3, 1) if _is_leap_day(end) else end.replace(year=end.year - years)
    )
    return Span(first.replace(year=first.year - years, day=first_day), earlier_end)


def _is_leap_day(day: dt.date) -> bool:
    return (day.month, day.day) == (_FEBRUARY, 29)


def _just_before(period: Period) -> Span:
    if period.grain == "rolling_12":  # a step of one month would share eleven with the period
        return period_at("rolling_12", period.span.first - dt.timedelta(days=1)).span
    return previous_period(period).span
