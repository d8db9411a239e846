"""The charts of Läget as tables: the same numbers, for reading and for download."""

from collections.abc import Callable

from config.texts import text
from config.words import Language
from dashboard.break_words import with_breaks
from dashboard.components.data_table import Cell, Column, Table
from dashboard.figures.hour_week import hour_words
from dashboard.figures.map_classes import MapClass, map_classes
from dashboard.formatting import (
    as_title,
    comparison_name,
    in_period,
    listing,
    period_name,
    short_day,
    weekday,
)
from dashboard.pages.situation.answer import Answer, ask
from dashboard.pages.situation.context_panels import (
    CONTEXT_DOWNLOADS,
    CONTEXT_TABLES,
    context_sources,
)
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from warehouse.periods import Grain, Period
from warehouse.queries.event_marks import event_counts
from warehouse.queries.rows import (
    EventMark,
    HourBlock,
    SourceNote,
    Suppressed,
    TrendPoint,
    difference,
)

_COLUMN = page_texts_under("situation", "column")
_TREND = page_texts_under("situation", "trend")
_HOURS = page_texts_under("situation", "hours")
_CATEGORIES = page_texts_under("situation", "categories")
_MAP = page_texts_under("situation", "map")
_TILES = page_text("situation", "tiles.caption")
_MISSING = text("figure.no_value")
_MOST_NAMES = 8
DAYS, _MOST_DAYS = 7, 31

TableOf = Callable[[View, Answer], Table]


def tiles_table(view: View, answer: Answer) -> Table:
    """Return the key figures."""
    language = view.language
    rows = tuple(
        (
            figure.name.in_language(language),
            figure.value,
            figure.unit.in_language(language) if not figure.is_share else "",
            figure.base,
            figure.comparison_value,
            figure.change,
        )
        for figure in answer.figures
    )
    names = ("figure", "value", "unit", "base", "before", "change")
    columns = tuple(
        _column(_COLUMN[name](language), number=name not in ("figure", "unit")) for name in names
    )
    return Table(
        _TILES(language, period=period_name(view.period, language)),
        columns,
        rows,
        _MISSING(language),
    )


def trend_table(view: View, answer: Answer) -> Table:
    """Return one row a week or month, latest first, with what happened then."""
    language, trend = view.language, answer.trend
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            point_name(point, view),
            point.value,
            point.comparison_value,
            with_breaks(
                _TREND[f"state.{_state(point)}"](language), point.span, trend.breaks, language
            ),
            events,
            _names(_marks_in(point, trend.events), language),
        )
        for point, events in reversed(tuple(zip(trend.points, event_counts(trend), strict=True)))
    )
    columns = (
        Column(_TREND["column.when"](language)),
        _column(as_title(trend.unit.in_language(language)), number=True),
        _column(_TREND["column.before"](language), number=True),
        Column(_TREND["column.state"](language)),
        _column(_TREND["column.events"](language), number=True),
        Column(_TREND["column.names"](language)),
    )
    return Table(trend.name.in_language(language), columns, rows, _MISSING(language))


def hours_table(view: View, answer: Answer) -> Table:
    """Return one row an hour, one column a weekday; of leaves one row a part of the week."""
    language = view.language
    if answer.week.withheld is not None or answer.week.blocks:
        return _blocks_table(view, answer)
    counts = {(cell.weekday, cell.hour): cell.count for cell in answer.week.cells}
    is_known = answer.week.completeness != "missing"
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (hour_words(hour), *(counts[day, hour] if is_known else None for day in range(1, 8)))
        for hour in range(24)
    )
    days = (_column(as_title(weekday(day, language)), number=True) for day in range(1, 8))
    columns = (Column(_HOURS["column.hour"](language)), *days)
    return Table(_caption(_HOURS["about"](language), view), columns, rows, _MISSING(language))


def _blocks_table(view: View, answer: Answer) -> Table:
    language, week = view.language, answer.week
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (block_name(block, language), block.count) for block in week.blocks
    )
    if week.withheld is not None:
        rows = ((_HOURS["title.withheld"](language), week.withheld),)
    else:
        rows = (*rows, (_HOURS["untimed"](language), week.untimed_count))
    columns = (
        Column(_HOURS["column.part"](language)),
        _column(as_title(_HOURS["unit"](language)), number=True),
    )
    return Table(_caption(_HOURS["about"](language), view), columns, rows, _MISSING(language))


def categories_table(view: View, answer: Answer) -> Table:
    """Return every category, also those that the chart has no room for."""
    language = view.language
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.category.name.in_language(language),
            row.count,
            row.comparison_count,
            difference(row.count, row.comparison_count),
        )
        for row in answer.counts
    )
    columns = (
        Column(_CATEGORIES["column.name"](language)),
        _column(as_title(period_name(view.period, language)), number=True),
        _column(
            as_title(comparison_name(view.period, view.state.comparison, language)), number=True
        ),
        _column(_CATEGORIES["column.change"](language), number=True),
    )
    return Table(_caption(_CATEGORIES["about"](language), view), columns, rows, _MISSING(language))


