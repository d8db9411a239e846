"""The panels about flows: by week with outages as gaps, by time of day, and people by round."""

from config.texts import text
from config.words import Language, Words
from dashboard.board import BoardPart
from dashboard.break_words import break_samples, break_summary, with_breaks
from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.panel import Sample, panel_head
from dashboard.event_words import event_summary
from dashboard.figures.category_bars import category_figure
from dashboard.figures.measured_rows import MeasuredRow, Scale, measured_figure
from dashboard.figures.trend import TrendWords, trend_figure
from dashboard.formatting import (
    as_title,
    comparison_name,
    day,
    in_period,
    number,
    period_name,
)
from dashboard.measured_words import part_words
from dashboard.pages.life.tiles import band_words, per_hour_words, share_of, share_words
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.periods import Period
from warehouse.queries.life_rows import Band, Flows, PeopleRound
from warehouse.queries.rows import Category, CategoryCount, TrendPoint, known
from warehouse.statistics.shares import share_interval

_WEEKS = page_texts_under("life", "weeks")
_BANDS = page_texts_under("life", "bands")
_PEOPLE = {name: page_texts_under("life", name) for name in ("women", "staying")}
_COLUMN = page_texts_under("life", "column")
_NO_VALUE, _UNKNOWN, _WITHHELD = (
    text("figure.no_value"),
    text("chart.unknown"),
    text("withheld.short"),
)
_NOT_BY_HOUR = page_text("life", "when.not_by_hour")
_TEXTS = ("when", "state", "time", "said")


def weeks_part(passed: Flows, view: View, look: Look) -> BoardPart:
    """Show passages an hour by week; weeks without a whole day are gaps."""
    language, breaks = view.language, passed.weeks.breaks
    about = _WEEKS["about"](language)
    points = [point for point in passed.weeks.points if known(point.value) is not None]
    empty = _empty(passed, language) if not points or passed.withheld is not None else None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_week(point, language), point.value, point.comparison_value,
         with_breaks(_state(point, language), point.span, breaks, language))
        for point in reversed(passed.weeks.points)
    )  # fmt: skip
    table = _table(about, ("when", "flow", "before", "state"), () if empty else rows, language)
    if empty:
        return _nothing(about, empty, table, passed)
    words = TrendWords(
        passed.weeks.unit.in_language(language),
        *(_WEEKS[key](language) for key in ("now", "before", "events", "calendar")),
    )
    last = next((point for point in reversed(points) if point.in_period), points[-1])
    low, high = (pick(points, key=lambda point: known(point.value) or 0) for pick in (min, max))
    title = _WEEKS["title"](
        language, value=_value(last, language), when=_week(last, language),
        low=_value(low, language), high=_value(high, language),
    )  # fmt: skip
    summary = _WEEKS["summary"](
        language, high_when=_week(high, language), low_when=_week(low, language)
    )
    gaps = len(passed.weeks.points) - len(points)
    open_weeks = _WEEKS["gaps"](language, gaps=number(gaps, language)) if gaps else ""
    samples = [
        Sample("line", _WEEKS["now"](language)),
        Sample("dashes", _WEEKS["before.legend"](language)),
        Sample("ring", _WEEKS["ring"](language)),
        Sample("band", _WEEKS["band"](language)),
        *break_samples(breaks, language),
    ]
    marks = (event_summary(passed.weeks, language), break_summary(breaks, language))
    head = panel_head(title, " ".join(filter(None, (summary, open_weeks, *marks))), samples)
    chart = trend_figure(passed.weeks, words, look)
    return BoardPart(about, head, chart, table, passed.flow_sources)


