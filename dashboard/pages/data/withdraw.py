"""Taking back a file, or the rows of one id: what it does, and a second step before it does it."""

from dash import dcc, html
from dash.development.base_component import Component

from config.words import Language
from dashboard.components.panel import panel_head
from dashboard.formatting import as_title
from dashboard.intake.routes import WITHDRAW
from dashboard.pages.data.answer import Answer
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.queries.data_rows import LoadRow

_BACK = page_texts_under("data", "withdraw")


def withdraw_part(view: View, answer: Answer) -> list[Component]:
    """Return the forms; nothing where nobody may, or where nothing was taken."""
    taken = [one for one in answer.loads if one.status == "landed" and one.file_name]
    if not (answer.may_act and taken):
        return []
    language = view.language
    head = panel_head(_BACK["title"](language), _BACK["summary"](language))
    forms = [_file_form(taken, answer, language), _row_form(taken, answer, language)]
    return [
        html.Section(
            [
                html.Div(head, className="panel__head"),
                html.Div(forms, className="work__withdrawals"),
            ],
            className="panel board",
        )
    ]


def _file_form(taken: list[LoadRow], answer: Answer, language: Language) -> html.Form:
    every = dict.fromkeys((one.source_id, one.file_name) for one in taken)
    choices = [
        html.Option(f"{as_title(answer.name(source, language))}: {file}", value=f"{source}/{file}")
        for source, file in every
    ]
    first = html.Option(_BACK["choose.file"](language), value="")
    return _form([_select("fil", [first, *choices], _BACK["file"](language))], language)


def _row_form(taken: list[LoadRow], answer: Answer, language: Language) -> html.Form:
    every = sorted({(answer.name(one.source_id, language), one.source_id) for one in taken})
    choices = [html.Option(as_title(words), value=source) for words, source in every]
    first = html.Option(_BACK["choose.source"](language), value="")
    field = dcc.Input(name="rad", type="text", required=True, className="select", maxLength=200)
    row = [html.Span(_BACK["row"](language), className="filter-bar__label"), field]
    return _form(
        [
            _select("radens-kalla", [first, *choices], _BACK["source"](language)),
            html.Label(row, className="filter-bar__control"),
        ],
        language,
    )


def _select(name: str, options: list[Component], words: str) -> html.Label:
    field = html.Select(options, name=name, required=True, className="select")
    label = html.Span(words, className="filter-bar__label")
    return html.Label([label, field], className="filter-bar__control")


def _form(fields: list[Component], language: Language) -> html.Form:
    """Return a form whose button comes after a word of what it does."""
    button = html.Button(_BACK["do"](language), type="submit", className="button")
    sure = html.Details(
        [html.Summary(_BACK["begin"](language)), html.P(_BACK["warning"](language)), button]
    )
    return html.Form(
        [*fields, sure], method="post", action=WITHDRAW, className="work__form work__form--careful"
    )