def map_table(view: View, answer: Answer) -> Table:
    """Return what is on the map, and what has no position."""
    language, shown = view.language, answer.map
    rows: list[tuple[Cell, ...]] = [
        *(_hexagon_rows(answer, language) if shown.withheld is None else []),
        *(
            (
                words(language),
                sum(point.kind == kind.removeprefix("point.") for point in shown.points),
            )
            for kind, words in _MAP.items()
            if kind.startswith("point.")
        ),
    ]
    if shown.withheld is None:
        rows.append((_MAP["row.missing"](language), shown.no_position_count))
    else:
        rows.insert(0, (_MAP["row.placed"](language), shown.withheld))
    columns = (
        Column(_MAP["column.what"](language)),
        _column(_MAP["column.count"](language), number=True),
    )
    return Table(
        _caption(shown.area.name.in_language(language), view),
        columns,
        tuple(rows),
        _MISSING(language),
    )


def _hexagon_rows(answer: Answer, language: Language) -> list[tuple[Cell, ...]]:
    shown, unplaced = answer.map, unplaced_count(answer)
    placed = shown.positioned_count if shown.completeness != "missing" else None
    return [
        (_MAP["row.placed"](language), placed),
        *([(_MAP["row.unplaced"](language), unplaced)] if unplaced else []),
        (_MAP["row.hexagons"](language), len(shown.hexagons)),
        *(
            (
                _MAP["row.class"](language, name=class_name(step, language)),
                _hexagons_in(step, answer),
            )
            for step in map_classes(shown.hexagons)
        ),
    ]


def unplaced_count(answer: Answer) -> float:
    """Return how many of the area's incidents have no position; they are not on its map."""
    main = answer.main
    if main.base is not None or not isinstance(main.value, float):
        return 0
    return max(0.0, main.value - answer.map.positioned_count)


def class_name(step: MapClass, language: Language) -> str:
    """Name one step of the map's legend: 3–5 händelser."""
    key = "class" if step.low < step.high else "class.one"
    return _MAP[key](language, low=step.low, high=step.high)


def block_name(block: HourBlock, language: Language) -> str:
    """Name a part of the week: Måndag–fredag 08–16."""
    every = len(block.weekdays) == DAYS
    ends = [as_title(weekday(day, language)) for day in (block.weekdays[0], block.weekdays[-1])]
    days = ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1].lower()}"
    hours = f"{block.hours[0]:02d}–{block.hours[-1] + 1:02d}"
    name = f"{_HOURS['every_day'](language) if every else days} {hours}"
    return f"{name} {_HOURS['with_untimed'](language)}" if block.has_untimed else name


def _state(point: TrendPoint) -> str:
    return "withheld" if isinstance(point.value, Suppressed) else point.completeness


def _grain(point: TrendPoint) -> Grain:
    days = point.span.day_count
    return "week" if days == DAYS else "month" if days <= _MOST_DAYS else "quarter"


def point_name(point: TrendPoint, view: View) -> str:
    """Name one week, month or quarter of the trend."""
    return period_name(Period(_grain(point), point.span), view.language)


TABLES: dict[str, TableOf] = {
    "tiles": tiles_table,
    "trend": trend_table,
    "hours": hours_table,
    "categories": categories_table,
    "map": map_table,
    **CONTEXT_TABLES,
}


def download(name: str) -> Callable[[View], tuple[Table, tuple[SourceNote, ...]]]:
    """Return what answers the download of one table."""

    def answered(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
        answer = ask(view)
        if name in CONTEXT_TABLES:
            return CONTEXT_DOWNLOADS[name](view, answer), context_sources(name, answer)
        sources = answer.map.sources if name in ("map", "tiles") else answer.incident_sources
        return TABLES[name](view, answer), sources

    return answered


def _column(title: str, *, number: bool) -> Column:
    return Column(title, is_number=number)


def _caption(about: str, view: View) -> str:
    return f"{about} {in_period(view.period, view.language)}"


def _marks_in(point: TrendPoint, events: tuple[EventMark, ...]) -> list[EventMark]:
    first, end = point.span.first, point.span.end
    return [
        mark for mark in events if mark.first < end and mark.last >= first and not mark.is_elsewhere
    ]


def _names(marks: list[EventMark], language: Language) -> str:
    titles = [mark.name.in_language(language) if mark.name else mark.title for mark in marks]
    days = [short_day(mark.first, language) for mark in marks]
    named = [f"{title} {first}" for title, first in zip(titles, days, strict=True)]
    if not named:
        return ""
    rest = len(named) - _MOST_NAMES
    shown = [*named[:_MOST_NAMES], *([_TREND["more"](language, count=rest)] if rest > 0 else [])]
    return ", ".join(shown) if rest > 0 else listing(shown, language)


def _hexagons_in(step: MapClass, answer: Answer) -> int:
    return sum(
        step.low <= max(1, round(hexagon.count)) <= step.high for hexagon in answer.map.hexagons
    )
