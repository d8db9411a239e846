"""One KPI by week, month or quarter, with the same a year earlier and what happened meanwhile."""

import datetime as dt
from collections.abc import Callable

from warehouse.comparisons import same_dates_earlier, week_a_year_earlier
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import (
    Span,
    add_months,
    month_buckets,
    period_at,
    quarter_buckets,
    week_buckets,
)
from warehouse.queries.breaks import breaks_within, not_comparable
from warehouse.queries.catalogue import site_of
from warehouse.queries.event_marks import event_marks
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entry
from warehouse.queries.kpi_values import ValueBySpan, is_from_leaves, kpi_values
from warehouse.queries.rows import Bucket, Question, Suppressed, Trend, TrendPoint
from warehouse.queries.source_notes import reports_in
from warehouse.viewer import Viewer

MONTHS, WEEKS, QUARTERS = 25, 53, 13
_QUARTER_MONTHS = 3


@remembered(128)
def trend(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    kpi_id: str,
    bucket: Bucket,
    today: dt.date,
) -> Trend:
    """Return 25 months, 53 weeks or 13 quarters that end with the span's last, or the span.

    Of leaves no weeks are told, and months only where at least half of them are.
    """
    site, _ = site_of(files, viewer, question.area_id)
    entry = kpi_entry(files, viewer, kpi_id)
    bucket, earlier, values = _valued(files, viewer, question, entry, bucket, today)
    spans = tuple(earlier)
    area_id, shown = question.area_id, Span(spans[0].first, spans[-1].end)
    return Trend(
        kpi_id=kpi_id,
        name=entry.name,
        unit=entry.unit,
        bucket=bucket,
        points=tuple(
            TrendPoint(
                span=span,
                value=values[kpi_id, span].value,
                comparison_value=None
                if not_comparable(files, viewer, area_id, entry.kind, (earlier[span], span))
                else values[kpi_id, earlier[span]].whole_value,
                completeness=values[kpi_id, span].completeness,
                in_period=span.overlaps(question.span),
            )
            for span in spans
        ),
        events=event_marks(files, viewer, site.site_id, shown),
        sources=reports_in(files, viewer, area_id, entry.kind).notes,
        breaks=breaks_within(files, viewer, area_id, entry.kind, shown),
    )


def _valued(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entry: KpiEntry,
    bucket: Bucket,
    today: dt.date,
) -> tuple[Bucket, dict[Span, Span], ValueBySpan]:
    """Return each span with the one a year earlier, and the values; coarser where leaves are."""
    is_coarse = is_from_leaves(files, viewer, entry)
    for by in _COARSER[bucket] if is_coarse else (bucket,):
        earlier = {span: _year_earlier(span, by) for span in _BUCKETS[by](question.span)}
        asked = (*earlier, *earlier.values())
        values = kpi_values(files, viewer, question, (entry,), asked, today)
        withheld = [isinstance(values[entry.kpi_id, span].value, Suppressed) for span in earlier]
        if sum(withheld) * 2 <= len(withheld):
            break
    return by, earlier, values


_COARSER: dict[Bucket, tuple[Bucket, ...]] = {
    "week": ("month", "quarter"),
    "month": ("month", "quarter"),
    "quarter": ("quarter",),
}


def _months(span: Span) -> tuple[Span, ...]:
    first = add_months(span.last.replace(day=1), 1 - MONTHS)
    return month_buckets(Span(min(first, span.first), span.end))


def _weeks(span: Span) -> tuple[Span, ...]:
    first = period_at("week", span.last).span.first - dt.timedelta(weeks=WEEKS - 1)
    return week_buckets(Span(min(first, span.first), span.end))


def _quarters(span: Span) -> tuple[Span, ...]:
    last = period_at("quarter", span.last).span
    first = add_months(last.first, _QUARTER_MONTHS * (1 - QUARTERS))
    return quarter_buckets(Span(min(first, span.first), last.end))


_BUCKETS: dict[Bucket, Callable[[Span], tuple[Span, ...]]] = {
    "week": _weeks,
    "month": _months,
    "quarter": _quarters,
}


def _year_earlier(span: Span, bucket: Bucket) -> Span:
    return week_a_year_earlier(span) if bucket == "week" else same_dates_earlier(span)
