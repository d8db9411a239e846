"""What a page may be told: a sum of leaves, or that the number is not shown and what is instead.

Source: stats.md 5.3.
"""

from dataclasses import dataclass
from functools import reduce
from typing import NoReturn

from warehouse.privacy.boxes import Box
from warehouse.privacy.errors import SuppressedValueError
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Leaf


@dataclass(frozen=True)
class Asked:
    """A filter: months, and zones and categories where None is all of them."""

    months: frozenset[int]
    zones: frozenset[str] | None = None
    categories: frozenset[str] | None = None


@dataclass(frozen=True)
class Answered:
    """The number, a sum of leaves."""

    total: int


@dataclass(frozen=True)
class Offer:
    """The smallest filter that holds the one asked for and can be answered, and its number.

    Any of the three that equals what the table holds can be said as "alla".
    """

    months: tuple[int, ...]
    zones: tuple[str, ...]
    categories: tuple[str, ...]
    total: int


class NoNumber:
    """Refuses to be used as a number, so that a suppressed value is never taken for one."""

    def _refuse(self, *_: object) -> NoReturn:
        act = "Arithmetic or comparison"
        raise SuppressedValueError(act)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __divmod__ = __rdivmod__ = _refuse
    __int__ = __float__ = __index__ = __bool__ = __format__ = _refuse


@dataclass(frozen=True)
class Suppressed(NoNumber):
    """The number is not shown; never 0, never None, and no arithmetic.

    `offer` is what can be shown instead; None where the months are not (yet) published.
    """

    offer: Offer | None = None

    def __repr__(self) -> str:
        """Say that it is not shown."""
        return "<suppressed: too few to show>" if self.offer else "<suppressed: not published>"

    def __str__(self) -> str:
        """Say the same; formatting into a text is refused, so that words are chosen on purpose."""
        return repr(self)


Answer = Answered | Suppressed


def answer(table: LeafTable, asked: Asked) -> Answer:
    """Return the sum of leaves, or the smallest filter around the asked one that has a sum."""
    if not asked.months or not asked.months <= table.months:
        return Suppressed()
    parts = [(s, _within(s, asked)) for s in table.stretches if s.box.months & asked.months]
    boxes = [box for _, box in parts if box]
    if len(boxes) < len(parts):
        return Suppressed()
    found = [closed_box(stretch, box) for (stretch, _), box in zip(parts, boxes, strict=True)]
    if [box for box, _ in found] == boxes:
        return Answered(sum(total for _, total in found))
    return Suppressed(_offer(table, reduce(Box.hull, (box for box, _ in found))))


def _within(stretch: Stretch, asked: Asked) -> Box | None:
    """Return the part of a filter in one stretch; None where the stretch cannot know it."""
    zones = stretch.box.zones if asked.zones is None else asked.zones
    categories = stretch.box.categories if asked.categories is None else asked.categories
    box = Box(stretch.box.months & asked.months, zones, categories)
    return None if box.is_empty or not stretch.box.holds(box) else box


def closed_box(stretch: Stretch, box: Box) -> tuple[Box, int]:
    """Widen a box until no leaf with incidents lies across its edge; return it with its total.

    A leaf of 0 holds 0 wherever it is cut, so it never widens the box.
    """
    while True:
        met = [leaf for leaf in stretch.leaves if leaf.total and leaf.box.meets(box)]
        wider = reduce(Box.hull, (leaf.box for leaf in met if not box.holds(leaf.box)), box)
        if wider == box:
            return box, sum(leaf.total for leaf in met)
        box = wider


def _offer(table: LeafTable, around: Box) -> Offer:
    """Widen over all stretches until one box is answered in each of them."""
    while True:
        # What an older stretch does not know of (a category that came later) is not in it.
        parts = [(s, around.common(s.box)) for s in table.stretches if s.box.meets(around)]
        found = [closed_box(stretch, box) for stretch, box in parts]
        wider = reduce(Box.hull, (box for box, _ in found), around)
        if wider == around:
            months, zones, categories = around.key
            return Offer(months, zones, categories, sum(total for _, total in found))
        around = wider


def leaves_in(table: LeafTable, offer: Offer) -> tuple[Leaf, ...]:
    """Return the leaves with incidents that an offer is the sum of."""
    box = Box(frozenset(offer.months), frozenset(offer.zones), frozenset(offer.categories))
    return tuple(leaf for leaf in table.leaves if leaf.total and leaf.box.meets(box))
