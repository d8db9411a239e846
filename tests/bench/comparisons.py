"""The statistics of Jämför perioder alone: 12 categories and 4 control areas over five years."""

import statistics
import time
from collections.abc import Iterator

import numpy as np

from tests.bench.builds import Figure
from warehouse.queries.comparison_judging import (
    Measured,
    area_changes,
    judge_areas,
    judge_rows,
)
from warehouse.statistics.blocks import Windows

CATEGORIES, CONTROLS, WEEKS = 12, 4, 260
ROUNDS = 60


def comparison_figures() -> Iterator[Figure]:
    """Yield how long the page's statistics take; no file is read, no word is said."""
    rows, areas = _measured(CATEGORIES, with_sum=True), _measured(CONTROLS + 2, with_sum=False)
    judge(rows, areas)  # the first call loads scipy's tables
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        judge(rows, areas)
        times.append(1000 * (time.perf_counter() - begun))
    what = f"comparison, {CATEGORIES} categories and {CONTROLS} controls, {WEEKS} weeks"
    yield Figure(f"{what}: median", statistics.median(times), "ms")
    yield Figure(f"{what}: 95th percentile", statistics.quantiles(times, n=20)[-1], "ms")


def judge(rows: Measured, areas: Measured) -> None:
    """Judge a view as the page does: its rows together, and the area beside its controls."""
    judge_rows(rows, has_whole=True)
    treated, *others = area_changes(areas)
    judge_areas(treated, others[:CONTROLS], others[CONTROLS])


def _measured(count: int, *, with_sum: bool) -> Measured:
    rng = np.random.default_rng(7)
    series = rng.poisson(4.0, (count, WEEKS)).astype(np.float64)
    if with_sum:
        series = np.vstack([series.sum(axis=0), series])
    windows = Windows((WEEKS - 104, WEEKS - 52), (WEEKS - 52, WEEKS))
    (first, end), (start, stop) = windows.before, windows.after
    totals = tuple((float(r[first:end].sum()), float(r[start:stop].sum())) for r in series)
    return Measured(series, totals, windows, (52.0, 52.0))
