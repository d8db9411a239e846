"""The tables of Data, also the downloads."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from config.texts import text
from config.words import Language
from dashboard.components.data_table import Cell, Column, Table
from dashboard.formatting import moment
from dashboard.pages.data.answer import Answer, ask, site_name
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.data_rows import SourceState
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import SourceNote

_COLUMN = page_texts_under("data", "column")
_CAPTION = page_texts_under("data", "caption")
_CADENCE = page_texts_under("data", "cadence")
_STATE = page_texts_under("data", "state")
_LEVEL = page_texts_under("data", "level")
_KIND = page_texts_under("data", "kind")
_MISSING = text("figure.no_value")
_NUMBERS = frozenset(
    ("rows", "records", "accepted", "rejected", "unmapped", "no_position", "outside", "set_aside",
     "line", "reporters", "load", "days")
)  # fmt: skip
TableOf = Callable[[View, Answer], Table]


def sources_table(view: View, answer: Answer) -> Table:
    """Return one row a source: how far it reaches, whether it is late, what became of its rows."""
    language = view.language
    rows = tuple(
        (
            one.name.in_language(language),
            one.publisher.in_language(language),
            one.data_to,
            _CADENCE[one.cadence](language),
            lateness(one, language),
            one.preliminary_from,
            _moment(view, one.last_loaded_at),
            *_told(
                one.row_count, one.rejected_count, one.unmapped_count, one.no_position_count,
                one.outside_count,
            ),
        )
        for one in answer.sources
    )  # fmt: skip
    names = ("source", "publisher", "data_to", "cadence", "late", "preliminary", "loaded",
             "rows", "rejected", "unmapped", "no_position", "outside")  # fmt: skip
    return _table("sources", names, rows, view)


def coverage_table(view: View, answer: Answer) -> Table:
    """Return one row a stretch of days: reported, a gap, or a counter that stood still."""
    language = view.language
    rows: list[tuple[Cell, ...]] = []
    for one in answer.sources:
        name = one.name.in_language(language)
        stretches = (
            *(("measured" if one.is_in_rounds else "reported", days, "") for days in one.covered),
            *(("gap", days, "") for days in one.gaps),
            *(("outage", outage.span, outage.point) for outage in one.outages),
        )
        rows += [
            (name, _STATE[state](language), point, days.first, days.last, days.day_count)
            for state, days, point in sorted(stretches, key=lambda item: item[1].first)
        ]
    names = ("source", "state", "point", "first", "last", "days")
    return _table("coverage", names, tuple(rows), view)


def sites_table(view: View, answer: Answer) -> Table:
    """Return one row a source and place; reporters where they are named and may be known."""
    language = view.language
    rows = tuple(
        (
            answer.name(one.source_id, language),
            site_name(view, one.site_id),
            one.row_count,
            one.first,
            one.last,
            one.reporter_count if one.reporter_count is not None else "",
            one.reporters_week if one.reporters_week is not None else "",
        )
        for one in answer.at_sites
    )
    names = ("source", "site", "rows", "first", "last", "reporters", "reporters_week")
    return _table("sites", names, rows, view)


def breaks_table(view: View, answer: Answer) -> Table:
    """Return one row a break."""
    language = view.language
    rows = tuple(
        (
            site_name(view, one.site_id),
            one.on,
            _KIND[one.kind](language),
            one.what.in_language(language),
        )
        for one in answer.breaks
    )
    return _table("breaks", ("site", "on", "concerns", "what"), rows, view)


def messages_table(view: View, answer: Answer) -> Table:
    """Return one row a message: where, what was found, what to do."""
    language = view.language
    rows = tuple(
        (
            _LEVEL[one.level](language),
            answer.name(one.source_id, language) if one.source_id else "",
            one.file_name,
            one.found.in_language(language),
            one.remedy.in_language(language),
        )
        for one in answer.messages
    )
    return _table("messages", ("level", "source", "file", "found", "remedy"), rows, view)


def rejected_table(view: View, answer: Answer) -> Table:
    """Return one row a fault of a rejected row."""
    language = view.language
    rows = tuple(
        (
            answer.name(one.source_id, language),
            one.file_name,
            one.line_no,
            one.heading,
            one.value or "",
            one.reason.in_language(language),
        )
        for one in answer.rejections
    )
    return _table("rejected", ("source", "file", "line", "heading", "value", "why"), rows, view)


def loads_table(view: View, answer: Answer) -> Table:
    """Return the ledger, newest first."""
    language = view.language
    rows = tuple(
        (
            str(one.load_no),
            _moment(view, one.loaded_at),
            answer.name(one.source_id, language),
            NOT_SHOWN if one.file_name is None else one.file_name,
            _taken(one.status, language),
            *_told(one.record_count, one.accepted_count, one.rejected_count, one.set_aside_count),
            NOT_SHOWN if one.file_name is None else one.dropped_headings or "",
        )
        for one in answer.loads
    )
    names = ("load", "loaded", "source", "file", "state", "records", "accepted", "rejected",
             "set_aside", "dropped")  # fmt: skip
    return _table("loads", names, rows, view)


_STATES = {"landed": "taken", "refused": "refused", "withdrawn": "withdrawn"}


def _taken(status: str | None, language: Language) -> Cell:
    """Say whether a file was taken; that it was refused may say that it was empty."""
    if status is None:
        return NOT_SHOWN
    return _STATE[_STATES[status]](language)


def lateness(one: SourceState, language: Language) -> str:
    """Say whether a source is late."""
    if one.cadence == "once":
        return _STATE["once"](language)
    if one.is_late is None:
        return _STATE["closed"](language)
    return _STATE["late" if one.is_late else "on_time"](language)


def _told(*counts: int | None) -> tuple[Cell, ...]:
    """Return counts; a shared file tells none of a protected source."""
    return tuple(NOT_SHOWN if count is None else count for count in counts)


def _moment(view: View, at: dt.datetime | None) -> str | None:
    zone = ZoneInfo(view.catalogue.time_zone)
    return moment(at.astimezone(zone), view.language) if at else None


def _table(
    name: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], view: View
) -> Table:
    language = view.language
    made = tuple(Column(_COLUMN[one](language), is_number=one in _NUMBERS) for one in columns)
    return Table(_CAPTION[name](language), made, rows, _MISSING(language))


def cut(table: Table, most: int) -> Table:
    """Return the first rows of a table; all of them are in its download."""
    return Table(table.caption, table.columns, table.rows[:most], table.missing)


TABLES: dict[str, TableOf] = {
    "sources": sources_table,
    "coverage": coverage_table,
    "sites": sites_table,
    "breaks": breaks_table,
    "messages": messages_table,
    "rejected": rejected_table,
    "loads": loads_table,
}
MOST_ROWS = 200


def download(name: str) -> Callable[[View], tuple[Table, tuple[SourceNote, ...]]]:
    """Return what answers the download of one table."""

    def answered(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
        return TABLES[name](view, ask(view)), ()

    return answered
