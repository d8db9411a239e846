"""What stands around each chart of Läget: a heading that states the finding, words and legend."""

from collections.abc import Callable

from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.break_words import break_samples, break_summary
from dashboard.components.panel import Sample, legend_host, panel_head
from dashboard.components.withheld import offer_button, why_words
from dashboard.figures.hour_week import hour_words
from dashboard.figures.map_classes import map_classes
from dashboard.figures.site_map import HEXAGONS, POINTS, MapWords
from dashboard.figures.trend import TrendWords
from dashboard.formatting import (
    as_title,
    comparison_name,
    listing,
    number,
    percent,
    period_name,
    weekday,
)
from dashboard.pages.situation.answer import Answer
from dashboard.pages.situation.tables import block_name, class_name, point_name
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.hour_week import parts_of_day
from warehouse.queries.rows import CategoryCount, HourWeek, Suppressed, known

_TREND = page_texts_under("situation", "trend")
_HOURS = page_texts_under("situation", "hours")
_CATEGORIES = page_texts_under("situation", "categories")
_MAP = page_texts_under("situation", "map")
_UNKNOWN = text("chart.unknown")
_NOT_EVENTS = ("holiday", "break")
_OTHERS = 2
_TITLES = {"week": "title.week", "month": "title", "quarter": "title.quarter"}

Head = list[Component]


def trend_head(view: View, answer: Answer) -> Head:
    """State the latest value and the range, and name what is drawn."""
    language, trend = view.language, answer.trend
    shown = [point for point in trend.points if known(point.value) is not None]
    withheld = len([point for point in trend.points if isinstance(point.value, Suppressed)])
    if not shown:
        name = trend.name.in_language(language).lower()
        key = "title.withheld" if withheld else "title.none"
        return panel_head(_TREND[key](language, name=name), "" if withheld else _UNKNOWN(language))
    samples = [
        Sample("line", _TREND["now"](language)),
        Sample("dashes", _TREND["before.legend"](language)),
        Sample("ring", _TREND["open"](language)),
        Sample("band", _TREND["period"](language)),
        *([Sample("withheld", _TREND["withheld.legend"](language))] if withheld else []),
        *break_samples(trend.breaks, language),
    ]
    low, high = (pick(shown, key=lambda point: known(point.value) or 0) for pick in (min, max))
    last = next((point for point in reversed(shown) if point.in_period), shown[-1])
    calendar = sum(mark.category_id in _NOT_EVENTS for mark in trend.events)
    values = {
        "name": trend.name.in_language(language),
        "last": _count(known(last.value), language),
        "when": point_name(last, view),
        "low": _count(known(low.value), language),
        "high": _count(known(high.value), language),
        "low_when": point_name(low, view),
        "high_when": point_name(high, view),
        "events": number(len(trend.events) - calendar, language),
        "holidays": number(calendar, language),
    }
    title = _TREND[_TITLES[trend.bucket]](language, **values)
    more = [_TREND["withheld"](language, count=withheld)] if withheld else []
    said = (_TREND["summary"](language, **values), *more, break_summary(trend.breaks, language))
    return panel_head(title, " ".join(filter(None, said)), samples)


def hours_head(view: View, answer: Answer) -> Head:
    """State the hour and the day with the most, and what has no known hour."""
    language, week = view.language, answer.week
    if week.withheld is not None:
        head = panel_head(_HOURS["title.withheld"](language), why_words(week.withheld, view))
        return [*head, *offer_button(week.withheld, view)]
    if week.completeness == "missing":
        return panel_head(_HOURS["title.missing"](language), _UNKNOWN(language))
    if week.blocks:
        return _blocks_head(view, week)
    top = max(week.cells, key=lambda cell: cell.count)
    if not top.count:
        untimed = _count(week.untimed_count, language)
        said = _HOURS["summary.none"](language, untimed=untimed) if week.untimed_count else ""
        return panel_head(_HOURS["title.none"](language), said)
    days = {day: sum(c.count for c in week.cells if c.weekday == day) for day in range(1, 8)}
    busiest = max(days, key=lambda day: days[day])
    total, untimed = (_count(count, language) for count in (week.timed_count, week.untimed_count))
    samples = [
        Sample("few", _HOURS["few"](language, count=number(0, language))),
        Sample("many", _HOURS["many"](language, count=_count(_most(week, view), language))),
    ]
    summary = _HOURS["summary"](
        language,
        weekday=weekday(busiest, language),
        count=_count(days[busiest], language),
        total=total,
        untimed=untimed,
    )
    if peak := _peak_words(week, language):
        summary = f"{summary} {peak}"
    title = _HOURS["title"](
        language,
        weekday=weekday(top.weekday, language),
        hour=hour_words(top.hour),
        count=_count(top.count, language),
        total=total,
    )
    return panel_head(title, summary, samples)


