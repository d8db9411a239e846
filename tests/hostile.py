"""Files made to be too much: long, wide, inflated, endless. Sizes are the caller's."""

import csv
import zipfile
from pathlib import Path

import xlsxwriter

from tests.tiny import HEADINGS, crime


def long_csv(path: Path, megabytes: int) -> int:
    """Write a police file of about this size, and return its rows."""
    block = "\n".join(crime(n) for n in range(10_000)).encode() + b"\n"
    times = megabytes * 1_000_000 // len(block) + 1
    with path.open("wb") as file:
        file.write(HEADINGS.encode() + b"\n")
        for _ in range(times):
            file.write(block)
    return times * 10_000


def huge_cell(path: Path, megabytes: int) -> None:
    """Write a police file whose second row of three has one cell of this size."""
    rows = [crime(1).split(";"), crime(2, Namn="å" * (megabytes * 500_000)).split(";"),
            crime(3).split(";")]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADINGS.split(";"), *rows])


def long_workbook(path: Path, rows: int) -> None:
    """Write a workbook of so many incidents."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS.split(";"))
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, crime(number).split(";"))


def far_cell(path: Path) -> None:
    """Write a workbook with headings and one stray cell in the last corner."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS.split(";"))
        sheet.write(1_048_575, 16_383, "x")


def bomb(path: Path, megabytes: int) -> None:
    """Write a workbook whose sheet unpacks to this size and packs to almost nothing."""
    sound = path.with_suffix(".sound")
    long_workbook(sound, 3)
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            with made.open(name, "w", force_zip64=True) as member:
                member.write(source.read(name))
                if name.endswith("sheet1.xml"):
                    for _ in range(megabytes):
                        member.write(b" " * 1_000_000)
    sound.unlink()


def endless_calendar(path: Path, frequency: str = "DAILY") -> None:
    """Write a calendar with one rule that never ends."""
    path.write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\nBEGIN:VEVENT\r\nUID:a\r\n"
        b"DTSTART:20000101T180000Z\r\nSUMMARY:a\r\nRRULE:FREQ=" + frequency.encode() + b"\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
