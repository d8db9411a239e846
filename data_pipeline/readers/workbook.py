"""Workbooks (xlsx): one sheet, every cell as text."""

from pathlib import Path
from xml.etree.ElementTree import ParseError

import duckdb
import fastexcel
from duckdb import CoalesceOperator, ColumnExpression, ConstantExpression
from duckdb import FunctionExpression as Call

from config.layouts import Layout
from data_pipeline.errors import FileRefusedError
from data_pipeline.limits import refuse_inflated, refuse_long_sheet
from data_pipeline.sheet_reach import Reach, sheet_reach
from data_pipeline.text_table import (
    LINE_NO,
    TextTable,
    found_above,
    merged_headings,
    with_constants,
)

FORMAT = "workbook"
_BLANK = ConstantExpression("")


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, _scratch: Path, /
) -> TextTable:
    """Read one sheet as text; rows are counted in the file's own XML, apart from the reader.

    Raises:
        FileRefusedError: not a workbook, too large, or the sheet or its headings are missing.
    """
    refuse_inflated(path)
    try:
        book = fastexcel.read_excel(str(path))
        name = layout.sheet or book.sheet_names[0]
        reach = sheet_reach(path, name) if name in book.sheet_names else Reach(0, 0, 0)
        refuse_long_sheet(reach)
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except (fastexcel.FastExcelError, OSError, ParseError) as error:
        raise FileRefusedError("land.unreadable", format=FORMAT, reason=error) from error
    rows = connection.from_arrow(sheet)
    above = rows.limit(layout.header_row).fetchall()
    if len(above) < layout.header_row or not any(above[-1]):
        raise FileRefusedError("land.unreadable", format=FORMAT, reason="rubrikraden saknas")
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
