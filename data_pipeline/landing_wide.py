"""Wide files made long: one column a point or month, or one column a question of a survey."""

import re
from collections.abc import Iterator, Sequence

from duckdb import CaseExpression, ColumnExpression, ConstantExpression, Expression
from duckdb import FunctionExpression as Call

from config.questions import Question
from config.sources import ANSWER_FIELD, QUESTION_FIELD, VALUE_FIELD, Source, Wide
from data_pipeline.landing_columns import NO_ANSWER, replaced, without
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


def wide_expressions(source: Source, headings: Sequence[str]) -> list[Expression]:
    """Return the select list that turns one column per cell into one row per cell."""
    if source.wide is None:
        return _question_expressions(source, headings)
    wide = source.wide
    matched = {h: m.group(1) for h in headings if (m := re.fullmatch(wide.pattern, h))}
    values = Call("list_value", *(_cell(wide, heading) for heading in matched))
    return [
        *_beside(headings, set(matched)),
        _code(wide, list(matched.values())).alias(wide.code_field),
        Call("unnest", values).alias(wide.value_field),
    ]


def _cell(wide: Wide, heading: str) -> Expression:
    cell = ColumnExpression(heading)
    if not (wide.missing or wide.cells):
        return cell
    return replaced(without(Call("clean_text", cell), wide.missing), wide.cells)


def _code(wide: Wide, codes: list[str]) -> Expression:
    ours = [ConstantExpression(wide.values.get(code, code)) for code in codes]
    code = Call("unnest", Call("list_value", *ours))
    if wide.beside is None:
        return code
    led_by = Call("clean_text", ColumnExpression(wide.beside))
    return Call("concat_ws", ConstantExpression(" "), led_by, code)


def _beside(headings: Sequence[str], matched: set[str]) -> Iterator[Expression]:
    yield ColumnExpression(LINE_NO)
    yield from (ColumnExpression(h) for h in headings if h not in matched and h != LINE_NO)


def _question_expressions(source: Source, headings: Sequence[str]) -> list[Expression]:
    asked = dict(question_headings(source, headings))
    codes = Call("list_value", *(ConstantExpression(code) for code in asked.values()))
    cells = [_answer(source.questions[code], ColumnExpression(h)) for h, code in asked.items()]
    numbers = [_number(source.questions[code], cell)
               for code, cell in zip(asked.values(), cells, strict=True)]  # fmt: skip
    # A heading may be a field of its own as well: the answer about age is also a group.
    also = {column.source for column in source.columns}
    return [
        *_beside(headings, set(asked) - also),
        Call("unnest", codes).alias(QUESTION_FIELD),
        Call("unnest", Call("list_value", *cells)).alias(ANSWER_FIELD),
        Call("unnest", Call("list_value", *numbers)).alias(VALUE_FIELD),
    ]


def question_headings(source: Source, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each heading of the file that is a question, with the question's code."""
    codes = {plain_heading(h): code for code, q in source.questions.items() for h in q.source}
    for heading in headings:
        if code := codes.get(plain_heading(heading)):
            yield heading, code


def _answer(question: Question, cell: Expression) -> Expression:
    """Return the number, the code of an answer apart, or a mark before what is no answer."""
    text = Call("clean_text", cell)
    words = {theirs: _plain(ours) for theirs, ours in question.values.items()}
    words |= dict.fromkeys(question.missing, DONT_KNOW)
    codes = [ConstantExpression(code) for code in words.values() if not _is_number(code)]
    text = replaced(text, words)
    inside = _number(question, text).isnotnull()
    whole = inside if not codes else inside | text.isin(*codes)
    marked = Call("concat", ConstantExpression(NO_ANSWER), text)
    return CaseExpression(text.isnull(), ConstantExpression(None)).when(whole, text).otherwise(
        marked
    )  # fmt: skip


def _number(question: Question, text: Expression) -> Expression:
    scale = (ConstantExpression(question.low), ConstantExpression(question.high))
    return Call("number_within", text, *scale)


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()
