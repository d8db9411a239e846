"""The four verdicts on a change, and the one rule that gives them (stats.md 1.4)."""

from enum import StrEnum

from warehouse.statistics.inputs import Interval

LEAST_EFFECTIVE_COUNT = 10.0
"""Below this many effective events nothing is said; tunable by a recorded decision only."""

UNCHANGED_BAND = (0.8, 1.25)
"""A ratio inside this band is as good as none; tunable by a recorded decision only."""

_TOO_WIDE = (0.5, 2.0)


class Verdict(StrEnum):
    """What may be said of a change. NO_CERTAIN_CHANGE may hide a change; UNCHANGED may not."""

    TOO_FEW = "too_few"
    INCREASED = "increased"
    DECREASED = "decreased"
    UNCHANGED = "unchanged"
    NO_CERTAIN_CHANGE = "no_certain_change"

    @property
    def is_change(self) -> bool:
        """Whether something is claimed to have changed."""
        return self in (Verdict.INCREASED, Verdict.DECREASED)


def ratio_verdict(interval: Interval, effective_count: float, *, is_claim: bool) -> Verdict:
    """Judge a ratio after / before.

    `is_claim` says that the change stands among everything shown with it; a change is claimed
    only where the interval also excludes 1, so that verdict and interval cannot contradict.
    """
    is_wide = all(interval.holds(value) for value in _TOO_WIDE)
    if effective_count < LEAST_EFFECTIVE_COUNT or is_wide:
        return Verdict.TOO_FEW
    if is_claim and not interval.holds(1.0):
        return Verdict.INCREASED if interval.low > 1 else Verdict.DECREASED
    if interval.is_inside(*UNCHANGED_BAND):
        return Verdict.UNCHANGED
    return Verdict.NO_CERTAIN_CHANGE


def difference_verdict(interval: Interval, band: float, *, is_claim: bool = True) -> Verdict:
    """Judge a difference after - before; within +-`band` of 0 it is as good as none."""
    if is_claim and not interval.holds(0.0):
        return Verdict.INCREASED if interval.low > 0 else Verdict.DECREASED
    if interval.is_inside(-band, band):
        return Verdict.UNCHANGED
    return Verdict.NO_CERTAIN_CHANGE
