"""The portable SQL subset: what a model may say so that DuckDB and Spark answer alike."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

DIALECT = "duckdb"
ALLOW_LIST = Path(__file__).with_name("portable_functions.txt")
EXTRACT_PARTS = {"YEAR", "QUARTER", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"}
DIFF_UNITS = {"DAY", "SECOND"}
TIME_SUFFIXES = ("_date", "_at", "_on")
INTEGERS = exp.DataType.INTEGER_TYPES
# Connectives that the parser counts as functions.
CONNECTIVES = {"And", "Or", "Xor"}
NOT_PORTABLE: dict[type[exp.Expr], str] = {
    exp.Comprehension: "a list comprehension",
    exp.Lambda: "a lambda",
    exp.Pivot: "pivot or unpivot",
    exp.TableSample: "a sample",
}


def statement_faults(text: str) -> list[str]:
    """Everything in one SQL file that is outside the portable subset."""
    statements = sqlglot.parse(text, read=DIALECT)
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ["write one select, and nothing else"]
    tree = statements[0]
    faults = (fault for node in tree.walk() for rule in RULES for fault in rule(node))
    return list(dict.fromkeys(faults))


def spark_text(text: str) -> str:
    """The statement as Spark is given it, parsed again to be sure."""
    spoken = sqlglot.transpile(text, read=DIALECT, write="spark")[0]
    sqlglot.parse_one(spoken, read="spark")
    return spoken


@cache
def allowed_functions() -> frozenset[str]:
    """Names, as the parser knows them, of the functions in the allow-list."""
    lines = ALLOW_LIST.read_text(encoding="utf-8").splitlines()
    calls = (line.split("  #")[0].strip() for line in lines if not line.startswith("#"))
    return frozenset(_outermost(call) for call in calls if call)


def _outermost(call: str) -> str:
    node = sqlglot.parse_one(f"select {call}", read=DIALECT).expressions[0]
    found = node.find(exp.Func)
    if found is None:
        msg = f"{ALLOW_LIST.name}: {call!r} is not a call of a function"
        raise ValueError(msg)
    return _name(found)


def _name(node: exp.Func) -> str:
    return node.name.lower() if isinstance(node, exp.Anonymous) else type(node).__name__


def _functions(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Func) and _name(node) not in allowed_functions() | CONNECTIVES:
        yield f"{node.sql(DIALECT)}: the function is not in {ALLOW_LIST.name}"


def _shape(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Select) and any(item.is_star for item in node.expressions):
        yield "select *: list the columns"
    if isinstance(node, exp.Group) and node.args.get("all"):
        yield "group by all: list the columns"
    if isinstance(node, exp.SetOperation) and node.args.get("by_name"):
        yield "union by name: list the columns"
    if isinstance(node, exp.Join) and node.args.get("method") == "ASOF":
        yield "asof join: use a window"
    if type(node) in NOT_PORTABLE:
        yield f"{node.sql(DIALECT)}: {NOT_PORTABLE[type(node)]} does not travel"


def _numbers(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Div) and any(map(_is_decimal, (node.left, node.right))):
        yield f"{node.sql(DIALECT)}: cast the decimal literal to double"
    if isinstance(node, exp.TryCast) and node.to.this in INTEGERS:
        yield f"{node.sql(DIALECT)}: try_cast to double, then floor and cast"
    elif isinstance(node, exp.Cast) and node.to.this in INTEGERS and _is_fraction(node.this):
        yield f"{node.sql(DIALECT)}: say floor or ceil before the cast to an integer"


def _times(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Sub) and _is_time(node.left) and _is_time(node.right):
        yield f"{node.sql(DIALECT)}: use date_diff, not minus"
    if isinstance(node, exp.Extract) and node.name.upper() not in EXTRACT_PARTS:
        yield f"{node.sql(DIALECT)}: take this part from the calendar"
    if isinstance(node, exp.DateDiff):
        unit = node.text("unit").upper()
        if unit not in DIFF_UNITS:
            yield f"{node.sql(DIALECT)}: only days and seconds count alike"
        if unit == "DAY" and not (_is_date(node.this) and _is_date(node.expression)):
            yield f"{node.sql(DIALECT)}: cast both sides to date"


def _is_decimal(node: exp.Expr) -> bool:
    value = node.unnest()
    return isinstance(value, exp.Literal) and not value.is_string and "." in value.name


def _is_fraction(node: exp.Expr) -> bool:
    return isinstance(node.unnest(), exp.Div) or _is_decimal(node)


def _is_time(node: exp.Expr) -> bool:
    value = node.unnest()
    if isinstance(value, exp.Cast):
        return value.to.this in exp.DataType.TEMPORAL_TYPES
    return isinstance(value, exp.Column) and value.name.lower().endswith(TIME_SUFFIXES)


def _is_date(node: exp.Expr) -> bool:
    value = node.unnest()
    if isinstance(value, exp.Cast):
        return bool(value.to.this == exp.DataType.Type.DATE)
    return isinstance(value, exp.Column) and not value.name.lower().endswith("_at")


RULES: tuple[Callable[[exp.Expr], Iterator[str]], ...] = (
    _functions,
    _shape,
    _numbers,
    _times,
)
