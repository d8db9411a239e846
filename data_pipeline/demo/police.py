"""The police's export: one file per half-year of registration, one of them sent again."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.happenings import Happening, happenings
from data_pipeline.demo.recipe import code_categories, rates
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_csv
from data_pipeline.demo.timeline import Timeline

SOURCE = "polis"
ENCODING = "cp1252"
OLD_CODE = "0840"
NEW_CODES = {"9827": "Stöld ur motorfordon", "9828": "Stöld från motorfordon"}
_SITE_NAMES = {"lindtorget": "Lindtorget", "station": "Ekstads station", "aparken": "Åparken"}
_OFFICERS = ("A. Exempel", "B. Exempel", "C. Exempel")
_HEADINGS = (
    "Diarienummer", "Brottskod", "Brottskod klartext", "Inskrivningsdatum", "Brottsdatum från",
    "Brottsdatum till", "Antal", "Plats", "Longitud", "Latitud", "Kommun", "Handläggare",
)  # fmt: skip
_CODE = _HEADINGS.index("Brottskod")
# Shares of all rows.
_WITHOUT_HOUR, _WITHOUT_POSITION, _SLOW = 0.03, 0.08, 0.08
# Share of the rows outside the places.
_OF_NEIGHBOUR = 0.05
# Share of the old code that becomes the first of the new ones.
_STOLEN_FROM_INSIDE = 0.45
# The half-year that was sent again lacked every so-manieth row the first time, and every
# so-manieth assault was first registered as a grave one.
_HELD_BACK, _CORRECTED = 40, 4
_ASSAULT = "0357"
_GRAVE = ("0377", "Grov misshandel, utomhus, mot man 18 år eller äldre")


@dataclass(frozen=True)
class _Report:
    """One registered crime."""

    happening: Happening
    until: dt.datetime
    registered: dt.date
    luck: tuple[float, ...]

    @property
    def half_year(self) -> str:
        return f"{self.registered.year}_halvår{(self.registered.month + 5) // 6}"


def write_police(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write all files of the police into their folder of the inbox."""
    reports = _reports(timeline, rng)
    rows = [_row(report, number, timeline) for number, report in enumerate(reports, start=100_001)]
    halves: dict[str, list[Row]] = {}
    for report, row in zip(reports, rows, strict=True):
        halves.setdefault(report.half_year, []).append(row)
    again = sent_again(timeline)
    for half, of_half in halves.items():
        if half == again:
            _save(inbox, half, _first_version(of_half))
            _save(inbox, f"{half}_omexport", of_half)
        else:
            _save(inbox, half, of_half)
    old_assaults = Sheet(_HEADINGS, tuple(row for row in rows if row[_CODE][:2] == "03"))
    faulty = Faulty("Brottsdatum från", "Diarienummer", "Antal", "Brottskod", "0999")
    write_csv(inbox / SOURCE / "polis_smutsig.csv", dirtied(old_assaults, faulty), ENCODING)


def sent_again(timeline: Timeline) -> str:
    """Return the half-year that was sent twice: the one before the programme's first full year."""
    return f"{timeline.start.year}_halvår1"


def _save(inbox: Path, name: str, rows: list[Row]) -> None:
    write_csv(inbox / SOURCE / f"polis_{name}.csv", Sheet(_HEADINGS, tuple(rows)), ENCODING)


def _first_version(rows: list[Row]) -> list[Row]:
    """Return the half-year as it stood before late rows came in and codes were corrected."""
    early = [row for number, row in enumerate(rows) if number % _HELD_BACK]
    return [
        (row[0], *_GRAVE, *row[3:]) if row[_CODE] == _ASSAULT and number % _CORRECTED == 0 else row
        for number, row in enumerate(early)
    ]


def _reports(timeline: Timeline, rng: np.random.Generator) -> list[_Report]:
    drawn = happenings(SOURCE, rates("crimes"), code_categories("brottskoder"), timeline, rng)
    luck = rng.random((len(drawn), 6)).tolist()
    waits = rng.geometric(0.35, size=len(drawn)).tolist()
    reports = [
        _report(happening, wait, tuple(draws))
        for happening, wait, draws in zip(drawn, waits, luck, strict=True)
    ]
    # What is not yet registered is not in the export: the last weeks are thin.
    known = [report for report in reports if report.registered <= timeline.last_day]
    return sorted(known, key=lambda report: (report.registered, report.happening.at))


def _report(happening: Happening, wait: int, luck: tuple[float, ...]) -> _Report:
    hours = 8 + int(luck[0] * 9) if happening.is_overnight else 0
    until = happening.at + dt.timedelta(hours=hours)
    days = wait - 1 + (10 + int(30 * luck[2]) if luck[1] < _SLOW else 0)
    return _Report(happening, until, until.date() + dt.timedelta(days=days), luck)


def _row(report: _Report, number: int, timeline: Timeline) -> Row:
    happening, luck = report.happening, report.luck
    code, label = _code(happening, luck[5], timeline)
    has_position = luck[3] >= _WITHOUT_POSITION
    place = happening.position
    shape = "%Y-%m-%d 00:00" if luck[4] < _WITHOUT_HOUR else "%Y-%m-%d %H:%M"
    return (
        f"5000-K{number}-{report.registered:%y}",
        code,
        label,
        report.registered.isoformat(),
        happening.at.strftime(shape),
        report.until.strftime(shape),
        "1",
        _SITE_NAMES.get(happening.area, place.spot.street),
        swedish(place.longitude) if has_position else "",
        swedish(place.latitude) if has_position else "",
        "Grannby" if happening.area == "town" and luck[4] > 1 - _OF_NEIGHBOUR else "Ekstad",
        _OFFICERS[number % len(_OFFICERS)],
    )


def _code(happening: Happening, luck: float, timeline: Timeline) -> tuple[str, str]:
    """Return code and label as they were that day: one code was split in two."""
    if happening.code != OLD_CODE or happening.at.date() < timeline.code_split:
        return happening.code, happening.label
    code = "9827" if luck < _STOLEN_FROM_INSIDE else "9828"
    return code, NEW_CODES[code]
