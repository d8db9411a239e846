"""Sending a file: choose, look at what would come of it, take it in; and how the work goes."""

from dash import html
from dash.development.base_component import Component

from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.components.panel import panel_head
from dashboard.formatting import as_title, number
from dashboard.intake.jobs import Job
from dashboard.intake.progress import state_words
from dashboard.intake.quarantine import Waiting
from dashboard.intake.routes import BUILD, UPLOAD, jobs, quarantine
from dashboard.pages.data.answer import Answer
from dashboard.pages.data.waiting import waiting_part
from dashboard.process import this_process
from dashboard.state import View
from dashboard.texts import page_texts_under

_WORK = page_texts_under("data", "work")


def work_part(view: View, answer: Answer) -> list[Component]:
    """Return the upload, what waits, and the last build; nothing where nobody may."""
    if not answer.may_act:
        return []
    language = view.language
    build, files = jobs().newest("build"), quarantine().waiting()
    looks = {one.file_id: jobs().find(one.job_id) for one in files}
    head = panel_head(_WORK["title"](language), _WORK["summary"](language))
    return [
        html.Section(
            [
                html.Div(head, className="panel__head"),
                _form(answer, language),
                *([_build(build, language)] if build else []),
                *(waiting_part(one, looks[one.file_id], view) for one in files),
            ],
            className="panel board work",
            id="data-work",
            **attributes({"data-work": _stamp(build, files, looks)}),
        )
    ]


def _form(answer: Answer, language: Language) -> html.Form:
    names = {one.source_id: one.name.in_language(language) for one in answer.sources}
    known = [(name, names.get(name, name)) for name in quarantine().source_ids()]
    options = [
        html.Option(as_title(words), value=name)
        for name, words in sorted(known, key=lambda one: one[1])
    ]
    unknown = html.Option(_WORK["unknown_source"](language), value="")
    return html.Form(
        [
            html.Label(
                [
                    html.Span(_WORK["source"](language), className="filter-bar__label"),
                    html.Select([*options, unknown], name="kalla", className="select"),
                ],
                className="filter-bar__control",
            ),
            *_file_field(language),
        ],
        method="post",
        action=UPLOAD,
        encType="multipart/form-data",
        className="work__form",
    )


def _file_field(language: Language) -> list[Component]:
    most = this_process().settings.upload_mb
    written = number(most, language)
    label = html.Span(_WORK["file"](language, most=written), className="filter-bar__label")
    # work.js puts the field here: Dash has no file field that streams.
    host = html.Span(
        className="work__field",
        **attributes(
            {
                "data-file-field": "fil",
                "data-most-mb": str(most),
                "data-choose": _WORK["choose"](language),
                "data-none": _WORK["none_chosen"](language),
            }
        ),
    )
    fault = _WORK["too_large"](language, most=written)
    return [
        html.Label([label, host], className="filter-bar__control"),
        html.Button(_WORK["send"](language), type="submit", className="button"),
        html.P(fault, className="work__fault", role="alert", hidden=True),
    ]


def _build(job: Job, language: Language) -> Component:
    tone = "notice" if job.state in ("running", "done") else "failure"
    again = html.Form(
        html.Button(_WORK["build_again"](language), type="submit", className="button"),
        method="post",
        action=BUILD,
    )
    return html.Div(
        [
            html.P(state_words(job, language), **attributes({"data-work-words": job.job_id})),
            *(html.P(words) for words in job.said),
            *([again] if not job.is_running and job.state != "done" else []),
        ],
        className=f"notice notice--{tone}",
        role="status",
        **attributes({"data-state": job.state}),
    )


def _stamp(build: Job | None, files: tuple[Waiting, ...], looks: dict[str, Job | None]) -> str:
    """Return what work.js compares with the server's own: `routes.work`."""
    every = [build, *(looks[one.file_id] for one in files)]
    return "|".join(f"{job.job_id}:{job.state}" for job in every if job)
