"""What the comparison of two periods and the four-week signals answer with: frozen rows."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from config.words import Words
from warehouse.periods import Period, Span
from warehouse.queries.rows import Area, Bucket, Category, EventMark, Site, SourceNote, Value
from warehouse.statistics.caveats import Break
from warehouse.statistics.clock import ClockGrid
from warehouse.statistics.comparison import Comparison
from warehouse.statistics.controls import ControlledChange
from warehouse.statistics.signals import Direction
from warehouse.statistics.wording import Statement

WeekPart = Literal["history", "before", "after"]
Pull = Literal["more", "fewer", "none"]
"""Whether a part of a place holds a clearly larger or smaller share than before."""


@dataclass(frozen=True)
class ComparisonQuestion:
    """What a page asks: one area, a reference period A, a current period B, and categories.

    No categories means all that have incidents in either period. `breaks` are days from which
    the numbers mean something else (a code split, a new reporter), where someone knows of them.
    """

    area_id: str
    before: Period
    after: Period
    categories: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class ComparedRow:
    """Two periods of one category, or of all that are shown together (`category` None)."""

    category: Category | None
    found: Comparison
    """Judged together with every other row of the view."""
    statement: Statement
    power: Words
    """What the place could detect: said before the verdict."""
    notes: tuple[Words, ...]
    """What must be said beside this row."""


@dataclass(frozen=True)
class CountedRow:
    """The counts alone; None where no source has reported (that is not zero)."""

    category: Category | None
    before: Value
    after: Value


@dataclass(frozen=True)
class ComparedWeek:
    """One ISO week of the area (of leaves: one quarter); `count` is None where a day has no report.

    `part` is that of a whole week inside a period; every other week is history.
    """

    first: dt.date
    count: Value
    part: WeekPart
    end: dt.date | None = None
    """The day after the last; None: a week."""

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.end or self.first + dt.timedelta(days=7))


@dataclass(frozen=True)
class NeighbourRow:
    """One area beside the place: its counts, and what makes it unfit for its task."""

    area: Area
    before: float
    after: float
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class ControlComparison:
    """The area against the site's control areas, and the ring around the site."""

    rows: tuple[NeighbourRow, ...]
    """Control areas first, then the ring."""
    change: ControlledChange
    statement: Statement
    notes: tuple[Words, ...]
    ring: ControlledChange | None
    ring_statement: Statement | None
    difference: Statement | None
    """WDD in incidents; None where the sizes are too unlike or the area is not the whole site."""
    displacement: Words | None
    """WDQ in words, or why it is not worked out; None without a ring."""


@dataclass(frozen=True)
class ClockCell:
    """One cell of the week in both periods; `share` is of all hours in the cell, 0 to 1."""

    row: int
    """Monday 0 to Sunday 6; 0 weekdays and 1 weekend where the grid is that coarse."""
    column: int
    """Hour 0-23, part of the day 0-3, or stretch of four hours from 06, 0-5."""
    before: float
    after: float
    before_rate: float
    """Incidents an hour that existed."""
    after_rate: float
    pull: Pull


@dataclass(frozen=True)
class ClockDifference:
    """When in the week, in both periods, on the finest grid that both can bear."""

    grid: ClockGrid
    cells: tuple[ClockCell, ...]
    sentence: Words | None
    """Why there is nothing to show."""
    before: float
    after: float
    """Incidents with a known hour."""
    notes: tuple[Words, ...]


@dataclass(frozen=True)
class ChangedHexagon:
    """One fixed hexagon in both periods; it is judged with the others of its group."""

    longitude: float
    latitude: float
    before: float
    after: float
    group: int
    pull: Pull


@dataclass(frozen=True)
class MapDifference:
    """Where, in both periods: shares per group of hexagons that expects five incidents."""

    hexagons: tuple[ChangedHexagon, ...]
    sentence: Words
    side_m: int
    is_comparable: bool
    similarity: float | None
    """S: share of groups that do not differ."""
    area: Area
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class PeriodComparison:
    """Everything that two periods of one area say."""

    question: ComparisonQuestion
    site: Site
    area: Area
    weeks: tuple[float, float]
    """Exposure of A and B in weeks, covered days only, weighted by weekday."""
    is_swapped: bool
    """True where the periods were given in the other order: B is always the later."""
    stops: tuple[Words, ...]
    """Why no comparison is made; where there is one, `rows` is empty and `counts` is not."""
    rows: tuple[ComparedRow, ...]
    """All together first, then the largest category."""
    counts: tuple[CountedRow, ...]
    caveats: tuple[Words, ...]
    """Every difference between the periods that is not the thing compared."""
    bad_year: tuple[Words, ...]
    series: tuple[ComparedWeek, ...]
    events: tuple[EventMark, ...]
    controls: ControlComparison | None
    clock: ClockDifference | None
    map: MapDifference | None
    footer: Words
    sources: tuple[SourceNote, ...]
    bucket: Bucket = "week"
    """What `series` is cut into."""

    @property
    def whole(self) -> ComparedRow | None:
        """Return the row of everything shown together; that of the only category, if it is one."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True)
class AreaSignal:
    """Four closed weeks of one category at one area that were unexpected."""

    area: Area
    category: Category | None
    """None: all incidents of the area."""
    direction: Direction
    count: float
    expected: float
    span: Span
    statement: Words
    not_meant: Words


@dataclass(frozen=True)
class AreaSignals:
    """The signals of an area, and how many chance alone would give."""

    signals: tuple[AreaSignal, ...]
    series_count: int
    budget: Words
    span: Span | None
    """The four weeks that were judged; None where there is no closed stretch."""
    is_withheld: bool = False
    """True where four weeks of protected rows are not for this viewer."""
    not_comparable: Words | None = None
    """Which break the weeks before are left out for."""
    counts_months: bool = False
    """True where a source counts whole months, so that there are no weeks to judge."""
