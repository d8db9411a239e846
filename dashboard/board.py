"""A page of tiles and panels: what stands where, and what the browser's scripts draw in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dash import Output, dcc, html
from dash.development.base_component import Component

from config.texts import Phrase, text
from dashboard.components.attributes import attributes
from dashboard.components.data_table import Column, Table, table_payload
from dashboard.components.filter_bar import filter_bar, filter_state
from dashboard.components.measure_tile import Measured, measure_tiles
from dashboard.components.notice import view_notices
from dashboard.components.panel import PanelIds, PanelParts, chart_host, panel, panel_foot
from dashboard.drawing import packed
from dashboard.formatting import period_name
from dashboard.sentences import brief_source_words, source_words
from dashboard.shell import context_words
from dashboard.state import View, search_of
from dashboard.theme import Figure
from warehouse.queries.rows import SourceNote

_PRODUCT, _MISSING = text("shell.product"), text("figure.no_value")
_TILES = {key: text(f"board.{key}") for key in ("tiles", "what", "value", "when", "change")}


@dataclass(frozen=True)
class BoardPart:
    """One panel: its head, chart, table and sources; `about` says what it is about.

    Where there is nothing to draw, the head says why.
    """

    about: str
    head: list[Component]
    chart: Figure
    table: Table
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True)
class Board:
    """All that a page says for one view; the parts stand two and two."""

    finding: str
    tiles: tuple[Measured, ...]
    parts: Mapping[str, BoardPart]
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True)
class BoardWords:
    """The page's key, its name, its heading (with {site}) and which filters it has."""

    key: str
    title: Phrase
    heading: Phrase
    controls: tuple[str, ...]


BoardOf = Callable[[View], Board]
Download = Callable[[View], tuple[Table, tuple[SourceNote, ...]]]


def board_outputs(ids: type[StrEnum]) -> dict[str, Output]:
    """Return the places that a redrawing fills."""
    return {
        "drawing": Output(ids["DRAWING"], "data"),
        "notices": Output(ids["NOTICES"], "children"),
        "context": Output(ids["CONTEXT"], "children"),
        "heading": Output(ids["HEADING"], "children"),
        "body": Output(ids["BODY"], "children"),
    }


def board_page(
    ids: type[StrEnum], words: BoardWords, drawn: dict[str, Any], view: View
) -> html.Div:
    """Return the whole page, drawn: a first visit needs no second question."""
    return html.Div(
        [
            dcc.Store(id=ids["VIEW"], data=search_of(view.state)),
            dcc.Store(id=ids["DRAWING"], data=drawn["drawing"]),
            dcc.Store(id=ids["DRAWN"]),
            html.P(drawn["context"], id=ids["CONTEXT"], className="context-line"),
            filter_bar(words.controls, view),
            html.Div(drawn["notices"], id=ids["NOTICES"]),
            html.H1(drawn["heading"], id=ids["HEADING"]),
            html.Div(drawn["body"], id=ids["BODY"], className="page"),
        ],
        className=f"page page--{words.key}",
        **attributes({"data-view-store": ids["VIEW"]}),
    )


def board_drawn(words: BoardWords, view: View, board: Board, stamp: str) -> dict[str, Any]:
    """Return what stands in each place of the page."""
    language = view.language
    site = view.site.name.in_language(language)
    place = site if view.area.role == "site" else f"{site}, {view.area.name.in_language(language)}"
    return {
        "drawing": packed(_drawing(words, view, board, stamp)),
        "notices": view_notices(view),
        "context": context_words(view, place),
        "heading": words.heading(language, site=place),
        "body": _body(words.key, view, board),
    }


def board_downloads(board_of: BoardOf, names: Sequence[str]) -> dict[str, Download]:
    """Return what answers the download of each panel's table, and of the tiles."""

    def of_part(name: str) -> Download:
        def answered(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
            part = board_of(view).parts[name]
            return part.table, part.sources

        return answered

    def of_tiles(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
        board = board_of(view)
        return tiles_table(view, board), board.sources

    return {"tiles": of_tiles, **{name: of_part(name) for name in names}}


def tiles_table(view: View, board: Board) -> Table:
    """Return the tiles as rows."""
    language = view.language
    columns = tuple(Column(_TILES[key](language)) for key in ("what", "value", "when", "change"))
    rows = tuple(
        (one.name, f"{one.value} {one.unit}".strip(), one.when, one.change) for one in board.tiles
    )
    caption = f"{_TILES['tiles'](language)} {period_name(view.period, language)}"
    return Table(caption, columns, rows, _MISSING(language))


def _drawing(words: BoardWords, view: View, board: Board, stamp: str) -> dict[str, Any]:
    language = view.language
    title = (words.title(language), view.site.name.in_language(language), _PRODUCT(language))
    tables = {f"{words.key}-{name}": part.table for name, part in board.parts.items()}
    return {
        "stamp": stamp,
        "title": " – ".join(title),
        "filters": filter_state(view),
        "tables": {name: table_payload(table, language) for name, table in tables.items()},
        "charts": {f"{words.key}-{name}": part.chart for name, part in board.parts.items()},
    }


def _body(key: str, view: View, board: Board) -> list[Component]:
    language = view.language
    names = list(board.parts)
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    return [
        html.Section(
            [
                html.P(board.finding, className="finding"),
                html.H2(_TILES["tiles"](language), className="visually-hidden"),
                measure_tiles(board.tiles, language),
            ],
            className="board board--tiles",
        ),
        *[
            html.Div(
                [_panel(f"{key}-{name}", board.parts[name], view) for name in pair],
                className="board board--pair",
            )
            for pair in pairs
        ],
    ]


def _panel(name: str, part: BoardPart, view: View) -> html.Section:
    language = view.language
    foot = panel_foot(
        brief_source_words(part.sources, language), source_words(part.sources, language)
    )
    parts = PanelParts(part.head, chart_host(name, part.about), foot, rows=not part.table.is_blank)
    ids = PanelIds(f"{name}-head", f"{name}-foot")
    return panel(name, ids, parts, part.about, language)
