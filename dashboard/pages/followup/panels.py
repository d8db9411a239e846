"""The parts of Uppföljning: the finding, what the measure shows, its caveats, heads and tables."""

from dash import html
from dash.development.base_component import Component

from config.texts import text
from config.words import Language, Words
from dashboard.break_words import break_samples, break_summary
from dashboard.components.attributes import attributes
from dashboard.components.panel import PanelIds, PanelParts, Sample, chart_host, panel, panel_head
from dashboard.components.verdict_card import (
    VerdictWords,
    caveat_list,
    stopped_card,
    verdict_card,
)
from dashboard.event_words import event_summary
from dashboard.formatting import day, listing, span
from dashboard.pages.followup.answer import (
    against_words,
    baseline_level,
    effect_name,
    today_at,
    value_words,
)
from dashboard.pages.followup.ids import Id
from dashboard.pages.followup.table_panels import kpis_panel, registered_panel, table_panel
from dashboard.sentences import brief_source_words
from dashboard.settling import viewer_of
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from warehouse.queries.followup_rows import Finding, Followup, MeasureEffect
from warehouse.queries.rows import Suppressed, known

_UNKNOWN, _WITHHELD = text("chart.unknown"), text("withheld.short")
_MARKS = {
    "line": "line", "open": "ring", "baseline": "dashes", "before": "frame", "after": "band",
    "measures": "measure",
}  # fmt: skip
_SECTION = page_texts_under("followup", "section")
_EFFECT, _SERIES = page_texts_under("followup", "effect"), page_texts_under("followup", "series")
_EMPTY = page_texts_under("followup", "empty")
_PLAN = page_texts_under("followup", "plan")
_CHOOSE = page_text("followup", "choose")
_POWER, _STOPPED = page_text("followup", "power"), page_text("followup", "stopped")
_CAVEATS, _CHECKS = page_text("followup", "caveats"), page_text("followup", "checks")
_PANELS = {
    "series": PanelIds(Id.SERIES_HEAD, Id.SERIES_FOOT),
    "effect": PanelIds(Id.EFFECT_HEAD, Id.EFFECT_FOOT),
}


def empty_part(view: View) -> list[Component]:
    """Say what to write where, so that a follow-up begins."""
    language, site = view.language, view.site
    name = site.name.in_language(language)
    if site.started_on:
        ahead = _EMPTY["ahead"](language, day=day(site.started_on, language), site=name)
        return [html.Section(html.P(ahead, className="finding"), className="board followup__empty")]
    steps = [_EMPTY[key](language, site=site.site_id) for key in ("start", "registered", "plan")]
    said = [
        html.P(_EMPTY["lead"](language, site=name), className="finding"),
        html.H2(_EMPTY["title"](language)),
        html.Ol([html.Li(step) for step in steps]),
    ]
    return [html.Section(said, className="board followup__empty")]


def body_part(view: View, found: Followup) -> list[Component]:
    """Return everything below the heading."""
    language = view.language
    return [
        html.Section(
            [
                *_finding(found.finding, language),
                kpis_panel(found, language),
            ],
            className="board board--tiles",
        ),
        html.Section(
            [
                _choice(language),
                html.Div(
                    [_card(found.effect, language), html.Div(_caveats(found, language))],
                    className="followup__finding",
                ),
            ],
            className="board board--tiles",
        ),
        html.Div(
            [_chart("series", view, found), _chart("effect", view, found)],
            className="board board--pair",
        ),
        *_decided_and_plan(view, found),
    ]


def _finding(finding: Finding, language: Language) -> list[Component]:
    """Return what can be said, in large; below it why the first outcome is not compared."""
    said = html.P(_together(finding.said, language), className="finding")
    if finding.why_not is None:
        return [said]
    return [said, html.P(finding.why_not.in_language(language), className="followup__note")]


def _decided_and_plan(view: View, found: Followup) -> list[Component]:
    """Return what was registered, the four fields and the plan; one board without measures."""
    language = view.language
    registered = registered_panel(found, language)
    plan = html.P(_plan_words(view, found), className="followup__note")
    if not found.measures:
        return [html.Div([plan, registered], className="board followup__stack")]
    notes = [found.together] if found.together else []
    fields = html.Div(
        [
            table_panel("fields", found, language),
            *[html.P(words.in_language(language), className="followup__note") for words in notes],
        ],
        className="followup__stack",
    )
    measures = [plan, table_panel("measures", found, language)]
    return [
        html.Div([fields, registered], className="board followup__tables"),
        html.Div(measures, className="board followup__stack"),
    ]


def _choice(language: Language) -> Component:
    return html.Div(
        [
            html.H2(_SECTION["effect"](language)),
            html.Label(
                [
                    html.Span(_CHOOSE(language), className="filter-bar__label"),
                    html.Select(
                        className="select followup__select", **attributes({"data-param": "atgard"})
                    ),
                ],
                className="followup__choice",
            ),
        ],
        className="followup__head",
    )


