"""Leaf tables as rows, and back: what `mart_leaf` and `mart_leaf_part` hold of an area."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from warehouse.privacy.boxes import Box
from warehouse.privacy.day_parts import DayPart
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Leaf

Tree = Literal["incident", "sensitive"]
Kind = Literal["leaf", "day_part"]
Axis = Literal["month", "zone", "category", "weekday", "hour"]


# Rows come in hundreds of thousands: named tuples are made five times faster than dataclasses.
class LeafKey(NamedTuple):
    """Which leaf or day part of which stretch of which table."""

    area_id: str
    tree: Tree
    stretch_no: int
    kind: Kind
    leaf_no: int


class LeafRow(NamedTuple):
    """One number that an audience may have."""

    key: LeafKey
    total: int
    least_count: int
    is_revised: bool


class PartRow(NamedTuple):
    """One month, zone, category, weekday or hour of a leaf; months are year * 12 + month - 1."""

    key: LeafKey
    axis: Axis
    member: str


Rows = tuple[tuple[LeafRow, ...], tuple[PartRow, ...]]


def as_rows(area_id: str, tree: Tree, table: LeafTable) -> Rows:
    """Return a table as the rows that are stored."""
    leaves, parts = [], []
    for number, stretch in enumerate(table.stretches):
        for key, total, members in _numbered(area_id, tree, number, stretch):
            leaves.append(LeafRow(key, total, table.least_count, stretch.is_revised))
            parts += [PartRow(key, axis, str(m)) for axis, held in members for m in sorted(held)]
    return tuple(leaves), tuple(parts)


def from_rows(
    leaves: Iterable[LeafRow], parts: Iterable[PartRow]
) -> dict[tuple[str, Tree], LeafTable]:
    """Return every table that rows hold, by area and tree.

    Raises:
        UnprotectedError: a row holds 1..k-1.
    """
    members: dict[LeafKey, dict[Axis, set[str]]] = defaultdict(lambda: defaultdict(set))
    for part in parts:
        members[part.key][part.axis].add(part.member)
    found: dict[tuple[str, Tree], dict[int, list[LeafRow]]] = defaultdict(lambda: defaultdict(list))
    for leaf in sorted(leaves, key=lambda row: row.key):
        found[leaf.key.area_id, leaf.key.tree][leaf.key.stretch_no].append(leaf)
    return {
        name: LeafTable(
            next(row.least_count for rows in stretches.values() for row in rows),
            tuple(_stretch(rows, members) for rows in stretches.values()),
        )
        for name, stretches in found.items()
    }


_Members = tuple[tuple[Axis, Iterable[int | str]], ...]


def _numbered(
    area_id: str, tree: Tree, number: int, stretch: Stretch
) -> Iterator[tuple[LeafKey, int, _Members]]:
    for place, leaf in enumerate(stretch.leaves):
        months, zones, categories = leaf.box.months, leaf.box.zones, leaf.box.categories
        axes: _Members = (("month", months), ("zone", zones), ("category", categories))
        yield LeafKey(area_id, tree, number, "leaf", place), leaf.total, axes
    for place, part in enumerate(stretch.day_parts):
        axes = (("weekday", part.weekdays), ("hour", part.hours))
        yield LeafKey(area_id, tree, number, "day_part", place), part.total, axes


def _stretch(rows: list[LeafRow], members: dict[LeafKey, dict[Axis, set[str]]]) -> Stretch:
    leaves, parts = [], []
    for row in rows:
        held = members[row.key]
        if row.key.kind == "leaf":
            zones, categories = frozenset(held["zone"]), frozenset(held["category"])
            leaves.append(Leaf(Box(_numbers(held["month"]), zones, categories), row.total))
        else:
            parts.append(DayPart(_numbers(held["weekday"]), _numbers(held["hour"]), row.total))
    return Stretch(tuple(leaves), tuple(parts), rows[0].is_revised)


def _numbers(members: set[str]) -> frozenset[int]:
    return frozenset(map(int, members))
