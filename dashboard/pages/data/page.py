"""Data: how fresh and whole the data are, and what there is to do about it."""

from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html
from dash.development.base_component import Component

from config.texts import text
from dashboard.components.attributes import attributes
from dashboard.components.filter_bar import filter_bar
from dashboard.components.notice import view_notices
from dashboard.drawing import packed
from dashboard.formatting import day
from dashboard.navigation import Page, register_page
from dashboard.pages.data.answer import Answer, ask
from dashboard.pages.data.figures import drawing
from dashboard.pages.data.ids import Id
from dashboard.pages.data.panels import body_part, finding
from dashboard.pages.data.tables import TABLES, download
from dashboard.settling import view_of
from dashboard.state import View, search_of
from dashboard.texts import page_text

_TITLE, _CONTEXT = page_text("data", "title"), page_text("data", "context")
_ALL = text("shell.all_sites")


def layout(view: View) -> Component:
    """Return the page, drawn."""
    search = search_of(view.state)
    drawn = draw(view, ask(view), search)
    return html.Div(
        [
            dcc.Store(id=Id.VIEW, data=search),
            dcc.Store(id=Id.DRAWING, data=drawn["drawing"]),
            dcc.Store(id=Id.DRAWN),
            html.P(drawn["context"], id=Id.CONTEXT, className="context-line"),
            filter_bar(("plats",), view),
            html.Div(drawn["notices"], id=Id.NOTICES),
            html.H1(drawn["heading"], id=Id.HEADING),
            html.Div(drawn["body"], id=Id.BODY, className="page"),
        ],
        className="page page--data",
        **attributes({"data-view-store": Id.VIEW}),
    )


@callback(
    output={
        "drawing": Output(Id.DRAWING, "data"),
        "notices": Output(Id.NOTICES, "children"),
        "context": Output(Id.CONTEXT, "children"),
        "heading": Output(Id.HEADING, "children"),
        "body": Output(Id.BODY, "children"),
    },
    inputs={"search": Input(Id.VIEW, "data")},
    prevent_initial_call=True,
)
def redraw(search: str) -> dict[str, Any]:
    """Draw everything on the page for one address."""
    view = view_of(search)
    return draw(view, ask(view), search)


def draw(view: View, answer: Answer, stamp: str) -> dict[str, Any]:
    """Return what stands in each place of the page."""
    language, chosen = view.language, view.chosen_site
    site = chosen.name.in_language(language) if chosen else _ALL(language)
    data_to = day(view.data_to, language)
    return {
        "drawing": packed(drawing(view, answer, stamp)),
        "notices": view_notices(view),
        "context": _CONTEXT(language, site=site, data_to=data_to),
        "heading": finding(view, answer),
        "body": body_part(view, answer),
    }


clientside_callback(
    ClientsideFunction("platsbild", "draw"), Output(Id.DRAWN, "data"), Input(Id.DRAWING, "data")
)

register_page(
    __name__,
    Page(
        key="data",
        path="/data",
        order=90,
        title=_TITLE,
        capability="see_pages",
        bundles=("plotly",),
        layout=layout,
        downloads={name: download(name) for name in TABLES},
    ),
)
