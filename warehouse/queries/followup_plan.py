"""What a place has written down: its plan, what it registered before the start, and breaks."""

from dataclasses import dataclass, replace
from typing import Any

from config.words import Words
from warehouse.connection import PublishedFiles, Reading
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.breaks import breaks_in
from warehouse.queries.followup_rows import Baseline, Outcome, PlanMeasure, Registration
from warehouse.statistics.caveats import Break
from warehouse.viewer import Viewer


@dataclass(frozen=True)
class WrittenDown:
    """Everything about a place's programme that is not a count."""

    measures: tuple[PlanMeasure, ...]
    registered: tuple[Registration, ...]
    control_days: tuple[tuple[str, Any], ...]
    """Control areas that were registered, and the day."""
    baselines: tuple[tuple[Outcome, Baseline], ...]
    breaks: tuple[tuple[str, Break], ...]
    """By kind of source."""

    def breaks_of(self, kind: str) -> tuple[Break, ...]:
        """Return the breaks in the numbers of one kind."""
        return tuple(found for of, found in self.breaks if of == kind)


@remembered(16)
def written_down(files: PublishedFiles, viewer: Viewer, site_id: str) -> WrittenDown:
    """Return what a place has written down; other counting points are a break without it."""
    found = tuple(
        (one.kind, Break(one.on, one.what))
        for one in breaks_in(files, viewer, site_id, "flow_count")
        if one.is_of_points
    )
    with files.open(viewer) as reading:
        written = _read(reading, {"site_id": site_id})
    return replace(written, breaks=(*written.breaks, *found))


def _read(reading: Reading, place: dict[str, object]) -> WrittenDown:
    said = reading.rows("registered", place)
    return WrittenDown(
        measures=tuple(_measure(row) for row in reading.rows("plan_measures", place)),
        registered=tuple(_registration(row) for row in said if row[0] == "outcome"),
        control_days=tuple((row[1], row[-1]) for row in said if row[0] == "area"),
        baselines=tuple(_baseline(row) for row in reading.rows("baselines", place)),
        breaks=tuple(
            (kind, Break(day, Words(sv=sv, en=en), moves_boundary=moves))
            for kind, day, sv, en, moves in reading.rows("breaks", place)
        ),
    )


def outcome_of(kpi_id: str, category_ids: str) -> Outcome:
    """Return an outcome from how the tables write it."""
    return Outcome(kpi_id, tuple(sorted(filter(None, category_ids.split(",")))))


def _measure(row: tuple[Any, ...]) -> PlanMeasure:
    (measure_id, number, title, status, focus, organisation, problem, cause, goal, kpi_id,
     categories, target, expected, assessment, moved, *days) = row  # fmt: skip
    decided, started, completed, due, first_due = days
    return PlanMeasure(
        measure_id=measure_id,
        number=number,
        title=title,
        status=status,
        focus_area=focus,
        organisation=organisation,
        problem=problem,
        cause=cause,
        goal=goal,
        outcome=outcome_of(kpi_id, categories) if kpi_id else None,
        target_value=target,
        expected_percent=expected,
        assessment=assessment,
        moved_count=moved,
        decided_on=decided,
        started_on=started,
        completed_on=completed,
        due_on=due,
        first_due_on=first_due,
    )


def _registration(row: tuple[Any, ...]) -> Registration:
    _, kpi_id, categories, name_sv, name_en, expected, target, day = row
    name = Words(sv=name_sv, en=name_en) if name_sv and name_en else None
    return Registration(outcome_of(kpi_id, categories or ""), name, expected, target, day)


def _baseline(row: tuple[Any, ...]) -> tuple[Outcome, Baseline]:
    (kpi_id, categories, first, end, value, count, base, low, high, definition_sv, definition_en,
     version, frozen_at, is_other_rule, is_other_ground) = row  # fmt: skip
    return outcome_of(kpi_id, categories), Baseline(
        span=Span(first, end),
        value=value,
        count=count,
        base=base,
        low=low,
        high=high,
        definition=Words(sv=definition_sv, en=definition_en),
        version=version,
        frozen_at=frozen_at,
        is_definition_changed=is_other_rule,
        is_boundary_changed=is_other_ground,
    )
