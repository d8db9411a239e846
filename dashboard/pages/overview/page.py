"""Översikt: every place at a glance, and how fresh the data are."""

from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html
from dash.development.base_component import Component

from config.texts import text
from dashboard.basemap import basemap_address
from dashboard.components.attributes import attributes
from dashboard.components.data_table import table_host, table_payload
from dashboard.components.filter_bar import filter_bar, filter_state
from dashboard.components.notice import view_notices
from dashboard.components.panel import panel_head
from dashboard.drawing import packed
from dashboard.figures.site_map import map_ahead
from dashboard.formatting import comparison_name, day, in_period, number
from dashboard.navigation import Page, register_page
from dashboard.pages.overview.answer import Answer, ask
from dashboard.pages.overview.cards import site_card
from dashboard.pages.overview.ids import Id
from dashboard.pages.overview.tables import download_figures, download_sources, sources_table
from dashboard.settling import view_of, viewer_of
from dashboard.shell import context_words
from dashboard.state import View, search_of
from dashboard.texts import page_text, page_texts_under

_TITLE = page_text("overview", "title")
_HEADING = page_text("overview", "heading")
_LEAD = page_texts_under("overview", "lead")
_SITE = page_texts_under("overview", "site")
_SOURCES = page_texts_under("overview", "sources")
_ALL = text("shell.all_sites")
_PRODUCT = text("shell.product")
_CONTROLS = ("plats", "period", "jamfor")


def layout(view: View) -> Component:
    """Return the page, drawn: a first visit needs no second question."""
    search = search_of(view.state)
    drawn = draw(view, ask(view), search)
    return html.Div(
        [
            dcc.Store(id=Id.VIEW, data=search),
            dcc.Store(id=Id.DRAWING, data=drawn["drawing"]),
            dcc.Store(id=Id.DRAWN),
            html.P(drawn["context"], id=Id.CONTEXT, className="context-line"),
            filter_bar(_CONTROLS, view),
            html.Div(drawn["notices"], id=Id.NOTICES),
            html.Div(
                [
                    html.H1(drawn["heading"], id=Id.HEADING),
                    html.P(drawn["lead"], id=Id.LEAD, className="lead"),
                ]
            ),
            html.Div(drawn["sites"], id=Id.SITES, className="sites"),
            html.Section(
                [
                    html.Div(drawn["sources_head"], id=Id.SOURCES_HEAD, className="panel__head"),
                    table_host("overview-sources"),
                    html.Div(_download(view), className="panel__foot"),
                ],
                className="panel board",
            ),
        ],
        className="page page--overview",
        **attributes({"data-view-store": Id.VIEW}),
    )


@callback(
    output={
        "drawing": Output(Id.DRAWING, "data"),
        "notices": Output(Id.NOTICES, "children"),
        "context": Output(Id.CONTEXT, "children"),
        "heading": Output(Id.HEADING, "children"),
        "lead": Output(Id.LEAD, "children"),
        "sites": Output(Id.SITES, "children"),
        "sources_head": Output(Id.SOURCES_HEAD, "children"),
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
    chosen = view.chosen_site
    table = table_payload(sources_table(view, answer), language)
    basemap = basemap_address(viewer_of(view), view.catalogue.version)
    return {
        "drawing": packed(
            {
                "stamp": stamp,
                "title": f"{_TITLE(language)} – {_PRODUCT(language)}",
                "filters": filter_state(view, all_sites=True),
                "tables": {"overview-sources": table},
                "ahead": map_ahead(view.site, basemap),
            }
        ),
        "notices": view_notices(view),
        "context": context_words(
            view, chosen.name.in_language(language) if chosen else _ALL(language)
        ),
        "heading": _HEADING(language, period=in_period(view.period, language)),
        "lead": _lead(view, answer),
        "sites": [site_card(one, view) for one in answer.sites],
        "sources_head": _sources_head(view, answer),
    }


def _lead(view: View, answer: Answer) -> str:
    """Say what the figures are compared with; places that count whole months may have their own."""
    language, period = view.language, view.period
    if view.state.comparison == "none":
        return _LEAD["alone"](language)
    named = [one.view.state.comparison for one in answer.sites]
    words = {kind: comparison_name(period, kind, language) for kind in named}
    own = words.pop(view.state.comparison, None)
    key = "one" if len(answer.sites) == 1 else "mixed" if own and words else "many"
    months = next(iter(words.values()), "")
    return _LEAD[key](language, count=len(answer.sites), comparison=own or months, months=months)


def _sources_head(view: View, answer: Answer) -> list[Component]:
    language, notes = view.language, answer.sources
    summary = _SOURCES["summary"](
        language,
        day=day(view.data_to, language),
        rejected=number(sum(note.rejected_count or 0 for note in notes), language),
        unmatched=number(
            sum((note.no_position_count or 0) + (note.outside_count or 0) for note in notes),
            language,
        ),
    )
    return panel_head(_SOURCES["title"](language), summary)


def _download(view: View) -> html.A:
    return html.A(
        _SITE["csv"](view.language),
        href="/hamta/overview-figures.csv",
        className="button button--quiet",
        **attributes({"data-csv": "overview-figures"}),
    )


clientside_callback(
    ClientsideFunction("platsbild", "draw"), Output(Id.DRAWN, "data"), Input(Id.DRAWING, "data")
)

register_page(
    __name__,
    Page(
        key="overview",
        path="/",
        order=10,
        title=_TITLE,
        capability="see_pages",
        layout=layout,
        downloads={"figures": download_figures, "sources": download_sources},
    ),
)
