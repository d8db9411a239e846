"""How much more a place varies than chance alone: variance / mean of 8-week blocks.

Source: stats.md 1.3-1.4. Poisson intervals cover 65-85 % on place data; dividing counts by
f = max(1, phi8 * (t / z)^2) brings them back to 94-97 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from warehouse.statistics.blocks import BlockPlan, Windows, plans
from warehouse.statistics.inputs import LEVEL, Floats, weeks_of

LEAST_DF = 6
ASSUMED_PHI, ASSUMED_DF = 1.5, 6.0
"""What is assumed where nothing can be measured; to be replaced once real series are known."""

SEASON_P = 0.01
"""How clearly history must show a season before it is taken out: a looser rule takes out chance
waves too, and the intervals become too narrow."""

_FIT_ROUNDS = 40
_TINY = 1e-12


@dataclass(frozen=True)
class Pearson:
    """Squared deviations of blocks from what was expected: sum((obs - exp)^2 / exp)."""

    chi_square: float
    df: float
    is_seasonal: bool = False


@dataclass(frozen=True)
class Dispersion:
    """Variance / mean of 8-week blocks (no unit), with the degrees of freedom behind it."""

    phi: float
    df: float
    origin: Literal["own", "pooled", "assumed"] = "own"
    is_seasonal: bool = False

    @property
    def is_uncertain(self) -> bool:
        """Whether it is assumed, so that the page says "osäker spridning"."""
        return self.origin == "assumed"

    def factor(self, level: float = LEVEL) -> float:
        """Return f >= 1, by which counts are divided."""
        return float(dispersion_factor(self.phi, self.df, level))


ASSUMED = Dispersion(ASSUMED_PHI, ASSUMED_DF, "assumed")


def dispersion_factor(phi: float | Floats, df: float | Floats, level: float = LEVEL) -> Floats:
    """Return f = max(1, phi * (t / z)^2) with the two-sided quantiles of `level`; any shape."""
    tail = (1 - level) / 2
    inflation = (special.stdtrit(df, tail) / special.ndtri(tail)) ** 2
    return np.asarray(np.maximum(1.0, phi * inflation), dtype=np.float64)


def measured_tail(p_value: float, df: float, level: float = LEVEL) -> float:
    """Return the p that allows for the factor being measured: t tails instead of normal ones.

    It equals 1 - level exactly where p does, so verdict and interval stay in step, but far out in
    the tail, where many comparisons are judged together, it is larger. With normal tails there
    was a false claim in 9-12 of 100 views of twelve categories at phi 3; with these in 4-7.
    """
    tail = (1 - level) / 2
    stretch = special.stdtrit(df, tail) / special.ndtri(tail)
    return max(p_value, float(2 * special.stdtr(df, special.ndtri(p_value / 2) * stretch)))


def measure(counts: Sequence[float] | Floats, windows: Windows) -> Pearson:
    """Measure one weekly series (weeks,); NaN is a week that no report covers."""
    series = weeks_of(counts, "counts")
    chi_square, df, is_seasonal = measure_many(series[None, :], windows)
    return Pearson(float(chi_square[0]), float(df[0]), bool(is_seasonal[0]))


def measure_many(counts: Floats, windows: Windows) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Measure many series that share their uncovered weeks.

    Args:
        counts: shape (series, weeks), events a week; a week uncovered in one is in all.
        windows: which weeks are before and after.

    Returns:
        chi square, degrees of freedom, and whether the season was taken out, each (series,).
        The season is taken out where two years of history show one.
    """
    covered = np.logical_not(np.isnan(counts).any(axis=0)).reshape(-1)
    plain, aligned = plans(windows, covered)
    chi_square, df = segment_fit(plain.sums(counts), plain)
    sums = aligned.sums(counts)
    season_chi, season_df = season_fit(sums, aligned)
    is_seasonal = _shows_season(segment_fit(sums, aligned), (season_chi, season_df))
    return (
        np.where(is_seasonal, season_chi, chi_square),
        np.where(is_seasonal, season_df, df),
        is_seasonal,
    )


