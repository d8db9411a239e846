"""What must be said beside a number: exposure, calendar, breaks, odd records (stats.md 1.1, 8)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from config.words import Words
from warehouse.period_words import day_words
from warehouse.periods import Span
from warehouse.statistics.aoristic import FRACTIONAL_WARNING, HourWeights, fractional_share
from warehouse.statistics.clock import crowded_hour
from warehouse.statistics.inputs import counts_of
from warehouse.statistics.numerals import in_both
from warehouse.statistics.weeks import (
    PRELIMINARY_WEEKS,
    STOCKHOLM,
    hours_in_day,
    season_shift,
    weekday_counts,
)

WISHED_HISTORY = 104
_BURST_SHARE, _BURST_LEAST, _BURST_WEEKS = 1 / 3, 10, 8
_WEEK_53 = 53

Value = float | str | Words


class CaveatKind(StrEnum):
    """Each has a sentence `caveat.<kind>` in sentences.yaml."""

    BREAK = "break"
    BOUNDARY = "boundary"
    WITHHELD = "withheld"
    LENGTH = "length"
    WEEKDAYS = "weekdays"
    FEAST = "feast"
    EXTRA_WEEK = "extra_week"
    LONG_YEAR = "long_year"
    SHORT_DAY = "short_day"
    LONG_DAY = "long_day"
    PRELIMINARY = "preliminary"
    UNCOVERED = "uncovered"
    SHORT_HISTORY = "short_history"
    ASSUMED_SPREAD = "assumed_spread"
    SEASON = "season"
    FRACTIONS = "fractions"
    BURST = "burst"
    ONE_HOUR = "one_hour"
    NO_END = "no_end"
    LONG_SPANS = "long_spans"
    DUPLICATES = "duplicates"
    NO_PLACE = "no_place"
    FOLLOWS_CONTROLS = "follows_controls"
    OFTEN_REPORTED = "often_reported"
    SELDOM_REPORTED = "seldom_reported"


STOPPING = frozenset({CaveatKind.BREAK, CaveatKind.BOUNDARY, CaveatKind.WITHHELD})
"""Where one of these holds, no comparison is made."""


@dataclass(frozen=True)
class Caveat:
    """One thing to say, with what the sentence is filled with."""

    kind: CaveatKind
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def stops_comparison(self) -> bool:
        """Whether no comparison may be shown at all."""
        return self.kind in STOPPING


@dataclass(frozen=True)
class PeriodFacts:
    """What is known of the days of one period."""

    span: Span
    feasts: tuple[Words, ...] = ()
    """Moving feasts and events whose week lies in it."""
    uncovered_days: int = 0


@dataclass(frozen=True)
class Break:
    """A day from which numbers mean something else."""

    on: dt.date
    what: Words
    moves_boundary: bool = False


def like_for_like(
    before: PeriodFacts, after: PeriodFacts, data_to: dt.date, breaks: Sequence[Break] = ()
) -> tuple[Caveat, ...]:
    """Say every difference between two periods that is not the thing compared.

    A caveat with `stops_comparison` means that only the counts may be shown.
    """
    return (
        *_breaks(before.span, after.span, breaks),
        *_lengths(before.span, after.span),
        *_feasts(before, after),
        *_shift(before.span, after.span),
        *_lateness(after.span, data_to),
        *_gaps(before, after),
    )


def clock_change_caveats(span: Span) -> tuple[Caveat, ...]:
    """Say, beside an hour chart, that a night of its days is an hour shorter or longer."""
    days = (span.first + dt.timedelta(days=step) for step in range(span.day_count))
    lengths = {hours_in_day(day, STOCKHOLM) for day in days}
    found = {23: CaveatKind.SHORT_DAY, 25: CaveatKind.LONG_DAY}
    return tuple(Caveat(kind) for hours, kind in found.items() if hours in lengths)


def hour_caveats(hours: HourWeights) -> tuple[Caveat, ...]:
    """Say, beside an hour chart, what is left out, placed at a start, or crowded in one hour."""
    found = []
    if hours.long_count:
        found.append(Caveat(CaveatKind.LONG_SPANS, (("count", hours.long_count),)))
    if hours.flagged_count:
        found.append(Caveat(CaveatKind.NO_END, (("count", hours.flagged_count),)))
    if (hour := crowded_hour(hours.weights)) is not None:
        held = sum(hours.weights[hour::24])
        values = (("hour", f"{hour:02d}"), ("count", held), ("total", sum(hours.weights)))
        found.append(Caveat(CaveatKind.ONE_HOUR, values))
    return tuple(found)


def burst_caveat(weekly_counts: Sequence[float]) -> Caveat | None:
    """Say that a single week holds a third or more of a period of at least ten events."""
    counts = counts_of(weekly_counts, "weekly_counts")
    total, largest = float(counts.sum()), float(np.max(counts))
    is_short = counts.size < _BURST_WEEKS or total < _BURST_LEAST
    if is_short or largest < _BURST_SHARE * total:
        return None
    return Caveat(CaveatKind.BURST, (("count", largest), ("total", total)))


def fraction_caveat(weights: Sequence[float]) -> Caveat | None:
    """Say that more than a fifth of the incidents are counted in part in each period."""
    share = fractional_share(weights)
    if share <= FRACTIONAL_WARNING:
        return None
    part = sum(0 < weight < 1 for weight in weights)
    total = sum(weight > 0 for weight in weights)
    return Caveat(CaveatKind.FRACTIONS, (("count", part), ("total", total)))


def history_caveat(history_weeks: int) -> Caveat | None:
    """Say that there is less than two years of history."""
    if history_weeks >= WISHED_HISTORY:
        return None
    return Caveat(CaveatKind.SHORT_HISTORY, (("weeks", history_weeks),))


def count_caveat(kind: CaveatKind, count: float) -> Caveat | None:
    """Say how many records a rule touched (duplicates, no place); None where it touched none."""
    return Caveat(kind, (("count", count),)) if count else None


def _breaks(before: Span, after: Span, breaks: Sequence[Break]) -> list[Caveat]:
    return [
        Caveat(
            CaveatKind.BOUNDARY if found.moves_boundary else CaveatKind.BREAK,
            (("what", found.what), ("day", _day(found.on))),
        )
        for found in breaks
        if before.first < found.on < after.end
    ]


def _day(day: dt.date) -> Words:
    return in_both(lambda language: day_words(day, language))


def _lengths(before: Span, after: Span) -> list[Caveat]:
    if before.day_count != after.day_count:
        values = (("after", after.day_count), ("before", before.day_count))
        return [Caveat(CaveatKind.LENGTH, values)]
    if weekday_counts(before) != weekday_counts(after):
        return [Caveat(CaveatKind.WEEKDAYS)]
    return []


def _feasts(before: PeriodFacts, after: PeriodFacts) -> list[Caveat]:
    one_sided = [name for name in (*after.feasts, *before.feasts) if _lacks(before, after, name)]
    return [Caveat(CaveatKind.FEAST, (("name", name),)) for name in one_sided]


def _lacks(before: PeriodFacts, after: PeriodFacts, name: Words) -> bool:
    return (name in before.feasts) != (name in after.feasts)


def _shift(before: Span, after: Span) -> list[Caveat]:
    days = (after.first - before.first).days
    years = round(days / 365.25)
    found = []
    if years and days % 7 == 0 and season_shift(after.first, years).has_extra_week:
        found.append(Caveat(CaveatKind.EXTRA_WEEK, (("days", days),)))
    if _holds_week_53(before) != _holds_week_53(after):
        found.append(Caveat(CaveatKind.LONG_YEAR))
    return found


def _holds_week_53(span: Span) -> bool:
    days = (span.first + dt.timedelta(days=step) for step in range(span.day_count))
    return any(day.isocalendar().week == _WEEK_53 for day in days)


def _lateness(after: Span, data_to: dt.date) -> list[Caveat]:
    first_late = data_to - dt.timedelta(weeks=PRELIMINARY_WEEKS)
    return [Caveat(CaveatKind.PRELIMINARY)] if after.last > first_late else []


def _gaps(before: PeriodFacts, after: PeriodFacts) -> list[Caveat]:
    days = before.uncovered_days + after.uncovered_days
    return [Caveat(CaveatKind.UNCOVERED, (("days", days),))] if days else []
