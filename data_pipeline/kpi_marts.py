"""The marts of KPIs, filled from the dictionary: each KPI where what it counts changed."""

from collections.abc import Mapping
from importlib.resources import files

import duckdb
from duckdb import ColumnExpression

from config.instance import Instance
from config.kpis import Kpi
from data_pipeline.errors import CheckFailedError
from data_pipeline.kept import Change, Making, digest
from data_pipeline.kpi_compiler import KpiError, kpi_rows, wait_rows
from data_pipeline.kpi_rounds import add_rounds
from data_pipeline.relations import row_count

KPI_TABLES = ("mart_kpi_day", "core_kpi_day_shared", "mart_kpi_round", "mart_kpi_wait")
_NOT_BY_DAY = frozenset({"round", "wait"})
_STEP = "kpi "


def run_kpis(making: Making, instance: Instance) -> frozenset[str]:
    """Fill the marts of KPIs from the dictionary and return the marts that only feed them.

    The same without protected rows becomes core_kpi_day_shared.

    Raises:
        CheckFailedError: a KPI asks for a mart or column that does not exist.
    """
    live = {kpi_id: kpi for kpi_id, kpi in instance.kpis.items() if kpi.status == "live"}
    # Peak hours are told of any span from the hours themselves, which pages ask too.
    live = {kpi_id: kpi for kpi_id, kpi in live.items() if kpi.form != "peak_hours"}
    _make_room(making, live)
    recipes = {kpi_id: _run_kpi(making, kpi_id, kpi) for kpi_id, kpi in sorted(live.items())}
    for name in KPI_TABLES:
        making.tell(name, digest(sorted(recipes.items())))
    return frozenset(kpi.mart for kpi in live.values())


def _make_room(making: Making, live: Mapping[str, Kpi]) -> None:
    """Make the tables where none are kept, and take out KPIs that are live no more."""
    if not making.is_kept("kpi_tables", "kpi_tables"):
        ddl = files("data_pipeline").joinpath("kpi_tables.sql").read_text(encoding="utf-8")
        making.connection.execute(ddl)
        making.tell("kpi_tables", "kpi_tables")
    held = {name.removeprefix(_STEP) for name in making.kept if name.startswith(_STEP)}
    for kpi_id in sorted(held - set(live)):
        _delete(making.connection, kpi_id, _DELETE)
        making.forget(_STEP + kpi_id)


def _run_kpi(making: Making, kpi_id: str, kpi: Kpi) -> str:
    """Fill in one KPI, unless it is kept, and return its recipe."""
    name, text, reads = _STEP + kpi_id, repr(kpi), {kpi.mart, "ref_area"} & making.known
    recipe = making.recipe(text, reads)
    if making.is_kept(name, recipe):
        return recipe
    try:
        source = making.connection.table(kpi.mart)
        change = making.changes(reads).get(kpi.mart)
        is_by_day = kpi.form not in _NOT_BY_DAY and making.differs_by_rows(name, text, reads)
        if is_by_day and change and _touch_days(making.connection, change):
            _delete(making.connection, kpi_id, _DELETE_DAYS)
            source = source.join(making.connection.table(_DAYS), "local_date", how="semi")
        elif name in making.kept:
            _delete(making.connection, kpi_id, _DELETE)
        _fill(making.connection, kpi_id, kpi, source)
    except (KpiError, duckdb.ProgrammingError) as error:
        raise CheckFailedError("build.kpi_failed", kpi=kpi_id, reason=error) from error
    making.tell(name, recipe)
    return recipe


def _touch_days(connection: duckdb.DuckDBPyConnection, change: Change) -> bool:
    """Find the days whose rows changed; false where some row has no day."""
    connection.execute("drop table if exists changes.main.touched_days")
    connection.table(change.rows).select("local_date").distinct().create(_DAYS)
    without = connection.table(_DAYS).filter(ColumnExpression("local_date").isnull())
    return not row_count(without)


def _fill(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, source: duckdb.DuckDBPyRelation
) -> None:
    # A mart that cannot say which rows are protected feeds no KPI.
    shared = source.filter(~ColumnExpression("is_protected"))
    if kpi.form == "round":
        add_rounds(connection, kpi_id, kpi, source)
    elif kpi.form == "wait":
        wait_rows(connection, kpi_id, kpi, source).insert_into("mart_kpi_wait")
    else:
        kpi_rows(connection, kpi_id, kpi, source).insert_into("mart_kpi_day")
        kpi_rows(connection, kpi_id, kpi, shared).insert_into("core_kpi_day_shared")


def _delete(connection: duckdb.DuckDBPyConnection, kpi_id: str, queries: tuple[str, ...]) -> None:
    for query in queries:
        connection.execute(query, [kpi_id])


_DAYS = "changes.main.touched_days"
_DELETE = (
    "delete from mart_kpi_day where kpi_id = $1",
    "delete from core_kpi_day_shared where kpi_id = $1",
    "delete from mart_kpi_round where kpi_id = $1",
    "delete from mart_kpi_wait where kpi_id = $1",
)
_DELETE_DAYS = (
    """
    delete from mart_kpi_day
    where kpi_id = $1 and local_date in (select d.local_date from changes.main.touched_days as d)
    """,
    """
    delete from core_kpi_day_shared
    where kpi_id = $1 and local_date in (select d.local_date from changes.main.touched_days as d)
    """,
)
