"""What was unexpected in the last four closed weeks, and how often chance alone gives that."""

from dash import html
from dash.development.base_component import Component

from config.texts import texts_under
from config.words import Language
from dashboard.formatting import span
from warehouse.queries.comparison_rows import AreaSignal, AreaSignals

_SIGNALS = texts_under("signals")


def signal_list(
    found: AreaSignals, language: Language, title: type[html.H2 | html.H3] = html.H2
) -> list[Component]:
    """Return the signals of one place; none is said too, and the budget always stands there."""
    heading = title(_SIGNALS["title"](language), className="signal-list__title")
    if found.is_withheld:
        return [heading, html.P(_SIGNALS["withheld"](language))]
    if found.counts_months:
        return [heading, html.P(_SIGNALS["by_month"](language))]
    if found.span is None:
        return [heading, html.P(_SIGNALS["no_weeks"](language))]
    days = span(found.span, language)
    items = [_item(signal, language) for signal in found.signals]
    # Where a break leaves nothing to judge against, "nothing unexpected" would claim too much.
    why = found.not_comparable
    said = [html.P(why.in_language(language))] if why else []
    if not said and not items:
        said = [html.P(_SIGNALS["none"](language))]
    return [
        heading,
        html.P(_SIGNALS["weeks"](language, days=days), className="signal-list__weeks"),
        *said,
        *([html.Ul(items)] if items else []),
        html.P(found.budget.in_language(language), className="signal-list__budget"),
    ]


def _item(signal: AreaSignal, language: Language) -> html.Li:
    name = signal.category.name if signal.category else _SIGNALS["all"].words
    said = (signal.statement, signal.not_meant)
    return html.Li(
        [
            html.Strong(f"{name.in_language(language)}: "),
            " ".join(words.in_language(language) for words in said),
        ],
        className=f"signal-list__item signal-list__item--{signal.direction}",
    )
