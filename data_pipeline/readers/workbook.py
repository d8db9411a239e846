"""Workbooks (xlsx): one sheet, every cell as text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import duckdb
import fastexcel
from defusedxml.ElementTree import fromstring, iterparse

from config.layouts import Layout
from data_pipeline.errors import FileRefusedError
from data_pipeline.limits import refuse_inflated
from data_pipeline.text_table import (
    TextTable,
    found_above,
    merged_headings,
    read_numbered,
    with_constants,
    write_numbered,
)

FORMAT = "workbook"
MOST_CELLS = 40_000_000
_BATCH = 100_000
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
) -> TextTable:
    """Read one sheet as text; rows are counted in the file's own XML, apart from the reader.

    Raises:
        FileRefusedError: not a workbook, or the sheet or its headings are missing.
    """
    refuse_inflated(path)
    try:
        book = fastexcel.read_excel(str(path))
        name = layout.sheet or book.sheet_names[0]
        filled = _measured(path, name) if name in book.sheet_names else 0
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except (fastexcel.FastExcelError, OSError, ParseError) as error:
        raise FileRefusedError("land.unreadable", format=FORMAT, reason=error) from error
    rows = connection.from_arrow(sheet)
    above = rows.limit(layout.header_row).fetchall()
    if len(above) < layout.header_row or not any(above[-1]):
        raise FileRefusedError("land.unreadable", format=FORMAT, reason="rubrikraden saknas")
    headings = merged_headings(above[-layout.heading_rows :])
    copy = scratch / "sheet.csv"
    write_numbered(copy, _records(rows, layout.header_row + 1))
    counted = filled - sum(1 for row in above if any(row))
    table = TextTable(read_numbered(connection, copy, headings), headings, counted)
    lines = [" ".join(filter(None, row)) for row in above]
    return with_constants(table, found_above(lines, layout.above))


def _records(rows: duckdb.DuckDBPyRelation, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the filled rows that remain, numbered as in the sheet, a batch at a time."""
    done = first - 1
    while batch := rows.limit(_BATCH, done).fetchall():
        for number, row in enumerate(batch, start=done + 1):
            if any(row):
                yield number, [cell or "" for cell in row]
        done += len(batch)


def _measured(path: Path, sheet: str) -> int:
    """Return how many rows of the sheet's XML hold a value.

    Raises:
        FileRefusedError: the sheet reaches so far that reading it would fill the memory; one
            stray cell in the last corner is enough.
    """
    count = row_count = width = 0
    with zipfile.ZipFile(path) as archive, archive.open(_sheet_member(archive, sheet)) as member:
        steps = iterparse(member, events=("start", "end"))
        _, parent = next(steps)
        for event, element in steps:
            if event == "start" and element.tag == f"{_SPACE}sheetData":
                parent = element
            if event == "end" and element.tag == f"{_SPACE}row":
                count += any(_has_value(cell) for cell in element)
                row_count = max(row_count, int(element.get("r") or row_count + 1))
                width = max(width, len(element), *map(_column_no, element), 1)
                # The rows already read, else the whole sheet would stay in memory.
                parent.clear()
    if row_count * width > MOST_CELLS:
        raise FileRefusedError("land.too_wide", rows=row_count, columns=width)
    return count


def _column_no(cell: Element) -> int:
    """Return the number of the column that a cell's reference names: AB7 is 28."""
    number = 0
    for sign in (cell.get("r") or "").rstrip("0123456789"):
        number = number * 26 + ord(sign.upper()) - ord("A") + 1
    return number


def _has_value(cell: Element) -> bool:
    return any((part.text or len(part)) for part in cell if part.tag != f"{_SPACE}f")


def _sheet_member(archive: zipfile.ZipFile, sheet: str) -> str:
    book = fromstring(archive.read("xl/workbook.xml"))
    key = next(
        element.get(_RELATION)
        for element in book.iter(f"{_SPACE}sheet")
        if element.get("name") == sheet
    )
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(link.get("Target", "") for link in links if link.get("Id") == key)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
