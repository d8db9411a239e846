"""The measurement rounds of the example, and the places and spots they go to."""

import datetime as dt
from dataclasses import dataclass

from data_pipeline.demo.timeline import CENTRE_STARTS, Timeline
from data_pipeline.demo.town import degrees, outlines

SITES = {"lindtorget": "Lindtorget", "station": "Ekstads station", "aparken": "Åparken"}
ROUNDS = ("nuläge", "12 månader", "24 månader")
# Months after the start, and how far the place had come then, 0 to 1.
_MONTHS, _PROGRESS = (-1, 11, 23), (0.0, 0.55, 1.0)
# The site that gets better, and the one that does not.
_GAIN = {"lindtorget": 1.0, "aparken": 0.6, "station": 0.0}
_CENTRE_GAIN = 0.8


@dataclass(frozen=True)
class Visit:
    """One measurement round at one site; `gain` is 0 for no change, 1 for all of it."""

    site: str
    name: str
    round_name: str
    day: dt.date
    gain: float


def rounds(timeline: Timeline) -> list[Visit]:
    """Return every round at every site that has taken place, oldest first."""
    return [
        Visit(site, name, ROUNDS[number], day, _GAIN[site] * _PROGRESS[number])
        for number, month in enumerate(_MONTHS)
        if (day := timeline.month(month) + dt.timedelta(days=9)) <= timeline.last_day
        for site, name in SITES.items()
    ]


def centre_rounds(timeline: Timeline, name: str) -> list[Visit]:
    """Return the rounds of the smaller centre that have taken place; it began later."""
    first = CENTRE_STARTS
    return [
        Visit("ekbacken", name, f"Ekbacken {ROUNDS[number]}", day, _CENTRE_GAIN * progress)
        for number, (month, progress) in enumerate(zip(_MONTHS, _PROGRESS, strict=True))
        if (day := timeline.month(first + month) + dt.timedelta(days=9)) <= timeline.last_day
    ]


def middle(area: str) -> tuple[float, float]:
    """Return longitude and latitude of a point inside an area."""
    point = outlines()[area].representative_point()
    return degrees(point.x, point.y)


def zones(site: str) -> list[str]:
    """Return the areas that are zones of a site; one without zones is walked as a whole."""
    return [area for area in outlines() if area.startswith(f"{site}-")] or [site]
