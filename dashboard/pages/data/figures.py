"""What the browser's scripts draw for Data: filters, tables and the timeline."""

from typing import Any

from config.texts import text
from dashboard.components.data_table import table_payload
from dashboard.components.filter_bar import filter_state
from dashboard.figures.coverage_timeline import CoverageRow, CoverageWords, coverage_figure
from dashboard.pages.data.answer import Answer, site_name
from dashboard.pages.data.tables import MOST_ROWS, TABLES, cut
from dashboard.settling import today_of
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.periods import Span
from warehouse.queries.data_rows import SourceState

_TITLE, _PRODUCT = page_text("data", "title"), text("shell.product")
_COVERAGE = page_texts_under("data", "coverage")


def drawing(view: View, answer: Answer, stamp: str) -> dict[str, Any]:
    """Return all that the scripts draw, for assets/scripts/draw.js."""
    language = view.language
    return {
        "stamp": stamp,
        "title": f"{_TITLE(language)} – {_PRODUCT(language)}",
        "filters": filter_state(view, all_sites=True),
        "tables": {
            f"data-{name}": table_payload(cut(table(view, answer), MOST_ROWS), language)
            for name, table in TABLES.items()
        },
        "charts": {"data-coverage": coverage_chart(view, answer)},
    }


def coverage_chart(view: View, answer: Answer) -> Figure:
    """Return the timeline of what each source has reported."""
    language = view.language
    look = Look(language, view.state.is_meeting)
    rows = tuple(_row(view, one, answer) for one in answer.sources if one.covered)
    if not rows:
        return NOT_DRAWN
    marks = (
        _COVERAGE[key](language) for key in ("reported", "measured", "gap", "outage", "preliminary")
    )
    reported, measured, gap, outage, preliminary = marks
    words = CoverageWords(reported, measured, gap, outage, preliminary, _COVERAGE["before"])
    return coverage_figure(rows, today_of(view), words, look)


def _row(view: View, one: SourceState, answer: Answer) -> CoverageRow:
    first = one.preliminary_from
    language = view.language
    return CoverageRow(
        name=one.name.in_language(language),
        covered=one.covered,
        gaps=one.gaps,
        outages=tuple(outage.span for outage in one.outages),
        preliminary=Span(first, one.covered[-1].end)
        if first and first < one.covered[-1].end
        else None,
        breaks=tuple(
            (found.on, f"{site_name(view, found.site_id)}: {found.what.in_language(language)}")
            for found in answer.breaks
            if found.kind == one.kind and found.source_id in (None, one.source_id)
        ),
        is_in_rounds=one.is_in_rounds,
    )
