"""Workbooks (xlsx): one sheet, every cell as text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import duckdb
import fastexcel
from defusedxml.ElementTree import fromstring, iterparse

from config.layouts import Layout
from data_pipeline.errors import FileRefusedError
from data_pipeline.text_table import (
    TextTable,
    found_above,
    merged_headings,
    read_numbered,
    with_constants,
    write_numbered,
)

FORMAT = "workbook"
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
) -> TextTable:
    """Read one sheet as text; rows are counted in the file's own XML, apart from the reader.

    Raises:
        FileRefusedError: not a workbook, or the sheet or its headings are missing.
    """
    try:
        book = fastexcel.read_excel(str(path))
        name = layout.sheet or book.sheet_names[0]
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except (fastexcel.FastExcelError, OSError) as error:
        raise FileRefusedError("land.unreadable", format=FORMAT, reason=error) from error
    rows = connection.from_arrow(sheet).fetchall()
    above, below = rows[: layout.header_row], rows[layout.header_row :]
    if len(above) < layout.header_row or not any(above[-1]):
        raise FileRefusedError("land.unreadable", format=FORMAT, reason="rubrikraden saknas")
    headings = merged_headings(above[-layout.heading_rows :])
    numbered = enumerate(below, start=layout.header_row + 1)
    copy = scratch / "sheet.csv"
    write_numbered(copy, ((no, [cell or "" for cell in row]) for no, row in numbered if any(row)))
    heading_rows = sum(1 for row in above if any(row))
    counted = sum(1 for _ in _filled_rows(path, name)) - heading_rows
    table = TextTable(read_numbered(connection, copy, headings), headings, counted)
    lines = [" ".join(filter(None, row)) for row in above]
    return with_constants(table, found_above(lines, layout.above))


def _filled_rows(path: Path, sheet: str) -> Iterator[None]:
    """Yield once for each row of the sheet's XML that holds a value."""
    with zipfile.ZipFile(path) as archive, archive.open(_sheet_member(archive, sheet)) as member:
        for _, element in iterparse(member):
            if element.tag == f"{_SPACE}row":
                if any(_has_value(cell) for cell in element):
                    yield
                element.clear()


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
