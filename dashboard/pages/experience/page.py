"""Trygghet och upplevelse: surveys, safety inspections and interviews of one place."""

from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback
from dash.development.base_component import Component

from dashboard.board import BoardWords, board_downloads, board_drawn, board_outputs, board_page
from dashboard.navigation import Page, register_page
from dashboard.pages.experience.answer import PARTS, board_of
from dashboard.pages.experience.ids import Id
from dashboard.settling import view_of
from dashboard.state import View, search_of
from dashboard.texts import page_text

_WORDS = BoardWords(
    key="experience",
    title=page_text("experience", "title"),
    heading=page_text("experience", "heading"),
    controls=("plats", "omrade", "period", "jamfor"),
)


def layout(view: View) -> Component:
    """Return the page, drawn."""
    drawn = board_drawn(_WORDS, view, board_of(view), search_of(view.state))
    return board_page(Id, _WORDS, drawn, view)


@callback(
    output=board_outputs(Id),
    inputs={"search": Input(Id.VIEW, "data")},
    prevent_initial_call=True,
)
def redraw(search: str) -> dict[str, Any]:
    """Draw everything on the page for one address."""
    view = view_of(search)
    return board_drawn(_WORDS, view, board_of(view), search)


clientside_callback(
    ClientsideFunction("platsbild", "draw"), Output(Id.DRAWN, "data"), Input(Id.DRAWING, "data")
)

register_page(
    __name__,
    Page(
        key="experience",
        path="/upplevelse",
        order=22,
        title=_WORDS.title,
        capability="see_pages",
        bundles=("plotly",),
        layout=layout,
        downloads=board_downloads(board_of, PARTS),
    ),
)
