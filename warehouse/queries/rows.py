"""What the query layer answers with: frozen rows, ready to be formatted and nothing else."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from config.words import Words
from warehouse.periods import Span

Completeness = Literal["complete", "preliminary", "partial", "missing"]
"""complete: every day is covered by a report; preliminary: covered, but late rows may come;
partial: some days have no report; missing: no day has."""


@dataclass(frozen=True)
class Area:
    """One area of a site; `role` is site, zone, buffer or control."""

    area_id: str
    site_id: str
    role: str
    name: Words
    outline: str
    """GeoJSON geometry, WGS 84."""
    bounds: tuple[float, float, float, float]
    """west, south, east, north"""
    area_km2: float


@dataclass(frozen=True)
class Site:
    """One place with its areas; areas[0] is the site itself."""

    site_id: str
    name: Words
    kind: str
    started_on: dt.date | None
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Category:
    """One category; `group_id` is the coarser one."""

    category_id: str
    kind: str
    group_id: str
    name: Words


@dataclass(frozen=True)
class Catalogue:
    """What can be asked for in one published version."""

    version: str
    built_at: dt.datetime
    name: Words
    is_example: bool
    language: str
    time_zone: str
    sites: tuple[Site, ...]
    categories: tuple[Category, ...]
    """Only those that have rows."""
    kpi_ids: tuple[str, ...]
    data_from: dt.date
    data_to: dt.date
    """Last day that any dated source covers, included."""


@dataclass(frozen=True)
class Question:
    """What a page asks: one area, a span, what it is compared with, and categories (none: all)."""

    area_id: str
    span: Span
    comparison: Span | None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceNote:
    """Where a number comes from."""

    source_id: str
    name: Words
    publisher: Words
    licence: Words
    data_to: dt.date | None
    """Last day covered, included."""
    row_count: int
    rejected_count: int
    no_position_count: int
    outside_count: int
    unmapped_count: int


@dataclass(frozen=True)
class KpiFigure:
    """One number for a span and for what it is compared with.

    value = numerator / denominator for a share or mean, else numerator; None where nothing is
    known ("no report is not zero") and where a share's base is 0; of a partial span it is that
    of the days covered. `change` is value - comparison_value, and None unless both spans are
    complete or preliminary. `base` is the denominator, None for a count.
    """

    kpi_id: str
    name: Words
    definition: Words
    caution: Words | None
    unit: Words
    better: str
    decimals: int
    is_share: bool
    """True where the unit is %: the value is 0 to 1. A mean has a base too, and is False."""
    base_name: Words | None
    by_category: bool
    """True where the category filter applies: not where it names categories of other kinds only."""
    value: float | None
    base: float | None
    comparison_value: float | None
    comparison_base: float | None
    change: float | None
    completeness: Completeness
    comparison_completeness: Completeness | None
    sparkline: tuple[float | None, ...]
    """Monthly values of the 13 months that end with the span's last month; None unless complete."""
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True)
class TrendPoint:
    """One whole week or month, and the same (`comparisons.week_a_year_earlier`) a year back.

    `value` is that of the days covered; `comparison_value` is None unless every day is.
    `in_period` is True where the bucket shares a day with the question's span.
    """

    span: Span
    value: float | None
    comparison_value: float | None
    completeness: Completeness
    in_period: bool


@dataclass(frozen=True)
class EventMark:
    """One event, holiday or break drawn on a time axis; `everywhere` when bound to no place.

    Holidays and breaks have the category `holiday` and `break`, and their `name` in both languages.
    """

    first: dt.date
    last: dt.date
    title: str
    category_id: str
    everywhere: bool
    name: Words | None = None


@dataclass(frozen=True)
class Trend:
    """One KPI by week or month, with what happened meanwhile."""

    kpi_id: str
    name: Words
    unit: Words
    bucket: Literal["week", "month"]
    points: tuple[TrendPoint, ...]
    events: tuple[EventMark, ...]
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True)
class HourCell:
    """Incidents in one hour of the week; weekday 1 is Monday; count is a sum of weights."""

    weekday: int
    hour: int
    count: float


@dataclass(frozen=True)
class HourWeek:
    """All 168 hours, and how many incidents could not be placed in an hour."""

    cells: tuple[HourCell, ...]
    timed_count: float
    untimed_count: float
    sources: tuple[SourceNote, ...]
    completeness: Completeness = "complete"
    """Never preliminary here; where it is missing the zeros mean nothing."""


@dataclass(frozen=True)
class CategoryCount:
    """Incidents of one category in the span and in what it is compared with.

    They sum to the KPI's value. `comparison_count` is None unless all its days are covered.
    """

    category: Category
    count: float
    comparison_count: float | None


@dataclass(frozen=True)
class Hexagon:
    """Incidents in one fixed hexagon; pointy top, `side_m` from centre to corner."""

    longitude: float
    latitude: float
    count: float


@dataclass(frozen=True)
class MapPoint:
    """One fault report, inspection or counting point of an open source."""

    kind: str
    longitude: float
    latitude: float
    on: dt.date | None
    label: str
    category_id: str


@dataclass(frozen=True)
class SiteMap:
    """What the map of one area shows."""

    area: Area
    areas: tuple[Area, ...]
    hexagons: tuple[Hexagon, ...]
    side_m: int
    points: tuple[MapPoint, ...]
    positioned_count: float
    no_position_count: int
    """Rows of the incident sources in the span that have no position, at no place."""
    sources: tuple[SourceNote, ...]
    completeness: Completeness = "complete"
    """Of the incidents; never preliminary here."""


@dataclass(frozen=True)
class Message:
    """One thing the build has to say: what was found, where, and what to do."""

    level: Literal["error", "warning", "info"]
    source_id: str
    file_name: str
    found: Words
    remedy: Words
