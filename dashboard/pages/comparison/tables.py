"""The charts of Jämför perioder as tables: the same numbers, for reading and for download."""

from collections.abc import Callable

from config.texts import text
from config.words import Language, Words
from dashboard.components.data_table import Cell, Column, Table
from dashboard.formatting import as_title, in_period, period_name, weekday
from dashboard.pages.comparison.answer import ask, name_of, periods_of, verdict_words
from dashboard.state import View
from dashboard.texts import page_texts_under
from warehouse.periods import period_of
from warehouse.queries.comparison_rows import (
    ClockDifference,
    ComparedRow,
    ComparedWeek,
    PeriodComparison,
)
from warehouse.queries.rows import SourceNote
from warehouse.statistics.clock import PARTS

_KINDS = page_texts_under("comparison", "kinds")
_WEEKS, _QUARTERS = (page_texts_under("comparison", key) for key in ("weeks", "quarters"))
_CONTROLS = page_texts_under("comparison", "controls")
_CLOCK = page_texts_under("comparison", "clock")
_MAP = page_texts_under("comparison", "map")
_MISSING = text("figure.no_value")
_SAME_WEEKS = 0.005
_STRETCH = 4
_NIGHT_END = 6

TableOf = Callable[[View, PeriodComparison], Table]


def kinds_table(view: View, found: PeriodComparison) -> Table:
    """Return one row a category: counts, verdict, interval in words, and what is to be known."""
    language = view.language
    is_weekly = abs(found.weeks[1] / found.weeks[0] - 1) > _SAME_WEEKS if found.weeks[0] else False
    # Quarters differ by a day or two: not worth two columns.
    is_weekly = is_weekly and (found.bucket == "week" or _differ_much(found))
    rows = [_kind(row, found, language, is_weekly=is_weekly) for row in found.rows]
    if not rows:
        stopped = _KINDS["not_compared"](language)
        rows = [
            (name_of(found, one.category, language), one.before, one.after, stopped, "", "", "")
            for one in found.counts
        ]
    periods = periods_of(found, language)
    weekly = [_KINDS["column.weekly"](language, period=period) for period in periods]
    columns = (
        Column(_KINDS["column.name"](language)),
        *_counted(found, language),
        *(
            Column(as_title(name), is_number=True, decimals=1)
            for name in weekly
            if is_weekly and found.rows
        ),
        *(Column(_KINDS[f"column.{name}"](language)) for name in _SAID),
    )
    return Table(_caption(_KINDS["about"], view), columns, tuple(rows), _MISSING(language))


def _differ_much(found: PeriodComparison) -> bool:
    return abs(found.weeks[1] - found.weeks[0]) > 1


_SAID = ("verdict", "words", "power", "notes")


def weeks_table(view: View, found: PeriodComparison) -> Table:
    """Return one row a week (of leaves: a quarter), latest first."""
    language = view.language
    words = _QUARTERS if found.bucket == "quarter" else _WEEKS
    rows = tuple(
        (_when(week, language), week.count, _WEEKS[f"part.{week.part}"](language))
        for week in reversed(found.series)
    )
    columns = (
        Column(words["column.week"](language)),
        Column(_WEEKS["column.count"](language), is_number=True),
        Column(_WEEKS["column.part"](language)),
    )
    return Table(_caption(words["about"], view), columns, rows, _MISSING(language))


def _when(week: ComparedWeek, language: Language) -> Cell:
    return week.first if week.end is None else period_name(period_of(week.span), language)


def controls_table(view: View, found: PeriodComparison) -> Table:
    """Return one row an area: the place itself, its controls and the ring."""
    language, controls = view.language, found.controls
    own = found.counts[0] if found.counts else None
    rows: list[tuple[Cell, ...]] = [
        (
            found.area.name.in_language(language),
            _CONTROLS[f"role.{found.area.role}"](language),
            own.before if own else None,
            own.after if own else None,
            "",
        )
    ]
    rows += [
        (
            row.area.name.in_language(language),
            _CONTROLS[f"role.{row.area.role}"](language),
            row.before,
            row.after,
            _joined(row.notes, language),
        )
        for row in (controls.rows if controls else ())
    ]
    columns = (
        Column(_CONTROLS["column.area"](language)),
        Column(_CONTROLS["column.role"](language)),
        *_counted(found, language),
        Column(_CONTROLS["column.notes"](language)),
    )
    return Table(_caption(_CONTROLS["about"], view), columns, tuple(rows), _MISSING(language))


