"""What stands around each chart of Läget: a heading that states the finding, words and legend."""

from collections.abc import Callable

from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.break_words import break_samples, break_summary
from dashboard.chosen_words import bounded, chosen_words, in_brackets
from dashboard.components.panel import Sample, legend_host, panel_head
from dashboard.components.withheld import offer_button, why_words
from dashboard.event_words import event_summary
from dashboard.figures.category_bars import most_bars
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
from dashboard.leading import each, leading, named, trailing
from dashboard.pages.situation.answer import Answer
from dashboard.pages.situation.tables import block_name, class_name, point_name, unplaced_count
from dashboard.state import View
from dashboard.texts import page_texts_under
from dashboard.theme import Look
from warehouse.queries.hour_week import PART_HOURS, WEEKDAYS, parts_of_day
from warehouse.queries.rows import CategoryCount, HourCell, HourWeek, Suppressed, known

_TREND = page_texts_under("situation", "trend")
_HOURS = page_texts_under("situation", "hours")
_CATEGORIES = page_texts_under("situation", "categories")
_MAP = page_texts_under("situation", "map")
_UNKNOWN = text("chart.unknown")
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
    name = trend.name.in_language(language)
    lows, highs = (
        pick(shown, lambda point: known(point.value) or 0) for pick in (trailing, leading)
    )
    last = next((point for point in reversed(shown) if point.in_period), shown[-1])
    values = {
        "name": bounded(name, view) if answer.main.by_category else name,
        "last": _count(known(last.value), language),
        "when": point_name(last, view),
        "low": _count(known(lows[0].value), language),
        "high": _count(known(highs[0].value), language),
        "low_when": named(lows, lambda point: point_name(point, view), language),
        "high_when": named(highs, lambda point: point_name(point, view), language),
        "holidays": number(sum(mark.is_of_calendar for mark in trend.events), language),
    }
    title = _TREND[_TITLES[trend.bucket]](language, **values)
    said = (
        _TREND["summary"](language, **values),
        event_summary(trend, language),
        _TREND["withheld"](language, count=withheld) if withheld else "",
        break_summary(trend.breaks, language),
    )
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
    if not week.timed_count:
        untimed = number(week.untimed_count, language)
        said = _HOURS["summary.none"](language, untimed=untimed) if week.untimed_count else ""
        return panel_head(_HOURS["title.none"](language, chosen=in_brackets(view)), said)
    most = max(cell.count for cell in _cells(week, view))
    samples = [
        Sample("few", _HOURS["few"](language, count=number(0, language))),
        Sample("many", _HOURS["many"](language, count=_count(most, language))),
    ]
    return panel_head(_hours_title(week, view), _hours_summary(week, language), samples)


def _hours_title(week: HourWeek, view: View) -> str:
    """State the darkest cell of the picture, or how many are equally dark."""
    language, top = view.language, leading(_cells(week, view), lambda cell: cell.count)
    hours = PART_HOURS if view.state.is_meeting else 1
    return _HOURS["title" if len(top) == 1 else "title.tied"](
        language,
        weekday=weekday(top[0].weekday, language),
        hour=hour_words(top[0].hour, hours),
        count=_whole(top[0].count, language),
        total=_whole(week.timed_count, language),
        ties=number(len(top), language),
        chosen=in_brackets(view),
    )


def _hours_summary(week: HourWeek, language: Language) -> str:
    """State the day with the most, what is not in the picture, and why counts have parts."""
    days = {day: sum(c.count for c in week.cells if c.weekday == day) for day in WEEKDAYS}
    top = leading(days, lambda day: days[day])
    untimed = number(week.untimed_count, language)
    has_parts = any(round(cell.count, 1) != round(cell.count) for cell in week.cells)
    said = (
        _HOURS["summary"](
            language,
            weekday=listing([weekday(day, language) for day in top], language),
            count=_whole(days[top[0]], language),
            total=_whole(week.timed_count, language),
        ),
        _HOURS["summary.untimed"](language, untimed=untimed) if week.untimed_count else "",
        _HOURS["summary.spread"](language) if has_parts else "",
        _peak_words(week, language),
    )
    return " ".join(filter(None, said))


def _peak_words(week: HourWeek, language: Language) -> str:
    """Say how much lies in the busiest hours, and how much chance alone would put there."""
    if week.peak_least is None or not week.timed_count:
        return ""
    if week.timed_count < week.peak_least:
        return _HOURS["peak.few"](language, least=number(week.peak_least, language))
    return _HOURS["peak"](
        language,
        share=percent(week.peak_count / week.timed_count, language),
        count=number(week.peak_count, language),
        total=number(week.timed_count, language),
        chance=percent(week.peak_by_chance, language),
    )


