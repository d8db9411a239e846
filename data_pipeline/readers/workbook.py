"""Workbooks (xlsx): one sheet, every cell as text."""

from pathlib import Path

import duckdb
from duckdb import CoalesceOperator, ColumnExpression, ConstantExpression
from duckdb import FunctionExpression as Call

from config.layouts import Layout
from data_pipeline.limits import refuse_long_sheet
from data_pipeline.opening import WORKBOOK_FAULTS, open_workbook, unreadable
from data_pipeline.sheet_reach import sheet_reach
from data_pipeline.text_table import (
    LINE_NO,
    TextTable,
    found_above,
    merged_headings,
    with_constants,
)

FORMAT = "workbook"
_BLANK = ConstantExpression("")
_SHEETS_NAMED = 8


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, _scratch: Path, /
) -> TextTable:
    """Read one sheet as text; rows are counted in the file's own XML, apart from the reader.

    Raises:
        FileRefusedError: not a workbook, too large, or the sheet or its headings are missing.
    """
    book = open_workbook(path)
    name = layout.sheet or next(iter(book.sheet_names), "")
    if name not in book.sheet_names:
        found = ", ".join(book.sheet_names[:_SHEETS_NAMED])
        raise unreadable("workbook", "no_sheet", sheet=name, found=found)
    try:
        reach = sheet_reach(path, name)
        refuse_long_sheet(reach)
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except WORKBOOK_FAULTS as error:
        raise unreadable("workbook") from error
    rows = connection.from_arrow(sheet)
    above = rows.limit(layout.header_row).fetchall()
    if len(above) < layout.header_row or not any(above[-1]):
        raise unreadable("workbook", "no_headings")
    headings = merged_headings(above[-layout.heading_rows :])
    counted = reach.filled - sum(1 for row in above if any(row))
    table = TextTable(_records(rows, layout.header_row, headings), headings, counted)
    lines = [" ".join(filter(None, row)) for row in above]
    return with_constants(table, found_above(lines, layout.above))


def _records(
    rows: duckdb.DuckDBPyRelation, header_row: int, headings: tuple[str, ...]
) -> duckdb.DuckDBPyRelation:
    """Return the filled rows below the headings, numbered as in the sheet."""
    cells = [CoalesceOperator(ColumnExpression(name), _BLANK) for name in rows.columns]
    numbered = rows.row_number("over ()", "*")
    line_no = ColumnExpression(numbered.columns[-1])
    is_below = line_no > ConstantExpression(header_row)
    filled = numbered.filter(is_below & (Call("concat", *cells) != _BLANK))
    named = (cell.alias(heading) for cell, heading in zip(cells, headings, strict=True))
    return filled.select(line_no.alias(LINE_NO), *named)
