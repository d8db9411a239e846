"""Did a share of things counted change? Newcombe's interval, display rules of stats.md 6.3."""

from dataclasses import dataclass

from warehouse.statistics.inputs import LEVEL, Interval
from warehouse.statistics.shares import Share, share_difference, share_difference_p
from warehouse.statistics.verdicts import Verdict, difference_verdict

LEAST_BASE = 30
"""Below this many on either side nothing is said of a change."""

UNCHANGED_BAND = 0.1
"""Within 10 percentage points a change is as good as none."""


@dataclass(frozen=True)
class ShareChange:
    """Two shares, and their difference after - before (0.1 is 10 percentage points)."""

    before: Share
    after: Share
    interval: Interval
    p_value: float
    verdict: Verdict


def compare_shares(before: Share, after: Share, level: float = LEVEL) -> ShareChange | None:
    """Compare two shares; None where either has no base."""
    if not (before.base and after.base):
        return None
    interval = share_difference(after, before, level)
    is_small = min(before.base, after.base) < LEAST_BASE
    return ShareChange(
        before=before,
        after=after,
        interval=interval,
        p_value=share_difference_p(after, before),
        verdict=Verdict.TOO_FEW if is_small else difference_verdict(interval, UNCHANGED_BAND),
    )
