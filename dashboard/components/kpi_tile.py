"""One number with all that is needed to read it: unit, period, change, completeness and source."""

from dash import html
from dash.development.base_component import Component

from config.texts import text
from dashboard.components.sparkline import has_line, sparkline
from dashboard.components.withheld import offer_button
from dashboard.formatting import month_name, period_name
from dashboard.sentences import (
    base_words,
    change_parts,
    completeness_words,
    short_source_words,
    source_words,
    sparkline_words,
    value_words,
    when_words,
)
from dashboard.state import View
from warehouse.periods import add_months, period_at
from warehouse.queries.rows import KpiFigure, Suppressed, known

_CAPTION = text("figure.sparkline.caption")
_CAPTION_QUARTERS = text("figure.sparkline.caption.quarter")
_QUARTER_MONTHS = 3
_UNFILTERED = text("figure.unfiltered")
_DEFINITION = text("figure.definition")


def kpi_tile(figure: KpiFigure, view: View) -> html.Article:
    """Show one figure; decides nothing."""
    is_withheld = isinstance(figure.value, Suppressed)
    state = "missing" if figure.value is None or is_withheld else figure.completeness
    return html.Article(
        [
            html.H3(figure.name.in_language(view.language), className="kpi-tile__name"),
            html.P(_value(figure, view), className="kpi-tile__value"),
            *([_change(figure, view)] if _is_comparable(figure) else []),
            *_remarks(figure, view),
            *_history(figure, view),
            _about(figure, view),
        ],
        className=f"kpi-tile kpi-tile--{state}",
    )


def _value(figure: KpiFigure, view: View) -> list[html.Span]:
    language = view.language
    unit = base_words(figure, language) or figure.unit.in_language(language)
    shown = known(figure.value) is not None
    when = when_words(figure, language) or period_name(view.period, language)
    return [
        html.Span(value_words(figure, language), className="kpi-tile__number"),
        html.Span(f" {unit}" if shown else "", className="kpi-tile__unit"),
        html.Span(f" {when}", className="kpi-tile__period"),
    ]


def _is_comparable(figure: KpiFigure) -> bool:
    """Say whether a comparison tells anything: it does not where neither number is known."""
    if isinstance(figure.value, Suppressed):
        return False
    return figure.value is not None or known(figure.comparison_value) is not None


def _change(figure: KpiFigure, view: View) -> html.P:
    what, against = change_parts(figure, view)
    said: list[html.Strong | html.Span] = [html.Span(against)]
    parts = [html.Strong(f"{what} "), *said] if what else said
    return html.P(parts, className="kpi-tile__change")


def _remarks(figure: KpiFigure, view: View) -> list[Component]:
    said = completeness_words(figure, view.catalogue, view.language)
    unfiltered = bool(view.state.categories) and not figure.by_category
    remarks = [said, _UNFILTERED(view.language) if unfiltered else ""]
    offered = offer_button(figure.value, view) if isinstance(figure.value, Suppressed) else []
    return [
        *[html.P(remark, className="kpi-tile__remark") for remark in remarks if remark],
        *offered,
    ]


def _history(figure: KpiFigure, view: View) -> list[html.Div]:
    values = tuple(map(known, figure.sparkline))
    if not has_line(values):
        return []
    last = view.period.span.last
    by_quarter = figure.sparkline_bucket == "quarter"
    if by_quarter:
        last = period_at("quarter", last).span.last
    step = _QUARTER_MONTHS if by_quarter else 1
    first = add_months(last.replace(day=1), 1 - step * len(figure.sparkline))
    months = tuple(f"{month_name(at.month, view.language)[:3]} {at.year}" for at in (first, last))
    words = sparkline_words(figure, (months[0], months[1]), view.language)
    caption = _CAPTION_QUARTERS if by_quarter else _CAPTION
    line = html.Div(
        [
            sparkline(values, words),
            html.Span(caption(view.language), className="kpi-tile__caption"),
        ],
        className="kpi-tile__history",
    )
    return [line]


def _about(figure: KpiFigure, view: View) -> html.Details:
    language = view.language
    said = [figure.definition.in_language(language)]
    if figure.caution:
        said.append(figure.caution.in_language(language))
    return html.Details(
        [
            html.Summary(
                [
                    html.Span(
                        short_source_words(figure.sources, language), className="kpi-tile__source"
                    ),
                    html.Span(_DEFINITION(language), className="kpi-tile__more"),
                ],
                title=_DEFINITION(language),
            ),
            *[html.P(words) for words in (*said, source_words(figure.sources, language))],
        ],
        className="kpi-tile__about",
    )
