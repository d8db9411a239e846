"""Spans and periods of time: closed-open dates, the grains people use, and steps between them."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from config.words import Words
from warehouse.errors import PeriodError

Grain = Literal["week", "month", "quarter", "tertial", "half_year", "year", "rolling_12", "free"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
MONTH_GRAINS: tuple[Grain, ...] = (
    "month", "quarter", "tertial", "half_year", "year", "rolling_12",
)  # fmt: skip
"""Those that are whole months of the calendar."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAY = dt.timedelta(days=1)
_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "tertial": 4, "half_year": 6, "year": 12}
_LETTERS: dict[Grain, str] = {"quarter": "Q", "tertial": "T", "half_year": "H"}
_FORMS = "2026-W37, 2026-09, 2026-Q3, 2026-T2, 2026-H1, 2026, r12-2026-09, 2026-01-01--2026-03-15"


@dataclass(frozen=True, order=True)
class Span:
    """Days from `first` up to but not including `end`, local dates."""

    first: dt.date
    end: dt.date

    @property
    def day_count(self) -> int:
        """How many days it holds."""
        return (self.end - self.first).days

    @property
    def last(self) -> dt.date:
        """The last day, included."""
        return self.end - _DAY

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a day."""
        return self.first < other.end and other.first < self.end


@dataclass(frozen=True)
class Period:
    """A span that people have a name for; made by `parse_period` and `period_at`."""

    grain: Grain
    span: Span

    @property
    def code(self) -> str:
        """The text that `parse_period` reads back, fit for a link."""
        first, last = self.span.first, self.span.last
        match self.grain:
            case "week":
                year, week, _ = first.isocalendar()
                return f"{year:04d}-W{week:02d}"
            case "month":
                return f"{first:%Y-%m}"
            case "year":
                return f"{first:%Y}"
            case "rolling_12":
                return f"r12-{last:%Y-%m}"
            case "free":
                return f"{first}--{last}"
            case grain:
                return f"{first:%Y}-{_LETTERS[grain]}{self.number}"

    @property
    def number(self) -> int:
        """Which one of its year it is: week 37, quarter 3, tertial 2; 1 for a year and free."""
        if self.grain == "week":
            return self.span.first.isocalendar().week
        months = _MONTHS.get(self.grain)
        return (self.span.first.month - 1) // months + 1 if months else 1


def period_at(grain: Grain, day: dt.date) -> Period:
    """Return the period that holds `day`; rolling months end with its month, free is that day."""
    if grain == "week":
        first = day - dt.timedelta(days=day.isoweekday() - 1)
        return Period(grain, Span(first, first + dt.timedelta(days=7)))
    if grain == "free":
        return Period(grain, Span(day, day + _DAY))
    if grain == "rolling_12":
        end = add_months(day.replace(day=1), 1)
        return Period(grain, Span(add_months(end, -12), end))
    months = _MONTHS[grain]
    first = dt.date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(grain, Span(first, add_months(first, months)))


def period_of(span: Span) -> Period:
    """Return the period that people have a name for, if the span is one; else a free one."""
    named = (period_at(grain, span.first) for grain in ("month", "quarter", "half_year", "year"))
    return next((one for one in named if one.span == span), Period("free", span))


def previous_period(period: Period) -> Period:
    """Return the period one step earlier; rolling 12 months step by one month."""
    if period.grain == "free":
        return _moved(period, -period.span.day_count)
    if period.grain == "rolling_12":
        return period_at("rolling_12", period.span.last.replace(day=1) - _DAY)
    return period_at(period.grain, period.span.first - _DAY)


def next_period(period: Period) -> Period:
    """Return the period one step later; rolling 12 months step by one month."""
    if period.grain == "free":
        return _moved(period, period.span.day_count)
    return period_at(period.grain, period.span.end)


def last_complete_period(grain: Grain, last_covered_day: dt.date) -> Period:
    """Return the newest period that ends no later than the day, included."""
    return previous_period(period_at(grain, last_covered_day + _DAY))


def recent_periods(grain: Grain, data_from: dt.date, data_to: dt.date) -> tuple[Period, ...]:
    """Return the periods that hold data, newest first, the running one included.

    Rolling 12 months must also begin inside the data; free is everything there is.
    """
    if grain == "free":
        return (Period(grain, Span(data_from, data_to + _DAY)),)
    earliest = data_from.replace(day=1) if grain == "rolling_12" else None
    found = [period_at(grain, data_to)]
    while found[-1].span.first > (earliest or data_from):
        found.append(previous_period(found[-1]))
    return tuple(found)


def month_buckets(span: Span) -> tuple[Span, ...]:
    """Return the whole calendar months that share a day with the span."""
    return _buckets("month", span)


def week_buckets(span: Span) -> tuple[Span, ...]:
    """Return the whole ISO weeks that share a day with the span."""
    return _buckets("week", span)


def is_whole(span: Span, unit: str) -> bool:
    """Say whether a span is whole months, or whole years, of the calendar; all are whole days."""
    edges = (span.first, span.end)
    if unit == "month":
        return all(day.day == 1 for day in edges)
    return unit == "day" or all((day.month, day.day) == (1, 1) for day in edges)


def months_in(span: Span) -> tuple[int, ...]:
    """Return the numbers (year * 12 + month - 1) of the months that share a day with a span."""
    return tuple(range(_month_number(span.first), _month_number(span.last) + 1))


def span_of_months(numbers: Sequence[int]) -> Span:
    """Return the days from the first month to the last, whatever lies between."""
    first, last = min(numbers), max(numbers)
    return Span(
        dt.date(first // 12, first % 12 + 1, 1), dt.date((last + 1) // 12, (last + 1) % 12 + 1, 1)
    )


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def quarter_buckets(span: Span) -> tuple[Span, ...]:
    """Return the whole quarters that share a day with the span."""
    return _buckets("quarter", span)


def add_months(day: dt.date, months: int) -> dt.date:
    """Move by calendar months; the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def parse_period(text: str) -> Period:
    """Read a period's code.

    Raises:
        PeriodError: naming what was found and the forms that are allowed.
    """
    for pattern, read in _READERS:
        if found := pattern.fullmatch(text):
            try:
                period = read(found)
            except ValueError:
                break
            if period.span.first.year >= FIRST_YEAR and period.span.last.year <= LAST_YEAR:
                return period
            break
    raise PeriodError(
        Words(sv=f"{text[:40]!r} är ingen period.", en=f"{text[:40]!r} is not a period."),
        Words(sv=f"Skriv som en av: {_FORMS}.", en=f"Write it as one of: {_FORMS}."),
    )


