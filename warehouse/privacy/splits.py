"""When a node of the tree may be cut into its children: every part is 0 or at least k.

Source: stats.md 5.3. One thing is added. The rule is public, so a reader can ask which counts
would have led to the parts that are shown ("why was just this sibling merged?"). Parts that
answer that too well are merged further. Whether they do is decided from the shown totals alone,
so the decision tells nothing that they do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from warehouse.privacy.boxes import Box


# There are tens of thousands of them, as of day parts: without a dictionary each is smaller.
@dataclass(frozen=True, slots=True)
class Part:
    """A box and how many incidents it holds."""

    box: Box
    total: int


def divide(node: Part, children: Sequence[Part], least_count: int) -> tuple[Part, ...]:
    """Return the parts that a node may be cut into; the node alone where it may not be cut.

    Small siblings are merged, with the smallest other ones until the sum is at least
    `least_count` and the parts do not give the small ones away.
    """
    small = [child for child in children if 0 < child.total < least_count]
    zeros = [child for child in children if child.total == 0]
    # Sorted is stable: equal siblings keep the fixed order of the hierarchy.
    rest = sorted((c for c in children if c.total >= least_count), key=lambda c: c.total)
    merged = list(small)
    while small and rest and not _may_stand(merged, rest, least_count):
        merged.append(rest.pop(0))
    if small and not _may_stand(merged, rest, least_count):
        return (node,)
    parts = [*_joined(zeros), *_joined(merged), *rest]
    return tuple(sorted(parts, key=lambda part: part.box.key))


def _may_stand(merged: Sequence[Part], rest: Sequence[Part], least_count: int) -> bool:
    total = sum(part.total for part in merged)
    bound = rest[0].total if rest else None
    return total >= least_count and hides_its_members(len(merged), total, bound, least_count)


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Siblings differ along one axis, so their hull holds their cells and no others."""
    if not parts:
        return ()
    box = reduce(Box.hull, (part.box for part in parts))
    return (Part(box, sum(part.total for part in parts)),)


def hides_its_members(size: int, total: int, bound: int | None, least_count: int) -> bool:
    """Say whether a merged part leaves each member able to be 1 and able to be k-1 or more.

    `size` members, none of them 0 (zeros are shown), sum to `total`; the smallest sibling that
    stands alone holds `bound`. A reader who knows the rule knows that either (a) all members are
    small, or (b) one was large, smaller than `bound`, and the others together less than k.
    Ties with `bound` are not counted on: that only makes the answer more careful.
    """
    most_small = least_count - 1
    others = size - 1
    fewest = others if bound is None else max(others, total - bound + 1)
    has_large = fewest <= min(most_small, total - least_count)
    can_be_one = (
        others <= total - 1 <= others * most_small
        # Of two members the small one is the whole sum of the small.
        or (has_large and (others > 1 or fewest <= 1))
    )
    # Where all that is not 0 is merged, parts are shown for the sake of the zeros alone. One more
    # is asked for then: else "not even the zeros are shown" would leave a single possibility.
    spare = 1 if bound is None else 0
    can_be_most = others + spare <= total - most_small <= others * most_small or has_large
    return can_be_one and can_be_most
