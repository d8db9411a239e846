"""Which rows lead: the largest, and all of them where several are equal."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from config.texts import texts_under
from config.words import Language
from dashboard.formatting import listing, number

Row = TypeVar("Row")

_LEADING = texts_under("leading")
_MOST_NAMED = 3
"""More that lead together are counted and not named: no title is a list."""


def leading(rows: Iterable[Row], size: Callable[[Row], float], decimals: int = 1) -> list[Row]:
    """Return the rows that no other exceeds as numbers are written, in their order."""
    every = list(rows)
    most = max((round(size(row), decimals) for row in every), default=0.0)
    return [row for row in every if round(size(row), decimals) == most]


def trailing(rows: Iterable[Row], size: Callable[[Row], float], decimals: int = 1) -> list[Row]:
    """Return the rows that exceed no other, in their order."""
    return leading(rows, lambda row: -size(row), decimals)


def named(top: list[Row], name: Callable[[Row], str], language: Language) -> str:
    """Name those that lead together, or say how many they are."""
    if len(top) > _MOST_NAMED:
        return _LEADING["many"](language, count=number(len(top), language))
    return listing([name(row) for row in top], language)


def each(top: list[Row], language: Language) -> str:
    """Return what follows a count that several share, with the space before: 2 vardera."""
    return f" {_LEADING['each'](language)}" if len(top) > 1 else ""
