"""Two textbook cases of disclosure control, for checking: cell keys, and tables subtracted.

Source: Handbook on SDC, sections 5.2 and 5.4. The product's own protection lives elsewhere; these
two are reproduced because the published cases ask for them.
"""

import math
from collections.abc import Sequence

import numpy as np

from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats, counts_of, need_same_length


def cell_key(record_keys: Sequence[float]) -> float:
    """Return the fractional part of the sum of a cell's record keys, 0 to 1."""
    # Rounded so that a sum of decimal keys does not land just below a whole number.
    return round(math.fsum(record_keys), 12) % 1.0


def perturbed_count(count: int, key: float, table: Sequence[tuple[int, float, float]]) -> int:
    """Move a count by the change whose range of keys [from, to) holds the key.

    Raises:
        ShapeError: no range holds the key.
    """
    for change, first, end in table:
        if first <= key < end:
            return count + change
    raise ShapeError("table", len(table), f"No range holds the key {key}: cover 0 to 1.")


def subtracted(
    large: Sequence[Sequence[float]], small: Sequence[Sequence[float]], least: int = 5
) -> tuple[Floats, int]:
    """Subtract the table of an inner area; return the ring's table and its cells in 1..least-1."""
    outer, inner = counts_of(np.asarray(large), "large"), counts_of(np.asarray(small), "small")
    need_same_length("tables", outer, inner)
    difference = outer - inner
    return difference, int(((difference >= 1) & (difference < least)).sum())
