"""What the questions about flows, people, events and premises answer with."""

import datetime as dt
from dataclasses import dataclass

from config.words import Words
from warehouse.queries.rows import (
    CategoryCount,
    Completeness,
    SourceNote,
    Suppressed,
    Trend,
)
from warehouse.statistics.shares import Share


@dataclass(frozen=True)
class Flow:
    """Passages for each counted hour and counting point; None where nothing was counted."""

    per_hour: float | None
    counted_hours: float


@dataclass(frozen=True)
class Band:
    """The flow at one time of day: from an hour up to another, past midnight where it is less."""

    from_hour: int
    to_hour: int
    now: Flow
    before: Flow | None


@dataclass(frozen=True)
class PeopleRound:
    """One round of people counted by hand; a share is None below 10 people."""

    round_code: str
    first: dt.date
    last: dt.date
    person_count: int
    women: Share | None
    """Women of the women and men seen."""
    staying: Share | None
    """Those who stayed, of all seen."""


@dataclass(frozen=True)
class Flows:
    """How many pass an area, when, and who they seem to be."""

    now: Flow
    before: Flow | None
    bands: tuple[Band, ...]
    weeks: Trend
    """Weeks without a whole day are gaps."""
    outage_days: int
    """Days of the span on which a point that counted before and after did not."""
    rounds: tuple[PeopleRound, ...]
    completeness: Completeness
    is_counted: bool
    """Some counting point counted in the span, if only stretches longer than an hour."""
    withheld: Suppressed | None
    flow_sources: tuple[SourceNote, ...]
    people_sources: tuple[SourceNote, ...]
    not_comparable: Words | None = None
    """Why there is no `before`, where it was counted but a break lies between."""


@dataclass(frozen=True)
class Premises:
    """Premises as they stood in one survey; those being refurbished are not empty."""

    type_code: str
    unit_count: int
    empty_count: int
    refurbished_count: int
    hours_known_count: int
    evening_count: int


@dataclass(frozen=True)
class OfferRound:
    """One survey of the premises: by sort, and the ground floor together."""

    first: dt.date
    last: dt.date
    sorts: tuple[Premises, ...]
    ground_floor: Premises
    every: Premises


@dataclass(frozen=True)
class OfferOfPlace:
    """Events and premises of an area."""

    event_count: float | None
    event_before: float | None
    event_kinds: tuple[CategoryCount, ...]
    """Of the whole site; empty for a part of it."""
    events_completeness: Completeness
    rounds: tuple[OfferRound, ...]
    """Every survey up to the end of the span, oldest first."""
    event_sources: tuple[SourceNote, ...]
    premises_sources: tuple[SourceNote, ...]
    events_not_comparable: Words | None = None
    elsewhere_count: int = 0
    """Events of the span in calendars that belong to no place: in none of the numbers."""
