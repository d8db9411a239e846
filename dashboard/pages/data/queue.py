"""The review queue: texts and codes that nobody knows, each with one click to decide."""

from dash import html
from dash.development.base_component import Component

from config.categories import load_categories
from config.loading import Problems
from config.place_aliases import NOT_OURS
from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.components.panel import panel_head
from dashboard.formatting import day, number
from dashboard.intake.routes import ALIAS, CODE
from dashboard.pages.data.answer import Answer
from dashboard.process import this_process
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.data_rows import UnknownCode, UnknownPlace

_QUEUE = page_texts_under("data", "queue")
_MOST = 25
Choices = list[tuple[str, str]]


def queue_part(view: View, answer: Answer) -> list[Component]:
    """Return what waits for a decision; nothing for viewers who may not know."""
    if not answer.may_act:
        return []
    language = view.language
    rows, words = len(answer.places) + len(answer.codes), "some"
    if not rows:
        words = "nothing"
    title = _QUEUE[f"title.{words}"](language, places=len(answer.places), codes=len(answer.codes))
    return [
        html.Section(
            [
                html.Div(
                    panel_head(title, _QUEUE[f"summary.{words}"](language)),
                    className="panel__head",
                ),
                *_places(view, answer),
                *_codes(view, answer),
            ],
            className="panel board",
        )
    ]


def _places(view: View, answer: Answer) -> list[Component]:
    if not answer.places:
        return []
    language = view.language
    sites = [(one.site_id, one.name.in_language(language)) for one in view.catalogue.sites]
    sites.append((NOT_OURS, _QUEUE["not_ours"](language)))
    rows = [_place_row(one, sites, answer, language) for one in answer.places[:_MOST]]
    return [_table("places", len(answer.places), rows, language)]


def _place_row(one: UnknownPlace, sites: Choices, answer: Answer, language: Language) -> html.Tr:
    label = _QUEUE["choose.site"](language, text=one.place_name)
    form = html.Form(
        [
            _select("plats", sites, label, _QUEUE["site"](language)),
            _decide("text", one.place_name, _QUEUE["make.alias"](language)),
        ],
        method="post",
        action=ALIAS,
        className="decide",
    )
    return _row(one.place_name, answer.name(one.source_id, language), one, form, language)


def _codes(view: View, answer: Answer) -> list[Component]:
    if not answer.codes:
        return []
    language = view.language
    own = this_process().settings.instance / "mappings" / "categories.csv"
    known = load_categories(own, Problems())
    choices: dict[str, Choices] = {}
    for category_id, category in known.items():
        named = (category_id, category.name.in_language(language))
        choices.setdefault(category.kind, []).append(named)
    rows = [
        _code_row(one, sorted(choices.get(one.kind, []), key=lambda c: c[1]), answer, language)
        for one in answer.codes[:_MOST]
    ]
    return [_table("codes", len(answer.codes), rows, language)]


def _code_row(one: UnknownCode, choices: Choices, answer: Answer, language: Language) -> html.Tr:
    deed: Component
    if one.map_name is None:
        deed = html.P(_QUEUE["no_map"](language, source=one.source_id))
    else:
        label = _QUEUE["choose.category"](language, text=one.code)
        deed = html.Form(
            [
                _select("kategori", choices, label, _QUEUE["category"](language)),
                _decide("kod", f"{one.source_id}/{one.code}", _QUEUE["make.mapping"](language)),
            ],
            method="post",
            action=CODE,
            className="decide",
        )
    return _row(one.code, answer.name(one.source_id, language), one, deed, language)


def _table(name: str, count: int, rows: list[html.Tr], language: Language) -> Component:
    heads = [
        html.Th(
            _QUEUE[f"column.{key}"](language),
            scope="col",
            className="data-table__number" if key == "rows" else "",
        )
        for key in (name, "source", "rows", "last", "decide")
    ]
    more = _QUEUE["more"](language, most=_MOST, count=count) if count > _MOST else ""
    return html.Div(
        html.Table(
            [
                html.Caption(
                    f"{_QUEUE[f'caption.{name}'](language)}. {more}",
                    className="data-table__caption",
                ),
                html.Thead(html.Tr(heads)),
                html.Tbody(rows),
            ],
            className="data-table__table",
        ),
        className="data-table",
    )


def _row(
    text: str, source: str, one: UnknownPlace | UnknownCode, deed: Component, language: Language
) -> html.Tr:
    return html.Tr(
        [
            html.Th(text, scope="row"),
            html.Td(source),
            html.Td(number(one.row_count, language), className="data-table__number"),
            html.Td(day(one.last, language)),
            html.Td(deed),
        ]
    )


def _select(name: str, choices: Choices, label: str, first: str) -> html.Select:
    options = [html.Option(first, value=""), *(html.Option(n, value=key) for key, n in choices)]
    return html.Select(
        options, name=name, required=True, className="select", **attributes({"aria-label": label})
    )


def _decide(name: str, value: str, words: str) -> html.Button:
    return html.Button(words, type="submit", name=name, value=value, className="button")
