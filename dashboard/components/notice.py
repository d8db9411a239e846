"""What a reader must be told beside the numbers: unknown address, no data, failure."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.formatting import day
from dashboard.state import KEYS, View
from warehouse.periods import is_whole

_UNKNOWN_KEY, _UNKNOWN_VALUE = text("notice.unknown_key"), text("notice.unknown_value")
_OUTSIDE = text("notice.outside")
_BY_MONTH = text("notice.by_month")
_FAILED = text("notice.failed")


def notice(words: str, tone: str = "notice", children: Sequence[Component] = ()) -> html.Div:
    """Show one notice; `tone` is notice, failure or example."""
    return html.Div([html.P(words), *children], className=f"notice notice--{tone}", role="status")


def view_notices(view: View) -> list[html.Div]:
    """Say what in the address was not understood, and whether the period has data at all."""
    said = [_unknown(item.key, item.value, view.language) for item in view.state.unknown]
    span = view.period.span
    if span.first > view.data_to or span.last < view.data_from:
        first, last = (day(at, view.language) for at in (view.data_from, view.data_to))
        said.append(_OUTSIDE(view.language, first=first, last=last))
    if view.is_by_month and not is_whole(span, "month"):
        said.append(_BY_MONTH(view.language))
    return [notice(words) for words in said]


def failure_notice(reference: str, language: Language) -> html.Div:
    """Say that something failed, and what to quote."""
    return notice(_FAILED(language, reference=reference), "failure")


def _unknown(key: str, value: str, language: Language) -> str:
    if key not in KEYS:
        return _UNKNOWN_KEY(language, key=key[:40])
    return _UNKNOWN_VALUE(language, key=key, value=value[:40])