def _blocks_head(view: View, week: HourWeek) -> Head:
    """State the part of the week with the most; these parts are all that may be told."""
    language = view.language
    top = max(week.blocks, key=lambda block: block.count)
    if not top.count:
        return panel_head(_HOURS["title.none"](language, chosen=in_brackets(view)), "")
    title = _HOURS["title.blocks"](
        language,
        part=block_name(top, language).lower(),
        count=number(top.count, language),
        total=number(week.timed_count, language),
        chosen=in_brackets(view),
    )
    summary = _HOURS["summary.blocks"](language)
    if week.untimed_count:
        untimed = number(week.untimed_count, language)
        summary = f"{summary} {_HOURS['summary.unplaced'](language, untimed=untimed)}"
    return panel_head(title, summary)


def _cells(week: HourWeek, view: View) -> tuple[HourCell, ...]:
    """Return the cells of the picture: an hour each, or in a meeting three."""
    return parts_of_day(week) if view.state.is_meeting else week.cells


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
    summary = _categories_summary(view, answer)
    return panel_head(_categories_title(view, counts), summary, samples)


def _categories_title(view: View, counts: tuple[CategoryCount, ...]) -> str:
    """Name the most common category, all of them where a few are equally common."""
    language, top = view.language, leading(counts, lambda row: row.count)
    title = _CATEGORIES["title"](
        language,
        name=named(top, lambda row: _name(row, language), language),
        count=_count(top[0].count, language),
        total=_count(sum(row.count for row in counts), language),
        each=each(top, language),
    )
    return _CATEGORIES["title.unfiltered"](language, title=title) if chosen_words(view) else title


def _categories_summary(view: View, answer: Answer) -> str:
    language, counts = view.language, answer.counts
    top = leading(counts, lambda row: row.count)
    others = [
        _CATEGORIES["other"](language, name=_name(row, language), count=_count(row.count, language))
        for row in counts[len(top) : len(top) + _OTHERS]
    ]
    has_rest = len(counts) > most_bars(Look(language, view.state.is_meeting)) + 1
    said = (
        _CATEGORIES["summary"](language, others=listing(others, language)) if others else "",
        _CATEGORIES["summary.unfiltered"](language) if chosen_words(view) else "",
        _CATEGORIES["summary.rest"](language) if has_rest else "",
        _sensitive_words(answer, language) if view.catalogue.leaves else "",
    )
    return " ".join(filter(None, said))


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
        said = " ".join(filter(None, (_MAP["withheld"](language), _click_words(answer, language))))
        return [*panel_head(_MAP["title.withheld"](language, area=area), said), legend_host()]
    if shown.completeness == "missing":
        head = panel_head(_MAP["title.missing"](language, area=area), _UNKNOWN(language))
        return [*head, legend_host()]
    summary = _map_summary(answer, language) if shown.hexagons else ""
    return [*panel_head(_map_title(view, answer, area), summary), legend_host()]


def _map_summary(answer: Answer, language: Language) -> str:
    shown = answer.map
    densest = _count(max(hexagon.count for hexagon in shown.hexagons), language)
    missing = number(shown.no_position_count or 0, language)
    said = (
        _MAP["summary"](language, count=densest, side=shown.side_m),
        _MAP["summary.nowhere"](language, missing=missing) if shown.no_position_count else "",
        _click_words(answer, language),
    )
    return " ".join(filter(None, said))


def _click_words(answer: Answer, language: Language) -> str:
    """Say that an area can be clicked, where there is another than the whole place."""
    return _MAP["summary.click"](language) if len(answer.map.areas) > 1 else ""


def _map_title(view: View, answer: Answer, area: str) -> str:
    """State how many of all incidents are on the map, and how many cannot be."""
    language, shown, unplaced = view.language, answer.map, unplaced_count(answer)
    key = "title.some" if unplaced else "title" if shown.hexagons else "title.none"
    return _MAP[key](
        language,
        placed=_count(shown.positioned_count, language),
        count=_count(shown.positioned_count + unplaced, language),
        unplaced=_count(unplaced, language),
        area=area,
        chosen=in_brackets(view),
    )


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


def _whole(count: float, language: Language) -> str:
    """Write parts of incidents as whole ones; less than one as it is."""
    return number(count, language) if count >= 1 else _count(count, language)


def _count(value: float | None, language: Language) -> str:
    return number(value or 0, language, 0 if float(value or 0).is_integer() else 1)
