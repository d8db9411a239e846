"""Did it change more than elsewhere? Ratio of rate ratios, with one or several control areas.

Source: stats.md 2.1; Farrington, Gill, Waples & Argomaniz 2007, appendix (their relative effect
size is 1 / this ratio). Ratios have no unit: 0.7 is 30 % fewer than the controls led one to expect.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, stdev
from typing import Literal

from scipy import stats

from warehouse.statistics.inputs import LEVEL, Interval, counts_of
from warehouse.statistics.verdicts import Verdict, ratio_verdict

PLACEBO_LEAST = 4
"""From this many controls on, the wider of the two intervals is used."""

_ALLOWED_SIZE = (0.5, 5.0)


@dataclass(frozen=True)
class AreaChange:
    """Events of one area before and after, its dispersion factor f, and exposures in weeks."""

    before: float
    after: float
    factor: float = 1.0
    weeks: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True)
class ControlledChange:
    """The treated area's change divided by the control areas'."""

    treated: AreaChange
    controls: tuple[AreaChange, ...]
    ratio: float
    """(B_T / A_T) / (B_C / A_C); below 1 is fewer than expected."""
    interval: Interval
    standard_error: float
    """Of log ratio, by the dispersion method."""
    method: Literal["dispersion", "placebo"]
    """Which of the two intervals is shown: the wider from four controls on."""
    verdict: Verdict

    @property
    def relative_effect_size(self) -> float:
        """The criminologists' figure: above 1 favours the measure."""
        return 1 / self.ratio

    @property
    def expected_after(self) -> float:
        """Events after, had the treated area followed the controls."""
        extra = _correction(self.treated, pool_areas(self.controls))
        return (self.treated.after + extra) / self.ratio


class ControlFault(StrEnum):
    """What makes an area unfit as a control (stats.md 2.1, control rules)."""

    CHOSEN_LATE = "chosen_late"
    CHOSEN_UNKNOWN = "chosen_unknown"
    OVERLAPS_BUFFER = "overlaps_buffer"
    OTHER_SIZE = "other_size"
    OTHER_DISTRICT = "other_district"
    OTHER_TREND = "other_trend"
    TREND_UNKNOWN = "trend_unknown"


@dataclass(frozen=True)
class ControlFacts:
    """What is known of a control area when the measure starts."""

    chosen_on: dt.date | None
    """None where nobody has written it down."""
    overlaps_buffer: bool
    is_same_district: bool | None
    """None where it is not known."""
    count: float
    """Its events in the period before."""
    earlier: ControlledChange | None
    """The treated area against it in the 24 months before, halved: should show nothing.

    None where they are not reported.
    """


def compare_with_controls(
    treated: AreaChange, controls: Sequence[AreaChange], level: float = LEVEL
) -> ControlledChange:
    """Compare with control areas: pooled with dispersion, and the placebo-t from four controls on.

    0.5 is added to each cell where one is 0. Log scale, two-sided interval at `level`.

    Raises:
        CountError: a count, factor or exposure is negative or no number.
    """
    pooled = pool_areas(controls)
    centre, error = _log_ratio(treated, pooled)
    width = float(stats.norm.isf((1 - level) / 2)) * error
    method: Literal["dispersion", "placebo"] = "dispersion"
    if len(controls) >= PLACEBO_LEAST:
        placebo_centre, placebo_width = _placebo(treated, controls, level)
        if placebo_width > width:
            method, centre, width = "placebo", placebo_centre, placebo_width
    interval = Interval(math.exp(centre - width), math.exp(centre + width), level)
    return ControlledChange(
        treated=treated,
        controls=tuple(controls),
        ratio=math.exp(centre),
        interval=interval,
        standard_error=error,
        method=method,
        verdict=ratio_verdict(interval, _effective(treated, pooled), is_claim=True),
    )


def placebo_interval(
    treated: AreaChange, controls: Sequence[AreaChange], level: float = LEVEL
) -> Interval:
    """Return the placebo-t alone: each control is treated as if it had the measure.

    Log change - mean of the controls' +- t(K-1) s sqrt(1 + 1/K); needs two controls.
    """
    centre, width = _placebo(treated, controls, level)
    return Interval(math.exp(centre - width), math.exp(centre + width), level)


def pool_areas(areas: Sequence[AreaChange]) -> AreaChange:
    """Add areas up; the factor is that of the sum, where areas vary on their own."""
    events = [area.before + area.after for area in areas]
    counts_of(events, "controls")
    weight = sum(events)
    spread = sum(area.factor * size for area, size in zip(areas, events, strict=True))
    return AreaChange(
        before=sum(area.before for area in areas),
        after=sum(area.after for area in areas),
        factor=spread / weight if weight else max(area.factor for area in areas),
        weeks=(fmean(a.weeks[0] for a in areas), fmean(a.weeks[1] for a in areas)),
    )


def control_faults(
    facts: ControlFacts, treated_count: float, started_on: dt.date
) -> tuple[ControlFault, ...]:
    """Say what makes an area unfit as a control; an empty answer means it may serve."""
    low, high = (bound * treated_count for bound in _ALLOWED_SIZE)
    chosen_on, earlier = facts.chosen_on, facts.earlier
    found = {
        ControlFault.CHOSEN_LATE: chosen_on is not None and chosen_on >= started_on,
        ControlFault.CHOSEN_UNKNOWN: chosen_on is None,
        ControlFault.OVERLAPS_BUFFER: facts.overlaps_buffer,
        ControlFault.OTHER_SIZE: not low <= facts.count <= high,
        ControlFault.OTHER_DISTRICT: facts.is_same_district is False,
        ControlFault.OTHER_TREND: earlier is not None and not earlier.interval.holds(1.0),
        ControlFault.TREND_UNKNOWN: earlier is None,
    }
    return tuple(fault for fault, is_found in found.items() if is_found)


def _log_ratio(treated: AreaChange, control: AreaChange) -> tuple[float, float]:
    extra = _correction(treated, control)
    variance = sum(
        area.factor * (1 / (area.before + extra) + 1 / (area.after + extra))
        for area in (treated, control)
    )
    return _log_change(treated, extra) - _log_change(control, extra), math.sqrt(variance)


def _placebo(
    treated: AreaChange, controls: Sequence[AreaChange], level: float
) -> tuple[float, float]:
    extra = _correction(treated, *controls)
    changes = [_log_change(control, extra) for control in controls]
    size = len(changes)
    quantile = float(stats.t.isf((1 - level) / 2, size - 1))
    width = quantile * stdev(changes) * math.sqrt(1 + 1 / size)
    return _log_change(treated, extra) - fmean(changes), width


def _log_change(area: AreaChange, extra: float) -> float:
    counts = math.log((area.after + extra) / (area.before + extra))
    return counts + math.log(area.weeks[0] / area.weeks[1])


def _correction(*areas: AreaChange) -> float:
    return 0.5 if any(0 in (area.before, area.after) for area in areas) else 0.0


def _effective(*areas: AreaChange) -> float:
    return min((area.before + area.after) / area.factor for area in areas)
