"""Delimited text: CSV and its Swedish cousins."""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import duckdb

from config.layouts import Layout
from data_pipeline.encoding import UTF8, detect_encoding, looks_garbled, transcode
from data_pipeline.opening import unreadable
from data_pipeline.plain_lines import count_plain
from data_pipeline.relations import row_count
from data_pipeline.text_table import (
    BrokenRecord,
    TextTable,
    found_above,
    merged_headings,
    read_numbered,
    read_original,
    with_constants,
    write_numbered,
)

FORMAT = "delimited"
_SAMPLE = 200_000
LONGEST_RECORD = 500_000
"""Signs of one record, line ends included; the database reads lines of up to two million bytes."""


# A file has millions of them: a named tuple is made four times faster than a dataclass.
class _Record(NamedTuple):
    """One record: its fields, the line it ends on, and where a quotation mark was left open."""

    fields: list[str]
    line_no: int
    opened_at: int | None
    length: int

    def is_whole(self, width: int) -> bool:
        """Say whether it can be read: the right number of fields, not all of them blank."""
        is_good = self.opened_at is None and self.length <= LONGEST_RECORD
        return is_good and len(self.fields) == width and any(self.fields)


@dataclass
class _Scan:
    """What a walk through the records found, apart from the database."""

    whole: int = 0
    blank: int = 0
    last_line: int = 0
    broken: list[BrokenRecord] = field(default_factory=list)


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
) -> TextTable:
    """Read the file as text; its records are counted here too, not only by the database.

    Raises:
        FileRefusedError: no headings, or the two counts differ however it is read.
    """
    encoding = detect_encoding(path)
    text = path
    if encoding is not UTF8 or _has_mark(path):
        text = scratch / "utf8.csv"
        transcode(path, encoding, text)
    delimiter = "\t" if layout.delimiter == "tab" else layout.delimiter
    headings, above = _headings(text, layout, delimiter)
    scan = _scan(text, layout, delimiter, len(headings))
    relation = _relation(connection, text, layout, delimiter, headings, scan)
    if relation is None:
        relation = _clean_copy(connection, text, layout, delimiter, headings, scratch)
    garbled = looks_garbled(_sample(text))
    broken = tuple(scan.broken)
    table = TextTable(relation, headings, scan.whole, broken, scan.blank, encoding.name, garbled)
    return with_constants(table, above)


def _has_mark(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"


def _sample(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(_SAMPLE)


def _records(path: Path, layout: Layout, delimiter: str, width: int) -> Iterator[_Record]:
    """Yield each record after the headings; of a ragged file with its last fields filled up."""
    with path.open(encoding="utf-8", newline="") as file:
        lines: list[str] = []
        reader = csv.reader(_remembered(file, lines), delimiter=delimiter)
        for number, fields in enumerate(reader, start=1):
            if number > layout.header_row:
                first = reader.line_num - len(lines) + 1
                opened_at = first if _is_open(lines, delimiter) else None
                if layout.ragged and any(fields):
                    fields.extend([""] * (width - len(fields)))
                length = sum(map(len, lines))
                yield _Record(fields, reader.line_num, opened_at, length)
            lines.clear()


def _remembered(file: Iterable[str], lines: list[str]) -> Iterator[str]:
    """Yield a file's lines and keep them beside, until the one who reads clears them."""
    for line in file:
        lines.append(line)
        yield line


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Say whether a quotation mark is closed by the end of the file or another field's mark.

    The standard library takes every line up to there as one text, in silence.
    """
    if len(lines) == 1 and lines[0].count('"') % 2 == 0:
        return False
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return len(lines) > 1 or "end of data" in str(error)
    return False


def _headings(path: Path, layout: Layout, delimiter: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the headings, and what the contract wants to know of the lines above them."""
    # A file of another kind may hold all of itself in its first field.
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(islice(csv.reader(file, delimiter=delimiter), layout.header_row))
    if len(rows) < layout.header_row or not any(rows[-1]):
        raise unreadable("delimited", "no_headings")
    above = found_above([delimiter.join(row) for row in rows], layout.above)
    return merged_headings(rows[-layout.heading_rows :]), above


def _scan(path: Path, layout: Layout, delimiter: str, width: int) -> _Scan:
    """Count the records; one by one only where something about them is odd."""
    if not layout.ragged:
        plain = count_plain(path, delimiter, layout.header_row, width, LONGEST_RECORD)
        if plain is not None:
            return _Scan(plain, last_line=layout.header_row + plain)
    return _walked(path, layout, delimiter, width)


def _walked(path: Path, layout: Layout, delimiter: str, width: int) -> _Scan:
    scan = _Scan()
    for record in _records(path, layout, delimiter, width):
        scan.last_line = record.line_no
        if record.is_whole(width):
            scan.whole += 1
        elif not any(record.fields):
            scan.blank += 1
        else:
            found = len(record.fields)
            length = record.length if record.length > LONGEST_RECORD else None
            scan.broken.append(BrokenRecord(record.line_no, found, width, record.opened_at, length))
    return scan


def _relation(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    layout: Layout,
    delimiter: str,
    headings: tuple[str, ...],
    scan: _Scan,
) -> duckdb.DuckDBPyRelation | None:
    """Return the file as the database reads it, or None where it needs a clean copy.

    That is where a record spans lines, is broken or blank, or where the two counts differ.
    """
    if scan.last_line != layout.header_row + scan.whole:
        return None
    relation = read_original(
        connection, path, headings, delimiter=delimiter, skip=layout.header_row
    )
    try:
        counted = row_count(relation)
    except duckdb.Error:
        return None
    return relation if counted == scan.whole else None


def _clean_copy(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    layout: Layout,
    delimiter: str,
    headings: tuple[str, ...],
    scratch: Path,
) -> duckdb.DuckDBPyRelation:
    """Return the whole records only, rewritten so that no reader can see them differently."""
    copy = scratch / "clean.csv"
    whole = (
        (record.line_no, record.fields)
        for record in _records(path, layout, delimiter, len(headings))
        if record.is_whole(len(headings))
    )
    write_numbered(copy, whole)
    return read_numbered(connection, copy, headings)
