"""The landing compiler: a contract's columns as database expressions.

Expressions are objects, never glued text; the macros they call stand in land_types.sql.
"""

import datetime as dt
from dataclasses import dataclass
from functools import reduce

from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    Expression,
)
from duckdb import FunctionExpression as Call

from config.kinds import Field, kinds
from config.layouts import Layout
from config.sources import ANSWER_FIELD, EARLIEST, QUESTION_FIELD, VALUE_FIELD, Column, Source
from config.time_forms import Clock, example_of, forms_with_clock

ISO_FORMATS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%d",
)
LATEST_AHEAD = dt.timedelta(days=2 * 366)
TIME_IS_KNOWN = "time_is_known"
LOCAL_DATE = "local_date"
"""The day of the row's moment, of a kind that has one."""
_LED_BY = {
    "load_no": "BIGINT",
    "source_id": "VARCHAR",
    "line_no": "BIGINT",
    "row_key": "VARCHAR",
    TIME_IS_KNOWN: "BOOLEAN",
}
_DATABASE_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "whole_number": "BIGINT",
    "decimal": "DOUBLE",
    "moment": "TIMESTAMP",
    "date": "DATE",
    "flag": "BOOLEAN",
}
_BETWEEN = chr(31)  # a sign that no text holds, so that two identities never look alike
NO_ANSWER = chr(0xFFFD)
"""Leads the text of a survey's cell that is none of its question's answers."""
_OTHER_HALF = {"longitude": "latitude", "latitude": "longitude"}
_YES_OR_NO = ("ja", "nej")  # of those that are understood
_NOTHING = ConstantExpression(None)


@dataclass(frozen=True)
class LandingField:
    """One field of a landed row: how its text is found, typed and judged."""

    name: str
    heading: str | None
    field: Field
    column: Column | None
    constant: str | int | float | None
    scale: float
    own_formats: tuple[str, ...] = ()

    @property
    def text_name(self) -> str:
        """The name its text has on the way."""
        return f"text_{self.name}"

    @property
    def problem_name(self) -> str:
        """The name its fault has on the way."""
        return f"problem_{self.name}"

    @property
    def is_personal(self) -> bool:
        """Say whether its value must not be shown in an error."""
        return self.column is not None and self.column.personal

    @property
    def earliest(self) -> dt.datetime:
        """The first moment that is not taken for a slip."""
        first = self.column.earliest if self.column else EARLIEST
        return dt.datetime.combine(first, dt.time())

    @property
    def clock(self) -> Clock:
        """Whose clock its times are of."""
        return self.column.clock if self.column else "local"

    @property
    def formats(self) -> tuple[str, ...]:
        """The date forms its sender uses."""
        return self.own_formats or ISO_FORMATS


def database_type(field: Field) -> str:
    """Return the database's name of a field's type."""
    return _DATABASE_TYPES[field.type]


def landing_fields(source: Source) -> tuple[LandingField, ...]:
    """Return every field of the source's kind, in the kind's order."""
    columns = {column.field: column for column in source.columns}
    headings = {name: column.source for name, column in columns.items()}
    scales = {name: column.scale for name, column in columns.items()}
    formats = {name: column.formats for name, column in columns.items()}
    if source.wide:
        headings |= {field: field for field in (source.wide.code_field, source.wide.value_field)}
        scales[source.wide.value_field] = source.wide.scale
        formats[source.wide.code_field] = source.wide.formats
    if source.questions:
        headings |= {field: field for field in (QUESTION_FIELD, ANSWER_FIELD, VALUE_FIELD)}
    return tuple(
        LandingField(
            name,
            headings.get(name),
            field,
            columns.get(name),
            source.constants.get(name),
            scales.get(name, 1.0),
            formats.get(name, ()),
        )
        for name, field in kinds()[source.kind].fields.items()
    )


def text_expression(landing: LandingField, present: set[str]) -> Expression:
    """Return the field's cleaned text, the sender's words replaced by ours."""
    if landing.constant is not None:
        return ConstantExpression(str(landing.constant)).alias(landing.text_name)
    others = landing.column.others if landing.column else ()
    missing = landing.column.missing if landing.column else ()
    cells = [without(Call("clean_text", ColumnExpression(heading)), missing)
             for heading in (landing.heading, *others) if heading in present]  # fmt: skip
    if not cells:
        return _NOTHING.cast("VARCHAR").alias(landing.text_name)
    text = CoalesceOperator(*cells) if others else cells[0]
    beside = landing.column.beside if landing.column else None
    if beside in present:
        text = Call("joined_text", text, Call("clean_text", ColumnExpression(str(beside))))
    if landing.column and landing.column.pattern:
        text = Call("part_of_text", text, ConstantExpression(landing.column.pattern))
    values = landing.column.values if landing.column else {}
    return replaced(text, values).alias(landing.text_name)


