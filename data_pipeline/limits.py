"""How large a file may be before it is opened, so that memory stays bounded."""

import zipfile
from pathlib import Path

from data_pipeline.errors import FileRefusedError
from data_pipeline.sheet_reach import Reach

_MEGABYTE = 1_000_000
LARGEST_MB = {"json": 300, "geojson": 300, "icalendar": 50}
"""Formats that are read whole; delimited text is read piece by piece and has no limit."""
LARGEST_UNPACKED_MB = 800
_OFTEN = 200
"""A workbook shrinks to a tenth; what shrinks more than this and is large was made to do harm."""
_SMALL_MB = 50
MOST_CELLS = 10_000_000
"""Of a sheet, empty ones included: a million rows of eight columns take 850 MB of memory."""


def refuse_large(path: Path, file_format: str) -> None:
    """Refuse a file that is too large to be read whole.

    Raises:
        FileRefusedError: it is.
    """
    limit = LARGEST_MB[file_format]
    if path.stat().st_size > limit * _MEGABYTE:
        raise FileRefusedError("land.too_large", limit=limit)


def refuse_inflated(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a packed file by the sizes that its own list of contents states; nothing is unpacked.

    Raises:
        FileRefusedError: too large when unpacked, or packed beyond all reason.
    """
    size = sum(member.file_size for member in archive.infolist())
    times = size // max(path.stat().st_size, 1)
    is_bomb = times > _OFTEN and size > _SMALL_MB * _MEGABYTE
    if is_bomb or size > LARGEST_UNPACKED_MB * _MEGABYTE:
        raise FileRefusedError("land.inflated", size=size // _MEGABYTE, times=times)


def refuse_long_sheet(reach: Reach) -> None:
    """Refuse a sheet whose cells would fill the memory; one stray cell far out is enough.

    Raises:
        FileRefusedError: it has too many rows, or reaches too far beyond them.
    """
    facts = {"rows": reach.rows, "columns": reach.columns, "limit": MOST_CELLS}
    if reach.filled * reach.columns > MOST_CELLS:
        raise FileRefusedError("land.too_many_cells", **facts)
    if reach.rows * reach.columns > MOST_CELLS:
        raise FileRefusedError("land.too_wide", **facts)
