"""The numbers of a comparison judged: pure, on arrays; the benchmark runs it as the page does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.statistics.blocks import BLOCK_WEEKS, YEAR_WEEKS, Windows
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_counts,
    judge_together,
)
from warehouse.statistics.controls import (
    AreaChange,
    ControlledChange,
    compare_with_controls,
    pool_areas,
)
from warehouse.statistics.dispersion import Pearson, measure_many, settle
from warehouse.statistics.displacement import (
    DisplacementDifference,
    NetEffect,
    difference_from_controls,
    displacement_quotient,
)
from warehouse.statistics.errors import NotProvenError
from warehouse.statistics.inputs import Floats

_EARLIER_WEEKS = 2 * YEAR_WEEKS
_LEAST_BLOCKS = 18
"""With 13 or 16, coverage fell below a bar somewhere (docs/simulations.md); with 18 nowhere."""
Pair = tuple[float, float]


@dataclass(frozen=True)
class Measured:
    """Weekly series (rows, weeks) of things that share their uncovered weeks, and their sums.

    `totals` are the counts of A and B day by day, which need not be whole weeks; `weeks` is the
    exposure of A and B.
    """

    series: Floats
    totals: tuple[Pair, ...]
    windows: Windows
    weeks: Pair


@dataclass(frozen=True)
class Judged:
    """The area against its controls, and the ring round it against them."""

    change: ControlledChange
    ring: ControlledChange | None
    difference: DisplacementDifference | None
    net: NetEffect | None


def judge_rows(measured: Measured, *, has_whole: bool) -> tuple[Comparison, ...]:
    """Compare every row of a view and judge them together; row 0 is the sum of the others.

    Dispersion is each row's own, else pooled over the place's categories, else assumed. The sum
    is never pooled into its parts.
    """
    parts = _pearsons(measured)
    single = parts[1:] if has_whole else parts
    spreads = [settle(own, [part for part in single if part is not own]) for own in parts]
    return judge_together(
        [
            compare_counts(*_periods(pair, measured.weeks), spread)
            for pair, spread in zip(measured.totals, spreads, strict=True)
        ]
    )


def area_changes(measured: Measured) -> tuple[AreaChange, ...]:
    """Return each area's change with its own dispersion, else the assumed one."""
    return tuple(
        AreaChange(*pair, factor=settle(part).factor(), weeks=relative(measured.weeks))
        for pair, part in zip(measured.totals, _pearsons(measured), strict=True)
    )


def judge_areas(
    treated: AreaChange, controls: Sequence[AreaChange], ring: AreaChange | None
) -> Judged:
    """Compare an area with control areas, and count what the ring round it gained or lost."""
    change = compare_with_controls(treated, controls)
    pooled = pool_areas(controls)
    if ring is None:
        return Judged(change, None, None, None)
    try:
        net = displacement_quotient(change, ring, pooled)
    except NotProvenError:
        net = None
    return Judged(
        change=change,
        ring=compare_with_controls(ring, controls),
        difference=difference_from_controls(treated, controls, ring),
        net=net,
    )


def earlier_change(
    treated: Floats, control: Floats, factors: Pair, at: int
) -> ControlledChange | None:
    """Compare the 104 weeks before week `at`, halved: a fit control shows nothing."""
    window = slice(at - _EARLIER_WEEKS, at)
    parts = [series[window] for series in (treated, control)] if at >= _EARLIER_WEEKS else []
    if not parts or any(np.isnan(part).any() for part in parts):
        return None
    halves = [(float(p[:YEAR_WEEKS].sum()), float(p[YEAR_WEEKS:].sum())) for p in parts]
    own, other = (
        AreaChange(*pair, factor=factor) for pair, factor in zip(halves, factors, strict=True)
    )
    return compare_with_controls(own, [other])


def without_between(series: Floats, windows: Windows) -> Floats:
    """Leave the weeks between A and B out of the spread, where enough remains to measure it.

    What changed after A, and is still so in B, would else count as the place's usual variation:
    the more a measure did, the less of it could be seen.
    """
    (first, end), (start, stop) = windows.before, windows.after
    blocks = sum(weeks // BLOCK_WEEKS for weeks in (first, end - first, stop - start))
    if blocks < _LEAST_BLOCKS:
        return series
    found = series.copy()
    found[..., end:start] = np.nan
    return found


def relative(weeks: Pair) -> Pair:
    """Write exposures so that A is 1: differences are then incidents on the length of A."""
    return (1.0, weeks[1] / weeks[0])


def _pearsons(measured: Measured) -> list[Pearson]:
    series = without_between(measured.series, measured.windows)
    found = measure_many(series, measured.windows)
    return [
        Pearson(float(chi), float(df), bool(season)) for chi, df, season in zip(*found, strict=True)
    ]


def _periods(pair: Pair, weeks: Pair) -> tuple[PeriodCount, PeriodCount]:
    before, after = (PeriodCount(n, w) for n, w in zip(pair, weeks, strict=True))
    return before, after
