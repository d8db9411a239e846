"""What makes a control area unfit: one verdict, wherever a place is held against it."""

import datetime as dt
from functools import cache

import shapely

from warehouse.queries.rows import Area, Site
from warehouse.statistics.controls import (
    AreaChange,
    ControlFacts,
    ControlledChange,
    control_faults,
)
from warehouse.statistics.effect_sentences import FitControl


def fitness(
    site: Site,
    control: Area,
    days: tuple[dt.date | None, dt.date],
    changes: tuple[AreaChange, AreaChange],
    earlier: ControlledChange | None,
) -> FitControl:
    """Judge a control area by its choice, its ground, its size and its earlier course.

    `days` are when it was chosen, None where that is not written down, and from when a choice is
    too late; `changes` are the place's and the control's.
    """
    (chosen_on, started_on), (own, other) = days, changes
    ring = [area for area in site.areas if area.role == "buffer"]
    facts = ControlFacts(
        chosen_on=chosen_on,
        overlaps_buffer=any(
            overlaps(control.outline, one.outline) for one in (site.areas[0], *ring)
        ),
        is_same_district=None,
        count=other.before,
        earlier=earlier,
    )
    faults = control_faults(facts, own.before, started_on)
    return FitControl(control.name, faults, facts.is_same_district)


@cache
def overlaps(one: str, other: str) -> bool:
    """Say whether two outlines (GeoJSON) share ground."""
    first, second = shapely.from_geojson([one, other])
    return bool(first.intersection(second).area > 0)
