"""A measure that does nothing: control areas, displacement, and interrupted time series."""

from collections.abc import Iterator

import numpy as np

from tests.simulations.coverage import factors
from tests.simulations.rows import Row
from tests.simulations.series import Nature, weekly_counts
from warehouse.statistics.blocks import Windows
from warehouse.statistics.controls import AreaChange, compare_with_controls, placebo_interval
from warehouse.statistics.displacement import Quad, displacement_difference
from warehouse.statistics.inputs import Floats
from warehouse.statistics.interrupted import interrupted_weeks, level_change

NATURES = (Nature(1, 0), Nature(1.5, 0.3), Nature(3, 0.3))
YEARS = Windows((52, 104), (104, 156))
"""52 weeks on each side, and 52 of history."""
_DRIFT = 0.2


def control_rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage of the ratio of rate ratios and of the WDD, one control of the same size."""
    for nature in NATURES:
        for base in (10, 30, 100):
            rng = np.random.default_rng([seed, int(10 * nature.phi), base])
            treated, control = (areas(nature, base, (runs, 1), 0.0, rng) for _ in range(2))
            pairs = [(one[0], other[0]) for one, other in zip(treated, control, strict=True)]
            setting = f"{nature.label}, base {base}"
            yield Row("RIRR with f", setting, _ratio_covered(pairs), 93.5, 98.5, runs)
            yield Row("WDD with f", setting, _difference_covered(pairs), 93.5, 98.5, runs)


def placebo_rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage where areas drift on their own, log-sd 0.2: placebo-t alone, and the wider."""
    for nature in NATURES[:2]:
        for size in (4, 6, 10):
            rng = np.random.default_rng([seed, int(10 * nature.phi), size])
            drawn = areas(nature, 100, (runs, size + 1), _DRIFT, rng)
            placebo = [placebo_interval(place[0], place[1:]).holds(1.0) for place in drawn]
            wider = [compare_with_controls(p[0], p[1:]).interval.holds(1.0) for p in drawn]
            setting = f"{nature.label}, base 100, {size} controls"
            share, both = (100 * float(np.mean(found)) for found in (placebo, wider))
            yield Row("placebo-t, drift 0.2", setting, share, 93, 100, runs)
            yield Row("wider of the two, drift 0.2", setting, both, 93, 100, runs)


def series_rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage of the level change: 104 weeks before, 52 after."""
    for nature in NATURES:
        for mean in (1, 2, 4):
            rng = np.random.default_rng([seed, int(10 * nature.phi), mean])
            counts = weekly_counts(nature, mean, (runs, 156), rng)
            found = (level_change(interrupted_weeks(row, 104, 104, 1)) for row in counts)
            held = [change.interval.holds(1.0) for change in found if change is not None]
            setting = f"{nature.label}, {mean} a week"
            yield Row("ITS, 4-week blocks", setting, 100 * float(np.mean(held)), 91, 100, len(held))


def areas(
    nature: Nature, base: float, shape: tuple[int, int], drift: float, rng: np.random.Generator
) -> list[list[AreaChange]]:
    """Draw runs of places x areas whose true level changes by their own drift only."""
    runs, size = shape
    total = runs * size
    level = np.ones((total, YEARS.after[1]))
    level[:, YEARS.after[0] :] *= np.exp(rng.normal(0, drift, (total, 1)))
    counts = weekly_counts(nature, base / 52 * level, (total, YEARS.after[1]), rng)
    changes = _changes(counts)
    return [changes[start : start + size] for start in range(0, total, size)]


def _changes(counts: Floats) -> list[AreaChange]:
    before, after = counts[:, 52:104].sum(axis=1), counts[:, 104:].sum(axis=1)
    return [
        AreaChange(float(a), float(b), float(f))
        for a, b, f in zip(before, after, factors(counts, YEARS), strict=True)
    ]


def _ratio_covered(pairs: list[tuple[AreaChange, AreaChange]]) -> float:
    found = (compare_with_controls(treated, [control]) for treated, control in pairs)
    return 100 * float(np.mean([change.interval.holds(1.0) for change in found]))


def _difference_covered(pairs: list[tuple[AreaChange, AreaChange]]) -> float:
    found = (displacement_difference([Quad(treated, control)]) for treated, control in pairs)
    return 100 * float(np.mean([difference.interval.holds(0.0) for difference in found]))
