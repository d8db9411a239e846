"""What the browser's scripts draw for Uppföljning: filters, tables and charts."""

from typing import Any

from config.texts import text
from config.words import Language
from dashboard.components.data_table import table_payload
from dashboard.components.filter_bar import filter_state
from dashboard.figures.programme_series import SeriesMarks, SeriesWords, programme_figure
from dashboard.figures.ratio_intervals import RatioRow, RatioWords, ratio_figure
from dashboard.pages.followup.answer import baseline_level, effect_key, effect_name, range_verdict
from dashboard.pages.followup.tables import TABLES
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.queries.followup_rows import START, Followup

_TITLE, _PRODUCT = page_text("followup", "title"), text("shell.product")
_SERIES = page_texts_under("followup", "series")
_EFFECT = page_texts_under("followup", "effect")
_START, _MEASURE = page_text("followup", "start"), page_text("followup", "measure")


def drawing(view: View, found: Followup | None, stamp: str) -> dict[str, Any]:
    """Return all that the scripts draw, for assets/scripts/draw.js."""
    language = view.language
    look = Look(language, view.state.is_meeting)
    title = (_TITLE(language), view.site.name.in_language(language), _PRODUCT(language))
    common = {"stamp": stamp, "title": " – ".join(title)}
    filters = filter_state(view)
    filters["chosen"] = view.site.name.in_language(language)
    if found is None:
        return common | {"filters": filters, "tables": {}, "charts": {}}
    return common | {
        "filters": filters | {"atgard": _choices(found, language)},
        "tables": {
            f"followup-{name}": table_payload(table(view, found), language)
            for name, table in TABLES.items()
        },
        "charts": {
            "followup-series": series_chart(found, look),
            "followup-effect": effect_chart(found, look),
        },
    }


def series_chart(found: Followup, look: Look) -> Figure:
    """Return the curve with the start, the chosen measure and the others."""
    if all(point.value is None for point in found.trend.points):
        return NOT_DRAWN
    language, effect = look.language, found.effect
    words = SeriesWords(
        unit=found.trend.unit.in_language(language),
        start=_SERIES["start"](language),
        chosen=effect.measure.number if effect.measure else "",
        measures=_SERIES["rug.measures"](language),
        events=_SERIES["rug.events"](language),
        before=_SERIES["baseline"](language),
        after=_SERIES["after"](language),
    )
    row = next((one for one in found.kpis if one.outcome == effect.outcome), None)
    marks = SeriesMarks(
        started_on=found.started_on,
        chosen_on=effect.starts_on,
        before=effect.before,
        after=effect.after,
        baseline=baseline_level(found),
        measures=tuple(
            (one.started_on, _MEASURE(language, number=one.number, title=one.title))
            for one in found.measures
            if one.started_on
        ),
        is_share=bool(row and row.is_share),
    )
    return programme_figure(found.trend, marks, words, look)


def effect_chart(found: Followup, look: Look) -> Figure:
    """Return how much it changed against what, with what is possible."""
    language = look.language
    if not found.effect.ranges:
        return NOT_DRAWN
    fewer, more = (_EFFECT[key](language) for key in ("fewer", "more"))
    rows = tuple(
        RatioRow(
            name=_EFFECT[f"row.{one.kind}"](language, name=one.name.in_language(language)),
            verdict_words=range_verdict(one, language),
            verdict=one.verdict,
            ratio=one.ratio,
            interval=one.interval,
            hover=one.name.in_language(language),
        )
        for one in found.effect.ranges
    )
    return ratio_figure(rows, RatioWords(fewer, more), look)


def _choices(found: Followup, language: Language) -> dict[str, Any]:
    named = [[one.measure.number, effect_name(one, language)] for one in found.tried if one.measure]
    return {"value": effect_key(found.effect), "choices": [[START, _START(language)], *named]}
