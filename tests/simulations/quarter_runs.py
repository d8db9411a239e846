"""Two periods of leaves: the spread is measured on whole quarters (DECISIONS.md 21)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from tests.simulations.coverage import BASES, DRIFTING, STEADY
from tests.simulations.rows import NO_BAR, Row
from tests.simulations.series import Nature, season, weekly_counts
from warehouse.periods import Span, add_months
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_counts,
    judge_together,
)
from warehouse.statistics.dispersion import Dispersion, Pearson
from warehouse.statistics.inputs import LEVEL, Floats
from warehouse.statistics.quarters import Quarter, quarter_spread, settle_quarters
from warehouse.statistics.rates import ratio_limits

QUARTER_WEEKS = 13
_LEAST = 5
"""A quarter with fewer is not shown, and none is."""
_KINDS = 12
_FIRST = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class Layout:
    """How many quarters of history, and which are the two periods, closed-open."""

    name: str
    before: tuple[int, int]
    after: tuple[int, int]

    @property
    def size(self) -> int:
        """How many quarters there are."""
        return self.after[1]

    @cached_property
    def spans(self) -> tuple[tuple[Span, ...], Span, Span]:
        """Every quarter, and the two periods, as days."""
        every = tuple(_quarter(number) for number in range(self.size))
        before, after = (
            Span(every[first].first, every[end - 1].end) for first, end in (self.before, self.after)
        )
        return every, before, after


ONE = Layout("a quarter, 8 of history", (8, 9), (12, 13))
FEW = Layout("a quarter, 4 of history", (4, 5), (8, 9))
"""Five degrees of freedom: pooled with others, else assumed."""
NEXT = Layout("a quarter and the next, 12 of history", (12, 13), (13, 14))
HALF = Layout("half a year, 8 of history", (8, 10), (12, 14))
YEAR = Layout("a year, no history", (0, 4), (4, 8))
LAYOUTS = (ONE, FEW, NEXT, HALF, YEAR)
_BARS = {
    # Above 97.5 too: with few quarters the interval is wide, which loses power and claims nothing.
    "leaves: coverage, base 5-200": (93.0, 100.0),
    "leaves: coverage, base 2": (95.0, 100.0),
    "leaves: coverage, rho 0.6": (92.0, 100.0),
}
_OF_SHOWN = "_not a bar:_ leaves: claims where both periods are shown"


def rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage of the interval that comes with leaves."""
    for layout in LAYOUTS:
        for nature, base in product(STEADY, BASES):
            yield _row("leaves: coverage, base 5-200", layout, nature, base, (runs, seed))
        for nature in (*STEADY, *DRIFTING):
            yield _row("leaves: coverage, base 2", layout, nature, 2, (runs, seed))
        for nature, base in product(DRIFTING, BASES):
            yield _row("leaves: coverage, rho 0.6", layout, nature, base, (runs, seed))
    for base in (20, 100):
        counts = _drawn(ONE, Nature(1.5, 0.3), base, runs, seed, swing=0.5)
        setting = f"{ONE.name}: swing 50 %, base about {base}"
        yield Row("leaves: coverage with season", setting, _covered(counts, ONE), 93, 100, runs)


def claim_rows(runs: int, seed: int) -> Iterator[Row]:
    """False claims with hardly any events, and among twelve kinds shown together."""
    for layout in LAYOUTS:
        for nature in STEADY:
            share = _claims(layout, nature, 2, (runs, 1), seed)
            setting = f"{layout.name}: {nature.label}"
            yield Row("leaves: false claim, base 2", setting, share, 0, 0.5, runs)
        for nature in (Nature(1, 0), Nature(1.5, 0.3), Nature(3, 0.3)):
            for base in (20, 100):
                share = _claims(layout, nature, base, (runs, _KINDS), seed + base)
                setting = f"{layout.name}: {nature.label}, base {base}"
                yield Row("leaves: any false claim among 12", setting, share, 0, 8, runs)
        for nature, base in product(STEADY, (5, 10, 20)):
            yield _of_shown(layout, nature, base, runs, seed)


def _row(bar: str, layout: Layout, nature: Nature, base: float, drawn: tuple[int, int]) -> Row:
    figure = _covered(_drawn(layout, nature, base, *drawn), layout)
    setting = f"{layout.name}: {nature.label}, base {base:g}"
    return Row(bar, setting, figure, *_BARS[bar], drawn[0])