def _card(effect: MeasureEffect, language: Language) -> Component:
    statement = effect.statements[0] if effect.statements else None
    if effect.verdict is None or statement is None:
        # Without a count there is only a reason; with one, the reason stands as its verdict.
        reasons = [statement.verdict] if statement else list(effect.remarks[-1:])
        counts = statement.counts.in_language(language) if statement else ""
        return stopped_card(
            _STOPPED(language), [words.in_language(language) for words in reasons], counts
        )
    after = [
        _EFFECT["incidents"](language, words=words.verdict.in_language(language))
        for words in effect.statements[1:]
    ]
    words = VerdictWords(
        power_title=_POWER(language),
        power=effect.power.in_language(language) if effect.power else _EFFECT["share"](language),
        short=against_words(effect, language),
        after=tuple(after),
    )
    return verdict_card(statement, effect.verdict, words, language)


def _caveats(found: Followup, language: Language) -> list[Component]:
    said = [words.in_language(language) for words in found.effect.remarks]
    parts = caveat_list(_CAVEATS(language), said, found.footer.in_language(language))
    if found.effect.checks is None:
        return parts
    checks = html.P(found.effect.checks.in_language(language))
    return [*parts, html.Details([html.Summary(_CHECKS(language)), checks])]


def _chart(name: str, view: View, found: Followup) -> html.Section:
    language, full = view.language, f"followup-{name}"
    about = (_SERIES if name == "series" else _EFFECT)["about"](language)
    head = series_head(found, language) if name == "series" else effect_head(found, language)
    # Few rows are drawn of the effect: there is room for its numbers beside the curve.
    is_open = name == "effect" and bool(found.effect.areas)
    parts = PanelParts(head, chart_host(full, about), _foot(found, language), is_open=is_open)
    return panel(full, _PANELS[name], parts, about, language)


def series_head(found: Followup, language: Language) -> list[Component]:
    """Say the last year and the year before the start, and what is drawn."""
    effect = found.effect
    name = effect.outcome_name or found.trend.name
    if all(known(point.value) is None for point in found.trend.points):
        title = _SERIES["title.none"](language, name=name.in_language(language))
        return panel_head(title, _UNKNOWN(language))
    title = _series_title(found, name.in_language(language), language)
    dates = {"measure": effect_name(effect, language)}
    if effect.before and effect.after:
        dates |= {"before": span(effect.before, language), "after": span(effect.after, language)}
        key = "summary" if effect.verdict is not None else "summary.drawn"
    else:
        key = "summary.none"
    said = (
        _SERIES[key](language, **dates),
        event_summary(found.trend, language),
        break_summary(found.trend.breaks, language),
    )
    return panel_head(title, " ".join(filter(None, said)), _samples(found, language))


def _samples(found: Followup, language: Language) -> list[Sample]:
    """Return the legend: what is drawn, and nothing else."""
    effect, points = found.effect, found.trend.points
    shown = [point for point in points if known(point.value) is not None]
    drawn = {
        "line": True,
        "open": any(point.completeness != "complete" for point in shown),
        "baseline": baseline_level(found) is not None,
        "before": effect.before is not None,
        "after": effect.after is not None,
        "measures": any(one.started_on for one in found.measures),
    }
    samples = [
        Sample(_MARKS[key], _SERIES[key](language)) for key, is_drawn in drawn.items() if is_drawn
    ]
    if any(isinstance(point.value, Suppressed) for point in points):
        samples.append(Sample("withheld", _WITHHELD(language)))
    return [*samples, *break_samples(found.trend.breaks, language)]


def _series_title(found: Followup, name: str, language: Language) -> str:
    row = next((one for one in found.kpis if one.outcome == found.effect.outcome), None)
    now, baseline = (row.cell("now"), row.baseline) if row else (None, None)
    if row is None or now is None or baseline is None or None in (known(now.value), baseline.value):
        return _SERIES[f"title.{found.trend.bucket}"](language, name=name)
    values = {
        "now": value_words(now.value, now.base, row, language),
        "before": value_words(baseline.value, baseline.base, row, language),
    }
    return _SERIES["title"](language, name=name, **values)


def effect_head(found: Followup, language: Language) -> list[Component]:
    """Say what the picture holds the place against."""
    kinds = {one.kind for one in found.effect.ranges}
    key = next((kind for kind in ("controls", "trend", "before") if kind in kinds), "none")
    return panel_head(_EFFECT[f"title.{key}"](language), _EFFECT[f"summary.{key}"](language))


def _foot(found: Followup, language: Language) -> list[Component]:
    return [html.P(brief_source_words(found.trend.sources, language))]


def _plan_words(view: View, found: Followup) -> str:
    """Say how the plan stands: done or under way, late, moved; or that there is none."""
    language = view.language
    live = [one for one in found.measures if one.status != "cancelled"]
    if not live:
        is_public = viewer_of(view).profile == "public"
        return _PLAN["public" if is_public else "none"](language)
    started = sum(one.is_delivered or one.status == "in_progress" for one in live)
    late = [one.number for one in live if one.is_late(today_at(view))]
    moved = sum(one.moved_count > 0 for one in live)
    said = [_PLAN["started"](language, count=started, total=len(live))]
    said.append(
        _PLAN["late"](language, count=len(late), names=listing(late, language))
        if late
        else _PLAN["late.none"](language)
    )
    if moved:
        said.append(_PLAN["moved"](language, count=moved))
    return " ".join(said)


def _together(parts: tuple[Words, ...], language: Language) -> str:
    return " ".join(part.in_language(language) for part in parts)