def clock_table(view: View, found: PeriodComparison) -> Table:
    """Return one row a cell of the week."""
    language, clock = view.language, found.clock
    days, hours = clock_names(clock, language)
    rows = tuple(
        (
            days[cell.row],
            hours[cell.column],
            cell.before,
            cell.after,
            _CLOCK[f"pull.{cell.pull}"](language),
        )
        for cell in (clock.cells if clock else ())
    )
    columns = (
        Column(_CLOCK["column.day"](language)),
        Column(_CLOCK["column.hours"](language)),
        *_counted(found, language),
        Column(_CLOCK["column.pull"](language)),
    )
    return Table(_caption(_CLOCK["about"], view), columns, rows, _MISSING(language))


def map_table(view: View, found: PeriodComparison) -> Table:
    """Return one row a group of hexagons that was judged as one."""
    language, shown = view.language, found.map
    hexagons = shown.hexagons if shown else ()
    groups = sorted({one.group for one in hexagons})
    members = [[one for one in hexagons if one.group == group] for group in groups]
    rows = tuple(
        (
            _MAP["row"](language, number=number),
            len(own),
            sum(one.before for one in own),
            sum(one.after for one in own),
            _MAP[own[0].pull](language),
        )
        for number, own in enumerate(members, start=1)
    )
    columns = (
        Column(_MAP["column.part"](language)),
        Column(_MAP["column.hexagons"](language), is_number=True),
        *_counted(found, language),
        Column(_MAP["column.pull"](language)),
    )
    return Table(_caption(_MAP["about"], view), columns, rows, _MISSING(language))


TABLES: dict[str, TableOf] = {
    "kinds": kinds_table,
    "weeks": weeks_table,
    "controls": controls_table,
    "clock": clock_table,
    "map": map_table,
}


def clock_names(clock: ClockDifference | None, language: Language) -> tuple[list[str], list[str]]:
    """Name the rows and the columns of the grid that the counts can bear."""
    if clock is None or clock.grid == "none":
        return [], []
    days = [as_title(weekday(number, language)) for number in range(1, 8)]
    if clock.grid == "hour_of_week":
        return days, [_hours(hour, hour + 1) for hour in range(24)]
    if clock.grid == "day_by_part":
        return days, [_hours(*part) for part in PARTS]
    ends = [_CLOCK["weekday"](language), _CLOCK["weekend"](language)]
    starts = range(_NIGHT_END, _NIGHT_END + 24, _STRETCH)
    return ends, [_hours(start % 24, (start + _STRETCH) % 24) for start in starts]


def download(name: str) -> Callable[[View], tuple[Table, tuple[SourceNote, ...]]]:
    """Return what answers the download of one table."""

    def answered(view: View) -> tuple[Table, tuple[SourceNote, ...]]:
        found = ask(view)
        return TABLES[name](view, found), found.sources

    return answered


def _kind(
    row: ComparedRow, found: PeriodComparison, language: Language, *, is_weekly: bool
) -> tuple[Cell, ...]:
    before, after = row.found.before.count, row.found.after.count
    weekly: tuple[Cell, ...] = (before / found.weeks[0], after / found.weeks[1])
    said = (row.statement.verdict, row.statement.interval, row.statement.not_meant)
    return (
        name_of(found, row.category, language),
        before,
        after,
        *(weekly if is_weekly else ()),
        verdict_words(row.found, language),
        _joined(tuple(words for words in said if words), language),
        row.power.in_language(language),
        _joined(row.notes, language),
    )


def _counted(found: PeriodComparison, language: Language) -> list[Column]:
    names = periods_of(found, language)
    return [Column(as_title(name), is_number=True) for name in names]


def _joined(words: tuple[Words, ...], language: Language) -> str:
    return " ".join(one.in_language(language) for one in words)


def _hours(start: int, end: int) -> str:
    return f"{start:02d}–{end:02d}"


def _caption(about: Callable[[Language], str], view: View) -> str:
    language = view.language
    return f"{about(language)} {in_period(view.period, language)}"
