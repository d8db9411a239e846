"""The panels about fault reports: those open over time, by kind, and within their service level."""

from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.board import BoardPart
from dashboard.break_words import break_samples, break_summary, with_breaks
from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.panel import Sample, panel_head
from dashboard.event_words import event_summary
from dashboard.figures.category_bars import category_figure, most_bars
from dashboard.figures.measured_rows import MeasuredRow, Scale, measured_figure
from dashboard.figures.trend import TrendWords, trend_figure
from dashboard.formatting import (
    as_title,
    comparison_name,
    in_period,
    listing,
    number,
    period_name,
)
from dashboard.leading import each, leading, named, trailing
from dashboard.pages.cleanliness.service_words import agreed_words, level_time
from dashboard.pages.cleanliness.tiles import level_words, median_words
from dashboard.state import View
from dashboard.texts import page_texts_under
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.periods import Period
from warehouse.queries.care_rows import FaultKind, Faults
from warehouse.queries.category_counts import largest_and_rest
from warehouse.queries.rows import CategoryCount, TrendPoint, known
from warehouse.statistics.shares import Share, share_interval

_BACKLOG = page_texts_under("cleanliness", "backlog")
_KINDS = page_texts_under("cleanliness", "kinds")
_LEVELS = page_texts_under("cleanliness", "levels")
_COLUMN = page_texts_under("cleanliness", "column")
_NO_VALUE, _UNKNOWN, _WITHHELD = (
    text("figure.no_value"),
    text("chart.unknown"),
    text("withheld.short"),
)
_OTHERS = 2


def backlog_part(found: Faults, view: View, look: Look) -> BoardPart:
    """Show how many are open at the end of each month."""
    language, about = view.language, _BACKLOG["about"](view.language)
    points = [point for point in found.backlog.points if known(point.value) is not None]
    empty = _empty(found, language) if not points or found.withheld is not None else None
    words = TrendWords(
        found.backlog.unit.in_language(language),
        *(_BACKLOG[key](language) for key in ("now", "before", "events", "calendar")),
    )
    columns = ("when", "open", "before", "state")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_month(point, language), point.value, point.comparison_value,
         with_breaks(_state(point, language), point.span, found.backlog.breaks, language))
        for point in reversed(found.backlog.points)
    )  # fmt: skip
    head = panel_head(about, empty or "") if empty else _backlog_head(found, points, view)
    chart: Figure = NOT_DRAWN if empty else trend_figure(found.backlog, words, look)
    table = _table(about, columns, () if found.withheld is not None else rows, view)
    return BoardPart(about, head, chart, table, found.sources)


def kinds_part(found: Faults, view: View, look: Look) -> BoardPart:
    """Show how many came of each kind, and in the table what became of them."""
    language, about = view.language, _KINDS["about"](view.language)
    kinds = [kind for kind in found.kinds if kind.report_count or kind.before_count]
    empty = _empty(found, language) if not kinds or found.withheld is not None else None
    counts = tuple(
        CategoryCount(kind.category, kind.report_count, kind.before_count)
        for kind in kinds
        if kind.category
    )
    shown = largest_and_rest(counts, most_bars(look), _KINDS["rest"].words)
    columns = ("kind", "reports", "before", "open", "median", "level")
    rows = [_kind_row(kind, language) for kind in (*found.kinds, found.total)]
    table = _table(
        f"{about} {in_period(view.period, language)}",
        columns,
        () if found.withheld is not None or not found.kinds else tuple(rows),
        view,
    )
    head = panel_head(about, empty or "") if empty else _kinds_head(kinds, found.total, view)
    chart: Figure = NOT_DRAWN if empty else category_figure(shown, look)
    return BoardPart(about, head, chart, table, found.sources)


def levels_part(found: Faults, view: View, look: Look) -> BoardPart:
    """Show the share of each kind that was put right in time, with its interval."""
    language, about = view.language, _LEVELS["about"](view.language)
    due = [kind for kind in found.kinds if kind.due_count]
    empty = _empty(found, language) if not due or found.withheld is not None else None
    if not due and found.kinds and found.withheld is None:
        empty = _LEVELS["nothing"](language)
    rows = tuple(_level_row(kind, language) for kind in due)
    table = _table(
        f"{about} {in_period(view.period, language)}",
        ("kind", "service", "met", "due"),
        () if empty else tuple(_level_cells(kind, language) for kind in (*due, found.total)),
        view,
    )
    if empty:
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, found.sources)
    counts = {"met": found.total.met_count, "due": found.total.due_count}
    title = _LEVELS["title"](language, **{k: number(v, language) for k, v in counts.items()})
    head = panel_head(title, _LEVELS["summary"](language, agreed=agreed_words(found, language)))
    chart = measured_figure(rows, Scale(0, 1, is_share=True), look)
    return BoardPart(about, head, chart, table, found.sources)


