"""Which quarters close together, and the trees that are made of them, once.

A quarter is closed when it is covered and late rows are no longer expected. Its trees are made of
itself alone and kept with the version; `revisions` says when their numbers may change. A closed
quarter that holds 1..k-1 in all waits for those that follow it without a gap, until together they
hold 0 or at least k; nothing is said of it before. All audiences wait alike, for the largest k,
so that no audience has a stretch that cuts through another's.
Source: stats.md 5.3.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import product

from warehouse.privacy.boxes import Box, Hierarchy, Level
from warehouse.privacy.day_parts import Seen, day_parts
from warehouse.privacy.errors import UnevenVersionsError
from warehouse.privacy.places import Place
from warehouse.privacy.revisions import revised
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Leaf, Rule, nested_leaves

MONTHS_IN_QUARTER = 3
Versions = tuple[Stretch, ...]
"""One stretch as each audience has it, the coarsest first."""


def leaf_tables(
    place: Place,
    closed_quarters: Iterable[int],
    rules: Sequence[Rule],
    frozen: Sequence[LeafTable] = (),
) -> tuple[LeafTable, ...]:
    """Return each audience's table: the stretches of the last version, and the new ones.

    `rules` go from the coarsest audience to the finest, and so does `frozen`, what the last
    version kept for each (empty: there is none). A quarter is year * 4 + quarter - 1.

    Raises:
        UnevenVersionsError: the audiences' kept tables are not of the same stretches.
    """
    kept = tuple(revised(one, place, rules) for one in _side_by_side(rules, frozen))
    known = {month for versions in kept for month in versions[0].box.months}
    new = [q for q in sorted(set(closed_quarters)) if known.isdisjoint(months_of(q))]
    least = max(rule.least_count for rule in rules)
    added = (_stretches(place, months, rules) for months in _closing(place, new, least))
    ordered = sorted((*kept, *added), key=lambda versions: min(versions[0].box.months))
    return tuple(
        LeafTable(rule.least_count, tuple(versions[number] for versions in ordered))
        for number, rule in enumerate(rules)
    )


def months_of(quarter: int) -> tuple[int, ...]:
    """Return the months of a quarter."""
    first = quarter * MONTHS_IN_QUARTER
    return tuple(range(first, first + MONTHS_IN_QUARTER))


def _side_by_side(rules: Sequence[Rule], frozen: Sequence[LeafTable]) -> tuple[Versions, ...]:
    if not frozen:
        return ()
    months = {tuple(stretch.box.months for stretch in table.stretches) for table in frozen}
    if len(frozen) != len(rules) or len(months) > 1:
        raise UnevenVersionsError
    return tuple(zip(*(table.stretches for table in frozen), strict=True))


def _closing(place: Place, quarters: Sequence[int], least: int) -> Iterator[tuple[int, ...]]:
    """Join closed quarters that follow each other until they hold 0 or at least k."""
    waiting: tuple[int, ...] = ()
    for quarter in quarters:
        follows = bool(waiting) and waiting[-1] + 1 == months_of(quarter)[0]
        waiting = (*(waiting if follows else ()), *months_of(quarter))
        counts = place.counts_in(waiting)
        if not 0 < counts.total(counts.whole) < least:
            yield waiting
            waiting = ()


def _stretches(place: Place, months: tuple[int, ...], rules: Sequence[Rule]) -> Versions:
    counts = place.counts_in(months)
    versions = tuple(nested_leaves(counts, counts.whole, place.hierarchy, rules))
    audiences = [
        Seen(place.weeks_in([counts.whole, *_known(place.hierarchy, leaves)]), rule.least_count)
        for leaves, rule in zip(versions, rules, strict=True)
    ]
    parts = day_parts(audiences)
    return tuple(Stretch(leaves, parts) for leaves in versions)


def _known(hierarchy: Hierarchy, leaves: Sequence[Leaf]) -> Iterator[Box]:
    """Return the leaves, and each month x zone x group that is a sum of them."""
    yield from (leaf.box for leaf in leaves)
    whole = reduce(Box.hull, (leaf.box for leaf in leaves))
    filled = [leaf for leaf in leaves if leaf.total]
    levels: tuple[Level, ...] = ("group", "zone", "month")
    axes = [(whole, *hierarchy.pieces(whole, level)) for level in levels]
    for boxes in product(*axes):
        box = reduce(Box.common, boxes)
        if all(box.holds(leaf.box) for leaf in filled if leaf.box.meets(box)):
            yield box
