"""Cells, the boxes they are summed in, and the hierarchy that boxes are cut along.

A month is a whole number, year * 12 + month - 1, so that quarters and half-years are divisions.
Source: stats.md 5.3.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

OUTSIDE_ZONES = ""
"""The zone of an incident at the place but in none of its zones."""
Level = Literal["group", "category", "half_year", "zone", "quarter", "month"]
_MONTHS_IN: Mapping[Level, int] = {"half_year": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, order=True)
class Cell:
    """The incidents of one month, zone and category at one place."""

    month: int
    zone: str
    category: str
    count: int


@dataclass(frozen=True)
class Box:
    """Every cell of some months, some zones and some categories."""

    months: frozenset[int]
    zones: frozenset[str]
    categories: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Say whether it holds no cell."""
        return not (self.months and self.zones and self.categories)

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
        """What boxes are sorted by."""
        return (
            tuple(sorted(self.months)),
            tuple(sorted(self.zones)),
            tuple(sorted(self.categories)),
        )

    def has(self, cell: Cell) -> bool:
        """Say whether a cell is in it."""
        return (
            cell.month in self.months
            and cell.category in self.categories
            and cell.zone in self.zones
        )

    def holds(self, other: "Box") -> bool:
        """Say whether every cell of the other is in this one."""
        return (
            other.months <= self.months
            and other.zones <= self.zones
            and other.categories <= self.categories
        )

    def meets(self, other: "Box") -> bool:
        """Say whether the two share a cell."""
        return not (
            self.months.isdisjoint(other.months)
            or self.zones.isdisjoint(other.zones)
            or self.categories.isdisjoint(other.categories)
        )

    def hull(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        return Box(
            self.months | other.months,
            self.zones | other.zones,
            self.categories | other.categories,
        )

    def common(self, other: "Box") -> "Box":
        """Return the box of the shared cells."""
        return Box(
            self.months & other.months,
            self.zones & other.zones,
            self.categories & other.categories,
        )


@dataclass(frozen=True)
class Hierarchy:
    """What one place can be cut along.

    `groups` are pairs of a group and its categories; `sensitive` categories are left out of parts
    and of totals, so that a total can be said with the words "utom ...".
    """

    zones: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    sensitive: frozenset[str] = frozenset()

    @property
    def categories(self) -> frozenset[str]:
        """Every category that may be counted."""
        every = {category for _, members in self.groups for category in members}
        return frozenset(every - self.sensitive)

    @property
    def every_zone(self) -> frozenset[str]:
        """The zones and what lies outside them."""
        return frozenset((*self.zones, OUTSIDE_ZONES))

    def whole(self, months: Iterable[int]) -> Box:
        """Return the box of everything in some months."""
        return Box(frozenset(months), self.every_zone, self.categories)

    def groups_in(self, categories: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return each group that has any of the categories, with those it has."""
        found = ((group, categories & frozenset(members)) for group, members in self.groups)
        return tuple((group, shared) for group, shared in sorted(found) if shared)

    def pieces(self, box: Box, level: Level) -> tuple[Box, ...]:
        """Cut a box along one level, in a fixed order; one piece where it cannot be cut."""
        if level == "zone":
            return tuple(
                Box(box.months, frozenset((z,)), box.categories) for z in sorted(box.zones)
            )
        if level in {"group", "category"}:
            return self._by_category(box, level)
        size = _MONTHS_IN[level]
        parts: dict[int, set[int]] = {}
        for month in sorted(box.months):
            parts.setdefault(month // size, set()).add(month)
        return tuple(Box(frozenset(p), box.zones, box.categories) for p in parts.values())

    def _by_category(self, box: Box, level: Level) -> tuple[Box, ...]:
        groups = self.groups_in(box.categories)
        if level == "group":
            sets = [shared for _, shared in groups]
        elif len(groups) == 1:
            sets = [frozenset((category,)) for category in sorted(box.categories)]
        else:
            # Groups that were merged stay merged: categories of two groups have no common name.
            return (box,)
        return tuple(Box(box.months, box.zones, shared) for shared in sets)


_Cube = NDArray[np.int64]


class Counts:
    """The cells of one place as an array; cells of categories that are left out are dropped."""

    def __init__(self, cells: Iterable[Cell], whole: Box) -> None:
        """Lay the cells out over the box of everything."""
        self.whole = whole
        self._at = tuple(_places(axis) for axis in whole.key)
        self._array: _Cube = np.zeros([len(at) for at in self._at], dtype=np.int64)
        months, zones, categories = self._at
        for cell in cells:
            if cell.category in categories and cell.month in months:
                place = (months[cell.month], zones[cell.zone], categories[cell.category])
                self._array[place] += cell.count

    def total(self, box: Box) -> int:
        """Return how many incidents a box holds."""
        axes = (box.months, box.zones, box.categories)
        places = [
            [at[name] for name in axis if name in at]
            for at, axis in zip(self._at, axes, strict=True)
        ]
        return int(self._array[np.ix_(*places)].sum()) if all(places) else 0


def _places(axis: tuple[int | str, ...]) -> dict[int | str, int]:
    return {name: place for place, name in enumerate(axis)}
