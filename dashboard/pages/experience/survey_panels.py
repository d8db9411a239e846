"""The panels about surveys: the index by round, each question, and groups under the n rules."""

from dataclasses import replace

from config.texts import text
from config.words import Language
from dashboard.board import BoardPart
from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.panel import Sample, panel_head
from dashboard.figures.measured_rows import MeasuredRow, Scale, measured_figure
from dashboard.formatting import day
from dashboard.pages.experience.tiles import index_words, no_index_words, share_words
from dashboard.senders_words import round_name
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Look
from warehouse.queries.experience_rows import Experience, Group, IndexRound, Item
from warehouse.statistics.shares import share_interval
from warehouse.statistics.survey_sentences import hidden_subgroup, wave_footer, wave_statement
from warehouse.statistics.surveys import IndexEstimate

_INDEX = page_texts_under("experience", "index")
_ITEMS = page_texts_under("experience", "items")
_GROUPS = page_texts_under("experience", "groups")
_COLUMN = page_texts_under("experience", "column")
_NAMED = ("woman", "man", "other", "unknown")
_GROUP = {code: page_text("experience", f"group.{code}") for code in _NAMED}
_SPLIT = {code: page_text("experience", f"split.{code}") for code in ("gender", "age", "time_band")}
_NO_VALUE, _WITHHELD = text("figure.no_value"), text("withheld.short")
_HUNDRED = Scale(0, 100)
_TEXTS = ("round", "when", "question", "group", "said", "before_said")


def index_part(found: Experience, view: View, look: Look) -> BoardPart:
    """Show the index of each round with its interval, the newest first."""
    language, about = view.language, _INDEX["about"](view.language)
    rounds = tuple(reversed(found.rounds))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (round_name(one.round_code, view), day(one.last, language), *_index_cells(one.estimate),
         one.count if one.estimate else None)
        for one in rounds
    )  # fmt: skip
    names = ("round", "when", "index", "low", "high", "answers")
    table = _table(about, names, cells, language)
    if not rounds:
        return _nothing(about, _empty(found, language), table, found)
    title = _INDEX["title"](
        language, said=index_words(rounds[0].estimate, language), day=day(rounds[0].last, language)
    )
    said = [_INDEX["summary"](language), wave_footer().in_language(language)]
    if found.change is not None:
        said.insert(0, wave_statement(found.change).verdict.in_language(language))
    chart = measured_figure(tuple(_index_row(one, view) for one in rounds), _HUNDRED, look)
    return BoardPart(about, panel_head(title, " ".join(said)), chart, table, found.survey_sources)


def items_part(found: Experience, view: View, look: Look) -> BoardPart:
    """Show the favourable share of each question, and that of the round before."""
    language, about = view.language, _ITEMS["about"](view.language)
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name.in_language(language), one.now.count if one.now else None,
         one.now.base if one.now else None, share_words(one.now, language),
         share_words(one.before, language) if one.before else None)
        for one in found.items
    )  # fmt: skip
    names = ("question", "positive", "answers", "said", "before_said")
    table = _table(about, names, cells, language)
    known = [item for item in found.items if item.now]
    if not found.items or not known:
        return _nothing(about, _empty(found, language), table, found)
    best, worst = (
        pick(known, key=lambda item: item.now.value if item.now else 0) for pick in (max, min)
    )
    title = _ITEMS["title"](
        language,
        best=best.name.in_language(language).lower(),
        high=share_words(best.now, language),
        worst=worst.name.in_language(language).lower(),
        low=share_words(worst.now, language),
    )
    samples = [Sample("dot", day(found.items_on, language))] if found.items_on else []
    summary = _ITEMS["summary"](language)
    if any(item.before for item in found.items):
        samples.append(Sample("diamond", _ITEMS["before"](language)))
        summary = f"{summary} {_ITEMS['summary.before'](language)}"
    head = panel_head(title, summary, samples)
    rows = tuple(_item_row(item, language) for item in found.items)
    chart = measured_figure(rows, Scale(0, 1, is_share=True), look)
    return BoardPart(about, head, chart, table, found.survey_sources)


def groups_part(found: Experience, view: View, look: Look) -> BoardPart:
    """Show the index of groups, where each and the rest of the answers are at least ten."""
    language, about = view.language, _GROUPS["about"](view.language)
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (_name(one, language), *_index_cells(one.estimate), one.count) for one in found.groups
    )
    names = ("group", "index", "low", "high", "answers")
    table = replace(_table(about, names, cells, language), missing=_hidden(language))
    shown = [one for one in found.groups if one.estimate]
    if not shown:
        empty = _empty(found, language)
        if found.rounds:
            empty = _GROUPS["nothing"](language)
        return _nothing(about, empty, table, found)
    high, low = (
        pick(shown, key=lambda one: one.estimate.value if one.estimate else 0)
        for pick in (max, min)
    )
    title = _GROUPS["title"](
        language, high=_named(high, language), high_said=index_words(high.estimate, language),
        low=_named(low, language), low_said=index_words(low.estimate, language),
    )  # fmt: skip
    said = [_GROUPS["summary"](language)]
    if len(shown) < len(found.groups):
        said.append(hidden_subgroup().in_language(language))
    rows = tuple(
        _row(_name(one, language), one.estimate, language, _hidden(language))
        for one in found.groups
    )
    chart = measured_figure(rows, _HUNDRED, look)
    return BoardPart(about, panel_head(title, " ".join(said)), chart, table, found.survey_sources)


def _hidden(language: Language) -> str:
    return _GROUPS["hidden"](language)


def _index_row(one: IndexRound, view: View) -> MeasuredRow:
    name, otherwise = round_name(one.round_code, view), index_words(None, view.language)
    return _row(name, one.estimate, view.language, otherwise)


def _row(
    name: str, estimate: IndexEstimate | None, language: Language, otherwise: str
) -> MeasuredRow:
    if estimate is None:
        return MeasuredRow(name, otherwise, None)
    interval = estimate.interval
    said = index_words(estimate, language)
    return MeasuredRow(name, said, estimate.value, interval.low, interval.high)


def _item_row(item: Item, language: Language) -> MeasuredRow:
    name, said = item.name.in_language(language), share_words(item.now, language)
    before = item.before.value if item.before else None
    if item.now is None:
        return MeasuredRow(name, said, None, other=before)
    interval = share_interval(item.now)
    return MeasuredRow(name, said, item.now.value, interval.low, interval.high, before)


def _index_cells(estimate: IndexEstimate | None) -> tuple[Cell, ...]:
    if estimate is None:
        return (None, None, None)
    return (round(estimate.value), round(estimate.interval.low), round(estimate.interval.high or 0))


def _name(one: Group, language: Language) -> str:
    return f"{_SPLIT[one.split_code](language)}: {_named(one, language)}"


def _named(one: Group, language: Language) -> str:
    return _GROUP[one.group_code](language) if one.group_code in _GROUP else one.group_code


def _empty(found: Experience, language: Language) -> str:
    if found.no_index is not None and found.survey_withheld is None:
        return no_index_words(found, language)
    return (_WITHHELD if found.survey_withheld is not None else _INDEX["nothing"])(language)


def _nothing(about: str, empty: str, table: Table, found: Experience) -> BoardPart:
    head = panel_head(about, empty)
    return BoardPart(about, head, NOT_DRAWN, table, found.survey_sources)


def _table(
    caption: str, names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], language: Language
) -> Table:
    columns = tuple(Column(_COLUMN[name](language), name not in _TEXTS) for name in names)
    return Table(caption, columns, rows, _NO_VALUE(language))
