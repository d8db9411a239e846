"""One place attacked in every audience, in one version and across two."""

from collections.abc import Sequence

import numpy as np

from config.privacy import privacy
from tests.attacker.attacks import (
    Loot,
    attack,
    joint_interval,
    judged,
    revealing_pairs,
    total_loot,
)
from tests.attacker.grammar import Answers, Sums, Universe, ask, by_leaves, filters, naive
from tests.attacker.random_places import FIRST_MONTH, QUARTERS, next_version, random_place
from warehouse.privacy.audiences import AUDIENCES, Shared, rules_of
from warehouse.privacy.closing import leaf_tables
from warehouse.privacy.day_parts import held_in
from warehouse.privacy.places import Place
from warehouse.privacy.tables import LeafTable, Stretch

MONTHS = tuple(range(FIRST_MONTH, FIRST_MONTH + 6))


def tables_of(
    place: Place, residents: int | None, frozen: Sequence[LeafTable] = ()
) -> tuple[LeafTable, ...]:
    """Return the audiences' tables of two quarters, the coarsest first."""
    return leaf_tables(place, QUARTERS, rules_of(privacy(), residents), frozen)


def attack_leaves(seed: int, most: int) -> dict[Shared, Loot]:
    """Attack a random place in each audience: one version, then it and the next."""
    place, rng = random_place(seed), np.random.default_rng(seed)
    universe = Universe(MONTHS, place.hierarchy)
    residents = 0 if seed % 2 else 500
    first = tables_of(place, residents)
    later_place = next_version(place, seed)
    second = tables_of(later_place, residents, first)
    boxes = [*filters(universe)]
    truth, later = universe.counts(place), universe.counts(later_place)
    found = {}
    for audience, old, new in zip(AUDIENCES, first, second, strict=True):
        k = old.least_count
        told, told_later = (ask(universe, by_leaves(t), boxes) for t in (old, new))
        found[audience] = (
            attack(told, truth, k, rng, most)
            + Loot(revealing_pairs=revealing_pairs(told, told_later, later, k))
            + attack_across((told, told_later), (truth, later), _revised(universe, new), k, rng)
        )
    return found


def attack_naive(seed: int, most: int) -> Loot:
    """Attack the same place under the naive rule."""
    place, rng = random_place(seed), np.random.default_rng(seed)
    universe = Universe(MONTHS, place.hierarchy)
    told = ask(universe, naive(universe, place), [*filters(universe)], says_few=True)
    return attack(told, universe.counts(place), 5, rng, most)


def _revised(universe: Universe, table: LeafTable) -> Sums:
    """Return 1 for each cell whose numbers are of the second version."""
    boxes = [stretch.box for stretch in table.stretches if stretch.is_revised]
    return sum(map(universe.row, boxes), np.zeros_like(universe.row(universe.whole)))


def attack_across(
    answers: tuple[Answers, Answers],
    truths: tuple[Sums, Sums],
    is_revised: Sums,
    k: int,
    rng: np.random.Generator,
) -> Loot:
    """Try the linear program on what came between two versions: cells that grew by 1..k-1.

    The unknowns are what each cell kept, lost and gained; where nothing was lost the attacker
    knows that too. A stretch that was not revised says the same as before: nothing to try.
    """
    told, later = answers
    if not len(told.rows) or not is_revised.any():
        return Loot()
    gained = truths[1] - truths[0]
    nothing = np.zeros_like(told.rows)
    lost = told.rows * is_revised if (gained < 0).any() else nothing
    before = np.hstack([told.rows, lost, nothing])
    after = np.hstack([later.rows, np.zeros_like(later.rows), later.rows * is_revised])
    rows, totals = np.vstack([before, after]), np.concatenate([told.totals, later.totals])
    width, ends = len(gained), []
    for cell in rng.permutation(np.flatnonzero((gained >= 1) & (gained < k) & (is_revised > 0)))[
        :3
    ]:
        target = np.zeros(3 * width)
        target[2 * width + cell] = 1.0
        ends.append(joint_interval(rows, totals, target))
    return judged(ends, k)


def attack_hours(seed: int, most: int) -> Loot:
    """Attack the crossing of leaves and day parts of a place, by linear program."""
    place, rng = random_place(seed), np.random.default_rng(seed)
    haul = []
    for table in tables_of(place, residents=500):
        for stretch in table.stretches:
            rows, totals, cells = crossing(place, stretch, table.least_count)
            chosen = rng.permutation(cells)[:most]
            ends = [joint_interval(rows, totals, cell) for cell in chosen]
            haul.append(judged(ends, table.least_count))
    return total_loot(haul)


def crossing(place: Place, stretch: Stretch, k: int) -> tuple[Sums, Sums, Sums]:
    """Return the two margins of leaf x day part, their totals, and the small cells as targets."""
    leaves = [leaf.box for leaf in stretch.leaves if leaf.total]
    weeks = place.weeks_in([stretch.box, *leaves])[1:]
    if not stretch.day_parts:
        return np.zeros((0, 0)), np.zeros(0), np.zeros((0, 0))
    truth = held_in(weeks, stretch.day_parts).astype(float)
    height, width = truth.shape
    of_leaf = np.kron(np.eye(height), np.ones((1, width)))
    of_part = np.kron(np.ones((1, height)), np.eye(width))
    is_small = ((truth >= 1) & (truth < k)).ravel()
    totals = np.concatenate([truth.sum(axis=1), truth.sum(axis=0)])
    return np.vstack([of_leaf, of_part]), totals, np.eye(height * width)[is_small]
