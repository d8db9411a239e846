"""What stands around each chart of Läget: a heading that states the finding, words and legend."""

from collections.abc import Callable

from dash.development.base_component import Component

from config.words import Language
from dashboard.components.panel import Sample, panel_head
from dashboard.figures.category_bars import MOST_BARS
from dashboard.figures.hour_week import hour_words
from dashboard.figures.site_map import MapWords, map_classes
from dashboard.figures.trend import TrendWords
from dashboard.formatting import as_title, comparison_name, listing, number, period_name, weekday
from dashboard.pages.situation.answer import Answer
from dashboard.pages.situation.tables import class_name, point_name
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.rows import CategoryCount

_TREND = page_texts_under("situation", "trend")
_HOURS = page_texts_under("situation", "hours")
_CATEGORIES = page_texts_under("situation", "categories")
_MAP = page_texts_under("situation", "map")
_NOT_EVENTS = ("holiday", "break")
_OTHERS = 2

Head = list[Component]


def trend_head(view: View, answer: Answer) -> Head:
    """State the latest value and the range, and name what is drawn."""
    language, trend = view.language, answer.trend
    known = [point for point in trend.points if point.value is not None]
    samples = [
        Sample("line", _TREND["now"](language)),
        Sample("dashes", _TREND["before.legend"](language)),
        Sample("ring", _TREND["open"](language)),
        Sample("band", _TREND["period"](language)),
    ]
    if not known:
        name = trend.name.in_language(language).lower()
        return panel_head(_TREND["title.none"](language, name=name), "", samples)
    low, high = (pick(known, key=lambda point: point.value or 0) for pick in (min, max))
    last = next((point for point in reversed(known) if point.in_period), known[-1])
    calendar = sum(mark.category_id in _NOT_EVENTS for mark in trend.events)
    values = {
        "name": trend.name.in_language(language),
        "last": _count(last.value, language),
        "when": point_name(last, view),
        "low": _count(low.value, language),
        "high": _count(high.value, language),
        "low_when": point_name(low, view),
        "high_when": point_name(high, view),
        "events": number(len(trend.events) - calendar, language),
        "holidays": number(calendar, language),
    }
    title = _TREND["title.week" if trend.bucket == "week" else "title"](language, **values)
    return panel_head(title, _TREND["summary"](language, **values), samples)


def hours_head(view: View, answer: Answer) -> Head:
    """State the hour and the day with the most, and what has no known hour."""
    language, week = view.language, answer.week
    if week.completeness == "missing":
        return panel_head(_HOURS["title.missing"](language), "")
    top = max(week.cells, key=lambda cell: cell.count)
    days = {day: sum(c.count for c in week.cells if c.weekday == day) for day in range(1, 8)}
    busiest = max(days, key=lambda day: days[day])
    total, untimed = (_count(count, language) for count in (week.timed_count, week.untimed_count))
    samples = [Sample("few", _HOURS["few"](language)), Sample("many", _HOURS["many"](language))]
    summary = _HOURS["summary"](
        language,
        weekday=weekday(busiest, language),
        count=_count(days[busiest], language),
        total=total,
        untimed=untimed,
    )
    if not top.count:
        return panel_head(_HOURS["title.none"](language), summary, samples)
    title = _HOURS["title"](
        language,
        weekday=weekday(top.weekday, language),
        hour=hour_words(top.hour),
        count=_count(top.count, language),
        total=total,
    )
    return panel_head(title, summary, samples)


def categories_head(view: View, answer: Answer) -> Head:
    """State the most common category and the next two."""
    language, counts = view.language, answer.counts
    if not counts:
        key = "title.missing" if answer.week.completeness == "missing" else "title.none"
        return panel_head(_CATEGORIES[key](language), _CATEGORIES["summary.none"](language))
    samples = [Sample("bar", period_name(view.period, language))]
    if any(row.comparison_count is not None for row in counts[:MOST_BARS]):
        name = comparison_name(view.period, view.state.comparison, language)
        samples.append(Sample("diamond", as_title(name)))
    total = _count(sum(row.count for row in counts), language)
    title = _CATEGORIES["title"](
        language,
        name=_name(counts[0], language),
        count=_count(counts[0].count, language),
        total=total,
    )
    others = [
        _CATEGORIES["other"](language, name=_name(row, language), count=_count(row.count, language))
        for row in counts[1 : 1 + _OTHERS]
    ]
    summary = _CATEGORIES["summary"](language, others=listing(others, language)) if others else ""
    return panel_head(title, summary, samples)


def map_head(view: View, answer: Answer) -> Head:
    """State how many are placed and how many are not, and name every sign of the map."""
    language, shown = view.language, answer.map
    area = shown.area.name.in_language(language)
    roles = {one.role for one in shown.areas}
    kinds = {point.kind for point in shown.points}
    samples = [
        *(Sample(step.token, class_name(step, language)) for step in map_classes(shown.hexagons)),
        *_named("role", roles, language),
        *_named("point", kinds, language),
    ]
    if shown.completeness == "missing":
        return panel_head(_MAP["title.missing"](language, area=area), "", samples)
    densest = max((hexagon.count for hexagon in shown.hexagons), default=0)
    summary = _MAP["summary"](
        language,
        count=_count(densest, language),
        side=shown.side_m,
        missing=number(shown.no_position_count, language),
    )
    return panel_head(
        _MAP["title"](language, placed=_count(shown.positioned_count, language), area=area),
        summary,
        samples,
    )


def trend_words(answer: Answer, language: Language) -> TrendWords:
    """Return the words drawn in the trend."""
    now, before, events, calendar = (
        _TREND[key](language) for key in ("now", "before", "events", "calendar")
    )
    return TrendWords(answer.trend.unit.in_language(language), now, before, events, calendar)


def map_words(language: Language) -> MapWords:
    """Return the words of the map's tooltips."""
    kinds = {
        key.removeprefix("point."): words(language)
        for key, words in _MAP.items()
        if key.startswith("point.")
    }
    return MapWords(_HOURS["unit"](language), kinds)


HEADS: dict[str, Callable[[View, Answer], Head]] = {
    "trend": trend_head,
    "categories": categories_head,
    "map": map_head,
    "hours": hours_head,
}


def _named(group: str, present: set[str], language: Language) -> list[Sample]:
    return [
        Sample(f"{group}-{name}".replace("_", "-"), words(language))
        for key, words in _MAP.items()
        for part, _, name in (key.partition("."),)
        if part == group and name in present
    ]


def _name(row: CategoryCount, language: Language) -> str:
    return row.category.name.in_language(language).lower()


def _count(value: float | None, language: Language) -> str:
    return number(value or 0, language, 0 if float(value or 0).is_integer() else 1)
