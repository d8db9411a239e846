"""Did the level change when the measure came, where there is no control area? Stats.md 2.4.

Quasi-Poisson regression on 4-week blocks: log E(y) = log(exposure) + level + trend + season.
"""

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM, GLMResults
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import (
    LEVEL,
    Floats,
    Interval,
    counts_of,
    need_same_length,
    weeks_of,
)
from warehouse.statistics.verdicts import Verdict, ratio_verdict

BLOCK_WEEKS = 4
LEAST_BEFORE, LEAST_AFTER = 26, 13
_LAGS = (1, 2, 3)
_YEAR_WEEKS = 365.25 / 7


@dataclass(frozen=True)
class SeriesModel:
    """What the model holds; a slope change only if it was declared before the start."""

    harmonics: int = 1
    """Pairs of sin/cos over the year."""
    slope_change: bool = False
    quantile: Literal["t", "normal"] = "t"
    second_opinion: Literal["none", "hac"] = "none"
    """hac: the larger of the quasi-Poisson and the Newey-West standard error."""
    level: float = LEVEL


STANDARD = SeriesModel()


@dataclass(frozen=True)
class LevelChange:
    """How the level changed, trend and season apart."""

    ratio: float
    """Level after / level before; below 1 is fewer than the trend led one to expect."""
    interval: Interval
    dispersion: float
    """Pearson scale X2 / df as estimated; the interval never uses less than 1."""
    trend: float
    """Rate factor for one unit of `time`."""
    season: tuple[float, ...]
    """Log coefficients: sin, cos of each harmonic."""
    autocorrelations: tuple[float, ...]
    """Of the Pearson residuals at lag 1, 2, 3."""
    block_counts: tuple[int, int]
    """Blocks before and after."""
    event_counts: tuple[float, float]
    verdict: Verdict


@dataclass(frozen=True)
class SeriesBlocks:
    """A series ready to fit; every array has shape (blocks,)."""

    counts: Floats
    exposure: Floats
    is_after: Floats
    """0 or 1."""
    time: Floats
    """Position in time, any unit; the trend is per this unit."""
    year_position: Floats
    """Part of the year, 0 to 1, where the block lies."""


def interrupted_weeks(
    counts: Sequence[float] | Floats, start: int, ready: int, first_day_of_year: int
) -> SeriesBlocks:
    """Cut a weekly series into 4-week blocks around a measure.

    Args:
        counts: shape (weeks,), events a week; NaN where no report covers the week.
        start: position of the first week of installation.
        ready: position of the first week when all was in place; what lies between is left out.
        first_day_of_year: day of the year (1-366) of the first week's Monday.

    Returns:
        Blocks; exposure in weeks, time in years. A block with an uncovered week is left out.
    """
    series = weeks_of(counts, "counts")
    before = list(range(start - BLOCK_WEEKS, -1, -BLOCK_WEEKS))[::-1]
    after = list(range(ready, series.size - BLOCK_WEEKS + 1, BLOCK_WEEKS))
    starts = np.asarray(before + after, dtype=np.float64)
    index = np.asarray(before + after, dtype=np.intp)[:, None] + np.arange(BLOCK_WEEKS)
    sums = series[index].sum(axis=1) if index.size else np.zeros(0)
    keep = ~np.isnan(sums)
    years = (starts + BLOCK_WEEKS / 2) / _YEAR_WEEKS
    return SeriesBlocks(
        counts=sums[keep],
        exposure=np.full(int(keep.sum()), float(BLOCK_WEEKS)),
        is_after=(starts >= ready).astype(np.float64)[keep],
        time=years[keep],
        year_position=np.mod(years + (first_day_of_year - 1) / 365.25, 1.0)[keep],
    )


