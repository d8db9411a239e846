"""Figures in words: value, change, completeness, finding, source. States facts, no verdicts."""

import datetime as dt

from config.texts import text, texts_under
from config.words import Language
from dashboard.chosen_words import bounded
from dashboard.formatting import (
    as_title,
    comparison_name,
    day,
    in_period,
    listing,
    number,
    percent,
)
from dashboard.state import View
from warehouse.queries.rows import Catalogue, KpiFigure, SourceNote, Suppressed, Value, known
from warehouse.queries.withheld import withheld_words

_FIGURE = texts_under("figure")
_FINDING = texts_under("finding")
_SOURCE = texts_under("source")
_VALUE, _WITHHELD = text("figure.value"), text("withheld.short")
_PERCENT = 100
_LEAST_BASE = 10
"""Below this many, a share is said as numbers: percent of three is a picture of nothing."""


def value_words(figure: KpiFigure, language: Language) -> str:
    """Write the value without its unit; a share as percent."""
    if isinstance(figure.value, Suppressed):
        return _WITHHELD(language)
    if figure.value is None:
        return _FIGURE["no_value"](language)
    if has_small_base(figure):
        count = number(figure.value * (figure.base or 0), language)
        return _FIGURE["of"](language, count=count, base=number(figure.base or 0, language))
    return _written(figure, figure.value, language)


def base_words(figure: KpiFigure, language: Language) -> str:
    """Write what a value rests on: 4 av 26 besiktningar, dagar (19 fall); empty for a count."""
    if has_small_base(figure) and figure.base_name is not None:
        return figure.base_name.in_language(language)
    based = _base(figure, figure.value, figure.base, language)
    if based and not figure.is_share:
        return _FIGURE["mean.unit"](language, unit=figure.unit.in_language(language), base=based)
    return based


def has_small_base(figure: KpiFigure) -> bool:
    """Say whether a share is, now or before, one of too few to be written as percent."""
    bases = (figure.base, figure.comparison_base)
    return figure.is_share and any(base is not None and base < _LEAST_BASE for base in bases)


def change_words(figure: KpiFigure, view: View) -> str:
    """Write the absolute change, or why there is none."""
    language, comparison = view.language, _against(figure, view)
    nothing = _no_comparison(figure)
    if nothing:
        return _FIGURE[nothing](language, comparison=comparison)
    if figure.comparison_is_too_few:
        few = _FIGURE["too_few.short"](language)
        return _FIGURE["before"](language, comparison=comparison, before=few)
    before = _before(figure, language)
    if figure.change is None and figure.not_comparable is not None:
        return figure.not_comparable.in_language(language)
    if figure.change is None or has_small_base(figure):
        unsafe = "partial" in (figure.completeness, figure.comparison_completeness)
        key = "comparison_unsafe" if figure.change is None and unsafe else "before"
        return _FIGURE[key](language, comparison=comparison, before=before)
    return _FIGURE[_direction(figure)](
        language, change=_size(figure, language), comparison=comparison, before=before
    )


def change_parts(figure: KpiFigure, view: View) -> tuple[str, str]:
    """Write the change in two parts: what changed, and against what; the first may be empty."""
    language = view.language
    if figure.change is None or has_small_base(figure):
        return "", as_title(change_words(figure, view))
    comparison = _against(figure, view)
    direction, before = _direction(figure), _before(figure, language)
    joint = "as" if direction in ("same", "level", "even") else "than"
    return (
        _FIGURE[f"{direction}.short"](language, change=_size(figure, language)),
        _FIGURE[joint](language, comparison=comparison, before=before),
    )


def when_words(figure: KpiFigure, language: Language) -> str:
    """Name the day that a stock is counted at; empty for what is of the whole period."""
    if figure.counted_on is None:
        return ""
    return _FIGURE["at"](language, day=day(figure.counted_on, language))


