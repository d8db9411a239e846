"""Counts the records of delimited text many lines at a time, where each is one line and whole.

What is odd about a file is told by the reader, which walks through it record by record.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

# Small enough that what is made of a block stays near the processor.
_BLOCK = 1 << 19
_LINE_END, _RETURN, _QUOTE = 10, 13, 34
Positions = npt.NDArray[np.int64]


def count_plain(path: Path, delimiter: str, skip: int, width: int, longest: int) -> int | None:
    """Return how many records follow the first `skip` lines, or None if any is odd or none does.

    None of them is odd when each is one line of `width` fields and at most `longest` bytes, some
    field is filled, and quotation marks only open, close or are doubled. The file is UTF-8.
    """
    mark = delimiter.encode()
    if len(mark) != 1:
        return None
    count = 0
    with path.open("rb") as file:
        for _ in range(skip):
            if not _is_one_record(file.readline(), delimiter):
                return None
        for block in _whole_lines(file.read, longest):
            if not _is_plain(block, mark[0], width, longest):
                return None
            count += block.count(b"\n")
    return count or None


def _is_one_record(line: bytes, delimiter: str) -> bool:
    """Say whether a line above the records is one by itself: no quotation mark stays open."""
    if b"\r" in line.removesuffix(b"\n").removesuffix(b"\r"):
        return False
    text = line.decode("utf-8", errors="replace")
    reader = csv.reader([text, "x\n"], delimiter=delimiter)
    next(reader, None)
    return reader.line_num == 1


def _whole_lines(read: Callable[[int], bytes], longest: int) -> Iterator[bytes]:
    """Yield the rest of a file in blocks that end where a line does; the last may lack its end."""
    rest = b""
    while block := read(_BLOCK):
        whole, end, cut = (rest + block).rpartition(b"\n")
        if end:
            yield whole + end
        rest = cut
        # One endless line must not be gathered here: it is odd, and the reader tells why.
        if len(rest) > longest:
            break
    if rest:
        yield rest + b"\n"


def _is_plain(block: bytes, mark: int, width: int, longest: int) -> bool:
    """Say whether every line of a block is one whole record."""
    returns = block.count(b"\r")
    if returns != block.count(b"\r\n") or b"\0" in block:
        return False
    signs = np.frombuffer(block, dtype=np.uint8)
    ends, marks = np.flatnonzero(signs == _LINE_END), np.flatnonzero(signs == mark)
    quotes = np.flatnonzero(signs == _QUOTE) if b'"' in block else None
    if quotes is not None:
        if not _are_closed(signs, quotes, ends, mark):
            return False
        # Between an odd quotation mark and the next one lies text, whatever it holds.
        marks = marks[np.searchsorted(quotes, marks) % 2 == 0]
    if len(marks) != (width - 1) * len(ends):
        return False
    starts = np.concatenate(([0], ends[:-1] + 1))
    by_line = marks.reshape(len(ends), width - 1)
    if width > 1 and not ((by_line[:, 0] >= starts).all() and (by_line[:, -1] < ends).all()):
        return False
    lengths = ends - starts
    filled = lengths - (width - 1) - (1 if returns else 0)
    if quotes is not None:
        filled -= np.diff(np.searchsorted(quotes, ends), prepend=0)
    return bool(filled.min() > 0 and lengths.max() <= longest)


def _are_closed(
    signs: npt.NDArray[np.uint8], quotes: Positions, ends: Positions, mark: int
) -> bool:
    """Say whether each quotation mark leads or ends its field or is doubled, and none stays open.

    The standard library takes any other one as a sign of the text.
    """
    if len(quotes) % 2 or (np.searchsorted(quotes, ends) % 2).any():
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = np.where(opening > 0, signs[opening - 1], _LINE_END)
    after = signs[closing + 1]
    leads = np.isin(before, (mark, _LINE_END, _QUOTE))
    return bool(leads.all() and np.isin(after, (mark, _LINE_END, _RETURN, _QUOTE)).all())
