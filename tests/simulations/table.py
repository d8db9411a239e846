"""The rows as a page: one summary line a bar, then every cell."""

from collections.abc import Sequence
from itertools import groupby

from tests.simulations.rows import Row

_HEAD = """# Simulations of the statistics

Written by `python -m tests.simulations` (seed {seed}). Figures are per cent unless the bar says
otherwise; each setting draws series in which nothing has changed, and runs them through the
functions of `warehouse/statistics`. Bars are those of the method's chapter 8. The Monte Carlo
error of a coverage of 95 % is 0.3 at 5,000 runs, 0.5 at 2,000.

"""


def table(rows: Sequence[Row], seed: int) -> str:
    """Write the whole page."""
    groups = [(bar, list(found)) for bar, found in groupby(sorted(rows, key=_bar), key=_bar)]
    summary = ["| Bar | Asked | Measured | Cells | Inside |", "|---|---|---|---|---|"]
    summary += [_summary_line(bar, found) for bar, found in groups]
    cells = ["| Bar | Setting | Runs | Measured | |", "|---|---|---|---|---|"]
    cells += [_cell_line(row) for _, found in groups for row in found]
    text = "\n".join([*summary, "", "## Every cell", "", *cells, ""])
    return _HEAD.format(seed=seed) + text


def _bar(row: Row) -> str:
    return row.bar


def _summary_line(bar: str, rows: Sequence[Row]) -> str:
    figures = sorted(row.figure for row in rows)
    measured = f"{figures[0]:.2f} - {figures[-1]:.2f}" if len(figures) > 1 else f"{figures[0]:.0f}"
    inside = sum(row.is_inside for row in rows)
    return f"| {bar} | {rows[0].limits} | {measured} | {len(rows)} | {inside} of {len(rows)} |"


def _cell_line(row: Row) -> str:
    mark = "" if row.is_inside else "outside"
    return f"| {row.bar} | {row.setting} | {row.runs} | {row.figure:.2f} | {mark} |"
