"""The panels about cleaning: visits by sort, grades by month, and measurements of litter."""

from config.texts import text
from config.words import Language, Words
from dashboard.board import BoardPart
from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.panel import Sample, panel_head
from dashboard.figures.category_bars import category_figure
from dashboard.figures.measured_rows import MeasuredRow, Scale, measured_figure
from dashboard.formatting import (
    as_title,
    comparison_name,
    day,
    in_period,
    month_name,
    number,
    period_name,
)
from dashboard.leading import each, leading, named
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.queries.care_rows import Care, Grade, Litter, Visits
from warehouse.queries.rows import Category, CategoryCount

_CLEANING = page_texts_under("cleanliness", "cleaning")
_SORTS = (
    "bin_emptying", "litter_picking", "sweeping", "graffiti_removal", "spontaneous",
    "other_cleaning",
)  # fmt: skip
_SORT = {code: page_text("cleanliness", f"sort.{code}") for code in _SORTS}
_GRADE = page_texts_under("cleanliness", "grade")
_LITTER = page_texts_under("cleanliness", "litter")
_METHOD = {code: page_text("cleanliness", f"method.{code}") for code in ("hsr", "own_points")}
_COLUMN = page_texts_under("cleanliness", "column")
_NO_VALUE, _UNKNOWN = text("figure.no_value"), text("chart.unknown")
_GRADES = Scale(1, 4)


def cleaning_part(kept: Care, view: View, look: Look) -> BoardPart:
    """Show how many visits of each sort there were."""
    language, about = view.language, _CLEANING["about"](view.language)
    table = Table(
        f"{about} {in_period(view.period, language)}",
        _columns(("sort", "visits", "before"), language),
        tuple((_sort(one, language), one.count, one.before_count) for one in kept.visits)
        if kept.visit_count is not None
        else (),
        _NO_VALUE(language),
    )
    empty = None
    if kept.visit_count is None:
        empty = _UNKNOWN(language)
    elif not kept.visits:
        empty = _CLEANING["nothing"](language)
    if empty:
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, kept.sources[:1])
    top = leading(kept.visits, lambda one: one.count)
    title = _CLEANING["title"](
        language,
        total=number(kept.visit_count or 0, language),
        name=named(top, lambda one: _sort(one, language).lower(), language),
        count=number(top[0].count, language),
        each=each(top, language),
    )
    samples = [Sample("bar", period_name(view.period, language))]
    if kept.visits_before is not None:
        name = comparison_name(view.period, view.state.comparison, language)
        samples.append(Sample("diamond", as_title(name)))
    bars = tuple(
        CategoryCount(Category("", "", "", _sort_words(one)), one.count, one.before_count)
        for one in kept.visits
    )
    head = panel_head(title, _CLEANING["summary"](language), samples)
    return BoardPart(about, head, category_figure(bars, look), table, kept.sources[:1])


def grade_part(kept: Care, view: View, look: Look) -> BoardPart:
    """Show the mean grade of each month."""
    language, about = view.language, _GRADE["about"](view.language)
    months = tuple(reversed(kept.grade_months))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (_month(one, language), one.value, one.count) for one in months
    )
    columns = (*_columns(("when",), language), _tenths("grade", language),
               *_columns(("count",), language))  # fmt: skip
    table = Table(about, columns, cells, _NO_VALUE(language))
    graded = [one for one in months if one.value is not None]
    sources = kept.grade_sources
    if not graded:
        empty = _UNKNOWN(language)
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, sources)
    head = panel_head(_grade_title(kept.grade, view), _grade_summary(graded, language))
    chart = measured_figure(tuple(_grade_row(one, language) for one in months), _GRADES, look)
    return BoardPart(about, head, chart, table, sources)


def litter_part(kept: Care, view: View, look: Look) -> BoardPart:
    """Show every measurement of litter, the newest first."""
    language, about = view.language, _LITTER["about"](view.language)
    measured = tuple(reversed(kept.litter))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (day(one.last, language), _method(one, language), one.items_per_10_m2,
         one.gum_per_10_m2, one.area_m2)
        for one in measured
    )  # fmt: skip
    columns = (*_columns(("when", "method"), language),
               _tenths("items", language), _tenths("gum", language),
               *_columns(("area",), language))  # fmt: skip
    table = Table(about, columns, cells, _NO_VALUE(language))
    sources = kept.sources[-1:]
    if not measured:
        empty = _LITTER["nothing"](language)
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, sources)
    highest = max(max(one.items_per_10_m2, one.gum_per_10_m2) for one in measured)
    rows = tuple(
        MeasuredRow(
            name=f"{day(one.last, language)}, {_method(one, language).lower()}",
            words=number(one.items_per_10_m2, language, 1),
            value=one.items_per_10_m2,
            other=one.gum_per_10_m2,
        )
        for one in measured
    )
    samples = [
        Sample("dot", _LITTER["items"](language)),
        Sample("diamond", _LITTER["gum"](language)),
    ]
    head = panel_head(_litter_title(measured, language), _LITTER["summary"](language), samples)
    chart: Figure = measured_figure(rows, Scale(0, max(highest, 1)), look)
    return BoardPart(about, head, chart, table, sources)


def _litter_title(measured: tuple[Litter, ...], language: Language) -> str:
    last, *earlier = measured
    same = [one for one in earlier if one.method_code == last.method_code]
    said = {
        "value": number(last.items_per_10_m2, language, 1),
        "day": day(last.last, language),
    }
    if not same:
        return _LITTER["title"](language, **said)
    return _LITTER["title.before"](
        language, **said, before=number(same[0].items_per_10_m2, language, 1)
    )


def _grade_title(grade: Grade, view: View) -> str:
    language, period = view.language, in_period(view.period, view.language)
    if grade.value is None:
        return _GRADE["title.none"](language, period=period)
    return _GRADE["title"](
        language,
        value=number(grade.value, language, 1),
        period=period,
        count=number(grade.count, language),
    )


def _grade_summary(graded: list[Grade], language: Language) -> str:
    low, high = (pick(graded, key=lambda one: one.value or 0) for pick in (min, max))
    return _GRADE["summary"](
        language,
        low=number(low.value or 0, language, 1),
        low_when=_month(low, language),
        high=number(high.value or 0, language, 1),
        high_when=_month(high, language),
    )


def _grade_row(one: Grade, language: Language) -> MeasuredRow:
    if one.value is None:
        return MeasuredRow(_month(one, language), _NO_VALUE(language), None)
    words = _GRADE["row"](
        language, value=number(one.value, language, 1), count=number(one.count, language)
    )
    return MeasuredRow(_month(one, language), words, one.value)


def _month(one: Grade, language: Language) -> str:
    return f"{month_name(one.first.month, language)} {one.first.year}"


def _sort(one: Visits, language: Language) -> str:
    return _sort_words(one).in_language(language)


def _sort_words(one: Visits) -> Words:
    found = _SORT.get(one.type_code)
    return found.words if found else Words(sv=one.type_code, en=one.type_code)


def _method(one: Litter, language: Language) -> str:
    found = _METHOD.get(one.method_code)
    return found(language) if found else one.method_code


def _columns(names: tuple[str, ...], language: Language) -> tuple[Column, ...]:
    texts = ("sort", "when", "method")
    return tuple(Column(_COLUMN[name](language), name not in texts) for name in names)


def _tenths(name: str, language: Language) -> Column:
    return Column(_COLUMN[name](language), is_number=True, decimals=1)
