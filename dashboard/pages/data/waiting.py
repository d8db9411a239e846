"""One file that waits: what would be taken and rejected, row by row, and what to do with it."""

from dash import dcc, html
from dash.development.base_component import Component

from config.kinds import field_names
from config.words import Language, Words
from dashboard.components.attributes import attributes
from dashboard.formatting import listing, number
from dashboard.intake.jobs import Job
from dashboard.intake.preview import Draft, Line, Preview, draft_of, preview_of
from dashboard.intake.progress import state_words
from dashboard.intake.quarantine import Waiting, Written, matches
from dashboard.intake.routes import DISCARD, KEEP, TAKE, jobs, quarantine
from dashboard.state import View
from dashboard.texts import page_texts_under

_WAIT = page_texts_under("data", "waiting")
_MOST_LINES_NAMED = 3


def waiting_part(one: Waiting, look: Job | None, view: View) -> Component:
    """Return a file with what is known of it, and the buttons that fit."""
    language = view.language
    body, may_take = _body(one, look, language)
    buttons = [*body_buttons(one, language, may_take=may_take)]
    title = _WAIT["title"](language, file=one.path.name, size=_size(one.size, language))
    return html.Article(
        [
            html.H3(title, className="work__file"),
            *body,
            html.Div(buttons, className="work__deeds"),
        ],
        className="work__waiting",
        **attributes({"aria-label": one.path.name, "data-state": look.state if look else "gone"}),
    )


def body_buttons(one: Waiting, language: Language, *, may_take: bool) -> list[Component]:
    """Return the forms under a file: take it in, and throw it away."""
    made: list[Component] = []
    if may_take:
        made.append(_deed(TAKE, one, _WAIT["take"](language), "button button--main"))
    made.append(_deed(DISCARD, one, _WAIT["discard"](language), "button button--quiet"))
    return made


def _body(one: Waiting, look: Job | None, language: Language) -> tuple[list[Component], bool]:
    """Return what to show, and whether the file may be taken in."""
    if look is None:
        return [_fault(_WAIT["gone"](language))], False
    if look.is_running:
        words = html.P(state_words(look, language), **attributes({"data-work-words": look.job_id}))
        return [words], False
    answer = jobs().answer(look.job_id)
    if not one.source_id:
        draft = draft_of(answer)
        return (_draft(one, draft, language) if draft else _failed(look, language)), False
    preview = preview_of(answer)
    shown, may_take = (_failed(look, language), False) if preview is None else (
        _preview(one, preview, language)
    )  # fmt: skip
    return [*shown, *_rewriting(one, language)], may_take


def _failed(look: Job, language: Language) -> list[Component]:
    return [_fault(" ".join((state_words(look, language), *look.said)))]


def _preview(one: Waiting, found: Preview, language: Language) -> tuple[list[Component], bool]:
    if found.refused:
        remedy = found.remedy.in_language(language) if found.remedy else ""
        return [_fault(f"{found.refused.in_language(language)} {remedy}")], False
    parts: list[Component] = [html.P(_counts(found, language), className="work__counts")]
    if found.dropped:
        parts.append(html.P(_WAIT["dropped"](language, headings=listing(found.dropped, language))))
    parts += [_reasons(found, language)] if found.reasons else []
    parts += [_lines(found, language)] if found.lines else []
    source = quarantine().contract(one.source_id)
    if source is None or not matches(source, one.path.name):
        patterns = ", ".join(source.files) if source else "–"
        return [*parts, _fault(_WAIT["wrong_name"](language, patterns=patterns))], False
    if quarantine().is_in_inbox(one):
        parts.append(html.P(_WAIT["replaces"](language)))
    return parts, True


def _counts(found: Preview, language: Language) -> str:
    counts = {
        name: number(getattr(found, f"{name}_count"), language)
        for name in (
            "record", "accepted", "rejected", "set_aside", "unmapped", "no_position", "outside",
        )
    }  # fmt: skip
    cells = found.accepted_count + found.rejected_count
    if cells + found.set_aside_count == found.record_count:
        return _WAIT["counts"](language, **counts)
    return _WAIT["counts.cells"](language, **counts, cells=number(cells, language))


