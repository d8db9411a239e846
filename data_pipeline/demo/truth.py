"""The truth file: what was put into the numbers, so that tests can find it again."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from data_pipeline.demo import flows, police
from data_pipeline.demo.recipe import Effect, effects
from data_pipeline.demo.timeline import Timeline

TRUTH_FILE = "facit.yaml"
_HEAD = "# What was put into the made-up numbers. The pipeline does not read this file.\n"


def write_truth(folder: Path, timeline: Timeline, seed: int) -> None:
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


def _day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)
