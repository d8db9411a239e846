"""The attacker of stats.md 5.4: small answers, subtracted answers, and a linear program."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from tests.attacker.grammar import Answers, Sums

_SAME = 1e-6
_UNBOUNDED = 3


@dataclass(frozen=True)
class Loot:
    """What the attacker came home with; every number but the first two should be 0."""

    asked: int = 0
    answered: int = 0
    small_answers: int = 0
    revealing_pairs: int = 0
    targets: int = 0
    recovered: int = 0
    narrowed: int = 0
    """Targets whose interval no longer holds all of 1..k-1."""

    def __add__(self, other: "Loot") -> "Loot":
        """Add up two hauls."""
        mine, theirs = vars(self), vars(other)
        return Loot(**{name: mine[name] + theirs[name] for name in mine})

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found out."""
        return not (self.small_answers or self.revealing_pairs or self.recovered or self.narrowed)


def attack(
    answers: Answers, truth: Sums, least_count: int, rng: np.random.Generator, most: int = 60
) -> Loot:
    """Try everything on one set of answers."""
    small = targets(answers, truth, least_count, rng, most)
    ends = [interval(answers, target, least_count) for target in small]
    return Loot(
        answers.asked_count,
        answers.answered_count,
        int(_is_small(answers.totals, least_count).sum()),
        revealing_pairs(answers, answers, truth, least_count),
    ) + judged(ends, least_count)


def judged(ends: Sequence[tuple[float, float]], least_count: int) -> Loot:
    """Count the intervals that are a single number, and those that do not hold all of 1..k-1."""
    return Loot(
        targets=len(ends),
        recovered=sum(high - low < _SAME for low, high in ends),
        narrowed=sum(low > 1 + _SAME or high < least_count - 1 - _SAME for low, high in ends),
    )


def revealing_pairs(first: Answers, second: Answers, truth: Sums, least_count: int) -> int:
    """Count answers of `second` that, less a nested answer of `first`, leave a true 1..k-1.

    Two answers to the same question are a pair as well: what came in between is left.
    """
    shared = second.rows @ first.rows.T
    is_nested = shared == first.rows.sum(axis=1)[None, :]
    left = second.totals[:, None] - first.totals[None, :]
    true_left = (second.rows @ truth)[:, None] - (first.rows @ truth)[None, :]
    is_same = is_nested & (second.rows.sum(axis=1)[:, None] == shared)
    is_told = is_nested & ((left == true_left) | is_same)
    return int((is_told & _is_small(np.abs(left), least_count)).sum())


def targets(
    answers: Answers, truth: Sums, least_count: int, rng: np.random.Generator, most: int
) -> list[Sums]:
    """Choose single cells and refused filters whose true number is 1..k-1."""
    cells = np.eye(len(truth))[_is_small(truth, least_count)]
    every = np.vstack([cells, answers.hidden])
    every = np.unique(every[_is_small(every @ truth, least_count)], axis=0)
    chosen = rng.permutation(len(every))[:most]
    return [every[number] for number in chosen]


def interval(answers: Answers, target: Sums, least_count: int) -> tuple[float, float]:
    """Return the least and the most that a target can hold, given everything told."""
    rows = [answers.rows, target[None, :]]
    if answers.says_few:
        rows.append(answers.hidden)
    # Cells that no sum tells apart are one unknown: the program is smaller and the same.
    columns = np.unique(np.vstack(rows), axis=1)
    told = len(answers.rows)
    known, wanted, few = columns[:told], columns[told], columns[told + 1 :]
    bounds = {}
    if answers.says_few:
        limits = [np.full(len(few), least_count - 1.0), np.full(len(few), -1.0)]
        bounds = {"A_ub": np.vstack([few, -few]), "b_ub": np.concatenate(limits)}
    return _ends(known, answers.totals, wanted, bounds)


def joint_interval(rows: Sums, totals: Sums, target: Sums) -> tuple[float, float]:
    """Return the least and the most of a target in any system of sums (two versions, hours)."""
    columns = np.unique(np.vstack([rows, target[None, :]]), axis=1)
    return _ends(columns[:-1], totals, columns[-1], {})


def _ends(
    known: Sums, totals: Sums, wanted: Sums, bounds: dict[str, NDArray[np.float64]]
) -> tuple[float, float]:
    ends = []
    for sign in (1.0, -1.0):
        solved = linprog(sign * wanted, A_eq=known, b_eq=totals, method="highs", **bounds)
        # Nothing told leaves an end without a bound.
        is_unbounded = solved.status == _UNBOUNDED
        ends.append(-sign * np.inf if is_unbounded else sign * float(solved.fun))
    return ends[0], ends[1]


def _is_small(numbers: Sums, least_count: int) -> NDArray[np.bool_]:
    return np.asarray((numbers >= 1) & (numbers < least_count))


def total_loot(loots: Sequence[Loot]) -> Loot:
    """Add up many hauls."""
    return sum(loots, Loot())
