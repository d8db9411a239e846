"""Write the whole example instance: its facts, its map, its inbox and its truth file."""

import datetime as dt
import re
from importlib.resources import files
from pathlib import Path

import numpy as np

from data_pipeline.demo.basemap import write_basemap
from data_pipeline.demo.centre import write_centre
from data_pipeline.demo.cleaning import write_cleaning
from data_pipeline.demo.context import write_context
from data_pipeline.demo.faults import write_faults
from data_pipeline.demo.flows import write_flows
from data_pipeline.demo.guards import write_guards
from data_pipeline.demo.inspections import write_inspections
from data_pipeline.demo.measurements import write_measurements
from data_pipeline.demo.month_table import month_table, write_month_table
from data_pipeline.demo.occasions import write_occasions
from data_pipeline.demo.plan import write_plan
from data_pipeline.demo.police import write_police
from data_pipeline.demo.timeline import (
    CENTRE_REGISTERED,
    CENTRE_STARTS,
    CODE_SPLITS,
    REGISTERED,
    REPORTER_JOINS,
    STATION_REGISTERED,
    STATION_STARTS,
    Timeline,
    school_breaks,
)
from data_pipeline.demo.truth import write_truth
from data_pipeline.template.write import claim_folder, copy_tree

SEED = 20260101
# Far from the numbers of the writers: the truth file tells of this one's draws too.
_TABLE_STREAM = 100
# The packaged facts hold the days of an example made on this day; they are moved to today.
_PACKAGED = Timeline(dt.date(2026, 11, 24))
_WRITERS = (
    write_police, write_guards, write_faults, write_inspections, write_flows, write_occasions,
    write_plan, write_cleaning, write_measurements, write_context, write_centre,
)  # fmt: skip


def write_demo(folder: Path, today: dt.date, seed: int = SEED) -> None:
    """Write the example instance into an empty folder; same day and seed, same bytes.

    Raises:
        FolderNotEmptyError: the folder already holds something.
    """
    claim_folder(folder)
    timeline = Timeline(today)
    copy_tree(files("data_pipeline.demo").joinpath("instance"), folder)
    _move_days(folder, timeline)
    _add_breaks(folder / "instance.yaml", timeline)
    write_basemap(folder / "areas" / "karta.geojson", np.random.default_rng([seed, 0]))
    # Each sender has a stream of its own: a change in one leaves the others as they were.
    for number, write in enumerate(_WRITERS, start=1):
        write(folder / "inbox", timeline, np.random.default_rng([seed, number]))
    drawn = month_table(timeline, np.random.default_rng([seed, _TABLE_STREAM]))
    write_month_table(folder / "inbox", timeline, drawn)
    write_truth(folder, timeline, seed, drawn)


def _move_days(folder: Path, timeline: Timeline) -> None:
    months = (
        REGISTERED, 0, CODE_SPLITS, STATION_REGISTERED, STATION_STARTS, REPORTER_JOINS,
        CENTRE_REGISTERED, CENTRE_STARTS,
    )  # fmt: skip
    moved = {
        _PACKAGED.month(month).isoformat(): timeline.month(month).isoformat() for month in months
    }
    # All at once: a day that has been moved may be another one's packaged day.
    packaged = re.compile("|".join(moved))
    for path in (*sorted((folder / "sites").iterdir()), folder / "mappings" / "brottskoder.csv"):
        text = path.read_text("utf-8")
        path.write_text(packaged.sub(lambda found: moved[found[0]], text), "utf-8")


def _add_breaks(path: Path, timeline: Timeline) -> None:
    lines = [
        f"  - {{name: {{sv: {sv}, en: {en}}}, first: {first}, last: {last}}}\n"
        for year in range(timeline.first_day.year, timeline.today.year + 2)
        for sv, en, first, last in school_breaks(year)
    ]
    path.write_text(path.read_text("utf-8") + "breaks:\n" + "".join(lines), "utf-8")
