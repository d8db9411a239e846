"""Reads the example's tables by month apart from the product: cells as a person sees them."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import fastexcel

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_HEADINGS_AT = 3


@dataclass(frozen=True)
class ReadTable:
    """One workbook: the lines above, its headings, its crime types, the totals, the notes."""

    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def year(self) -> str:
        """The year in the title."""
        return self.above[0].split()[2].rstrip(",")

    def cells(self) -> dict[tuple[str, str], int]:
        """Crime type and month, such as 2025-03, to its number; what is no number is left out."""
        return {
            (row[0], f"{self.year}-{number:02d}"): int(row[number])
            for row in self.rows
            for number in range(1, 13)
            if row[number].isdigit()
        }

    def sums(self) -> dict[str, int]:
        """Month to the sum of its crime types."""
        found: dict[str, int] = {}
        for (_, month), count in self.cells().items():
            found[month] = found.get(month, 0) + count
        return found


def read_table(path: Path) -> ReadTable:
    """Read one workbook."""
    book = fastexcel.read_excel(str(path))
    sheet = book.load_sheet("Tabell", header_row=None, skip_rows=0, dtypes="string")
    with duckdb.connect() as connection:
        found = connection.from_arrow(sheet).fetchall()
    lines = [tuple(cell or "" for cell in line) for line in found]
    at = max(number for number, line in enumerate(lines) if line[0] == "Totalt")
    return ReadTable(
        tuple(line[0] for line in lines[:_HEADINGS_AT]),
        lines[_HEADINGS_AT],
        tuple(lines[_HEADINGS_AT + 1 : at]),
        lines[at],
        tuple(line[0] for line in lines[at + 1 :] if line[0]),
    )
