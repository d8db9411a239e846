"""The world around the place: the latest police notices, and numbers about wider areas."""

from collections.abc import Callable
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from config.texts import text
from config.words import NO_BREAK, Language
from dashboard.components.attributes import attributes
from dashboard.components.data_table import Cell, Column, Table, table_host
from dashboard.components.panel import panel_foot, panel_head
from dashboard.formatting import day, in_period, number, period_name
from dashboard.pages.situation.answer import Answer
from dashboard.sentences import brief_source_words, source_words
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.periods import period_at
from warehouse.queries.context import MOST_NOTICES
from warehouse.queries.context_rows import ContextNumber
from warehouse.queries.rows import SourceNote

_NOTICES = page_texts_under("situation", "notices")
_NUMBERS = page_texts_under("situation", "numbers")
_GROUP = page_texts_under("situation", "numbers.group")
_MISSING = text("figure.no_value")
_CSV, _CSV_OF = text("chart.csv"), text("chart.csv.of")


def context_board(view: View, answer: Answer) -> list[Component]:
    """Return a panel for each kind of context that has a source; without any there is no board."""
    found, language = answer.context, view.language
    panels: list[Component] = []
    if found.notice_sources:
        about = _NOTICES["about"](language)
        head = panel_head(_notices_title(answer, language), _notices_words(language))
        panels.append(
            _panel("notices", about, head, found.notice_sources, language, rows=bool(found.notices))
        )
    if found.number_sources:
        about = _NUMBERS["about"](language)
        head = panel_head(_numbers_title(answer, language), _numbers_words(answer, language))
        panels.append(
            _panel("numbers", about, head, found.number_sources, language, rows=bool(found.numbers))
        )
    return panels


def notices_table(view: View, answer: Answer) -> Table:
    """Return the latest notices of the period, as they were published."""
    language = view.language
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.published_on, one.type_name, one.area_name, one.title)
        for one in answer.context.notices
    )
    columns = tuple(
        Column(_NOTICES[f"column.{name}"](language)) for name in ("day", "type", "area", "title")
    )
    caption = f"{_NOTICES['caption'](language)} {in_period(view.period, language)}"
    return Table(caption, columns, rows, _MISSING(language))


def numbers_table(view: View, answer: Answer) -> Table:
    """Return one row a series: its latest number, and those before in words."""
    language = view.language
    publishers = _publishers(answer, language)
    rows: list[tuple[Cell, ...]] = []
    for _, of_series in groupby(answer.context.numbers, key=lambda one: one.series_no):
        last, *before = of_series
        earlier = [
            f"{_when(one, language)}:{NO_BREAK}{_value(one, answer, language)}" for one in before
        ]
        rows.append(
            (
                _series(last, language),
                _when(last, language),
                _value(last, answer, language),
                last.unit_name,
                "; ".join(earlier),
                last.area_name,
                publishers.get(last.source_id, ""),
            )
        )
    names = ("series", "when", "value", "unit", "earlier", "area", "publisher")
    return _numbers(names, tuple(rows), language)


def values_table(view: View, answer: Answer) -> Table:
    """Return one row a series and period, as numbers: for the download."""
    language = view.language
    publishers = _publishers(answer, language)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _series(one, language),
            _when(one, language),
            one.value,
            one.unit_name,
            one.area_name,
            publishers.get(one.source_id, ""),
        )
        for one in answer.context.numbers
    )
    names = ("series", "when", "value", "unit", "area", "publisher")
    return _numbers(names, rows, language)


CONTEXT_TABLES: dict[str, Callable[[View, Answer], Table]] = {
    "notices": notices_table,
    "numbers": numbers_table,
}
CONTEXT_DOWNLOADS = {**CONTEXT_TABLES, "numbers": values_table}


def context_sources(name: str, answer: Answer) -> tuple[SourceNote, ...]:
    """Return the sources of one of the tables."""
    found = answer.context
    return found.notice_sources if name == "notices" else found.number_sources


def _notices_title(answer: Answer, language: Language) -> str:
    notices = answer.context.notices
    if not notices:
        return _NOTICES["title.none"](language)
    last = notices[0]
    return _NOTICES["title"](
        language, type=last.type_name, area=last.area_name, day=day(last.published_on, language)
    )


def _notices_words(language: Language) -> str:
    return _NOTICES["caution"](language, most=MOST_NOTICES)


def _numbers_title(answer: Answer, language: Language) -> str:
    numbers = answer.context.numbers
    if not numbers:
        return _NUMBERS["title.none"](language)
    first = numbers[0]
    return _NUMBERS["title"](
        language,
        name=_series(first, language),
        area=first.area_name,
        value=f"{_value(first, answer, language)} {first.unit_name}".strip(),
        when=_when(first, language),
    )


def _numbers_words(answer: Answer, language: Language) -> str:
    more = answer.context.more_series
    said = [_NUMBERS["caution"](language)]
    said += [_NUMBERS["more"](language, count=number(more, language))] if more else []
    return " ".join(said)


def _numbers(
    names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], language: Language
) -> Table:
    columns = tuple(
        Column(_NUMBERS[f"column.{name}"](language), is_number=name == "value") for name in names
    )
    return Table(_NUMBERS["caption"](language), columns, rows, _MISSING(language))


def _publishers(answer: Answer, language: Language) -> dict[str, str]:
    return {
        note.source_id: note.publisher.in_language(language)
        for note in answer.context.number_sources
    }


def _value(one: ContextNumber, answer: Answer, language: Language) -> str:
    """Write a number with a decimal where any number of its series has one."""
    numbers = answer.context.numbers
    own = [other.value for other in numbers if other.series_no == one.series_no]
    return number(one.value, language, 0 if all(value.is_integer() for value in own) else 1)


def _series(one: ContextNumber, language: Language) -> str:
    group = _GROUP[one.group_code](language) if one.group_code in _GROUP else ""
    return f"{one.series_name}, {group}" if group else one.series_name


def _when(one: ContextNumber, language: Language) -> str:
    if one.date_unit == "year":
        return str(one.first.year)
    if one.date_unit == "month":
        return period_name(period_at("month", one.first), language)
    return day(one.first, language)


def _panel(
    name: str,
    about: str,
    head: list[Component],
    sources: tuple[SourceNote, ...],
    language: Language,
    *,
    rows: bool,
) -> html.Section:
    full = f"situation-{name}"
    named = attributes({"data-csv": full, "aria-label": _CSV_OF(language, title=about)})
    link = html.A(
        _CSV(language), href=f"/hamta/{full}.csv", className="button button--quiet", **named
    )
    said = panel_foot(brief_source_words(sources, language), source_words(sources, language))
    return html.Section(
        [
            html.Div(head, className="panel__head"),
            *([table_host(full)] if rows else []),
            html.Div(
                [
                    html.Div(said, className="panel__source"),
                    *([html.Div([link], className="panel__downloads")] if rows else []),
                ],
                className="panel__foot",
            ),
        ],
        className="panel",
        **attributes({"data-panel": full, "aria-label": about}),
    )
