"""When in the week: weekday by hour as a heat map, Monday at the top."""

from itertools import groupby
from typing import Any

from dashboard.formatting import as_title, number, weekday
from dashboard.theme import Figure, Look, axis, colour, layout, margin, scale
from warehouse.queries.hour_week import PART_HOURS, parts_of_day
from warehouse.queries.rows import HourCell, HourWeek

_LABEL_EVERY = 3


def hour_week_figure(week: HourWeek, unit: str, look: Look) -> Figure:
    """Draw all 168 hours; in a meeting eight parts a day, with their numbers."""
    hours = PART_HOURS if look.is_meeting else 1
    cells = parts_of_day(week) if look.is_meeting else week.cells
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.weekday)]
    edges = list(range(0, 25, _LABEL_EVERY))
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [cell.hour + hours / 2 for cell in rows[0]],
                "y": list(range(1, 8)),
                "z": [[cell.count for cell in row] for row in rows],
                "colorscale": scale(),
                "zmin": 0,
                "xgap": 2,
                "ygap": 2,
                "customdata": [[_hover(cell, hours, unit, look) for cell in row] for row in rows],
                "hovertemplate": "%{customdata}<extra></extra>",
                "showscale": False,
                **(_numbers(rows, look) if look.is_meeting else {}),
            }
        ],
        "layout": layout(
            look,
            xaxis=axis(
                tickvals=edges, showgrid=False, showline=False, automargin=False,
                ticktext=[f"{hour:02d}" for hour in edges],
            ),
            yaxis=axis(
                tickvals=list(range(1, 8)), autorange="reversed", showgrid=False, showline=False,
                automargin=False,
                ticktext=[as_title(weekday(one, look.language))[:3] for one in range(1, 8)],
            ),
            margin=margin(look, left_em=2.4, right_em=0.4, bottom_em=1.5),
            plot_bgcolor=colour("paper"),
        ),
    }  # fmt: skip


def hour_words(hour: int, hours: int = 1) -> str:
    """Write hours from their start to their end: 09–10."""
    return f"{hour:02d}–{hour + hours:02d}"


def _numbers(rows: list[list[HourCell]], look: Look) -> dict[str, Any]:
    """Write the counts in the cells: nobody hovers from four metres away."""
    written = [[number(cell.count, look.language) for cell in row] for row in rows]
    return {"text": written, "texttemplate": "%{text}"}


def _hover(cell: HourCell, hours: int, unit: str, look: Look) -> str:
    when = f"{as_title(weekday(cell.weekday, look.language))} {hour_words(cell.hour, hours)}"
    count = number(cell.count, look.language, _decimals(cell.count))
    return f"{when}<br><b>{count} {unit}</b>"


def _decimals(count: float) -> int:
    """An incident spread over several hours gives each a part, so one decimal where needed."""
    return 0 if float(count).is_integer() else 1
