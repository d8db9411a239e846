"""Fault reports to the municipality: one array of objects a year, as a service sends them."""

import datetime as dt
from pathlib import Path

import numpy as np

from data_pipeline.demo.dirt import Faulty, dirtied
from data_pipeline.demo.happenings import Happening, happenings
from data_pipeline.demo.recipe import AREAS, CENTRE, code_categories, rates
from data_pipeline.demo.sheets import Row, Sheet, write_json
from data_pipeline.demo.timeline import Timeline

SOURCE = "felanmalan"
_HEADINGS = (
    "service_request_id", "status", "service_name", "service_code", "description",
    "agency_responsible", "requested_datetime", "closed_datetime", "updated_datetime",
    "address", "lat", "long",
)  # fmt: skip
_MOMENT = "%Y-%m-%dT%H:%M:%S"
_DESCRIPTIONS = ("Se bild.", "Har varit så en vecka.", "Hälsningar Kim, 070-174 06 12.", "Tack!")
_WITHOUT_POSITION, _DUPLICATES, _NEVER_CLOSED = 0.05, 0.05, 0.03
# Days until mended: median, and spread of the logarithm.
_DAYS, _SPREAD = 3.0, 1.0


def write_faults(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one file a year, and the dirty one."""
    years = _rows_by_year(timeline, rng, AREAS, "F")
    for year, rows in years.items():
        path = inbox / SOURCE / f"felanmalan_{year}.json"
        write_json(path, Sheet(_HEADINGS, tuple(rows)))
    sample = Sheet(_HEADINGS, tuple(row for rows in years.values() for row in rows if row[-1]))
    faulty = Faulty("requested_datetime", "service_request_id", "long", "service_code", "0777")
    write_json(inbox / SOURCE / "felanmalan_smutsig.json", dirtied(sample, faulty))


def write_centre_faults(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one file of the smaller centre, from a form of its own."""
    years = _rows_by_year(timeline, rng, (CENTRE,), "FE")
    rows = tuple(row for of_year in years.values() for row in of_year)
    write_json(inbox / SOURCE / "felanmalan_ekbacken.json", Sheet(_HEADINGS, rows))


def _rows_by_year(
    timeline: Timeline, rng: np.random.Generator, areas: tuple[str, ...], mark: str
) -> dict[int, list[Row]]:
    """Draw the reports of some areas; `mark` begins their numbers."""
    categories = code_categories("felkategorier")
    drawn = happenings(SOURCE, rates("faults"), categories, timeline, rng, areas)
    luck = rng.random((len(drawn), 4)).tolist()
    waits = (_DAYS * rng.lognormal(0, _SPREAD, size=len(drawn))).tolist()
    years: dict[int, list[Row]] = {}
    for happening, wait, draws in zip(drawn, waits, luck, strict=True):
        of_year = years.setdefault(happening.at.year, [])
        number = f"{mark}-{happening.at.year}-{len(of_year) + 1:05d}"
        of_year.append((number, *_row(happening, (wait, *draws), timeline)))
    return years


def _row(happening: Happening, luck: tuple[float, ...], timeline: Timeline) -> Row:
    wait, place = luck[0], happening.position
    has_position = luck[1] >= _WITHOUT_POSITION
    closed = _closed(happening, wait, luck[2], timeline)
    status = "open" if closed is None else "closed"
    return (
        "duplicate" if luck[3] < _DUPLICATES else status,
        happening.label,
        happening.code,
        _DESCRIPTIONS[int(luck[4] * len(_DESCRIPTIONS))],
        "Gata och park",
        happening.at.strftime(_MOMENT),
        closed.strftime(_MOMENT) if closed else "",
        (closed or happening.at).strftime(_MOMENT),
        place.spot.street,
        f"{place.latitude:.6f}" if has_position else "",
        f"{place.longitude:.6f}" if has_position else "",
    )


def _closed(
    happening: Happening, wait: float, luck: float, timeline: Timeline
) -> dt.datetime | None:
    """Return when it was mended, or None while it is open."""
    closed = happening.at + dt.timedelta(minutes=int(wait * 24 * 60))
    is_open = luck < _NEVER_CLOSED or closed.date() > timeline.last_day
    return None if is_open else closed
