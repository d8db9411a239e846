"""What is known of one place: never published, only what is made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.privacy.boxes import Box, Cell, Counts, Hierarchy
from warehouse.privacy.day_parts import DAYS, HOURS, Weeks


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
        cells = (timed.cell for timed in self.incidents)
        return Counts(cells, self.hierarchy.whole(months))

    def weeks_in(self, boxes: Sequence[Box]) -> Weeks:
        """Return the incidents of each box by weekday and hour; the 25th hour is not known.

        The first box holds the others.
        """
        weeks = np.zeros((len(boxes), len(DAYS), len(HOURS) + 1), dtype=np.int64)
        for timed in self.incidents:
            if not boxes[0].has(timed.cell):
                continue
            held = [row for row, box in enumerate(boxes) if box.has(timed.cell)]
            weeks[held, timed.weekday - 1, timed.hour] += timed.cell.count
        return weeks
