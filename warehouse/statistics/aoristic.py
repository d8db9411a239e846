"""Incidents that happened somewhere between two moments: weight 1, spread by the second.

Source: stats.md 1.2; https://www.jratcliffe.net/aoristic-analysis. All moments carry a zone.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from warehouse.statistics.weeks import HOURS_A_WEEK, STOCKHOLM

LONGEST = dt.timedelta(days=7)
FRACTIONAL_WARNING = 0.2
"""Above this share of incidents that straddle A and B, print a warning."""

_HOUR_SECONDS = 3600


@dataclass(frozen=True)
class Happening:
    """One incident; `until` None where only one moment is known."""

    since: dt.datetime
    until: dt.datetime | None = None

    @property
    def is_flagged(self) -> bool:
        """Whether the end is missing or reversed, so that the start takes the whole weight."""
        return self.until is None or self.until < self.since

    @property
    def is_long(self) -> bool:
        """Whether it says nothing about the hour: more than seven days."""
        return not self.is_flagged and self.seconds > LONGEST.total_seconds()

    @property
    def seconds(self) -> float:
        """Length, real seconds also where clocks change; 0 where flagged."""
        if self.until is None or self.is_flagged:
            return 0.0
        return (self.until.astimezone(dt.UTC) - self.since.astimezone(dt.UTC)).total_seconds()


@dataclass(frozen=True)
class HourWeights:
    """Incidents spread over the 168 local hours of the week."""

    weights: tuple[float, ...]
    """Position 0 is Monday 00-01; sums to the incidents that are not too long."""
    flagged_count: int
    """Missing or reversed ends: counted whole at their start."""
    long_count: int
    """Over seven days: left out here; say how many."""


def hour_weights(happenings: Sequence[Happening], zone: ZoneInfo = STOCKHOLM) -> HourWeights:
    """Spread incidents over the local hours of the week."""
    found = np.zeros(HOURS_A_WEEK)
    for happening in happenings:
        if not happening.is_long:
            for local, weight in _pieces(happening, zone):
                found[24 * local.weekday() + local.hour] += weight
    return HourWeights(
        weights=tuple(float(weight) for weight in found),
        flagged_count=sum(happening.is_flagged for happening in happenings),
        long_count=sum(happening.is_long for happening in happenings),
    )


def hours_of_day(weights: HourWeights) -> tuple[float, ...]:
    """Sum the hours of the week to the 24 hours of the day."""
    return tuple(float(sum(weights.weights[hour::24])) for hour in range(24))


def weight_between(happening: Happening, first: dt.datetime, end: dt.datetime) -> float:
    """Return the share of an incident that lies in [first, end): 0 to 1."""
    start = happening.since.astimezone(dt.UTC)
    if happening.seconds == 0:
        return float(first <= start < end)
    stop = start + dt.timedelta(seconds=happening.seconds)
    inside = (min(stop, end) - max(start, first)).total_seconds()
    return max(inside, 0.0) / happening.seconds


def fractional_share(weights: Sequence[float]) -> float:
    """Return the share of incidents that are counted in part, of those counted at all."""
    counted = [weight for weight in weights if weight > 0]
    return sum(weight < 1 for weight in counted) / len(counted) if counted else 0.0


def _pieces(happening: Happening, zone: ZoneInfo) -> Iterator[tuple[dt.datetime, float]]:
    at = happening.since.astimezone(dt.UTC)
    left = happening.seconds
    if left == 0:
        yield at.astimezone(zone), 1.0
        return
    while left > 0:
        local = at.astimezone(zone)
        # Clocks change on whole hours, so the rest of a local hour is the rest of a real one.
        rest = _HOUR_SECONDS - local.minute * 60 - local.second - local.microsecond / 1e6
        step = min(rest, left)
        yield local, step / happening.seconds
        at += dt.timedelta(seconds=step)
        left -= step
