"""Cleaning: the contractor's log, a weekly look at how clean it is, and litter counted by round."""

import datetime as dt
from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.rounds import SITES, middle, rounds
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_csv
from data_pipeline.demo.timeline import Timeline

_LOG = ("Datum", "Tid", "Yta", "Typ", "Utförare", "Minuter", "Säckar", "Betyg före",
        "Betyg efter", "Avvikelse")  # fmt: skip
_SORTS = (("Tömning", 0.5, 15), ("Plockstädning", 0.3, 30), ("Maskinsopning", 0.12, 40),
          ("Klottersanering", 0.05, 60), ("Spontanstädning", 0.03, 20))  # fmt: skip
_LITTER = (("Fimp", 3.0), ("Papper", 1.2), ("Plast", 0.8), ("Glas", 0.2), ("Metall", 0.2),
           ("Snus", 0.6), ("Övrigt", 0.5), ("Tuggummi", 4.0))  # fmt: skip
_GRADE = ("Datum", "Plats", "Städgrad", "Bedömare")
_STRETCHES, _STRETCH_M2 = 20, "10,0"
_WEEKEND, _DEVIATES = (5, 6), 0.02


def write_cleaning(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write the log of each year in Windows-1252, the grades, and the litter counts."""
    years: dict[int, list[Row]] = {}
    grades: list[Row] = []
    for day in timeline.days():
        if day < timeline.month(-12):
            continue
        years.setdefault(day.year, []).extend(_visits(day, timeline, rng))
        if day.weekday() == 0:
            grades += [
                grade_row(day, name, _level(site, day, timeline), rng)
                for site, name in SITES.items()
            ]
    for year, rows in years.items():
        total = ("Totalt", "", "", "", "", str(len(rows)), *[""] * 4)
        write_csv(
            inbox / "stadlogg" / f"stadlogg_{year}.csv", Sheet(_LOG, (*rows, total)), "cp1252"
        )
    log = dirtied(Sheet(_LOG, tuple(next(iter(years.values())))), Faulty("Datum", code="Typ"))
    write_csv(inbox / "stadlogg" / "stadlogg_smutsig.csv", log, "cp1252")
    write_grades(inbox, "stadgrad.csv", tuple(grades))
    dirty = dirtied(Sheet(_GRADE, tuple(grades)), Faulty("Datum", number="Städgrad"))
    write_grades(inbox, "stadgrad_smutsig.csv", dirty.rows)
    _write_litter(inbox, timeline, rng)


def grade_row(day: dt.date, name: str, level: float, rng: np.random.Generator) -> Row:
    """Draw one look at how clean a place is, around a level of 1 to 4."""
    grade = min(4, max(1, round(rng.normal(level, 0.7))))
    return (day.strftime("%d.%m.%Y"), name, str(grade), "Trygghetsvärdarna")


def write_grades(inbox: Path, file_name: str, rows: tuple[Row, ...]) -> None:
    """Write one file of looks."""
    write_csv(inbox / "stadgrad" / file_name, Sheet(_GRADE, rows), "utf-8-sig")


def _visits(day: dt.date, timeline: Timeline, rng: np.random.Generator) -> list[Row]:
    found: list[Row] = []
    chances = [chance for _, chance, _ in _SORTS]
    for site, name in SITES.items():
        for _ in range(int(rng.poisson(1 if day.weekday() in _WEEKEND else 2))):
            sort, _, minutes = _SORTS[int(rng.choice(len(_SORTS), p=chances))]
            after = min(4.0, 3 + rng.random())
            found.append((
                day.isoformat(), f"{int(rng.integers(6, 21))}:{int(rng.integers(0, 6))}0", name,
                sort, "Städbolaget", str(int(rng.poisson(minutes) + 1)),
                str(int(rng.poisson(2))), f"{_level(site, day, timeline):.0f}",
                f"{after:.1f}".replace(".", ","),
                "Glas i gräset" if rng.random() < _DEVIATES else "",
            ))  # fmt: skip
    return found


def _level(site: str, day: dt.date, timeline: Timeline) -> float:
    is_better = site != "station" and day >= timeline.month(6)
    return 2.6 if is_better else 2.2


def _write_litter(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    rows: list[Row] = []
    for visit in rounds(timeline):
        longitude, latitude = middle(visit.site)
        for number in range(1, _STRETCHES + 1):
            means = [mean * (1 - 0.4 * visit.gain) for _, mean in _LITTER]
            counts = [str(int(n)) for n in rng.poisson(means)]
            key = f"{visit.site[:2].upper()}{visit.day:%y%m}-{number:02d}"
            rows.append((key, visit.day.isoformat(), visit.name, swedish(longitude),
                         swedish(latitude), _STRETCH_M2, *counts))  # fmt: skip
    headings = ("Sträcka", "Datum", "Plats", "Longitud", "Latitud", "Yta (m²)",
                *(name for name, _ in _LITTER))  # fmt: skip
    path = inbox / "skrapmatning" / "skrapmatning.csv"
    write_csv(path, Sheet(headings, tuple(rows)), "utf-8-sig")
    dirty = dirtied(Sheet(headings, tuple(rows)), Faulty("Datum", number="Fimp"))
    write_csv(path.with_stem("skrapmatning_smutsig"), dirty, "utf-8-sig")
