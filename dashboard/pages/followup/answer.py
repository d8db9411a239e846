"""What Uppföljning asks, and how its numbers, verdicts and measures are called."""

import datetime as dt
from dataclasses import replace

from config.texts import text
from config.words import NO_BREAK, Language
from dashboard.formatting import number, percent
from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from warehouse.periods import Span
from warehouse.queries.followup import followup
from warehouse.queries.followup_rows import (
    START,
    Followup,
    KpiFollowup,
    MeasureEffect,
    RatioRange,
)
from warehouse.queries.rows import Bucket, Suppressed, Value
from warehouse.statistics.verdicts import Verdict

_VERDICT = page_texts_under("followup", "verdict")
_AGAINST = page_texts_under("followup", "against")
_MEASURE, _START = page_text("followup", "measure"), page_text("followup", "start")
_OF, _UNCERTAIN = page_text("followup", "of"), page_text("followup", "uncertain")
_LEAST_BASE = 10
_POINTS_A_YEAR: dict[Bucket, int] = {"week": 52, "month": 12, "quarter": 4}
_WITHHELD = text("withheld.short")


def ask(view: View) -> Followup | None:
    """Ask the query layer all that the page shows; None before the programme has started."""
    files = this_process().files
    chosen = view.state.measure
    return followup(files, viewer_of(view), view.site.site_id, chosen, today_of(view))


def baseline_level(found: Followup) -> tuple[Span, float] | None:
    """Return the mean of the outcome's baseline for each point that is drawn, where it is a sum."""
    row = next((one for one in found.kpis if one.outcome == found.effect.outcome), None)
    baseline = row.baseline if row and not row.is_share else None
    if baseline is None or baseline.value is None or not baseline.is_sum:
        return None
    return baseline.span, baseline.value / _POINTS_A_YEAR[found.trend.bucket]


def on_started_site(view: View) -> View:
    """Return the view at the first place that has started, where the address names no place."""
    started = next((site for site in view.catalogue.sites if site.started_on), None)
    if view.chosen_site is not None or started is None:
        return view
    return replace(view, state=replace(view.state, site_id=started.site_id))


def today_at(view: View) -> dt.date:
    """Return the day that decides which measures are late."""
    return today_of(view)


def verdict_words(verdict: Verdict | None, language: Language) -> str:
    """Say a verdict in a few words that cannot be misheard; "" where there is none."""
    return _VERDICT[str(verdict)](language) if verdict is not None else ""


def against_words(effect: MeasureEffect, language: Language) -> str:
    """Say the chosen measure's verdict: against what was expected, where something was."""
    if effect.verdict is None:
        return ""
    is_expected = any(one.kind in ("controls", "trend") for one in effect.ranges)
    return (_AGAINST if is_expected else _VERDICT)[str(effect.verdict)](language)


def range_verdict(one: RatioRange, language: Language) -> str:
    """Say the verdict of one row of the picture; there is little room on it."""
    if one.verdict is Verdict.NO_CERTAIN_CHANGE:
        return _UNCERTAIN(language)
    return (_VERDICT if one.kind == "before" else _AGAINST)[str(one.verdict)](language)


def value_words(value: Value, base: float | None, row: KpiFollowup, language: Language) -> str:
    """Write one number; a share of few as counts, since percent of three says nothing."""
    if isinstance(value, Suppressed):
        return _WITHHELD(language)
    if value is None:
        return ""
    if not row.is_share:
        said = number(value, language, row.decimals)
        # A count is named by its KPI; days and points are not.
        return f"{said} {row.unit.in_language(language)}" if row.base_name else said
    count, whole = number(value * (base or 0), language), number(base or 0, language)
    of = _OF(language, count=count, base=whole)
    return of if (base or 0) < _LEAST_BASE else f"{percent(value, language)} ({of})"


def range_words(low: float | None, high: float | None, row: KpiFollowup, language: Language) -> str:
    """Write an interval: 560–760."""
    if low is None or high is None:
        return ""
    if row.is_share:
        return f"{number(low * 100, language)}–{number(high * 100, language)}{NO_BREAK}%"
    return f"{number(low, language, row.decimals)}–{number(high, language, row.decimals)}"


def effect_name(effect: MeasureEffect, language: Language) -> str:
    """Name the chosen measure: L01 Trygghetsvärdar …, or the programme's start."""
    if effect.measure is None:
        return _START(language)
    return _MEASURE(language, number=effect.measure.number, title=effect.measure.title)


def effect_key(effect: MeasureEffect) -> str:
    """Return how the address writes the chosen measure."""
    return effect.measure.number if effect.measure else START
