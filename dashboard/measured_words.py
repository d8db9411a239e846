"""Measured values in words: parts of a base, what was before, and empty states."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from config.texts import Phrase, texts_under
from config.words import Language, Words
from dashboard.components.measure_tile import Measured
from dashboard.formatting import as_title, comparison_name, day, number, percent, period_name
from dashboard.sentences import short_source_words
from dashboard.state import View
from warehouse.queries.rows import Completeness, SourceNote

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
    now: float | None,
    before: float | None,
    view: View,
    completeness: Completeness = "complete",
    stopped: Words | None = None,
    against: dt.date | None = None,
) -> str:
    """Say how a count differs from what it is compared with, or why that is not said.

    `completeness` is the lesser of the two; `against` is the day that a stock is held against.
    """
    language = view.language
    if stopped is not None:
        return stopped.in_language(language)
    if view.state.comparison == "none":
        return _FIGURE["no_comparison"](language)
    comparison = comparison_name(view.period, view.state.comparison, language)
    comparison = day(against, language) if against else comparison
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


def before_words(
    before: str | None,
    view: View,
    stopped: Words | None = None,
    completeness: Completeness = "complete",
) -> str:
    """Say what a value was in what it is compared with, or why not; no change is claimed."""
    language = view.language
    if stopped is not None:
        return stopped.in_language(language)
    if view.state.comparison == "none":
        return _FIGURE["no_comparison"](language)
    comparison = comparison_name(view.period, view.state.comparison, language)
    if before is None:
        return _FIGURE["comparison_missing"](language, comparison=comparison)
    key = "comparison_unsafe" if completeness == "partial" else "before"
    return as_title(_FIGURE[key](language, comparison=comparison, before=before))


def reach_words(completeness: Completeness, language: Language) -> str:
    """Say whether the number can still change; empty when it cannot."""
    return "" if completeness == "complete" else _FIGURE[completeness](language)


@dataclass(frozen=True)
class TileWords:
    """What a page's tiles are called and how each is counted; `is_of_period` for those it dates."""

    names: Mapping[str, Phrase]
    abouts: Mapping[str, Phrase]
    is_of_period: bool = True

    def tile(
        self,
        name: str,
        value: str,
        change: str,
        view: View,
        sources: tuple[SourceNote, ...],
        **more: str,
    ) -> Measured:
        """Return a tile; `more` is its unit, remark, and when it is from if not the period."""
        language = view.language
        return Measured(
            name=self.names[name](language),
            value=value,
            unit=more.get("unit", ""),
            when=more.get("when", period_name(view.period, language)),
            change=change,
            about=(self.abouts[name](language),),
            source=short_source_words(sources, language),
            remark=more.get("remark", ""),
            is_missing=not any(sign.isdigit() for sign in value),
        )

    def empty(self, name: str, value: str, why: str, view: View) -> Measured:
        """Return a tile without a number, and why there is none."""
        language = view.language
        return Measured(
            name=self.names[name](language),
            value=value,
            unit="",
            when=period_name(view.period, language) if self.is_of_period else "",
            change="",
            about=(self.abouts[name](language),),
            source="",
            remark=why,
            is_missing=True,
        )
