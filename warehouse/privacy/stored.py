"""Leaf tables as rows, and back: what `mart_leaf` and `mart_leaf_part` hold of an area."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from warehouse.privacy.boxes import Box
from warehouse.privacy.day_parts import DayPart
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Leaf

Tree = Literal["incident", "sensitive"]
Kind = Literal["leaf", "day_part"]
Axis = Literal["month", "zone", "category", "weekday", "hour"]
_SHAPES = 4096


class LeafRow(NamedTuple):
    """One number that an audience may have, and what it is the number of.

    `members` has one line a month, zone, category, weekday or hour: the axis, a space and the
    member. Thousands of leaves have the same members, so that one text is read once. Months are
    year * 12 + month - 1.
    """

    area_id: str
    tree: Tree
    stretch_no: int
    kind: Kind
    leaf_no: int
    total: int
    least_count: int
    is_revised: bool
    members: str


class HeldRow(NamedTuple):
    """The leaves or the day parts of one stretch: their totals and members, in their order."""

    area_id: str
    tree: Tree
    stretch_no: int
    kind: Kind
    least_count: int
    is_revised: bool
    totals: list[int]
    members: list[str]


def as_rows(area_id: str, tree: Tree, table: LeafTable) -> tuple[LeafRow, ...]:
    """Return a table as the rows that are stored."""
    return tuple(
        row
        for number, stretch in enumerate(table.stretches)
        for row in stretch_rows((area_id, tree, number), table.least_count, stretch)
    )


def stretch_rows(
    named: tuple[str, Tree, int], least_count: int, stretch: Stretch
) -> Iterator[LeafRow]:
    """Yield the rows of one stretch, given its area, tree and number."""
    rest = (least_count, stretch.is_revised)
    for place, leaf in enumerate(stretch.leaves):
        yield LeafRow(*named, "leaf", place, leaf.total, *rest, _of_box(leaf.box))
    for place, part in enumerate(stretch.day_parts):
        hours = _lines(("weekday", part.weekdays), ("hour", part.hours))
        yield LeafRow(*named, "day_part", place, part.total, *rest, hours)


def from_rows(rows: Iterable[HeldRow]) -> dict[tuple[str, Tree], LeafTable]:
    """Return every table that rows hold, by area and tree.

    Raises:
        UnprotectedError: a row holds 1..k-1.
    """
    found: dict[tuple[str, Tree], dict[int, list[HeldRow]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows):
        found[row.area_id, row.tree][row.stretch_no].append(row)
    return {
        name: LeafTable(
            next(row.least_count for held in stretches.values() for row in held),
            tuple(_stretch(held) for held in stretches.values()),
        )
        for name, stretches in found.items()
    }


def _stretch(rows: list[HeldRow]) -> Stretch:
    leaves: list[Leaf] = []
    parts: list[DayPart] = []
    for row in rows:
        if row.kind == "leaf":
            leaves += map(Leaf, map(_box, row.members), row.totals)
        else:
            hours = zip(map(_hours, row.members), row.totals, strict=True)
            parts += (DayPart(*of, total) for of, total in hours)
    return Stretch(tuple(leaves), tuple(parts), rows[0].is_revised)


@lru_cache(_SHAPES)
def _of_box(box: Box) -> str:
    return _lines(("month", box.months), ("zone", box.zones), ("category", box.categories))


def _lines(*axes: tuple[Axis, Iterable[int | str]]) -> str:
    return "\n".join(sorted(f"{axis} {member}" for axis, members in axes for member in members))


@lru_cache(_SHAPES)
def _box(members: str) -> Box:
    held = _held(members)
    return Box(_numbers(held["month"]), frozenset(held["zone"]), frozenset(held["category"]))


@lru_cache(_SHAPES)
def _hours(members: str) -> tuple[frozenset[int], frozenset[int]]:
    held = _held(members)
    return _numbers(held["weekday"]), _numbers(held["hour"])


def _held(members: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in members.split("\n"):
        axis, _, member = line.partition(" ")
        found[axis].append(member)
    return found


def _numbers(members: list[str]) -> frozenset[int]:
    return frozenset(map(int, members))
