"""What the browser's scripts draw for Jämför perioder: filters, tables, charts and map."""

from collections.abc import Callable
from typing import Any

from config.texts import text
from dashboard.basemap import basemap_address
from dashboard.components.data_table import table_payload
from dashboard.components.filter_bar import filter_state
from dashboard.components.reference_picker import reference_state
from dashboard.figures.change_map import TOKENS, change_map_spec
from dashboard.figures.clock_change import clock_figure
from dashboard.figures.period_weeks import WeekWords, week_figure
from dashboard.figures.ratio_intervals import RatioRow, RatioWords, ratio_figure
from dashboard.figures.site_map import MapWords
from dashboard.pages.comparison.answer import count_words, drawn_rows, name_of, verdict_words
from dashboard.pages.comparison.ids import Id
from dashboard.pages.comparison.panels import controls_verdict, picker_words
from dashboard.pages.comparison.tables import TABLES, clock_names
from dashboard.settling import viewer_of
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.queries.comparison_rows import ComparedRow, PeriodComparison
from warehouse.queries.rows import known
from warehouse.statistics.controls import ControlledChange
from warehouse.statistics.verdicts import Verdict

_TITLE = page_text("comparison", "title")
_PRODUCT = text("shell.product")
_KINDS = page_texts_under("comparison", "kinds")
_WEEKS = page_texts_under("comparison", "weeks")
_CONTROLS = page_texts_under("comparison", "controls")
_MAP = page_texts_under("comparison", "map")
_UNIT = page_text("comparison", "map.unit")


def drawing(view: View, found: PeriodComparison, stamp: str) -> dict[str, Any]:
    """Return all that the scripts draw, for assets/scripts/draw.js."""
    language = view.language
    look = Look(language, view.state.is_meeting)
    title = (_TITLE(language), view.site.name.in_language(language), _PRODUCT(language))
    words = picker_words(language)
    return {
        "stamp": stamp,
        "title": " – ".join(title),
        "filters": {**filter_state(view), **reference_state(view, words)},
        "tables": {
            f"comparison-{name}": table_payload(table(view, found), language)
            for name, table in TABLES.items()
        },
        "charts": {f"comparison-{name}": chart(found, look) for name, chart in CHARTS.items()},
        **_map(view, found, look),
    }


def kinds_chart(found: PeriodComparison, look: Look) -> Figure:
    """Return the interval picture, one row a category."""
    if not found.rows:
        return NOT_DRAWN
    rows = tuple(_kind(found, row, look) for row in drawn_rows(found))
    return ratio_figure(rows, _ratio_words(look), look)


def weeks_chart(found: PeriodComparison, look: Look) -> Figure:
    """Return the weekly curve with both periods on it."""
    language = look.language
    if all(known(week.count) is None for week in found.series):
        return NOT_DRAWN
    words = WeekWords(_WEEKS["before"](language), _WEEKS["after"](language), _UNIT(language))
    spans = (found.question.before.span, found.question.after.span)
    return week_figure(found.series, spans, words, look)


def controls_chart(found: PeriodComparison, look: Look) -> Figure:
    """Return the place and the ring against the control areas."""
    language, controls = look.language, found.controls
    if controls is None:
        return NOT_DRAWN
    named = [(_CONTROLS["own"](language), controls.change)]
    named += [(_CONTROLS["ring"](language), controls.ring)] if controls.ring else []
    rows = tuple(_controlled(name, change, look) for name, change in named)
    return ratio_figure(rows, _ratio_words(look), look)


def clock_chart(found: PeriodComparison, look: Look) -> Figure:
    """Return the difference over the week."""
    language, clock = look.language, found.clock
    if clock is None or clock.sentence is not None:
        return NOT_DRAWN
    days, hours = clock_names(clock, language)
    return clock_figure(clock, (hours, days), _UNIT(language), look)


CHARTS: dict[str, Callable[[PeriodComparison, Look], Figure]] = {
    "kinds": kinds_chart,
    "weeks": weeks_chart,
    "controls": controls_chart,
    "clock": clock_chart,
}


def _map(view: View, found: PeriodComparison, look: Look) -> dict[str, Any]:
    if found.map is None:
        return {}
    basemap = basemap_address(viewer_of(view), view.catalogue.version)
    words = MapWords(_UNIT(look.language), {})
    spec = change_map_spec(found.map, words, look, basemap)
    legend = [
        {"shape": token, "words": _MAP[pull](look.language)} for pull, token in TOKENS.items()
    ]
    return {"map": {**spec, "legend": legend}, "mapHost": Id.MAP}


def _kind(found: PeriodComparison, row: ComparedRow, look: Look) -> RatioRow:
    language, name = look.language, name_of(found, row.category, look.language)
    verdict = verdict_words(row.found, language)
    before, after = (
        count_words(period.count, language) for period in (row.found.before, row.found.after)
    )
    counts = f"{before} → {after}"
    hover = _KINDS["hover"](language, name=name, before=before, after=after, verdict=verdict)
    short = _KINDS[f"sign.{row.found.verdict}"](language)
    return RatioRow(
        name, f"{counts} · {short}", row.found.verdict, row.found.ratio, row.found.interval, hover
    )


def _controlled(name: str, change: ControlledChange, look: Look) -> RatioRow:
    """Name the verdict shortly: the head says it whole, and a phone has no room for it twice."""
    words = controls_verdict(change.verdict, look.language)
    if change.verdict is Verdict.NO_CERTAIN_CHANGE:
        words = _KINDS[f"sign.{change.verdict}"](look.language)
    return RatioRow(name, words, change.verdict, change.ratio, change.interval, name)


def _ratio_words(look: Look) -> RatioWords:
    fewer, more = (_KINDS[key](look.language) for key in ("fewer", "more"))
    return RatioWords(fewer, more)
