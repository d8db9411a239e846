"""Type one load's archived text by its contract: accepted rows, rejected rows, and their sum."""

import datetime as dt
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from config.kinds import kinds
from config.sources import ANSWER_FIELD, QUESTION_FIELD, Source
from data_pipeline.archive import contract_of, missing_headings
from data_pipeline.errors import FileRefusedError
from data_pipeline.landing_columns import (
    LOCAL_DATE,
    NO_ANSWER,
    LandingField,
    date_expression,
    first_problem,
    keep_expression,
    key_expression,
    landing_fields,
    problem_details,
    problem_expression,
    text_expression,
    time_known_expression,
    value_expression,
)
from data_pipeline.landing_wide import (
    cell_field,
    filled_field,
    is_wide,
    long_rows,
    sent_heading,
)
from data_pipeline.ledger import Load
from data_pipeline.rejected import (
    Rejection,
    correctable_suffix,
    once_a_cell,
    write_correctable,
)
from data_pipeline.relations import row_count
from data_pipeline.store import Store, as_plain
from data_pipeline.text_table import LINE_NO

Span = tuple[dt.date, dt.date]
MOST_REJECTIONS = 100_000
"""Rows of a file that are told one by one and written to be mended; more are only counted."""


@dataclass(frozen=True)
class Landed:
    """What one load gave: rows of its kind in a Parquet file, and the counts that add up.

    For a matrix the counts are of cells that hold something, else of records. `span` is the first
    and last day of the accepted rows, where there are any and their kind has days. `gone_count` are
    the rows that an older file of its name had of these days, `beyond_count` those of other days.
    """

    load: Load
    path: Path
    accepted_count: int
    rejected_count: int
    set_aside_count: int
    rejections: tuple[Rejection, ...]
    correctable: Path | None
    span: Span | None
    gone_count: int = 0
    beyond_count: int = 0

    @property
    def name(self) -> str:
        """A name that holds the digests of the content and of the contract."""
        return f"{self.load.source_id}/{self.path.name}"


