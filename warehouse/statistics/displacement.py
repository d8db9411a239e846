"""In numbers of incidents (WDD), and moved around the corner (WDQ). Source: stats.md 2.2-2.3.

WDD: Wheeler & Ratcliffe 2018, doi 10.1186/s40163-018-0085-5. WDQ: Guerette 2009, POP guide 10.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from warehouse.statistics.controls import AreaChange, ControlledChange, pool_areas
from warehouse.statistics.errors import NotProvenError
from warehouse.statistics.inputs import LEVEL, Interval
from warehouse.statistics.verdicts import Verdict

NO_AREA = AreaChange(0, 0)
"""Stands for an area that was not measured: zeros add nothing."""

_LARGEST_SIZE_RATIO = 2.0


@dataclass(frozen=True)
class Quad:
    """Treated area, its control, the ring around it, and that ring's control."""

    treated: AreaChange
    control: AreaChange
    buffer: AreaChange = NO_AREA
    buffer_control: AreaChange = NO_AREA
    weight: float = 1.0
    """Harm of one event where several crime types are added up."""


@dataclass(frozen=True)
class DisplacementDifference:
    """Events fewer (-) or more (+) than expected; weighted by harm where weights were given."""

    total: float
    standard_error: float
    interval: Interval

    @property
    def z(self) -> float:
        """Total in standard errors."""
        return self.total / self.standard_error if self.standard_error else 0.0

    @property
    def verdict(self) -> Verdict:
        """Whether a change is claimed; a difference in events has no band for unchanged."""
        if self.interval.holds(0.0):
            return Verdict.NO_CERTAIN_CHANGE
        return Verdict.DECREASED if self.total < 0 else Verdict.INCREASED


@dataclass(frozen=True)
class NetEffect:
    """Guerette's effects as shares of the control's level: negative success is fewer events."""

    success: float
    quotient: float
    """Positive: benefit spread; -1 to 0: some displacement, net gain; below -1: net loss."""
    gross_effect: float
    """R_b - R_a: events fewer in the treated area."""
    total_net_effect: float
    """Events prevented, treated area and buffer together, allowing for the control's change."""


def displacement_difference(quads: Sequence[Quad], level: float = LEVEL) -> DisplacementDifference:
    """Return (T1-T0) - (C1-C0) + (D1-D0) - (Cd1-Cd0), summed over crime types by harm weight.

    Variance is the sum of counts times f of their area. Counts are divided by their exposure
    (`weeks`; any unit, 1 where periods are equal) and variances by its square.
    """
    total = sum(quad.weight * _difference(quad) for quad in quads)
    variance = sum(quad.weight**2 * _variance(quad) for quad in quads)
    error = math.sqrt(variance)
    width = float(stats.norm.isf((1 - level) / 2)) * error
    return DisplacementDifference(total, error, Interval(total - width, total + width, level))


def is_fit_for_difference(treated: AreaChange, control: AreaChange) -> bool:
    """Say whether the sizes are within a factor 2; otherwise show the ratio only."""
    small, large = sorted((treated.before, control.before))
    return large <= _LARGEST_SIZE_RATIO * small


def difference_from_controls(
    treated: AreaChange,
    controls: Sequence[AreaChange],
    ring: AreaChange,
    level: float = LEVEL,
) -> DisplacementDifference | None:
    """Return the difference against the mean of the controls; None where it is of other size.

    Against the mean, so that several small ones weigh as one.
    """
    pooled, size = pool_areas(controls), float(len(controls))
    if not is_fit_for_difference(treated, AreaChange(pooled.before / size, pooled.after / size)):
        return None
    weeks = (pooled.weeks[0] * size, pooled.weeks[1] * size)
    control = AreaChange(pooled.before, pooled.after, pooled.factor, weeks)
    return displacement_difference([Quad(treated, control, ring)], level)


def displacement_quotient(
    proven: ControlledChange, buffer: AreaChange, control: AreaChange
) -> NetEffect:
    """Return the WDQ of a treated area that has improved against its control.

    It has no interval and explodes near a zero denominator.

    Raises:
        NotProvenError: the treated area's verdict is not DECREASED.
    """
    treated = proven.treated
    if proven.verdict is not Verdict.DECREASED or control.before == 0 or control.after == 0:
        raise NotProvenError(proven.verdict)
    success = treated.after / control.after - treated.before / control.before
    if success >= 0:  # the pooled controls may have improved while this one fell further
        raise NotProvenError(proven.verdict)
    spread = buffer.after / control.after - buffer.before / control.before
    growth = control.after / control.before
    net = (treated.before * growth - treated.after) + (buffer.before * growth - buffer.after)
    return NetEffect(success, spread / success, treated.before - treated.after, net)


def _difference(quad: Quad) -> float:
    return (
        _change(quad.treated)
        - _change(quad.control)
        + _change(quad.buffer)
        - _change(quad.buffer_control)
    )


def _change(area: AreaChange) -> float:
    return area.after / area.weeks[1] - area.before / area.weeks[0]


def _variance(quad: Quad) -> float:
    areas = (quad.treated, quad.control, quad.buffer, quad.buffer_control)
    return sum(
        area.factor * (area.before / area.weeks[0] ** 2 + area.after / area.weeks[1] ** 2)
        for area in areas
    )
