"""One KPI by week or month, with the same a year earlier and what happened meanwhile."""

import datetime as dt
from typing import Literal

from warehouse.comparisons import same_dates_earlier, week_a_year_earlier
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, add_months, month_buckets, period_at, week_buckets
from warehouse.queries.catalogue import site_of
from warehouse.queries.event_marks import event_marks
from warehouse.queries.kpi_dictionary import kpi_entry
from warehouse.queries.kpi_values import kpi_values
from warehouse.queries.rows import Question, Trend, TrendPoint
from warehouse.queries.source_notes import reports_of
from warehouse.viewer import Viewer

Bucket = Literal["week", "month"]
MONTHS, WEEKS = 25, 53


@remembered(128)
def trend(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    kpi_id: str,
    bucket: Bucket,
    today: dt.date,
) -> Trend:
    """Return 25 months or 53 weeks that end with the span's last one, or the span if longer."""
    site, _ = site_of(files, viewer, question.area_id)
    entry = kpi_entry(files, viewer, kpi_id)
    spans = _months(question.span) if bucket == "month" else _weeks(question.span)
    earlier = {span: _year_earlier(span, bucket) for span in spans}
    values = kpi_values(files, viewer, question, (entry,), (*spans, *earlier.values()), today)
    return Trend(
        kpi_id=kpi_id,
        name=entry.name,
        unit=entry.unit,
        bucket=bucket,
        points=tuple(
            TrendPoint(
                span=span,
                value=values[kpi_id, span].value,
                comparison_value=values[kpi_id, earlier[span]].whole_value,
                completeness=values[kpi_id, span].completeness,
                in_period=span.overlaps(question.span),
            )
            for span in spans
        ),
        events=event_marks(files, viewer, site.site_id, Span(spans[0].first, spans[-1].end)),
        sources=reports_of(files, viewer, entry.kind).notes,
    )


def _months(span: Span) -> tuple[Span, ...]:
    first = add_months(span.last.replace(day=1), 1 - MONTHS)
    return month_buckets(Span(min(first, span.first), span.end))


def _weeks(span: Span) -> tuple[Span, ...]:
    first = period_at("week", span.last).span.first - dt.timedelta(weeks=WEEKS - 1)
    return week_buckets(Span(min(first, span.first), span.end))


def _year_earlier(span: Span, bucket: Bucket) -> Span:
    return week_a_year_earlier(span) if bucket == "week" else same_dates_earlier(span)
