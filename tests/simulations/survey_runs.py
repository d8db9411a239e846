"""Answers drawn from a known population: does the interval hold the truth?"""

from collections.abc import Iterator

import numpy as np

from tests.simulations.rows import Row
from warehouse.statistics.answer_weights import cell_weights, effective_size
from warehouse.statistics.inputs import Floats
from warehouse.statistics.shares import Share, share_interval
from warehouse.statistics.surveys import index_change, index_estimate, index_scores

ANSWERS = np.arange(1.0, 6.0)
SHAPES = {
    "middling": (0.1, 0.2, 0.4, 0.2, 0.1),
    "skewed": (0.03, 0.07, 0.2, 0.4, 0.3),
    "extreme": (0.02, 0.03, 0.05, 0.2, 0.7),
}
_BAR = "survey interval, n >= 30"


def rows(runs: int, seed: int) -> Iterator[Row]:
    """Coverage of indices, shares, differences and weighted shares."""
    rng = np.random.default_rng([seed, 5])
    for name, shape in SHAPES.items():
        for size in (30, 50, 100):
            share = _index_covered(shape, size, runs, rng)
            yield Row(_BAR, f"index, one item, {name}, n {size}", share, 92, 97, runs)
    for size in (30, 100):
        yield Row(_BAR, f"index, 8 items, n {size}", _items_covered(size, runs, rng), 92, 97, runs)
        setting = f"difference of two waves, n {size} each"
        yield Row(_BAR, setting, _waves_covered(size, runs, rng), 92, 97, runs)
        for truth in (0.5, 0.3):
            covered = _share_covered(truth, size, runs, rng)
            yield Row(_BAR, f"share {truth:g}, n {size}", covered, 92, 97, runs)
    for size in (100, 300):
        setting = f"weighted share, the less safe answer a third as often, n {size}"
        yield Row(_BAR, setting, _weighted_covered(size, runs, rng), 92, 97, runs)
    for name, shape in SHAPES.items():
        for size in (10, 20):
            share = _index_covered(shape, size, runs, rng)
            yield Row(
                "survey index, n < 30 (seen 95-99)", f"{name}, n {size}", share, 92, 100, runs
            )


def _index_covered(
    shape: tuple[float, ...], size: int, runs: int, rng: np.random.Generator
) -> float:
    truth = (float(ANSWERS @ np.asarray(shape)) - 1) * 25
    drawn = rng.choice(ANSWERS, (runs, size, 1), p=shape)
    found = (index_estimate(index_scores(answers)) for answers in drawn)
    return 100 * float(np.mean([estimate.interval.holds(truth) for estimate in found]))


def _items_covered(size: int, runs: int, rng: np.random.Generator) -> float:
    truth = _mean_of_items(rng, 400_000)
    found = (index_estimate(index_scores(_items(rng, size))) for _ in range(runs))
    return 100 * float(np.mean([estimate.interval.holds(truth) for estimate in found]))


def _items(rng: np.random.Generator, size: int) -> Floats:
    # Answers of one person hang together, as they do in such questionnaires.
    person = rng.normal(0, 0.7, (size, 1))
    answers: Floats = np.clip(np.round(3.4 + person + rng.normal(0, 0.9, (size, 8))), 1, 5)
    return answers


def _mean_of_items(rng: np.random.Generator, size: int) -> float:
    return float(index_scores(_items(rng, size)).mean())


def _waves_covered(size: int, runs: int, rng: np.random.Generator) -> float:
    drawn = rng.choice(ANSWERS, (runs, 2, size), p=SHAPES["skewed"])
    found = (index_change(25 * (pair[0] - 1), 25 * (pair[1] - 1)) for pair in drawn)
    return 100 * float(np.mean([change.interval.holds(0.0) for change in found]))


def _share_covered(truth: float, size: int, runs: int, rng: np.random.Generator) -> float:
    counts = rng.binomial(size, truth, runs)
    held = [share_interval(Share(float(count), size)).holds(truth) for count in counts]
    return 100 * float(np.mean(held))


def _weighted_covered(size: int, runs: int, rng: np.random.Generator) -> float:
    """Two groups of equal size, safe 0.7 and 0.4; the second answers a third as often."""
    truth, held = 0.55, []
    for _ in range(runs):
        is_second = rng.random(size) < 0.25
        is_safe = rng.random(size) < np.where(is_second, 0.4, 0.7)
        weights = np.asarray(cell_weights([bool(v) for v in is_second], {True: 1, False: 1}))
        effective = effective_size(weights)
        count = float(weights @ is_safe) / float(weights.sum()) * effective
        held.append(share_interval(Share(count, effective)).holds(truth))
    return 100 * float(np.mean(held))
