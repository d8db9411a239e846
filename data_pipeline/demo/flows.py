"""Passages: hourly counts, one column a point, with a dead sensor; and where the points are."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.happenings import calendar, multiplier
from data_pipeline.demo.recipe import rhythms, table
from data_pipeline.demo.sheets import Row, Sheet, swedish, write_csv
from data_pipeline.demo.timeline import Timeline
from data_pipeline.demo.town import degrees

SOURCE = "flode"
POINTS_SOURCE = "matpunkter"
DEAD_POINT = "M03"
_DAY_SHAPE, _HOUR_SHAPE = 40.0, 30.0
_SPRING_HOUR = 2
_ZONE = ZoneInfo("Europe/Stockholm")


def write_flows(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one file of hours a year, the points, and the dirty ones."""
    points = table("points")
    counts = np.stack([_counts(point, timeline, rng) for point in points], axis=2)
    headings = ("Timme", *(point["code"] for point in points))
    years: dict[int, list[Row]] = {}
    for day, hours in zip(calendar(timeline).days, counts.tolist(), strict=True):
        rows = years.setdefault(day.year, [])
        rows += [
            (f"{day.isoformat()} {hour:02d}:00", *map(str, passages))
            for hour, passages in enumerate(hours)
            if hour != _SPRING_HOUR or not _loses_an_hour(day)
        ]
    for year, rows in years.items():
        write_csv(inbox / SOURCE / f"flode_{year}.csv", Sheet(headings, tuple(rows)), "utf-8")
    # Hours that are in a good file too: read twice, they are counted once.
    dirty = dirtied(Sheet(headings, tuple(rows[-17:])), Faulty("Timme", None, "M01"))
    write_csv(inbox / SOURCE / "flode_smutsig.csv", dirty, "cp1252")
    _write_points(inbox, points)


def _counts(
    point: dict[str, str], timeline: Timeline, rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Draw the passages of one point, a row a day and a column an hour."""
    found, rhythm = calendar(timeline), rhythms()[point["rhythm"]]
    weekdays = np.array(rhythm.weekdays)[found.weekdays]
    months = np.array(rhythm.months)[found.months]
    hours = np.array(rhythm.hours) / sum(rhythm.hours)
    good = rng.gamma(_DAY_SHAPE, 1 / _DAY_SHAPE, size=len(found.days))
    effect = multiplier(SOURCE, point["area"], "", timeline)
    daily = float(point["per_day"]) * weekdays * months * good * effect
    noise = rng.gamma(_HOUR_SHAPE, 1 / _HOUR_SHAPE, size=(len(found.days), 24))
    counts: npt.NDArray[np.int64] = rng.poisson(daily[:, None] * hours * noise)
    if point["code"] == DEAD_POINT:
        first, last = timeline.outage
        counts[[first <= day <= last for day in found.days]] = 0
    return counts


def _loses_an_hour(day: dt.date) -> bool:
    """Say whether the clock jumps from 02 to 03 that night."""
    before, after = (dt.datetime.combine(day, dt.time(hour), _ZONE) for hour in (0, 4))
    return after.timestamp() - before.timestamp() < dt.timedelta(hours=4).total_seconds()


def _write_points(inbox: Path, points: list[dict[str, str]]) -> None:
    headings = ("Punkt", "Namn", "Longitud", "Latitud", "Givare")
    rows = tuple(_point_row(point) for point in points)
    sheet = Sheet(headings, rows)
    write_csv(inbox / POINTS_SOURCE / "matpunkter.csv", sheet, "cp1252")
    # The same points again: read twice, each stands once.
    dirty = dirtied(sheet, Faulty(number="Longitud"))
    write_csv(inbox / POINTS_SOURCE / "matpunkter_smutsig.csv", dirty, "cp1252")


def _point_row(point: dict[str, str]) -> Row:
    longitude, latitude = degrees(float(point["x"]), float(point["y"]))
    return point["code"], point["name"], swedish(longitude), swedish(latitude), point["sensor"]
