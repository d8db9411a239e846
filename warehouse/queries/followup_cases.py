"""One measure and what it is judged by: its outcome, its weeks, and the ground of its place."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from config.words import Words
from warehouse.period_words import span_words
from warehouse.periods import Span
from warehouse.queries.followup_judging import Areas, Timing, windows_of
from warehouse.queries.followup_plan import WrittenDown
from warehouse.queries.followup_programme import in_time, key_of, months_between, noun_of
from warehouse.queries.followup_rows import Evidence, Outcome, PlanMeasure
from warehouse.queries.followup_series import DAYS, Grid, Weekly, WeeklyOf
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.queries.rows import Area, Site
from warehouse.statistics.blocks import YEAR_WEEKS, Windows
from warehouse.statistics.followup_sentences import compared_sentence, weeks_before_start
from warehouse.statistics.inputs import LEVEL, Floats
from warehouse.statistics.looks import FINAL_MONTHS, FIRST_YEAR, Look, evidence_of, look_at
from warehouse.statistics.numerals import in_both
from warehouse.statistics.wording import BEFORE_MEASURE, Noun


@dataclass(frozen=True)
class Ground:
    """What every measure of a place is judged on."""

    site: Site
    started_on: dt.date
    data_to: dt.date
    written: WrittenDown
    grid: Grid
    weekly: WeeklyOf
    entries: Mapping[str, KpiEntry]
    withheld: frozenset[str] = frozenset()
    """KPIs whose weeks the viewer is not shown."""
    by_month: frozenset[str] = frozenset()
    """KPIs whose sources count whole months: no weeks to judge a measure by."""

    @property
    def controls(self) -> tuple[Area, ...]:
        """The place's control areas."""
        return tuple(area for area in self.site.areas if area.role == "control")

    @property
    def ring(self) -> Area | None:
        """The ring round the place."""
        return next((area for area in self.site.areas if area.role == "buffer"), None)

    def name_of(self, outcome: Outcome) -> Words:
        """Name an outcome: as it was registered, else as the KPI is called."""
        said = (one.name for one in self.written.registered if one.outcome == outcome)
        return next((name for name in said if name), self.entries[outcome.kpi_id].name)


@dataclass(frozen=True)
class Case:
    """One measure with what it is judged by."""

    ground: Ground
    measure: PlanMeasure | None
    outcome: Outcome
    entry: KpiEntry
    timing: Timing
    look: Look | None
    windows: Windows

    @property
    def noun(self) -> Noun:
        """What is counted."""
        return noun_of(self.entry)

    @property
    def level(self) -> float:
        """The confidence of the look that is due."""
        return self.look.level if self.look else LEVEL

    @property
    def reference(self) -> Words:
        """What the weeks after are held against, as it stands inside a sentence."""
        return BEFORE_MEASURE if self.measure else weeks_before_start(self.windows.weeks[0])

    @property
    def compared(self) -> Words:
        """Which days are compared, and how many weeks they are."""
        before, after = (in_both(partial(span_words, span)) for span in (self.before, self.after))
        weeks = self.windows.weeks
        return compared_sentence((before, weeks[0]), (after, weeks[1]))

    @property
    def before(self) -> Span:
        """The days before."""
        return self.ground.grid.span(self.windows.before)

    @property
    def after(self) -> Span:
        """The days after."""
        return self.ground.grid.span(self.windows.after)

    @property
    def own(self) -> Weekly:
        """The place's weeks."""
        return self.of(self.ground.site.areas[0])

    def of(self, area: Area) -> Weekly:
        """Return an area's weeks."""
        return self.ground.weekly[self.outcome, area.area_id]

    @property
    def controls(self) -> tuple[Area, ...]:
        """The control areas where this is counted at all."""
        return tuple(area for area in self.ground.controls if self.of(area).has_any)

    @property
    def ring(self) -> Area | None:
        """The ring, if this is counted there."""
        ring = self.ground.ring
        return ring if ring and self.of(ring).has_any else None

    @property
    def areas(self) -> Areas:
        """The weeks of the place, its controls and its ring."""
        ring = self.ring
        return Areas(
            self.own.counts,
            tuple(self.of(area).counts for area in self.controls),
            self.of(ring).counts if ring else None,
        )

    def uncovered_days(self, window: tuple[int, int]) -> int:
        """Count the days of weeks that no report covers."""
        first, end = window
        return DAYS * int(np.isnan(self.own.counts[first:end]).sum())


def case_of(
    ground: Ground, measure: PlanMeasure | None, outcome: Outcome, starts_on: dt.date
) -> Case | None:
    """Return what a measure is judged by; None where too few weeks are reported."""
    grid, series = ground.grid, ground.weekly[outcome, ground.site.site_id].counts
    covered = np.flatnonzero(~np.isnan(series))
    end = int(covered[-1]) + 1 if covered.size else 0
    done = measure.completed_on if measure else None
    start = max(grid.week_of(starts_on), 0)
    ready = max(grid.week_from(done or starts_on), start if done is None else start + 1)
    look = look_at(months_between(done or starts_on, _reached(ground, end)))
    timing = Timing(start, ready, end)
    windows = windows_of(series, timing, look)
    if windows is None:
        return None
    if look and look.months == FINAL_MONTHS and windows.weeks[1] <= YEAR_WEEKS:
        look = FIRST_YEAR
    return Case(ground, measure, outcome, ground.entries[outcome.kpi_id], timing, look, windows)


def _reached(ground: Ground, end: int) -> dt.date:
    """Return the day that the weeks of an outcome reach: a source may end before others do."""
    if end == ground.grid.week_count:
        return ground.data_to + dt.timedelta(days=1)
    return ground.grid.span((0, end)).end


def evidence(ground: Ground, measure: PlanMeasure | None, outcome: Outcome | None) -> Evidence:
    """Say if an outcome counts: registered by the place, or with its change in the plan in time."""
    if outcome is None:
        return "exploratory"
    registered = set(in_time(ground.written, ground.started_on))
    if measure and measure.decided_on and measure.started_on and measure.outcome == outcome:
        is_said = measure.expected_percent is not None
        if is_said and measure.decided_on < measure.started_on:
            registered.add(key_of(outcome))
    return evidence_of(key_of(outcome), registered)


def covered(series: Floats) -> int:
    """Count the weeks that are reported."""
    return int((~np.isnan(series)).sum())
