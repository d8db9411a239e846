"""What two periods show, in the order that cannot be misheard: power, counts, verdict, range."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from config.words import Language, Words
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import Statement


@dataclass(frozen=True)
class VerdictWords:
    """The words around a statement, in one language."""

    power_title: str
    power: str
    short: str
    """The verdict in a few words."""
    after: tuple[str, ...] = ()
    """What follows the statement: how many rows are judged with it."""


def verdict_card(
    statement: Statement, verdict: Verdict, words: VerdictWords, language: Language
) -> html.Article:
    """Show a statement; the sign before it is told apart by shape, and said in words."""
    said = [statement.verdict, statement.interval, statement.not_meant]
    return html.Article(
        [
            html.P(
                [html.Strong(f"{words.power_title}: "), words.power],
                className="verdict-card__power",
            ),
            html.P(words.short, className=f"verdict-card__short verdict-card__short--{verdict}"),
            html.P(statement.counts.in_language(language), className="verdict-card__counts"),
            html.P(_together(said, language), className="verdict-card__words finding"),
            *[html.P(text, className="verdict-card__after") for text in words.after],
        ],
        className="verdict-card",
    )


def stopped_card(title: str, reasons: Sequence[str], counts: str) -> html.Article:
    """Say why there is no comparison, and the counts alone."""
    return html.Article(
        [
            html.P(title, className="verdict-card__short verdict-card__short--stopped"),
            html.P(counts, className="verdict-card__counts"),
            *[html.P(reason, className="verdict-card__words finding") for reason in reasons],
        ],
        className="verdict-card",
    )


def caveat_list(title: str, sentences: Sequence[str], footer: str) -> list[Component]:
    """List what must be known beside a number; the footer always stands there."""
    return [
        html.H2(title, className="caveat-list__title"),
        html.Ul([html.Li(sentence) for sentence in (*sentences, footer)], className="caveat-list"),
    ]


def _together(parts: Sequence[Words | None], language: Language) -> str:
    return " ".join(part.in_language(language) for part in parts if part is not None)
