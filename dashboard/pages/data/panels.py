"""What stands around each table of Data: headings that state the finding, and downloads."""

from dash import html
from dash.development.base_component import Component

from config.texts import text
from dashboard.components.attributes import attributes
from dashboard.components.data_table import table_host
from dashboard.components.panel import (
    PanelIds,
    PanelParts,
    Sample,
    chart_host,
    panel,
    panel_head,
)
from dashboard.formatting import as_title, day, listing, number
from dashboard.intake.rejected_files import book_address, mend_address, mendable
from dashboard.pages.data.answer import Answer
from dashboard.pages.data.ids import Id
from dashboard.pages.data.queue import queue_part
from dashboard.pages.data.tables import MOST_ROWS, TABLES
from dashboard.pages.data.withdraw import withdraw_part
from dashboard.pages.data.work import work_part
from dashboard.state import View
from dashboard.texts import page_texts_under

_FINDING = page_texts_under("data", "finding")
_TITLE = page_texts_under("data", "panel")
_SUMMARY = page_texts_under("data", "summary")
_NOTHING = page_texts_under("data", "nothing")
_COVERAGE = page_texts_under("data", "coverage")
_MORE, _CSV = text("intake.more_rows"), text("chart.csv")
_BOOK, _MEND = (page_texts_under("data", "rejected")[key] for key in ("book", "mend"))
_SAMPLES = (
    ("reported", "reported"), ("preliminary", "preliminary"), ("gap", "gap"),
    ("outage", "outage"), ("break", "break-mark"),
)  # fmt: skip
_MOST_NAMED = 4


def finding(view: View, answer: Answer) -> str:
    """State in one sentence how the data are."""
    language, late = view.language, answer.late
    gaps = sum(len(one.gaps) for one in answer.sources)
    values = {
        "count": len(answer.sources), "gaps": gaps, "day": day(view.data_to, language),
    }  # fmt: skip
    if not answer.sources:
        return _FINDING["none"](language)
    if not late:
        return _FINDING["gaps" if gaps else "on_time"](language, **values)
    names = [one.name.in_language(language) for one in late[:_MOST_NAMED]]
    if len(late) > _MOST_NAMED:
        names.append(_FINDING["others"](language, count=len(late) - _MOST_NAMED))
    return _FINDING["late"](language, late=len(late), names=listing(names, language), **values)


def body_part(view: View, answer: Answer) -> list[Component]:
    """Return all that stands under the heading."""
    tables = {name: len(table(view, answer).rows) for name, table in TABLES.items()}
    return [
        *work_part(view, answer),
        _coverage(view, answer),
        _section("sources", view, tables, _summary(view, answer)),
        *queue_part(view, answer),
        *(_rejected(view, answer, tables) if answer.may_see_rejected else []),
        *([_section("messages", view, tables)] if answer.may_see_rejected else []),
        _section("sites", view, tables),
        _section("breaks", view, tables),
        _section("loads", view, tables),
        *withdraw_part(view, answer),
    ]


def _coverage(view: View, answer: Answer) -> Component:
    language = view.language
    gaps = sum(len(one.gaps) for one in answer.sources)
    outages = len({(one.source_id, out.point) for one in answer.sources for out in one.outages})
    title = _TITLE["coverage.gaps" if gaps else "coverage"](language, count=gaps)
    summary = _SUMMARY["coverage"](language, gaps=gaps, outages=outages)
    samples = [Sample(shape, _COVERAGE[key](language)) for key, shape in _SAMPLES]
    if not any(one.covered for one in answer.sources):
        summary, samples = _NOTHING["coverage"](language), []
    parts = PanelParts(
        panel_head(title, summary, samples),
        chart_host("data-coverage", summary),
        [html.P(_COVERAGE["source"](language))],
    )
    ids = PanelIds(Id.COVERAGE_HEAD, Id.COVERAGE_FOOT)
    return panel("data-coverage", ids, parts, title, language)


def _summary(view: View, answer: Answer) -> str:
    sums = {
        name: number(
            sum(getattr(one, f"{name}_count") or 0 for one in answer.sources), view.language
        )
        for name in ("row", "rejected", "unmapped", "no_position", "outside")
    }
    return _SUMMARY["sources"](view.language, **sums)


def _section(
    name: str, view: View, tables: dict[str, int], summary: str | None = None
) -> Component:
    """Frame one table, or say that it has nothing to show."""
    language, count = view.language, tables[name]
    title = _TITLE[name](language, count=number(count, language))
    words = summary or _SUMMARY[name](language)
    if not count:
        words = _NOTHING[name](language)
    more = _MORE(language, most=MOST_ROWS) if count > MOST_ROWS else ""
    foot = [html.P(more), *([_download(name, view)] if count else [])]
    return html.Section(
        [
            html.Div(panel_head(title, words), className="panel__head"),
            *([table_host(f"data-{name}")] if count else []),
            html.Div(foot, className="panel__foot"),
        ],
        className="panel board",
    )


def _rejected(view: View, answer: Answer, tables: dict[str, int]) -> list[Component]:
    """Return the faults, with each sender's workbook and the files to mend."""
    language = view.language
    found = dict.fromkeys(one.source_id for one in answer.rejections)
    books = [
        html.Li(
            [
                html.A(
                    _BOOK(language, source=as_title(answer.name(source_id, language))),
                    href=book_address(source_id),
                    className="button",
                    **attributes({"download": ""}),
                ),
                *_to_mend(view, answer, source_id),
            ]
        )
        for source_id in found
    ]
    section = _section("rejected", view, tables)
    senders = html.Ul(books, className="send-back")
    section.children.insert(1, senders)
    return [section]


def _to_mend(view: View, answer: Answer, source_id: str) -> list[Component]:
    loads = dict.fromkeys(
        (one.load_no, one.file_name) for one in answer.rejections if one.source_id == source_id
    )
    return [
        html.A(
            _MEND(view.language, file=file_name),
            href=mend_address(load_no),
            className="button button--quiet",
            **attributes({"download": ""}),
        )
        for load_no, file_name in list(loads)[:_MOST_NAMED]
        if mendable(load_no)
    ]


def _download(name: str, view: View) -> html.A:
    return html.A(
        _CSV(view.language),
        href=f"/hamta/data-{name}.csv",
        className="button button--quiet",
        **attributes({"data-csv": f"data-{name}"}),
    )
