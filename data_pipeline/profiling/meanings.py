"""What a file is about: its kind, and which field of the kind each column fills."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from config.kinds import Field, kinds
from data_pipeline.profiling.found import ColumnProfile, Profile
from data_pipeline.profiling.marks import CLOSING, is_closing, is_marked
from data_pipeline.profiling.series import Series, wide_fields
from data_pipeline.profiling.time_columns import is_time_heading
from data_pipeline.profiling.vocabulary import EXACT, likeness, plain_words, vocabulary

# Fields that a constant may fill where no column does.
GIVEN = {"minutes", "method_code", "series_code", "area_code", "title", "answered_at",
         "question_code", "answer_code", "surveyed_on", "context_value"}  # fmt: skip
_OF_MATRICES = {"context_value", "flow_count", "litter_measurement", "incident"}
_MARKER, _LACKING, _CLOSED_LIST = 3.0, 6.0, 2.0
_DEGREES = {"longitude": 180.0, "latitude": 90.0}
# Names of files often lack the marks of letters.
_UNMARKED = str.maketrans("åäöé", "aaoe")
_MOST_CODES = 600
LEAST_KNOWN = 0.4
# A column that holds something in so few rows is no field.
_THIN = 50


@dataclass(frozen=True)
class Meaning:
    """A column and the field it is taken for; `weight` is how sure that is."""

    field: str
    column: ColumnProfile
    weight: float


@dataclass(frozen=True)
class Candidate:
    """One kind that a file may be of, its meanings and its score."""

    kind: str
    meanings: tuple[Meaning, ...]
    lacking: tuple[str, ...]
    score: float
    marks: tuple[str, ...]

    def column(self, field: str) -> ColumnProfile | None:
        """Return the column taken for a field."""
        return next((m.column for m in self.meanings if m.field == field), None)


def candidates(
    profile: Profile, series: Series | None, *, is_survey: bool
) -> tuple[Candidate, ...]:
    """Return every kind with its score, the likeliest first.

    Some columns may be a matrix, a `series`; others may be questions and make it a survey.
    """
    found = (_candidate(kind, profile, series, is_survey=is_survey) for kind in _kinds())
    return tuple(sorted(found, key=lambda one: -one.score))


def _kinds() -> tuple[str, ...]:
    return tuple(name for name in vocabulary().kinds if name in kinds())


def _candidate(kind: str, profile: Profile, series: Series | None, *, is_survey: bool) -> Candidate:
    wide = wide_fields(kind, series, profile) if series else {}
    count = profile.record_count
    held_well = (c for c in profile.columns if c.filled * _THIN > count or is_marked(c, count))
    meanings = _required_first(kind, tuple(_assigned(kind, tuple(held_well))))
    held = {meaning.field for meaning in meanings}
    filled = held | _filled_beside(kind, profile, wide)
    required = {name for name, field in kinds()[kind].fields.items() if field.required}
    lacking = tuple(sorted(required - filled - GIVEN))
    given = required - filled - set(lacking)
    marks = tuple(_marks(kind, profile))
    score = sum(m.weight for m in meanings if m.field in required) * 1.5
    score += sum(m.weight for m in meanings if m.field not in required) * 0.5
    score += _MARKER * min(3, len(marks)) - _LACKING * len(lacking) - 1.5 * len(given)
    score += _shape_score(kind, is_survey=is_survey, has_matrix=bool(wide))
    return Candidate(kind, meanings, lacking, score, marks)


def _filled_beside(kind: str, profile: Profile, wide: dict[str, Any]) -> set[str]:
    """Return the fields that a matrix, answers or a position in one column fill."""
    found = {str(wide[name]) for name in ("code_field", "value_field") if name in wide}
    if any(column.role == "position" for column in profile.columns):
        found |= {"longitude", "latitude"}
    if kind == "context_value" and wide:
        found |= {"period_from"}
    if kinds()[kind].has_questions:
        found |= {"question_code", "answer_code", "answered_at"}
    return found


def _shape_score(kind: str, *, is_survey: bool, has_matrix: bool) -> float:
    if kinds()[kind].has_questions:
        return 8.0 if is_survey else -20.0
    return 4.0 if has_matrix and kind in _OF_MATRICES and not is_survey else 0.0


def _marks(kind: str, profile: Profile) -> Iterator[str]:
    texts = [plain_words(text) for text in said_in(profile)]
    folded = [f" {text.translate(_UNMARKED)} " for text in texts]
    for marker in vocabulary().kinds[kind].markers:
        if any(f" {marker.translate(_UNMARKED)} " in text for text in folded):
            yield marker


def said_in(profile: Profile) -> Iterator[str]:
    """Yield the headings, the file's name and the lines above the headings."""
    yield from (column.heading for column in profile.columns)
    yield profile.file_name
    yield from profile.found.above


