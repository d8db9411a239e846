"""On which day a stock is counted, and on which day what it is held against."""

import datetime as dt

from warehouse.comparisons import day_compared
from warehouse.periods import Span
from warehouse.queries.source_notes import Reports

_DAY = dt.timedelta(days=1)


def open_end(reported: Reports, span: Span) -> dt.date | None:
    """Return the day after the last of a span that has been reported, if any has."""
    return max((min(span.end, one.end) for one in reported.covered if one.overlaps(span)),
               default=None)  # fmt: skip


def compared_end(reported: Reports, span: Span, other: Span | None) -> dt.date | None:
    """Return the day after the one held against, where that day has been reported."""
    end = open_end(reported, span)
    if end is None or other is None:
        return None
    earlier = day_compared(end, span, other)
    is_known = any(one.first < earlier <= one.end for one in reported.covered)
    return earlier if is_known else None


def stock_spans(reported: Reports, span: Span, other: Span | None) -> tuple[Span, Span | None]:
    """Return the two spans that a stock is asked for: each ends with its day.

    They are days, or months so far as they go where a source counts whole months.
    """
    end = open_end(reported, span)
    if end is None or reported.completeness(span) == "missing":
        return span, other
    now, then = _last(reported, end), other and _last(reported, day_compared(end, span, other))
    return now, then


def _last(reported: Reports, end: dt.date) -> Span:
    last = end - _DAY
    return Span(last.replace(day=1) if reported.counted_by else last, end)
