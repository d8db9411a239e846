"""The truth file: what was put into the numbers, so that tests can find it again."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from data_pipeline.demo import flows, month_table, police
from data_pipeline.demo.month_table import MonthTable
from data_pipeline.demo.recipe import CENTRE, Effect, effects
from data_pipeline.demo.timeline import Timeline

TRUTH_FILE = "facit.yaml"
_HEAD = "# What was put into the made-up numbers. The pipeline does not read this file.\n"


def write_truth(folder: Path, timeline: Timeline, seed: int, drawn: MonthTable) -> None:
    """Write the truth file of one example."""
    truth = {
        "today": timeline.today,
        "seed": seed,
        "first_day": timeline.first_day,
        "last_day": timeline.last_day,
        "start": timeline.start,
        "station_start": timeline.station_start,
        "effects": [_effect(effect, timeline) for effect in effects()],
        "unchanged": [
            {"area": area, "sources": ["polis"]} for area in ("station", "storgatan", "kvarnplan")
        ],
        "code_split": {
            "first_day": timeline.code_split,
            "old": police.OLD_CODE,
            "new": list(police.NEW_CODES),
        },
        "outage": _outage(timeline),
        "sent_again": f"polis_{police.sent_again(timeline)}_omexport.csv",
        "month_table": _month_table(timeline, drawn),
    }
    text = yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=100)
    (folder / TRUTH_FILE).write_text(_HEAD + text, "utf-8")


def _effect(effect: Effect, timeline: Timeline) -> dict[str, Any]:
    """Return one effect with its days; the last day is included, none means it goes on."""
    last = None if effect.to_month is None else _day_before(timeline.month(effect.to_month))
    told = {
        "id": effect.id,
        "words": effect.words,
        "area": effect.area,
        "sources": list(effect.sources),
        "categories": list(effect.categories) or "all",
        "first_day": timeline.month(effect.from_month),
        "last_day": last,
        "factor": effect.factor,
    }
    if effect.moves_to:
        told |= {"moves_to": effect.moves_to, "moved_share": effect.moved_share}
    if effect.reporter:
        told["reporter"] = effect.reporter
    return told


def _outage(timeline: Timeline) -> dict[str, Any]:
    first, last = timeline.outage
    return {"source": flows.SOURCE, "point": flows.DEAD_POINT, "first_day": first, "last_day": last}


def _month_table(timeline: Timeline, drawn: MonthTable) -> dict[str, Any]:
    """Return what the police's table tells of the smaller centre, sensitive crimes included."""
    return {
        "source": month_table.SOURCE,
        "area": CENTRE,
        "start": timeline.centre_start,
        "not_reported": timeline.silent_month,
        "preliminary": timeline.table_months[-1],
        "sent_again": month_table.sent_again(timeline),
        "totals": {f"{month:%Y-%m}": total for month, total in drawn.totals().items()},
    }


def _day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)
