"""Shares and odds: how sure is "14 of 26", and do two shares differ? Stats.md 6.2, 7."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.proportion import test_proportions_2indep as proportions_test

from warehouse.statistics.inputs import LEVEL, Interval


@dataclass(frozen=True)
class Share:
    """`count` of `base`; with weights both are scaled to the effective number of answers."""

    count: float
    base: float

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.count / self.base


@dataclass(frozen=True)
class OddsRatio:
    """Odds of the first group divided by those of the second."""

    value: float
    interval: Interval
    z: float
    p_value: float


def share_interval(share: Share, level: float = LEVEL) -> Interval:
    """Return the Wilson interval of a share, 0 to 1."""
    low, high = proportion_confint(share.count, share.base, 1 - level, method="wilson")
    return Interval(max(0.0, float(low)), min(1.0, float(high)), level)


def share_difference(first: Share, second: Share, level: float = LEVEL) -> Interval:
    """Return Newcombe's interval of first - second, shares (0.1 is 10 percentage points)."""
    counts = (first.count, first.base, second.count, second.base)
    low, high = confint_proportions_2indep(
        *counts, compare="diff", method="newcomb", alpha=1 - level
    )
    return Interval(float(low), float(high), level)


def share_difference_p(first: Share, second: Share) -> float:
    """Return the two-sided score p of equal shares."""
    if first.count + second.count in (0, first.base + second.base):
        return 1.0
    found = proportions_test(
        *(first.count, first.base, second.count, second.base), compare="diff", method="score"
    )
    return float(found.pvalue)


def odds_ratio(first: Share, second: Share, level: float = LEVEL) -> OddsRatio:
    """Return the odds ratio with the log interval; 0.5 is added to each cell where one is 0.

    Variance of the log: the sum of the reciprocals of the four cells.
    """
    cells = np.array(
        [first.count, first.base - first.count, second.count, second.base - second.count]
    )
    cells = cells + (0.5 if (cells == 0).any() else 0.0)
    log_ratio = float(np.log(cells[0] * cells[3] / (cells[1] * cells[2])))
    error = float(np.sqrt((1 / cells).sum()))
    width = float(stats.norm.isf((1 - level) / 2)) * error
    z = log_ratio / error
    interval = Interval(float(np.exp(log_ratio - width)), float(np.exp(log_ratio + width)), level)
    return OddsRatio(float(np.exp(log_ratio)), interval, z, float(2 * stats.norm.sf(abs(z))))


def pooled_odds_ratio(pairs: Sequence[tuple[Share, Share]], level: float = LEVEL) -> OddsRatio:
    """Return the Mantel-Haenszel odds ratio over several places, with its log interval."""
    tables = [
        np.array([[a.count, a.base - a.count], [b.count, b.base - b.count]]) for a, b in pairs
    ]
    table = StratifiedTable(tables)
    low, high = table.oddsratio_pooled_confint(alpha=1 - level)
    z = float(table.logodds_pooled / table.logodds_pooled_se)
    interval = Interval(float(low), float(high), level)
    p_value = float(2 * stats.norm.sf(abs(z)))
    return OddsRatio(float(table.oddsratio_pooled), interval, z, p_value)
