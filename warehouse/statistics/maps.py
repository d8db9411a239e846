"""Maps of a small place: are two alike, and does one predict the other? Stats.md 4.2."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from warehouse.statistics.errors import ShapeError
from warehouse.statistics.false_discovery import adjusted_p
from warehouse.statistics.inputs import Floats, counts_of, need_same_length

LEAST_EXPECTED = 5.0
"""Events expected in each area of both maps, below which areas are merged."""

NEAR_METRES, NEAR_DAYS, NEAR_LEAST = 100.0, 14.0, 30
_CLAIM = 0.05


@dataclass(frozen=True)
class MapComparison:
    """Two maps over the same areas; every tuple has one entry an area."""

    shares: tuple[tuple[float, ...], tuple[float, ...]]
    """Share of each map's events, 0 to 1."""
    q_values: tuple[float, ...]
    differs: tuple[bool, ...]
    similarity: float
    """S: share of areas that are not different. Near 1 it may also mean too few events."""
    has_enough: bool
    """Whether every area expects at least 5 events in each map; else merge, or show no S."""


def compare_maps(
    first: Sequence[float] | Floats, second: Sequence[float] | Floats
) -> MapComparison:
    """Compare counts per area by the N-1 chi-square and Benjamini-Hochberg.

    It is symmetric: swapping the maps changes nothing. (Andresen's test changes its answer.)

    Raises:
        ShapeError: the maps have different areas, or one is empty.
    """
    maps = np.vstack([counts_of(first, "first"), counts_of(second, "second")])
    sizes = maps.sum(axis=1)
    if (sizes == 0).any():
        raise ShapeError("maps", maps.shape, "A map without events cannot be compared.")
    q_values = adjusted_p(_area_p(maps, sizes))
    differs = tuple(q < _CLAIM for q in q_values)
    return MapComparison(
        shares=(_shares(maps[0]), _shares(maps[1])),
        q_values=q_values,
        differs=differs,
        similarity=1 - sum(differs) / len(differs),
        has_enough=bool((_expected(maps, sizes) >= LEAST_EXPECTED).all()),
    )


def merged_areas(
    first: Sequence[float] | Floats,
    second: Sequence[float] | Floats,
    neighbours: Sequence[Sequence[int]],
) -> tuple[int, ...]:
    """Merge areas until each expects 5 events in both maps.

    Args:
        first: events per area of the first map.
        second: events per area of the second map.
        neighbours: for each area the positions of those beside it.

    Returns:
        For each area the position of the area whose group it belongs to. A group without
        neighbours stays as it is.
    """
    maps = np.vstack([counts_of(first, "first"), counts_of(second, "second")])
    least = _expected(maps, maps.sum(axis=1)).min(axis=0)
    group = list(range(least.size))
    while (move := _next_merge(least, group, neighbours)) is not None:
        small, into = move
        least[into] += least[small]
        group = [into if member == small else member for member in group]
    return tuple(group)


def prediction_index(
    observed: Sequence[float], predicted: Sequence[float], areas: Sequence[float]
) -> tuple[float, ...]:
    """Return the cumulative predictive accuracy index, areas taken by predicted, highest first.

    Share of observed events caught / share of the ground covered; 1 is no better than chance.
    """
    counts, forecast, ground = (
        counts_of(values, "maps") for values in (observed, predicted, areas)
    )
    need_same_length("maps", counts, forecast, ground)
    order = np.argsort(-forecast, kind="stable")
    caught = np.cumsum(counts[order]) / counts.sum()
    covered = np.cumsum(ground[order]) / ground.sum()
    return tuple(float(value) for value in caught / covered)


def near_repeats(
    east: Sequence[float], north: Sequence[float], days: Sequence[float]
) -> tuple[tuple[int, int], ...] | None:
    """Return pairs of events within 100 m and 14 days; None below 30 events. Police role only.

    Args:
        east: metres in a projected system, one an event.
        north: as east.
        days: moments in days from any start.
    """
    if len(days) < NEAR_LEAST:
        return None
    x, y, when = (np.asarray(values, dtype=np.float64) for values in (east, north, days))
    near = np.hypot(x[:, None] - x, y[:, None] - y) <= NEAR_METRES
    soon = np.abs(when[:, None] - when) <= NEAR_DAYS
    first, second = np.nonzero(np.triu(near & soon, k=1))
    return tuple(zip((int(i) for i in first), (int(i) for i in second), strict=True))


def _area_p(maps: Floats, sizes: Floats) -> Floats:
    here, total = maps.sum(axis=0), sizes.sum()
    cross = maps[0] * (sizes[1] - maps[1]) - maps[1] * (sizes[0] - maps[0])
    below = sizes[0] * sizes[1] * here * (total - here)
    chi_square = np.divide((total - 1) * cross**2, below, out=np.zeros(here.size), where=below > 0)
    return np.asarray(stats.chi2.sf(chi_square, 1), dtype=np.float64)


def _expected(maps: Floats, sizes: Floats) -> Floats:
    expected: Floats = sizes[:, None] * maps.sum(axis=0) / max(float(sizes.sum()), 1.0)
    return expected


def _shares(counts: Floats) -> tuple[float, ...]:
    return tuple(float(share) for share in counts / counts.sum())


def _next_merge(
    least: Floats, group: list[int], neighbours: Sequence[Sequence[int]]
) -> tuple[int, int] | None:
    for small in sorted(set(group), key=lambda name: float(least[name])):
        if least[small] >= LEAST_EXPECTED:
            return None
        beside = {group[n] for at, g in enumerate(group) if g == small for n in neighbours[at]}
        if beside - {small}:
            return small, min(beside - {small}, key=lambda name: (float(least[name]), name))
    return None
