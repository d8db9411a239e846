"""Every KPI of an area for a span, with what it is compared with: the tiles."""

import datetime as dt

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, add_months, month_buckets
from warehouse.queries.catalogue import site_of
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.kpi_values import KpiValue, ValueBySpan, is_filtered, kpi_values
from warehouse.queries.rows import KpiFigure, Question
from warehouse.queries.source_notes import reports_of
from warehouse.viewer import Viewer

SPARKLINE_MONTHS = 13


@remembered(128)
def kpi_figures(
    files: PublishedFiles, viewer: Viewer, question: Question, today: dt.date
) -> tuple[KpiFigure, ...]:
    """Return one figure for each KPI of the version, in the order it is shown."""
    site_of(files, viewer, question.area_id)
    entries = kpi_entries(files, viewer)
    spans = [question.span, *_sparkline_months(question.span)]
    if question.comparison:
        spans.append(question.comparison)
    values = kpi_values(files, viewer, question, entries, spans, today)
    return tuple(_figure(files, viewer, question, entry, values) for entry in entries)


def _figure(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entry: KpiEntry,
    values: ValueBySpan,
) -> KpiFigure:
    now = values[entry.kpi_id, question.span]
    then = values[entry.kpi_id, question.comparison] if question.comparison else None
    return KpiFigure(
        kpi_id=entry.kpi_id,
        name=entry.name,
        definition=entry.definition,
        caution=entry.caution,
        unit=entry.unit,
        better=entry.better,
        decimals=entry.decimals,
        is_share=entry.is_share,
        base_name=entry.base_name,
        by_category=entry.by_category
        and (not question.categories or is_filtered(files, viewer, question, entry)),
        value=now.value,
        base=now.base,
        comparison_value=then.value if then else None,
        comparison_base=then.base if then else None,
        change=_change(now, then) if then else None,
        completeness=now.completeness,
        comparison_completeness=then.completeness if then else None,
        sparkline=tuple(
            values[entry.kpi_id, month].whole_value for month in _sparkline_months(question.span)
        ),
        sources=reports_of(files, viewer, entry.kind).notes,
    )


def _change(now: KpiValue, then: KpiValue) -> float | None:
    if now.whole_value is None or then.whole_value is None:
        return None
    return now.whole_value - then.whole_value


def _sparkline_months(span: Span) -> tuple[Span, ...]:
    first = add_months(span.last.replace(day=1), 1 - SPARKLINE_MONTHS)
    return month_buckets(Span(first, span.end))
