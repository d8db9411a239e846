"""Every filter that a page can ask, as sums of cells, and what a rule answers to each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from warehouse.privacy.answers import Answered, Asked, Suppressed, answer
from warehouse.privacy.boxes import Box, Hierarchy
from warehouse.privacy.places import Place
from warehouse.privacy.tables import LeafTable

Sums = NDArray[np.float64]


@dataclass(frozen=True)
class Universe:
    """The cells of a place in a fixed order."""

    months: tuple[int, ...]
    hierarchy: Hierarchy

    @property
    def axes(self) -> tuple[tuple[int | str, ...], ...]:
        """The names along each axis."""
        return self.hierarchy.whole(self.months).key

    @property
    def whole(self) -> Box:
        """Everything."""
        return self.hierarchy.whole(self.months)

    def row(self, box: Box) -> Sums:
        """Return 1 for each cell that a box holds."""
        held = (box.months, box.zones, box.categories)
        masks = [
            np.array([name in names for name in axis], dtype=float)
            for axis, names in zip(self.axes, held, strict=True)
        ]
        return np.kron(np.kron(masks[0], masks[1]), masks[2])

    def counts(self, place: Place) -> Sums:
        """Return the true count of each cell."""
        found = place.counts_in(self.months)
        return np.array(
            [
                found.total(Box(frozenset((m,)), frozenset((z,)), frozenset((c,))))
                for m, z, c in product(*self.hierarchy.whole(self.months).key)
            ],
            dtype=float,
        )


@dataclass(frozen=True)
class Answers:
    """What a rule told: one row of cells for each number, and the numbers.

    `hidden` are filters that were refused. `says_few` is True where a refusal itself says 1..k-1.
    """

    rows: Sums
    totals: Sums
    hidden: Sums
    asked_count: int
    answered_count: int
    says_few: bool = False


def filters(universe: Universe, runs: Sequence[tuple[int, ...]] | None = None) -> Iterator[Box]:
    """Yield any category, group or all x any run of months (or those given) x any zone or all."""
    whole = universe.hierarchy.whole(universe.months)
    ends = range(len(universe.months))
    spans = runs or [universe.months[a : b + 1] for a in ends for b in ends if a <= b]
    groups = [members for _, members in universe.hierarchy.groups_in(whole.categories)]
    single = [frozenset((c,)) for c in sorted(whole.categories)]
    zones = [whole.zones, *(frozenset((z,)) for z in sorted(whole.zones))]
    for span, zone, kinds in product(spans, zones, [whole.categories, *groups, *single]):
        yield Box(frozenset(span), zone, kinds)


Rule = Callable[[Box], Answered | Suppressed]


def by_leaves(table: LeafTable) -> Rule:
    """Return the product's rule."""
    return lambda box: answer(table, Asked(box.months, box.zones, box.categories))


def naive(universe: Universe, place: Place, least_count: int = 5) -> Rule:
    """Return the rule that most dashboards have: "<5" in each answer, and nothing else."""
    counts = place.counts_in(universe.months)

    def rule(box: Box) -> Answered | Suppressed:
        total = counts.total(box)
        return Suppressed() if 0 < total < least_count else Answered(total)

    return rule


def ask(universe: Universe, rule: Rule, boxes: Sequence[Box], *, says_few: bool = False) -> Answers:
    """Ask everything; what is offered instead of a refused number is a number too."""
    told: dict[bytes, tuple[Sums, int]] = {}
    hidden = []
    for box in boxes:
        said = rule(box)
        if isinstance(said, Answered):
            _keep(told, universe.row(box), said.total)
            continue
        hidden.append(universe.row(box))
        if said.offer:
            offer = said.offer
            wide = Box(frozenset(offer.months), frozenset(offer.zones), frozenset(offer.categories))
            _keep(told, universe.row(wide), offer.total)
    width = int(np.prod([len(axis) for axis in universe.axes]))
    return Answers(
        np.array([row for row, _ in told.values()]).reshape(-1, width),
        np.array([total for _, total in told.values()], dtype=float),
        np.array(hidden).reshape(-1, width),
        len(boxes),
        len(boxes) - len(hidden),
        says_few,
    )


def _keep(told: dict[bytes, tuple[Sums, int]], row: Sums, total: int) -> None:
    before = told.setdefault(row.tobytes(), (row, total))
    if before[1] != total:
        fault = "one question got two answers"
        raise AssertionError(fault)
