"""The calendar of events: markets, music, sport, family days and cleaning days."""

import datetime as dt
from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.recipe import CENTRE, PLACES, table
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_csv
from data_pipeline.demo.timeline import Timeline
from data_pipeline.demo.town import degrees, outlines

SOURCE = "evenemang"
_HEADINGS = (
    "Id", "Rubrik", "Start", "Slut", "Typ", "Arrangör", "Kontakt", "Väntade besökare", "Plats",
    "Longitud", "Latitud",
)  # fmt: skip
_WITHOUT_POSITION = 0.1


def write_occasions(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one file a year, and the dirty one."""
    years = _rows_by_year(timeline, rng, PLACES, "E")
    for year, of_year in years.items():
        sheet = Sheet(_HEADINGS, tuple(of_year))
        write_csv(inbox / SOURCE / f"evenemang_{year}.csv", sheet, "utf-8-sig")
    faulty = Faulty("Start", "Id", "Väntade besökare", "Typ")
    visitors = _HEADINGS.index("Väntade besökare")
    every = [row for of_year in years.values() for row in of_year]
    # The largest ones, so that a thousands space has somewhere to stand.
    largest = sorted(every, key=lambda row: int(row[visitors]), reverse=True)
    dirty = dirtied(Sheet(_HEADINGS, tuple(largest)), faulty)
    write_csv(inbox / SOURCE / "evenemang_smutsig.csv", dirty, "cp1252")


def write_centre_occasions(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write the events of the smaller centre, which has a calendar of its own."""
    years = _rows_by_year(timeline, rng, (CENTRE,), "EB")
    sheet = Sheet(_HEADINGS, tuple(row for of_year in years.values() for row in of_year))
    write_csv(inbox / SOURCE / "evenemang_ekbacken.csv", sheet, "utf-8-sig")


def _rows_by_year(
    timeline: Timeline, rng: np.random.Generator, areas: tuple[str, ...], mark: str
) -> dict[int, list[Row]]:
    """Draw the events of some areas; `mark` begins their numbers."""
    kinds = [kind for kind in table("events") if kind["area"] in areas]
    years: dict[int, list[Row]] = {}
    for month in timeline.months():
        rows = years.setdefault(month.year, [])
        for kind in kinds:
            for day in _days(kind, month, timeline, rng):
                number = f"{mark}-{day.year}-{len(rows) + 1:03d}"
                rows.append((number, *_row(kind, day, rng.random(2).tolist())))
    return years


def _days(
    kind: dict[str, str], month: dt.date, timeline: Timeline, rng: np.random.Generator
) -> list[dt.date]:
    """Choose the days of one kind of event in one month."""
    if str(month.month) not in kind["months"].split():
        return []
    start = timeline.centre_start if kind["area"] == CENTRE else timeline.start
    count = int(kind["before"] if month < start else kind["after"])
    first = month + dt.timedelta(days=(int(kind["weekday"]) - 1 - month.weekday()) % 7)
    weeks = rng.choice(4, size=count, replace=False).tolist()
    return sorted(first + dt.timedelta(weeks=week) for week in weeks)


def _row(kind: dict[str, str], day: dt.date, luck: list[float]) -> Row:
    starts = dt.datetime.combine(day, dt.time(int(kind["start"])))
    ends = starts + dt.timedelta(hours=int(kind["hours"]))
    middle = outlines()[kind["area"]].representative_point()
    longitude, latitude = degrees(middle.x, middle.y)
    has_position = luck[0] >= _WITHOUT_POSITION
    visitors = int(float(kind["visitors"]) * (0.7 + 0.6 * luck[1])) // 10 * 10
    return (
        kind["title"],
        starts.strftime("%Y-%m-%d %H:%M"),
        ends.strftime("%Y-%m-%d %H:%M"),
        kind["type"],
        kind["organiser"],
        "kontakt@ekstad.example",
        str(visitors),
        kind["place"],
        swedish(longitude) if has_position else "",
        swedish(latitude) if has_position else "",
    )
