"""How far a workbook's sheet reaches and how many of its rows hold something, from its own XML.

It is counted apart from the library that reads the cells.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BLOCK, _LONGEST_ROW = 4 << 20, 32 << 20
_BEGIN, _END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_SPACE_TOLD = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ROW = re.compile(rb'<row\b[^>]*?\sr="(\d+)"')
_CELL = re.compile(rb'<c\b[^>]*?\sr="([A-Z]+)\d+"')
_EVERY_ROW, _EVERY_CELL = re.compile(rb"<row\b"), re.compile(rb"<c\b")
# Cells that hold nothing, and whatever the plain count does not know.
_ODD = re.compile(rb"<v/>|<v></v>|<is/>|<is></is>|<(?:v|is)\s|<extLst|<!|<\?")
Read = Callable[[int], bytes]


@dataclass(frozen=True)
class Reach:
    """Rows that hold a value, the last row's number and the number of columns."""

    filled: int
    rows: int
    columns: int


def sheet_reach(path: Path, sheet: str) -> Reach:
    """Return the reach of one sheet, in memory that does not grow with it."""
    with zipfile.ZipFile(path) as archive:
        name = _sheet_member(archive, sheet)
        with archive.open(name) as member:
            found = _plain_reach(member.read)
        if found is not None:
            return found
        with archive.open(name) as member:
            return _walked(iterparse(member, events=("start", "end")))


def _plain_reach(read: Read) -> Reach | None:
    """Count in whole rows of bytes, or return None where the sheet is written in an odd way.

    Cells of one name are one column here; the walk counts them all. The reader takes the last.
    """
    filled = last = 0
    columns: set[bytes] = set()
    for block in _whole_rows(read):
        rows, cells = _ROW.findall(block), _CELL.findall(block)
        is_told = (len(rows), len(cells)) == (
            len(_EVERY_ROW.findall(block)), len(_EVERY_CELL.findall(block)),
        )  # fmt: skip
        if not is_told or _ODD.search(block):
            return None
        filled += sum(b"<v>" in row or b"<is>" in row for row in block.split(_ROW_END))
        last = max(last, *map(int, rows), 0)
        columns.update(cells)
    width = max((_column_no(name.decode()) for name in columns), default=1)
    return Reach(filled, last, width) if last else None


def _whole_rows(read: Read) -> Iterator[bytes]:
    """Yield the sheet's data in blocks that end where a row does.

    What cannot be cut so is given as a sign that counts as odd.
    """
    head, begin, rest = read(_BLOCK).partition(_BEGIN)
    if not begin or _SPACE_TOLD not in head:
        yield b"<!"
        return
    while True:
        data, end, _ = rest.partition(_END)
        if end:
            yield data
            return
        whole, cut, rest = data.rpartition(_ROW_END)
        yield whole + cut
        block = read(_BLOCK)
        if not block or len(rest) > _LONGEST_ROW:
            yield b"<!"
            return
        rest += block


def _walked(steps: Iterator[tuple[str, Element]]) -> Reach:
    count = row_count = width = 0
    _, parent = next(steps)
    for event, element in steps:
        if event == "start" and element.tag == f"{_SPACE}sheetData":
            parent = element
        if event == "end" and element.tag == f"{_SPACE}row":
            count += any(_has_value(cell) for cell in element)
            row_count = max(row_count, int(element.get("r") or row_count + 1))
            letters = ((cell.get("r") or "").rstrip("0123456789") for cell in element)
            width = max(width, len(element), *map(_column_no, letters), 1)
            # The rows already read, else the whole sheet would stay in memory.
            parent.clear()
    return Reach(count, row_count, width)


def _column_no(letters: str) -> int:
    """Return the number of a column: AB is 28."""
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign.upper()) - ord("A") + 1
    return number


def _has_value(cell: Element) -> bool:
    return any((part.text or len(part)) for part in cell if part.tag != f"{_SPACE}f")


def _sheet_member(archive: zipfile.ZipFile, sheet: str) -> str:
    book = fromstring(archive.read("xl/workbook.xml"))
    sheets = book.iter(f"{_SPACE}sheet")
    keys = (element.get(_RELATION) for element in sheets if element.get("name") == sheet)
    key = next(keys, None)
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    # A name that is not there is told by the archive.
    target = next((link.get("Target", "") for link in links if link.get("Id") == key), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
