"""When in the week it has changed: incidents an hour in B less those in A, with signs."""

from itertools import groupby
from typing import Any

from dashboard.formatting import number
from dashboard.theme import Figure, Look, axis, colour, layout
from warehouse.queries.comparison_rows import ClockCell, ClockDifference

_MOST_TEXTS = 28


def clock_figure(
    found: ClockDifference, names: tuple[list[str], list[str]], unit: str, look: Look
) -> Figure:
    """Draw the cells; orange is more and blue is fewer, and each says so with its sign too."""
    rows = [list(row) for _, row in groupby(found.cells, key=lambda cell: cell.row)]
    largest = max((abs(_change(cell)) for cell in found.cells), default=1.0) or 1.0
    columns, days = names
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(len(columns))),
                "y": list(range(len(days))),
                "z": [[_change(cell) for cell in row] for row in rows],
                "zmin": -largest,
                "zmax": largest,
                "colorscale": _colours(),
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "customdata": [[_hover(cell, names, unit, look) for cell in row] for row in rows],
                "hovertemplate": "%{customdata}<extra></extra>",
                **_texts(rows, look),
            }
        ],
        "layout": layout(
            look,
            meta={"turns": len(found.cells) <= _MOST_TEXTS},
            xaxis=axis(
                tickvals=_every(columns), ticktext=[columns[at] for at in _every(columns)],
                showgrid=False, showline=False,
            ),
            yaxis=axis(
                tickvals=list(range(len(days))), ticktext=days, autorange="reversed",
                showgrid=False, showline=False,
            ),
        ),
    }  # fmt: skip


def _change(cell: ClockCell) -> float:
    return cell.after_rate - cell.before_rate


def _colours() -> list[list[float | str]]:
    return [[0, colour("change-fewer")], [0.5, colour("paper")], [1, colour("change-more")]]


def _every(columns: list[str]) -> list[int]:
    step = 3 if len(columns) > len("0123456789ab") else 1
    return list(range(0, len(columns), step))


def _texts(rows: list[list[ClockCell]], look: Look) -> dict[str, Any]:
    """Write both counts in the cells, where there is room; a star where it is clear."""
    if sum(len(row) for row in rows) > _MOST_TEXTS:
        signs = {"more": "+", "fewer": "−", "none": ""}
        return {"text": [[signs[cell.pull] for cell in row] for row in rows],
                "texttemplate": "%{text}"}  # fmt: skip
    written = [
        [
            f"{number(cell.before, look.language)} → {number(cell.after, look.language)}"
            f"{' *' if cell.pull != 'none' else ''}"
            for cell in row
        ]
        for row in rows
    ]
    return {"text": written, "texttemplate": "%{text}", "textfont": {"color": colour("ink")}}


def _hover(cell: ClockCell, names: tuple[list[str], list[str]], unit: str, look: Look) -> str:
    columns, days = names
    counts = f"{number(cell.before, look.language)} → {number(cell.after, look.language)} {unit}"

    return f"{days[cell.row]} {columns[cell.column]}<br><b>{counts}</b>"