def _buckets(grain: Grain, span: Span) -> tuple[Span, ...]:
    period = period_at(grain, span.first)
    found = [period.span]
    while found[-1].end < span.end:
        period = next_period(period)
        found.append(period.span)
    return tuple(found)


def _moved(period: Period, days: int) -> Period:
    step, span = dt.timedelta(days=days), period.span
    return Period(period.grain, Span(span.first + step, span.end + step))


def _week(found: re.Match[str]) -> Period:
    return period_at("week", dt.date.fromisocalendar(int(found[1]), int(found[2]), 1))


def _month(found: re.Match[str]) -> Period:
    return period_at("month", dt.date(int(found[1]), int(found[2]), 1))


def _part_of_year(found: re.Match[str]) -> Period:
    grain = next(grain for grain, letter in _LETTERS.items() if letter == found[2])
    first_month = (int(found[3]) - 1) * _MONTHS[grain] + 1
    return period_at(grain, dt.date(int(found[1]), first_month, 1))


def _year(found: re.Match[str]) -> Period:
    return period_at("year", dt.date(int(found[1]), 1, 1))


def _rolling(found: re.Match[str]) -> Period:
    return period_at("rolling_12", dt.date(int(found[1]), int(found[2]), 1))


def _free(found: re.Match[str]) -> Period:
    first, last = (dt.date.fromisoformat(part) for part in found.groups())
    if last < first:
        raise ValueError(last)
    return Period("free", Span(first, last + _DAY))


_Y, _M, _DATE = "([0-9]{4})", "([0-9]{2})", "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (re.compile(f"{_Y}-W([0-9]{{2}})"), _week),
    (re.compile(f"{_Y}-{_M}"), _month),
    (re.compile(f"{_Y}-([QTH])([1-4])"), _part_of_year),
    (re.compile(_Y), _year),
    (re.compile(f"r12-{_Y}-{_M}"), _rolling),
    (re.compile(f"{_DATE}--{_DATE}"), _free),
)
