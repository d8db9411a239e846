"""CSV downloads: /hamta/<figure>.csv with the same query as the page, and the same numbers."""

import csv
import datetime as dt
import io

from flask import Flask, Response, abort, request

from config.texts import text, texts_under
from config.words import Language
from dashboard.components.data_table import Cell, Table
from dashboard.formatting import comparison_name, period_name
from dashboard.navigation import download_of
from dashboard.sentences import source_words
from dashboard.settling import view_of
from dashboard.state import View
from warehouse.errors import WarehouseError
from warehouse.queries.rows import SourceNote, Suppressed
from warehouse.queries.withheld import chosen_names

_CSV = texts_under("csv")
_ALL, _WHOLE = text("filter.categories.all"), text("filter.area.whole")
_WITHHELD = text("withheld.short")
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def serve_downloads(server: Flask) -> None:
    """Answer the downloads of every page."""

    @server.get("/hamta/<name>.csv")
    def download(name: str) -> Response:
        table_of = download_of(name)
        if table_of is None:
            abort(404)
        try:
            view = view_of(request.query_string.decode())
            table, sources = table_of(view)
        except WarehouseError:
            abort(404)
        text = csv_text(view, table, sources)
        response = Response(text.encode("utf-8"), mimetype="text/csv; charset=utf-8")
        file = f"{name}-{view.site.site_id}-{view.period.code}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


def csv_text(view: View, table: Table, sources: tuple[SourceNote, ...]) -> str:
    """Write a table with what it is about on top; separators are those of the language."""
    file = io.StringIO()
    writer = csv.writer(
        file, delimiter=";" if view.language == "sv" else ",", lineterminator="\r\n"
    )
    writer.writerow([_safe(table.caption)])
    writer.writerows([_safe(key), _safe(value)] for key, value in _about(view, sources))
    writer.writerow([])
    writer.writerow([_safe(column.title) for column in table.columns])
    writer.writerows([_cell(cell, view.language) for cell in row] for row in table.rows)
    return _BYTE_ORDER_MARK + file.getvalue()


def _about(view: View, sources: tuple[SourceNote, ...]) -> list[tuple[str, str]]:
    language = view.language
    return [
        (_CSV["place"](language), view.site.name.in_language(language)),
        (_CSV["area"](language), _area(view)),
        (_CSV["period"](language), period_name(view.period, language)),
        (
            _CSV["comparison"](language),
            period_name(view.state.reference, language)
            if view.state.reference
            else comparison_name(view.period, view.state.comparison, language),
        ),
        (_CSV["categories"](language), _categories(view)),
        (_CSV["source"](language), source_words(sources, language)),
        (_CSV["version"](language), view.catalogue.version),
    ]


def _area(view: View) -> str:
    if view.area.role == "site":
        return _WHOLE(view.language)
    return view.area.name.in_language(view.language)


def _categories(view: View) -> str:
    """Name the chosen categories; none chosen is all."""
    named = chosen_names(view.state.categories, view.catalogue, view.language)
    return ", ".join(named) or _ALL(view.language)


def _cell(cell: Cell, language: Language) -> str:
    """Write a cell for a spreadsheet: no grouping, the language's decimal sign, ISO dates."""
    if isinstance(cell, Suppressed):
        return _WITHHELD(language)
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        written = f"{cell:.10g}"
        return written.replace(".", ",") if language == "sv" else written
    return _safe(cell)


def _safe(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
