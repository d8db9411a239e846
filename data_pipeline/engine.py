"""Runs the models on the landed rows, in the order the SQL itself gives."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from config.instance import Instance
from config.kinds import Kind, kinds
from config.kpis import Kpi
from data_pipeline.errors import CheckFailedError
from data_pipeline.kept import Making, digest
from data_pipeline.kpi_compiler import KpiError, kpi_rows, wait_rows
from data_pipeline.kpi_rounds import add_rounds
from data_pipeline.land import Landed
from data_pipeline.landing_columns import TIME_IS_KNOWN, database_type
from warehouse.catalog import Model, checks, models

STAGING = "stg_"
KPI_TABLES = ("mart_kpi_day", "core_kpi_day_shared", "mart_kpi_round", "mart_kpi_wait")
INPUT = "_input"
"""The end of a mart's name that only ever feeds KPIs."""
_LED_BY = {
    "load_no": "BIGINT",
    "source_id": "VARCHAR",
    "line_no": "BIGINT",
    "row_key": "VARCHAR",
    TIME_IS_KNOWN: "BOOLEAN",
}


def landed_tables(making: Making, instance: Instance, landed: Iterable[Landed]) -> None:
    """Make the rows of each kind readable as `land_<kind>`, from all its sources at once."""
    connection = making.connection
    paths: dict[str, list[str]] = {name: [] for name in kinds()}
    for one in landed:
        if one.accepted_count:
            paths[instance.sources[one.load.source_id].kind].append(str(one.path))
    for name, kind in kinds().items():
        rows = connection.read_parquet(paths[name]) if paths[name] else _no_rows(connection, kind)
        rows.create_view(f"land_{name}", replace=True)
        # A landed file's name holds the digests of its content and of its contract.
        told = (kind, [Path(path).name for path in paths[name]])
        making.tell(f"land_{name}", digest(*told))


def _no_rows(connection: duckdb.DuckDBPyConnection, kind: Kind) -> duckdb.DuckDBPyRelation:
    types = _LED_BY | {name: database_type(field) for name, field in kind.fields.items()}
    nothing = connection.sql("select 1").filter(ConstantExpression(value=False))
    return nothing.select(
        *(ConstantExpression(None).cast(kept).alias(name) for name, kept in types.items())
    )


def run_models(making: Making, each: Callable[[str], None]) -> tuple[Model, ...]:
    """Make the table of every model; staging is only a way of reading and stays a view."""
    order = models(making.connection)
    for model in order:
        each(model.name)
        recipe = making.recipe(model.text, model.reads)
        if model.name.startswith(STAGING):
            making.connection.sql(model.text).create_view(model.name, replace=True)
            making.tell(model.name, recipe)
        else:
            made = making.connection.sql(model.text)
            making.make(model.name, recipe, partial(made.create, model.name))
    return order


def run_kpis(making: Making, instance: Instance) -> frozenset[str]:
    """Fill the marts of KPIs from the dictionary and return the marts that only feed them.

    The same without protected rows becomes core_kpi_day_shared.

    Raises:
        CheckFailedError: a KPI asks for a mart or column that does not exist.
    """
    live = {kpi_id: kpi for kpi_id, kpi in instance.kpis.items() if kpi.status == "live"}
    # Peak hours are told of any span from the hours themselves, which pages ask too.
    live = {kpi_id: kpi for kpi_id, kpi in live.items() if kpi.form != "peak_hours"}
    marts = frozenset(kpi.mart for kpi in live.values())
    reads = {*(marts & making.known), "ref_area"}
    recipe = making.recipe(repr(sorted(live.items())), reads)
    is_kept = [making.is_kept(name, recipe) for name in KPI_TABLES]
    if not all(is_kept):
        ddl = files("data_pipeline").joinpath("kpi_tables.sql").read_text(encoding="utf-8")
        making.connection.execute(ddl)
        for kpi_id, kpi in sorted(live.items()):
            _run_kpi(making.connection, kpi_id, kpi)
        for name in KPI_TABLES:
            making.tell(name, recipe)
    return marts


def _run_kpi(connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi) -> None:
    try:
        source = connection.table(kpi.mart)
        # A mart that cannot say which rows are protected feeds no KPI.
        shared = source.filter(~ColumnExpression("is_protected"))
        if kpi.form == "round":
            add_rounds(connection, kpi_id, kpi, source)
        elif kpi.form == "wait":
            wait_rows(connection, kpi_id, kpi, source).insert_into("mart_kpi_wait")
        else:
            kpi_rows(connection, kpi_id, kpi, source).insert_into("mart_kpi_day")
            kpi_rows(connection, kpi_id, kpi, shared).insert_into("core_kpi_day_shared")
    except (KpiError, duckdb.ProgrammingError) as error:
        raise CheckFailedError("build.kpi_failed", kpi=kpi_id, reason=error) from error


def run_checks(making: Making) -> None:
    """Run every check whose tables were not all kept from a build that passed it.

    Raises:
        CheckFailedError: a check found offending rows; nothing is published.
    """
    for check in checks(making.connection):
        recipe = making.recipe(check.text, check.reads)
        if not making.is_kept(check.name, recipe):
            require_none(making.connection, check)
            making.tell(check.name, recipe)


def require_none(connection: duckdb.DuckDBPyConnection, check: Model) -> None:
    """Stop where a check finds rows.

    Raises:
        CheckFailedError: it does.
    """
    found = connection.sql(check.text).count("*").fetchall()[0][0]
    if found:
        raise CheckFailedError("build.check_failed", check=check.name, count=found)


def span_of_rows(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day any landed row has, or None without rows."""
    spans = []
    for name, kind in kinds().items():
        if kind.date_field:
            day = ColumnExpression(kind.date_field).cast("DATE")
            dated = connection.view(f"land_{name}").select(day.alias("day"))
            spans += dated.aggregate("min(day) as first, max(day) as last").fetchall()
    known = [(first, last) for first, last in spans if first is not None]
    return (min(f for f, _ in known), max(last for _, last in known)) if known else None


def published_tables(
    connection: duckdb.DuckDBPyConnection, inputs_only: frozenset[str]
) -> tuple[str, ...]:
    """Return the marts that pages ask, without those that only feed the KPIs."""
    names = [row[0] for row in connection.execute("show tables").fetchall()]
    asked = (name for name in names if name.startswith("mart_") and not name.endswith(INPUT))
    return tuple(sorted(name for name in asked if name not in inputs_only))
