"""The second partition: when in the week, as coarse as the audit with the leaves demands.

Source: stats.md 5.3; domain.md 4.3 for the three parts of a day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from warehouse.privacy.audit import hides_small_cells

UNKNOWN_HOUR = -1
Weeks = NDArray[np.int64]
"""Incidents by row, weekday (Monday first) and hour; the last of the 25 hours is not known."""
Rung = Literal["hour", "part_of_day_and_week", "part_of_day", "third_of_day"]
RUNGS: tuple[Rung, ...] = ("hour", "part_of_day_and_week", "part_of_day", "third_of_day")
DAYS, HOURS = range(1, 8), range(24)
_WEEK_SETS: Mapping[Rung, tuple[frozenset[int], ...]] = {
    "hour": tuple(frozenset((day,)) for day in DAYS),
    "part_of_day_and_week": (frozenset(range(1, 6)), frozenset((6, 7))),
    "part_of_day": (frozenset(DAYS),),
    "third_of_day": (frozenset(DAYS),),
}
_HOURS_IN: Mapping[Rung, int] = {
    "hour": 1,
    "part_of_day_and_week": 4,
    "part_of_day": 4,
    "third_of_day": 8,
}


@dataclass(frozen=True, slots=True)
class DayPart:
    """Some hours of some weekdays; with -1 among the hours it holds those of unknown time too."""

    weekdays: frozenset[int]
    hours: frozenset[int]
    total: int


@dataclass(frozen=True)
class Seen:
    """What one audience knows of a stretch, and its k.

    The first row of `weeks` holds all incidents; the others those of each sum that its leaves
    give: leaf, month, zone, group and what they have in common.
    """

    weeks: Weeks
    least_count: int


def day_parts(audiences: Sequence[Seen]) -> tuple[DayPart, ...]:
    """Return the finest partition that gives nothing away; none where even the coarsest does.

    It is one partition for all audiences: two of them could be subtracted.
    """
    least_count = max(seen.least_count for seen in audiences)
    for rung in RUNGS:
        parts = at_rung(audiences[0].weeks, rung, least_count)
        is_large = all(part.total == 0 or part.total >= least_count for part in parts)
        if is_large and all(_hides(parts, seen) for seen in audiences):
            return parts
    return ()


def at_rung(weeks: Weeks, rung: Rung, least_count: int) -> tuple[DayPart, ...]:
    """Sum the first row into the parts of a rung; few of unknown time join the smallest part."""
    empty = tuple(_empty_parts(rung))
    totals = held_in(weeks[:1], empty)[0].tolist()
    parts = [DayPart(p.weekdays, p.hours, n) for p, n in zip(empty, totals, strict=True)]
    unknown = DayPart(frozenset(DAYS), frozenset((UNKNOWN_HOUR,)), int(weeks[0, :, -1].sum()))
    if not 0 < unknown.total < least_count:
        return (*parts, unknown)
    # An empty part says "none in these hours", which few of unknown time would spoil.
    least = min((p for p in parts if p.total), key=lambda p: p.total, default=parts[0])
    joined = DayPart(least.weekdays, least.hours | unknown.hours, least.total + unknown.total)
    return tuple(joined if part == least else part for part in parts)


def held_in(weeks: Weeks, parts: Sequence[DayPart]) -> NDArray[np.int64]:
    """Return how many incidents of each row (down) lie in each part (across).

    Those of unknown time belong to no weekday in particular, so they are counted whole.
    """
    hours = [_week_hours(part.weekdays, part.hours) for part in parts]
    starts = np.cumsum([0, *map(len, hours[:-1])])
    side_by_side = weeks.reshape(len(weeks), len(DAYS) * (len(HOURS) + 1))[:, np.concatenate(hours)]
    return np.asarray(np.add.reduceat(side_by_side, starts, axis=1), dtype=np.int64)


@cache
def _week_hours(weekdays: frozenset[int], hours: frozenset[int]) -> NDArray[np.intp]:
    """Return where a row of a week holds some hours, laid out day after day."""
    width = len(HOURS) + 1
    known = [(day - 1) * width + hour for day in weekdays for hour in hours - {UNKNOWN_HOUR}]
    unknown = [day * width - 1 for day in DAYS] if UNKNOWN_HOUR in hours else []
    return np.array(sorted((*known, *unknown)), dtype=np.intp)


def _empty_parts(rung: Rung) -> Iterator[DayPart]:
    size = _HOURS_IN[rung]
    for days in _WEEK_SETS[rung]:
        for first in range(0, len(HOURS), size):
            yield DayPart(days, frozenset(range(first, first + size)), 0)


def _hides(parts: Sequence[DayPart], seen: Seen) -> bool:
    alone = held_in(seen.weeks, parts)
    sums = np.column_stack([alone, *(alone[:, union].sum(axis=1) for union in _unions(parts))])
    totals = seen.weeks.sum(axis=(1, 2))
    return hides_small_cells(sums, totals, seen.least_count)


def _unions(parts: Sequence[DayPart]) -> Iterator[list[int]]:
    """Return the sums that a reader makes of parts: some weekdays, or some hours of all days."""
    for axis in ([part.weekdays for part in parts], [part.hours for part in parts]):
        for members in set(axis):
            yield [number for number, held in enumerate(axis) if held == members]
