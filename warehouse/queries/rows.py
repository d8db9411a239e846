"""What the query layer answers with: frozen rows, ready to be formatted and nothing else."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from config.words import Words
from warehouse.periods import Grain, Span
from warehouse.privacy.answers import NoNumber
from warehouse.queries.break_rows import BreakMark
from warehouse.statistics.peak_hours import flat_week_share, peak_sum

Completeness = Literal["complete", "preliminary", "partial", "missing"]
"""complete: every day is covered by a report; preliminary: covered, but late rows may come;
partial: some days have no report; missing: no day has."""
Cause = Literal["period", "area", "category", "open", "sensitive", "never"]
"""Why a protected number is not shown. period, area, category: the filter cuts through leaves;
open: the quarter is not closed; sensitive: not told per place; never: not in this file at all."""
Bucket = Literal["week", "month", "quarter"]


@dataclass(frozen=True)
class Offer:
    """What can be shown instead: one area, a span, and categories (none: all)."""

    area_id: str
    span: Span
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Suppressed(NoNumber):
    """A number that is not shown: never 0, never None, and no arithmetic."""

    causes: tuple[Cause, ...]
    offer: Offer | None = None

    def __repr__(self) -> str:
        """Say that it is not shown."""
        return f"<suppressed: {', '.join(self.causes)}>"

    def __str__(self) -> str:
        """Say the same; formatting into a text is refused, so that words are chosen on purpose."""
        return repr(self)


Value = float | Suppressed | None
"""A number; that it is not shown; or None, where nothing is known."""


def known(value: Value) -> float | None:
    """Return the number where there is one to be shown."""
    return None if isinstance(value, Suppressed) else value


def difference(now: Value, then: Value) -> float | None:
    """Return what changed, where both numbers are shown."""
    after, before = known(now), known(then)
    return None if after is None or before is None else after - before


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
    data_from: dt.date | None = None
    data_to: dt.date | None = None
    """First and last day that is reported of the place, included; None where nothing is."""
    is_counted: bool = True
    """False where only rounds of measuring tell of it: surveys, inspections."""
    is_by_month: bool = False
    """True where a source of incidents counts whole months: no days or weeks can be told."""


@dataclass(frozen=True)
class Category:
    """One category; `group_id` is the coarser one."""

    category_id: str
    kind: str
    group_id: str
    name: Words


@dataclass(frozen=True)
class Leaves:
    """How a shared file tells of protected sources: what can be asked for."""

    closed: Span
    """From the first to the last day that any place has leaves for."""
    grain: Grain
    """The finest period that the last closed one of is answered for a whole place."""
    grains: tuple[Grain, ...]
    """What periods are offered; others cut through leaves."""
    by_group: bool
    """True where categories are told by group only."""
    groups: tuple["Category", ...]
    """Each group of categories that has incidents, as a choice (`categories.group_choice`)."""


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
    """Last day that the sources of incidents cover, included; without any, the last of all others.

    Calendars reach ahead and are left out.
    """
    leaves: Leaves | None = None
    """None where the viewer's file holds the rows themselves."""

    @property
    def shown_from(self) -> dt.date:
        """The first day that periods are offered for."""
        return self.leaves.closed.first if self.leaves else self.data_from

    @property
    def shown_to(self) -> dt.date:
        """The last day that periods are offered for: of leaves, the last that is closed."""
        return self.leaves.closed.last if self.leaves else self.data_to


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
    row_count: int | None
    """The counts are None where the viewer may not know: of protected sources in shared files."""
    rejected_count: int | None
    no_position_count: int | None
    outside_count: int | None
    unmapped_count: int | None


