"""A file's first rows as they would be typed, with its first rejected rows in their place."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import duckdb
from duckdb import ColumnExpression

from config.sources import Source
from config.words import Words, message
from data_pipeline.land import judged_rows, rows_to_land
from data_pipeline.landing_columns import (
    LandingField,
    first_problem,
    landing_fields,
    problem_details,
)
from data_pipeline.landing_wide import cell_field, sent_heading
from data_pipeline.ledger import Load
from data_pipeline.rejected import Rejection
from data_pipeline.store import Store
from data_pipeline.text_table import LINE_NO

_MOST = 12


@dataclass(frozen=True)
class Line:
    """One row: its line in the file, the cells shown, and its faults; no personal values."""

    line_no: int
    cells: tuple[str, ...]
    faults: tuple[Words, ...]


@dataclass(frozen=True)
class _About:
    """What the lines are of: a contract, the file's headings, the fields shown, and the day."""

    source: Source
    headings: tuple[str, ...]
    shown: tuple[str, ...]
    today: dt.date


def first_lines(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    source: Source,
    load: Load,
    today: dt.date,
    shown: list[str],
) -> tuple[Line, ...]:
    """Return the first rows and the first rejected ones, in the file's order."""
    fields = landing_fields(source)
    rows = rows_to_land(connection, store, source, load)
    judged = judged_rows(rows.relation, source, fields, today)
    about = _About(source, rows.headings, tuple(shown), today)
    broken = [_broken(one, len(shown)) for one in store.broken(load)[:_MOST]]
    rejected = judged.filter(first_problem(fields).isnotnull())
    found = {
        line
        for some in (judged, rejected)
        for line in _lines(some, fields, about)
    }  # fmt: skip
    return tuple(sorted({*found, *broken}, key=lambda line: (line.line_no, line.cells)))


def _lines(
    rows: duckdb.DuckDBPyRelation,
    fields: tuple[LandingField, ...],
    about: _About,
) -> list[Line]:
    names = [
        expression
        for field in fields
        for expression in (field.text_name, field.name, field.problem_name)
    ]
    first = rows.order(LINE_NO).limit(_MOST)
    asked = first.select(*(ColumnExpression(name) for name in (LINE_NO, *names)))
    return [_line(row, fields, about) for row in asked.fetchall()]


def _line(row: tuple[Any, ...], fields: tuple[LandingField, ...], about: _About) -> Line:
    cells: dict[str, str] = {}
    faults: list[Words] = []
    texts = {field.name: str(row[1 + 3 * at] or "") for at, field in enumerate(fields)}
    part = texts.get(cell_field(about.source), "")
    for at, field in enumerate(fields):
        text, value, problem = row[1 + 3 * at : 4 + 3 * at]
        # What could not be typed is shown as it was sent.
        cells[field.name] = str(text or "") if value is None else str(value)
        if problem:
            heading = sent_heading(about.source, about.headings, field, part)
            words = message(problem, **problem_details(field, about.today, texts[field.name]))
            faults.append(Words(sv=f"{heading}: {words.sv}", en=f"{heading}: {words.en}"))
    return Line(row[0], tuple(cells[name] for name in about.shown), tuple(faults))


def _broken(rejection: Rejection, count: int) -> Line:
    return Line(rejection.line_no, ("",) * count, (rejection.words,))
