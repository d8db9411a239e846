"""A table as data: drawn as a real <table> by assets/scripts/table.js, and downloaded as CSV."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dash import html

from config.texts import text
from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.formatting import day, number
from warehouse.queries.rows import Suppressed

Cell = str | float | int | dt.date | Suppressed | None
_WITHHELD = text("withheld.short")


@dataclass(frozen=True)
class Column:
    """One column; numbers are written with `decimals` and stand to the right."""

    title: str
    is_number: bool = False
    decimals: int = 0


@dataclass(frozen=True)
class Table:
    """What a chart shows, as rows; the first column names the row.

    None is "no data"; a suppressed cell says that it is not shown.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    missing: str

    @property
    def is_blank(self) -> bool:
        """True where no cell but the names of the rows tells anything."""
        cells = (cell for row in self.rows for cell in row[1:])
        return not any(
            cell not in (None, "") and not isinstance(cell, Suppressed) for cell in cells
        )


def table_host(name: str) -> html.Div:
    """Return the empty element that table.js fills; React owns none of its content.

    A long or wide table scrolls in it, so it takes the focus.
    """
    return html.Div(className="data-table", tabIndex="0", **attributes({"data-table": name}))


def table_payload(table: Table, language: Language) -> dict[str, Any]:
    """Return the table as text for the browser."""
    return {
        "caption": table.caption,
        "blank": table.is_blank,
        "columns": [[column.title, column.is_number] for column in table.columns],
        "rows": [
            [
                written(cell, column, table.missing, language)
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ],
    }


def written(cell: Cell, column: Column, missing: str, language: Language) -> str:
    """Write one cell as people read it."""
    if isinstance(cell, Suppressed):
        return _WITHHELD(language)
    if cell is None:
        return missing
    if isinstance(cell, dt.date):
        return day(cell, language)
    if isinstance(cell, int | float):
        decimals = 0 if float(cell).is_integer() and not column.decimals else column.decimals or 1
        return number(cell, language, decimals)
    return cell
