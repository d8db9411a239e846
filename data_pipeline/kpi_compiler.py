"""The KPI compiler: a definition's aggregates, checked against an allow-list, as one select.

The one place where text from a fact becomes SQL; house rule 5 names it as the exception.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression, SQLExpression

from config.kpis import Example, Kpi

ALLOWED_CALLS = frozenset({"sum", "count", "min", "max", "coalesce", "nullif", "+", "-", "*"})
_ALLOWED_NODES = frozenset(
    {"FUNCTION", "COLUMN_REF", "CONSTANT", "VALUE_CONSTANT", "CAST", "TYPE", "OPERATOR", "CASE"}
)


class KpiError(Exception):
    """A KPI's aggregate says something it may not: names the KPI, the text, and what is allowed."""


def kpi_rows(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, source: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Return the KPI's rows of mart_kpi_day: area, KPI, category, day, numerator, denominator."""
    category = (
        ColumnExpression("category_id") if kpi.by_category else ConstantExpression("")
    ).alias("category_id")
    groups = "area_id, category_id, local_date" if kpi.by_category else "area_id, local_date"
    return source.aggregate(
        [
            ColumnExpression("area_id"),
            ConstantExpression(kpi_id).alias("kpi_id"),
            category,
            ColumnExpression("local_date"),
            *sums(connection, kpi_id, kpi),
        ],
        groups,
    )


def sums(connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi) -> tuple[Expression, ...]:
    """Return numerator and denominator as expressions, once they have been checked."""
    for text in filter(None, (kpi.numerator, kpi.denominator)):
        require_allowed(connection, kpi_id, text)
    below = SQLExpression(kpi.denominator) if kpi.denominator else ConstantExpression(None)
    return (
        SQLExpression(kpi.numerator).cast("DOUBLE").alias("numerator"),
        below.cast("DOUBLE").alias("denominator"),
    )


def require_allowed(connection: duckdb.DuckDBPyConnection, kpi_id: str, text: str) -> None:
    """Refuse anything but sums of columns.

    Raises:
        KpiError: two statements, a sub-query, or a call outside the allow-list.
    """
    answer = connection.execute("select json_serialize_sql($1)", [f"select {text}"]).fetchall()
    tree = json.loads(answer[0][0])
    if tree["error"] or len(tree["statements"]) != 1:
        msg = f"kpis/{kpi_id}.yaml: {text!r} is not one expression"
        raise KpiError(msg)
    node = dict(tree["statements"][0]["node"])
    chosen, *more = node.pop("select_list", [None])
    if more or node != _bare_node(connection):
        msg = f"kpis/{kpi_id}.yaml: {text!r} must be one aggregate without a table"
        raise KpiError(msg)
    for part in _expressions(chosen):
        call = part.get("function_name", "")
        if part["class"] not in _ALLOWED_NODES or (call and call not in ALLOWED_CALLS):
            allowed = ", ".join(sorted(ALLOWED_CALLS))
            msg = f"kpis/{kpi_id}.yaml: {text!r} uses {call or part['class']}; allowed: {allowed}"
            raise KpiError(msg)


def _bare_node(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return what a select holds beside what it chooses, where it holds nothing else."""
    answer = connection.execute("select json_serialize_sql('select 1')").fetchall()
    node: dict[str, Any] = json.loads(answer[0][0])["statements"][0]["node"]
    return {key: value for key, value in node.items() if key != "select_list"}


def _expressions(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "class" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _expressions(part)


def example_sums(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, example: Example
) -> tuple[float | None, float | None]:
    """Run the KPI on an example's rows and return numerator and denominator."""
    names = sorted({name for given in kpi.examples for row in given.rows for name in row})
    names = names or ["no_example_has_a_row"]
    rows = (
        connection.sql("select 1")
        .filter(ConstantExpression(value=False))
        .select(*(ConstantExpression(None).cast("DOUBLE").alias(name) for name in names))
    )
    for row in example.rows:
        cells = (ConstantExpression(row.get(name)).cast("DOUBLE").alias(name) for name in names)
        rows = rows.union(connection.sql("select 1").select(*cells))
    ((numerator, denominator),) = rows.aggregate(list(sums(connection, kpi_id, kpi))).fetchall()
    return numerator, denominator