def bands_part(passed: Flows, view: View, look: Look) -> BoardPart:
    """Show passages an hour at each time of day."""
    language, about = view.language, _BANDS["about"](view.language)
    shown = [band for band in passed.bands if band.now.per_hour is not None]
    empty = _empty(passed, language) if not shown or passed.withheld is not None else None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (band_words(band), band.now.per_hour, band.before.per_hour if band.before else None,
         band.now.counted_hours)
        for band in passed.bands
    )  # fmt: skip
    names = ("time", "flow", "before", "hours")
    caption = f"{about} {in_period(view.period, language)}"
    table = _table(caption, names, () if empty else rows, language)
    if empty:
        return _nothing(about, empty, table, passed)
    most = max(shown, key=lambda band: band.now.per_hour or 0)
    title = _BANDS["title"](
        language, band=band_words(most), value=per_hour_words(most.now, language)
    )
    samples = [Sample("bar", period_name(view.period, language))]
    if passed.before is not None:
        name = comparison_name(view.period, view.state.comparison, language)
        samples.append(Sample("diamond", as_title(name)))
    head = panel_head(title, _BANDS["summary"](language), samples)
    chart = category_figure(tuple(_bar(band) for band in shown), look)
    return BoardPart(about, head, chart, table, passed.flow_sources)


def women_part(passed: Flows, view: View, look: Look) -> BoardPart:
    """Show the women's share of each round, with its interval."""
    return _people_part("women", passed, view, look)


def staying_part(passed: Flows, view: View, look: Look) -> BoardPart:
    """Show the staying share of each round, with its interval."""
    return _people_part("staying", passed, view, look)


def _people_part(name: str, passed: Flows, view: View, look: Look) -> BoardPart:
    language, words = view.language, _PEOPLE[name]
    about = words["about"](language)
    rounds = tuple(reversed(passed.rounds))
    cells = tuple(_people_cells(one, name, language) for one in rounds)
    table = _table(about, ("when", "count", "base", "said"), cells, language)
    if not rounds:
        empty = words["nothing"](language)
        head = panel_head(about, empty)
        return BoardPart(about, head, NOT_DRAWN, table, passed.people_sources)
    title = words["title"](
        language, value=share_words(share_of(rounds[0], name), language),
        day=day(rounds[0].last, language),
    )  # fmt: skip
    rows = tuple(_people_row(one, name, language) for one in rounds)
    chart: Figure = measured_figure(rows, Scale(0, 1, is_share=True), look)
    head = panel_head(title, words["summary"](language))
    return BoardPart(about, head, chart, table, passed.people_sources)


def _people_row(one: PeopleRound, name: str, language: Language) -> MeasuredRow:
    share, words = share_of(one, name), share_words(share_of(one, name), language)
    if share is None:
        return MeasuredRow(day(one.last, language), words, None)
    interval = share_interval(share)
    said = part_words(round(share.count), round(share.base), language)
    return MeasuredRow(day(one.last, language), said, share.value, interval.low, interval.high)


def _people_cells(one: PeopleRound, name: str, language: Language) -> tuple[Cell, ...]:
    share = share_of(one, name)
    if share is None:
        return (day(one.last, language), None, None, share_words(None, language))
    return (day(one.last, language), share.count, share.base, share_words(share, language))


def _bar(band: Band) -> CategoryCount:
    name = band_words(band)
    before = band.before.per_hour if band.before else None
    return CategoryCount(
        Category("", "", "", Words(sv=name, en=name)), band.now.per_hour or 0, before
    )


def _nothing(about: str, empty: str, table: Table, passed: Flows) -> BoardPart:
    return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, passed.flow_sources)


def _empty(passed: Flows, language: Language) -> str:
    if passed.withheld is not None:
        return _WITHHELD(language)
    return (_NOT_BY_HOUR if passed.is_counted else _UNKNOWN)(language)


def _value(point: TrendPoint, language: Language) -> str:
    return number(known(point.value) or 0, language)


def _week(point: TrendPoint, language: Language) -> str:
    return period_name(Period("week", point.span), language)


def _state(point: TrendPoint, language: Language) -> str:
    return _WEEKS[f"state.{point.completeness}"](language)


def _table(
    caption: str, names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], language: Language
) -> Table:
    columns = tuple(Column(_COLUMN[name](language), name not in _TEXTS) for name in names)
    return Table(caption, columns, rows, _NO_VALUE(language))
