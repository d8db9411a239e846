"""What the questions about faults, cleaning, litter and grades answer with."""

import datetime as dt
from dataclasses import dataclass

from config.words import Words
from warehouse.queries.rows import Category, Completeness, SourceNote, Suppressed, Trend


@dataclass(frozen=True)
class ServiceLevel:
    """How soon a fault is to be dealt with: within hours, or within working days; one is None."""

    hours: int | None
    workdays: int | None


@dataclass(frozen=True)
class FaultKind:
    """Fault reports of one kind over a span; `category` is None for all kinds together.

    `median_days` is None below 10 cases, and while fewer than half have been dealt with. Open
    ones whose time is up count in `due_count` and not in `met_count`.
    """

    category: Category | None
    report_count: float
    before_count: float | None
    open_count: int | None
    median_days: float | None
    case_count: int
    met_count: int
    due_count: int
    service: ServiceLevel | None = None
    """None for all kinds together."""


@dataclass(frozen=True)
class Faults:
    """The fault reports of an area: by kind, together, together before, and those open by month."""

    kinds: tuple[FaultKind, ...]
    total: FaultKind
    before: FaultKind | None
    """None where none of its days is reported, or a break lies between."""
    before_reach: Completeness
    graffiti: FaultKind | None
    backlog: Trend
    open_on: dt.date | None
    """The last day, included, that those open are counted at."""
    open_before: int | None
    open_before_on: dt.date | None
    """Those open on the day they are held against, where it is reported and no break stops it."""
    completeness: Completeness
    withheld: Suppressed | None
    sources: tuple[SourceNote, ...]
    levels: tuple[tuple[Category | None, ServiceLevel], ...] = ()
    """The service levels that the instance has agreed: those of a kind, then that of all others."""
    not_comparable: Words | None = None
    """Why there is nothing before, where it was reported but a break lies between."""


@dataclass(frozen=True)
class Visits:
    """Cleaning visits of one sort, in a span and in what it is compared with."""

    type_code: str
    count: int
    before_count: int | None


@dataclass(frozen=True)
class Grade:
    """The mean grade 1-4 of some days; None where nobody graded."""

    first: dt.date
    value: float | None
    count: int


@dataclass(frozen=True)
class Litter:
    """One measurement of litter by one method: items per 10 square metres, gum apart."""

    method_code: str
    first: dt.date
    last: dt.date
    items_per_10_m2: float
    gum_per_10_m2: float
    area_m2: float


@dataclass(frozen=True)
class Care:
    """How an area is cleaned and what it looks like."""

    visits: tuple[Visits, ...]
    visits_completeness: Completeness
    visits_before: int | None
    grade: Grade
    grade_before: Grade | None
    grade_months: tuple[Grade, ...]
    grade_sources: tuple[SourceNote, ...]
    litter: tuple[Litter, ...]
    """Every measurement up to the end of the span, oldest first."""
    sources: tuple[SourceNote, ...]
    visits_not_comparable: Words | None = None
    grades_not_comparable: Words | None = None

    @property
    def visit_count(self) -> int | None:
        """How many visits there were; None where nobody reported."""
        if self.visits_completeness == "missing":
            return None
        return sum(visits.count for visits in self.visits)
