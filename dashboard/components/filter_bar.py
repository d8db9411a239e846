"""The filters: native controls whose choices assets/scripts/view.js fills in and listens to."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.texts import text, texts_under
from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.formatting import as_title, period_name
from dashboard.state import View, ViewState, bucket_key, comparison_key, settle
from warehouse.comparisons import COMPARISONS
from warehouse.periods import (
    GRAINS,
    Grain,
    Period,
    last_complete_period,
    next_period,
    parse_period,
    period_at,
    previous_period,
    recent_periods,
)
from warehouse.queries.rows import Area, Bucket

_FILTER = texts_under("filter")
_TITLE = text("filter.title")
_ALL = text("shell.all_sites")
Choice = list[str]


def filter_bar(controls: tuple[str, ...], view: View) -> html.Details:
    """Return the bar with the named controls, in that order, still without choices.

    It can be folded on a phone and in meeting mode, and then says what is chosen.
    """
    language = view.language
    words = [
        html.Strong(_FILTER["fold"](language)),
        html.Span(className="filter-bar__chosen", **attributes({"data-chosen": ""})),
    ]
    made = [_CONTROLS[name](language) for name in controls]
    group = attributes({"aria-label": _TITLE(language)})
    return html.Details(
        [
            html.Summary(words, className="filter-bar__fold"),
            html.Div(made, className="filter-bar__controls", role="group", **group),
        ],
        className="filter-bar",
        open=not view.state.is_meeting,
    )


def filter_state(view: View, *, all_sites: bool = False) -> dict[str, Any]:
    """Return what the controls show: chosen value and choices of each."""
    period = view.period
    return {
        "plats": _site_control(view, all_sites=all_sites),
        "omrade": {"value": view.state.area_id or "", "choices": _areas(view)},
        "grain": {"value": period.grain, "choices": _grains(view)},
        "grain_codes": _grain_codes(view),
        "period": {"value": period.code, "choices": _periods(view)},
        "earlier": _within(previous_period(period), view),
        "later": _within(next_period(period), view),
        "free": [str(period.span.first), str(period.span.last)],
        "jamfor": {
            "value": comparison_key(view.state.comparison),
            "choices": _comparisons(view),
        },
        "steg": {"value": bucket_key(view.bucket), "choices": _buckets(view)},
        "kategori": _categories(view),
        "chosen": _chosen(view, all_sites=all_sites),
        "defaults": _defaults(view),
    }


def _select(key: str) -> Callable[[Language], Component]:
    def control(language: Language) -> Component:
        return html.Label(
            [
                html.Span(_FILTER[_LABELS[key]](language), className="filter-bar__label"),
                html.Select(className="select", **attributes({"data-param": key})),
            ],
            className=f"filter-bar__control filter-bar__control--{key}",
        )

    return control


_LABELS = {
    "plats": "site",
    "omrade": "area",
    "grain": "grain",
    "period": "period",
    "jamfor": "compare",
    "steg": "bucket",
}


def _period_control(language: Language) -> Component:
    return html.Div(
        [
            _select("grain")(language),
            html.Div(
                [
                    _step("earlier", "‹", language),
                    _select("period")(language),
                    _step("later", "›", language),
                ],
                className="filter-bar__steps",
            ),
            html.Div(
                className="filter-bar__dates",
                **attributes(
                    {
                        "data-dates": "",
                        "data-label-first": _FILTER["period.first"](language),
                        "data-label-last": _FILTER["period.last"](language),
                    }
                ),
            ),
        ],
        className="filter-bar__period",
    )


def _step(name: str, sign: str, language: Language) -> html.Button:
    words = _FILTER[f"period.{name}"](language)
    return html.Button(
        sign,
        className="button button--step",
        title=words,
        **attributes({"type": "button", "data-step": name, "aria-label": words}),
    )


def _category_control(language: Language) -> Component:
    return html.Div(
        [
            html.Span(_FILTER["categories"](language), className="filter-bar__label"),
            html.Details(
                [
                    html.Summary(_FILTER["categories.all"](language), className="select"),
                    html.Div(
                        className="filter-bar__checks", **attributes({"data-checks": "kategori"})
                    ),
                ],
                className="filter-bar__categories",
            ),
        ],
        className="filter-bar__control filter-bar__control--kategori",
    )


_CONTROLS: dict[str, Callable[[Language], Component]] = {
    "plats": _select("plats"),
    "omrade": _select("omrade"),
    "period": _period_control,
    "jamfor": _select("jamfor"),
    "steg": _select("steg"),
    "kategori": _category_control,
}


def _site_control(view: View, *, all_sites: bool) -> dict[str, Any]:
    """A page for all places offers all; a page for one shows which one it is."""
    sites = [[one.site_id, one.name.in_language(view.language)] for one in view.catalogue.sites]
    chosen = view.chosen_site or (None if all_sites else view.site)
    offered = [["", _ALL(view.language)], *sites] if all_sites else sites
    return {"value": chosen.site_id if chosen else "", "choices": offered}


def _chosen(view: View, *, all_sites: bool) -> str:
    """Say what is chosen in one line, for when the bar is folded."""
    language, area = view.language, view.area
    everywhere = all_sites and view.chosen_site is None
    count = len(view.state.categories)
    return " · ".join(
        (
            _ALL(language) if everywhere else view.site.name.in_language(language),
            *([] if area.role == "site" else [_area_name(area, language)]),
            as_title(period_name(view.period, language)),
            *([_FILTER["categories.some"](language, count=count)] if count else []),
        )
    )


def _defaults(view: View) -> dict[str, str]:
    """Return what the address leaves out."""
    default = settle(ViewState(period=view.period), view.catalogue)
    return {
        "period": settle(ViewState(), view.catalogue).period.code,
        "jamfor": comparison_key(default.state.comparison),
        "steg": bucket_key(default.bucket),
    }


def _areas(view: View) -> list[Choice]:
    whole = ["", _FILTER["area.whole"](view.language)]
    return [
        whole,
        *([area.area_id, _area_name(area, view.language)] for area in view.site.areas[1:]),
    ]


def _area_name(area: Area, language: Language) -> str:
    name = area.name.in_language(language)
    key = f"area.{area.role}"
    return _FILTER[key](language, name=name) if key in _FILTER else name


def _grains(view: View) -> list[Choice]:
    """Return the lengths that can be shown, and the one that is."""
    shown = [grain for grain in GRAINS if grain in view.grains or grain == view.period.grain]
    return [[grain, _FILTER[f"grain.{grain}"](view.language)] for grain in shown]


def _grain_codes(view: View) -> dict[str, str]:
    """Say which period each length leads to: the one that holds the last day shown, if complete."""
    codes: dict[str, str] = {grain: _at(grain, view).code for grain in GRAINS if grain != "free"}
    return {**codes, "free": Period("free", view.period.span).code}


def _at(grain: Grain, view: View) -> Period:
    latest = last_complete_period(grain, view.shown_to)
    wanted = period_at(grain, view.period.span.last)
    return wanted if wanted.span.first <= latest.span.first else latest


@lru_cache(maxsize=64)
def _offered(grain: Grain, first: dt.date, last: dt.date, language: Language) -> list[Choice]:
    if grain == "free":
        return []
    offered = recent_periods(grain, first, last)
    return [[period.code, as_title(period_name(period, language))] for period in offered]


def _periods(view: View) -> list[Choice]:
    catalogue, period, language = view.catalogue, view.period, view.language
    offered = _offered(period.grain, view.shown_from, catalogue.shown_to, language)
    if catalogue.leaves:
        latest = last_complete_period(period.grain, catalogue.shown_to)
        offered = [one for one in offered if parse_period(one[0]).span.end <= latest.span.end]
    if any(code == period.code for code, _ in offered):
        return offered
    return [[period.code, as_title(period_name(period, language))], *offered]


def _within(period: Period, view: View) -> str | None:
    """Return the code of a neighbour, or None where it has no day with data."""
    first, last = view.shown_from, view.catalogue.shown_to
    is_within = period.span.first <= last and period.span.last >= first
    if view.catalogue.leaves:
        is_within = first <= period.span.first and period.span.last <= last
    return period.code if is_within else None


def _comparisons(view: View) -> list[Choice]:
    offered = [one for one in COMPARISONS if one != "year" or not view.has_no_weeks]
    return [[comparison_key(one), _FILTER[f"compare.{one}"](view.language)] for one in offered]


def _buckets(view: View) -> list[Choice]:
    offered: tuple[Bucket, ...] = ("week", "month")
    if view.has_no_weeks:
        offered = ("month", "quarter") if "month" in view.grains else ("quarter",)
    if view.bucket not in offered:
        offered = (*offered, view.bucket)
    return [[bucket_key(one), _FILTER[f"bucket.{one}"](view.language)] for one in offered]


def _categories(view: View) -> dict[str, Any]:
    language, chosen = view.language, view.state.categories
    leaves = view.catalogue.leaves
    offered = leaves.groups if leaves and leaves.by_group else view.catalogue.categories
    some = _FILTER["categories.some"](language, count=len(chosen))
    return {
        "value": list(chosen),
        "summary": some if chosen else _FILTER["categories.all"](language),
        "clear": _FILTER["categories.clear"](language),
        "choices": [
            [category.category_id, category.name.in_language(language)]
            for category in offered
            if category.kind == "incident"
        ],
    }
