"""What other senders tell of the smaller centre: files of their own, beside those of the town."""

import datetime as dt
from pathlib import Path

import numpy as np

from data_pipeline.demo.cleaning import grade_row, write_grades
from data_pipeline.demo.faults import write_centre_faults
from data_pipeline.demo.measurements import premises_sheet, ratings_sheet
from data_pipeline.demo.month_table import PLACE
from data_pipeline.demo.occasions import write_centre_occasions
from data_pipeline.demo.rounds import centre_rounds
from data_pipeline.demo.sheets import Row, write_csv, write_workbook
from data_pipeline.demo.timeline import Timeline

# How clean it is on the scale of 1 to 4, and from the start on.
_BEFORE, _AFTER = 2.3, 2.7
_PREMISES = 14


def write_centre(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write its fault reports, events, weekly looks at how clean it is, and its rounds."""
    # Each sender has a stream of its own here too; a new one comes last.
    faults, occasions, grades, ratings, premises = rng.spawn(5)
    write_centre_faults(inbox, timeline, faults)
    write_centre_occasions(inbox, timeline, occasions)
    mondays = [day for day in timeline.days() if day.weekday() == 0 and day >= timeline.start]
    rows = tuple(_grade(day, timeline, grades) for day in mondays)
    write_grades(inbox, "stadgrad_ekbacken.csv", rows)
    visits = centre_rounds(timeline, PLACE)
    rated = inbox / "trygghetsbesiktning" / "trygghetsbesiktning_ekbacken.csv"
    write_csv(rated, ratings_sheet(visits, "E", ratings), "utf-8")
    walked, title = inbox / "lokaler" / "lokaler_ekbacken.xlsx", "Lokalinventering Ekbacken"
    sheet = premises_sheet(visits, _PREMISES, premises)
    write_workbook(walked, sheet, title, visits[-1].day, "Lokaler")


def _grade(day: dt.date, timeline: Timeline, rng: np.random.Generator) -> Row:
    level = _AFTER if day >= timeline.centre_start else _BEFORE
    return grade_row(day, PLACE, level, rng)
