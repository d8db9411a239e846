"""Kinds of incidents as horizontal bars, with what is compared as a marker on each."""

from typing import Any

from dashboard.figures.trend import escaped
from dashboard.formatting import number
from dashboard.theme import Figure, Look, axis, colour, layout
from warehouse.queries.rows import CategoryCount

MOST_BARS = 12
"""The rest stand in the table."""


def category_figure(counts: tuple[CategoryCount, ...], look: Look) -> Figure:
    """Draw the largest categories, the largest at the top."""
    shown = counts[:MOST_BARS]
    places = list(range(len(shown)))
    highest = max([*(row.count for row in shown), *(row.comparison_count or 0 for row in shown), 1])
    return {
        "data": [_bars(shown, places, look), _markers(shown, places, look)],
        "layout": layout(
            look,
            barmode="overlay",
            bargap=0.62,
            xaxis=axis(range=[0, highest * 1.04], nticks=5, tickformat=",.0f"),
            yaxis=axis(range=[len(shown) - 0.5, -0.75], showgrid=False, showticklabels=False),
            annotations=[
                _label(row, place, look) for row, place in zip(shown, places, strict=True)
            ],
        ),
    }


def _bars(shown: tuple[CategoryCount, ...], places: list[int], look: Look) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.count for row in shown],
        "y": places,
        "marker": {"color": colour("series")},
        "text": [_name(row, look) for row in shown],
        "textposition": "none",
        "hovertemplate": "%{text}<br><b>%{x}</b><extra></extra>",
    }


def _markers(shown: tuple[CategoryCount, ...], places: list[int], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.comparison_count for row in shown],
        "y": places,
        "marker": {
            "symbol": "diamond",
            "size": round(look.font_size * 0.8),
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
        "y": place - 0.2,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -3,
        "text": f"{_name(row, look)}  <b>{number(row.count, look.language)}</b>",
        "showarrow": False,
    }


def _name(row: CategoryCount, look: Look) -> str:
    return escaped(row.category.name.in_language(look.language))
