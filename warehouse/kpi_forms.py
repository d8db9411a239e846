"""How what a KPI is made of becomes its value: the same for builds, baselines, pages, examples."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.kpis import Gap, Kpi
from warehouse.statistics.inputs import Interval
from warehouse.statistics.peak_hours import peak_sum
from warehouse.statistics.shares import Share, share_difference, share_interval
from warehouse.statistics.surveys import index_estimate
from warehouse.statistics.waiting import Wait, median_wait

_POINTS = 100
"""A gap is told in percentage points."""


@dataclass(frozen=True)
class Part:
    """Numerator and denominator of the rows with one amount or of one group, if kept apart."""

    numerator: float | None
    denominator: float | None = None
    amount: float | None = None
    group: str | None = None


@dataclass(frozen=True)
class Formed:
    """One value, its base and interval; no value where the base is too small, or nothing."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    is_too_few: bool = False


TOO_FEW = Formed(is_too_few=True)
"""Not even its base is said."""


def formed(kpi: Kpi, parts: Sequence[Part]) -> Formed:
    """Return the value of parts that are to be taken together."""
    if kpi.gap:
        return _gap(kpi.gap, kpi.least, parts)
    sums = _sums(parts)
    if kpi.denominator is None:
        return Formed(sums.numerator, sums.numerator)
    base = sums.denominator or 0.0
    if 0 < base < kpi.least:
        return TOO_FEW
    if not base or sums.numerator is None:
        return Formed(None, sums.numerator, sums.denominator)
    return _divided(kpi, parts, (sums.numerator, base))


def _divided(kpi: Kpi, parts: Sequence[Part], found: tuple[float, float]) -> Formed:
    if kpi.form == "wait":
        return Formed(median_of(parts), *found)
    if kpi.form == "peak_hours":
        # Chosen from the numbers themselves: the interval of a share would be too narrow.
        top = peak_sum([part.numerator or 0.0 for part in parts])
        return Formed(top / found[1], top, found[1])
    value, interval = found[0] / found[1], None
    if kpi.amount:
        interval = _index_interval(parts)
    elif kpi.is_share:
        interval = share_interval(Share(*found))
    return Formed(value, *found, interval.low, interval.high) if interval else Formed(value, *found)


def median_of(parts: Sequence[Part]) -> float | None:
    """Return the median of the amounts: numerator of denominator cases had ended by then."""
    return median_wait(
        Wait(part.amount, part.numerator or 0.0, part.denominator or 0.0)
        for part in parts
        if part.amount is not None
    )


def _sums(parts: Sequence[Part]) -> Part:
    above = [part.numerator for part in parts if part.numerator is not None]
    below = [part.denominator for part in parts if part.denominator is not None]
    return Part(sum(above) if above else None, sum(below) if below else None)


def _gap(gap: Gap, least: int, parts: Sequence[Part]) -> Formed:
    pairs = [_sums([part for part in parts if part.group == name]) for name in (gap.of, gap.less)]
    bases = [pair.denominator or 0.0 for pair in pairs]
    if not any(bases):
        return Formed()
    if min(bases) < max(least, 1):
        return TOO_FEW
    first, second = (
        Share(pair.numerator or 0.0, base) for pair, base in zip(pairs, bases, strict=True)
    )
    interval, value = share_difference(first, second), first.value - second.value
    points = [_POINTS * number for number in (value, interval.low, interval.high or 0.0)]
    return Formed(points[0], None, sum(bases), points[1], points[2])


def _index_interval(parts: Sequence[Part]) -> Interval | None:
    counts = [round(part.denominator or 0.0) for part in parts]
    scores = np.repeat([part.amount or 0.0 for part in parts], counts)
    # One answer has no spread.
    return index_estimate(scores).interval if scores.size > 1 else None
