"""Made-up places: a few to two thousand incidents, skewed categories, and their next version."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from warehouse.privacy.boxes import Cell, Hierarchy
from warehouse.privacy.places import Place, Timed

YEAR = 2025
FIRST_MONTH = YEAR * 12
QUARTERS = (YEAR * 4, YEAR * 4 + 1)
GROUPS = (
    ("violence", ("assault", "robbery")),
    ("theft", ("shop_theft", "bicycle_theft")),
    ("disorder", ("alcohol", "drugs")),
)
HIERARCHY = Hierarchy(("torget/norra", "torget/scenen"), GROUPS, frozenset({"sensitive"}))
ZONES = tuple(sorted(HIERARCHY.every_zone))
CATEGORIES = tuple(sorted(HIERARCHY.categories))
LEAST_TOTAL, MOST_TOTAL = 20, 2000


def random_place(seed: int, month_count: int = 6) -> Place:
    """Return a place of two quarters (or more): 6 categories, 3 zones."""
    rng = np.random.default_rng(seed)
    total = int(np.exp(rng.uniform(np.log(LEAST_TOTAL), np.log(MOST_TOTAL))))
    shape = (month_count, len(ZONES), len(CATEGORIES))
    weights = np.ones(shape)
    for axis, evenness in enumerate((8.0, 1.5, 0.7)):
        size = [1, 1, 1]
        size[axis] = shape[axis]
        weights = weights * rng.dirichlet(np.full(shape[axis], evenness)).reshape(size)
    counts = rng.multinomial(total, (weights / weights.sum()).ravel()).reshape(shape)
    return _spread(counts, rng)


def next_version(place: Place, seed: int) -> Place:
    """Return the place after late rows: few in most places, many in some, and some corrections."""
    rng = np.random.default_rng(seed + 1_000_003)
    kept: list[Timed] = []
    share = rng.choice([0.0, 0.01, 0.05, 2.0])
    is_corrected = rng.random() < 0.3
    for timed in place.incidents:
        lost = int(rng.binomial(timed.cell.count, 0.02)) if is_corrected else 0
        late = int(rng.poisson(timed.cell.count * share))
        cell = replace(timed.cell, count=timed.cell.count - lost + late)
        kept.append(replace(timed, cell=cell))
    return Place.of(place.hierarchy, tuple(kept))


def _spread(counts: NDArray[np.int64], rng: np.random.Generator) -> Place:
    incidents = []
    hours = rng.dirichlet(np.full(24, 2.0)) * 0.97
    chances = np.append(np.tile(hours / 7, 7), 0.03)
    for (month, zone, category), count in np.ndenumerate(counts):
        cell = Cell(FIRST_MONTH + month, ZONES[zone], CATEGORIES[category], 0)
        for place, held in enumerate(rng.multinomial(count, chances / chances.sum())):
            if held:
                weekday, hour = (place // 24 + 1, place % 24) if place < 168 else (1, -1)
                incidents.append(Timed(replace(cell, count=int(held)), weekday, hour))
    return Place.of(HIERARCHY, tuple(incidents))
