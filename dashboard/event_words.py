"""The events of a place in words beside a chart: what its bars count, and which are not counted."""

from config.texts import text, texts_under
from config.words import Language
from dashboard.formatting import number
from warehouse.queries.event_marks import elsewhere_count, event_counts
from warehouse.queries.rows import Trend

_BARS = texts_under("events.bars")
_ELSEWHERE = text("events.elsewhere")


def event_summary(trend: Trend, language: Language) -> str:
    """Say what the bars below a curve are; "" where the place has no events in its time."""
    counts = event_counts(trend)
    said = []
    if any(counts):
        values = {"count": number(sum(counts), language), "most": number(max(counts), language)}
        said.append(_BARS[trend.bucket](language, **values))
    return " ".join([*said, elsewhere_words(elsewhere_count(trend.events), language)]).strip()


def elsewhere_words(count: int, language: Language) -> str:
    """Say how many events belong to no place, so that they are counted at none; "" for none."""
    return _ELSEWHERE(language, count=number(count, language)) if count else ""