def _assigned(kind: str, columns: tuple[ColumnProfile, ...]) -> Iterator[Meaning]:
    """Give each field the column that fits it best, the surest first, each column once."""
    fields = kinds()[kind].fields
    every = [
        Meaning(name, column, weight)
        for name, field in fields.items()
        for column in columns
        if not column.personal and (weight := _fit(kind, name, field, column))
    ]
    taken: set[str] = set()
    for meaning in sorted(every, key=lambda one: -one.weight):
        if meaning.field in taken or f"/{meaning.column.heading}" in taken:
            continue
        taken |= {meaning.field, f"/{meaning.column.heading}"}
        yield meaning


def _required_first(kind: str, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Give the moment that a row needs a column that another moment took: the day of a report."""
    name = kinds()[kind].date_field
    if name is None or any(meaning.field == name for meaning in meanings):
        return meanings
    fits = ((m, _fit(kind, name, kinds()[kind].fields[name], m.column)) for m in meanings)
    found = next(((m, weight) for m, weight in fits if weight), None)
    if found is None:
        return meanings
    others = tuple(meaning for meaning in meanings if meaning is not found[0])
    return (*others, Meaning(name, found[0].column, found[1]))


def _fit(kind: str, name: str, field: Field, column: ColumnProfile) -> float:
    """Return how well a column fits a field, 0 for not at all."""
    named = likeness(column.heading, vocabulary().names_of(kind, name))
    if column.role in {"empty", "position"}:
        return 0.0
    if field.one_of:
        return _fit_of_codes(kind, name, named, column)
    if field.type in {"moment", "date"}:
        return _fit_of_moment(named, column, is_placing=kinds()[kind].date_field == name)
    if not named:
        return 0.0
    if name in _DEGREES:
        reach = max(abs(column.low or 0.0), abs(column.high or 0.0))
        is_degrees = column.role == "number" and column.has_fractions and reach <= _DEGREES[name]
        return named + 1 if is_degrees else 0.0
    fits = is_closing(column) if name == CLOSING else _has_type(field, column)
    return named if fits else 0.0


def _fit_of_moment(named: float, column: ColumnProfile, *, is_placing: bool) -> float:
    if column.times is None:
        return 0.0
    # Any date will do to place a row in time, where none is named as we know it.
    base = 1.0 if is_placing and is_time_heading(column.heading) else 0.0
    finer = 0.5 if column.times.forms[0] not in {"%Y", "%m"} else 0.0
    return max(named, base) + finer if named or base else 0.0


def _fit_of_codes(kind: str, name: str, named: float, column: ColumnProfile) -> float:
    known = known_share(kind, name, column)
    if known >= LEAST_KNOWN:
        return max(named, 1.5) + _CLOSED_LIST * known
    return 0.0


def known_share(kind: str, field: str, column: ColumnProfile) -> float:
    """Return the share of a column's texts that a closed list of ours has words for."""
    words = {word for words in vocabulary().words_of(kind, field).values() for word in words}
    held = [(text, n) for text, n in column.values if text not in column.missing]
    total = sum(count for _, count in held)
    known = sum(count for text, count in held if text.casefold() in words)
    # Lone letters and figures are words of any language, unless the heading says whose.
    is_named = likeness(column.heading, vocabulary().names_of(kind, field)) > EXACT / 2
    if all(len(text) == 1 for text, _ in held) and not is_named:
        return 0.0
    return known / total if total else 0.0


def _has_type(field: Field, column: ColumnProfile) -> bool:
    if field.type in {"decimal", "whole_number"}:
        is_within = field.low is None or (column.low or 0.0) >= field.low
        is_whole = field.type == "decimal" or not column.has_fractions
        # A lone number under a heading such as hour is taken for a clock time.
        is_number = not any(":" in text for text, _ in column.values)
        return column.role in {"number", "clock"} and is_number and is_within and is_whole
    if field.type == "flag":
        texts = {text.casefold() for text, _ in column.values}
        return column.role == "flag" or texts <= {"0", "1", *vocabulary().marks}
    if field.type == "code":
        return not column.has_fractions and column.role not in {"clock", "moment"}
    return column.role == "text"


def few_codes(column: ColumnProfile) -> bool:
    """Say whether a column's texts can be a list of codes."""
    return 0 < column.distinct <= _MOST_CODES
