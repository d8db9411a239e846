"""What is known of one place: never published, only what is made of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from warehouse.privacy.boxes import Box, Cell, Counts, Hierarchy
from warehouse.privacy.day_parts import DAYS, HOURS, Weeks

_WEEK = (len(DAYS), len(HOURS) + 1)


@dataclass(frozen=True)
class Timed:
    """Incidents of one cell in one hour of the week; weekday 1 is Monday, hour -1 not known."""

    cell: Cell
    weekday: int
    hour: int


@dataclass(frozen=True)
class Place:
    """The incidents of one place; a cell may come in several pieces, one for each hour."""

    hierarchy: Hierarchy
    incidents: tuple[Timed, ...]

    def counts_in(self, months: Iterable[int]) -> Counts:
        """Lay out the cells of some months, without the sensitive categories."""
        whole = self.hierarchy.whole(months)
        return Counts((cell for cell, _ in self._cells_in(whole)), whole)

    def weeks_in(self, boxes: Sequence[Box]) -> Weeks:
        """Return the incidents of each box by weekday and hour; the 25th hour is not known.

        The first box holds the others.
        """
        weeks = np.zeros((len(boxes), *_WEEK), dtype=np.int64)
        for cell, counted in self._cells_in(boxes[0]):
            if boxes[0].has(cell):
                weeks[[row for row, box in enumerate(boxes) if box.has(cell)]] += counted
        return weeks

    def _cells_in(self, box: Box) -> Iterator[tuple[Cell, Weeks]]:
        return (known for month in sorted(box.months) for known in self._by_month.get(month, ()))

    @cached_property
    def _by_month(self) -> Mapping[int, Sequence[tuple[Cell, Weeks]]]:
        """Whole cells and their weeks; laid out once, since every stretch and audience asks."""
        numbers: dict[tuple[int, str, str], int] = {}
        keys = ((t.cell.month, t.cell.zone, t.cell.category) for t in self.incidents)
        rows = [numbers.setdefault(key, len(numbers)) for key in keys]
        weeks = np.zeros((len(numbers), *_WEEK), dtype=np.int64)
        days, hours = [t.weekday - 1 for t in self.incidents], [t.hour for t in self.incidents]
        np.add.at(weeks, (rows, days, hours), [t.cell.count for t in self.incidents])
        found: dict[int, list[tuple[Cell, Weeks]]] = defaultdict(list)
        for key, counted in zip(numbers, weeks, strict=True):
            found[key[0]].append((Cell(*key, int(counted.sum())), counted))
        return found
