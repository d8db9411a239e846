"""A weekly series cut into blocks: which weeks are history, before and after (stats.md 1.4)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats

BLOCK_WEEKS = 8
YEAR_WEEKS = 52
MOST_HISTORY = 156
"""Weeks of history that are used: three years, the newest."""

HISTORY, BEFORE, AFTER, UNUSED = 0, 1, 2, -1


@dataclass(frozen=True)
class Windows:
    """Positions in a weekly series, closed-open; every other week before `after` is history."""

    before: tuple[int, int]
    after: tuple[int, int]

    @property
    def weeks(self) -> tuple[float, float]:
        """How many weeks before and after hold."""
        return float(self.before[1] - self.before[0]), float(self.after[1] - self.after[0])


@dataclass(frozen=True)
class BlockPlan:
    """Where the blocks lie: one entry a block in each tuple."""

    length: int
    starts: tuple[int, ...]
    segments: tuple[int, ...]
    """HISTORY, BEFORE or AFTER."""
    seasons: tuple[int, ...]
    """Which block of the year; all 0 where the plan follows no season."""

    def sums(self, counts: Floats) -> Floats:
        """Sum weekly counts (..., weeks) to blocks (..., blocks)."""
        weeks = np.asarray(self.starts, dtype=np.intp)[:, None] + np.arange(self.length)
        total: Floats = counts[..., weeks].sum(axis=-1)
        return total


def plans(windows: Windows, covered: npt.NDArray[np.bool_]) -> tuple[BlockPlan, BlockPlan]:
    """Return the plain and the seasonal plan; a view asks for the same ones over and over."""
    return _plans(windows, covered.tobytes())


def plain_plan(windows: Windows, covered: npt.NDArray[np.bool_]) -> BlockPlan:
    """Cut each run of covered weeks into blocks, newest first; remainders are dropped."""
    labels = _labels(windows, covered)
    starts: list[int] = []
    edges = np.flatnonzero(np.diff(labels)) + 1
    for first, end in zip([0, *edges], [*edges, labels.size], strict=True):
        if labels[first] != UNUSED:
            starts += range(end - BLOCK_WEEKS, first - 1, -BLOCK_WEEKS)
    starts.sort()
    segments = tuple(int(labels[start]) for start in starts)
    return BlockPlan(BLOCK_WEEKS, tuple(int(s) for s in starts), segments, (0,) * len(starts))


def season_plan(
    windows: Windows, covered: npt.NDArray[np.bool_], length: int = BLOCK_WEEKS
) -> BlockPlan:
    """Cut blocks that begin in the same weeks of every 52-week year, counted from `after`.

    With 8 weeks a year holds six blocks, and its last four weeks are left out.
    """
    labels = _labels(windows, covered)
    found = [
        (start, position // length)
        for start in range(labels.size - length + 1)
        for position in [(start - windows.after[0]) % YEAR_WEEKS]
        if position % length == 0 and position + length <= YEAR_WEEKS
        if _is_one_segment(labels[start : start + length])
    ]
    segments = tuple(int(labels[start]) for start, _ in found)
    starts, seasons = tuple(s for s, _ in found), tuple(season for _, season in found)
    return BlockPlan(length, starts, segments, seasons)


@lru_cache(maxsize=64)
def _plans(windows: Windows, covered_bytes: bytes) -> tuple[BlockPlan, BlockPlan]:
    covered = np.frombuffer(covered_bytes, dtype=np.bool_)
    return plain_plan(windows, covered), season_plan(windows, covered)


def _labels(windows: Windows, covered: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    (before, before_end), (after, after_end) = windows.before, windows.after
    if not 0 <= before < before_end <= after < after_end <= covered.size:
        remedy = (
            f"Before {windows.before} must end before after {windows.after}, inside the series."
        )
        raise ShapeError("windows", covered.shape, remedy)
    labels = np.full(covered.size, UNUSED, dtype=np.intp)
    earlier = np.flatnonzero(covered[:after])
    history = earlier[(earlier < before) | (earlier >= before_end)]
    labels[history[-MOST_HISTORY:]] = HISTORY
    labels[before:before_end] = BEFORE
    labels[after:after_end] = AFTER
    labels[~covered] = UNUSED
    return labels


def _is_one_segment(labels: npt.NDArray[np.intp]) -> bool:
    return labels[0] != UNUSED and bool((labels == labels[0]).all())
