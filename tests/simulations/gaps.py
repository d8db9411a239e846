"""Two periods with weeks between them: the weeks are left out of the spread (DECISIONS.md 14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from tests.simulations.coverage import BASES, DRIFTING, STEADY, covered, factors
from tests.simulations.rows import NO_BAR, Row
from tests.simulations.series import Nature, weekly_counts
from warehouse.queries.comparison_judging import Measured, judge_rows, without_between
from warehouse.statistics.blocks import Windows
from warehouse.statistics.inputs import LEVEL, Floats
from warehouse.statistics.rates import ratio_limits


@dataclass(frozen=True)
class Layout:
    """Where the two periods lie in a series that begins with their history."""

    name: str
    windows: Windows

    @property
    def week_count(self) -> int:
        """How long the series is: what comes after B says nothing of it."""
        return self.windows.after[1]

    @property
    def base_weeks(self) -> float:
        """Weeks that a base count is of."""
        return self.windows.weeks[0]


LONG = Layout("26 weeks, 26 between, 104 of history", Windows((104, 130), (156, 182)))
YEARS = Layout("52 weeks, 52 between, 52 of history", Windows((52, 104), (156, 208)))
LEAST = Layout("52 weeks, 104 between, 48 of history", Windows((48, 100), (204, 256)))
"""Just eighteen blocks remain: 6 + 6 + 6."""
SHORT = Layout("26 weeks, 26 between, 52 of history", Windows((52, 78), (104, 130)))
"""Twelve blocks would remain: the weeks between are kept."""
LAYOUTS = (LONG, YEARS, LEAST, SHORT)
_KINDS = 12
_HALVED = 0.5


def rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage, false claims, and what an effect that begins in between does to power."""
    for layout in LAYOUTS:
        for nature, base in product(STEADY, BASES):
            yield _row("between: coverage, base 5-200", layout, nature, base, (runs, seed))
        for nature in (*STEADY, *DRIFTING):
            yield _row("between: coverage, base 2", layout, nature, 2, (runs, seed))
    for nature, base in product(DRIFTING, BASES):
        yield _row("between: coverage, rho 0.6", LONG, nature, base, (runs, seed))
    # Whole years of a place that drifts so cover less than 92 whether or not weeks are left out.
    for layout, nature, base in product((YEARS, LEAST), DRIFTING, BASES):
        yield _lost(layout, nature, base, (runs, seed))


def claim_rows(runs: int, seed: int) -> Iterator[Row]:
    """False claims with hardly any events and among twelve kinds, and an effect that is there."""
    for layout in LAYOUTS:
        for nature in STEADY:
            share = _claims(layout, nature, 2, (runs, 1), seed)
            name, setting = "between: false claim, base 2", f"{layout.name}: {nature.label}"
            yield Row(name, setting, share, 0, 0.5, runs)
        for nature in (Nature(1, 0), Nature(1.5, 0.3), Nature(3, 0.3)):
            for base in (20, 100):
                share = _claims(layout, nature, base, (runs, _KINDS), seed + base)
                setting = f"{layout.name}: {nature.label}, base {base}"
                yield Row("between: any false claim among 12", setting, share, 0, 8, runs)
    for is_left_out in (True, False):
        yield from _power(runs, seed, is_left_out=is_left_out)


_BARS = {
    "between: coverage, base 5-200": (93.0, 97.5),
    "between: coverage, base 2": (95.0, 100.0),
    "between: coverage, rho 0.6": (92.0, 100.0),
}


def _row(bar: str, layout: Layout, nature: Nature, base: float, drawn: tuple[int, int]) -> Row:
    figure = _covered(_drawn(layout, nature, base, *drawn), layout.windows)
    setting = f"{layout.name}: {nature.label}, base {base:g}"
    return Row(bar, setting, figure, *_BARS[bar], drawn[0])


def _lost(layout: Layout, nature: Nature, base: float, drawn: tuple[int, int]) -> Row:
    counts = _drawn(layout, nature, base, *drawn)
    lost = covered(counts, layout.windows) - _covered(counts, layout.windows)
    setting = f"{layout.name}: {nature.label}, base {base:g}"
    return Row("between: points of coverage lost, rho 0.6", setting, lost, -NO_BAR, 1, drawn[0])


def _drawn(layout: Layout, nature: Nature, base: float, runs: int, seed: int) -> Floats:
    rng = _rng(layout, nature, base, seed)
    return weekly_counts(nature, base / layout.base_weeks, (runs, layout.week_count), rng)


def _covered(counts: Floats, windows: Windows) -> float:
    """Return in how many of 100 runs (runs, weeks) the interval holds 1."""
    factor = factors(without_between(counts, windows), windows)
    before, after = (
        counts[:, first:end].sum(axis=1) for first, end in (windows.before, windows.after)
    )
    low, high = ratio_limits(after, before, windows.weeks[::-1], factor, LEVEL)
    return 100 * float(((low <= 1) & (high >= 1)).mean())


def _claims(
    layout: Layout, nature: Nature, base: float, shape: tuple[int, int], seed: int
) -> float:
    """Return in how many of 100 views any of its kinds is claimed to have changed."""
    views, kinds = shape
    rng = _rng(layout, nature, base, seed + 1)
    mean = base / layout.base_weeks
    counts = weekly_counts(nature, mean, (views * kinds, layout.week_count), rng)
    every = counts.reshape(views, kinds, -1)
    return 100 * float(np.mean([_is_claimed(view, layout.windows) for view in every]))


def _power(runs: int, seed: int, *, is_left_out: bool) -> Iterator[Row]:
    """Halve the rate midway between the periods: how often is it seen?"""
    windows = LONG.windows
    middle = (windows.before[1] + windows.after[0]) // 2
    for nature in (Nature(1, 0), Nature(1.5, 0.3)):
        for base in (50, 200):
            mean = np.full(LONG.week_count, base / LONG.base_weeks)
            mean[middle:] *= _HALVED
            counts = weekly_counts(nature, mean, (runs, mean.size), _rng(LONG, nature, base, seed))
            spread = without_between(counts, windows) if is_left_out else counts
            factor = factors(spread, windows)
            before, after = (
                counts[:, first:end].sum(axis=1) for first, end in (windows.before, windows.after)
            )
            _, high = ratio_limits(after, before, windows.weeks[::-1], factor, LEVEL)
            how = "left out" if is_left_out else "kept"
            name = "_not a bar:_ between: a halving that began in between is seen"
            setting = f"weeks {how}: {nature.label}, base {base}"
            yield Row(name, setting, 100 * float((high < 1).mean()), 0, NO_BAR + 1, runs)


def _is_claimed(view: Floats, windows: Windows) -> bool:
    """Judge a view (kinds, weeks) as the page does, the sum first where there are several."""
    has_whole = len(view) > 1
    series = np.vstack([view.sum(axis=0), view]) if has_whole else view
    (first, end), (start, stop) = windows.before, windows.after
    totals = tuple((float(row[first:end].sum()), float(row[start:stop].sum())) for row in series)
    found = judge_rows(Measured(series, totals, windows, windows.weeks), has_whole=has_whole)
    return any(one.verdict.is_change for one in found)


def _rng(layout: Layout, nature: Nature, base: float, seed: int) -> np.random.Generator:
    return np.random.default_rng(
        [seed, layout.week_count, int(10 * nature.phi), int(10 * nature.rho), int(base)]
    )
