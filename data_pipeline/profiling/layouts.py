"""How an unknown file is laid out: its format, delimiter, heading row, sheet, layer and system."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import duckdb
import fastexcel

from config.layouts import Layout
from data_pipeline.encoding import detect_encoding
from data_pipeline.errors import FileRefusedError
from data_pipeline.limits import refuse_long_sheet
from data_pipeline.opening import WORKBOOK_FAULTS, open_workbook, read_json, unreadable
from data_pipeline.profiling.found import FoundLayout, Remark, decided, unsure
from data_pipeline.profiling.grids import Row, find_block
from data_pipeline.profiling.maps import layout_of_map
from data_pipeline.profiling.series import escaped
from data_pipeline.sheet_reach import sheet_reach

_SAMPLE_ROWS = 300
_DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}
_MAPS = {".geojson", ".gpkg", ".shp", ".zip"}
_WORKBOOKS = {".xlsx", ".xlsm"}
_COMMA = re.compile(r"-?[\d\s\xa0\u202f]*\d,\d+")
_POINT = re.compile(r"-?\d*\.\d+")
_LABELLED_YEAR = re.compile(r"\s*\"?([^:;,\"]{2,40}):\s*((?:19|20)\d\d)\b")
_TITLE_YEAR = re.compile(r"(\D*)(?:19|20)\d\d\b\D*")
_PERIOD = re.compile("år|period|year|termin|month|månad", re.IGNORECASE)
_DEEPEST = 3
_OF_LABEL = 3


def find_layout(connection: duckdb.DuckDBPyConnection, path: Path) -> FoundLayout:
    """Return how the file is laid out.

    Raises:
        FileRefusedError: it is empty, or of no format that can be read.
    """
    if path.stat().st_size == 0:
        raise FileRefusedError("land.zero_bytes")
    suffix = path.suffix.lower()
    if suffix in _WORKBOOKS:
        return _workbook(connection, path)
    if suffix == ".ics":
        layout = Layout(format="icalendar", decimal=".")
        return FoundLayout(layout, (decided("calendar"),))
    if suffix in _MAPS:
        return layout_of_map(path)
    if suffix in {".json", ".csv", ".txt", ".tsv"}:
        return _json(path) if _holds_json(path) else _delimited(path)
    raise FileRefusedError("draft.format", suffix=path.suffix or path.name)


def _holds_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{")


def _delimited(path: Path) -> FoundLayout:
    encoding = detect_encoding(path)
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding=encoding.codec, errors="replace", newline="") as file:
        lines = list(islice(file, _SAMPLE_ROWS * 2))
    delimiter, rows = max(
        ((sign, _split(lines, sign)) for sign in _DELIMITERS), key=lambda pair: _steadiness(pair[1])
    )
    block = find_block(rows)
    if block is None:
        raise FileRefusedError("land.no_rows")
    remarks = [decided("encoding", encoding=encoding.name),
               decided("delimiter", name=_DELIMITERS[delimiter])]  # fmt: skip
    above, named = _above(rows[: block.header_row - block.heading_rows], delimiter)
    remarks += named
    remarks += _about_headings(block.header_row, block.heading_rows, headless=block.is_headless)
    decimal, said = _decimal(rows[block.header_row :], delimiter)
    layout = Layout(
        format="delimited",
        delimiter="tab" if delimiter == "\t" else delimiter,
        decimal=decimal,
        header_row=block.header_row,
        heading_rows=block.heading_rows,
        above=above,
    )
    lines_above = tuple(delimiter.join(filter(None, row)) for row in rows[: block.header_row - 1])
    return FoundLayout(layout, (*remarks, said), lines_above)


def _split(lines: Sequence[str], delimiter: str) -> Sequence[Row]:
    return list(islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS))


def _steadiness(rows: Sequence[Row]) -> float:
    """Return how much of a file one width explains, wider ones first; a lone column gives 0."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return count / max(1, sum(1 for row in rows if row)) + min(width, 20) / 100


def _above(rows: Sequence[Row], delimiter: str) -> tuple[dict[str, str], list[Remark]]:
    """Return the lines above the headings that say a year, as headings of the contract."""
    found: dict[str, str] = {}
    for row in rows:
        line = delimiter.join(filter(None, row))
        match = _LABELLED_YEAR.match(line)
        if match and _PERIOD.search(match.group(1)):
            label = match.group(1).strip()
            found[label] = f"{label}: *(\\d{{4}})"
    years = [m for row in rows if (m := _TITLE_YEAR.fullmatch(" ".join(filter(None, row))))]
    if not found and len(years) == 1:
        found["År"] = f"{escaped(years[0].group(1))}(\\d{{4}})"
    remarks = [decided("above", label=label) for label in found]
    return found, remarks


