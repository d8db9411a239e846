"""What a reader can work out of a second partition of the same incidents.

Leaves and day parts are the two margins of a table whose cells are not shown. A linear program
gives the least and the most that a cell can hold; for a table with two margins its optimum has a
closed form, which is what is used when publishing, and the test compares the two.
Source: stats.md 5.3-5.4; the bounds are Frechet's.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

Counted = NDArray[np.int64]


def margin_bounds(row_total: int, column_total: int, total: int) -> tuple[int, int]:
    """Return the least and the most that one cell of a two-way table can hold."""
    return max(0, row_total + column_total - total), min(row_total, column_total)


def attacker_interval(
    answers: ArrayLike, totals: ArrayLike, target: ArrayLike
) -> tuple[float, float]:
    """Return the least and the most of `target`, a sum of cells, given the answers.

    `answers` has one row per answer, 1 for each cell that is in its sum; `totals` are the
    answers' numbers. Cells are 0 or more.

    Raises:
        ValueError: no cells give these answers.
    """
    wanted = np.asarray(target, dtype=float)
    ends = []
    for sign in (1.0, -1.0):
        solved = linprog(sign * wanted, A_eq=answers, b_eq=totals, method="highs")
        if not solved.success:
            raise ValueError(solved.message)
        ends.append(sign * float(solved.fun))
    return ends[0], ends[1]


def hides_small_cells(cells: Counted, row_totals: Counted, least_count: int) -> bool:
    """Say whether every small cell of a table may, for all its margins tell, be 1 and be k-1.

    `cells` are the true counts; the first row holds everything, so it is the other margin. Where
    this holds a reader learns of a cell only that it is small and may be any of 1..k-1, or that
    it is at least k.
    """
    columns, total = cells[0], row_totals[0]
    least = row_totals[:, None] + columns[None, :] - total
    most = np.minimum(row_totals[:, None], columns[None, :])
    is_small = (cells >= 1) & (cells < least_count)
    return not bool((is_small & ((least > 1) | (most < least_count - 1))).any())
