"""Properties of the trees: they partition, keep the total, and hold nothing in 1..k-1."""

import datetime as dt
import random
from itertools import pairwise, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse.privacy.answers import Answered, Asked, answer
from warehouse.privacy.boxes import Box, Cell, Counts, Hierarchy
from warehouse.privacy.closing import leaf_tables
from warehouse.privacy.places import Place, Timed
from warehouse.privacy.tables import LeafTable
from warehouse.privacy.trees import Leaf, Rule

HIERARCHY = Hierarchy(
    ("n", "s"), (("one", ("a", "b")), ("two", ("c", "x")), ("three", ("d",))), frozenset("x")
)
FIRST = 2025 * 12
MONTHS = range(FIRST, FIRST + 6)
QUARTERS = (2025 * 4, 2025 * 4 + 1)
RULES = (
    Rule(("group",), 10),
    Rule(("half_year", "group", "zone"), 5),
    Rule(("category", "zone", "month"), 5),
)
NAMES = [*product(MONTHS, sorted(HIERARCHY.every_zone), "abcdx")]
places = st.lists(
    st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 40)),
    min_size=len(NAMES), max_size=len(NAMES),
)  # fmt: skip
given_places = settings(
    max_examples=15, deadline=dt.timedelta(seconds=2), suppress_health_check=[HealthCheck.too_slow]
)


def place_of(counts: list[int]) -> Place:
    cells = (Cell(*name, n) for name, n in zip(NAMES, counts, strict=True))
    return Place.of(HIERARCHY, tuple(Timed(cell, 1, 12) for cell in cells))


def tables(counts: list[int]) -> tuple[LeafTable, ...]:
    return leaf_tables(place_of(counts), QUARTERS, RULES)


def covers(leaf: Leaf) -> list[tuple[int, str, str]]:
    return [*product(leaf.box.months, leaf.box.zones, leaf.box.categories)]


@given(places)
@given_places
def test_leaves_partition_what_is_published_and_hold_the_true_totals(counts: list[int]) -> None:
    truth = dict(zip(NAMES, counts, strict=True))
    for table in tables(counts):
        atoms = [atom for leaf in table.leaves for atom in covers(leaf)]
        kept = {name for name in NAMES if name[2] != "x" and name[0] in table.months}
        assert len(atoms) == len(set(atoms))
        assert set(atoms) == kept
        assert all(leaf.total == sum(truth[a] for a in covers(leaf)) for leaf in table.leaves)


@given(places)
@given_places
def test_no_leaf_is_small(counts: list[int]) -> None:
    for table in tables(counts):
        assert not [leaf for leaf in table.leaves if 0 < leaf.total < table.least_count]


@given(places)
@given_places
def test_each_audiences_leaves_lie_in_one_leaf_of_the_coarser_one(counts: list[int]) -> None:
    made = tables(counts)
    for coarse, fine in pairwise(made):
        for leaf in fine.leaves:
            assert sum(other.box.holds(leaf.box) for other in coarse.leaves) == 1


boxes = st.builds(
    Box,
    st.frozensets(st.sampled_from(MONTHS), min_size=1),
    st.frozensets(st.sampled_from(sorted(HIERARCHY.every_zone)), min_size=1),
    st.frozensets(st.sampled_from("abcd"), min_size=1),
)


@given(places, boxes)
@given_places
def test_what_is_answered_is_true_and_what_is_offered_can_be_asked(
    counts: list[int], box: Box
) -> None:
    truth = place_of(counts).counts_in(MONTHS)
    for table in tables(counts):
        said = answer(table, Asked(box.months, box.zones, box.categories))
        if isinstance(said, Answered):
            assert said.total == truth.total(box)
        elif offer := said.offer:
            wide = Box(frozenset(offer.months), frozenset(offer.zones), frozenset(offer.categories))
            asked = Asked(wide.months, wide.zones, wide.categories)
            assert answer(table, asked) == Answered(offer.total)
            assert wide.holds(box)


@given(places, st.randoms())
@given_places
def test_the_order_of_the_rows_does_not_matter(counts: list[int], rng: random.Random) -> None:
    place = place_of(counts)
    mixed = list(place.incidents)
    rng.shuffle(mixed)
    again = leaf_tables(Place.of(HIERARCHY, tuple(mixed)), QUARTERS[::-1], RULES)
    assert again == tables(counts)


def test_a_count_is_cut_level_by_level() -> None:
    counts = Counts([Cell(FIRST, "n", "a", 7), Cell(FIRST, "", "c", 9)], HIERARCHY.whole(MONTHS))
    assert counts.total(HIERARCHY.whole([FIRST])) == 16
    assert counts.total(HIERARCHY.whole([FIRST - 1])) == 0
    assert len(HIERARCHY.pieces(HIERARCHY.whole(MONTHS), "half_year")) == 1
    assert len(HIERARCHY.pieces(HIERARCHY.whole(MONTHS), "quarter")) == 2
