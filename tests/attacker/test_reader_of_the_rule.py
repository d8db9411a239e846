"""A reader who knows the code asks: which counts would have led to just these leaves?

Every small table is made, those with the same published leaves are put together, and a small
cell must never be the same in all of them.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest

from warehouse.privacy.boxes import Cell, Counts, Hierarchy
from warehouse.privacy.splits import hides_its_members
from warehouse.privacy.trees import Rule, nested_leaves

K = 3
MONTH = 24_300
FLAT = Hierarchy((), tuple((name, (name,)) for name in "abcd"))
DEEP = Hierarchy(("z",), (("one", ("a", "b")), ("two", ("c",))))
CHAIN = (Rule(("group",), K + 1), Rule(("group", "zone"), K), Rule(("category", "zone"), K))


def published(cells: Sequence[Cell], hierarchy: Hierarchy, rules: Sequence[Rule]) -> object:
    """Return what all audiences together are told of a table."""
    counts = Counts(cells, hierarchy.whole((MONTH,)))
    if 0 < counts.total(counts.whole) < max(rule.least_count for rule in rules):
        return None
    return tuple(nested_leaves(counts, counts.whole, hierarchy, rules))


def told_too_much(
    hierarchy: Hierarchy, rules: Sequence[Rule], most: int, least_count: int
) -> tuple[int, int]:
    """Count small cells that are the same in all tables with the same leaves, and narrowed ones.

    Tables of up to `most` incidents; tables with the same leaves have the same total, so none
    of their alternatives is missing.
    """
    zones = sorted(hierarchy.every_zone)
    names = [(zone, c) for zone, c in product(zones, sorted(hierarchy.categories))]
    worlds = defaultdict(list)
    for table in product(range(most + 1), repeat=len(names)):
        if sum(table) <= most:
            cells = [Cell(MONTH, zone, c, n) for (zone, c), n in zip(names, table, strict=True)]
            worlds[published(cells, hierarchy, rules)].append(table)
    worlds.pop(None)
    seen = [set(cell) for tables in worlds.values() for cell in zip(*tables, strict=True)]
    small = [cell for cell in seen if any(0 < count < least_count for count in cell)]
    pinned = sum(len(cell) == 1 for cell in small)
    return pinned, sum(min(cell) > 1 or max(cell) < least_count - 1 for cell in small)


@pytest.mark.parametrize(("least_count", "most"), [(3, 9), (4, 11), (5, 12)])
def test_one_split_leaves_every_small_count_free(least_count: int, most: int) -> None:
    assert told_too_much(FLAT, (Rule(("group",), least_count),), most, least_count) == (0, 0)


@pytest.mark.slow
def test_the_chain_of_audiences_pins_no_small_count() -> None:
    pinned, _ = told_too_much(DEEP, CHAIN, 8, K)
    assert pinned == 0


@pytest.mark.parametrize(
    ("size", "total", "bound"),
    [
        (2, 8, 20),  # any of (1, 7), (2, 6), (3, 5), (4, 4)
        (2, 6, None),
        (3, 7, None),
    ],
)
def test_merged_parts_that_hide_their_members_may_stand(
    size: int, total: int, bound: int | None
) -> None:
    assert hides_its_members(size, total, bound, 5)


@pytest.mark.parametrize(
    ("size", "total", "bound"),
    [
        (5, 5, None),  # each is 1
        (2, 9, 5),  # (4, 5) or (5, 4)
        (3, 5, None),  # none can be 4
        (3, 6, None),  # else (1, 1, 4) and its like, with no zero to show, would stand alone
    ],
)
def test_merged_parts_that_say_too_much_are_merged_further(
    size: int, total: int, bound: int | None
) -> None:
    assert not hides_its_members(size, total, bound, 5)
