"""Incidents by week and by period, on days that every source covers: what comparisons rest on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, period_at
from warehouse.queries.category_counts import counting_incidents
from warehouse.queries.kpi_dictionary import kpi_entries
from warehouse.statistics.inputs import Floats
from warehouse.viewer import Viewer

DAYS = 7
HISTORY, BEFORE, AFTER = 0, 1, 2
_WEEK = dt.timedelta(days=DAYS)
Key = tuple[str, str]
"""Area, and category ("" for all together)."""


@dataclass(frozen=True)
class SourceDays:
    """One incident source and the days it has reported on, in order."""

    name: Words
    spans: tuple[Span, ...]

    def days_in(self, span: Span) -> int:
        """Count the days of a span that it has reported on."""
        return sum(part.day_count for part in _cut(self.spans, span))


@dataclass(frozen=True)
class Asked:
    """Which numbers: areas, those whose categories are kept apart, and categories (none: all)."""

    areas: tuple[str, ...]
    apart: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True)
class WeekGrid:
    """Whole ISO weeks in a row; `covered` says which have a report for every day."""

    first: dt.date
    covered: tuple[bool, ...]

    @property
    def span(self) -> Span:
        """All its days."""
        return Span(self.first, self.first + _WEEK * len(self.covered))

    def weeks(self) -> tuple[Span, ...]:
        """Return each week's days."""
        starts = (self.first + _WEEK * number for number in range(len(self.covered)))
        return tuple(Span(start, start + _WEEK) for start in starts)

    def position(self, day: dt.date) -> int:
        """Return which week a day lies in."""
        return (day - self.first).days // DAYS


@remembered(64)
def source_days(
    files: PublishedFiles, viewer: Viewer, areas: tuple[str, ...]
) -> tuple[SourceDays, ...]:
    """Return the incident sources that tell of one of the areas, with the days they cover."""
    with files.open(viewer) as reading:
        rows = reading.rows("comparison_coverage", {"areas": list(areas)})
    found = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        own = list(group)
        name = Words(sv=own[0][1], en=own[0][2])
        found.append(SourceDays(name, tuple(Span(row[3], row[4]) for row in own)))
    return tuple(found)


def covered_by_all(sources: Sequence[SourceDays], within: Span) -> tuple[Span, ...]:
    """Return the days of a span that every one of the sources has reported on."""
    shared: tuple[Span, ...] = (within,) if sources else ()
    for source in sources:
        shared = tuple(part for stretch in shared for part in _cut(source.spans, stretch))
    return shared


def week_grid(first: dt.date, end: dt.date, sources: Sequence[SourceDays]) -> WeekGrid:
    """Return the ISO weeks from the one that holds `first` to the one that holds `end` - 1."""
    start = period_at("week", first).span.first
    count = -((start - end).days // DAYS)
    bare = WeekGrid(start, (False,) * count)
    stretches = covered_by_all(sources, bare.span)
    covered = tuple(
        any(part.first <= week.first and week.end <= part.end for part in stretches)
        for week in bare.weeks()
    )
    return WeekGrid(start, covered)


def weekly_counts(
    files: PublishedFiles, viewer: Viewer, asked: Asked, grid: WeekGrid
) -> dict[Key, Floats]:
    """Return incidents a week for each area and category, NaN where a day has no report."""
    params = _params(files, viewer, asked) | {"first": grid.first, "end": grid.span.end}
    with files.open(viewer) as reading:
        rows = reading.rows("period_comparison", params)
    gaps = np.where(np.array(grid.covered, dtype=bool), 0.0, np.nan)
    found: dict[Key, Floats] = {}
    for area_id, category_id, week, count in rows:
        series = found.setdefault((area_id, category_id), gaps.copy())
        series[week] += count
    for area_id in asked.areas:
        own = [series for (area, category), series in found.items() if area == area_id and category]
        whole = found.setdefault((area_id, ""), gaps.copy())
        for series in own:
            whole += np.nan_to_num(series)
    return found


def period_counts(
    files: PublishedFiles,
    viewer: Viewer,
    asked: Asked,
    stretches: Mapping[int, Sequence[Span]],
) -> dict[tuple[str, str, int], Floats]:
    """Return incidents by weekday (7,) for each area, category and period, over stretches."""
    listed = [(number, span) for number, spans in stretches.items() for span in spans]
    params = _params(files, viewer, asked) | {
        "periods": [number for number, _ in listed],
        "firsts": [span.first for _, span in listed],
        "ends": [span.end for _, span in listed],
    }
    with files.open(viewer) as reading:
        rows = reading.rows("comparison_days", params)
    found: dict[tuple[str, str, int], Floats] = {}
    for area_id, category_id, period, weekday, count in rows:
        for name in {category_id, ""}:
            days = found.setdefault((area_id, name, period), np.zeros(DAYS))
            days[weekday - 1] += count
    return found


def _params(files: PublishedFiles, viewer: Viewer, asked: Asked) -> dict[str, object]:
    entry = counting_incidents(kpi_entries(files, viewer))
    return {
        "kpi_id": entry.kpi_id if entry else "",
        "areas": list(asked.areas),
        "apart": list(asked.apart),
        "categories": list(asked.categories),
    }


def _cut(spans: Sequence[Span], within: Span) -> tuple[Span, ...]:
    """Return the parts of spans that lie inside another."""
    parts = (Span(max(s.first, within.first), min(s.end, within.end)) for s in spans)
    return tuple(part for part in parts if part.first < part.end)
