"""How a row is known among the text rows of its source, and which of them were withdrawn."""

import hashlib

import duckdb
from duckdb import CoalesceOperator, ColumnExpression, ConstantExpression, FunctionExpression

from config.sources import Source


def id_heading(source: Source) -> str | None:
    """Return the column whose text is the id of a row's case, where its rows have one.

    What else is in the identity (a round, a place, a day) is of many rows.
    """
    ids = [field for field in source.identity if field.endswith("_id")]
    named = (column.source for column in source.columns if ids[:1] == [column.field])
    return next(named, None)


def digest_of_id(text: str) -> str:
    """Return the digest by which a withdrawn row is known when it comes again."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def without_rows(
    rows: duckdb.DuckDBPyRelation, source: Source, digests: frozenset[str]
) -> duckdb.DuckDBPyRelation:
    """Return the text rows that none of the digests names; all of them where none can."""
    heading = id_heading(source)
    if not digests or heading not in rows.columns:
        return rows
    text = CoalesceOperator(ColumnExpression(heading), ConstantExpression(""))
    named = FunctionExpression("sha256", FunctionExpression("trim", text))
    return rows.filter(named.isnotin(*(ConstantExpression(one) for one in sorted(digests))))
