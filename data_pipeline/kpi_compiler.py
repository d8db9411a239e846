"""The KPI compiler: a definition's aggregates, checked against an allow-list, as one select.

The one place where text from a fact becomes SQL; house rule 5 names it as the exception.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression, SQLExpression

from config.kpis import Example, Kpi
from warehouse.kpi_forms import Formed, Part, formed

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
    return counted_rows(kpi, source).aggregate(
        [
            ColumnExpression("area_id"),
            ConstantExpression(kpi_id).alias("kpi_id"),
            category,
            ColumnExpression("local_date"),
            *sums(connection, kpi_id, kpi),
        ],
        groups,
    )


def wait_rows(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, source: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Return the KPI's rows of mart_kpi_wait: as kpi_rows, and each amount apart."""
    category = ColumnExpression("category_id") if kpi.by_category else ConstantExpression("")
    kept = ["area_id", "local_date", *filter(None, (kpi.amount,)), "is_protected"]
    ended, cases = sums(connection, kpi_id, kpi)
    area, day, *amount, is_protected = map(ColumnExpression, kept)
    return counted_rows(kpi, source).aggregate(
        [area, ConstantExpression(kpi_id), category, day, *amount, ended, cases, is_protected],
        ", ".join([*kept, "category_id"] if kpi.by_category else kept),
    )


def round_parts(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, source: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Return what the KPI's rounds are made of.

    Area, source, round, whether protected, amount, group, first and last day, and the two sums.
    """
    kept = ["area_id", "source_id", "round_key", "is_protected"]
    apart = [name for name in (kpi.amount, kpi.gap.column if kpi.gap else None) if name]
    nothing = ConstantExpression(None)
    return counted_rows(kpi, source).aggregate(
        [
            *(ColumnExpression(name) for name in kept),
            ColumnExpression(kpi.amount) if kpi.amount else nothing.cast("DOUBLE"),
            ColumnExpression(kpi.gap.column) if kpi.gap else nothing.cast("VARCHAR"),
            SQLExpression("min(local_date)"),
            SQLExpression("max(local_date)"),
            *sums(connection, kpi_id, kpi),
        ],
        ", ".join([*kept, *apart]),
    )


def counted_rows(kpi: Kpi, source: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Return the rows that count: those with the values that `only` names."""
    for column, values in sorted(kpi.only.items()):
        chosen = (ConstantExpression(value) for value in values)
        source = source.filter(ColumnExpression(column).cast("VARCHAR").isin(*chosen))
    return source


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


def example_value(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, example: Example
) -> Formed:
    """Run the KPI on an example's rows: what counts of them, and the value it gives."""
    rows = counted_rows(kpi, _example_rows(connection, kpi, example))
    apart = kpi.amount or (kpi.gap.column if kpi.gap else None)
    found = rows.aggregate(
        [*([ColumnExpression(apart)] if apart else []), *sums(connection, kpi_id, kpi)],
        apart or "",
    ).fetchall()
    if not apart:
        return formed(kpi, [Part(*row) for row in found])
    if kpi.amount:
        return formed(kpi, [Part(above, below, amount) for amount, above, below in found])
    return formed(kpi, [Part(above, below, None, group) for group, above, below in found])


def _example_rows(
    connection: duckdb.DuckDBPyConnection, kpi: Kpi, example: Example
) -> duckdb.DuckDBPyRelation:
    cells = [cell for given in kpi.examples for row in given.rows for cell in row.items()]
    types = {name: "DOUBLE" for name, _ in cells} or {"no_example_has_a_row": "DOUBLE"}
    types |= {name: "VARCHAR" for name, value in cells if isinstance(value, str)}
    rows = (
        connection.sql("select 1")
        .filter(ConstantExpression(value=False))
        .select(*(ConstantExpression(None).cast(kept).alias(name) for name, kept in types.items()))
    )
    for row in example.rows:
        given = (
            ConstantExpression(row.get(name)).cast(kept).alias(name) for name, kept in types.items()
        )
        rows = rows.union(connection.sql("select 1").select(*given))
    return rows
