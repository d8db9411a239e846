"""A made-up place as published files: leaves by the real guard, the rest by the test builders."""

import calendar
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from data_pipeline.leaf_files import fill_leaf_tables, frozen_tables
from data_pipeline.protect import Frozen, protect
from tests.attacker.random_places import GROUPS, YEAR
from tests.builders import PublishedRows, publish
from warehouse.connection import PublishedFiles
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.privacy.boxes import OUTSIDE_ZONES
from warehouse.privacy.places import Place

SITE = "torget"
ZONES = ("torget/norra", "torget/scenen")
D = dt.date
COVERED_FROM, COVERED_LAST = D(YEAR, 1, 1), D(YEAR, 6, 30)
FIRST_CLOSED, BOTH_CLOSED = D(YEAR, 6, 15), D(YEAR, 9, 15)
"""On the first day the second quarter still waits for late rows; on the second both are closed."""
VERSIONS = ("v1", "v2")
KPI_SETS = (
    ("shop_theft", "bicycle_theft"),
    ("assault",),
    ("robbery", "bicycle_theft", "drugs"),
    ("assault", "robbery", "alcohol", "drugs"),
)
"""What the other KPIs count: a group, a part of one, parts of several, and two groups."""
_OUTLINE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
_LEAF_TABLES = ("mart_leaf", "mart_leaf_part", "mart_leaf_quarter")


@dataclass(frozen=True)
class Published:
    """Two versions of a place: the second closes one more quarter, after late rows."""

    files: PublishedFiles
    least_counts: Mapping[Shared, int]


def publish_twice(first: Place, later: Place, residents: int | None, folder: Path) -> Published:
    """Publish the shared files of both versions."""
    known = {} if residents is None else {SITE: residents}
    frozen: Frozen = {}
    for version, place, today in zip(
        VERSIONS, (first, later), (FIRST_CLOSED, BOTH_CLOSED), strict=True
    ):
        with _built(place) as connection:
            made = protect(connection, today, known, frozen)
            kept: dict[Shared, Any] = {}
            for audience in AUDIENCES:
                fill_leaf_tables(connection, made, audience, folder)
                kept[audience] = frozen_tables(connection)
                _publish(folder, version, audience, connection, today)
            frozen = kept
    _finish(folder)
    least = {a: kept[a][SITE, "incident"].least_count for a in AUDIENCES if kept[a]}
    return Published(PublishedFiles(folder / "var"), least)


def _built(place: Place) -> duckdb.DuckDBPyConnection:
    """Return what the guard reads of a build."""
    connection = duckdb.connect()
    connection.execute(files("data_pipeline").joinpath("reference.sql").read_text("utf-8"))
    connection.execute(
        """
        create table core_incident_area (
            area_id varchar, source_id varchar, row_key varchar, category_id varchar,
            incident_count bigint, time_is_known boolean, local_date date,
            occurred_from_at timestamp, occurred_to_at timestamp);
        create table core_coverage (
            source_id varchar, kind_code varchar, covered_from_date date, covered_last_date date);
        create table mart_coverage (
            source_id varchar, kind varchar, covered_from date, covered_to date);
        """
    )
    connection.execute(
        "insert into core_coverage values ('police', 'incident', $1, $2)",
        [COVERED_FROM, COVERED_LAST],
    )
    connection.execute(
        "insert into ref_source (source_id, sensitivity_code, preliminary_days,"
        " longest_pause_days) values ('police', 'protected', 28, 62)"
    )
    _describe(connection)
    rows = [*_incidents(place)]
    lists = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(
        "insert into core_incident_area select unnest($1), 'police', unnest($2), unnest($3),"
        " unnest($4), unnest($5), unnest($6), unnest($7), null",
        lists,
    )
    return connection


def _describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Write down the square, its zones and the categories."""
    for role, areas in (("site", (SITE,)), ("zone", ZONES)):
        for order, area in enumerate(areas):
            connection.execute(
                "insert into ref_area (area_id, site_id, role_code, ground_geojson, sort_order)"
                " values ($1, $2, $3, $4, $5)",
                [area, SITE, role, json.dumps(_OUTLINE), order],
            )
    for group, members in (*GROUPS, ("sensitive", ("sensitive",))):
        for category in members:
            connection.execute(
                "insert into ref_category (category_id, kind_code, group_id, is_sensitive)"
                " values ($1, 'incident', $2, $3)",
                [category, group, group == "sensitive"],
            )


def _incidents(place: Place) -> Iterator[tuple[Any, ...]]:
    for number, timed in enumerate(place.incidents):
        cell = timed.cell
        day = _day_of(cell.month, timed.weekday)
        at = dt.datetime.combine(day, dt.time(max(timed.hour, 0)))
        areas = (SITE,) if cell.zone == OUTSIDE_ZONES else (SITE, cell.zone)
        for area in areas:
            is_timed = timed.hour >= 0
            yield area, str(number), cell.category, cell.count, is_timed, day, at


def _day_of(month: int, weekday: int) -> dt.date:
    year, number = month // 12, month % 12 + 1
    days = range(1, calendar.monthrange(year, number)[1] + 1)
    return next(D(year, number, n) for n in days if D(year, number, n).isoweekday() == weekday)


def _publish(
    folder: Path,
    version: str,
    audience: Shared,
    connection: duckdb.DuckDBPyConnection,
    today: dt.date,
) -> None:
    rows = _world(today)
    for table in _LEAF_TABLES:
        held = connection.table(table)
        rows.tables[table] = [dict(zip(held.columns, row, strict=True)) for row in held.fetchall()]
    quarters = connection.table("mart_leaf_quarter").fetchall()
    if quarters:
        rows.add("mart_coverage", covered_from=quarters[0][1], covered_to=quarters[-1][2])
    publish(folder / f"one-{audience}-{version}", rows, version, (audience,))


def _world(today: dt.date) -> PublishedRows:
    rows = PublishedRows()
    rows.add("mart_version", data_from=COVERED_FROM, data_to=today, built_at=str(today))
    rows.add("mart_site").add("mart_area")
    for order, zone in enumerate(ZONES):
        rows.add("mart_area", area_id=zone, role="zone", name_sv=zone, sort_order=order)
    for group, members in GROUPS:
        for category in members:
            rows.add("mart_category", category_id=category, group_id=group, name_sv=category)
    rows.add("mart_kpi")
    for order, counted in enumerate(KPI_SETS):
        ids, kpi_id = ",".join(counted), f"kpi{order}"
        rows.add("mart_kpi", kpi_id=kpi_id, category_ids=ids, sort_order=20 + order)
    return rows.add("mart_source")


def _finish(folder: Path) -> None:
    """Join the audiences' files of each version in one folder, as a build leaves them."""
    published = folder / "var" / "published"
    for version in VERSIONS:
        (published / version).mkdir(parents=True)
        named = {}
        for audience in AUDIENCES:
            made = folder / f"one-{audience}-{version}" / "published" / version
            (made / f"{audience}.duckdb").rename(published / version / f"{audience}.duckdb")
            named[audience] = {"file": f"{version}/{audience}.duckdb"}
        text = json.dumps({"version": version, "files": named, "basemap": None})
        (published / version / "manifest.json").write_text(text, "utf-8")
        (published / "current.json").write_text(text, "utf-8")
