"""The numbers of one measure judged: pure, on weekly arrays."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from scipy import stats

from warehouse.statistics.blocks import YEAR_WEEKS, Windows
from warehouse.statistics.comparison import Comparison, compare_series
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
from warehouse.statistics.inputs import Floats, Interval
from warehouse.statistics.interrupted import (
    LevelChange,
    SeriesModel,
    interrupted_weeks,
    level_change,
)
from warehouse.statistics.looks import FINAL_MONTHS, Look
from warehouse.statistics.regression_to_mean import (
    WORST_OF_YEARS,
    Expectation,
    expected_among,
    is_worst_year,
)

LEAST_WEEKS = 13
"""Fewer weeks than a quarter of a year are not compared."""

LEAST_REPORTED = 0.9
"""Of the weeks on each side."""


@dataclass(frozen=True)
class Timing:
    """When a measure came, as positions in the weekly grid; what lies between is left out."""

    start: int
    ready: int
    end: int
    """The first week that is not reported."""


@dataclass(frozen=True)
class Areas:
    """One outcome by week at the place, in its control areas and in the ring round it."""

    treated: Floats
    controls: tuple[Floats, ...]
    ring: Floats | None


@dataclass(frozen=True)
class Controlled:
    """The place against its control areas, and what happened round it."""

    change: ControlledChange
    ring: ControlledChange | None
    difference: DisplacementDifference | None
    net: NetEffect | None
    earlier: tuple[ControlledChange | None, ...]


def windows_of(series: Floats, timing: Timing, look: Look | None) -> Windows | None:
    """Return the same weeks of the year before and after: a year, or two at the final look.

    None where too few weeks have passed, or too few are reported. Counts of both sides are said
    beside each other, so each side must be reported almost whole.
    """
    gap = timing.ready - timing.start
    wished = 2 if look is not None and look.months == FINAL_MONTHS else 1
    for years in range(wished, 0, -1):
        shift = years * YEAR_WEEKS
        length = min(timing.end - timing.ready, shift - gap)
        first = timing.ready - shift
        if length < LEAST_WEEKS or first < 0:
            continue
        found = Windows((first, first + length), (timing.ready, timing.ready + length))
        if min(covered_weeks(series, found)) >= LEAST_REPORTED * length:
            return found
    return None


def covered_sums(series: Floats, windows: Windows) -> tuple[float, float]:
    """Return the counts before and after, of weeks that are reported."""
    before, after = (series[first:end] for first, end in (windows.before, windows.after))
    return float(np.nansum(before)), float(np.nansum(after))


def covered_weeks(series: Floats, windows: Windows) -> tuple[float, float]:
    """Return how many weeks before and after are reported."""
    spans = (windows.before, windows.after)
    before, after = (float((~np.isnan(series[first:end])).sum()) for first, end in spans)
    return before, after


def compare_plain(series: Floats, windows: Windows, level: float) -> Comparison:
    """Compare before and after without any control."""
    return compare_series(series[None, :], windows, level=level)[0]


def compare_areas(areas: Areas, windows: Windows, start: int, level: float) -> Controlled:
    """Compare with the control areas; each area is divided by its own dispersion.

    `start` is the measure's first week: control areas should show nothing before it.
    """
    rows = [areas.treated, *areas.controls, *([] if areas.ring is None else [areas.ring])]
    changes = _changes(np.vstack(rows), windows, level)
    treated, controls = changes[0], changes[1 : 1 + len(areas.controls)]
    change = compare_with_controls(treated, controls, level)
    earlier = tuple(
        _earlier(areas.treated, series, (treated, control), start)
        for series, control in zip(areas.controls, controls, strict=True)
    )
    if areas.ring is None:
        return Controlled(change, None, None, None, earlier)
    ring = changes[-1]
    found = compare_with_controls(ring, controls, level)
    return Controlled(
        change,
        found,
        difference_from_controls(treated, controls, ring, level),
        _net(change, ring),
        earlier,
    )


def compare_levels(
    series: Floats, timing: Timing, first_day: dt.date, level: float
) -> tuple[LevelChange | None, tuple[int, int]]:
    """Fit the interrupted time series; also the blocks there are before and after."""
    weeks = series[: timing.end]
    blocks = interrupted_weeks(weeks, timing.start, timing.ready, first_day.timetuple().tm_yday)
    after = int(blocks.is_after.sum())
    found = level_change(blocks, SeriesModel(level=level))
    return found, (blocks.is_after.size - after, after)


def bad_year(areas: Areas, start: int) -> tuple[float, Expectation | None] | None:
    """Return the year before and what was to be expected, where that year was the worst."""
    own = _yearly(areas.treated, start)
    if not is_worst_year(own):
        return None
    others = [own[-1], *(years[-1] for c in areas.controls if (years := _yearly(c, start)))]
    least, _ = WORST_OF_YEARS
    return own[-1], expected_among(own[-1], others) if len(others) >= least else None


def p_of_ratio(ratio: float, interval: Interval) -> float:
    """Return the two-sided p that belongs to a ratio's interval, on the log scale."""
    if interval.high is None or not 0 < interval.low < interval.high:
        return 1.0
    half = float(np.log(interval.high / interval.low)) / 2
    z = abs(float(np.log(ratio))) / half * float(stats.norm.isf((1 - interval.level) / 2))
    return float(2 * stats.norm.sf(z))


def _changes(series: Floats, windows: Windows, level: float) -> list[AreaChange]:
    chi, df, season = measure_many(series, windows)
    weeks = covered_weeks(series[0], windows)
    return [
        AreaChange(
            *covered_sums(row, windows),
            factor=settle(Pearson(float(c), float(d), bool(s))).factor(level),
            weeks=(1.0, weeks[1] / weeks[0]),
        )
        for row, c, d, s in zip(series, chi, df, season, strict=True)
    ]


def _net(change: ControlledChange, ring: AreaChange) -> NetEffect | None:
    try:
        return displacement_quotient(change, ring, pool_areas(change.controls))
    except NotProvenError:
        return None


def _earlier(
    treated: Floats, control: Floats, changes: tuple[AreaChange, AreaChange], at: int
) -> ControlledChange | None:
    """Compare the two years before a week, halved: a fit control shows nothing."""
    first = at - 2 * YEAR_WEEKS
    parts = [series[first:at] for series in (treated, control)] if first >= 0 else []
    if not parts or any(np.isnan(part).any() for part in parts):
        return None
    own, other = (
        AreaChange(float(part[:YEAR_WEEKS].sum()), float(part[YEAR_WEEKS:].sum()), change.factor)
        for part, change in zip(parts, changes, strict=True)
    )
    return compare_with_controls(own, [other])


def _yearly(series: Floats, start: int) -> list[float]:
    """Return the sums of whole reported years before a week, oldest first."""
    _, most = WORST_OF_YEARS
    found: list[float] = []
    for back in range(1, most + 1):
        first = start - back * YEAR_WEEKS
        if first < 0 or np.isnan(year := series[first : first + YEAR_WEEKS]).any():
            break
        found.append(float(year.sum()))
    return found[::-1]
