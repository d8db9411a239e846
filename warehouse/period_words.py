"""Periods and spans in words, Swedish and British English."""

import datetime as dt

from babel.dates import format_date

from config.words import Language, Words
from warehouse.periods import Grain, Period, Span

_LOCALES: dict[Language, str] = {"sv": "sv_SE", "en": "en_GB"}
_NAMES: dict[Grain, Words] = {
    "week": Words(sv="vecka", en="week"),
    "quarter": Words(sv="kvartal", en="quarter"),
    "tertial": Words(sv="tertial", en="tertial"),
    "half_year": Words(sv="halvår", en="half-year"),
    "rolling_12": Words(sv="12 månader till och med", en="12 months to the end of"),
}


def period_words(period: Period, language: Language) -> str:
    """Name a period: "juli 2013", "vecka 37 2026 (7–13 sep)", "tertial 2 2026 (maj–aug)"."""
    span = period.span
    match period.grain:
        case "week":
            year, number, _ = span.first.isocalendar()
            name = _NAMES["week"].in_language(language)
            return f"{name} {number} {year} ({_short_days(span, language)})"
        case "month":
            return _written(span.first, "LLLL y", language)
        case "year":
            return str(span.first.year)
        case "rolling_12":
            name = _NAMES["rolling_12"].in_language(language)
            return f"{name} {_short_month(span.last, language)} {span.last.year}"
        case "free":
            return span_words(span, language)
        case grain:
            months = f"{_short_month(span.first, language)}–{_short_month(span.last, language)}"
            name = _NAMES[grain].in_language(language)
            return f"{name} {period.number} {span.first.year} ({months})"


def span_words(span: Span, language: Language) -> str:
    """Name the first and last day: "2 juli–30 juli 2012"; the year is said twice if it differs."""
    last = day_words(span.last, language)
    if span.first == span.last:
        return last
    same_year = span.first.year == span.last.year
    return f"{_written(span.first, 'd MMMM' if same_year else 'd MMMM y', language)}–{last}"


def day_words(day: dt.date, language: Language) -> str:
    """Name one day: "2 juli 2012"."""
    return _written(day, "d MMMM y", language)


def _short_days(span: Span, language: Language) -> str:
    first, last = span.first, span.last
    ending = f"{last.day} {_short_month(last, language)}"
    if first.month == last.month:
        return f"{first.day}–{ending}"
    beginning = f"{first.day} {_short_month(first, language)}"
    if first.year == last.year:
        return f"{beginning}–{ending}"
    return f"{beginning} {first.year}–{ending} {last.year}"


def _short_month(day: dt.date, language: Language) -> str:
    return _written(day, "LLL", language).rstrip(".")


def _written(day: dt.date, pattern: str, language: Language) -> str:
    return format_date(day, pattern, locale=_LOCALES[language])
