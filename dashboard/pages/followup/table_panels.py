"""The panels of Uppföljning that are tables: the KPIs, what was decided, the fields, the plan."""

from dash import html
from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.formatting import listing
from dashboard.sentences import brief_source_words
from dashboard.texts import page_text, page_texts_under
from warehouse.queries.followup_rows import Followup, KpiParts

_SECTION = page_texts_under("followup", "section")
_FOLD = page_texts_under("followup", "fold")
_SILENT = page_text("followup", "silent")
_REST, _NONE = page_text("followup", "decided.rest"), page_text("followup", "decided.none")
_CSV, _CSV_OF = text("chart.csv"), text("chart.csv.of")


def table_panel(name: str, found: Followup, language: Language) -> html.Section:
    """Frame one table: its heading, its rows and its download."""
    return _panel(name, [_host(name, _SECTION[name](language))], found, language)


def kpis_panel(found: Followup, language: Language) -> html.Section:
    """Show what was decided in full, and fold what is merely followed."""
    parts, title = found.parts, _SECTION["kpis"](language)
    inside: list[Component] = [_host("kpis", title)] if parts.full else []
    if parts.shown:
        inside.append(_fold(parts, language))
    return _panel("kpis", inside, found, language)


def registered_panel(found: Followup, language: Language) -> html.Section:
    """List what was decided before the start, and say that all else is exploratory."""
    decided = {one.outcome for one in found.registered}
    rest = sum(row.outcome not in decided for row in found.kpis)
    inside: list[Component] = []
    if found.registered or found.registered_areas:
        inside.append(_host("registered", _SECTION["registered"](language)))
    if rest:
        words = (_REST if decided else _NONE)(language, count=rest)
        inside.append(html.P(words, className="followup__note"))
    return _panel("registered", inside, found, language)


def fold_words(parts: KpiParts, language: Language) -> str:
    """Say how many are folded and what they showed: 36 utforskande nyckeltal: 3 har ändrats ..."""
    count = sum(number for _, number in parts.shown)
    said = [_FOLD[kind](language, count=number) for kind, number in parts.shown]
    return _FOLD["kpis"](language, count=count, parts=listing(said, language))


def _fold(parts: KpiParts, language: Language) -> html.Details:
    """Fold the exploratory KPIs; print.js opens it for paper."""
    words = fold_words(parts, language)
    inside: list[Component] = [html.Summary(words)]
    if parts.folded:
        inside.append(_host("rest", words))
    if parts.silent:
        names = listing([row.name.in_language(language) for row in parts.silent], language)
        inside.append(html.P(_SILENT(language, names=names), className="followup__note"))
    return html.Details(
        inside,
        className="followup__fold",
        # Where nothing was decided this is all there is.
        open=not parts.full,
        **attributes({"data-paper": "open"}),
    )


def _host(name: str, title: str) -> html.Div:
    named = attributes({"data-table": f"followup-{name}", "aria-label": title})
    return html.Div(className="data-table followup__table", role="region", tabIndex="0", **named)


def _panel(name: str, inside: list[Component], found: Followup, language: Language) -> html.Section:
    full, title = f"followup-{name}", _SECTION[name](language)
    link = html.A(
        _CSV(language),
        href=f"/hamta/{full}.csv",
        className="button button--quiet",
        **attributes({"data-csv": full, "aria-label": _CSV_OF(language, title=title)}),
    )
    sources = found.plan_sources if name in ("fields", "measures") else found.sources
    return html.Section(
        [
            html.H2(title, className="panel__title"),
            *inside,
            html.Div(
                [
                    html.P(brief_source_words(sources, language), className="panel__source"),
                    html.Div([link], className="panel__downloads"),
                ],
                className="panel__foot",
            ),
        ],
        className=f"panel panel--{name}",
    )
