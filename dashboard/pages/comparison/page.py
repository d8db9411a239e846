"""Jämför perioder: two periods of one place, and how sure the difference between them is."""

from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html
from dash.development.base_component import Component

from config.words import Language
from dashboard.chosen_words import bounded, bounded_place
from dashboard.components.attributes import attributes
from dashboard.components.filter_bar import filter_bar
from dashboard.components.notice import view_notices
from dashboard.components.panel import (
    PanelIds,
    PanelParts,
    chart_host,
    legend_host,
    panel,
    panel_foot,
)
from dashboard.components.reference_picker import preset_buttons, reference_picker
from dashboard.drawing import packed
from dashboard.formatting import day
from dashboard.navigation import Page, register_page
from dashboard.pages.comparison.answer import ask, periods_of, place_of
from dashboard.pages.comparison.figures import drawing
from dashboard.pages.comparison.ids import Id
from dashboard.pages.comparison.panels import HEADS, caveat_part, picker_words, unsaid, verdict_part
from dashboard.pages.comparison.tables import TABLES, download
from dashboard.sentences import brief_source_words, source_words
from dashboard.settling import view_of
from dashboard.state import View, search_of
from dashboard.texts import page_text, page_texts_under
from warehouse.queries.comparison_rows import PeriodComparison

_TITLE = page_text("comparison", "title")
_HEADING, _CONTEXT = page_text("comparison", "heading"), page_text("comparison", "context")
_PRINT = page_text("comparison", "print")
_PRESETS, _PRESET = page_text("comparison", "presets"), page_texts_under("comparison", "preset")
_MAP = page_texts_under("comparison", "map")
_ABOUT = {name: page_text("comparison", f"{name}.about") for name in HEADS}
_CONTROLS = ("plats", "omrade", "period", "kategori")
_PANELS = {
    "kinds": PanelIds(Id.KINDS_HEAD, Id.KINDS_FOOT),
    "weeks": PanelIds(Id.WEEKS_HEAD, Id.WEEKS_FOOT),
    "controls": PanelIds(Id.CONTROLS_HEAD, Id.CONTROLS_FOOT),
    "clock": PanelIds(Id.CLOCK_HEAD, Id.CLOCK_FOOT),
    "map": PanelIds(Id.MAP_HEAD, Id.MAP_FOOT),
}
_MAP_BOARD = ("map",)
_BOARDS = (("kinds", "weeks"), ("controls", "clock"), _MAP_BOARD)


def layout(view: View) -> Component:
    """Return the page, drawn."""
    language, search = view.language, search_of(view.state)
    drawn = draw(view, ask(view), search)
    return html.Div(
        [
            dcc.Store(id=Id.VIEW, data=search),
            dcc.Store(id=Id.DRAWING, data=drawn["drawing"]),
            dcc.Store(id=Id.DRAWN),
            html.P(drawn["context"], id=Id.CONTEXT, className="context-line"),
            filter_bar(_CONTROLS, view),
            _reference_bar(drawn["presets"], language),
            html.Div(drawn["notices"], id=Id.NOTICES),
            html.Section(
                [
                    html.Div(
                        [html.H1(drawn["heading"], id=Id.HEADING), _print_button(language)],
                        className="comparison__head",
                    ),
                    html.Div(
                        [
                            html.Div(drawn["verdict"], id=Id.VERDICT),
                            html.Div(drawn["caveats"], id=Id.CAVEATS),
                        ],
                        className="comparison__finding",
                    ),
                ],
                className="board board--tiles",
            ),
            *[_board(names, drawn, view) for names in _BOARDS],
        ],
        className="page page--comparison comparison",
        **attributes({"data-view-store": Id.VIEW}),
    )


def _reference_bar(buttons: list[Component], language: Language) -> html.Div:
    label = attributes({"aria-label": _PRESETS(language)})
    return html.Div(
        [
            reference_picker(picker_words(language)),
            html.Div(
                buttons, id=Id.PRESETS, className="comparison__presets", role="group", **label
            ),
        ],
        className="comparison__reference",
    )


def _print_button(language: Language) -> html.Button:
    named = attributes({"type": "button", "data-print": ""})
    return html.Button(_PRINT(language), className="button comparison__print", **named)


def _board(names: tuple[str, ...], drawn: dict[str, Any], view: View) -> html.Div:
    kind = "pair" if len(names) > 1 else "single"
    panels = [_panel(name, drawn, view.language) for name in names]
    # Where is in no shared file: the page says so among its caveats.
    is_hidden = names == _MAP_BOARD and view.catalogue.leaves is not None
    named = f"board board--{kind} comparison__board--{names[0]}"
    return html.Div(panels, className=named, hidden=is_hidden)


def _panel(name: str, drawn: dict[str, Any], language: Language) -> html.Section:
    full, about = f"comparison-{name}", _ABOUT[name](language)
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
        "presets": Output(Id.PRESETS, "children"),
        "heading": Output(Id.HEADING, "children"),
        "verdict": Output(Id.VERDICT, "children"),
        "caveats": Output(Id.CAVEATS, "children"),
        "heads": {name: Output(ids.head, "children") for name, ids in _PANELS.items()},
        "feet": {name: Output(ids.foot, "children") for name, ids in _PANELS.items()},
    },
    inputs={"search": Input(Id.VIEW, "data")},
    prevent_initial_call=True,
)
def redraw(search: str) -> dict[str, Any]:
    """Draw everything on the page for one address."""
    view = view_of(search)
    return draw(view, ask(view), search)


def draw(view: View, found: PeriodComparison, stamp: str) -> dict[str, Any]:
    """Return what stands in each place of the page."""
    language = view.language
    place, (before, after) = place_of(found, language), periods_of(found, language)
    data_to = day(view.data_to, language)
    source = panel_foot(
        brief_source_words(found.sources, language), source_words(found.sources, language)
    )
    return {
        "drawing": packed(drawing(view, found, stamp)),
        "notices": view_notices(view),
        "context": _CONTEXT(
            language, site=bounded_place(place, view), after=after, before=before, data_to=data_to
        ),
        "presets": preset_buttons(view, {key: said(language) for key, said in _PRESET.items()}),
        "heading": _HEADING(language, site=bounded(place, view)),
        "verdict": verdict_part(view, found, language),
        "caveats": caveat_part(found, language),
        "heads": {name: _head(name, view, found) for name in HEADS},
        "feet": dict.fromkeys(HEADS, source),
    }


def _head(name: str, view: View, found: PeriodComparison) -> list[Component]:
    if name in unsaid(found):
        return []
    return [*HEADS[name](view, found), *([legend_host()] if name == "map" else [])]


clientside_callback(
    ClientsideFunction("platsbild", "draw"), Output(Id.DRAWN, "data"), Input(Id.DRAWING, "data")
)

register_page(
    __name__,
    Page(
        key="comparison",
        path="/jamfor",
        order=30,
        title=_TITLE,
        capability="see_pages",
        bundles=("plotly", "deck"),
        layout=layout,
        downloads={name: download(name) for name in TABLES},
    ),
)
