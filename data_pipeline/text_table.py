"""A file read as text: the one shape that every reader gives, whatever the format."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

LINE_NO = "line_no"


@dataclass(frozen=True)
class BrokenRecord:
    """A record whose number of fields is wrong; `line_no` is where it ends in the file.

    `opened_at` is the line of a quotation mark that is not closed as it should, if that is why;
    `length` is the number of signs of a record that is too long to be one.
    """

    line_no: int
    found: int
    expected: int
    opened_at: int | None = None
    length: int | None = None


@dataclass(frozen=True)
class TextTable:
    """Records as text: `line_no`, and one column a heading.

    `record_count` is counted apart from the database, whole records with the right number of
    fields; broken and blank ones are counted beside it.
    """

    relation: duckdb.DuckDBPyRelation
    headings: tuple[str, ...]
    record_count: int
    broken: tuple[BrokenRecord, ...] = ()
    blank_count: int = 0
    encoding: str = "UTF-8"
    looks_garbled: bool = False


def unique_headings(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Return headings with spaces made plain, empty ones numbered and repeated ones told apart."""
    headings: list[str] = []
    for number, cell in enumerate(cells, start=1):
        plain = " ".join((cell or "").replace("\ufeff", "").split()) or f"kolumn {number}"
        headings.append(plain if plain not in headings else f"{plain} ({number})")
    return tuple(headings)


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared: one form of each letter and space, no case."""
    return " ".join(unicodedata.normalize("NFC", heading).split()).casefold()


def merged_headings(rows: Sequence[Sequence[str | None]]) -> tuple[str, ...]:
    """Return one heading a column from several rows; an upper cell holds for those to its right.

    Only as far as the next filled cell: that is how a merged cell is written.
    """
    *upper, lowest = rows
    parts: list[list[str]] = [[] for _ in lowest]
    for row in upper:
        above = ""
        for number in range(len(lowest)):
            above = (row[number] if number < len(row) else "") or above
            parts[number].append(above)
    cells = [
        " / ".join(filter(None, [*(p.strip() for p in above), (cell or "").strip()]))
        for above, cell in zip(parts, lowest, strict=True)
    ]
    return unique_headings(cells)


def found_above(lines: Sequence[str], patterns: dict[str, str]) -> dict[str, str]:
    """Return, for each heading, the (group) of the first line above the headings that fits."""
    return {
        heading: next((m.group(1) for line in lines if (m := re.search(pattern, line))), "")
        for heading, pattern in patterns.items()
    }


def with_constants(table: TextTable, constants: dict[str, str]) -> TextTable:
    """Return the table with headings that hold the same text in every record."""
    if not constants:
        return table
    added = [duckdb.ConstantExpression(text).cast("VARCHAR").alias(heading)
             for heading, text in constants.items()]  # fmt: skip
    relation = table.relation.select(duckdb.StarExpression(), *added)
    return replace(table, relation=relation, headings=(*table.headings, *constants))


def write_numbered(path: Path, records: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write records as plain comma-separated UTF-8, each led by its line in the sender's file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for line, fields in records:
            writer.writerow((line, *fields))


def read_numbered(
    connection: duckdb.DuckDBPyConnection, path: Path, headings: Sequence[str]
) -> duckdb.DuckDBPyRelation:
    """Open what `write_numbered` wrote: `line_no` and the headings."""
    # Told, not guessed: the guess goes wrong where a text holds another line ending.
    relation = _read_text(
        connection,
        path,
        len(headings) + 1,
        delimiter=",",
        skip=0,
        line_end=duckdb.CSVLineTerminator.LINE_FEED,
    )
    line_no = duckdb.ColumnExpression("c0").cast("BIGINT").alias(LINE_NO)
    return relation.select(line_no, *_named(headings, first=1))


def read_original(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    headings: Sequence[str],
    *,
    delimiter: str,
    skip: int,
) -> duckdb.DuckDBPyRelation:
    """Open a sender's own UTF-8 file, one record a line, `skip` lines above the first."""
    relation = _read_text(connection, path, len(headings), delimiter=delimiter, skip=skip)
    numbered = relation.row_number("over ()", "*")
    counter = duckdb.ColumnExpression(numbered.columns[-1])
    line_no = (counter + duckdb.ConstantExpression(skip)).alias(LINE_NO)
    return numbered.select(line_no, *_named(headings, first=0))


def _read_text(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    width: int,
    *,
    delimiter: str,
    skip: int,
    line_end: duckdb.CSVLineTerminator | None = None,
) -> duckdb.DuckDBPyRelation:
    """Read every column as text; nothing is guessed.

    Never `store_rejects` or `ignore_errors`: both lose rows in silence.
    """
    return connection.read_csv(
        str(path),
        header=False,
        skiprows=skip,
        delimiter=delimiter,
        quotechar='"',
        escapechar='"',
        auto_detect=False,
        columns={f"c{number}": "VARCHAR" for number in range(width)},
        strict_mode=True,
        lineterminator=line_end,
    )


def _named(headings: Sequence[str], *, first: int) -> Iterator[duckdb.Expression]:
    for number, heading in enumerate(headings, start=first):
        yield duckdb.ColumnExpression(f"c{number}").alias(heading)
