"""Slow, obvious second versions: loops and textbook formulas, nothing shared with the product."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from zoneinfo import ZoneInfo

Z = NormalDist().inv_cdf(0.975)


def score_interval(after: float, before: float, factor: float, weeks: float) -> list[float]:
    """All ratios whose score test is not rejected, found by bisection; `weeks` is A / B."""
    a, b = before / factor, after / factor

    def excess(ratio: float) -> float:
        share = ratio / (ratio + weeks)
        expected = (a + b) * share
        return abs(b - expected) / math.sqrt((a + b) * share * (1 - share)) - Z

    best = b / a * weeks
    return [_crossing(excess, best, best * 1e-6), _crossing(excess, best, best * 1e6)]


def block_dispersion(segments: Sequence[Sequence[float]]) -> tuple[float, int]:
    """Chi square and df of 8-week blocks cut from the end of each segment, season not taken out."""
    chi_square, df = 0.0, 0
    for weeks in segments:
        sums = []
        end = len(weeks)
        while end >= 8:
            sums.append(sum(weeks[end - 8 : end]))
            end -= 8
        if sum(sums) > 0:
            mean = sum(sums) / len(sums)
            chi_square += sum((value - mean) ** 2 / mean for value in sums)
            df += len(sums) - 1
    return chi_square, df


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The smallest level at which each would be rejected."""
    size = len(p_values)
    ranked = sorted(p_values)
    return [
        min([1.0, *(size * p / (rank + 1) for rank, p in enumerate(ranked) if p >= own)])
        for own in p_values
    ]


def hour_weights_by_second(since: dt.datetime, until: dt.datetime, zone: ZoneInfo) -> list[float]:
    """Each second of the interval adds its part to the local hour of the week."""
    found = [0.0] * 168
    start, end = since.timestamp(), until.timestamp()
    for second in range(int(start), int(end)):
        local = dt.datetime.fromtimestamp(second, zone)
        found[24 * local.weekday() + local.hour] += 1 / (end - start)
    return found


def ratio_of_ratios(cells: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Ratio of rate ratios with the log interval, Poisson variance."""
    (a, b), (c, d) = cells
    ratio = (b / a) / (d / c)
    width = Z * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio, ratio * math.exp(-width), ratio * math.exp(width)


def welch(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float]:
    """Difference of means, its standard error, and Satterthwaite's degrees of freedom."""
    parts = []
    for values in (before, after):
        mean = sum(values) / len(values)
        variance = sum((v - mean) ** 2 for v in values) / (len(values) - 1)
        parts.append((mean, variance / len(values), len(values)))
    (m1, v1, n1), (m2, v2, n2) = parts
    df = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    return m2 - m1, math.sqrt(v1 + v2), df


def _crossing(excess: Callable[[float], float], inside: float, outside: float) -> float:
    for _ in range(200):
        middle = math.sqrt(inside * outside)
        inside, outside = (middle, outside) if excess(middle) < 0 else (inside, middle)
    return inside
