"""When in the week: weekday by hour as a heat map, Monday at the top."""

from itertools import groupby

from dashboard.formatting import as_title, number, weekday
from dashboard.theme import Figure, Look, axis, colour, layout, scale
from warehouse.queries.rows import HourCell, HourWeek

_HOURS = 24


def hour_week_figure(week: HourWeek, unit: str, look: Look) -> Figure:
    """Draw all 168 hours; the darkest has the most."""
    rows = [list(cells) for _, cells in groupby(week.cells, key=lambda cell: cell.weekday)]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(_HOURS)),
                "y": list(range(1, 8)),
                "z": [[cell.count for cell in row] for row in rows],
                "colorscale": scale(),
                "zmin": 0,
                "xgap": 2,
                "ygap": 2,
                "text": [
                    [_hover(cell, unit, look) for cell in row] for row in rows
                ],
                "hovertemplate": "%{text}<extra></extra>",
                "colorbar": {"thickness": 12, "outlinewidth": 0, "nticks": 4, "len": 0.9},
            }
        ],
        "layout": layout(
            look,
            xaxis=axis(
                tickvals=list(range(0, _HOURS, 3)), showgrid=False, showline=False,
                ticktext=[f"{hour:02d}" for hour in range(0, _HOURS, 3)],
            ),
            yaxis=axis(
                tickvals=list(range(1, 8)), autorange="reversed", showgrid=False, showline=False,
                ticktext=[as_title(weekday(one, look.language))[:3] for one in range(1, 8)],
            ),
            plot_bgcolor=colour("paper"),
        ),
    }  # fmt: skip


def hour_words(hour: int) -> str:
    """Write an hour from its start to its end: 09–10."""
    return f"{hour:02d}–{hour + 1:02d}"


def _hover(cell: HourCell, unit: str, look: Look) -> str:
    when = f"{as_title(weekday(cell.weekday, look.language))} {hour_words(cell.hour)}"
    count = number(cell.count, look.language, _decimals(cell.count))
    return f"{when}<br><b>{count} {unit}</b>"


def _decimals(count: float) -> int:
    """An incident spread over several hours gives each a part, so one decimal where needed."""
    return 0 if float(count).is_integer() else 1
