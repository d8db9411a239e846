"""Profiles each column of a file, read by the product's own reader."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from duckdb import ColumnExpression
from duckdb import FunctionExpression as Call

from data_pipeline.formats import reader_of
from data_pipeline.land import prepare
from data_pipeline.profiling.found import (
    ColumnProfile,
    FoundLayout,
    Profile,
    Remark,
    Role,
    TimeForms,
    decided,
)
from data_pipeline.profiling.layouts import find_layout
from data_pipeline.profiling.people import personal_sort
from data_pipeline.profiling.time_columns import find_forms, settled
from data_pipeline.profiling.vocabulary import is_missing_word
from data_pipeline.store import Store
from data_pipeline.text_table import TextTable

_MOST_RECORDS = 200_000
_LEAST_SHARE = 0.9
_LEAST_POSITIONS = 0.8
_LAST_HOUR = 24
_LEAST_NUMBERS, _MOST_TEXTS = 0.5, 3
_VIEW = "profiled_column"
_FLAGS = {"ja", "nej", "true", "false", "sant", "falskt", "yes", "no", "j", "n", "y"}
_CLOCK_HEADING = re.compile(r"\b(hour|timme|klockslag|kl)\b", re.IGNORECASE)


def profile_file(path: Path) -> Profile:
    """Look at a whole file: its layout, and every column of its first 200 000 records.

    Raises:
        FileRefusedError: no reader of ours can read it.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        connection = store.connect()
        try:
            prepare(connection)
            found = find_layout(connection, path)
            table, found = _table(connection, path, found, store.scratch)
            table.relation.limit(_MOST_RECORDS).create("profiled_file")
            columns = tuple(_profiles(connection, table.headings))
        finally:
            connection.close()
    columns = _with_one_day_order(columns)
    return Profile(path.name, found, columns, table.record_count, len(table.broken), table.encoding)


def _table(
    connection: duckdb.DuckDBPyConnection, path: Path, found: FoundLayout, scratch: Path
) -> tuple[TextTable, FoundLayout]:
    """Read the file; where records lack their last fields, once more as a ragged one."""
    reader = reader_of(found.layout.format)
    table = reader.read_table(connection, path, found.layout, scratch)
    short = [record for record in table.broken if record.found < record.expected]
    if len(short) <= table.record_count // 10 or found.layout.format != "delimited":
        return table, found
    layout = found.layout.model_copy(update={"ragged": True})
    remark: Remark = decided("ragged", count=len(short))
    found = replace(found, layout=layout, remarks=(*found.remarks, remark))
    return reader.read_table(connection, path, layout, scratch), found


def _profiles(
    connection: duckdb.DuckDBPyConnection, headings: tuple[str, ...]
) -> Iterator[ColumnProfile]:
    table = connection.table("profiled_file")
    for heading in headings:
        cell = Call("clean_text", ColumnExpression(heading)).alias("value")
        table.select(cell).create_view(_VIEW)
        yield _profile(connection, heading)


def _profile(connection: duckdb.DuckDBPyConnection, heading: str) -> ColumnProfile:
    counts = _run(connection, "profile_column.sql").fetchone()
    values = tuple(
        (str(text), int(n)) for text, n in _run(connection, "profile_values.sql").fetchall()
    )
    filled, distinct, *_ = counts or (0, 0)
    if not filled or counts is None:
        return ColumnProfile(heading, 0, 0, "empty")
    missing = tuple(text for text, _ in values if is_missing_word(text))
    if counts[2] >= _LEAST_NUMBERS * filled:
        missing = _between_numbers(values) or missing
    held = filled - sum(n for text, n in values if text in missing)
    sample = next((text for text, _ in values if text not in missing), "")
    is_clock = counts[5] >= _LEAST_SHARE * held > 0
    times = None if is_clock or not sample else find_forms(connection, heading, held, sample)
    role = _role(heading, counts[2:], held, values, times)
    return ColumnProfile(
        heading=heading,
        filled=filled,
        distinct=distinct,
        role=role,
        values=values,
        low=counts[6],
        high=counts[7],
        has_fractions=counts[3] > 0,
        mean_length=counts[8],
        missing=missing,
        times=times,
        personal=_personal(heading, values, counts[8], role),
    )


def _between_numbers(values: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Return the few texts that stand where a number was not given, such as `ej bedömt`."""
    found = tuple(text for text, _ in values if not any(sign.isdigit() for sign in text))
    return found if len(found) <= _MOST_TEXTS else ()


def _personal(
    heading: str, values: tuple[tuple[str, int], ...], mean_length: float, role: Role
) -> str:
    if role in {"moment", "clock", "flag", "position"}:
        return ""
    return personal_sort(heading, values, mean_length, is_number=role == "number")


def _role(
    heading: str,
    counts: tuple[Any, ...],
    held: int,
    values: tuple[tuple[str, int], ...],
    times: TimeForms | None,
) -> Role:
    numbers, _, positions, clocks, _, highest, *_ = counts
    if times:
        return "moment"
    if positions >= _LEAST_POSITIONS * held > 0:
        return "position"
    is_hour = numbers >= _LEAST_SHARE * held and (highest or 0) <= _LAST_HOUR
    if clocks >= _LEAST_SHARE * held > 0 or (is_hour and _CLOCK_HEADING.search(heading)):
        return "clock"
    words = {text.casefold() for text, _ in values if not is_missing_word(text)}
    if words and words <= _FLAGS:
        return "flag"
    return "number" if numbers >= _LEAST_SHARE * held > 0 else "text"


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyConnection:
    sql = files("data_pipeline.profiling").joinpath(name)
    return connection.execute(sql.read_text(encoding="utf-8"))


def _with_one_day_order(columns: tuple[ColumnProfile, ...]) -> tuple[ColumnProfile, ...]:
    """Let a column whose days can be read in one way only settle the order of the others."""
    clear = [c for c in columns if c.times and not c.times.other and "/" in c.times.forms[0]]
    first = next(iter(clear), None)
    if first is None or first.times is None:
        return columns
    month_first = first.times.forms[0].startswith("%m/")
    return tuple(
        replace(c, times=settled(c.times, month_first=month_first, reason=first.heading))
        if c.times
        else c
        for c in columns
    )
