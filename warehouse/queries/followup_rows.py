"""What the follow-up query answers with: frozen rows, ready to be formatted and nothing else."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from config.words import Words
from warehouse.periods import Span
from warehouse.queries.followup_targets import Target
from warehouse.queries.rows import Completeness, Site, SourceNote, Suppressed, Trend, Value
from warehouse.statistics.inputs import Interval
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import Statement

Evidence = Literal["main", "exploratory"]
Showing = Literal["wished", "opposite", "none", "unknown"]
"""What a measure's number shows: a change as wished, the other way, no certain one, or unknown."""
LookKey = Literal["now", "12", "24"]
Shown = Literal["changed", "unchanged", "uncertain", "too_few", "not_compared", "missing"]
"""What a KPI shows at its latest look; missing: it has no value anywhere."""
Status = Literal["not_started", "in_progress", "completed", "ongoing", "on_hold", "cancelled"]
Assessment = Literal["", "none", "some", "clear", "not_assessable"]
DELIVERED: tuple[Status, ...] = ("completed", "ongoing")
START = "start"
"""Stands for the programme's start where a measure is asked for."""


@dataclass(frozen=True)
class Outcome:
    """What is followed: a KPI, perhaps of some categories only (none: all)."""

    kpi_id: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanMeasure:
    """One measure of a place's action plan; `number` is that of the plan."""

    measure_id: str
    number: str
    title: str
    status: Status
    focus_area: str
    organisation: str
    problem: str
    cause: str
    goal: str
    outcome: Outcome | None
    target_value: float | None
    expected_percent: float | None
    assessment: Assessment
    moved_count: int
    decided_on: dt.date | None
    started_on: dt.date | None
    completed_on: dt.date | None
    due_on: dt.date | None
    first_due_on: dt.date | None

    @property
    def is_delivered(self) -> bool:
        """Say whether it is done, or under way for good."""
        return self.status in DELIVERED

    def is_late(self, today: dt.date) -> bool:
        """Say whether its day has passed without it being done."""
        is_open = self.status not in (*DELIVERED, "cancelled")
        return is_open and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Registration:
    """One outcome written down before the start, and what was expected of it."""

    outcome: Outcome
    name: Words | None
    expected_percent: float | None
    target_value: float | None
    registered_on: dt.date


@dataclass(frozen=True)
class Baseline:
    """A frozen number: the 12 months before the start, as it was computed once."""

    span: Span
    value: float | None
    count: float
    base: float | None
    low: float | None
    high: float | None
    definition: Words
    version: str
    frozen_at: dt.datetime
    is_definition_changed: bool
    is_boundary_changed: bool

    @property
    def is_sum(self) -> bool:
        """Say whether the value is what was counted: a part of the year then has a part of it."""
        return self.base is None and self.value == self.count


@dataclass(frozen=True)
class LookCell:
    """One number at one look. `change` is value - baseline, None where they are not compared."""

    key: LookKey
    span: Span
    value: Value
    base: float | None
    completeness: Completeness
    change: float | None
    verdict: Verdict | None
    statement: Statement | None
    """What may be said of it against the baseline."""
    reason: Words | None
    """Why nothing is said."""
    standing: Words | None
    """Preliminary or final; None for the rolling year."""


@dataclass(frozen=True)
class KpiFollowup:
    """One outcome through the programme; looks that are not due have no cell."""

    outcome: Outcome
    name: Words
    definition: Words
    unit: Words
    better: str
    decimals: int
    is_share: bool
    base_name: Words | None
    evidence: Evidence
    baseline: Baseline | None
    cells: tuple[LookCell, ...]
    target: Target | None
    expected_percent: float | None
    baseline_withheld: Suppressed | None = None
    """Set where there is a baseline that the viewer is not shown."""

    def cell(self, key: LookKey) -> LookCell | None:
        """Return one look, or None before it is due."""
        return next((cell for cell in self.cells if cell.key == key), None)

    @property
    def latest(self) -> LookCell | None:
        """Return the look that is spoken of: the last that is due, else the rolling year."""
        return self.cell("24") or self.cell("12") or self.cell("now")

    @property
    def has_value(self) -> bool:
        """Say whether there is a value somewhere, be it one that the viewer is not shown."""
        before = self.baseline.value if self.baseline else None
        values = (self.baseline_withheld, before, *(cell.value for cell in self.cells))
        return any(value is not None for value in values)


@dataclass(frozen=True)
class KpiParts:
    """The KPIs of a programme by how they are shown: each in one part, in the order they had."""

    full: tuple[KpiFollowup, ...]
    """Those registered, in time or not, and those with a target."""
    folded: tuple[KpiFollowup, ...]
    """All others that have a value somewhere."""
    silent: tuple[KpiFollowup, ...]
    """All others that have none."""
    shown: tuple[tuple[Shown, int], ...]
    """How many of the folded and the silent showed what; the numbers sum to all of them."""


@dataclass(frozen=True)
class AreaCounts:
    """One area before and after, and what makes it unfit as a comparison."""

    role: str
    name: Words
    before: float
    after: float
    faults: tuple[Words, ...] = ()


@dataclass(frozen=True)
class RatioRange:
    """A ratio with what is possible, for a picture: against controls, the trend or before."""

    kind: Literal["controls", "ring", "trend", "before"]
    name: Words
    ratio: float | None
    interval: Interval
    verdict: Verdict


@dataclass(frozen=True)
class MeasureEffect:
    """Before and after for one measure, or for the programme's start."""

    measure: PlanMeasure | None
    """None for the programme's start."""
    outcome: Outcome | None
    outcome_name: Words | None
    evidence: Evidence
    starts_on: dt.date | None
    before: Span | None
    after: Span | None
    statements: tuple[Statement, ...]
    """First the one that counts; then, where they exist, the ring's and the number of incidents."""
    verdict: Verdict | None
    showing: Showing
    power: Words | None
    """The smallest change the place could detect; said before the verdict."""
    remarks: tuple[Words, ...]
    """Standing, evidence, displacement, warnings and caveats, in the order they are read."""
    areas: tuple[AreaCounts, ...]
    ranges: tuple[RatioRange, ...]
    p_value: float | None
    level: float
    checks: Words | None = None
    """Of the time series, for those who want them."""


@dataclass(frozen=True)
class Field:
    """Where a measure stands among four: done or not, and whether its number moved as wished.

    Of one that has not begun it is the number since the programme's start.
    """

    measure: PlanMeasure
    showing: Showing
    why: Words | None
    """What was said of its number, or why nothing was."""


@dataclass(frozen=True)
class Finding:
    """What the first outcome shows; where it may not be said, the first decided one that may."""

    said: tuple[Words, ...]
    why_not: Words | None = None
    """Why the first outcome is not compared; read after what is said."""


@dataclass(frozen=True)
class Followup:
    """Everything the follow-up page says of one place that has started."""

    site: Site
    started_on: dt.date
    months: int
    """Whole months since the start, as far as data reach."""
    finding: Finding
    kpis: tuple[KpiFollowup, ...]
    parts: KpiParts
    measures: tuple[PlanMeasure, ...]
    effect: MeasureEffect
    tried: tuple[MeasureEffect, ...]
    """Every measure of the plan that is not cancelled, judged together."""
    together: Words | None
    fields: tuple[Field, ...]
    registered: tuple[Registration, ...]
    registered_areas: tuple[Words, ...]
    trend: Trend
    """The chosen measure's outcome by month, from two years before the start."""
    footer: Words
    """What always stands under these numbers."""
    sources: tuple[SourceNote, ...]
    plan_sources: tuple[SourceNote, ...]
