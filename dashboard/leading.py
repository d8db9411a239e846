"""Which rows lead: the largest, and all of them where several are equal."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")

MOST_NAMED = 3
"""More that lead together are counted and not named: no title is a list."""


def leading(rows: Iterable[Row], size: Callable[[Row], float]) -> list[Row]:
    """Return the rows that no other exceeds, in their order."""
    every = list(rows)
    most = max((round(size(row), 1) for row in every), default=0.0)
    return [row for row in every if round(size(row), 1) == most]
