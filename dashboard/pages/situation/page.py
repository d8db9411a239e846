"""Läget: what happened at one place, when in the week, of which kind and where."""

from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html
from dash.development.base_component import Component

from config.words import Language
from dashboard.chosen_words import bounded_place
from dashboard.components.attributes import attributes
from dashboard.components.filter_bar import filter_bar
from dashboard.components.kpi_tile import kpi_tile
from dashboard.components.notice import view_notices
from dashboard.components.panel import PanelIds, PanelParts, chart_host, panel, panel_foot
from dashboard.components.signal_list import signal_list
from dashboard.drawing import packed
from dashboard.navigation import Page, register_page
from dashboard.pages.situation.answer import Answer, ask
from dashboard.pages.situation.context_panels import context_board
from dashboard.pages.situation.figures import drawing
from dashboard.pages.situation.ids import Id
from dashboard.pages.situation.panels import HEADS
from dashboard.pages.situation.tables import TABLES, download
from dashboard.sentences import brief_source_words, finding_words, source_words
from dashboard.settling import view_of
from dashboard.shell import context_words
from dashboard.state import View, search_of
from dashboard.texts import page_text, page_texts_under

_TITLE = page_text("situation", "title")
_HEADING = page_text("situation", "heading")
_TILES = page_text("situation", "tiles")
_MAP = page_texts_under("situation", "map")
_ABOUT = {name: page_text("situation", f"{name}.about") for name in HEADS}
_CONTROLS = ("plats", "omrade", "period", "jamfor", "kategori", "steg")
_PANELS = {
    "trend": PanelIds(Id.TREND_HEAD, Id.TREND_FOOT),
    "categories": PanelIds(Id.CATEGORIES_HEAD, Id.CATEGORIES_FOOT),
    "map": PanelIds(Id.MAP_HEAD, Id.MAP_FOOT),
    "hours": PanelIds(Id.HOURS_HEAD, Id.HOURS_FOOT),
}


def layout(view: View) -> Component:
    """Return the page, drawn: a first visit needs no second question, and no empty charts."""
    language, search = view.language, search_of(view.state)
    drawn = draw(view, ask(view), search)
    return html.Div(
        [
            dcc.Store(id=Id.VIEW, data=search),
            dcc.Store(id=Id.DRAWING, data=drawn["drawing"]),
            dcc.Store(id=Id.DRAWN),
            html.P(drawn["context"], id=Id.CONTEXT, className="context-line"),
            filter_bar(_CONTROLS, view),
            html.Div(drawn["notices"], id=Id.NOTICES),
            html.Section(
                [
                    html.H1(drawn["heading"], id=Id.HEADING),
                    html.P(drawn["finding"], id=Id.FINDING, className="finding"),
                    html.H2(_TILES(language), className="visually-hidden"),
                    html.Div(drawn["tiles"], id=Id.TILES, className="tiles"),
                    html.Section(drawn["signals"], id=Id.SIGNALS, className="signal-list"),
                ],
                className="board board--tiles",
            ),
            *[
                html.Div(
                    [_panel(name, drawn, language) for name in pair], className="board board--pair"
                )
                for pair in (("trend", "categories"), ("map", "hours"))
            ],
            html.Div(drawn["around"], id=Id.AROUND, className="board board--pair"),
        ],
        className="page page--situation",
        **attributes({"data-view-store": Id.VIEW}),
    )


def _panel(name: str, drawn: dict[str, Any], language: Language) -> html.Section:
    full, about = f"situation-{name}", _ABOUT[name](language)
    chart = _map_host(language) if name == "map" else chart_host(full, about)
    parts = PanelParts(drawn["heads"][name], chart, drawn["feet"][name])
    return panel(full, _PANELS[name], parts, about, language)


def _map_host(language: Language) -> html.Div:
    labels = {
        "data-label-zoom-in": _MAP["zoom_in"](language),
        "data-label-zoom-out": _MAP["zoom_out"](language),
        "data-label-reset": _MAP["reset"](language),
        "aria-label": _MAP["host"](language),
    }
    return html.Div(id=Id.MAP, className="map", role="region", tabIndex="0", **attributes(labels))


@callback(
    output={
        "drawing": Output(Id.DRAWING, "data"),
        "notices": Output(Id.NOTICES, "children"),
        "context": Output(Id.CONTEXT, "children"),
        "heading": Output(Id.HEADING, "children"),
        "finding": Output(Id.FINDING, "children"),
        "tiles": Output(Id.TILES, "children"),
        "signals": Output(Id.SIGNALS, "children"),
        "heads": {name: Output(ids.head, "children") for name, ids in _PANELS.items()},
        "feet": {name: Output(ids.foot, "children") for name, ids in _PANELS.items()},
        "around": Output(Id.AROUND, "children"),
    },
    inputs={"search": Input(Id.VIEW, "data")},
    prevent_initial_call=True,
)
def redraw(search: str) -> dict[str, Any]:
    """Draw everything on the page for one address."""
    view = view_of(search)
    answer = ask(view)
    return draw(view, answer, search)


def draw(view: View, answer: Answer, stamp: str) -> dict[str, Any]:
    """Return what stands in each place of the page."""
    language = view.language
    site = view.site.name.in_language(language)
    place = site if view.area.role == "site" else f"{site}, {view.area.name.in_language(language)}"
    return {
        "drawing": packed(drawing(view, answer, stamp)),
        "notices": view_notices(view),
        "context": context_words(view, bounded_place(place, view)),
        "heading": _HEADING(language, site=place),
        "finding": finding_words(answer.main, view),
        "tiles": [kpi_tile(figure, view) for figure in answer.figures],
        "signals": signal_list(answer.signals, language),
        "heads": {name: head(view, answer) for name, head in HEADS.items()},
        "feet": {name: _foot(name, answer, language) for name in HEADS},
        "around": context_board(view, answer),
    }


def _foot(name: str, answer: Answer, language: Language) -> list[Component]:
    special = {"trend": answer.trend.sources, "map": answer.map.sources}
    sources = special.get(name, answer.incident_sources)
    return panel_foot(brief_source_words(sources, language), source_words(sources, language))


clientside_callback(
    ClientsideFunction("platsbild", "draw"), Output(Id.DRAWN, "data"), Input(Id.DRAWING, "data")
)

register_page(
    __name__,
    Page(
        key="situation",
        path="/laget",
        order=20,
        title=_TITLE,
        capability="see_pages",
        bundles=("plotly", "deck"),
        layout=layout,
        downloads={name: download(name) for name in TABLES},
    ),
)
