"""What a period is compared with: ready comparisons as buttons, a list, and dates of one's own."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.formatting import as_title, comparison_name, period_name
from dashboard.state import View
from warehouse.comparisons import Comparison, comparison_span
from warehouse.periods import (
    Period,
    Span,
    add_months,
    last_complete_period,
    period_at,
    previous_period,
    recent_periods,
)

_MONTHS_BEFORE = 12


@dataclass(frozen=True)
class Preset:
    """One ready comparison: which text names it, and both periods; no reference: a year back."""

    key: str
    period: Period
    reference: Period | None = None


@dataclass(frozen=True)
class PickerWords:
    """The words of the picker, in one language."""

    label: str
    first: str
    last: str
    choices: dict[str, str]
    """previous, calendar_year, start and free."""


def presets(view: View) -> tuple[Preset, ...]:
    """Return the ready comparisons that the data can bear."""
    catalogue = view.catalogue
    if catalogue.leaves:
        return _leaf_presets(view)
    found = [
        Preset("month", last_complete_period("month", view.shown_to)),
        Preset("tertial", last_complete_period("tertial", view.shown_to)),
        Preset("year", last_complete_period("rolling_12", view.shown_to)),
    ]
    before = before_start(view)
    if before is not None:
        latest = last_complete_period("rolling_12", view.shown_to)
        if latest.span.first >= before.span.end:
            found.append(Preset("start", latest, before))
    return tuple(one for one in found if one.period.span.first >= view.shown_from)


def _leaf_presets(view: View) -> tuple[Preset, ...]:
    """Return the comparisons that are unions of closed quarters."""
    shown_to, shown_from = view.shown_to, view.shown_from
    latest = last_complete_period("rolling_12", shown_to)
    found = [
        Preset("quarter", last_complete_period("quarter", shown_to)),
        Preset("half_year", last_complete_period("half_year", shown_to)),
        Preset("year", latest),
    ]
    before = before_start(view)
    if before is not None and latest.span.first >= before.span.end:
        found.append(Preset("start", latest, before))
    return tuple(one for one in found if one.period.span.first >= shown_from)


def before_start(view: View) -> Period | None:
    """Return the 12 months before the place's programme began, where there are data for them."""
    started_on = view.site.started_on
    if started_on is None:
        return None
    if view.catalogue.leaves:
        # Of leaves there are whole quarters: the last four before the one of the start.
        started_on = period_at("quarter", started_on).span.first
    elif view.is_by_month:
        started_on = started_on.replace(day=1)
    first = add_months(started_on, -_MONTHS_BEFORE)
    return Period("free", Span(first, started_on)) if first >= view.shown_from else None


def preset_buttons(view: View, names: dict[str, str]) -> list[Component]:
    """Return one button for each ready comparison; the one on screen is pressed."""
    return [
        html.Button(
            names[one.key],
            className="button button--preset",
            **attributes(
                {
                    "type": "button",
                    "data-set": urlencode(
                        {
                            "period": one.period.code,
                            "mot": one.reference.code if one.reference else "",
                            "jamfor": "",
                        }
                    ),
                    "aria-pressed": str(_is_shown(one, view)).lower(),
                }
            ),
        )
        for one in presets(view)
    ]


def reference_picker(words: PickerWords) -> html.Div:
    """Return the list and the two dates, still without choices (assets/scripts/reference.js)."""
    dates = {"data-against": "", "data-label-first": words.first, "data-label-last": words.last}
    return html.Div(
        [
            html.Label(
                [
                    html.Span(words.label, className="filter-bar__label"),
                    html.Select(className="select", **attributes({"data-param": "mot"})),
                ],
                className="filter-bar__control filter-bar__control--mot",
            ),
            html.Div(className="filter-bar__dates", **attributes(dates)),
        ],
        className="reference-picker",
    )


def reference_state(view: View, words: PickerWords) -> dict[str, Any]:
    """Return what the list and the dates show, to be filled in beside the other filters."""
    chosen = view.state.reference
    span = view.reference.span
    return {
        "mot": {"value": chosen.code if chosen else "", "choices": _choices(view, words)},
        "against": [str(span.first), str(span.last)],
        "isAgainstFree": chosen is not None and chosen.grain == "free",
    }


def _is_shown(preset: Preset, view: View) -> bool:
    is_default = view.state.comparison == ("calendar_year" if view.has_no_weeks else "year")
    return (preset.period, preset.reference) == (view.period, view.state.reference) and is_default


def _choices(view: View, words: PickerWords) -> list[list[str]]:
    chosen = view.state.reference
    default = as_title(comparison_name(view.period, _default(view), view.language))
    codes: dict[str, str] = {"": default}
    if chosen is not None:
        codes[chosen.code] = as_title(period_name(chosen, view.language))
    for one, name in _named(view, words):
        codes.setdefault(one.code, name)
    if chosen is None or chosen.grain != "free":
        # Last, and by this name, also where another choice happens to mean the same days.
        codes.pop(own := Period("free", view.reference.span).code, None)
        codes[own] = words.choices["free"]
    return [[code, name] for code, name in codes.items()]


def _named(view: View, words: PickerWords) -> list[tuple[Period, str]]:
    period, before = view.period, before_start(view)
    found = [(previous_period(period), words.choices["previous"])]
    calendar = comparison_span(period, "calendar_year")
    if calendar is not None:
        found.insert(0, (Period("free", calendar), words.choices["calendar_year"]))
    if before is not None and before.span.end <= period.span.first:
        found.append((before, words.choices["start"]))
    return found + [(one, as_title(period_name(one, view.language))) for one in _earlier(view)]


def _default(view: View) -> Comparison:
    return "year" if view.state.comparison == "none" else view.state.comparison


def _earlier(view: View) -> list[Period]:
    catalogue = view.catalogue
    if view.period.grain == "free":
        return []
    offered = recent_periods(view.period.grain, view.shown_from, catalogue.shown_to)
    return [one for one in offered if one.span.end <= view.period.span.first]
