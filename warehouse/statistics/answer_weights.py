"""Weights that make answers look like the population (stats.md 6.2)."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats, counts_of

Group = TypeVar("Group", bound=Hashable)

LARGEST_WEIGHT = 5.0
"""Weights are trimmed here, as multiples of the mean weight."""

_RAKE_ROUNDS = 50


def cell_weights(
    cells: Sequence[Group], population: Mapping[Group, float], largest: float = LARGEST_WEIGHT
) -> tuple[float, ...]:
    """Post-stratify: weight = population share / share of answers, mean 1, trimmed.

    Args:
        cells: the cell (age x sex x tie to the place) of each answer.
        population: number or share of people in each cell; cells without answers are ignored.
        largest: trimmed above this multiple of the mean.

    Raises:
        ShapeError: an answer lies in a cell the population does not have.
    """
    return _trimmed(_factors(cells, population, np.ones(len(cells))), largest)


def rake_weights(
    margins: Sequence[tuple[Sequence[str], Mapping[str, float]]],
    largest: float = LARGEST_WEIGHT,
) -> tuple[float, ...]:
    """Rake to several margins in turn, fifty rounds; mean 1, trimmed.

    Args:
        margins: for each variable the group of each answer, and the population's groups.
        largest: trimmed above this multiple of the mean.
    """
    weights: Floats = np.ones(len(margins[0][0]))
    for _ in range(_RAKE_ROUNDS):
        for groups, population in margins:
            weights = _factors(groups, population, weights)
    return _trimmed(weights, largest)


def effective_size(weights: Sequence[float] | Floats) -> float:
    """Return (sum w)^2 / sum w^2: how many equal answers the weighted ones are worth."""
    found = counts_of(weights, "weights")
    squares = float((found**2).sum())
    return float(found.sum()) ** 2 / squares if squares > 0 else 0.0


def _factors(groups: Sequence[Group], population: Mapping[Group, float], weights: Floats) -> Floats:
    present = set(groups)
    if unknown := present - set(population):
        raise ShapeError("groups", sorted(map(str, unknown)), "The population lacks these groups.")
    wanted = sum(population[group] for group in present)
    position = {group: at for at, group in enumerate(population)}
    index = np.asarray([position[group] for group in groups], dtype=np.intp)
    answered = np.bincount(index, weights=weights, minlength=len(position))
    shares = np.asarray(list(population.values()), dtype=np.float64) / wanted
    scaled: Floats = weights * (shares[index] * len(groups) / answered[index])
    return scaled


def _trimmed(weights: Floats, largest: float) -> tuple[float, ...]:
    cut = np.minimum(weights, largest * weights.mean())
    return tuple(float(weight) for weight in cut / cut.mean())
