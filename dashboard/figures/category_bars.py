"""Kinds of incidents as horizontal bars, with what is compared as a marker on each."""

from typing import Any

from dashboard.figures.escaping import escaped
from dashboard.formatting import number
from dashboard.theme import Figure, Look, axis, colour, count_axis, layout, margin
from warehouse.queries.rows import CategoryCount, known

MOST_BARS, MOST_BARS_MEETING = 12, 8
"""The rest stand together as one bar, and each for itself in the table."""

# Shares of a row, from its middle: the words above, bar and marker below, and air around both.
_WORDS_AT, _BAR_AT, _BAR_HEIGHT = -0.2, 0.24, 0.22
_ROW_EM, _AXIS_EM = 2.5, 2.4
_MARKER_EM = 0.7
_WHOLE_FROM = 10


def most_bars(look: Look) -> int:
    """Return how many categories stand for themselves."""
    return MOST_BARS_MEETING if look.is_meeting else MOST_BARS


def category_figure(shown: tuple[CategoryCount, ...], look: Look) -> Figure:
    """Draw categories, the first at the top; each has a row of its own that fits its words."""
    highest = max(
        [*(row.count for row in shown), *(known(row.comparison_count) or 0 for row in shown), 1]
    )
    return {
        "data": [_bars(shown, look), _markers(shown, look)],
        "layout": layout(
            look,
            barmode="overlay",
            meta={"heightEm": _ROW_EM * len(shown) + _AXIS_EM},
            xaxis=count_axis(highest, 1.04, automargin=False),
            yaxis=axis(
                range=[len(shown) - 0.5, -0.5],
                showgrid=False,
                showticklabels=False,
                automargin=False,
            ),
            margin=margin(look, bottom_em=_AXIS_EM - 0.8),
            annotations=[_label(row, place, look) for place, row in enumerate(shown)],
        ),
    }


def _bars(shown: tuple[CategoryCount, ...], look: Look) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.count for row in shown],
        "y": [place + _BAR_AT for place in range(len(shown))],
        "width": _BAR_HEIGHT,
        "marker": {"color": colour("series")},
        "text": [_name(row, look) for row in shown],
        "textposition": "none",
        "hovertemplate": "%{text}<br><b>%{x}</b><extra></extra>",
    }


def _markers(shown: tuple[CategoryCount, ...], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [known(row.comparison_count) for row in shown],
        "y": [place + _BAR_AT for place in range(len(shown))],
        "marker": {
            "symbol": "diamond",
            "size": round(look.font_size * _MARKER_EM),
            "color": colour("paper"),
            "line": {"color": colour("ink"), "width": 2},
        },
        "text": [_name(row, look) for row in shown],
        "hovertemplate": "%{text}<br><b>%{x}</b><extra></extra>",
        "cliponaxis": False,
    }


def _label(row: CategoryCount, place: int, look: Look) -> dict[str, Any]:
    """Write name and count above the bar, where a long name costs the bars no room."""
    return {
        "x": 0,
        "y": place + _WORDS_AT,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 2,
        "text": f"{_name(row, look)}  <b>{_written(row.count, look)}</b>",
        "name": _name(row, look),
        "showarrow": False,
    }


def _written(count: float, look: Look) -> str:
    """Write a count; a small mean keeps a decimal."""
    decimals = 0 if float(count).is_integer() or count >= _WHOLE_FROM else 1
    return number(count, look.language, decimals)


def _name(row: CategoryCount, look: Look) -> str:
    return escaped(row.category.name.in_language(look.language))