def _empty(found: Faults, language: Language) -> str:
    if found.withheld is not None:
        return _WITHHELD(language)
    return (_UNKNOWN if found.completeness == "missing" else _KINDS["nothing"])(language)


def _backlog_head(found: Faults, points: list[TrendPoint], view: View) -> list[Component]:
    language = view.language
    last = next((point for point in reversed(points) if point.in_period), points[-1])
    lows, highs = (
        pick(points, lambda point: known(point.value) or 0) for pick in (trailing, leading)
    )
    values = {"count": number(known(last.value) or 0, language), "when": _month(last, language)}
    before = known(last.comparison_value)
    title = _BACKLOG["title"](language, **values)
    summary = _BACKLOG["summary"](
        language,
        low=number(known(lows[0].value) or 0, language),
        low_when=named(lows, lambda point: _month(point, language), language),
        high=number(known(highs[0].value) or 0, language),
        high_when=named(highs, lambda point: _month(point, language), language),
    )
    if before is not None:
        year = _BACKLOG["year"](language, before=number(before, language))
        summary = f"{year} {summary}"
    samples = [
        Sample("line", _BACKLOG["now"](language)),
        Sample("dashes", _BACKLOG["before.legend"](language)),
        Sample("ring", _BACKLOG["ring"](language)),
        Sample("band", _BACKLOG["band"](language)),
        *break_samples(found.backlog.breaks, language),
    ]
    said = (
        summary,
        event_summary(found.backlog, language),
        break_summary(found.backlog.breaks, language),
    )
    return panel_head(title, " ".join(filter(None, said)), samples)


def _kinds_head(kinds: list[FaultKind], total: FaultKind, view: View) -> list[Component]:
    language = view.language
    samples = [Sample("bar", period_name(view.period, language))]
    if total.before_count is not None:
        name = comparison_name(view.period, view.state.comparison, language)
        samples.append(Sample("diamond", as_title(name)))
    top = leading(kinds, lambda kind: kind.report_count)
    title = _KINDS["title"](
        language,
        name=named(top, lambda kind: _name(kind, language).lower(), language),
        count=number(top[0].report_count, language),
        total=number(total.report_count, language),
        each=each(top, language),
    )
    waits = [
        _KINDS["wait"](
            language, name=_name(kind, language).lower(), wait=median_words(kind, language)
        )
        for kind in [one for one in kinds if one.median_days is not None][: 1 + _OTHERS]
    ]
    if waits:
        summary = _KINDS["summary"](language, waits=listing(waits, language))
    else:
        summary = _KINDS["summary.short"](language)
    return panel_head(title, summary, samples)


def _kind_row(kind: FaultKind, language: Language) -> tuple[Cell, ...]:
    return (
        _name(kind, language),
        kind.report_count,
        kind.before_count,
        kind.open_count,
        median_words(kind, language),
        level_words(kind, language),
    )


def _level_row(kind: FaultKind, language: Language) -> MeasuredRow:
    share = Share(kind.met_count, kind.due_count)
    interval = share_interval(share)
    return MeasuredRow(
        name=_name(kind, language),
        words=level_words(kind, language),
        value=share.value,
        low=interval.low,
        high=interval.high,
    )


def _level_cells(kind: FaultKind, language: Language) -> tuple[Cell, ...]:
    service = level_time(kind.service, language) if kind.service else ""
    return (_name(kind, language), service, kind.met_count, kind.due_count)


def _name(kind: FaultKind, language: Language) -> str:
    return kind.category.name.in_language(language) if kind.category else _KINDS["all"](language)


def _month(point: TrendPoint, language: Language) -> str:
    return period_name(Period("month", point.span), language)


def _state(point: TrendPoint, language: Language) -> str:
    if known(point.value) is None:
        return _NO_VALUE(language)
    whole = point.completeness == "complete"
    return (_BACKLOG["state.complete"] if whole else _BACKLOG["ring"])(language)


def _table(
    caption: str, names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], view: View
) -> Table:
    texts = ("kind", "when", "state", "median", "level", "service")
    columns = tuple(Column(_COLUMN[name](view.language), name not in texts) for name in names)
    return Table(caption, columns, rows, _NO_VALUE(view.language))