def completeness_words(figure: KpiFigure, catalogue: Catalogue, language: Language) -> str:
    """Say why there is no number, or whether it can still change; empty when it cannot."""
    if isinstance(figure.value, Suppressed):
        return withheld_words(figure.value, catalogue).in_language(language)
    if figure.completeness == "missing":
        return _FIGURE["missing"](language)
    if figure.is_too_few:
        return _FIGURE["too_few"](language)
    if figure.value is None:
        return _FIGURE["no_base" if figure.is_share else "no_answer"](language)
    return "" if figure.completeness == "complete" else _FIGURE[figure.completeness](language)


def finding_words(figure: KpiFigure, view: View) -> str:
    """Say the figure as one sentence, and what to know about it as a second."""
    language = view.language
    period = when_words(figure, language) or in_period(view.period, language)
    if isinstance(figure.value, Suppressed):
        why = withheld_words(figure.value, view.catalogue).in_language(language)
        name = _bounded(figure.name.in_language(language), figure, view)
        return _FINDING["withheld"](language, name=name, period=period, why=why)
    if figure.value is None:
        name = _bounded(figure.name.in_language(language).lower(), figure, view)
        key = "too_few" if figure.is_too_few else "missing"
        return _FINDING[key](language, name=name, period=period)
    values = {
        "value": value_words(figure, language),
        "unit": _bounded(
            base_words(figure, language) or figure.unit.in_language(language), figure, view
        ),
        "period": period,
    }
    if figure.change is None:
        said = as_title(_FINDING["alone"](language, **values))
    else:
        said = as_title(_FINDING["counted"](language, **values, change=change_words(figure, view)))
    return " ".join([said, *_reservations(figure, view)])


def source_words(sources: tuple[SourceNote, ...], language: Language) -> str:
    """Name the sources, how far each reaches, and what was left out."""
    if not sources:
        return _SOURCE["none"](language)
    return _SOURCE["line"](language, sources="; ".join(_source(note, language) for note in sources))


def brief_source_words(sources: tuple[SourceNote, ...], language: Language) -> str:
    """Name the sources by how far they reach, and sum what was left out, in one line."""
    if not sources:
        return _SOURCE["none"](language)
    ends = list(dict.fromkeys(note.data_to for note in sources))
    groups = [_reaching(end, sources, language) for end in ends]
    said = _SOURCE["brief"](language, sources="; ".join(groups))
    rejected = sum(note.rejected_count or 0 for note in sources)
    unmapped = sum(note.unmapped_count or 0 for note in sources)
    left_out = _left_out(rejected, unmapped, language)
    return f"{said} {left_out[:1].upper()}{left_out[1:]}." if left_out else said


def short_source_words(sources: tuple[SourceNote, ...], language: Language) -> str:
    """Name the sources and how far the one that reaches least far reaches."""
    reached = [note.data_to for note in sources if note.data_to is not None]
    if not reached:
        return _SOURCE["none"](language)
    names = listing([note.name.in_language(language) for note in sources], language)
    return _SOURCE["short"](language, names=names, day=day(min(reached), language))


def sparkline_words(figure: KpiFigure, months: tuple[str, str], language: Language) -> str:
    """Say a sparkline's range, for those who cannot see it."""
    shown = [at for value in figure.sparkline if (at := known(value)) is not None]
    if not shown:
        return _FIGURE["sparkline.none"](language)
    first, last = months
    if figure.is_share:
        # A month's base is not at hand here, and percent is never said without it.
        return _FIGURE["sparkline.share"](language, first=first, last=last)
    low, high = (_written(figure, value, language) for value in (min(shown), max(shown)))
    key = "sparkline" if figure.sparkline_bucket == "month" else "sparkline.quarter"
    return _FIGURE[key](language, first=first, last=last, low=low, high=high)


def _bounded(words: str, figure: KpiFigure, view: View) -> str:
    return bounded(words, view) if figure.by_category else words


