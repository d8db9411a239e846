"""Every KPI of an area for a span, with what it is compared with: the tiles."""

import datetime as dt

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, add_months, month_buckets, period_at, quarter_buckets
from warehouse.queries.breaks import not_comparable
from warehouse.queries.catalogue import site_of
from warehouse.queries.kpi_dictionary import KpiEntry, page_kpis, site_kpis
from warehouse.queries.kpi_values import (
    KpiValue,
    ValueBySpan,
    is_filtered,
    is_from_leaves,
    kpi_values,
)
from warehouse.queries.rows import Bucket, KpiFigure, Question, Value, difference
from warehouse.queries.source_notes import reports_in
from warehouse.queries.stock_days import stock_spans
from warehouse.viewer import Viewer

SPARKLINE_MONTHS = SPARKLINE_QUARTERS = 13
MOST_TILES = 8
_QUARTER_MONTHS = 3


@remembered(128)
def kpi_figures(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    today: dt.date,
    page: str | None = None,
) -> tuple[KpiFigure, ...]:
    """Return one figure for each KPI of the place, in the order it is shown.

    A page has its own few: what it shows by itself, without rounds that were not measured.
    """
    site, _ = site_of(files, viewer, question.area_id)
    if page:
        entries = page_kpis(files, viewer, site.site_id, page)
    else:
        entries = site_kpis(files, viewer, site.site_id)
    spans = [question.span, *([question.comparison] if question.comparison else [])]
    values: dict[tuple[str, Span], KpiValue] = {}
    for bucket in ("month", "quarter"):
        drawn = [one for one in entries if _bucket(files, viewer, one) == bucket]
        asked = (*spans, *sparkline_spans(question.span, bucket))
        values |= kpi_values(files, viewer, question, drawn, asked, today) if drawn else {}
    for entry in entries:
        if entry.form == "stock":
            days = [span for span in _spans(files, viewer, question, entry) if span]
            values |= kpi_values(files, viewer, question, [entry], days, today)
    shown = [
        _figure(files, viewer, question, entry, values)
        for entry in entries
        if not (page and _is_unmeasured(entry, values[entry.kpi_id, question.span]))
    ]
    return tuple(shown[:MOST_TILES] if page else shown)


def _is_unmeasured(entry: KpiEntry, value: KpiValue) -> bool:
    return entry.form == "round" and value.completeness == "missing"


def _figure(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entry: KpiEntry,
    values: ValueBySpan,
) -> KpiFigure:
    span, other = _spans(files, viewer, question, entry)
    now, then = values[entry.kpi_id, span], values[entry.kpi_id, other] if other else None
    stopped = _stopped(files, viewer, question, entry, (now, then)) if then else None
    bucket = _bucket(files, viewer, entry)
    return KpiFigure(
        kpi_id=entry.kpi_id,
        name=entry.name,
        definition=entry.definition,
        caution=entry.caution,
        unit=entry.unit_one if now.value == 1 else entry.unit,
        better=entry.better,
        decimals=entry.decimals,
        is_share=entry.is_share,
        base_name=entry.base_name,
        by_category=_is_bounded(files, viewer, question, entry),
        value=now.value,
        base=now.base,
        comparison_value=then.value if then else None,
        comparison_base=then.base if then else None,
        change=_change(now, then) if then and not stopped else None,
        completeness=now.completeness,
        low=now.low,
        high=now.high,
        is_too_few=now.is_too_few,
        measured=now.measured,
        not_comparable=stopped,
        comparison_completeness=then.completeness if then else None,
        comparison_is_too_few=then.is_too_few if then else False,
        **_days(entry, span, other, now),
        sparkline=_sparkline(entry, values, sparkline_spans(question.span, bucket)),
        sparkline_bucket=bucket,
        sources=reports_in(files, viewer, question.area_id, entry.kind).notes,
    )


def _is_bounded(files: PublishedFiles, viewer: Viewer, question: Question, entry: KpiEntry) -> bool:
    is_filter = bool(question.categories)
    return entry.by_category and (not is_filter or is_filtered(files, viewer, question, entry))


def _days(
    entry: KpiEntry, span: Span, other: Span | None, now: KpiValue
) -> dict[str, dt.date | None]:
    """Return the days that a stock is of; no other number has one."""
    if entry.form != "stock":
        return {}
    counted_on = span.last if now.value is not None else None
    return {"counted_on": counted_on, "compared_on": other.last if other else None}


def _spans(
    files: PublishedFiles, viewer: Viewer, question: Question, entry: KpiEntry
) -> tuple[Span, Span | None]:
    """Return what a figure's two values are of: of a stock two days, else the spans themselves."""
    if entry.form != "stock":
        return question.span, question.comparison
    reported = reports_in(files, viewer, question.area_id, entry.kind)
    return stock_spans(reported, question.span, question.comparison)


def _sparkline(entry: KpiEntry, values: ValueBySpan, spans: tuple[Span, ...]) -> tuple[Value, ...]:
    return tuple(values[entry.kpi_id, span].whole_value for span in spans)


def _stopped(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entry: KpiEntry,
    values: tuple[KpiValue, KpiValue],
) -> Words | None:
    """Say why the spans, or the rounds that were measured in them, are not compared."""
    now, then = values
    first = now.measured or question.span
    other = then.measured or question.comparison or question.span
    return not_comparable(files, viewer, question.area_id, entry.kind, (first, other))


def _change(now: KpiValue, then: KpiValue) -> float | None:
    return difference(now.whole_value, then.whole_value)


def _bucket(files: PublishedFiles, viewer: Viewer, entry: KpiEntry) -> Bucket:
    return "quarter" if is_from_leaves(files, viewer, entry) else "month"


def sparkline_spans(span: Span, bucket: Bucket) -> tuple[Span, ...]:
    """Return the 13 months or quarters that end with the span's last one."""
    if bucket == "quarter":
        last = period_at("quarter", span.last).span
        first = add_months(last.first, _QUARTER_MONTHS * (1 - SPARKLINE_QUARTERS))
        return quarter_buckets(Span(first, last.end))
    first = add_months(span.last.replace(day=1), 1 - SPARKLINE_MONTHS)
    return month_buckets(Span(first, span.end))
