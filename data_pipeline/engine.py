"""Runs the models on the landed rows, in the order the SQL itself gives."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import duckdb
from duckdb import ConstantExpression

from config.instance import Instance
from config.kinds import kinds
from data_pipeline.errors import CheckFailedError
from data_pipeline.kept import Making, digest
from data_pipeline.land import Landed, Span
from data_pipeline.landing_columns import database_type, led_by
from data_pipeline.parts import STAGING, Parts
from data_pipeline.relations import row_count
from warehouse.catalog import Model, checks

INPUT = "_input"
"""The end of a mart's name that only ever feeds KPIs."""


def landed_tables(making: Making, instance: Instance, landed: Iterable[Landed]) -> None:
    """Make the rows of each kind readable as `land_<kind>`, from all its sources at once."""
    connection = making.connection
    by_kind: dict[str, list[Landed]] = {name: [] for name in kinds()}
    for one in landed:
        if one.accepted_count:
            by_kind[instance.sources[one.load.source_id].kind].append(one)
    for name, kind in kinds().items():
        paths = [str(one.path) for one in by_kind[name]]
        rows = connection.read_parquet(paths) if paths else _no_rows(connection, name)
        rows.create_view(f"land_{name}", replace=True)
        came = [str(one.path) for one in by_kind[name] if one.name not in making.files_before]
        if came:
            every = sum(one.accepted_count for one in by_kind[name])
            making.changed(f"land_{name}", connection.read_parquet(came), every)
        # A landed file's name holds the digests of its content and of its contract.
        told = (kind, [Path(path).name for path in paths])
        making.tell(f"land_{name}", digest(*told))


def _no_rows(connection: duckdb.DuckDBPyConnection, kind: str) -> duckdb.DuckDBPyRelation:
    fields = kinds()[kind].fields
    types = led_by(kind) | {name: database_type(field) for name, field in fields.items()}
    nothing = connection.sql("select 1").filter(ConstantExpression(value=False))
    return nothing.select(
        *(ConstantExpression(None).cast(kept).alias(name) for name, kept in types.items())
    )


def run_models(parts: Parts, each: Callable[[str], None]) -> None:
    """Make the table of every model; staging is only a way of reading and stays a view."""
    making = parts.making
    for model in parts.order:
        each(model.name)
        recipe = making.recipe(model.text, model.reads)
        if model.name.startswith(STAGING):
            making.connection.sql(model.text).create_view(model.name, replace=True)
            parts.remake(model, recipe)
            making.tell(model.name, recipe)
        elif not (making.is_kept(model.name, recipe) or parts.remake(model, recipe)):
            made = making.connection.sql(model.text)
            making.make(model.name, recipe, partial(made.create, model.name))


def run_checks(parts: Parts) -> None:
    """Run every check whose tables were not all kept from a build that passed it.

    Raises:
        CheckFailedError: a check found offending rows; nothing is published.
    """
    making = parts.making
    for check in checks(making.connection, making.reads):
        recipe = making.recipe(check.text, check.reads)
        if not making.is_kept(check.name, recipe):
            found = parts.found(check)
            require_none(check, offending(making.connection, check) if found is None else found)
            making.tell(check.name, recipe)


def offending(connection: duckdb.DuckDBPyConnection, check: Model) -> int:
    """Count the rows that a check finds in whole tables."""
    return row_count(connection.sql(check.text))


def require_none(check: Model, found: int) -> None:
    """Stop where a check found rows.

    Raises:
        CheckFailedError: it did.
    """
    if found:
        raise CheckFailedError("build.check_failed", check=check.name, count=found)


def span_of(landed: Iterable[Landed]) -> Span | None:
    """Return the first and last day any landed row has, or None without rows."""
    spans = [one.span for one in landed if one.span]
    return (min(f for f, _ in spans), max(last for _, last in spans)) if spans else None


def published_tables(
    connection: duckdb.DuckDBPyConnection, inputs_only: frozenset[str]
) -> tuple[str, ...]:
    """Return the marts that pages ask, without those that only feed the KPIs."""
    names = [row[0] for row in connection.execute("show tables").fetchall()]
    asked = (name for name in names if name.startswith("mart_") and not name.endswith(INPUT))
    return tuple(sorted(name for name in asked if name not in inputs_only))