@dataclass(frozen=True)
class KpiFigure:
    """One number for a span and for what it is compared with.

    value = numerator / denominator for a share or mean, else numerator; None where nothing is known
    ("no report is not zero") or a share's base is 0; of a partial span it is that of the days
    covered. `change`: None unless both spans are complete or preliminary. `base`: the denominator.
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
    value: Value
    base: float | None
    comparison_value: Value
    comparison_base: float | None
    change: float | None
    completeness: Completeness
    comparison_completeness: Completeness | None
    sparkline: tuple[Value, ...]
    """Values of 13 months (of leaves: quarters), the last the span's; None unless complete."""
    sources: tuple[SourceNote, ...]
    sparkline_bucket: Bucket = "month"
    low: float | None = None
    high: float | None = None
    """What the answers leave possible, where the value is a sample's."""
    is_too_few: bool = False
    """True where the base is too small to say anything: the value is None."""
    measured: Span | None = None
    """The measurement round the value comes from, where it is measured in rounds."""
    not_comparable: Words | None = None
    """Why the two spans are not compared, where a break lies between them: `change` is None."""
    comparison_is_too_few: bool = False
    counted_on: dt.date | None = None
    """The last day, included, that a stock is counted at, and the one it is held against."""
    compared_on: dt.date | None = None


@dataclass(frozen=True)
class TrendPoint:
    """One whole week, month or quarter, and the same a year back (`comparisons`).

    `value` is that of the days covered; `comparison_value` is None unless every day is.
    `in_period` is True where the bucket shares a day with the question's span.
    """

    span: Span
    value: Value
    comparison_value: Value
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

    @property
    def is_of_calendar(self) -> bool:
        """True for holidays and school breaks."""
        return self.category_id in ("holiday", "break")

    @property
    def is_elsewhere(self) -> bool:
        """True for events of a wider calendar."""
        return self.everywhere and not self.is_of_calendar


@dataclass(frozen=True)
class Trend:
    """One KPI by week, month or quarter, with what happened meanwhile."""

    kpi_id: str
    name: Words
    unit: Words
    bucket: Bucket
    """Of leaves it may be coarser than the one asked for."""
    points: tuple[TrendPoint, ...]
    events: tuple[EventMark, ...]
    sources: tuple[SourceNote, ...]
    breaks: tuple[BreakMark, ...] = ()
    """Oldest first; no point across one has a `comparison_value` where it stops comparison."""


@dataclass(frozen=True)
class HourCell:
    """Incidents in one hour of the week; weekday 1 is Monday; count is a sum of weights."""

    weekday: int
    hour: int
    count: float


@dataclass(frozen=True)
class HourBlock:
    """Incidents in some hours of some weekdays, as an audience may know them.

    `has_untimed` is True where those without a known hour are counted with them.
    """

    weekdays: tuple[int, ...]
    hours: tuple[int, ...]
    count: float
    has_untimed: bool


@dataclass(frozen=True)
class HourWeek:
    """All 168 hours, and how many incidents could not be placed in an hour.

    From leaves there are no hours: `blocks` are the parts of the week that may be told, and
    `withheld` says why there are none. A block may hold some of unknown hour (`timed_count` too).
    """

    cells: tuple[HourCell, ...]
    timed_count: float
    untimed_count: float
    sources: tuple[SourceNote, ...]
    completeness: Completeness = "complete"
    """Never preliminary here; where it is missing the zeros mean nothing."""
    blocks: tuple[HourBlock, ...] = ()
    withheld: Suppressed | None = None
    peak_least: int | None = None
    """Below this many the peak is too few to say; None where the place does not show it."""

    @property
    def peak_count(self) -> float:
        """How many incidents lie in the busiest 20 hours."""
        return peak_sum([cell.count for cell in self.cells])

    @property
    def peak_by_chance(self) -> float:
        """The share that chance alone would give those hours of an even week."""
        return flat_week_share(self.timed_count) if self.timed_count else 0.0


@dataclass(frozen=True)
class CategoryCount:
    """Incidents of one category in the span and in what it is compared with.

    They sum to the KPI's value. `comparison_count` is None unless all its days are covered. From
    leaves a row may be several categories together.
    """

    category: Category
    count: float
    comparison_count: Value


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
    no_position_count: int | None
    """Rows of the incident sources in the span that have no position, at no place; None where the
    viewer may not know."""
    sources: tuple[SourceNote, ...]
    completeness: Completeness = "complete"
    """Of the incidents; never preliminary here."""
    withheld: Suppressed | None = None
    """Why protected incidents are on no map of this audience."""


@dataclass(frozen=True)
class Message:
    """One thing the build has to say: what was found, where, and what to do."""

    level: Literal["error", "warning", "info"]
    source_id: str
    file_name: str
    found: Words
    remedy: Words
