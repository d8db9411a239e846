"""Measured values in words: parts of a base, what was before, and empty states."""

from config.texts import texts_under
from config.words import Language
from dashboard.formatting import as_title, comparison_name, number, percent
from dashboard.state import View
from warehouse.queries.rows import Completeness

LEAST_BASE = 10
"""Below this many a share is said as numbers."""

_FIGURE = texts_under("figure")
_DIRECTIONS = ("fewer", "same", "more")


def part_words(count: int, base: int, language: Language) -> str:
    """Say a part of a base: 75 % (180 av 240), or 3 av 7 where the base is small."""
    of = _FIGURE["of"](language, count=number(count, language), base=number(base, language))
    return of if base < LEAST_BASE else f"{percent(count / base, language)} ({of})"


def split_part(count: int, base: int, what: str, language: Language) -> tuple[str, str]:
    """Say a part of a base in two parts, large and small: 75 %, 180 av 240 anmälningar."""
    of = _FIGURE["of"](language, count=number(count, language), base=number(base, language))
    return (of, what) if base < LEAST_BASE else (percent(count / base, language), f"{of} {what}")


def change_words(
    now: float | None, before: float | None, view: View, completeness: Completeness = "complete"
) -> str:
    """Say how a count differs from what it is compared with, or why that is not said."""
    language = view.language
    if view.state.comparison == "none":
        return _FIGURE["no_comparison"](language)
    comparison = comparison_name(view.period, view.state.comparison, language)
    if before is None or now is None:
        return _FIGURE["comparison_missing"](language, comparison=comparison)
    if completeness == "partial":
        was = number(before, language)
        return _FIGURE["comparison_unsafe"](language, comparison=comparison, before=was)
    change = round(now - before)
    key = _DIRECTIONS[(change > 0) - (change < 0) + 1]
    said = _FIGURE[key](
        language,
        change=number(abs(change), language),
        comparison=comparison,
        before=number(before, language),
    )
    return as_title(said)


def before_words(before: str | None, view: View) -> str:
    """Say what a value was in what it is compared with; no change is claimed."""
    language = view.language
    if view.state.comparison == "none":
        return _FIGURE["no_comparison"](language)
    comparison = comparison_name(view.period, view.state.comparison, language)
    if before is None:
        return _FIGURE["comparison_missing"](language, comparison=comparison)
    return as_title(_FIGURE["before"](language, comparison=comparison, before=before))


def reach_words(completeness: Completeness, language: Language) -> str:
    """Say whether the number can still change; empty when it cannot."""
    return "" if completeness == "complete" else _FIGURE[completeness](language)
