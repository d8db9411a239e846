"""The world around a place: police notices and numbers about wider areas. In no KPI."""

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.context_rows import Context, ContextNumber, Notice
from warehouse.queries.source_notes import reports_of
from warehouse.viewer import Viewer

MOST_NOTICES, MOST_SERIES, MOST_PERIODS = 8, 12, 5


@remembered(64)
def context(files: PublishedFiles, viewer: Viewer, span: Span) -> Context:
    """Return the latest notices of a span, and the latest numbers up to its end.

    There is no count of notices to be had: they are about a municipality or a county, so how many
    there are says nothing of a place.
    """
    days = {"first": span.first, "end": span.end, "most": MOST_NOTICES}
    most = {"end": span.end, "most_series": MOST_SERIES, "most_periods": MOST_PERIODS}
    with files.open(viewer) as reading:
        notices = reading.rows("context_notices", days)
        numbers = reading.rows("context_numbers", most)
    series_count = numbers[0][-1] if numbers else 0
    return Context(
        notices=tuple(Notice(*row[1:]) for row in notices),
        numbers=tuple(ContextNumber(*row[:-1]) for row in numbers),
        more_series=max(0, series_count - MOST_SERIES),
        notice_sources=reports_of(files, viewer, "context_event").notes,
        number_sources=reports_of(files, viewer, "context_value").notes,
    )
