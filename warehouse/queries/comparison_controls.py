"""The area beside the site's control areas and the ring round it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from config.words import Words, message
from warehouse.queries.comparison_judging import (
    Judged,
    Measured,
    Pair,
    area_changes,
    earlier_change,
    judge_areas,
)
from warehouse.queries.comparison_rows import ControlComparison, NeighbourRow
from warehouse.queries.followup_cases import overlaps
from warehouse.queries.rows import Area, Site
from warehouse.statistics.blocks import Windows
from warehouse.statistics.controls import (
    AreaChange,
    ControlFacts,
    ControlledChange,
    control_faults,
)
from warehouse.statistics.displacement import DisplacementDifference
from warehouse.statistics.effect_sentences import (
    control_caveats,
    controlled_statement,
    difference_statement,
    displacement_statement,
)
from warehouse.statistics.inputs import Floats
from warehouse.statistics.wording import INCIDENTS, Statement, say


@dataclass(frozen=True)
class AreaNumbers:
    """One area of the view: its weekly series and its counts in A and B."""

    area: Area
    series: Floats
    totals: Pair


@dataclass(frozen=True)
class Calendar:
    """Which weeks are A and B, their exposure, when B begins, and when controls were chosen."""

    windows: Windows
    weeks: Pair
    started_on: dt.date
    chosen: Mapping[str, dt.date]


def neighbours_of(site: Site, area: Area) -> tuple[tuple[Area, ...], Area | None]:
    """Return the control areas that an area is held against, and the ring round it.

    Controls belong to the site, so a zone has them too; the ring is round the whole site.
    """
    if area.role not in ("site", "zone"):
        return (), None
    controls = tuple(one for one in site.areas if one.role == "control")
    ring = next((one for one in site.areas if one.role == "buffer"), None)
    return controls, ring if area.role == "site" else None


def against_controls(
    own: AreaNumbers,
    controls: Sequence[AreaNumbers],
    ring: AreaNumbers | None,
    calendar: Calendar,
    reference: Words,
) -> ControlComparison:
    """Compare an area with control areas; each area is divided by its own dispersion."""
    windows, weeks = calendar.windows, calendar.weeks
    every = [own, *controls, *([ring] if ring else [])]
    measured = Measured(
        np.vstack([one.series for one in every]), tuple(o.totals for o in every), windows, weeks
    )
    changes = area_changes(measured)
    return controls_compared(every, changes, calendar, reference, has_ring=ring is not None)


def controls_compared(
    every: Sequence[AreaNumbers],
    changes: Sequence[AreaChange],
    calendar: Calendar,
    reference: Words,
    *,
    has_ring: bool,
) -> ControlComparison:
    """Judge changes that have been measured: the area's own, its controls', then the ring's."""
    own, ring = every[0], every[-1] if has_ring else None
    last = len(every) - (1 if has_ring else 0)
    controls, treated, others = every[1:last], changes[0], changes[1:last]
    judged = judge_areas(treated, others, changes[-1] if ring else None)
    rows = [
        NeighbourRow(
            one.area,
            *one.totals,
            notes=_faults(own, one, (treated, change), calendar, ring.area if ring else None),
        )
        for one, change in zip(controls, others, strict=True)
    ]
    if ring:
        rows.append(NeighbourRow(ring.area, *ring.totals))
    return ControlComparison(
        rows=tuple(rows),
        change=judged.change,
        statement=controlled_statement(judged.change, reference=reference),
        notes=(*control_caveats(judged.change), _unknown(calendar.chosen)),
        ring=judged.ring,
        ring_statement=_said(judged.ring, reference),
        difference=_difference(judged.difference, treated, reference),
        displacement=_displacement(judged),
    )


def _faults(
    own: AreaNumbers,
    control: AreaNumbers,
    changes: tuple[AreaChange, AreaChange],
    calendar: Calendar,
    ring: Area | None,
) -> tuple[Words, ...]:
    """Say what makes a control unfit, as far as numbers tell: its size and its earlier course."""
    factors = (changes[0].factor, changes[1].factor)
    facts = ControlFacts(
        chosen_on=calendar.chosen.get(control.area.area_id, dt.date.min),
        overlaps_buffer=ring is not None and overlaps(ring.outline, control.area.outline),
        is_same_district=True,
        count=changes[1].before,
        earlier=earlier_change(own.series, control.series, factors, calendar.windows.after[0]),
    )
    faults = control_faults(facts, changes[0].before, calendar.started_on)
    return tuple(say(f"control_fault.{fault}") for fault in faults)


def _displacement(judged: Judged) -> Words | None:
    """Say that incidents moved, or benefit spread, only where the ring's own change is certain.

    The quotient has no interval: without this it told of spread benefit wherever the ring's
    uncertain number happened to have fallen.
    """
    if judged.ring is None or (judged.net is not None and not judged.ring.verdict.is_change):
        return None
    return displacement_statement(judged.net)


def _unknown(chosen: Mapping[str, dt.date]) -> Words:
    return message(f"compare.{'district' if chosen else 'control'}_unknown")


def _said(found: ControlledChange | None, reference: Words) -> Statement | None:
    return controlled_statement(found, reference=reference) if found else None


def _difference(
    found: DisplacementDifference | None, treated: AreaChange, reference: Words
) -> Statement | None:
    if found is None:
        return None
    return difference_statement(found, treated, INCIDENTS, reference)
