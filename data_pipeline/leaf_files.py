"""Leaf tables in files: read to be kept, written for an audience, or copied as they are."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from data_pipeline.protect import Protected, Tables, quarter_row
from data_pipeline.reference import fill
from warehouse.privacy.audiences import Shared
from warehouse.privacy.stored import HeldRow, from_rows, stretch_rows
from warehouse.privacy.tables import LeafTable

Row = dict[str, Any]


def frozen_tables(connection: duckdb.DuckDBPyConnection) -> Tables:
    """Return what a published file of the audience holds, to be kept as it is."""
    rows = connection.execute(_sql("frozen")).fetchall()
    return from_rows(map(HeldRow._make, rows))


def fill_leaf_tables(
    connection: duckdb.DuckDBPyConnection,
    made: Protected,
    audience: Shared,
    scratch: Path,
    served: Path | None = None,
) -> None:
    """Make the leaf tables of one audience, in place of another's.

    `served` is the file that what was frozen for the audience was read from, where there is one:
    stretches that stay as they were are copied from it instead of written again.
    """
    connection.execute(_sql("tables"))
    tables = made.leaves[audience]
    frozen = made.frozen.get(audience, {}) if served else {}
    rows: dict[str, Iterator[Row]] = {
        "core_leaf_made": _made_rows(tables, frozen),
        "core_leaf_stays": _stay_rows(tables, frozen),
        "mart_leaf_area": iter(made.areas[audience]),
        "mart_leaf_quarter": map(quarter_row, made.quarters),
    }
    for table, content in rows.items():
        fill(connection, table, content, scratch)
    connection.execute(_sql("made"))
    if served:
        _from_served(connection, served, "stays")
    connection.sql(_sql("reported")).create_view("core_shared_coverage", replace=True)


def copy_leaf_tables(connection: duckdb.DuckDBPyConnection, served: Path) -> None:
    """Make the leaf tables of one audience as its last file has them."""
    _from_served(connection, served, "kept")
    connection.sql(_sql("reported")).create_view("core_shared_coverage", replace=True)


def _made_rows(tables: Tables, frozen: Tables) -> Iterator[Row]:
    for (area_id, tree), table in tables.items():
        kept = _numbers(frozen.get((area_id, tree)))
        for number, stretch in enumerate(table.stretches):
            if id(stretch) not in kept:
                named = (area_id, tree, number)
                yield from (r._asdict() for r in stretch_rows(named, table.least_count, stretch))


def _stay_rows(tables: Tables, frozen: Tables) -> Iterator[Row]:
    for (area_id, tree), table in tables.items():
        kept = _numbers(frozen.get((area_id, tree)))
        for number, stretch in enumerate(table.stretches):
            if id(stretch) in kept:
                named = {"area_id": area_id, "tree": tree, "stretch_no": number}
                counts = {"kept_no": kept[id(stretch)], "least_count": table.least_count}
                yield named | counts


def _numbers(frozen: LeafTable | None) -> Mapping[int, int]:
    """Return the number of each frozen stretch by its identity.

    The guard hands back the very stretch that it was given where nothing of it changes.
    """
    return {id(stretch): n for n, stretch in enumerate(frozen.stretches)} if frozen else {}


def _from_served(connection: duckdb.DuckDBPyConnection, served: Path, name: str) -> None:
    connection.execute("attach $1 as served (read_only)", [str(served)])
    try:
        connection.execute(_sql(name))
    finally:
        connection.execute("detach served")


def _sql(name: str) -> str:
    return files("data_pipeline").joinpath(f"protect_{name}.sql").read_text(encoding="utf-8")