def _about_headings(row: int, count: int, *, headless: bool) -> Iterator[Remark]:
    if headless:
        yield unsure("headless", row=row)
    elif count > 1:
        yield decided("heading_rows", first=row - count + 1, last=row)
    elif row > 1:
        yield decided("header_row", row=row)


def _decimal(rows: Sequence[Row], delimiter: str) -> tuple[str, Remark]:
    cells = [cell for row in rows for cell in row if cell]
    commas = sum(1 for cell in cells if _COMMA.fullmatch(cell))
    points = sum(1 for cell in cells if _POINT.fullmatch(cell))
    if commas and points:
        mark = "," if commas > points else "."
        return mark, unsure("decimals_mixed", commas=commas, points=points, mark=mark)
    if not commas and not points:
        mark = "." if delimiter == "," else ","
        return mark, decided("decimals_none", mark=mark)
    mark = "," if commas else "."
    return mark, decided("decimal", mark=mark, count=commas or points)


def _workbook(connection: duckdb.DuckDBPyConnection, path: Path) -> FoundLayout:
    book = open_workbook(path)
    try:
        for name in book.sheet_names:
            refuse_long_sheet(sheet_reach(path, name))
        sheets = {name: _sheet_rows(connection, book, name) for name in book.sheet_names}
    except WORKBOOK_FAULTS as error:
        raise unreadable("workbook") from error
    if not sheets:
        raise unreadable("workbook")
    name = max(sheets, key=lambda sheet: _size(sheets[sheet]))
    block = find_block(sheets[name])
    if block is None:
        raise FileRefusedError("land.no_rows")
    remarks = [decided("workbook", sheet=name, count=len(sheets))]
    above, named = _above(sheets[name][: block.header_row - block.heading_rows], " ")
    remarks += named
    remarks += _about_headings(block.header_row, block.heading_rows, headless=block.is_headless)
    layout = Layout(
        format="workbook",
        decimal=_decimal_of_cells(sheets[name][block.header_row :]),
        sheet=None if name == book.sheet_names[0] else name,
        header_row=block.header_row,
        heading_rows=block.heading_rows,
        above=above,
    )
    lines = tuple(" ".join(filter(None, row)) for row in sheets[name][: block.header_row - 1])
    headings = {cell for cell in sheets[name][block.header_row - 1] if cell}
    return FoundLayout(layout, tuple(remarks), lines, _labels(sheets, name, headings))


def _labels(
    sheets: dict[str, list[Row]], chosen: str, headings: set[str]
) -> dict[str, dict[str, str]]:
    """Return the words for codes, from another sheet with rows of heading, code and word."""
    found: dict[str, dict[str, str]] = {}
    rows = (row for name, rows in sheets.items() if name != chosen for row in rows)
    for row in rows:
        heading, code, word = (*row, "", "", "")[:_OF_LABEL]
        if heading in headings and heading and word:
            found.setdefault(heading, {})[code or ""] = word.strip()
    return found


def _decimal_of_cells(rows: Sequence[Row]) -> str:
    """Return the comma where some numbers are texts; those that are numbers are read anyway."""
    return "," if any(cell and _COMMA.fullmatch(cell) for row in rows for cell in row) else "."


def _sheet_rows(
    connection: duckdb.DuckDBPyConnection, book: fastexcel.ExcelReader, name: str
) -> list[Row]:
    sheet = book.load_sheet(
        name, header_row=None, skip_rows=0, n_rows=_SAMPLE_ROWS, dtypes="string"
    )
    return list(connection.from_arrow(sheet).fetchall()) if sheet.width else []


def _size(rows: Sequence[Row]) -> int:
    return sum(1 for row in rows for cell in row if cell)


def _json(path: Path) -> FoundLayout:
    content = read_json(path, "json")
    if isinstance(content, dict) and content.get("type") == "FeatureCollection":
        return layout_of_map(path)
    lists = dict(_lists_of_objects(content, ""))
    if not lists:
        raise FileRefusedError("draft.no_list")
    where = max(lists, key=lambda key: lists[key])
    layout = Layout(format="json", decimal=".", records_at=where or None)
    return FoundLayout(layout, (decided("json", where=where or "[]", count=lists[where]),))


def _lists_of_objects(content: object, at: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield each list of objects in a JSON, as dotted key and length."""
    if isinstance(content, list) and content and all(isinstance(one, dict) for one in content):
        yield at, len(content)
    elif isinstance(content, dict) and depth < _DEEPEST:
        for key, value in content.items():
            yield from _lists_of_objects(value, f"{at}.{key}".strip("."), depth + 1)
