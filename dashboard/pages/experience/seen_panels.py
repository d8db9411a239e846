"""The panels about inspections, by aspect with day and dark, and about themes of interviews."""

from config.texts import text
from config.words import Language, Words
from dashboard.board import BoardPart
from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.panel import Sample, panel_head
from dashboard.figures.category_bars import category_figure, most_bars
from dashboard.figures.measured_rows import MeasuredRow, Scale, measured_figure
from dashboard.formatting import as_title, day, listing, number
from dashboard.leading import each, leading, named, trailing
from dashboard.senders_words import senders_words
from dashboard.state import View
from dashboard.texts import page_text, page_texts_under
from dashboard.theme import NOT_DRAWN, Look
from warehouse.queries.category_counts import largest_and_rest
from warehouse.queries.experience_rows import Aspect, Experience, Interviews, Theme
from warehouse.queries.rows import Category, CategoryCount

_INSPECTION = page_texts_under("experience", "inspection")
_THEMES = page_texts_under("experience", "themes")
_COLUMN = page_texts_under("experience", "column")
_ASPECTS = (
    "design", "function_mix", "people_mix", "clarity", "social_control", "lighting",
    "target_hardening", "management", "information",
)  # fmt: skip
_ASPECT = {code: page_text("experience", f"aspect.{code}") for code in _ASPECTS}
_NO_VALUE = text("figure.no_value")


def inspection_part(found: Experience, view: View, look: Look) -> BoardPart:
    """Show each aspect of the latest inspection, by daylight and in the dark."""
    language, about = view.language, _INSPECTION["about"](view.language)
    last = found.inspections[-1] if found.inspections else None
    aspects = last.aspects if last else ()
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (_aspect(one, language), one.day, one.dark, one.rated_count) for one in aspects
    )
    columns = tuple(
        Column(_COLUMN[name](language), is_number=name != "aspect")
        for name in ("aspect", "day", "dark", "rated")
    )
    table = Table(about, columns, cells, _NO_VALUE(language))
    sources = found.inspection_sources
    if last is None or last.score is None:
        empty = _INSPECTION["nothing"](language)
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, sources)
    worst = trailing(aspects, _lowest, 0)
    title = _INSPECTION["title"](
        language, score=number(last.score, language), day=day(last.last, language),
        worst=named(worst, lambda one: _aspect(one, language).lower(), language),
        low=number(_lowest(worst[0]), language), each=each(worst, language),
    )  # fmt: skip
    samples = [
        Sample("dot", _INSPECTION["day"](language)),
        Sample("diamond", _INSPECTION["dark"](language)),
    ]
    rows = tuple(_aspect_row(one, language) for one in aspects)
    chart = measured_figure(rows, Scale(0, 100), look)
    head = panel_head(title, _INSPECTION["summary"](language), samples)
    return BoardPart(about, head, chart, table, sources)


def themes_part(found: Experience, view: View, look: Look) -> BoardPart:
    """Show in how many interviews each theme was raised."""
    language, about = view.language, _THEMES["about"](view.language)
    held = found.interviews
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _theme(one, view),
            one.count,
            one.negative_count,
            _NO_VALUE(language) if one.before_count is None else one.before_count,
        )
        for one in (held.themes if held else ())
    )
    columns = tuple(
        Column(_COLUMN[name](language), is_number=name != "theme")
        for name in ("theme", "interviews", "negative", "before")
    )
    table = Table(about, columns, cells, _THEMES["few"](language))
    sources = found.interview_sources
    if held is None:
        empty = _THEMES["nothing"](language)
        return BoardPart(about, panel_head(about, empty), NOT_DRAWN, table, sources)
    told = [one for one in held.themes if one.count]
    if not told:
        title, empty = _few_words(held, view)
        return BoardPart(about, panel_head(title, empty), NOT_DRAWN, table, sources)
    top = leading(told, lambda one: one.count or 0)
    title = _THEMES["title"](
        language, name=named(top, lambda one: _theme(one, view).lower(), language),
        count=number(top[0].count or 0, language), each=each(top, language),
        total=number(held.interview_count, language), day=day(held.last, language),
    )  # fmt: skip
    bars = tuple(_bar(one, view) for one in told)
    shown = largest_and_rest(bars, most_bars(look), _THEMES["rest"].words)
    samples = [Sample("bar", day(held.last, language))]
    if any(one.before_count is not None for one in told):
        samples.append(Sample("diamond", _THEMES["before"](language)))
    head = panel_head(title, _THEMES["summary"](language), samples)
    return BoardPart(about, head, category_figure(shown, look), table, sources)


def _few_words(held: Interviews, view: View) -> tuple[str, str]:
    """Name the themes where none was raised by enough to be counted."""
    language = view.language
    themes = listing([_theme(one, view).lower() for one in held.themes], language)
    total = number(held.interview_count, language)
    title = _THEMES["title.few"](language, total=total, day=day(held.last, language))
    return title, _THEMES["named"](language, named=themes)


def _bar(one: Theme, view: View) -> CategoryCount:
    name = _theme(one, view)
    return CategoryCount(
        Category("", "", "", Words(sv=name, en=name)), one.count or 0, one.before_count
    )


def _theme(one: Theme, view: View) -> str:
    return as_title(senders_words(one.theme_code, view))


def _aspect(one: Aspect, language: Language) -> str:
    found = _ASPECT.get(one.aspect_code)
    return found(language) if found else one.aspect_code


def _lowest(one: Aspect) -> float:
    return min([score for score in (one.day, one.dark) if score is not None], default=100)


def _aspect_row(one: Aspect, language: Language) -> MeasuredRow:
    by_day, in_dark = (
        number(score, language) if score is not None else _NO_VALUE(language).lower()
        for score in (one.day, one.dark)
    )
    words = _INSPECTION["row"](language, day=by_day, dark=in_dark)
    return MeasuredRow(_aspect(one, language), words, one.day, other=one.dark)