def _reasons(found: Preview, language: Language) -> Component:
    items = [
        html.Li(
            _WAIT["reason"](
                language,
                count=number(one.count, language),
                heading=one.heading,
                reason=one.words.in_language(language),
                values=", ".join(f"«{value}»" for value in one.values),
                lines=", ".join(map(str, one.lines[:_MOST_LINES_NAMED])),
            )
        )
        for one in found.reasons
    ]
    return html.Ul(items, className="work__reasons")


def _lines(found: Preview, language: Language) -> Component:
    """Return the first rows as they would be typed; a rejected one says why in its place."""
    names = [field_names()[field].in_language(language) for field in found.headings]
    heads = [_WAIT["line"](language), _WAIT["verdict"](language), *names]
    return html.Div(
        html.Table(
            [
                html.Caption(_WAIT["caption"](language), className="data-table__caption"),
                html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
                html.Tbody([_line(line, language) for line in found.lines]),
            ],
            className="data-table__table",
        ),
        className="data-table",
        tabIndex="0",
    )


def _line(line: Line, language: Language) -> html.Tr:
    faults = " ".join(fault.in_language(language) for fault in line.faults)
    verdict = f"✗ {faults}" if faults else f"✓ {_WAIT['taken'](language)}"
    return html.Tr(
        [
            html.Th(str(line.number or ""), scope="row"),
            html.Td(verdict, className="work__verdict"),
            *(html.Td(cell) for cell in line.cells),
        ],
        className="work__rejected" if faults else "",
    )


def _draft(one: Waiting, found: Draft, language: Language) -> list[Component]:
    def listed(key: str, every: tuple[Words, ...]) -> list[Component]:
        if not every:
            return []
        items = [html.Li(words.in_language(language)) for words in every]
        return [html.H4(_WAIT[key](language)), html.Ul(items)]

    written = quarantine().written(one) or Written(found.source_id, found.text, ())
    return [
        html.P(_WAIT["draft"](language, source=found.source_id)),
        *listed("unsure", found.unsure),
        *listed("decided", found.decided),
        *_contract_form(one, written, language),
    ]


def _rewriting(one: Waiting, language: Language) -> list[Component]:
    """Return the contract to mend, as long as it is a draft that nothing was taken by."""
    written = quarantine().written(one)
    if written is None or not quarantine().may_rewrite(one):
        return []
    summary = html.Summary(_WAIT["rewrite"](language))
    form = _contract_form(one, written, language)
    return [html.Details([summary, *form], open=bool(written.faults))]


def _contract_form(one: Waiting, written: Written, language: Language) -> list[Component]:
    faults = [
        f"{fault.key}: {fault.found.in_language(language)} {fault.remedy.in_language(language)}"
        for fault in written.faults
    ]
    field = dcc.Textarea(
        name="kontrakt", value=written.text, className="work__draft", spellCheck=False
    )
    named = html.Label([html.Span(_WAIT["contract"](language)), field], className="work__named")
    button = html.Button(_WAIT["keep"](language), type="submit", name="fil", value=one.file_id,
                         className="button button--main")  # fmt: skip
    return [
        *(_fault(words.removeprefix(": ")) for words in faults),
        html.Form([named, button], method="post", action=KEEP, className="work__contract"),
    ]


def _deed(address: str, one: Waiting, words: str, look: str) -> html.Form:
    button = html.Button(words, type="submit", name="fil", value=one.file_id, className=look)
    return html.Form(button, method="post", action=address)


def _fault(words: str) -> Component:
    return html.Div(html.P(words), className="notice notice--failure", role="status")


def _size(size: int, language: Language) -> str:
    megabytes = size / 1024 / 1024
    if megabytes >= 1:
        return f"{number(megabytes, language, 1)} MB"
    return f"{number(size / 1024, language)} kB"
