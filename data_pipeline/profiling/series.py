"""Matrices: many columns alike, each a counter, a month, a year or a series."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data_pipeline.profiling.found import ColumnProfile, Profile
from data_pipeline.profiling.grids import is_year
from data_pipeline.profiling.vocabulary import likeness, plain_words, vocabulary

_LEAST = 3
_YEARS_OF_MONTHS = (
    ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
_MONTHS = {name: f"{number:02}" for names in _YEARS_OF_MONTHS
           for number, name in enumerate(names, start=1)}  # fmt: skip
_LEAST_SHARE = 0.5
_SPECIAL = re.compile(r"([.^$*+?{}\[\]\\|()])")


@dataclass(frozen=True)
class Series:
    """A matrix: the pattern of its headings, and what a heading stands for."""

    pattern: str
    headings: tuple[str, ...]
    codes: str
    missing: tuple[str, ...]
    cells: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)


def find_series(columns: Sequence[ColumnProfile]) -> Series | None:
    """Return the columns that are one matrix, if there are enough of them."""
    numbers = [column for column in columns if column.role == "number"]
    if found := _of_months(columns) or _of_words(numbers):
        return found
    years = [column for column in numbers if is_year(column.heading)]
    if len(years) >= _LEAST:
        return _series(r"(\d{4})", years, "years")
    stems = Counter(match.group(1) for c in numbers if (match := _numbered(c.heading)))
    stem, count = next(iter(stems.most_common(1)), ("", 0))
    if count > _LEAST and count >= _LEAST_SHARE * len(columns):
        own = [c for c in numbers if (m := _numbered(c.heading)) and m.group(1) == stem]
        # A sign such as _ parts a prefix from the code; a letter belongs to it.
        pattern = rf"({escaped(stem)}\d+)" if stem[-1:].isalnum() else rf"{escaped(stem)}(\d+)"
        return _series(pattern, own, "numbers")
    return _named_series(columns, numbers)


def _of_months(columns: Sequence[ColumnProfile]) -> Series | None:
    """Return the columns of a year's months; those that have not come yet are empty."""
    months = [c for c in columns if c.role in {"number", "empty"} and _month(c.heading)]
    numbers = [c for c in months if c.role == "number"]
    if len(numbers) < _LEAST or len({_month(c.heading) for c in months}) < len(months):
        return None
    # A mark such as * says that a month is preliminary, and comes and goes.
    words = [c.heading.rstrip("* ") for c in months]
    mark = r"\*?" if any("*" in c.heading for c in months) else ""
    values = {word: _MONTHS[_month(word)] for word in _whole_year(words)}
    found = _series(f"({'|'.join(map(escaped, values))}){mark}", months, "months")
    return replace(found, values=values)


def _month(heading: str) -> str:
    """Return the first three letters of a month, "" for no month."""
    letters = plain_words(heading)[:3]
    return letters if letters in _MONTHS else ""


def _whole_year(words: Sequence[str]) -> Sequence[str]:
    """Return all twelve months as the sender writes them, if they are written short."""
    for names in _YEARS_OF_MONTHS:
        if {word.casefold() for word in words} <= set(names):
            return [name.capitalize() for name in names] if words[0][0].isupper() else names
    return words


def _of_words(numbers: Sequence[ColumnProfile]) -> Series | None:
    """Return the columns that are called as the sorts of litter are."""
    sorts = vocabulary().values["litter_type"]
    ours = {word: code for code, words in sorts.items() for word in words}
    own = [column for column in numbers if plain_words(column.heading) in ours]
    if len(own) < _LEAST:
        return None
    values = {column.heading: ours[plain_words(column.heading)] for column in own}
    found = _series(f"({'|'.join(map(escaped, values))})", own, "litter_type")
    return replace(found, values=values)


def wide_fields(kind: str, series: Series, profile: Profile) -> dict[str, Any]:
    """Return the fields that a matrix fills in a contract of a kind, {} where it is none."""
    if kind == "flow_count" and series.codes not in {"months", "years"}:
        return {"code_field": "point_code", "value_field": "visitor_count"}
    if kind == "litter_measurement" and series.codes == "litter_type":
        return {"code_field": "litter_type", "value_field": "item_count", "values": series.values}
    value = {"incident": "incident_count", "context_value": "context_value"}.get(kind)
    code = {"incident": "occurred_from", "context_value": "period_from"}.get(kind)
    if value and series.codes == "years":
        return {"code_field": code, "value_field": value, "formats": ["%Y"]}
    year = next((c.heading for c in profile.columns if c.times and c.times.forms == ("%Y",)), None)
    if value and series.codes == "months" and year:
        return {"with": year, "code_field": code, "value_field": value, "formats": ["%Y %m"],
                "values": series.values}  # fmt: skip
    return {"code_field": "series_code", "value_field": value} if kind == "context_value" else {}


def _numbered(heading: str) -> re.Match[str] | None:
    return re.fullmatch(r"(.*?)(\d+)", heading)


def _named_series(
    columns: Sequence[ColumnProfile], numbers: Sequence[ColumnProfile]
) -> Series | None:
    """Return the last columns of a file, where they are numbers of many different names."""
    named = {
        name for kind in vocabulary().kinds.values() for f in kind.fields.values() for name in f
    }
    named |= {name for names in vocabulary().shared.values() for name in names}
    own = [c for c in numbers if not (plain_words(c.heading) in named or _is_code(c))]
    filled = [column for column in columns if column.role != "empty" and column.personal == ""]
    last = [column for column in filled if column in own][-len(own) :]
    if len(last) < _LEAST or len(last) < _LEAST_SHARE * len(filled) - 1:
        return None
    return _series(f"({'|'.join(escaped(c.heading) for c in last)})", last, "names")


def _is_code(column: ColumnProfile) -> bool:
    return bool(likeness(column.heading, ("kod", "code", "id", "nr", "fid")))


def _series(pattern: str, columns: Sequence[ColumnProfile], codes: str) -> Series:
    missing = tuple(dict.fromkeys(word for column in columns for word in column.missing))
    cells = {text: text.lstrip("~") for c in columns for text, _ in c.values if text[:1] == "~"}
    return Series(pattern, tuple(c.heading for c in columns), codes, missing, cells)


def escaped(text: str) -> str:
    """Return a text as a pattern that fits it alone; spaces and hyphens stay readable."""
    return _SPECIAL.sub(r"\\\1", text)