def level_change(blocks: SeriesBlocks, model: SeriesModel = STANDARD) -> LevelChange | None:
    """Fit the level change; None below 26 blocks before and 13 after, or an empty side.

    Without it only the comparison of two periods may be shown.
    """
    before, after = _sizes(blocks)
    if before < LEAST_BEFORE or after < LEAST_AFTER or 0 in _events(blocks):
        return None
    return fit_level_change(blocks, model)


def fit_level_change(blocks: SeriesBlocks, model: SeriesModel = STANDARD) -> LevelChange:
    """Fit without the rule on length; `level_change` is what pages ask.

    Raises:
        ShapeError: the arrays differ, or there are fewer blocks than terms.
    """
    design = _design(blocks, model)
    fit = _fitted(blocks, design)
    # Taken from the residuals here, so that one fit serves the scale and the second opinion.
    scale = float(fit.pearson_chi2 / fit.df_resid)
    error = math.sqrt(max(1.0, scale)) * float(fit.bse[1])
    if model.second_opinion == "hac":
        error = max(error, _hac_error(blocks, design))
    centre, width = float(fit.params[1]), _quantile(model, float(fit.df_resid)) * error
    interval = Interval(math.exp(centre - width), math.exp(centre + width), model.level)
    worth = float(blocks.counts.sum()) / max(1.0, scale)
    return LevelChange(
        ratio=math.exp(centre),
        interval=interval,
        dispersion=scale,
        trend=math.exp(float(fit.params[2])),
        season=tuple(float(c) for c in fit.params[3 : 3 + 2 * model.harmonics]),
        autocorrelations=_autocorrelations(np.asarray(fit.resid_pearson, dtype=np.float64)),
        block_counts=_sizes(blocks),
        event_counts=_events(blocks),
        verdict=ratio_verdict(interval, worth, is_claim=True),
    )


def _design(blocks: SeriesBlocks, model: SeriesModel) -> Floats:
    counts = counts_of(blocks.counts, "counts")
    need_same_length("blocks", counts, blocks.exposure, blocks.is_after, blocks.time)
    columns = [np.ones(counts.size), blocks.is_after, blocks.time]
    for order in range(1, model.harmonics + 1):
        angle = 2 * np.pi * order * blocks.year_position
        columns += [np.sin(angle), np.cos(angle)]
    if model.slope_change:
        since = blocks.time - blocks.time[blocks.is_after > 0].min()
        columns.append(since * blocks.is_after)
    if counts.size <= len(columns):
        raise ShapeError("blocks", counts.shape, f"Pass more than {len(columns)} blocks.")
    return np.column_stack(columns)


def _fitted(blocks: SeriesBlocks, design: Floats, **how: object) -> GLMResults:
    model = GLM(blocks.counts, design, family=Poisson(), offset=np.log(blocks.exposure))
    with warnings.catch_warnings():
        # An even series is fitted perfectly; that is no fault here, the scale stays at 1.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        return model.fit(tol=1e-10, **how)


def _hac_error(blocks: SeriesBlocks, design: Floats) -> float:
    fit = _fitted(blocks, design, cov_type="HAC", cov_kwds={"maxlags": max(_LAGS)})
    return float(fit.bse[1])


def _quantile(model: SeriesModel, df: float) -> float:
    tail = (1 - model.level) / 2
    return float(stats.t.isf(tail, df) if model.quantile == "t" else stats.norm.isf(tail))


def _autocorrelations(residuals: Floats) -> tuple[float, ...]:
    centred = residuals - residuals.mean()
    total = float(centred @ centred)
    return tuple(
        float(centred[lag:] @ centred[:-lag]) / total if total > 0 else 0.0 for lag in _LAGS
    )


def _sizes(blocks: SeriesBlocks) -> tuple[int, int]:
    after = int(blocks.is_after.sum())
    return blocks.is_after.size - after, after


def _events(blocks: SeriesBlocks) -> tuple[float, float]:
    after = float((blocks.counts * blocks.is_after).sum())
    return float(blocks.counts.sum()) - after, after
