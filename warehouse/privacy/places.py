"""What is known of one place: never published, only what is made of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
        whole = self.hierarchy.whole(months)
        return Counts((timed.cell for timed in self._in_months(whole)), whole)

    def weeks_in(self, boxes: Sequence[Box]) -> Weeks:
        """Return the incidents of each box by weekday and hour; the 25th hour is not known.

        The first box holds the others.
        """
        weeks = np.zeros((len(boxes), len(DAYS), len(HOURS) + 1), dtype=np.int64)
        rows_of: dict[tuple[int, str, str], list[int]] = {}
        for timed in self._in_months(boxes[0]):
            cell = timed.cell
            held = rows_of.get((cell.month, cell.zone, cell.category))
            if held is None:
                is_in = boxes[0].has(cell)
                held = [row for row, box in enumerate(boxes) if is_in and box.has(cell)]
                rows_of[cell.month, cell.zone, cell.category] = held
            weeks[held, timed.weekday - 1, timed.hour] += cell.count
        return weeks

    def _in_months(self, box: Box) -> Iterator[Timed]:
        return (timed for month in sorted(box.months) for timed in self._by_month.get(month, ()))

    @cached_property
    def _by_month(self) -> Mapping[int, Sequence[Timed]]:
        # Asked once a stretch and audience: going through all years each time took most of a build.
        found: dict[int, list[Timed]] = defaultdict(list)
        for timed in self.incidents:
            found[timed.cell.month].append(timed)
        return found
