"""What is known of one place: never published, only what is made of it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from warehouse.privacy.boxes import Box, Cell, Counts, Hierarchy
from warehouse.privacy.day_parts import DAYS, HOURS, Weeks

WEEK_SHAPE = (len(DAYS), len(HOURS) + 1)
"""Weekdays (Monday first) and hours; the 25th hour is not known."""
_WEEK_HOURS = math.prod(WEEK_SHAPE)


@dataclass(frozen=True)
class Timed:
    """Incidents of one cell in one hour of the week; weekday 1 is Monday, hour -1 not known."""

    cell: Cell
    weekday: int
    hour: int


@dataclass(frozen=True, eq=False)
class Place:
    """The incidents of one place: its cells, each once, and each one's incidents in the week.

    `weeks` has one row a cell, of WEEK_SHAPE; a cell's count is the sum of its row.
    """

    hierarchy: Hierarchy
    cells: tuple[Cell, ...]
    weeks: Weeks

    @classmethod
    def of(cls, hierarchy: Hierarchy, incidents: Iterable[Timed]) -> "Place":
        """Lay out incidents; a cell may come in several pieces."""
        given = tuple(incidents)
        numbers: dict[tuple[int, str, str], int] = {}
        keys = ((t.cell.month, t.cell.zone, t.cell.category) for t in given)
        rows = [numbers.setdefault(key, len(numbers)) for key in keys]
        weeks = np.zeros((len(numbers), *WEEK_SHAPE), dtype=np.int64)
        days, hours = [t.weekday - 1 for t in given], [t.hour for t in given]
        np.add.at(weeks, (rows, days, hours), [t.cell.count for t in given])
        totals = weeks.sum(axis=(1, 2))
        cells = (Cell(*key, int(total)) for key, total in zip(numbers, totals, strict=True))
        return cls(hierarchy, tuple(cells), weeks)

    @property
    def incidents(self) -> tuple[Timed, ...]:
        """The incidents one hour of the week at a time, as `of` takes them."""
        return tuple(
            Timed(replace(self.cells[row], count=int(self.weeks[row, day, hour])),
                  int(day) + 1, int(hour) if hour < len(HOURS) else -1)
            for row, day, hour in np.argwhere(self.weeks)
        )  # fmt: skip

    def counts_in(self, months: Iterable[int]) -> Counts:
        """Lay out the cells of some months, without the sensitive categories."""
        whole = self.hierarchy.whole(months)
        return Counts((self.cells[row] for row in self._rows_in(whole)), whole)

    def total(self, box: Box) -> int:
        """Return how many incidents a box holds, of any category."""
        cells = (self.cells[row] for row in self._rows_in(box))
        return sum(cell.count for cell in cells if box.has(cell))

    def weeks_in(self, boxes: Sequence[Box]) -> Weeks:
        """Return the incidents of each box by weekday and hour; the 25th hour is not known.

        The first box holds the others.
        """
        rows = [row for row in self._rows_in(boxes[0]) if boxes[0].has(self.cells[row])]
        held = self._is_held(boxes, rows) @ self.weeks[rows].reshape(len(rows), _WEEK_HOURS)
        return held.reshape(len(boxes), *WEEK_SHAPE)

    def _is_held(self, boxes: Sequence[Box], rows: list[int]) -> NDArray[np.int64]:
        """Return 1 where a box (down) has a cell (across)."""
        held = np.ones((len(boxes), len(rows)), dtype=bool)
        cells = [self.cells[row] for row in rows]
        axes = (
            ([box.months for box in boxes], [cell.month for cell in cells]),
            ([box.zones for box in boxes], [cell.zone for cell in cells]),
            ([box.categories for box in boxes], [cell.category for cell in cells]),
        )
        for sets, members in axes:
            # Many boxes have the same months, zones or categories.
            lines = {one: [member in one for member in members] for one in set(sets)}
            held &= np.array([lines[one] for one in sets], dtype=bool).reshape(held.shape)
        return held.astype(np.int64)

    def _rows_in(self, box: Box) -> list[int]:
        return [row for month in sorted(box.months) for row in self._by_month.get(month, ())]

    @cached_property
    def _by_month(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for row, cell in enumerate(self.cells):
            found[cell.month].append(row)
        return dict(found)