def _no_comparison(figure: KpiFigure) -> str | None:
    """Name the words for that nothing may be said of what it is compared with."""
    if figure.comparison_completeness is None:
        return "no_comparison"
    if isinstance(figure.comparison_value, Suppressed):
        return "comparison_withheld"
    if figure.comparison_is_too_few:
        return None
    is_missing = figure.comparison_value is None or figure.comparison_completeness == "missing"
    return "comparison_missing" if is_missing else None


def _against(figure: KpiFigure, view: View) -> str:
    """Name what a figure is held against: of a stock a day."""
    if figure.compared_on is not None:
        return day(figure.compared_on, view.language)
    return comparison_name(view.period, view.state.comparison, view.language)


def _reservations(figure: KpiFigure, view: View) -> list[str]:
    language, said = view.language, []
    if isinstance(figure.comparison_value, Suppressed):
        comparison = _against(figure, view)
        return [_FINDING["comparison_withheld"](language, comparison=comparison)]
    if figure.completeness in ("partial", "preliminary"):
        said.append(_FINDING[figure.completeness](language))
    if figure.not_comparable is not None and figure.comparison_value is not None:
        said.append(figure.not_comparable.in_language(language))
    if figure.comparison_completeness in ("partial", "missing"):
        comparison = _against(figure, view)
        said.append(_FINDING["comparison_unsafe"](language, comparison=comparison))
    return said


def _direction(figure: KpiFigure) -> str:
    change = round(figure.change or 0, 2 if figure.is_share else figure.decimals)
    words = ("fewer", "same", "more")
    if figure.is_share:
        words = ("lower", "level", "higher")
    elif figure.base_name is not None:
        words = ("down", "even", "up")
    return words[(change > 0) - (change < 0) + 1]


def _size(figure: KpiFigure, language: Language) -> str:
    change = abs(figure.change or 0)
    return number(change * _PERCENT if figure.is_share else change, language, figure.decimals)


def _before(figure: KpiFigure, language: Language) -> str:
    base = _base(figure, figure.comparison_value, figure.comparison_base, language)
    value = _written(figure, known(figure.comparison_value) or 0, language)
    if base and not figure.is_share:
        return _FIGURE["mean"](language, value=value, base=base)
    return base or value


def _written(figure: KpiFigure, value: float, language: Language) -> str:
    if figure.is_share:
        return percent(value, language)
    return number(value, language, figure.decimals)


def _base(figure: KpiFigure, of: Value, base: float | None, language: Language) -> str:
    value = known(of)
    if figure.base_name is None or value is None or base is None:
        return ""
    key = "share" if figure.is_share else "mean.base"
    return _FIGURE[key](
        language,
        count=number(value * base, language),
        base=number(base, language),
        base_name=figure.base_name.in_language(language),
    )


def _source(note: SourceNote, language: Language) -> str:
    names = {
        "name": note.name.in_language(language),
        "publisher": note.publisher.in_language(language),
    }
    if note.data_to is None:
        said = _SOURCE["one.undated"](language, **names)
    else:
        said = _SOURCE["one"](language, **names, day=day(note.data_to, language))
    left_out = _left_out(note.rejected_count or 0, note.unmapped_count or 0, language)
    return f"{said} ({left_out})" if left_out else said


def _reaching(end: dt.date | None, sources: tuple[SourceNote, ...], language: Language) -> str:
    names = [note.name.in_language(language) for note in sources if note.data_to == end]
    named = listing(list(dict.fromkeys(names)), language)
    if end is None:
        return _SOURCE["names"](language, names=named)
    return _SOURCE["short"](language, names=named, day=day(end, language))


def _left_out(rejected: int, unmapped: int, language: Language) -> str:
    said = [
        _SOURCE[key](language, count=number(count, language))
        for key, count in (("rejected", rejected), ("unmapped", unmapped))
        if count
    ]
    return listing(said, language) if said else ""
