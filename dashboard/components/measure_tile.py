"""One measured value in words: with base, when it is from, change, and how it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from config.texts import text
from config.words import Language

_DEFINITION = text("figure.definition")
_ONE_ROW = 6


@dataclass(frozen=True)
class Measured:
    """A tile's words; `value` says so itself where there is no number."""

    name: str
    value: str
    unit: str
    when: str
    change: str
    about: tuple[str, ...]
    """How it is counted, and what to know: behind a fold."""
    source: str
    remark: str = ""
    is_missing: bool = False


def measure_tile(shown: Measured, language: Language) -> html.Article:
    """Show one value; decides nothing."""
    return html.Article(
        [
            html.H3(shown.name, className="kpi-tile__name"),
            html.P(
                [
                    html.Span(shown.value, className="kpi-tile__number"),
                    html.Span(f" {shown.unit}" if shown.unit else "", className="kpi-tile__unit"),
                    html.Span(f" {shown.when}", className="kpi-tile__period"),
                ],
                className="kpi-tile__value",
            ),
            *_lines(shown.change, "kpi-tile__change"),
            *_lines(shown.remark, "kpi-tile__remark"),
            _about(shown, language),
        ],
        className=f"kpi-tile kpi-tile--{'missing' if shown.is_missing else 'complete'}",
    )


def measure_tiles(tiles: Sequence[Measured], language: Language) -> html.Div:
    """Show the tiles of a page."""
    rows = "tiles tiles--two-rows" if len(tiles) > _ONE_ROW else "tiles"
    return html.Div([measure_tile(one, language) for one in tiles], className=rows)


def _lines(words: str, name: str) -> list[html.P]:
    return [html.P(words, className=name)] if words else []


def _about(shown: Measured, language: Language) -> html.Details:
    return html.Details(
        [
            html.Summary(
                [
                    html.Span(shown.source, className="kpi-tile__source"),
                    html.Span(_DEFINITION(language), className="kpi-tile__more"),
                ],
                title=_DEFINITION(language),
            ),
            *[html.P(words) for words in shown.about],
        ],
        className="kpi-tile__about" + ("" if shown.source else " kpi-tile__about--bare"),
    )
