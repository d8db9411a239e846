"""A small file with the faults of real files, so that the Data page has something to show."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from data_pipeline.demo.sheets import Row, Sheet

Edit = Callable[[str], str]
NO_BREAK_SPACE = "\u00a0"
_THOUSAND = 3
# Its rows have ids of their own, so that none replaces a good row of another file.
MARK = "SMUTS-"


@dataclass(frozen=True)
class Faulty:
    """Which columns of a sheet take which fault; None where the sender has no such column."""

    date: str | None = None
    id: str | None = None
    number: str | None = None
    code: str | None = None
    unknown_code: str = "Finns inte"


def dirtied(sheet: Sheet, faulty: Faulty) -> Sheet:
    """Return a sheet of a few rows, most of them with one fault each.

    In order: no-break space in a number, two equal rows, a date that is none, an unknown code,
    a code without its first zero, a row cut short, and a totals row.
    """
    good = [_renamed(sheet, row, faulty, number) for number, row in enumerate(sheet.rows[:7])]
    spaced = _edited(sheet, good[0], faulty.number, _with_space)
    bad_date = _edited(sheet, good[2], faulty.date, lambda text: text[:5] + "13-45" + text[10:])
    unknown = _edited(sheet, good[3], faulty.code, lambda _: faulty.unknown_code)
    short_code = _edited(sheet, good[4], faulty.code, lambda text: text.lstrip("0"))
    cut = good[5][: len(good[5]) // 2]
    total = ("Totalt", *[""] * (len(sheet.headings) - 2), "7")
    return replace(
        sheet, rows=(spaced, good[1], good[1], bad_date, unknown, short_code, cut, total)
    )


def _renamed(sheet: Sheet, row: Row, faulty: Faulty, number: int) -> Row:
    if faulty.id is None:
        return row
    return _edited(sheet, row, faulty.id, lambda _: f"{MARK}{number + 1}")


def _edited(sheet: Sheet, row: Row, heading: str | None, edit: Edit) -> Row:
    if heading is None:
        return row
    place = sheet.column(heading)
    return (*row[:place], edit(row[place]), *row[place + 1 :])


def _with_space(text: str) -> str:
    """Put a no-break space before the last three digits of a long number, else after it."""
    if text.isdigit() and len(text) > _THOUSAND:
        return f"{text[:-_THOUSAND]}{NO_BREAK_SPACE}{text[-_THOUSAND:]}"
    return text + NO_BREAK_SPACE
