"""Wide files made long: one column a point or month, or one column a question of a survey."""

import re
from collections.abc import Callable, Iterator, Sequence

from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyRelation,
    Expression,
)
from duckdb import FunctionExpression as Call

from config.questions import Question
from config.sources import ANSWER_FIELD, QUESTION_FIELD, VALUE_FIELD, Source, Wide
from data_pipeline.landing_columns import NO_ANSWER, LandingField, replaced, without
from data_pipeline.text_table import LINE_NO, plain_heading

DONT_KNOW = "dont_know"


def is_wide(source: Source) -> bool:
    """Say whether one record of the file gives several rows."""
    return source.wide is not None or bool(source.questions)


def cell_field(source: Source) -> str:
    """Return the field that says which cell of a record a row comes from, "" for none."""
    if source.questions:
        return QUESTION_FIELD
    return source.wide.code_field if source.wide else ""


def filled_field(source: Source) -> str:
    """Return the field that is empty where the cell is."""
    return ANSWER_FIELD if source.questions else source.wide.value_field if source.wide else ""


def sent_heading(source: Source, headings: Sequence[str], field: LandingField, part: str) -> str:
    """Return the sender's heading of a field; of a cell of a wide file, that of its own column."""
    if field.name not in _cell_fields(source):
        return field.heading or field.name
    if source.questions:
        return next(h for h, code in question_headings(source, headings) if code == part)
    # A code may be led by what stands beside: the year before the month.
    codes = {f" {code}": heading for heading, code in _cell_codes(source.wide, headings)}
    return next((h for code, h in codes.items() if f" {part}".endswith(code)), part)


def _cell_fields(source: Source) -> tuple[str, ...]:
    if source.questions:
        return (QUESTION_FIELD, ANSWER_FIELD, VALUE_FIELD)
    return (source.wide.code_field, source.wide.value_field) if source.wide else ()


def _cell_codes(wide: Wide | None, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each heading of a matrix that is one of its cells, with our code of it."""
    for heading in headings:
        if wide and (match := re.fullmatch(wide.pattern, heading)):
            yield heading, wide.values.get(match.group(1), match.group(1))


def long_rows(rows: DuckDBPyRelation, source: Source) -> DuckDBPyRelation:
    """Return one row a cell of a file that has one column a point, month or question."""
    headings = rows.columns
    if source.wide is None:
        return _answers(rows, source)
    wide = source.wide
    matched = dict(_cell_codes(wide, headings))
    values = Call("list_value", *(_cell(wide, heading) for heading in matched))
    return rows.select(
        *_beside(headings, set(matched)),
        _code(wide, list(matched.values())).alias(wide.code_field),
        Call("unnest", values).alias(wide.value_field),
    )


def _cell(wide: Wide, heading: str) -> Expression:
    cell = ColumnExpression(heading)
    if not (wide.missing or wide.cells):
        return cell
    return replaced(without(Call("clean_text", cell), wide.missing), wide.cells)


def _code(wide: Wide, codes: list[str]) -> Expression:
    code = Call("unnest", Call("list_value", *map(ConstantExpression, codes)))
    if wide.beside is None:
        return code
    led_by = Call("clean_text", ColumnExpression(wide.beside))
    return Call("concat_ws", ConstantExpression(" "), led_by, code)


def _beside(headings: Sequence[str], matched: set[str]) -> Iterator[Expression]:
    yield ColumnExpression(LINE_NO)
    yield from (ColumnExpression(h) for h in headings if h not in matched and h != LINE_NO)


def _answers(rows: DuckDBPyRelation, source: Source) -> DuckDBPyRelation:
    """Return one row an answer: its code or number as text, or a mark before what is none.

    Step by step, each on the columns of the last: all at once one text would be asked for in a
    hundred places, and a survey of as many questions takes longer to plan than to read.
    """
    asked = dict(question_headings(source, rows.columns))
    rules = {code: source.questions[code] for code in asked.values()}
    codes = Call("list_value", *(ConstantExpression(code) for code in asked.values()))
    cells = Call("list_value", *map(ColumnExpression, asked))
    # A heading may be a field of its own as well: the answer about age is also a group.
    also = {column.source for column in source.columns}
    beside = list(_beside(rows.columns, set(asked) - also))
    code, text = ColumnExpression(QUESTION_FIELD), ColumnExpression(ANSWER_FIELD)
    value = ColumnExpression(VALUE_FIELD)
    long = rows.select(*beside, Call("unnest", codes).alias(QUESTION_FIELD),
                       Call("unnest", cells).alias(ANSWER_FIELD))  # fmt: skip
    clean = long.select(*beside, code, Call("clean_text", text).alias(ANSWER_FIELD))
    ours = _by_rule(rules, _words, lambda one: replaced(text, _words(one)))
    said = clean.select(*beside, code, ours.alias(ANSWER_FIELD))
    number = _by_rule(rules, lambda one: (one.low, one.high), lambda one: _number(one, text))
    typed = said.select(*beside, code, text, number.alias(VALUE_FIELD))
    is_code = _by_rule(rules, _codes, lambda one: _is_one_of(text, _codes(one)))
    marked = Call("concat", ConstantExpression(NO_ANSWER), text)
    answer = CaseExpression(text.isnull() | value.isnotnull() | is_code, text).otherwise(marked)
    return typed.select(*beside, code, answer.alias(ANSWER_FIELD), value)


def _by_rule(
    questions: dict[str, Question],
    rule: Callable[[Question], object],
    made: Callable[[Question], Expression],
) -> Expression:
    """Return the expression of each row's question; those with the same rule share one."""
    groups: dict[str, list[str]] = {}
    for code, question in questions.items():
        groups.setdefault(repr(rule(question)), []).append(code)
    first, *others = groups.values()
    found = made(questions[first[0]])
    for codes in others:
        is_asked = ColumnExpression(QUESTION_FIELD).isin(*map(ConstantExpression, codes))
        found = CaseExpression(is_asked, made(questions[codes[0]])).otherwise(found)
    return found


def question_headings(source: Source, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each heading of the file that is a question, with the question's code."""
    codes = {plain_heading(h): code for code, q in source.questions.items() for h in q.source}
    for heading in headings:
        if code := codes.get(plain_heading(heading)):
            yield heading, code


def _words(question: Question) -> dict[str, str]:
    """Return the sender's words and ours."""
    words = {theirs: _plain(ours) for theirs, ours in question.values.items()}
    return words | dict.fromkeys(question.missing, DONT_KNOW)


def _codes(question: Question) -> tuple[str, ...]:
    """Return those of our words that are no numbers."""
    return tuple(code for code in _words(question).values() if not _is_number(code))


def _is_one_of(text: Expression, codes: tuple[str, ...]) -> Expression:
    return text.isin(*map(ConstantExpression, codes)) if codes else ConstantExpression(value=False)


def _number(question: Question, text: Expression) -> Expression:
    scale = (ConstantExpression(question.low), ConstantExpression(question.high))
    return Call("number_within", text, *scale)


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()