def without(text: Expression, missing: tuple[str, ...]) -> Expression:
    """Return the text, or null where it is one of the sender's words for nothing."""
    if not missing:
        return text
    return CaseExpression(text.isin(*map(ConstantExpression, missing)), _NOTHING).otherwise(text)


def replaced(text: Expression, values: dict[str, str]) -> Expression:
    """Return the text with the sender's words replaced by ours; "" is an empty cell."""
    whole = Call("or_blank", text)
    chain: Expression | None = None
    for theirs, ours in values.items():
        hit, word = whole == ConstantExpression(theirs), ConstantExpression(ours)
        chain = CaseExpression(hit, word) if chain is None else chain.when(hit, word)
    return text if chain is None else chain.otherwise(text)


def value_expression(landing: LandingField, layout: Layout) -> Expression:
    """Return the field's typed value; text that cannot be typed gives null."""
    text = ColumnExpression(landing.text_name)
    kind = landing.field.type
    mark = ConstantExpression("." if landing.constant is not None else layout.decimal)
    if kind == "decimal":
        value = Call("as_decimal", text, mark) * ConstantExpression(landing.scale)
    elif kind == "whole_number":
        value = Call("as_whole_number", text, mark)
    elif kind in ("moment", "date"):
        value = _moment(landing, text, layout.time_zone)
    elif kind == "flag":
        value = Call("as_flag", text)
    else:
        value = text
    return value.cast(_DATABASE_TYPES[kind]).alias(landing.name)


def _moment(landing: LandingField, text: Expression, time_zone: str) -> Expression:
    """Return the moment by the clock of the place; a day alone is a day in any zone."""
    forms = ConstantExpression(list(landing.formats))
    if landing.clock == "local":
        return Call("as_moment", text, forms)
    timed, zone = list(forms_with_clock(landing.formats)), ConstantExpression(time_zone)
    moved = Call("as_zoned_moment", text, ConstantExpression(timed), zone)
    if landing.clock == "offset":
        return CaseExpression(Call("zone_of", text).isnotnull(), moved).otherwise(_NOTHING)
    days = [form for form in landing.formats if form not in timed]
    return (
        CoalesceOperator(moved, Call("as_moment", text, ConstantExpression(days)))
        if days
        else moved
    )


def problem_expression(landing: LandingField, today: dt.date) -> Expression:
    """Return the message key of what is wrong with the field, or null."""
    text, value = ColumnExpression(landing.text_name), ColumnExpression(landing.name)
    faults: list[tuple[Expression, str]] = []
    if landing.field.required:
        faults.append((text.isnull(), "row.missing"))
    untyped = {"moment": "row.not_moment", "date": "row.not_moment", "decimal": "row.not_number",
               "whole_number": "row.not_whole", "flag": "row.not_one_of"}  # fmt: skip
    if key := untyped.get(landing.field.type):
        faults.append((text.isnotnull() & value.isnull(), key))
    faults += _out_of_range(landing.field, value)
    if landing.name in _OTHER_HALF:
        other = ColumnExpression(f"text_{_OTHER_HALF[landing.name]}")
        faults.append((text.isnull() & other.isnotnull(), "row.half_position"))
    if landing.field.type == "moment":
        latest = dt.datetime.combine(today, dt.time()) + LATEST_AHEAD
        faults += [
            (value < ConstantExpression(landing.earliest), "row.not_plausible"),
            (value > ConstantExpression(latest), "row.not_plausible"),
        ]
    if landing.name == ANSWER_FIELD:
        mark = ConstantExpression(NO_ANSWER)
        faults.append((Call("starts_with", text, mark), "row.not_answer"))
    if landing.field.one_of:
        allowed = [ConstantExpression(word) for word in landing.field.one_of]
        faults.append((text.isnotnull() & text.isnotin(*allowed), "row.not_one_of"))
    return _first_fault(faults).alias(landing.problem_name)


def _out_of_range(field: Field, value: Expression) -> list[tuple[Expression, str]]:
    bounds = []
    if field.low is not None:
        bounds.append(value < ConstantExpression(field.low))
    if field.high is not None:
        bounds.append(value > ConstantExpression(field.high))
    return [(bound, "row.out_of_range") for bound in bounds]


def first_problem(fields: tuple[LandingField, ...]) -> Expression:
    """Return the first fault of a row, or null where it is good."""
    problems = (ColumnExpression(field.problem_name) for field in fields)
    return Call("list_any_value", Call("list_value", *problems))


