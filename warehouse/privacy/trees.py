"""The trees over one closed stretch of time, and the leaves that are all that is kept of them.

Source: stats.md 5.3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.privacy.boxes import Box, Counts, Hierarchy, Level
from warehouse.privacy.errors import UnprotectedError
from warehouse.privacy.splits import Part, divide

Leaf = Part
"""A leaf of a tree: a part that is not cut further; its total is 0 or at least k."""


@dataclass(frozen=True)
class Rule:
    """What an audience's leaves are cut along, in that order, and its k."""

    levels: tuple[Level, ...]
    least_count: int


def nested_leaves(
    counts: Counts, whole: Box, hierarchy: Hierarchy, rules: Sequence[Rule]
) -> Iterator[tuple[Leaf, ...]]:
    """Yield the leaves of each audience, the coarsest first; the same counts give the same leaves.

    Each audience's leaves are cut out of those of the one before. Trees grown apart would be two
    partitions of the same incidents: who sees both could subtract one from the other. A node
    that cannot be cut along one level is tried along the next.

    Raises:
        UnprotectedError: the whole is itself in 1..k-1.
    """
    nodes: tuple[Part, ...] = (Part(whole, counts.total(whole)),)
    for rule in rules:
        for level in rule.levels:
            nodes = tuple(
                part
                for node in nodes
                for part in _cut(node, counts, hierarchy, level, rule.least_count)
            )
        require_protected(nodes, rule.least_count)
        nodes = tuple(sorted(nodes, key=lambda leaf: leaf.box.key))
        yield nodes


def require_protected(leaves: Sequence[Leaf], least_count: int) -> None:
    """Stop where a leaf holds 1..k-1 or less than nothing.

    Raises:
        UnprotectedError: one does.
    """
    what = "leaf"
    if any(leaf.total != 0 and leaf.total < least_count for leaf in leaves):
        raise UnprotectedError(what, least_count)


def _cut(
    node: Part, counts: Counts, hierarchy: Hierarchy, level: Level, least_count: int
) -> tuple[Part, ...]:
    boxes = hierarchy.pieces(node.box, level)
    if node.total == 0 or len(boxes) == 1:
        return (node,)
    children = [Part(box, counts.total(box)) for box in boxes]
    return divide(node, children, least_count)
