"""Made-up weekly counts: gamma-mixed Poisson with variance/mean `phi` and memory `rho`."""

from dataclasses import dataclass

import numpy as np

from warehouse.statistics.inputs import Floats

YEAR_WEEKS = 52


@dataclass(frozen=True)
class Nature:
    """How a place behaves: `phi` of weekly counts, week-to-week correlation of the hidden rate."""

    phi: float
    rho: float

    @property
    def label(self) -> str:
        """As the table says it."""
        return f"phi {self.phi:g}, rho {self.rho:g}"


def weekly_counts(
    nature: Nature, mean: float | Floats, shape: tuple[int, int], rng: np.random.Generator
) -> Floats:
    """Draw counts (runs, weeks); `mean` is events a week, one number or one for each week."""
    rates = np.broadcast_to(np.asarray(mean, dtype=np.float64), shape)
    if nature.phi > 1:
        rates = rates * _multipliers(nature, float(rates.mean()), shape, rng)
    return rng.poisson(rates).astype(np.float64)


def season(weeks: int, swing: float) -> Floats:
    """A yearly wave around 1: `swing` 0.4 means +-40 %."""
    found: Floats = 1 + swing * np.sin(2 * np.pi * np.arange(weeks) / YEAR_WEEKS)
    return found


def _multipliers(
    nature: Nature, mean: float, shape: tuple[int, int], rng: np.random.Generator
) -> Floats:
    # The beta-gamma process keeps the gamma shape and has the correlation rho exactly.
    size = mean / (nature.phi - 1)
    found = np.empty(shape)
    found[:, 0] = rng.gamma(size, size=shape[0])
    for week in range(1, shape[1]):
        fresh = rng.gamma((1 - nature.rho) * size, size=shape[0])
        kept = _kept(nature.rho, size, shape[0], rng)
        found[:, week] = kept * found[:, week - 1] + fresh
    return found / size


def _kept(rho: float, size: float, runs: int, rng: np.random.Generator) -> Floats:
    if rho == 0:
        return np.zeros(runs)
    return rng.beta(rho * size, (1 - rho) * size, size=runs)
