"""The steps of the map's legend: at most five, that begin at numbers people count with."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from warehouse.queries.rows import Hexagon

CLASSES = 5
_DIGITS = (1, 2, 5)


@dataclass(frozen=True)
class MapClass:
    """One step of the legend: hexagons with `low` to `high` incidents, in one colour."""

    low: int
    high: int
    token: str


def map_classes(hexagons: tuple[Hexagon, ...]) -> tuple[MapClass, ...]:
    """Cut the counts where 1, 2, 5, 10, 20, ... begin, so that the steps are as even as can be."""
    counts = tuple(max(1, round(hexagon.count)) for hexagon in hexagons)
    return _classes(counts) if counts else ()


def class_of(classes: tuple[MapClass, ...], count: float) -> MapClass:
    """Return the step that a count belongs to."""
    whole = max(1, round(count))
    return next((step for step in classes if whole <= step.high), classes[-1])


@lru_cache(maxsize=64)
def _classes(counts: tuple[int, ...]) -> tuple[MapClass, ...]:
    highest = max(counts)
    lows = tuple(range(1, highest + 1)) if highest <= CLASSES else _evenest(counts, highest)
    highs = [*(low - 1 for low in lows[1:]), highest]
    first = CLASSES + 1 - len(lows)
    return tuple(
        MapClass(low, high, f"scale-{first + at}")
        for at, (low, high) in enumerate(zip(lows, highs, strict=True))
    )


def _evenest(counts: tuple[int, ...], highest: int) -> tuple[int, ...]:
    """Choose the beginnings: few hexagons in the fullest step."""
    offered = [low for low in _round_numbers(highest) if 1 < low <= highest]
    ordered = sorted(counts)
    below = {low: bisect_left(ordered, low) for low in (1, *offered)}

    def unevenness(lows: tuple[int, ...]) -> int:
        ends = (*(below[low] for low in lows[1:]), len(ordered))
        return sum((end - below[low]) ** 2 for low, end in zip(lows, ends, strict=True))

    cuts = [(1, *chosen) for size in range(CLASSES) for chosen in combinations(offered, size)]
    # A step without a hexagon makes nothing more even, so the shorter of two choices wins.
    return min(cuts, key=lambda lows: (unevenness(lows), len(lows)))


def _round_numbers(highest: int) -> list[int]:
    numbers, power = [], 1
    while power <= highest:
        numbers += [digit * power for digit in _DIGITS]
        power *= 10
    return numbers
