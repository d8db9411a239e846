"""The area beside the site's control areas and the ring round it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from config.words import Words
from warehouse.queries.comparison_judging import (
    Judged,
    Measured,
    Pair,
    area_changes,
    earlier_change,
    judge_areas,
)
from warehouse.queries.comparison_rows import (
    ComparisonQuestion,
    ControlComparison,
    NeighbourRow,
)
from warehouse.queries.control_fitness import fitness
from warehouse.queries.rows import Area, Site
from warehouse.statistics.blocks import Windows
from warehouse.statistics.controls import AreaChange, ControlledChange
from warehouse.statistics.displacement import DisplacementDifference
from warehouse.statistics.effect_sentences import (
    FitControl,
    control_caveats,
    controlled_statement,
    difference_statement,
    displacement_statement,
)
from warehouse.statistics.inputs import Floats
from warehouse.statistics.wording import INCIDENTS, Statement


@dataclass(frozen=True)
class AreaNumbers:
    """One area of the view: its weekly series and its counts in A and B."""

    area: Area
    series: Floats
    totals: Pair


@dataclass(frozen=True)
class Calendar:
    """Which weeks are A and B, their exposure, and when the place and its controls were chosen."""

    windows: Windows
    weeks: Pair
    site: Site
    started_on: dt.date
    """A choice is late from here on: the programme's start, of a place without one B's."""
    chosen: Mapping[str, dt.date]


def starts_on(site: Site, question: ComparisonQuestion) -> dt.date:
    """Return the day from which a control area is chosen too late."""
    return site.started_on or question.after.span.first


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
    fit = [
        _fitness(own, one, (treated, change), calendar)
        for one, change in zip(controls, others, strict=True)
    ]
    rows = [
        NeighbourRow(one.area, *one.totals, notes=found.said)
        for one, found in zip(controls, fit, strict=True)
    ]
    if ring:
        rows.append(NeighbourRow(ring.area, *ring.totals))
    return ControlComparison(
        rows=tuple(rows),
        change=judged.change,
        statement=controlled_statement(judged.change, reference=reference),
        notes=control_caveats(fit),
        ring=judged.ring,
        ring_statement=_said(judged.ring, reference),
        difference=_difference(judged.difference, treated, reference),
        displacement=_displacement(judged),
    )


def _fitness(
    own: AreaNumbers,
    control: AreaNumbers,
    changes: tuple[AreaChange, AreaChange],
    calendar: Calendar,
) -> FitControl:
    factors = (changes[0].factor, changes[1].factor)
    earlier = earlier_change(own.series, control.series, factors, calendar.windows.after[0])
    chosen_on = calendar.chosen.get(control.area.area_id)
    days = (chosen_on, calendar.started_on)
    return fitness(calendar.site, control.area, days, changes, earlier)


def _displacement(judged: Judged) -> Words | None:
    if judged.ring is None:
        return None
    together = judged.difference.verdict if judged.difference else None
    return displacement_statement(judged.net, judged.ring.verdict, together)


def _said(found: ControlledChange | None, reference: Words) -> Statement | None:
    return controlled_statement(found, reference=reference) if found else None


def _difference(
    found: DisplacementDifference | None, treated: AreaChange, reference: Words
) -> Statement | None:
    if found is None:
        return None
    return difference_statement(found, treated, INCIDENTS, reference)
