"""What a place could detect, said before any verdict (stats.md 1.4)."""

import math
from dataclasses import dataclass

from warehouse.statistics.comparison import PeriodCount
from warehouse.statistics.verdicts import UNCHANGED_BAND

_POWER_80 = 2.8
"""1.96 + 0.84: seen in 8 of 10 at 95 % confidence."""


@dataclass(frozen=True)
class DetectableChange:
    """Smallest changes seen with 80 % chance; fall -0.5 is a halving, rise 1 a doubling."""

    fall: float
    rise: float


def smallest_detectable_change(
    before: PeriodCount, after_weeks: float, factor: float
) -> DetectableChange | None:
    """Return exp(+-2.8 sqrt(f (1/A + 1/B0))) - 1, where B0 is what is expected after.

    With equal periods this is exp(+-2.8 sqrt(2f/n)) - 1. None where nothing happened before.
    """
    if before.count == 0 or after_weeks == 0:
        return None
    expected = before.count * after_weeks / before.weeks
    step = _POWER_80 * math.sqrt(factor * (1 / before.count + 1 / expected))
    return DetectableChange(math.exp(-step) - 1, math.exp(step) - 1)


def count_for_unchanged(factor: float) -> int:
    """Return how many events a period must hold before "oförändrat" can be said at all."""
    return round(2 * factor * (1.96 / math.log(UNCHANGED_BAND[1])) ** 2)
