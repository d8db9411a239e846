"""Opens files that a library reads whole; what it cannot read is refused in our words.

A library's own words are English, and may quote the file: they are not shown.
"""

import json
import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import ParseError

import fastexcel

from config.words import message
from data_pipeline.errors import FileRefusedError
from data_pipeline.limits import refuse_inflated, refuse_large

Form = Literal["delimited", "geojson", "gis", "icalendar", "json", "workbook"]
WORKBOOK_FAULTS = (
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    ValueError,
    fastexcel.FastExcelError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the libraries raise where a workbook is damaged, or was made to do harm."""
_LOOKED_AT = 512
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old workbooks (.xls) begin, and new ones with a password."""
_WEB_PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|table|\?xml[^>]*>\s*<html)", re.IGNORECASE
)


def unreadable(form: Form, reason: str = "damaged", /, **values: object) -> FileRefusedError:
    """Return the refusal of a file that is not what its contract says; `reason` names a message."""
    said = message(f"land.reason.{reason}", **values)
    return FileRefusedError("land.unreadable", format=message(f"land.form.{form}"), reason=said)


def read_json(path: Path, form: Literal["json", "geojson"]) -> object:
    """Return what a JSON file holds.

    Raises:
        FileRefusedError: too large, nested too deep, or no JSON; says where it stops being one.
    """
    refuse_large(path, form)
    try:
        found: object = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise unreadable(form, "damaged_at", line=error.lineno, sign=error.colno) from error
    except RecursionError as error:
        raise unreadable(form, "too_deep") from error
    except ValueError as error:
        raise unreadable(form) from error
    return found


def open_workbook(path: Path) -> fastexcel.ExcelReader:
    """Open a workbook whose contents are of a size that can be read.

    Raises:
        FileRefusedError: too large when unpacked, or no workbook; says what it seems to be.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_inflated(path, archive)
        return fastexcel.read_excel(str(path))
    except zipfile.BadZipFile as error:
        raise unreadable("workbook", _instead(path)) from error
    except WORKBOOK_FAULTS as error:
        raise unreadable("workbook") from error


def _instead(path: Path) -> str:
    """Name what a file that is called a workbook seems to be."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(_COMPOUND):
        return "old_or_locked"
    return "web_page" if _WEB_PAGE.match(start) else "damaged"
