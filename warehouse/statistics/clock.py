"""Hour by weekday: how fine a grid the counts can bear, and rates per hour that exists.

Source: stats.md 4.2 and 1.1. A mean of five events a cell is asked for.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats, counts_of, need_same_length
from warehouse.statistics.weeks import HOURS_A_WEEK

ClockGrid = Literal["hour_of_week", "day_by_part", "weekend_by_part", "none"]
PARTS = ((6, 10), (10, 18), (18, 22), (22, 6))
"""Local hours of the four parts of a day; the last runs over midnight."""

_LEAST_A_CELL = 5
_CELLS: tuple[tuple[ClockGrid, int], ...] = (
    ("hour_of_week", 168),
    ("day_by_part", 28),
    ("weekend_by_part", 12),
)
_ONE_HOUR_SHARE, _ONE_HOUR_LEAST = 0.5, 5
_NIGHT_END = 6


def clock_grid(event_count: float) -> ClockGrid:
    """Return the finest grid that holds five events a cell on average."""
    fits = (grid for grid, cells in _CELLS if event_count >= cells * _LEAST_A_CELL)
    return next(fits, "none")


def hourly_rates(weights: Sequence[float] | Floats, hours: Sequence[float] | Floats) -> Floats:
    """Divide events by the hours that existed; shape as given, 0 where an hour never occurred."""
    events, existed = counts_of(weights, "weights"), counts_of(hours, "hours")
    need_same_length("weights and hours", events, existed)
    rates: Floats = events / existed.clip(min=1e-12)
    rates[existed == 0] = 0.0
    return rates


def day_parts(weights: Sequence[float] | Floats) -> Floats:
    """Sum the 168 hours of the week to days x parts, shape (7, 4), Monday first.

    What happens after midnight belongs to the evening before.

    Raises:
        ShapeError: not 168 numbers.
    """
    hours = counts_of(weights, "weights")
    if hours.shape != (HOURS_A_WEEK,):
        raise ShapeError("weights", hours.shape, "Pass the 168 hours of the week, Monday first.")
    from_six = _turned(hours)
    ends = [((end - _NIGHT_END) % 24) or 24 for _, end in PARTS]
    starts = [0, *ends[:-1]]
    return _stack(from_six, list(zip(starts, ends, strict=True)))


def weekend_parts(weights: Sequence[float] | Floats) -> Floats:
    """Sum the 168 hours of the week to (weekday, weekend) x six parts of four hours from 06.

    Returns:
        Shape (2, 6). The weekend runs from Friday 18 to Monday 06: row 1 holds the nights when
        people are out. Rows have different lengths: divide by hours before comparing.

    Raises:
        ShapeError: not 168 numbers.
    """
    hours = counts_of(weights, "weights")
    if hours.shape != (HOURS_A_WEEK,):
        raise ShapeError("weights", hours.shape, "Pass the 168 hours of the week, Monday first.")
    parts = _stack(_turned(hours), [(start, start + 4) for start in range(0, 24, 4)])
    weekend = parts[5:].sum(axis=0)
    weekend[3:] += parts[4, 3:]
    weekday = parts.sum(axis=0) - weekend
    found: Floats = parts[:2].copy()
    found[0], found[1] = weekday, weekend
    return found


def crowded_hour(weights: Sequence[float] | Floats) -> int | None:
    """Return the hour of the day (0-23) that holds half of at least five events, or None.

    Such an hour is more often a standard time in the records than when things happened.
    """
    hours = counts_of(weights, "weights").reshape(-1, 24).sum(axis=0)
    total, hour = float(hours.sum()), int(hours.argmax())
    is_crowded = total >= _ONE_HOUR_LEAST and hours[hour] >= _ONE_HOUR_SHARE * total
    return hour if is_crowded else None


def _turned(hours: Floats) -> Floats:
    found: Floats = np.roll(hours, -_NIGHT_END).reshape(7, 24)
    return found


def _stack(days: Floats, bounds: list[tuple[int, int]]) -> Floats:
    found: Floats = np.stack([days[:, start:end].sum(axis=1) for start, end in bounds], axis=1)
    return found
