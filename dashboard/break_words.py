"""Breaks in the numbers as words beside a chart: in its summary, its legend and its table."""

from collections.abc import Sequence

from config.texts import texts_under
from config.words import Language
from dashboard.components.panel import Sample
from dashboard.figures.break_lines import MOST_NAMED
from dashboard.formatting import as_title, day, number
from warehouse.periods import Span
from warehouse.queries.break_rows import BreakMark

_BREAK = texts_under("break")


def break_summary(breaks: Sequence[BreakMark], language: Language) -> str:
    """Say the last breaks of a chart one by one, and how many there are before them."""
    last, more = breaks[-MOST_NAMED:], len(breaks) - MOST_NAMED
    said = [
        _BREAK["one"](language, day=day(one.on, language), what=one.what.in_language(language))
        for one in last
    ]
    rest = [_BREAK["more"](language, count=number(more, language))] if more > 0 else []
    return " ".join([*said, *rest])


def break_samples(breaks: Sequence[BreakMark], language: Language) -> list[Sample]:
    """Return the legend's entry, where there is a break to see."""
    return [Sample("break-line", _BREAK["legend"](language))] if breaks else []


def with_breaks(state: str, days: Span, breaks: Sequence[BreakMark], language: Language) -> str:
    """Add to a row's state the breaks of its days."""
    named = [one.what.in_language(language) for one in breaks if days.first <= one.on < days.end]
    return ". ".join([state, *(as_title(words) for words in named)])