def segment_fit(sums: Floats, plan: BlockPlan) -> tuple[Floats, Floats]:
    """Compare blocks (..., blocks) with the mean of their segment; return chi square and df.

    A segment without a single event says nothing about spread: it adds neither.
    """
    segments = _indicator(plan.segments)
    size = segments.sum(axis=0)
    means = sums @ segments / np.maximum(size, 1)
    expected = means @ segments.T
    df = np.where(means > 0, size - 1, 0.0).sum(axis=-1)
    return _chi_square(sums, expected), df


def season_fit(sums: Floats, plan: BlockPlan) -> tuple[Floats, Floats]:
    """Compare blocks with level of their segment x the same block over the years.

    The two-way Poisson fit: within history it is the mean of the same block over years.
    """
    segments, seasons = _indicator(plan.segments), _indicator(plan.seasons)
    by_segment, by_season = sums @ segments, sums @ seasons
    season = np.ones(by_season.shape)
    level = np.zeros(by_segment.shape)
    for _ in range(_FIT_ROUNDS):
        level = by_segment / np.maximum((season @ seasons.T) @ segments, _TINY)
        season = by_season / np.maximum((level @ segments.T) @ seasons, _TINY)
    expected = (level @ segments.T) * (season @ seasons.T)
    used = (expected > _TINY).sum(axis=-1)
    fitted = (by_segment > 0).sum(axis=-1) + (by_season > 0).sum(axis=-1) - 1
    return _chi_square(sums, expected), np.maximum(used - fitted, 0).astype(np.float64)


def pool(parts: Sequence[Pearson]) -> Pearson:
    """Add up what several categories of one place say about spread."""
    return Pearson(
        sum(part.chi_square for part in parts),
        sum(part.df for part in parts),
        any(part.is_seasonal for part in parts),
    )


def settle(own: Pearson, others: Sequence[Pearson] = ()) -> Dispersion:
    """Return the dispersion to use: its own, else pooled with the place's others, else assumed.

    Fewer than 6 degrees of freedom are too few (stats.md 1.4).
    """
    if own.df >= LEAST_DF:
        return Dispersion(own.chi_square / own.df, own.df, "own", own.is_seasonal)
    pooled = pool([own, *others])
    if pooled.df >= LEAST_DF:
        return Dispersion(pooled.chi_square / pooled.df, pooled.df, "pooled", pooled.is_seasonal)
    return ASSUMED


def _shows_season(
    plain: tuple[Floats, Floats], season: tuple[Floats, Floats]
) -> npt.NDArray[np.bool_]:
    (plain_chi, plain_df), (season_chi, season_df) = plain, season
    spent = plain_df - season_df
    is_usable = (season_df >= LEAST_DF) & (spent > 0) & (season_chi > 0)
    gained = (plain_chi - season_chi) / np.maximum(spent, 1)
    ratio = gained / np.maximum(season_chi / np.maximum(season_df, 1), _TINY)
    # A negative gain is none; the special function knows no negative ratios.
    p_value = special.fdtrc(np.maximum(spent, 1), np.maximum(season_df, 1), np.maximum(ratio, 0))
    found: npt.NDArray[np.bool_] = is_usable & (p_value < SEASON_P)
    return found


def _chi_square(sums: Floats, expected: Floats) -> Floats:
    parts = np.where(expected > _TINY, (sums - expected) ** 2 / np.maximum(expected, _TINY), 0.0)
    return np.asarray(parts.sum(axis=-1), dtype=np.float64)


def _indicator(labels: Sequence[int]) -> Floats:
    found = np.asarray(labels, dtype=np.intp)
    marks: Floats = (found[:, None] == np.unique(found)).astype(np.float64)
    return marks
