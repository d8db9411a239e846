"""The tables of Översikt: where the numbers come from, and the key figures for download."""

from config.texts import text
from dashboard.components.data_table import Cell, Column, Table
from dashboard.formatting import period_name
from dashboard.pages.overview.answer import Answer, ask
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import SourceNote

_COLUMN = page_texts_under("overview", "column")
_SOURCES = page_texts_under("overview", "sources")
_CAPTION = page_text("overview", "figures.caption")
_MISSING = text("figure.no_value")
_TEXT_COLUMNS = ("site", "figure", "unit", "name", "publisher", "data_to")


def sources_table(view: View, answer: Answer) -> Table:
    """Return one row a source: how far it reaches and what was left out."""
    language = view.language
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            note.name.in_language(language),
            note.publisher.in_language(language),
            note.data_to,
            *_counts(note),
        )
        for note in answer.sources
    )
    names = (
        *("name", "publisher", "data_to"),
        *("rows", "rejected", "unmapped", "no_position", "outside"),
    )
    columns = tuple(
        Column(_SOURCES[f"column.{name}"](language), is_number=name not in _TEXT_COLUMNS)
        for name in names
    )
    return Table(_SOURCES["caption"](language), columns, rows, _MISSING(language))


def _counts(note: SourceNote) -> tuple[Cell, ...]:
    """Return what was kept and what was not; a shared file tells neither of a protected source."""
    counts = (
        note.row_count,
        note.rejected_count,
        note.unmapped_count,
        note.no_position_count,
        note.outside_count,
    )
    return tuple(NOT_SHOWN if count is None else count for count in counts)


def figures_table(view: View, answer: Answer) -> Table:
    """Return one row a place and key figure."""
    language = view.language
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.site.name.in_language(language),
            figure.name.in_language(language),
            figure.value,
            figure.unit.in_language(language) if not figure.is_share else "",
            figure.base,
            figure.comparison_value,
            figure.change,
        )
        for one in answer.sites
        for figure in one.figures
    )
    columns = tuple(
        Column(words(language), is_number=name not in _TEXT_COLUMNS)
        for name, words in _COLUMN.items()
    )
    period = period_name(view.period, language)
    return Table(_CAPTION(language, period=period), columns, rows, _MISSING(language))


def download_figures(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
    """Answer the download of the key figures."""
    answer = ask(view)
    return figures_table(view, answer), answer.sources


def download_sources(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
    """Answer the download of the sources."""
    answer = ask(view)
    return sources_table(view, answer), answer.sources
