"""The panels about what there is: events by kind, and premises by sort with those empty."""

from config.texts import text
from config.words import Language, Words
from dashboard.board import BoardPart
from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.panel import Sample, panel_head
from dashboard.event_words import elsewhere_words
from dashboard.figures.category_bars import category_figure, most_bars
from dashboard.formatting import as_title, comparison_name, day, in_period, number, period_name
from dashboard.leading import each, leading, named
from dashboard.pages.life.tiles import empty_words
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Look
from warehouse.queries.category_counts import largest_and_rest
from warehouse.queries.life_rows import OfferOfPlace, OfferRound, Premises
from warehouse.queries.rows import Category, CategoryCount

_EVENTS = page_texts_under("life", "events")
_PREMISES = page_texts_under("life", "premises")
_COLUMN = page_texts_under("life", "column")
_SORTS = ("retail", "food", "service", "culture", "office", "other_unit")
_SORT = {code: page_text("life", f"sort.{code}") for code in _SORTS}
_NO_VALUE, _UNKNOWN = text("figure.no_value"), text("chart.unknown")
_TEXTS = ("kind", "sort")


def events_part(offered: OfferOfPlace, view: View, look: Look) -> BoardPart:
    """Show events by kind."""
    language, about = view.language, _EVENTS["about"](view.language)
    kinds = offered.event_kinds
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.category.name.in_language(language), row.count, row.comparison_count) for row in kinds
    )
    caption = f"{about} {in_period(view.period, language)}"
    table = _table(caption, ("kind", "events", "before"), rows, language)
    sources, empty = offered.event_sources, _events_empty(offered, view)
    elsewhere = elsewhere_words(offered.elsewhere_count, language)
    if empty:
        said = f"{empty}. {elsewhere}" if elsewhere else empty
        return BoardPart(about, panel_head(about, said), NOT_DRAWN, table, sources)
    top = leading(kinds, lambda row: row.count)
    title = _EVENTS["title"](
        language,
        total=number(offered.event_count or 0, language),
        name=named(top, lambda row: row.category.name.in_language(language).lower(), language),
        count=number(top[0].count, language),
        each=each(top, language),
    )
    samples = [Sample("bar", period_name(view.period, language))]
    if offered.event_before is not None:
        name = comparison_name(view.period, view.state.comparison, language)
        samples.append(Sample("diamond", as_title(name)))
    shown = largest_and_rest(kinds, most_bars(look), _EVENTS["rest"].words)
    summary = f"{_EVENTS['summary'](language)} {elsewhere}".strip()
    head = panel_head(title, summary, samples)
    return BoardPart(about, head, category_figure(shown, look), table, sources)


def premises_part(offered: OfferOfPlace, view: View, look: Look) -> BoardPart:
    """Show premises by sort in the latest survey, and in the one before."""
    language, about = view.language, _PREMISES["about"](view.language)
    rounds, sources = offered.rounds, offered.premises_sources
    last = rounds[-1] if rounds else None
    before = rounds[-2] if len(rounds) > 1 else None
    rows = [_cells(one, language) for one in (*last.sorts, last.every)] if last else []
    names = ("sort", "premises", "empty", "refurbished", "evening", "hours_known")
    table = _table(about, names, tuple(rows), language)
    if last is None:
        empty = _PREMISES["nothing"](language)
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, sources)
    samples = [Sample("bar", day(last.last, language))]
    if before:
        samples.append(Sample("diamond", day(before.last, language)))
    head = panel_head(_title(last, before, language), _PREMISES["summary"](language), samples)
    return BoardPart(about, head, category_figure(_bars(last, before), look), table, sources)


def _title(last: OfferRound, before: OfferRound | None, language: Language) -> str:
    said = {"value": empty_words(last.ground_floor, language), "day": day(last.last, language)}
    if not last.ground_floor.unit_count:
        return _PREMISES["title.upper"](language, day=said["day"])
    if before is None or not before.ground_floor.unit_count:
        return _PREMISES["title"](language, **said)
    was = empty_words(before.ground_floor, language)
    return _PREMISES["title.before"](language, **said, before=was)


def _bars(last: OfferRound, before: OfferRound | None) -> tuple[CategoryCount, ...]:
    counts = {one.type_code: one.unit_count for one in last.sorts}
    earlier = {one.type_code: one.unit_count for one in before.sorts} if before else None
    every = {*counts, *(earlier or {})}
    bars = [
        CategoryCount(
            Category("", "", "", _sort(one)),
            counts.get(one, 0),
            earlier.get(one, 0) if earlier is not None else None,
        )
        for one in every
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.count, bar.category.name.sv)))


def _cells(one: Premises, language: Language) -> tuple[Cell, ...]:
    name = _sort(one.type_code).in_language(language) if one.type_code else None
    return (
        name or _PREMISES["all"](language),
        one.unit_count,
        one.empty_count,
        one.refurbished_count,
        one.evening_count,
        one.hours_known_count,
    )


def _sort(code: str) -> Words:
    return _SORT[code].words if code in _SORT else Words(sv=code, en=code)


def _events_empty(offered: OfferOfPlace, view: View) -> str:
    """Say why there are no bars; empty where there are some."""
    if offered.event_count is None:
        return _UNKNOWN(view.language)
    if offered.event_kinds:
        return ""
    if view.area.role != "site" and offered.event_count:
        count = number(offered.event_count, view.language)
        return _EVENTS["whole_only"](view.language, count=count)
    return _EVENTS["nothing"](view.language)


def _table(
    caption: str, names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], language: Language
) -> Table:
    columns = tuple(Column(_COLUMN[name](language), name not in _TEXTS) for name in names)
    return Table(caption, columns, rows, _NO_VALUE(language))
