"""What a comparison of two periods rests on, read once: weeks, counts, sources, categories."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories, chosen_of_kind
from warehouse.queries.comparison_controls import (
    AreaNumbers,
    neighbours_of,
)
from warehouse.queries.comparison_guard import (
    active_sources,
    window,
)
from warehouse.queries.comparison_judging import Pair
from warehouse.queries.comparison_rows import (
    ComparisonQuestion,
)
from warehouse.queries.comparison_series import (
    AFTER,
    BEFORE,
    HISTORY,
    Asked,
    SourceDays,
    WeekGrid,
    covered_by_all,
    period_counts,
    source_days,
    week_grid,
    weekly_counts,
)
from warehouse.queries.followup_plan import written_down
from warehouse.queries.rows import Area, Category, Site
from warehouse.statistics.blocks import MOST_HISTORY, Windows
from warehouse.statistics.inputs import Floats
from warehouse.statistics.weeks import weekday_exposure
from warehouse.viewer import Viewer

_LEAST_HISTORY_DAYS = 56


@dataclass(frozen=True)
class Loaded:
    """What one comparison rests on."""

    place: tuple[Site, Area]
    question: ComparisonQuestion
    chosen: tuple[str, ...]
    sources: tuple[SourceDays, ...]
    grid: WeekGrid
    series: dict[tuple[str, str], Floats]
    days: dict[tuple[str, str, int], Floats]
    listed: tuple[Category, ...]
    control_days: tuple[tuple[str, dt.date], ...]
    """Control areas that were registered, and the day."""

    @property
    def windows(self) -> Windows:
        """Which weeks are A and B."""
        spans = (window(self.question.before.span), window(self.question.after.span))
        before, after = (
            (self.grid.position(span.first), self.grid.position(span.end)) for span in spans
        )
        return Windows(before, after)

    @property
    def weeks(self) -> Pair:
        """Exposure of A and B: covered days, each weighted by how much happens on its weekday."""
        area_id = self.question.area_id
        history = self.days.get((area_id, "", HISTORY), np.zeros(7))
        before, after = (
            sum(weekday_exposure(part, history) for part in covered_by_all(self.sources, span))
            for span in (self.question.before.span, self.question.after.span)
        )
        return float(before), float(after)

    def totals(self, area_id: str, category_id: str) -> Pair:
        """Counts of A and B on covered days."""
        before, after = (
            float(self.days[key].sum())
            if (key := (area_id, category_id, part)) in self.days
            else 0.0
            for part in (BEFORE, AFTER)
        )
        return before, after

    def weekly(self, area_id: str, category_id: str) -> Floats:
        """Weekly counts, 0 where a covered week has none."""
        empty = np.where(np.array(self.grid.covered), 0.0, np.nan)
        return self.series.get((area_id, category_id), empty)

    def numbers(self, area: Area) -> AreaNumbers:
        """Everything together of one area."""
        return AreaNumbers(area, self.weekly(area.area_id, ""), self.totals(area.area_id, ""))


def load(files: PublishedFiles, viewer: Viewer, question: ComparisonQuestion) -> Loaded:
    """Read what the question rests on; breaks that the place has written down join its own."""
    place = site_of(files, viewer, question.area_id)
    written = written_down(files, viewer, place[0].site_id)
    question = replace(question, breaks=(*question.breaks, *written.breaks_of("incident")))
    chosen = chosen_of_kind(files, viewer, question.categories, "incident")
    before, after = question.before.span, question.after.span
    controls, ring = neighbours_of(*place)
    areas = (place[1], *controls, *([ring] if ring else []))
    names = tuple(area.area_id for area in areas)
    sources = active_sources(source_days(files, viewer, names), (before, after))
    asked = Asked(names, (question.area_id,), chosen)
    grid = week_grid(_first_day(sources, before, after), after.end, sources)
    stretches = {
        HISTORY: covered_by_all(sources, _history(grid, before, after)),
        BEFORE: covered_by_all(sources, before),
        AFTER: covered_by_all(sources, after),
    }
    days = period_counts(files, viewer, asked, stretches)
    return Loaded(
        place=place,
        question=question,
        chosen=chosen,
        sources=sources,
        grid=grid,
        series=weekly_counts(files, viewer, asked, grid),
        days=days,
        listed=_listed(files, viewer, question.area_id, chosen, days),
        control_days=written.control_days,
    )


def _first_day(sources: Sequence[SourceDays], before: Span, after: Span) -> dt.date:
    """Begin so early that the place's history is whole, but not before there was any report."""
    weeks = dt.timedelta(weeks=MOST_HISTORY)
    wished = min(before.first, after.first - weeks - (before.end - before.first))
    begun = min((source.spans[0].first for source in sources), default=before.first)
    return min(max(wished, begun), before.first)


def _history(grid: WeekGrid, before: Span, after: Span) -> Span:
    """Return the days that say how much happens on each weekday."""
    is_long = (before.first - grid.first).days >= _LEAST_HISTORY_DAYS
    return Span(grid.first, before.first if is_long else after.end)


def _listed(
    files: PublishedFiles,
    viewer: Viewer,
    area_id: str,
    chosen: tuple[str, ...],
    days: dict[tuple[str, str, int], Floats],
) -> tuple[Category, ...]:
    """Return the categories of the view, largest first: those chosen, or all with incidents."""
    sizes: dict[str, float] = dict.fromkeys(chosen, 0.0)
    for (area, category_id, part), counts in days.items():
        if area == area_id and category_id and part != HISTORY:
            sizes[category_id] = sizes.get(category_id, 0.0) + float(counts.sum())
    named = categories(files, viewer)
    found = [(sizes[name], named[name]) for name in sizes if name in named]
    return tuple(one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1].name.sv)))
