"""Two periods of one place compared: counts, verdicts, intervals and all that belongs beside."""

import datetime as dt
from dataclasses import replace

import numpy as np

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.comparison_controls import (
    Calendar,
    against_controls,
    neighbours_of,
    starts_on,
)
from warehouse.queries.comparison_guard import (
    caveats,
    marks_between,
    reference_words,
    stops,
)
from warehouse.queries.comparison_judging import Measured, Pair, judge_rows
from warehouse.queries.comparison_loading import Loaded, load
from warehouse.queries.comparison_notes import bad_year, row_notes, view_notes
from warehouse.queries.comparison_patterns import clock_difference, map_difference
from warehouse.queries.comparison_rows import (
    ComparedRow,
    ComparedWeek,
    ComparisonQuestion,
    CountedRow,
    PeriodComparison,
    WeekPart,
)
from warehouse.queries.comparison_series import (
    covered_by_all,
)
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.quarter_comparison import quarter_comparison
from warehouse.queries.quarter_sums import LeafSums, MonthSums
from warehouse.queries.rows import Category
from warehouse.queries.source_notes import reports_in
from warehouse.statistics.comparison import Comparison
from warehouse.statistics.inputs import Floats
from warehouse.statistics.sentences import comparison_statement, footer, power_sentence
from warehouse.viewer import Viewer


@remembered(64)
def period_comparison(
    files: PublishedFiles, viewer: Viewer, question: ComparisonQuestion, today: dt.date
) -> PeriodComparison:
    """Compare two periods of one area; B is always the later of the two.

    Raises:
        UnknownChoiceError: the viewer's file has no such area or category.
    """
    is_swapped = question.before.span.first > question.after.span.first
    if is_swapped:
        question = replace(question, before=question.after, after=question.before)
    if is_protected(files, viewer):
        found = quarter_comparison(LeafSums(files, viewer), question, today)
        return replace(found, is_swapped=is_swapped)
    if site_of(files, viewer, question.area_id)[0].is_by_month:
        found = _by_month(files, viewer, question, today)
        return replace(found, is_swapped=is_swapped)
    loaded = load(files, viewer, question)
    reasons = stops(loaded.question, loaded.sources)
    empty = _unjudged(files, viewer, loaded, reasons)
    shown = replace(
        empty,
        is_swapped=is_swapped,
        caveats=caveats(files, viewer, question, loaded.place[0].site_id, today),
    )
    return shown if reasons else _judged(files, viewer, loaded, shown)


def _by_month(
    files: PublishedFiles, viewer: Viewer, question: ComparisonQuestion, today: dt.date
) -> PeriodComparison:
    """Compare whole months; where at the place it differs can be told, when in the week cannot."""
    found = quarter_comparison(MonthSums(files, viewer, today), question, today)
    if found.stops:
        return found
    chosen = chosen_of_kind(files, viewer, question.categories, "incident")
    return replace(
        found,
        clock=clock_difference(files, viewer, question, chosen),
        map=map_difference(files, viewer, question, chosen, (found.site, found.area)),
    )


def _rows(loaded: Loaded) -> list[tuple[Category | None, Floats, Pair]]:
    """Return the rows of the view: everything together first, unless it is one category."""
    area_id = loaded.question.area_id
    rows: list[tuple[Category | None, Floats, Pair]] = [
        (one, loaded.weekly(area_id, one.category_id), loaded.totals(area_id, one.category_id))
        for one in loaded.listed
    ]
    if len(rows) == 1:
        return rows
    return [(None, loaded.weekly(area_id, ""), loaded.totals(area_id, "")), *rows]


def _unjudged(
    files: PublishedFiles, viewer: Viewer, loaded: Loaded, reasons: tuple[Words, ...]
) -> PeriodComparison:
    site, area = loaded.place
    return PeriodComparison(
        question=loaded.question,
        site=site,
        area=area,
        weeks=loaded.weeks,
        is_swapped=False,
        stops=reasons,
        rows=(),
        counts=tuple(CountedRow(one, *_known(totals, loaded)) for one, _, totals in _rows(loaded)),
        caveats=(),
        bad_year=(),
        series=_series(loaded),
        events=marks_between(files, viewer, site.site_id, loaded.grid.span),
        controls=None,
        clock=None,
        map=None,
        footer=footer(),
        sources=reports_in(files, viewer, area.area_id, "incident").notes,
    )


def _known(totals: Pair, loaded: Loaded) -> tuple[float | None, float | None]:
    before, after = (
        count if covered_by_all(loaded.sources, span) else None
        for count, span in zip(
            totals, (loaded.question.before.span, loaded.question.after.span), strict=True
        )
    )
    return before, after


def _series(loaded: Loaded) -> tuple[ComparedWeek, ...]:
    counts = loaded.weekly(loaded.question.area_id, "")
    return tuple(
        ComparedWeek(
            week.first, None if np.isnan(count) else float(count), _part(week, loaded.question)
        )
        for week, count in zip(loaded.grid.weeks(), counts, strict=True)
    )


def _part(week: Span, question: ComparisonQuestion) -> WeekPart:
    before, after = question.before.span, question.after.span
    if before.first <= week.first and week.end <= before.end:
        return "before"
    return "after" if after.first <= week.first and week.end <= after.end else "history"


def _judged(
    files: PublishedFiles, viewer: Viewer, loaded: Loaded, shown: PeriodComparison
) -> PeriodComparison:
    rows, windows, weeks = _rows(loaded), loaded.windows, loaded.weeks
    measured = Measured(
        np.vstack([series for _, series, _ in rows]), tuple(t for *_, t in rows), windows, weeks
    )
    judged = judge_rows(measured, has_whole=rows[0][0] is None)
    reference = reference_words(loaded.question.before, loaded.question.after)
    site, area = loaded.place
    controls, ring = neighbours_of(site, area)
    return replace(
        shown,
        rows=tuple(
            _row(category, found, reference, row_notes(found, category, series, windows))
            for (category, series, _), found in zip(rows, judged, strict=True)
        ),
        caveats=(*shown.caveats, *view_notes(judged[0], measured.series[0], windows)),
        bad_year=bad_year(site.started_on, loaded.question, measured.series[0], windows),
        controls=against_controls(
            loaded.numbers(area),
            [loaded.numbers(one) for one in controls],
            loaded.numbers(ring) if ring else None,
            Calendar(
                windows, weeks, site, starts_on(site, loaded.question), dict(loaded.control_days)
            ),
            reference,
        )
        if controls
        else None,
        clock=clock_difference(files, viewer, loaded.question, loaded.chosen),
        map=map_difference(files, viewer, loaded.question, loaded.chosen, loaded.place),
    )


def _row(
    category: Category | None, found: Comparison, reference: Words, notes: tuple[Words, ...]
) -> ComparedRow:
    return ComparedRow(
        category=category,
        found=found,
        statement=comparison_statement(found, reference=reference),
        power=power_sentence(found.before, found.after.weeks, found.factor, reference=reference),
        notes=notes,
    )
