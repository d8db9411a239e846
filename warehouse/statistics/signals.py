"""Unexpectedly many or few in four weeks (stats.md 4.1). Never called an alarm.

At most 0.2 false signals per series and year; with 12 series a place sees about two a year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats
from statsmodels.tsa.seasonal import STL

from warehouse.statistics.blocks import AFTER, YEAR_WEEKS, BlockPlan
from warehouse.statistics.dispersion import Pearson, pool, season_fit
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats, weeks_of

SIGNAL_WEEKS = 4
LEAST_EVENTS = 5
MOST_YEARS = 5
FALSE_SIGNALS_A_YEAR = 0.2
"""The budget per series that the page says in words."""

_QUANTILE = 0.995
_AROUND = 3
_RECENT_WEEKS = 26
_LEAST_TREND_WEEKS = 3 * YEAR_WEEKS

Direction = Literal["many", "few", "none"]


@dataclass(frozen=True)
class Signal:
    """The last four weeks of one series against the same weeks of earlier years."""

    count: float
    """Events in the four weeks."""
    expected: float
    high: float
    """More than this is unexpectedly many."""
    low: float
    """Fewer than this is unexpectedly few."""
    direction: Direction
    years: int
    """Earlier years that the expectation rests on; 0 gives no signal."""


def spread_of(counts: Sequence[float] | Floats, *, had_signal: bool = False) -> Pearson:
    """Measure one weekly series on 4-week blocks, season taken out; pool over the categories.

    Args:
        counts: shape (weeks,), the whole history, ending where the signal's weeks begin.
        had_signal: leave out the last 26 weeks, where an earlier signal lies.
    """
    series = weeks_of(counts, "counts")
    used = series[: series.size - _RECENT_WEEKS] if had_signal else series
    covered = ~np.isnan(used)
    chi_square, df = season_fit(*_blocks(used, covered))
    return Pearson(float(chi_square), float(df), is_seasonal=True)


def pooled_phi(parts: Sequence[Pearson]) -> float:
    """Return variance / mean of 4-week blocks over all categories of a place, at least 1."""
    whole = pool(parts)
    return max(1.0, whole.chi_square / whole.df) if whole.df > 0 else 1.0


def four_week_signal(counts: Sequence[float] | Floats, phi: float) -> Signal:
    """Judge the last four weeks of a weekly series.

    Args:
        counts: shape (weeks,), events a week, the last four being judged; NaN is not covered.
        phi: `pooled_phi` of the place.

    Returns:
        Negative-binomial limits (0.5 % each side) around the mean of the same weeks +-3 in up to
        five earlier years, with phi * (1 + 1/n). At least five events (for few: five expected).

    Raises:
        ShapeError: fewer than four weeks, or the last four are not all covered.
    """
    series = weeks_of(counts, "counts")
    if series.size < SIGNAL_WEEKS or np.isnan(series[-SIGNAL_WEEKS:]).any():
        raise ShapeError("counts", series.shape, "The last four weeks must all be covered.")
    count = float(series[-SIGNAL_WEEKS:].sum())
    expected, size, years = _baseline(series)
    if years == 0:
        return Signal(count, count, np.inf, 0.0, "none", 0)
    low, high = _limits(expected, phi * (1 + 1 / size))
    return Signal(count, expected, high, low, _direction(count, expected, (low, high)), years)


def trend_line(counts: Sequence[float] | Floats) -> tuple[float, ...] | None:
    """Return the STL trend, events a week, for the eye only; None below three covered years."""
    series = weeks_of(counts, "counts")
    if series.size < _LEAST_TREND_WEEKS or np.isnan(series).any():
        return None
    fit = STL(series, period=YEAR_WEEKS, robust=True).fit()
    return tuple(float(value) for value in fit.trend)


def ears_limits(
    counts: Sequence[float] | Floats, baseline: int = 7, alpha: float = 0.001, lag: int = 0
) -> tuple[float, ...]:
    """Return the EARS upper limits: mean + z sd of the `baseline` weeks before (C1; C2: lag 2).

    Kept for verification only: it gives two false alarms a year and series. Entry i belongs to
    week baseline + lag + i.
    """
    series = weeks_of(counts, "counts")
    windows = np.lib.stride_tricks.sliding_window_view(series, baseline)
    windows = windows[: series.size - baseline - lag]
    limits = windows.mean(axis=1) + stats.norm.isf(alpha) * windows.std(axis=1, ddof=1)
    return tuple(float(limit) for limit in limits)


def _blocks(series: Floats, covered: np.typing.NDArray[np.bool_]) -> tuple[Floats, BlockPlan]:
    # Counted back from the end, so that the blocks lie as the four weeks being judged do.
    starts = [
        start
        for start in range(series.size % SIGNAL_WEEKS, series.size, SIGNAL_WEEKS)
        if covered[start : start + SIGNAL_WEEKS].all()
    ]
    seasons = tuple((series.size - start) % YEAR_WEEKS // SIGNAL_WEEKS for start in starts)
    plan = BlockPlan(SIGNAL_WEEKS, tuple(starts), (AFTER,) * len(starts), seasons)
    return plan.sums(series), plan


def _baseline(series: Floats) -> tuple[float, float, int]:
    sums: list[float] = []
    weeks: set[int] = set()
    years = 0
    for year in range(1, MOST_YEARS + 1):
        ends = [series.size - year * YEAR_WEEKS + step for step in range(-_AROUND, _AROUND + 1)]
        found = [end for end in ends if end >= SIGNAL_WEEKS and not _has_gap(series, end)]
        sums += [float(series[end - SIGNAL_WEEKS : end].sum()) for end in found]
        weeks.update(week for end in found for week in range(end - SIGNAL_WEEKS, end))
        years += bool(found)
    # The sums overlap: what they are worth is the weeks they cover.
    return (float(np.mean(sums)) if sums else 0.0), len(weeks) / SIGNAL_WEEKS, years


def _has_gap(series: Floats, end: int) -> bool:
    return bool(np.isnan(series[end - SIGNAL_WEEKS : end]).any())


def _limits(expected: float, phi: float) -> tuple[float, float]:
    if expected == 0:
        return 0.0, 0.0
    size, share = expected / (phi - 1), 1 / phi
    low, high = stats.nbinom.ppf([1 - _QUANTILE, _QUANTILE], size, share)
    return float(low), float(high)


def _direction(count: float, expected: float, limits: tuple[float, float]) -> Direction:
    if count > limits[1] and count >= LEAST_EVENTS:
        return "many"
    if count < limits[0] and expected >= LEAST_EVENTS:
        return "few"
    return "none"
