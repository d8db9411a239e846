"""Safety inspections: nine aspects in each zone, by day and in the dark, four times a year."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.recipe import effects, table
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_csv
from data_pipeline.demo.timeline import Timeline
from data_pipeline.demo.town import degrees, outlines

SOURCE = "besiktning"
SITES = {"lindtorget": "Lindtorget", "station": "Ekstads station", "aparken": "Åparken"}
_HEADINGS = (
    "Protokollrad", "Tidpunkt", "Ljus", "Plats", "Aspekt", "Kontrollpunkt", "Resultat",
    "Longitud", "Latitud", "Besiktningsperson",
)  # fmt: skip
# Months of a round, and the hour when it is dark in them.
_DARK = {2: "19:00", 5: "23:30", 9: "21:00", 11: "18:00"}
_LIGHT = "13:00"
# In the dark, lamps and sight lines fail more often.
_WORSE_IN_THE_DARK = {"Belysning": 2.0, "Social kontroll": 1.5}


@dataclass(frozen=True)
class _Round:
    """One walk through one zone."""

    site: str
    zone: str
    day: dt.date
    light: str
    clock: str


def write_inspections(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one file a year, and the dirty one."""
    years: dict[int, list[Row]] = {}
    for walk in _rounds(timeline):
        of_year = years.setdefault(walk.day.year, [])
        for aspect in table("aspects"):
            result = _result(walk, aspect, timeline, float(rng.random()))
            of_year.append(_row(walk, aspect, result, len(of_year) + 1))
    for year, rows in years.items():
        path = inbox / SOURCE / f"besiktning_{year}.csv"
        write_csv(path, Sheet(_HEADINGS, tuple(rows)), "utf-8-sig")
    faulty = Faulty("Tidpunkt", "Protokollrad", "Longitud", "Resultat", "Kanske")
    every = tuple(row for rows in years.values() for row in rows)
    dirty = dirtied(Sheet(_HEADINGS, every), faulty)
    write_csv(inbox / SOURCE / "besiktning_smutsig.csv", dirty, "utf-8-sig")


def _rounds(timeline: Timeline) -> Iterator[_Round]:
    zones = [area for area in outlines() if area.split("-")[0] in SITES and "-" in area]
    for month in timeline.months():
        # The second Wednesday.
        day = month + dt.timedelta(days=(2 - month.weekday()) % 7 + 7)
        if month.month not in _DARK or day > timeline.last_day:
            continue
        for light, clock in (("dagsljus", _LIGHT), ("mörker", _DARK[month.month])):
            for zone in zones:
                yield _Round(zone.split("-")[0], zone, day, light, clock)


def _result(walk: _Round, aspect: dict[str, str], timeline: Timeline, luck: float) -> str:
    name = aspect["aspect"]
    failed = float(aspect["failed"])
    if walk.light == "mörker":
        failed *= _WORSE_IN_THE_DARK.get(name, 1.0)
    for effect in effects():
        is_there = effect.area == walk.site and effect.touches(SOURCE, name)
        if is_there and walk.day >= timeline.month(effect.from_month):
            failed *= effect.factor
    if luck < failed:
        return "Underkänd"
    return "Anmärkning" if luck < failed + float(aspect["remarks"]) else "Godkänd"


def _row(walk: _Round, aspect: dict[str, str], result: str, number: int) -> Row:
    middle = outlines()[walk.zone].representative_point()
    longitude, latitude = degrees(middle.x, middle.y)
    return (
        f"B-{walk.day.year}-{number:04d}",
        f"{walk.day.isoformat()} {walk.clock}",
        walk.light,
        SITES[walk.site],
        aspect["aspect"],
        aspect["checkpoint"],
        result,
        swedish(longitude),
        swedish(latitude),
        "D. Exempel",
    )
