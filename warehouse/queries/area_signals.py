"""Unexpectedly many or few in four closed weeks, per category and place; never called an alarm."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, period_at
from warehouse.queries.break_rows import BreakMark
from warehouse.queries.breaks import break_sentence, breaks_within
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories
from warehouse.queries.comparison_rows import AreaSignal, AreaSignals
from warehouse.queries.comparison_series import (
    Asked,
    SourceDays,
    WeekGrid,
    source_days,
    week_grid,
    weekly_counts,
)
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.rows import Area, Category
from warehouse.queries.source_notes import reports_in
from warehouse.statistics.blocks import YEAR_WEEKS
from warehouse.statistics.inputs import Floats
from warehouse.statistics.signal_sentences import (
    signal_budget,
    signal_not_meant,
    signal_statement,
)
from warehouse.statistics.signals import (
    MOST_YEARS,
    SIGNAL_WEEKS,
    four_week_signal,
    pooled_phi,
    spread_of,
)
from warehouse.viewer import Viewer

_WEEK = dt.timedelta(weeks=1)
_EARLIEST = dt.timedelta(weeks=MOST_YEARS * YEAR_WEEKS + SIGNAL_WEEKS)
# Judged once every four weeks (looked at weekly, false signals come two to three times as often),
# counted from a Monday that never moves.
_EPOCH = dt.date(2001, 1, 1)


@remembered(64)
def signals(
    files: PublishedFiles, viewer: Viewer, area_id: str, today: dt.date
) -> tuple[AreaSignal, ...]:
    """Return the unexpected four weeks of an area, all incidents first, then by category name.

    Raises:
        UnknownChoiceError: the viewer's file has no such area.
    """
    return area_signals(files, viewer, area_id, today).signals


@remembered(64)
def area_signals(
    files: PublishedFiles, viewer: Viewer, area_id: str, today: dt.date
) -> AreaSignals:
    """Return the signals of an area, and how many chance alone would give (the budget)."""
    site, area = site_of(files, viewer, area_id)
    if is_protected(files, viewer):
        # Sums of four weeks are no sums of leaves.
        return AreaSignals((), 0, signal_budget(0), None, is_withheld=True)
    if site.is_by_month:
        return AreaSignals((), 0, signal_budget(0), None, counts_months=True)
    sources = source_days(files, viewer, (area_id,))
    end = _closed(files, viewer, area_id, today)
    broken = _last_break(files, viewer, area_id, end) if end else None
    grid = _grid(sources, end, broken.on if broken else None) if end else None
    if end is None or grid is None or not all(grid.covered[-SIGNAL_WEEKS:]):
        return AreaSignals((), 0, signal_budget(0), None)
    asked = Asked((area_id,), (area_id,), ())
    series = weekly_counts(files, viewer, asked, grid)
    span = Span(end - SIGNAL_WEEKS * _WEEK, end)
    named = categories(files, viewer)
    rows: list[tuple[Category | None, Floats]] = [
        (named.get(category_id) if category_id else None, counts)
        for (_, category_id), counts in series.items()
    ]
    found = _judged(area, rows, span)
    said = break_sentence("signals", broken) if broken else None
    return AreaSignals(found, len(rows), signal_budget(len(rows)), span, not_comparable=said)


def _judged(
    area: Area, rows: Sequence[tuple[Category | None, Floats]], span: Span
) -> tuple[AreaSignal, ...]:
    parts = [counts for category, counts in rows if category] or [counts for _, counts in rows]
    single = pooled_phi([spread_of(counts[:-SIGNAL_WEEKS]) for counts in parts])
    found = []
    for category, counts in rows:
        # The sum swings more than its parts do: they share their good and bad weeks.
        own = pooled_phi([spread_of(counts[:-SIGNAL_WEEKS])])
        signal = four_week_signal(counts, single if category else max(single, own))
        if signal.direction != "none":
            found.append(
                AreaSignal(
                    area=area,
                    category=category,
                    direction=signal.direction,
                    count=signal.count,
                    expected=signal.expected,
                    span=span,
                    statement=signal_statement(signal),
                    not_meant=signal_not_meant(),
                )
            )
    return tuple(sorted(found, key=lambda one: one.category.name.sv if one.category else ""))


def _closed(files: PublishedFiles, viewer: Viewer, area_id: str, today: dt.date) -> dt.date | None:
    """Return the Monday before which no late rows come, on the grid of every fourth week."""
    known = reports_in(files, viewer, area_id, "incident")
    if not known.covered:
        return None
    end = period_at("week", known.covered[-1].end).span.first
    while known.completeness(Span(end - SIGNAL_WEEKS * _WEEK, end), today) == "preliminary":
        end -= _WEEK
    return end - (end - _EPOCH) % (SIGNAL_WEEKS * _WEEK)


def _last_break(
    files: PublishedFiles, viewer: Viewer, area_id: str, end: dt.date
) -> BreakMark | None:
    """Return the last declared break among the weeks that would be looked back on."""
    declared = [
        one
        for one in breaks_within(files, viewer, area_id, "incident", Span(end - _EARLIEST, end))
        if one.source_id is None
    ]
    return declared[-1] if declared else None


def _grid(
    sources: Sequence[SourceDays], end: dt.date, broken_on: dt.date | None
) -> WeekGrid | None:
    begun = min((source.spans[0].first for source in sources), default=end)
    first = max(begun, end - _EARLIEST, broken_on or begun)
    reporting = tuple(s for s in sources if s.days_in(Span(end - SIGNAL_WEEKS * _WEEK, end)))
    grid = week_grid(first, end, reporting)
    return grid if np.any(grid.covered) and len(grid.covered) >= SIGNAL_WEEKS else None