@dataclass(frozen=True)
class Rows:
    """Text rows to type, and how many there are and were set aside."""

    relation: duckdb.DuckDBPyRelation
    count: int
    set_aside_count: int
    headings: tuple[str, ...]
    """Those of the sender's file, also where a row is one cell of it."""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Teach a connection the landing macros."""
    macros = files("data_pipeline").joinpath("land_types.sql").read_text(encoding="utf-8")
    connection.execute(macros)


def land(
    connection: duckdb.DuckDBPyConnection, store: Store, source: Source, load: Load, today: dt.date
) -> Landed:
    """Type one load, once for each contract; later calls read what was counted then.

    Raises:
        FileRefusedError: accepted and rejected rows do not add up to the records of the file.
    """
    target = store.landed_file(load, contract_of(source))
    if counts := store.counts(target):
        return _as_counted(load, target, counts)
    fields = landing_fields(source)
    rows = rows_to_land(connection, store, source, load)
    judged = judged_rows(rows.relation, source, fields, today)
    with store.replacing(target) as half:
        _accepted(judged, load, source, fields).write_parquet(str(half), compression="zstd")
        count, span = counted(connection.read_parquet(str(half)))
        bad = judged.filter(first_problem(fields).isnotnull())
        faults = (
            _rejections(source, fields, bad, rows.headings, today) if count < rows.count else ()
        )
        rejected = _rejected_count(bad, faults)
        if count + rejected != rows.count:
            raise FileRefusedError(
                "land.not_reconciled", expected=rows.count, found=count + rejected
            )
    if faults:
        _refuse_misread(source, fields, judged)
    faults = once_a_cell(faults)
    correctable = _correctable(connection, store, source, load, faults)
    faults = (*store.broken(load), *faults)
    counts = {
        "accepted_count": count,
        "rejected_count": rejected + load.broken_count,
        "set_aside_count": rows.set_aside_count,
        "correctable": str(correctable) if correctable else None,
        "span": [day.isoformat() for day in span] if span else None,
    }
    store.keep_counts(target, counts | {"rejections": as_plain(faults)})
    return _as_counted(load, target, counts | {"rejections": faults})


def _as_counted(load: Load, path: Path, counts: dict[str, Any]) -> Landed:
    told = {
        "correctable": Path(counts["correctable"]) if counts["correctable"] else None,
        "span": tuple(map(dt.date.fromisoformat, counts["span"])) if counts["span"] else None,
    }
    return Landed(load, path, **counts | told)


def counted(rows: duckdb.DuckDBPyRelation) -> tuple[int, Span | None]:
    """Return how many landed rows there are, and their first and last day."""
    if LOCAL_DATE not in rows.columns:
        return row_count(rows), None
    day = ColumnExpression(LOCAL_DATE)
    asked = [FunctionExpression("count"), *(FunctionExpression(f, day) for f in ("min", "max"))]
    count, first, last = rows.aggregate(asked).fetchall()[0]
    return count, (first, last) if first else None


def rows_to_land(
    connection: duckdb.DuckDBPyConnection, store: Store, source: Source, load: Load
) -> Rows:
    """Return a load's rows as text, without those that its contract sets aside.

    Raises:
        FileRefusedError: the archive lacks a column that the contract asks for now.
    """
    raw = connection.read_parquet(str(store.raw_file(load.source_id, load.sha256)))
    if missing := missing_headings(source, raw.columns):
        raise FileRefusedError("land.needs_original", missing=", ".join(missing))
    rule = keep_expression(source)
    rows = raw if rule is None else raw.filter(rule)
    kept = load.record_count if rule is None else row_count(rows)
    if not is_wide(source):
        return Rows(rows, kept, load.record_count - kept, tuple(raw.columns))
    cells = long_rows(rows, source)
    text = FunctionExpression("clean_text", ColumnExpression(filled_field(source)))
    filled = cells.filter(text.isnotnull())
    return Rows(filled, row_count(filled), load.record_count - kept, tuple(raw.columns))


def judged_rows(
    rows: duckdb.DuckDBPyRelation,
    source: Source,
    fields: tuple[LandingField, ...],
    today: dt.date,
) -> duckdb.DuckDBPyRelation:
    """Return line, key, text, value and fault of each field, for text rows with `line_no`."""
    line, key = ColumnExpression(LINE_NO), ColumnExpression("row_key")
    texts = [ColumnExpression(field.text_name) for field in fields]
    values = [ColumnExpression(field.name) for field in fields]
    as_text = rows.select(line, *(text_expression(f, set(rows.columns)) for f in fields))
    typed = as_text.select(
        line,
        key_expression(source, fields),
        *texts,
        *(value_expression(field, source.layout) for field in fields),
    )
    return typed.select(
        line, key, *texts, *values, *(problem_expression(field, today) for field in fields)
    )


def _accepted(
    judged: duckdb.DuckDBPyRelation, load: Load, source: Source, fields: tuple[LandingField, ...]
) -> duckdb.DuckDBPyRelation:
    good = judged.filter(first_problem(fields).isnull())
    rows = good.select(
        ConstantExpression(load.load_no).alias("load_no"),
        ConstantExpression(load.source_id).alias("source_id"),
        ColumnExpression(LINE_NO),
        ColumnExpression("row_key"),
        time_known_expression(source, fields),
        *date_expression(source.kind),
        *(ColumnExpression(field.name) for field in fields),
    )
    if source.identity:
        return rows
    # Rows alike to the letter are not provably repeats: the second one is told apart by its turn.
    turns = rows.row_number(f"over (partition by row_key order by {LINE_NO})", "*")
    turn = ColumnExpression(turns.columns[-1]).cast("VARCHAR")
    key = FunctionExpression(
        "concat_ws", ConstantExpression("#"), ColumnExpression("row_key"), turn
    )
    columns = {name: ColumnExpression(name) for name in rows.columns}
    return turns.select(*(columns | {"row_key": key.alias("row_key")}).values())


def _rejections(
    source: Source,
    fields: tuple[LandingField, ...],
    bad: duckdb.DuckDBPyRelation,
    headings: tuple[str, ...],
    today: dt.date,
) -> tuple[Rejection, ...]:
    problems = [ColumnExpression(field.problem_name) for field in fields]
    texts = [ColumnExpression(field.text_name) for field in fields]
    part_at = _part_index(source, fields)
    found: list[Rejection] = []
    rows = bad.select(ColumnExpression(LINE_NO), *texts, *problems).limit(MOST_REJECTIONS)
    for line_no, *cells in rows.fetchall():
        values, reasons = cells[: len(fields)], cells[len(fields) :]
        part = "" if part_at is None else values[part_at] or ""
        found += [
            Rejection(
                line_no,
                part,
                sent_heading(source, headings, field, part),
                None if field.is_personal or value is None else value.lstrip(NO_ANSWER),
                reason,
                problem_details(field, today, value or ""),
            )
            for field, value, reason in zip(fields, values, reasons, strict=True)
            if reason
        ]
    return tuple(found)


def _rejected_count(bad: duckdb.DuckDBPyRelation, faults: tuple[Rejection, ...]) -> int:
    told = len({(fault.line_no, fault.part) for fault in faults})
    return told if told < MOST_REJECTIONS else row_count(bad)


def _refuse_misread(
    source: Source,
    fields: tuple[LandingField, ...],
    judged: duckdb.DuckDBPyRelation,
) -> None:
    """Refuse a survey where half of what a column holds is nothing that its contract knows.

    Headings and contents have been shifted then, and what could be read is nonsense too.
    """
    if not kinds()[source.kind].has_questions:
        return
    # All counts in one pass: each one makes the whole file's answers anew.
    asked = ColumnExpression(f"text_{QUESTION_FIELD}")
    counts = [FunctionExpression("count", ColumnExpression(name))
              for field in fields for name in (field.text_name, field.problem_name)]  # fmt: skip
    rows = judged.aggregate([asked, *counts], f"text_{QUESTION_FIELD}").fetchall()
    order = list(source.questions)
    for part, *found in sorted(rows, key=lambda row: order.index(row[0])):
        for field, filled, wrong in zip(fields, found[::2], found[1::2], strict=True):
            if wrong * 2 > filled:
                name, share = field.heading or field.name, wrong / max(filled, 1)
                raise FileRefusedError("land.misread", **_misread(source, name, part, share))


def _misread(source: Source, heading: str, part: str, share: float) -> dict[str, object]:
    question = source.questions[part] if heading == ANSWER_FIELD else None
    column = next((c for c in source.columns if c.source == heading), None)
    known = question.values if question else column.values if column else {}
    scale = [f"{question.low:g}–{question.high:g}"] if question else []
    return {
        "heading": question.source[0] if question else heading,
        "share": round(100 * share),
        "expected": ", ".join([*known, *scale]) or "–",
    }


def _part_index(source: Source, fields: tuple[LandingField, ...]) -> int | None:
    if not is_wide(source):
        return None
    return [field.name for field in fields].index(cell_field(source))


def _correctable(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    source: Source,
    load: Load,
    faults: tuple[Rejection, ...],
) -> Path | None:
    if not faults:
        return None
    target = store.rejected_file(load, correctable_suffix(source, load.file_name))
    raw = connection.read_parquet(str(store.raw_file(load.source_id, load.sha256)))
    with store.replacing(target) as half:
        write_correctable(connection, raw, source, faults, half)
    return target
