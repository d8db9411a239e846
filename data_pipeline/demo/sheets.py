"""Rows of text with headings, and the file formats that Swedish senders put them in."""

import csv
import datetime as dt
import io
import json
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

Row = tuple[str, ...]
_NUMBERS = ("Longitud", "Latitud")
_MOMENTS = ("Tidpunkt", "Beslutad", "Start", "Klar", "Klart senast")


@dataclass(frozen=True)
class Sheet:
    """Headings and rows, all text as a person would see it."""

    headings: Row
    rows: tuple[Row, ...]

    def column(self, heading: str) -> int:
        """Return where a heading stands."""
        return self.headings.index(heading)


def swedish(number: float) -> str:
    """Write degrees with six decimals and a decimal comma."""
    return f"{number:.6f}".replace(".", ",")


def write_csv(path: Path, sheet: Sheet, encoding: str) -> None:
    """Write with semicolons and Windows line ends; rows may be cut short."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([sheet.headings, *sheet.rows])
    _write(path, text.getvalue().encode(encoding))


def write_json(path: Path, sheet: Sheet) -> None:
    """Write an array of objects; a row cut short lacks its last keys, "" is null."""
    objects = [
        {key: _json_value(key, text) for key, text in zip(sheet.headings, row, strict=False)}
        for row in sheet.rows
    ]
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in objects)
    _write(path, f"[\n{lines}\n]\n".encode())


def write_workbook(
    path: Path, sheet: Sheet, title: str, sent: dt.date, page_name: str = "Rapporter"
) -> None:
    """Write one sheet with a title, the day it was taken out, and headings on row 3."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    # Fixed, so that the same numbers give the same bytes.
    book.set_properties({"title": title, "created": dt.datetime.combine(sent, dt.time(7))})
    moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page = book.add_worksheet(page_name)
    page.write_string(0, 0, title)
    page.write_string(1, 0, f"Uttag {sent.isoformat()}")
    for number, row in enumerate([sheet.headings, *sheet.rows], start=2):
        for place, text in enumerate(row):
            _write_cell(page, number, place, sheet.headings[place], text, moments)
    book.close()


def _write_cell(
    page: xlsxwriter.worksheet.Worksheet,
    row: int,
    place: int,
    heading: str,
    text: str,
    moments: object,
) -> None:
    moment = _as_moment(text) if heading in _MOMENTS else None
    if moment is not None:
        page.write_datetime(row, place, moment, moments)
    elif heading in _NUMBERS and _is_number(text):
        page.write_number(row, place, float(text.replace(",", ".")))
    elif text:
        page.write_string(row, place, text)


def _as_moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _json_value(key: str, text: str) -> str | float | None:
    if not text:
        return None
    return float(text) if key in ("lat", "long") and _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").isdigit()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
