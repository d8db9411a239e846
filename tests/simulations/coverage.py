"""Two periods in which nothing changed: does the interval hold 1, and is a claim made?"""

from collections.abc import Iterator

import numpy as np

from tests.simulations.rows import Row
from tests.simulations.series import Nature, season, weekly_counts
from warehouse.statistics.blocks import Windows
from warehouse.statistics.comparison import compare_series
from warehouse.statistics.dispersion import (
    ASSUMED_DF,
    ASSUMED_PHI,
    LEAST_DF,
    dispersion_factor,
    measure_many,
)
from warehouse.statistics.inputs import LEVEL, Floats
from warehouse.statistics.rates import ratio_limits

STEADY = (Nature(1, 0), Nature(1.5, 0), Nature(1.5, 0.3), Nature(3, 0), Nature(3, 0.3))
DRIFTING = (Nature(1.5, 0.6), Nature(3, 0.6))
BASES = (5, 10, 20, 50, 200)
HALF_YEARS = Windows((104, 130), (130, 156))
"""26 weeks against 26, with 104 weeks of history before."""
SAME_SEASON = Windows((78, 104), (130, 156))
_MAIN = "coverage, base 5-200, rho <= 0.3"


def rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage of the product's interval, and false claims with hardly any events."""
    for nature in STEADY:
        for base in BASES:
            yield Row(_MAIN, f"{nature.label}, base {base}", *_covered(nature, base, runs, seed))
    for nature in (*STEADY, *DRIFTING):
        figure, _, _, size = _covered(nature, 2, runs, seed)
        yield Row("coverage, base 2", nature.label, figure, 95, 100, size)
    for nature in DRIFTING:
        for base in BASES:
            figure, _, _, size = _covered(nature, base, runs, seed)
            setting = f"{nature.label}, base {base}"
            yield Row("coverage, rho 0.6", setting, figure, 92, 100, size)
    yield from _seasonal(runs, seed)
    for nature in STEADY:
        share = _claims(nature, 2 / 26, (runs, 1), seed)
        yield Row("false claim, base 2", nature.label, share, 0, 0.5, runs)


def family_rows(runs: int, seed: int) -> Iterator[Row]:
    """Twelve categories in which nothing happened: is any of them claimed to have changed?"""
    for nature in (Nature(1, 0), Nature(1.5, 0.3), Nature(3, 0.3)):
        for base in (20, 100):
            share = _claims(nature, base / 26, (runs, 12), seed + base)
            setting = f"{nature.label}, base {base}"
            yield Row("any false claim among 12", setting, share, 0, 8, runs)


def covered(counts: Floats, windows: Windows) -> float:
    """Return in how many of 100 runs (runs, weeks) the interval holds 1."""
    factor = factors(counts, windows)
    before, after = (counts[:, first:end].sum(axis=1) for first, end in _both(windows))
    low, high = ratio_limits(after, before, windows.weeks[::-1], factor, LEVEL)
    return 100 * float(((low <= 1) & (high >= 1)).mean())


def factors(counts: Floats, windows: Windows) -> Floats:
    """Return the dispersion factor of each run (runs, weeks), assumed where it is not measured."""
    chi_square, df, _ = measure_many(counts, windows)
    is_measured = df >= LEAST_DF
    phi = np.where(is_measured, chi_square / np.maximum(df, 1), ASSUMED_PHI)
    return dispersion_factor(phi, np.where(is_measured, df, ASSUMED_DF))


def _covered(nature: Nature, base: float, runs: int, seed: int) -> tuple[float, float, float, int]:
    rng = np.random.default_rng([seed, int(10 * nature.phi), int(10 * nature.rho), int(base)])
    counts = weekly_counts(nature, base / 26, (runs, HALF_YEARS.after[1]), rng)
    return covered(counts, HALF_YEARS), 93.0, 97.5, runs


def _seasonal(runs: int, seed: int) -> Iterator[Row]:
    rng = np.random.default_rng([seed, 99])
    for base in (20, 100):
        mean = base / 26 * season(SAME_SEASON.after[1], 0.5)
        counts = weekly_counts(Nature(1.5, 0.3), mean, (runs, mean.size), rng)
        name, setting = "coverage with season (seen 96.4-98.4)", f"swing 50 %, base about {base}"
        yield Row(name, setting, covered(counts, SAME_SEASON), 93.0, 98.5, runs)


def _claims(nature: Nature, mean: float, shape: tuple[int, int], seed: int) -> float:
    """Return in how many of 100 views any of its categories is claimed to have changed."""
    rng = np.random.default_rng([seed, int(10 * nature.phi), int(10 * nature.rho), 7])
    views, categories = shape
    counts = weekly_counts(nature, mean, (views * categories, HALF_YEARS.after[1]), rng)
    claimed = [
        any(found.verdict.is_change for found in compare_series(view, HALF_YEARS))
        for view in counts.reshape(views, categories, -1)
    ]
    return 100 * float(np.mean(claimed))


def _both(windows: Windows) -> tuple[tuple[int, int], tuple[int, int]]:
    return windows.before, windows.after
