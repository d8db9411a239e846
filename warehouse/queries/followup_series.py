"""Outcomes by week and area: what the follow-up's statistics rest on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.connection import PublishedFiles
from warehouse.periods import Span, period_at
from warehouse.queries.followup_rows import Outcome
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.queries.source_notes import Reports, reports_in
from warehouse.statistics.inputs import Floats
from warehouse.viewer import Viewer

DAYS = 7
_WEEK = dt.timedelta(days=DAYS)


@dataclass(frozen=True)
class Grid:
    """Whole ISO weeks in a row from `first`, a Monday."""

    first: dt.date
    week_count: int

    @property
    def end(self) -> dt.date:
        """The day after the last week."""
        return self.first + _WEEK * self.week_count

    def week_of(self, day: dt.date) -> int:
        """Return the position of the week that holds a day."""
        return (day - self.first).days // DAYS

    def week_from(self, day: dt.date) -> int:
        """Return the position of the first week that begins on the day or later."""
        return -((self.first - day).days // DAYS)

    def span(self, weeks: tuple[int, int]) -> Span:
        """Return the days of weeks, closed-open positions."""
        first, end = weeks
        return Span(self.first + _WEEK * first, self.first + _WEEK * end)

    def whole_weeks(self, span: Span) -> tuple[int, int]:
        """Return the positions of the whole weeks inside a span."""
        return self.week_from(span.first), self.week_of(span.end)


@dataclass(frozen=True)
class Weekly:
    """One outcome in one area: counts and bases by week, NaN where no report covers the week."""

    counts: Floats
    bases: Floats

    @property
    def has_any(self) -> bool:
        """Say whether anything was ever counted: an area without a counter is no zero."""
        return bool(np.nansum(self.counts) > 0)


WeeklyOf = Mapping[tuple[Outcome, str], Weekly]


def grid_between(first: dt.date, last: dt.date) -> Grid:
    """Return the weeks from the one that holds `first` to the last that ends by `last`."""
    start = period_at("week", first).span.first
    return Grid(start, max(0, (last + dt.timedelta(days=1) - start).days // DAYS))


def weekly_of(
    files: PublishedFiles,
    viewer: Viewer,
    outcomes: Sequence[tuple[Outcome, KpiEntry]],
    areas: Sequence[str],
    grid: Grid,
) -> WeeklyOf:
    """Return every outcome in every area by week."""
    params = {
        "kpi_ids": [outcome.kpi_id for outcome, _ in outcomes],
        "category_sets": [",".join(outcome.categories) for outcome, _ in outcomes],
        "areas": list(areas),
        "first": grid.first,
        "end": grid.end,
    }
    with files.open(viewer) as reading:
        rows = reading.rows("followup_weeks", params)
    kinds = {entry.kind for _, entry in outcomes}
    gaps = {
        (kind, area): _gaps(reports_in(files, viewer, area, kind), grid)
        for kind in kinds
        for area in areas
    }
    found = {
        (outcome, area): Weekly(gaps[entry.kind, area].copy(), gaps[entry.kind, area].copy())
        for outcome, entry in outcomes
        for area in areas
    }
    for number, area, week, count, base in rows:
        one = found[outcomes[number][0], area]
        one.counts[week] += count or 0.0
        one.bases[week] += base or 0.0
    return found


def _gaps(reports: Reports, grid: Grid) -> Floats:
    """Return 0 for each week that is reported whole, and NaN for the others."""
    found = np.full(grid.week_count, np.nan)
    for stretch in reports.covered:
        first, end = grid.whole_weeks(stretch)
        found[max(first, 0) : max(end, 0)] = 0.0
    return found
