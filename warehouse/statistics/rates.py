"""Two counts as a ratio of rates, and one count as a rate: intervals and p-values.

The product's own interval is `ratio_limits` with a dispersion factor (stats.md 1.4). The others
are the textbook methods, kept for cross-checks: they are too narrow for place data.
statsmodels' own score interval for a ratio is wrong where a count is 0, and its two-sided exact p
contradicts the central interval; both are avoided here.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize, special, stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from warehouse.statistics.inputs import LEVEL, Floats, Interval

Number = float | Floats
RateMethod = Literal["exact", "score", "jeffreys"]
TestMethod = Literal["wald", "score", "log", "sqrt", "exact", "midp", "etest"]

_METHODS = {
    "wald": "wald",
    "score": "score",
    "log": "wald-log",
    "sqrt": "sqrt",
    "exact": "exact-cond",
    "midp": "cond-midp",
    "etest": "etest-score",
}
_RATE_METHODS = {"exact": "exact-c", "score": "score", "jeffreys": "jeff"}
_CONDITIONAL = ("exact", "midp")


@dataclass(frozen=True)
class RatePair:
    """Two counts with their exposures (any unit of time); the ratio is first rate / second rate."""

    first: float
    first_exposure: float
    second: float
    second_exposure: float

    @property
    def ratio(self) -> float | None:
        """Rate ratio; None where the second count is 0."""
        if self.second == 0:
            return None
        return self.first / self.second * self.second_exposure / self.first_exposure


def ratio_limits(
    first: Number, second: Number, weeks: tuple[Number, Number], factor: Number, level: float
) -> tuple[Floats, Floats]:
    """Return the limits of the rate ratio first / second: Wilson on counts divided by `factor`.

    Args:
        first: counts after, any shape; fractions are fine.
        second: counts before, same shape.
        weeks: exposures of first and second.
        factor: dispersion factor f >= 1.
        level: 0.95 and the like.

    Returns:
        low and high, the same shape; low is 0 where first is 0, high is infinite where second is 0.
        Two zeros give 0 and infinity.
    """
    events = np.asarray(first, dtype=np.float64) / factor
    total = events + np.asarray(second, dtype=np.float64) / factor
    low, high = proportion_confint(events, np.maximum(total, 1e-12), 1 - level, method="wilson")
    scale = np.asarray(weeks[1]) / np.asarray(weeks[0])
    is_first_0, is_second_0 = np.asarray(first) == 0, np.asarray(second) == 0
    with np.errstate(divide="ignore"):
        odds_low, odds_high = (np.asarray(share) / (1 - np.asarray(share)) for share in (low, high))
    return np.where(is_first_0, 0.0, odds_low * scale), np.where(
        is_second_0, np.inf, odds_high * scale
    )


def score_p(first: Number, second: Number, weeks: tuple[Number, Number], factor: Number) -> Floats:
    """Return the two-sided p of equal rates that belongs to `ratio_limits`; 1 for two zeros."""
    total = (np.asarray(first, dtype=np.float64) + second) / factor
    share = np.asarray(weeks[0]) / (np.asarray(weeks[0]) + weeks[1])
    expected = total * share
    spread = np.sqrt(np.maximum(expected * (1 - share), 1e-300))
    z = np.where(total > 0, (np.asarray(first) / factor - expected) / spread, 0.0)
    return np.asarray(2 * special.ndtr(-np.abs(z)), dtype=np.float64)


def exact_interval(pair: RatePair, level: float = LEVEL) -> Interval:
    """Return the central exact conditional interval (Clopper-Pearson transformed)."""
    low, high = proportion_confint(pair.first, pair.first + pair.second, 1 - level, method="beta")
    scale = pair.second_exposure / pair.first_exposure
    upper = None if pair.second == 0 else float(high / (1 - high) * scale)
    return Interval(0.0 if pair.first == 0 else float(low / (1 - low) * scale), upper, level)


def log_interval(pair: RatePair, level: float = LEVEL) -> Interval | None:
    """Return the Wald interval on the log scale; None where a count is 0."""
    if pair.ratio is None or pair.first == 0:
        return None
    width = float(stats.norm.isf((1 - level) / 2)) * math.sqrt(1 / pair.first + 1 / pair.second)
    return Interval(pair.ratio * math.exp(-width), pair.ratio * math.exp(width), level)


def midp_interval(pair: RatePair, level: float = LEVEL) -> Interval:
    """Return the mid-P interval: where each one-sided mid-P is half of 1 - level."""
    low = 0.0 if pair.first == 0 else _midp_limit(pair, "larger", level)
    high = None if pair.second == 0 else _midp_limit(pair, "smaller", level)
    return Interval(low, high, level)


def two_sided_p(pair: RatePair, method: TestMethod) -> float:
    """Return the two-sided p of equal rates; conditional tests double the smaller tail.

    Doubling keeps p and central interval in step, which the library's own choice does not.
    """
    if method in _CONDITIONAL:
        tails = (one_sided_p(pair, method, side) for side in ("larger", "smaller"))
        return min(1.0, 2 * min(tails))
    return _library_p(pair, method, "two-sided", 1.0)


def one_sided_p(pair: RatePair, method: TestMethod, side: str) -> float:
    """Return the p against the first rate being `larger` or `smaller`."""
    return _library_p(pair, method, side, 1.0)


def rate_interval(
    count: float, exposure: float, method: RateMethod = "jeffreys", level: float = LEVEL
) -> Interval:
    """Return the interval of one rate, events per unit of exposure."""
    low, high = confint_poisson(count, exposure, method=_RATE_METHODS[method], alpha=1 - level)
    return Interval(float(low), float(high), level)


def _library_p(pair: RatePair, method: TestMethod, side: str, value: float) -> float:
    # The library divides by a count of 0 on its way to a p that does not need it.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = poisson_test(
            *(pair.first, pair.first_exposure, pair.second, pair.second_exposure),
            value=value,
            method=_METHODS[method],
            alternative=side,
            compare="ratio",
        )
    return float(found.pvalue)


def _midp_limit(pair: RatePair, side: str, level: float) -> float:
    around = np.log(
        ((pair.first + 0.5) / (pair.second + 0.5)) * pair.second_exposure / pair.first_exposure
    )

    def excess(log_ratio: float) -> float:
        return _library_p(pair, "midp", side, float(np.exp(log_ratio))) - (1 - level) / 2

    return float(np.exp(optimize.brentq(excess, around - 12, around + 12, xtol=1e-12)))
