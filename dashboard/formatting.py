"""Numbers, dates and periods as people read them, in both languages: the only formatter."""

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache

from babel import Locale
from babel.dates import get_month_names

from config.texts import text, texts_under
from config.words import NO_BREAK, Language, in_digits
from warehouse.comparisons import WEEKS_52, Comparison
from warehouse.period_words import period_words, span_words
from warehouse.periods import Period, Span

MINUS = "\u2212"
_LOCALES = {"sv": Locale("sv", "SE"), "en": Locale("en", "GB")}
_PERIOD = texts_under("period")
_WEEKDAY = texts_under("weekday")
_AND = text("list.and")
_PERCENT = 100


@lru_cache(maxsize=4096)
def number(value: float, language: Language, decimals: int = 0) -> str:
    """Write a number: grouped, with the language's decimal sign and a real minus."""
    return in_digits(f"{round(value, decimals) + 0.0:,.{decimals}f}", language).replace("-", MINUS)


def percent(share: float, language: Language, decimals: int = 0) -> str:
    """Write a share as percent, whole as a rule; the caller says the base beside it."""
    sign = f"{NO_BREAK}%" if language == "sv" else "%"
    return number(share * _PERCENT, language, decimals) + sign


def signed(value: float, language: Language, decimals: int = 0) -> str:
    """Write a change: always with its sign; no change is written ±0."""
    written = number(abs(value), language, decimals)
    rounded = round(value, decimals)
    if rounded == 0:
        return f"±{written}"
    return f"{'+' if rounded > 0 else MINUS}{written}"


def day(date: dt.date, language: Language) -> str:
    """Write one day: 5 juli 2013."""
    return f"{date.day} {month_name(date.month, language)} {date.year}".replace(" ", NO_BREAK)


@cache
def short_day(date: dt.date, language: Language) -> str:
    """Write one day without its year: 5 jul."""
    return f"{date.day}{NO_BREAK}{_short_month(date.month, language)}"


def moment(at: dt.datetime, language: Language) -> str:
    """Write a moment in the zone it carries: 24 november 2026 18:15."""
    return f"{day(at.date(), language)}{NO_BREAK}{at:%H:%M}"


@cache
def month_name(month: int, language: Language) -> str:
    """Return a month's name, as written inside a sentence."""
    return str(get_month_names("wide", locale=_LOCALES[language])[month])


def weekday(number_from_monday: int, language: Language) -> str:
    """Return a weekday's name; 1 is Monday."""
    return _WEEKDAY[str(number_from_monday)](language)


@cache
def span(days: Span, language: Language) -> str:
    """Write days from the first to the last: 2 juli–30 juli 2013."""
    return span_words(days, language)


@cache
def period_name(period: Period, language: Language) -> str:
    """Name a period: juli 2013; vecka 27 2013 (1–7 juli)."""
    return period_words(period, language)


@cache
def in_period(period: Period, language: Language) -> str:
    """Name a period inside a sentence: i juli 2013; under kvartal 3 2013."""
    return _PERIOD[f"{period.grain}.in"](language, name=period_name(period, language))


def as_title(words: str) -> str:
    """Begin with a capital."""
    return words[:1].upper() + words[1:]


def comparison_name(period: Period, comparison: Comparison, language: Language) -> str:
    """Name what a period is compared with: samma veckor året före."""
    scope = "any"
    if comparison == "year":
        long = "whole" if period.span.day_count > WEEKS_52.days else "part"
        scope = "week" if period.grain == "week" else long
    if comparison == "calendar_year" and period.grain in ("quarter", "half_year"):
        scope = period.grain
    return _PERIOD[f"compare.{comparison}.{scope}"](language)


def listing(words: Iterable[str], language: Language) -> str:
    """Join words: a, b och c."""
    *head, last = list(words)
    return f"{', '.join(head)} {_AND(language)} {last}" if head else last


@cache
def _short_month(month: int, language: Language) -> str:
    return str(get_month_names("abbreviated", locale=_LOCALES[language])[month]).rstrip(".")
