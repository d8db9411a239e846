"""Uppföljning: what has changed since the start, and whether the measures helped."""

from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.filter_bar import filter_bar
from dashboard.components.notice import notice, view_notices
from dashboard.drawing import packed
from dashboard.formatting import day
from dashboard.navigation import Page, register_page
from dashboard.pages.followup.answer import ask, on_started_site
from dashboard.pages.followup.figures import drawing
from dashboard.pages.followup.ids import Id
from dashboard.pages.followup.panels import body_part, empty_part
from dashboard.pages.followup.tables import DOWNLOADS, download
from dashboard.settling import view_of
from dashboard.state import View, search_of
from dashboard.texts import page_text
from warehouse.queries.followup_rows import START, Followup

_TITLE, _HEADING = page_text("followup", "title"), page_text("followup", "heading")
_CONTEXT, _CONTEXT_EMPTY = (page_text("followup", key) for key in ("context", "context.empty"))
_UNKNOWN = page_text("followup", "unknown_measure")


def layout(view: View) -> Component:
    """Return the page, drawn."""
    search = search_of(view.state)
    view = on_started_site(view)
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
        className="page page--followup followup",
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
    view = on_started_site(view_of(search))
    return draw(view, ask(view), search)


def draw(view: View, found: Followup | None, stamp: str) -> dict[str, Any]:
    """Return what stands in each place of the page."""
    return {
        "drawing": packed(drawing(view, found, stamp)),
        "notices": [*view_notices(view), *_unknown_measure(view, found)],
        "context": _context(view, found),
        "heading": _HEADING(view.language, site=view.site.name.in_language(view.language)),
        "body": body_part(view, found) if found else empty_part(view),
    }


def _context(view: View, found: Followup | None) -> str:
    language = view.language
    values = {
        "site": view.site.name.in_language(language),
        "data_to": day(view.data_to, language),
    }
    if found is None:
        return _CONTEXT_EMPTY(language, **values)
    start = day(found.started_on, language)
    return _CONTEXT(language, start=start, months=found.months, **values)


def _unknown_measure(view: View, found: Followup | None) -> list[Component]:
    """Say that the address names a measure that the place's plan does not have."""
    wanted = view.state.measure
    known = {one.number for one in found.measures} if found else set()
    if wanted is None or wanted == START or wanted in known:
        return []
    site = view.site.name.in_language(view.language)
    return [notice(_UNKNOWN(view.language, number=wanted[:40], site=site))]


clientside_callback(
    ClientsideFunction("platsbild", "draw"), Output(Id.DRAWN, "data"), Input(Id.DRAWING, "data")
)

register_page(
    __name__,
    Page(
        key="followup",
        path="/uppfoljning",
        order=40,
        title=_TITLE,
        capability="see_pages",
        bundles=("plotly",),
        layout=layout,
        downloads={name: download(name) for name in DOWNLOADS},
    ),
)
