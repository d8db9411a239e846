"""Where the headings of a grid of cells stand: below titles, blank lines and other tables."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = re.compile(r"[-−~]?[\d\s\xa0\u202f]*\d[.,]?\d*\s?%?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?.*")
_ALIKE = 0.5
_MOST_HEADING_ROWS = 3
Row = Sequence[str | None]


@dataclass(frozen=True)
class Block:
    """The rows of the largest table of a grid: where its headings stand, and their number."""

    header_row: int
    heading_rows: int
    is_headless: bool
    width: int


def find_block(rows: Sequence[Row]) -> Block | None:
    """Return where the longest table of the rows begins, or None where no row holds anything."""
    widths = [_width(row) for row in rows]
    usual = Counter(width for width in widths if width).most_common(1)
    if not usual:
        return None
    # One column is a table as well, if nothing in the file is wider.
    least = max(2, round(usual[0][0] * _ALIKE)) if usual[0][0] > 1 else 1
    ends = [-1, *(n for n, row in enumerate(rows) if _breaks(row, least)), len(rows)]
    first, last = max(((a + 1, b) for a, b in pairwise(ends)), key=lambda run: run[1] - run[0])
    if first >= last:
        return None
    block = rows[first:last]
    heading_rows = _heading_rows(block)
    width = len(block[heading_rows - 1])
    return Block(first + heading_rows, heading_rows, _is_data(block[0]), width)


def _width(row: Row) -> int:
    """Return where a row's last filled cell is."""
    return max((n for n, cell in enumerate(row, start=1) if cell and cell.strip()), default=0)


def _breaks(row: Row, least: int) -> bool:
    """Say whether a row ends a table; one of empty cells between marks does not."""
    return len(row) < least or (_width(row) < least and _width(row) > 0) or _is_all_none(row)


def _is_all_none(row: Row) -> bool:
    return all(cell is None for cell in row)


def _heading_rows(block: Sequence[Row]) -> int:
    """Return how many rows the headings have: an upper row has gaps or says things twice."""
    for number in range(min(_MOST_HEADING_ROWS, len(block) - 1)):
        if _is_data(block[number + 1]) or not _has_gaps(block[number]):
            return number + 1
    return 1


def _has_gaps(row: Row) -> bool:
    cells = [(cell or "").strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return "" in cells or len(set(cells)) < len(cells)


def _is_data(row: Row) -> bool:
    """Say whether a row holds numbers or days, as no heading does but for years."""
    cells = [cell.strip() for cell in row if cell and cell.strip()]
    if not cells:
        return True
    data = [c for c in cells if (_NUMBER.fullmatch(c) or _DATE.fullmatch(c)) and not is_year(c)]
    return len(data) >= max(1, len(cells) // 4)


def is_year(text: str) -> bool:
    """Say whether a text is a year, as the headings of a matrix are."""
    return re.fullmatch(r"(19|20)\d\d", text.strip()) is not None