def problem_details(landing: LandingField, today: dt.date, text: str = "") -> dict[str, str]:
    """Return what the sentences about a fault of this field name; `text` is what was sent."""
    latest = dt.datetime.combine(today, dt.time()) + LATEST_AHEAD
    return {
        "formats": _example(landing, text),
        "low": f"{landing.field.low:g}" if landing.field.low is not None else "−∞",
        "high": f"{landing.field.high:g}" if landing.field.high is not None else "∞",
        "earliest": f"{landing.earliest:%Y-%m-%d}",
        "latest": f"{latest:%Y-%m-%d}",
        "allowed": ", ".join(_expected_words(landing)),
    }


def _example(landing: LandingField, text: str) -> str:
    """Write one moment as the sender may: with a clock time where the text tried to hold one."""
    timed = forms_with_clock(landing.formats)
    if landing.clock == "offset":
        return example_of(f"{timed[0]}+02:00")
    alike = [form for form in landing.formats if (form in timed) == (":" in text)]
    return example_of((alike or landing.formats)[0])


def _expected_words(landing: LandingField) -> tuple[str, ...]:
    """Return the sender's own words for what is allowed; ours where the contract maps none."""
    allowed = landing.field.one_of or (_YES_OR_NO if landing.field.type == "flag" else ())
    mapped = landing.column.values if landing.column else {}
    return tuple(word for word in mapped if word) or allowed


def _first_fault(faults: list[tuple[Expression, str]]) -> Expression:
    if not faults:
        return _NOTHING.cast("VARCHAR")
    (hit, key), *rest = faults
    case = CaseExpression(hit, ConstantExpression(key))
    for hit, key in rest:
        case = case.when(hit, ConstantExpression(key))
    return case.otherwise(_NOTHING)


def key_expression(source: Source, fields: tuple[LandingField, ...]) -> Expression:
    """Return what names a row across files: its identity, or all its text where it has none."""
    texts = [ColumnExpression(landing.text_name) for landing in fields]
    blank = ConstantExpression(_BETWEEN * (len(source.identity) - 1))
    whole = Call("row_text", Call("list_value", *(Call("or_blank", text) for text in texts)))
    if not source.identity:
        return whole.alias("row_key")
    named = [Call("or_blank", ColumnExpression(f"text_{name}")) for name in source.identity]
    identity = Call("concat_ws", ConstantExpression(_BETWEEN), *named)
    return CaseExpression(identity == blank, whole).otherwise(identity).alias("row_key")


def led_by(kind: str) -> dict[str, str]:
    """Return the columns that every landed row of a kind begins with, and their types."""
    dated = {LOCAL_DATE: "DATE"} if kinds()[kind].date_field else {}
    return _LED_BY | dated


def date_expression(kind: str) -> tuple[Expression, ...]:
    """Return the day of the row's moment, where the kind has one."""
    field = kinds()[kind].date_field
    return (ColumnExpression(field).cast("DATE").alias(LOCAL_DATE),) if field else ()


def time_known_expression(source: Source, fields: tuple[LandingField, ...]) -> Expression:
    """Say whether the row's moment holds a clock time and not only a day."""
    dated = next((f for f in fields if f.name == kinds()[source.kind].date_field), None)
    timed = list(forms_with_clock(dated.formats)) if dated else []
    if dated is None or not timed:
        return ConstantExpression(value=False).alias(TIME_IS_KNOWN)
    # A sender may write some rows with a clock time and some with a day only.
    text = ColumnExpression(dated.text_name)
    if dated.clock != "local":
        text = Call("without_zone", text)
    known = Call("as_moment", text, ConstantExpression(timed)).isnotnull()
    if dated.column is not None and dated.column.unknown_time is not None:
        hour, minute, *second = dated.column.unknown_time.split(":")
        unknown = ConstantExpression(":".join((hour, minute, *(second or ["00"]))))
        known = known & (Call("clock_of", ColumnExpression(dated.name)) != unknown)
    return known.alias(TIME_IS_KNOWN)


def keep_expression(source: Source) -> Expression | None:
    """Return the filter of the contract's rules about whole rows, or None."""
    rules = [
        Call("or_blank", Call("clean_text", ColumnExpression(rule.source))).isin(
            *(ConstantExpression(word) for word in rule.one_of)
        )
        for rule in source.keep
    ]
    for rule in source.leave_out:
        text = Call("or_blank", Call("clean_text", ColumnExpression(rule.source)))
        rules.append(~Call("regexp_matches", text, ConstantExpression(rule.pattern)))
    return reduce(lambda left, right: left & right, rules) if rules else None