def _of_shown(layout: Layout, nature: Nature, base: float, runs: int, seed: int) -> Row:
    """Hide small quarters, and judge the pairs of periods that are told."""
    counts = _drawn(layout, nature, base, runs, seed)
    shown = np.where((counts > 0) & (counts < _LEAST), np.nan, counts)
    told = shown[~np.isnan(sum(_totals(shown, layout)))]
    claimed = [_is_claimed(row[None, :], layout) for row in told]
    share = 100 * float(np.mean(claimed)) if claimed else 0.0
    setting = f"{layout.name}: {nature.label}, base {base:g}"
    return Row(_OF_SHOWN, setting, share, 0, NO_BAR, len(claimed))


def _drawn(
    layout: Layout, nature: Nature, base: float, runs: int, seed: int, swing: float = 0.0
) -> Floats:
    """Draw quarters (runs, quarters) of thirteen weeks."""
    weeks = layout.size * QUARTER_WEEKS
    period = (layout.before[1] - layout.before[0]) * QUARTER_WEEKS
    key = [seed, layout.size, int(10 * nature.phi), int(10 * nature.rho), int(base)]
    mean = base / period * season(weeks, swing)
    counts = weekly_counts(nature, mean, (runs, weeks), np.random.default_rng(key))
    total: Floats = counts.reshape(runs, layout.size, QUARTER_WEEKS).sum(axis=2)
    return total


def _covered(counts: Floats, layout: Layout) -> float:
    """Return in how many of 100 runs the interval holds 1."""
    before, after = _totals(counts, layout)
    factor = np.array([settle_quarters(_spread(row, layout)).factor() for row in counts])
    low, high = ratio_limits(after, before, _weeks(layout)[::-1], factor, LEVEL)
    # Where nothing happened in either period there is nothing to say, and nothing wrong is said.
    is_held = (before + after == 0) | ((low <= 1) & (high >= 1))
    return 100 * float(is_held.mean())


def _totals(counts: Floats, layout: Layout) -> tuple[Floats, Floats]:
    before, after = (
        counts[:, first:end].sum(axis=1) for first, end in (layout.before, layout.after)
    )
    return before, after


def _spread(row: Floats, layout: Layout) -> Pearson:
    every, before, after = layout.spans
    quarters = [
        Quarter(span, None if np.isnan(count) else int(count))
        for span, count in zip(every, row, strict=True)
    ]
    return quarter_spread(quarters, before, after)


def _claims(
    layout: Layout, nature: Nature, base: float, shape: tuple[int, int], seed: int
) -> float:
    """Return in how many of 100 views any of its kinds is claimed to have changed."""
    views, kinds = shape
    counts = _drawn(layout, nature, base, views * kinds, seed + 1)
    every = counts.reshape(views, kinds, -1)
    return 100 * float(np.mean([_is_claimed(view, layout) for view in every]))


def _is_claimed(view: Floats, layout: Layout) -> bool:
    """Judge a view (kinds, quarters) as the page does, the sum first where there are several."""
    has_whole = len(view) > 1
    rows_shown = [*([view.sum(axis=0)] if has_whole else []), *view]
    parts = [_spread(row, layout) for row in rows_shown]
    single = parts[1:] if has_whole else parts
    spreads = [settle_quarters(own, [part for part in single if part is not own]) for own in parts]
    return any(one.verdict.is_change for one in _judged(rows_shown, spreads, layout))


def _judged(
    shown: Sequence[Floats], spreads: Sequence[Dispersion], layout: Layout
) -> Sequence[Comparison]:
    sizes = _weeks(layout)
    compared = []
    for row, spread in zip(shown, spreads, strict=True):
        pair = [float(row[first:end].sum()) for first, end in (layout.before, layout.after)]
        before, after = (PeriodCount(n, w) for n, w in zip(pair, sizes, strict=True))
        compared.append(compare_counts(before, after, spread))
    return judge_together(compared)


def _weeks(layout: Layout) -> tuple[float, float]:
    before, after = (
        float((end - first) * QUARTER_WEEKS) for first, end in (layout.before, layout.after)
    )
    return before, after


def _quarter(number: int) -> Span:
    first = add_months(_FIRST, 3 * number)
    return Span(first, add_months(first, 3))
