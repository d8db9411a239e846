"""The police's table of the smaller centre: crime types down, months across, and no positions."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xlsxwriter

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.recipe import CENTRE, code_categories, effects, seasons, table
from data_pipeline.demo.sheets import Row, Sheet
from data_pipeline.demo.timeline import Timeline

SOURCE = "polistabell"
PLACE = "Ekbackens centrum"
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NOT_REPORTED, PRELIMINARY, TOTAL = "-", "*", "Totalt"
_TYPE, _HEADING_ROW, _CLOSED_ON = "Brottstyp", 3, 10
_NOTES = (
    "* Preliminära tal, som ändras när anmälningar kommer in i efterhand.",
    "- Uppgift saknas. 0 betyder inga anmälda brott.",
    "Källa: Polisen, lokalpolisområde Ekstad. Avser brottstyp och månad för brottet.",
)
# Good and bad months: the variance is about one and a half times the mean.
_MONTH_SHAPE = 40.0
# A preliminary month lacks every so-manieth of its crimes.
_LATE = 4
# A place that no site lists: its rows wait in the review queue.
_UNLISTED = "Ekbacksskolan"


@dataclass(frozen=True)
class MonthTable:
    """How many crimes of each type in each month that was reported, zeros included."""

    counts: dict[str, dict[dt.date, int]]

    def totals(self) -> dict[dt.date, int]:
        """Return the crimes of each month, all types together."""
        months = next(iter(self.counts.values()))
        return {month: sum(of_type[month] for of_type in self.counts.values()) for month in months}


def month_table(timeline: Timeline, rng: np.random.Generator) -> MonthTable:
    """Draw what the police tell of, without the month that they told nothing of."""
    category = code_categories("brottstyper")
    months = [month for month in timeline.table_months if month != timeline.silent_month]
    luck = rng.gamma(_MONTH_SHAPE, 1 / _MONTH_SHAPE, size=len(months)).tolist()
    return MonthTable({
        row["label"]: {
            month: int(rng.poisson(_expected(row, category[row["label"]], month, timeline) * good))
            for month, good in zip(months, luck, strict=True)
        }
        for row in table("month_table")
    })  # fmt: skip


def _expected(row: dict[str, str], category: str, month: dt.date, timeline: Timeline) -> float:
    found = float(row["per_month"]) * seasons()[row["season"]][month.month - 1]
    for effect in effects():
        is_here = effect.area == CENTRE and effect.touches(SOURCE, category)
        if is_here and month >= timeline.month(effect.from_month):
            found *= effect.factor
    return found


def sent_again(timeline: Timeline) -> str:
    """Return the name of the file that was sent a second time, when its last month was final."""
    return f"manadstabell_{timeline.start.year}_slutlig.xlsx"


def write_month_table(inbox: Path, timeline: Timeline, drawn: MonthTable) -> None:
    """Write one workbook a year, one of them twice, and the dirty one."""
    folder, last = inbox / SOURCE, timeline.table_months[-1]
    for year in range(timeline.table_months[0].year, last.year + 1):
        sheet = _sheet(drawn, timeline, year)
        sent = min(timeline.today, dt.date(year + 1, 2, _CLOSED_ON))
        if folder / sent_again(timeline) == folder / f"manadstabell_{year}_slutlig.xlsx":
            early = dt.date(year + 1, 1, _CLOSED_ON)
            _write(folder / f"manadstabell_{year}.xlsx", _early(sheet), PLACE, year, early)
            _write(folder / sent_again(timeline), sheet, PLACE, year, sent)
        else:
            _write(folder / f"manadstabell_{year}.xlsx", sheet, PLACE, year, sent)
    year = timeline.table_months[0].year + 1
    dirty = dirtied(_sheet(drawn, timeline, year), Faulty("maj", None, "mar", _TYPE, "Övrigt"))
    path = folder / "manadstabell_smutsig.xlsx"
    _write(path, dirty, _UNLISTED, year, dt.date(year + 1, 2, _CLOSED_ON))


def _sheet(drawn: MonthTable, timeline: Timeline, year: int) -> Sheet:
    months = [dt.date(year, number, 1) for number in range(1, len(MONTHS) + 1)]
    last = timeline.table_months[-1]
    names = [
        name + (PRELIMINARY if month == last else "")
        for name, month in zip(MONTHS, months, strict=True)
    ]
    rows = tuple(
        (label, *(_cell(of_type, month, last) for month in months))
        for label, of_type in drawn.counts.items()
    )
    return Sheet((_TYPE, *names), rows)


def _cell(of_type: dict[dt.date, int], month: dt.date, last: dt.date) -> str:
    """Return a count, the sign of a month that was not reported, or blank for one to come."""
    if month > last:
        return ""
    return str(of_type[month]) if month in of_type else NOT_REPORTED


def _early(sheet: Sheet) -> Sheet:
    """Return the table as it stood in January: December lacked crimes that came in later."""
    names = (*sheet.headings[:-1], sheet.headings[-1] + PRELIMINARY)
    return Sheet(names, tuple((*row[:-1], _fewer(row[-1])) for row in sheet.rows))


def _fewer(cell: str) -> str:
    return str(int(cell) - int(cell) // _LATE) if cell.isdigit() else cell


def _write(path: Path, sheet: Sheet, place: str, year: int, sent: dt.date) -> None:
    """Write title, headings on row 4, numbers as numbers, totals as formulas, notes below."""
    path.parent.mkdir(parents=True, exist_ok=True)
    title = f"Anmälda brott {year}, {place}"
    book = xlsxwriter.Workbook(str(path))
    # Fixed, so that the same numbers give the same bytes.
    book.set_properties({"title": title, "created": dt.datetime.combine(sent, dt.time(7))})
    page = book.add_worksheet("Tabell")
    page.write_string(0, 0, title)
    page.write_string(1, 0, f"Uttag {sent.isoformat()}, Polisen lokalpolisområde Ekstad")
    page.write_row(_HEADING_ROW, 0, (*sheet.headings, TOTAL))
    first, width = _HEADING_ROW + 1, len(sheet.headings)
    for number, row in enumerate(sheet.rows, start=first):
        for place_no, cell in enumerate(row):
            _write_cell(page, number, place_no, cell)
        page.write_formula(number, width, f"=SUM(B{number + 1}:M{number + 1})", None, _sum(row))
    _write_totals(page, sheet.rows, first, width)
    for number, note in enumerate(_NOTES, start=first + len(sheet.rows) + 2):
        page.write_string(number, 0, note)
    book.close()


def _write_totals(
    page: xlsxwriter.worksheet.Worksheet, rows: tuple[Row, ...], first: int, width: int
) -> None:
    """Write the row of totals, which is no crime type."""
    below = first + len(rows)
    page.write_string(below, 0, TOTAL)
    for place_no in range(1, width + 1):
        letter = xlsxwriter.utility.xl_col_to_name(place_no)
        cells = tuple(row[place_no] for row in rows if place_no < len(row))
        total = _sum(cells) if place_no < width else sum(_sum(row) for row in rows)
        formula = f"=SUM({letter}{first + 1}:{letter}{below})"
        page.write_formula(below, place_no, formula, None, total)


def _write_cell(page: xlsxwriter.worksheet.Worksheet, row: int, place_no: int, cell: str) -> None:
    if cell.isdigit():
        page.write_number(row, place_no, int(cell))
    elif cell:
        page.write_string(row, place_no, cell)


def _sum(cells: Row) -> int:
    return sum(int(cell) for cell in cells if cell.isdigit())
