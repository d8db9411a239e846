"""The action plan: a workbook after a year and one of now, and a dirty one; persons included."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from data_pipeline.demo.recipe import table
from data_pipeline.demo.sheets import Row, Sheet, write_workbook
from data_pipeline.demo.timeline import Timeline

SOURCE = "handlingsplan"
TITLE = "Handlingsplan Trygga Ekstad"
FIRST_PLAN_MONTH = 12
_PLACES = {"lindtorget": "Lindtorget", "station": "Stationen", "aparken": "Åparken"}
_HEADINGS = (
    "Nr", "Plats", "Punkt", "Insatsområde", "Problem", "Orsak", "Mål", "Åtgärd", "Typ",
    "Ansvarig part", "Kontaktperson", "Beslutad", "Start", "Klar", "Klart senast", "Status",
    "Klart (%)", "Budget (kr)", "Nyckeltal", "Händelsetyper", "Målvärde", "Väntad förändring (%)",
    "Effektbedömning", "Anteckning",
)  # fmt: skip
_CONTACTS = ("K. Exempel, 070-174 06 10", "S. Påhittad", "M. Provsson")
_STARTED, _DONE, _NOT_STARTED = "Påbörjad", "Genomförd", "Ej påbörjad"


@dataclass(frozen=True)
class PlanRow:
    """One measure of the recipe; its months count from the programme's start."""

    said: dict[str, str]

    def month(self, name: str) -> int | None:
        """Return one of its months, or None."""
        return int(self.said[name]) if self.said[name] else None

    def status(self, at_month: int) -> str:
        """Return its status as the plan of a month says it."""
        start, done = self.month("start"), self.month("done")
        if at_month >= FIRST_PLAN_MONTH * 2 or self.said["status"] == "Utgår":
            return self.said["status"]
        if start is None or start > at_month:
            return _NOT_STARTED
        return self.said["status"] if done is not None and done <= at_month else _STARTED


def plan_rows() -> tuple[PlanRow, ...]:
    """Return the measures of the recipe."""
    return tuple(PlanRow(row) for row in table("measures"))


def write_plan(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write the plan as it was after a year, as it is, and a dirty one."""
    contacts = rng.integers(len(_CONTACTS), size=len(plan_rows())).tolist()
    for at_month in (FIRST_PLAN_MONTH, 2 * FIRST_PLAN_MONTH):
        rows = [
            _row(row, at_month, _CONTACTS[contact], timeline)
            for row, contact in zip(plan_rows(), contacts, strict=True)
            if (row.month("decided") or 0) <= at_month
        ]
        sent = min(timeline.month(at_month), timeline.last_day)
        _save(inbox, f"{sent:%Y-%m}", Sheet(_HEADINGS, tuple(rows)), sent)
        if at_month > FIRST_PLAN_MONTH:
            _save(inbox, "smutsig", _dirty(Sheet(_HEADINGS, tuple(rows))), sent)


def _save(inbox: Path, name: str, sheet: Sheet, sent: dt.date) -> None:
    path = inbox / SOURCE / f"handlingsplan_{name}.xlsx"
    write_workbook(path, sheet, TITLE, sent, "Handlingsplan")


def _row(row: PlanRow, at_month: int, contact: str, timeline: Timeline) -> Row:
    said = row.said
    is_first = at_month == FIRST_PLAN_MONTH
    due = said["first_due"] if is_first and said["first_due"] else said["due"]
    days = {name: _day(said[name], at_month, timeline) for name in ("decided", "start", "done")}
    return (
        said["number"], _PLACES[said["area"]], said["spot"], said["focus"], said["problem"],
        said["cause"], said["goal"], said["title"], said["type"], said["org"], contact,
        days["decided"], days["start"], days["done"], _day(due, None, timeline),
        row.status(at_month), said["progress"], said["budget"], said["kpi"], said["categories"],
        said["target"], said["expected"], "" if is_first else said["assessment"],
        "Ring före möte." if said["spot"] else "",
    )  # fmt: skip


def _day(month: str, at_month: int | None, timeline: Timeline) -> str:
    """Write the first day of a month; what had not happened yet is blank."""
    if not month or (at_month is not None and int(month) > at_month):
        return ""
    return f"{timeline.month(int(month)).isoformat()} 00:00"


def _dirty(sheet: Sheet) -> Sheet:
    """Return rows with one fault each: place, date, status, no title; then a row of totals."""
    place, start, status, title = (
        sheet.column(name) for name in ("Plats", "Start", "Status", "Åtgärd")
    )
    faults = ((place, "Gallerian"), (start, "våren"), (status, "På gång"), (title, ""))
    rows = [_with(row, at, text) for row, (at, text) in zip(sheet.rows, faults, strict=False)]
    total = ("Totalt", *[""] * (len(sheet.headings) - 2), str(len(sheet.rows)))
    return replace(sheet, rows=(*rows, total))


def _with(row: Row, at: int, text: str) -> Row:
    return (*row[:at], text, *row[at + 1 :])
