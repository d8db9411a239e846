"""How much of a week lies in its busiest hours, and how much chance alone puts there."""

from collections.abc import Sequence

import numpy as np
from scipy import stats

PEAK_HOURS, WEEK_HOURS = 20, 168
_NEGLIGIBLE = 1e-12


def peak_sum(counts: Sequence[float]) -> float:
    """Return how many of the events lie in the 20 hours of the week that have the most.

    Args:
        counts: events of each hour of the week, at most 168; hours that are left out have none.
    """
    return float(sum(sorted(counts, reverse=True)[:PEAK_HOURS]))


def flat_week_share(count: float) -> float:
    """Return the share, 0 to 1, that chance alone gives the 20 busiest hours of an even week.

    Exact where the events are independent and their number is Poisson with the mean `count`: the
    20 largest sum to the hours, at most 20, with at least 1, at least 2, ... events. Events that
    come together give more, and those spread over several hours less.

    Args:
        count: events in all, above 0.
    """
    mean = count / WEEK_HOURS
    least = np.arange(1, int(stats.poisson.isf(_NEGLIGIBLE, mean)) + 1)
    reached = stats.poisson.sf(least - 1, mean)
    hours = np.arange(PEAK_HOURS)[:, None]
    return float(stats.binom.sf(hours, WEEK_HOURS, reached[None, :]).sum() / count)
