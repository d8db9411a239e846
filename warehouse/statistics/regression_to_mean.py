"""Places are chosen because last year was bad: what would have come anyway (stats.md 2.6)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.statistics.inputs import counts_of

WORST_OF_YEARS = (3, 5)
"""Warn where the year before is the highest of the last three to five."""


@dataclass(frozen=True)
class Expectation:
    """What a place would have had without any measure, shrunk towards its like."""

    expected: float
    """Events; compare what came after with this, not with the year before."""
    standard_error: float
    weight: float
    """Share of the expectation that comes from the other places, 0 to 1."""


def expected_among(own: float, others: Sequence[float]) -> Expectation:
    """Return the empirical-Bayes expectation among comparable places.

    Args:
        own: the chosen place's count in the year before.
        others: counts of all comparable places in the same year, the chosen one among them.

    Returns:
        w m + (1 - w) x with w = m / (m + k), k = max(variance - mean, small).
    """
    counts = counts_of(others, "others")
    mean = float(counts.mean())
    variance = float(counts.var(ddof=1)) if counts.size > 1 else mean
    between = max(variance - mean, 1e-6)
    weight = mean / (mean + between) if mean > 0 else 1.0
    return _shrunk(own, mean, weight)


def expected_from_model(observed: float, predicted: float, shape: float) -> Expectation:
    """Return Hauer's expectation from a model of similar places.

    Args:
        observed: events at the place, all years together.
        predicted: events the model predicts for the same years.
        shape: the model's overdispersion parameter (events^2 / extra variance) for this place;
            per km times the length, where it is given per km.

    Source: Hauer, Harwood, Council & Griffith 2002: weight = 1 / (1 + predicted / shape).
    """
    return _shrunk(observed, predicted, 1 / (1 + predicted / shape))


def is_worst_year(yearly_counts: Sequence[float]) -> bool:
    """Say whether the last year is the highest of the last three to five (oldest first)."""
    least, most = WORST_OF_YEARS
    recent = list(yearly_counts[-most:])
    return len(recent) >= least and recent[-1] > max(recent[:-1])


def _shrunk(own: float, mean: float, weight: float) -> Expectation:
    expected = weight * mean + (1 - weight) * own
    return Expectation(expected, math.sqrt((1 - weight) * expected), weight)
