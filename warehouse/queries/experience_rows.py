"""What the questions about surveys, safety inspections and interviews answer with."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from config.words import Words
from warehouse.queries.rows import SourceNote, Suppressed
from warehouse.statistics.shares import Share
from warehouse.statistics.survey_display import SurveyDisplay
from warehouse.statistics.surveys import IndexEstimate, WaveChange

SURVEY, INSPECTION = "survey_answer", "inspection_item"
"""Kinds of sources."""


@dataclass(frozen=True)
class IndexRound:
    """The index of one round; `estimate` is None below 10 answers."""

    source_id: str
    round_code: str
    first: dt.date
    last: dt.date
    count: int
    estimate: IndexEstimate | None
    display: SurveyDisplay


@dataclass(frozen=True)
class NoIndex:
    """The newest round, where no survey has an index.

    `unnamed`: its contract names no questions of the index; `unanswered`: nobody answered enough
    of them; `few`: below 10 answers.
    """

    last: dt.date
    reason: Literal["unnamed", "unanswered", "few"]


@dataclass(frozen=True)
class Item:
    """One question in the latest round and the one before; a share is None below 10 answers."""

    question_code: str
    name: Words
    is_in_index: bool
    now: Share | None
    before: Share | None


@dataclass(frozen=True)
class Group:
    """The index of one group in the latest round; None where it or the rest has fewer than 10."""

    split_code: str
    group_code: str
    count: int | None
    estimate: IndexEstimate | None


@dataclass(frozen=True)
class Gap:
    """Men less women who feel safe in the evening, in percentage points."""

    value: float | None
    low: float | None
    high: float | None
    count: float | None
    is_too_few: bool


@dataclass(frozen=True)
class Aspect:
    """One aspect of an inspection, 0 to 100, by daylight and in the dark; None: not rated."""

    aspect_code: str
    day: float | None
    dark: float | None
    rated_count: int


@dataclass(frozen=True)
class Inspection:
    """One round of a safety inspection."""

    round_code: str
    last: dt.date
    score: float | None
    rated_count: int
    grave_count: int
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True)
class Theme:
    """One theme of a round of interviews; a count that is not told is None."""

    theme_code: str
    count: int | None
    negative_count: int | None
    before_count: int | None


@dataclass(frozen=True)
class Interviews:
    """One round of interviews."""

    last: dt.date
    interview_count: int
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Experience:
    """How an area is experienced; each part holds what was measured up to the end of the span."""

    rounds: tuple[IndexRound, ...]
    change: WaveChange | None
    """The latest round against the one before, of the same survey; None below 30 answers."""
    no_index: NoIndex | None
    """Set where there is a survey but no round with an index."""
    items: tuple[Item, ...]
    items_on: dt.date | None
    """The last day of the round that the items are from."""
    groups: tuple[Group, ...]
    gap: Gap | None
    inspections: tuple[Inspection, ...]
    interviews: Interviews | None
    survey_withheld: Suppressed | None
    survey_sources: tuple[SourceNote, ...]
    inspection_sources: tuple[SourceNote, ...]
    interview_sources: tuple[SourceNote, ...]
