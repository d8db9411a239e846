"""What goes in: arrays of numbers, checked once, and the interval that comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.statistics.errors import CountError, ShapeError

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
"""Default confidence: 95 in 100 such intervals hold the truth (stats.md 1.4)."""


@dataclass(frozen=True)
class Interval:
    """What the data leave possible, ends included; `high` None means no upper limit."""

    low: float
    high: float | None
    level: float = LEVEL

    def holds(self, value: float) -> bool:
        """Say whether the value is possible."""
        return self.low <= value and (self.high is None or value <= self.high)

    def is_inside(self, low: float, high: float) -> bool:
        """Say whether everything possible lies between two values."""
        return self.low >= low and self.high is not None and self.high <= high


def counts_of(values: Iterable[float] | Floats, what: str) -> Floats:
    """Return finite numbers >= 0 as an array.

    Raises:
        CountError: one is negative, infinite or not a number.
    """
    found = weeks_of(values, what)
    if np.isnan(found).any():
        raise CountError(what, float("nan"))
    return found


def weeks_of(values: Iterable[float] | Floats, what: str) -> Floats:
    """Return numbers >= 0 as an array; NaN stands for a week that no report covers.

    Raises:
        CountError: one is negative or infinite.
    """
    raw = values if isinstance(values, np.ndarray) else list(values)
    found: Floats = np.asarray(raw, dtype=np.float64)
    wrong = found[(found < 0) | np.isinf(found)]
    if wrong.size:
        raise CountError(what, float(wrong.flat[0]))
    return found


def need_same_length(what: str, *arrays: Floats) -> None:
    """Refuse arrays of different shapes.

    Raises:
        ShapeError: they differ.
    """
    if len({array.shape for array in arrays}) > 1:
        shapes = [array.shape for array in arrays]
        raise ShapeError(what, shapes, "Pass arrays of one length.")