def _peak_words(week: HourWeek, language: Language) -> str:
    """Say how much lies in the busiest hours, and how much chance alone would put there."""
    if week.peak_least is None or not week.timed_count:
        return ""
    if week.timed_count < week.peak_least:
        return _HOURS["peak.few"](language, least=number(week.peak_least, language))
    return _HOURS["peak"](
        language,
        share=percent(week.peak_count / week.timed_count, language),
        count=_count(week.peak_count, language),
        total=_count(week.timed_count, language),
        chance=percent(week.peak_by_chance, language),
    )


def _blocks_head(view: View, week: HourWeek) -> Head:
    """State the part of the week with the most; these parts are all that may be told."""
    language = view.language
    top = max(week.blocks, key=lambda block: block.count)
    if not top.count:
        return panel_head(_HOURS["title.none"](language), "")
    counts = {
        "count": _count(top.count, language),
        "total": _count(week.timed_count, language),
        "untimed": _count(week.untimed_count, language),
    }
    title = _HOURS["title.blocks"](language, part=block_name(top, language).lower(), **counts)
    return panel_head(title, _HOURS["summary.blocks"](language, **counts))


def _most(week: HourWeek, view: View) -> float:
    """Return what the darkest cell stands for: an hour, or in a meeting three."""
    cells = parts_of_day(week) if view.state.is_meeting else week.cells
    return max(cell.count for cell in cells)


def categories_head(view: View, answer: Answer) -> Head:
    """State the most common category and the next two."""
    language, counts = view.language, answer.counts
    if not counts:
        if isinstance(answer.main.value, Suppressed):
            why = why_words(answer.main.value, view)
            head = panel_head(_CATEGORIES["title.withheld"](language), why)
            return [*head, *offer_button(answer.main.value, view)]
        if answer.week.completeness == "missing":
            return panel_head(_CATEGORIES["title.missing"](language), _UNKNOWN(language))
        return panel_head(_CATEGORIES["title.none"](language), "")
    samples = [Sample("bar", period_name(view.period, language))]
    if any(row.comparison_count is not None for row in counts):
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
    if view.catalogue.leaves:
        summary = f"{summary} {_sensitive_words(answer, language)}".strip()
    return panel_head(title, summary, samples)


def _sensitive_words(answer: Answer, language: Language) -> str:
    """Say that sensitive offences are in no number here, and the last year's sum where it is."""
    if not answer.sensitive:
        return _CATEGORIES["leaves"](language)
    year, total = answer.sensitive[-1]
    return _CATEGORIES["leaves.year"](language, year=year, count=number(total, language))


def map_head(view: View, answer: Answer) -> Head:
    """State how many are placed and how many are not, and name every sign of the map."""
    language, shown = view.language, answer.map
    area = shown.area.name.in_language(language)
    if shown.withheld is not None:
        head = panel_head(_MAP["title.withheld"](language, area=area), _MAP["withheld"](language))
        return [*head, legend_host()]
    if shown.completeness == "missing":
        head = panel_head(_MAP["title.missing"](language, area=area), _UNKNOWN(language))
        return [*head, legend_host()]
    densest = max((hexagon.count for hexagon in shown.hexagons), default=0)
    summary = _MAP["summary"](
        language,
        count=_count(densest, language),
        side=shown.side_m,
        missing=number(shown.no_position_count or 0, language),
    )
    if shown.hexagons:
        title = _MAP["title"](language, placed=_count(shown.positioned_count, language), area=area)
    elif isinstance(answer.main.value, float) and answer.main.value > 0:
        count = _count(answer.main.value, language)
        title = _MAP["title.nowhere"](language, count=count, area=area)
    else:
        title = _MAP["title.none"](language, area=area)
    return [*panel_head(title, summary if shown.hexagons else ""), legend_host()]


def map_legend(answer: Answer, language: Language) -> list[dict[str, str]]:
    """Return what legend.js writes: every sign of the map, and which layers can be hidden."""
    shown = answer.map
    roles = {one.role for one in shown.areas}
    kinds = {point.kind for point in shown.points}
    classes = map_classes(shown.hexagons)
    switch = {"shape": "", "words": _MAP["switch"](language), "layer": HEXAGONS}
    return [
        *([switch] if classes else []),
        *({"shape": step.token, "words": class_name(step, language)} for step in classes),
        *(
            {**_entry("point", kind, language), "layer": f"{POINTS}-{kind}"}
            for kind in _names_under("point")
            if kind in kinds
        ),
        *(_entry("role", role, language) for role in _names_under("role") if role in roles),
    ]


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


def _names_under(group: str) -> list[str]:
    return [key.removeprefix(f"{group}.") for key in _MAP if key.startswith(f"{group}.")]


def _entry(group: str, name: str, language: Language) -> dict[str, str]:
    shape = f"{group}-{name}".replace("_", "-")
    return {"shape": shape, "words": _MAP[f"{group}.{name}"](language)}


def _name(row: CategoryCount, language: Language) -> str:
    return row.category.name.in_language(language).lower()


def _count(value: float | None, language: Language) -> str:
    return number(value or 0, language, 0 if float(value or 0).is_integer() else 1)
