"""What the guard reads of a build: areas, sources and categories, before any incident."""

import json
from collections.abc import Iterator
from importlib.resources import files

import duckdb
import pytest


def square(west: float, south: float, side: float = 1.0) -> str:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


COVERAGE = """
    create table core_coverage (
        source_id varchar, kind_code varchar, covered_from_date date, covered_last_date date);
    create table mart_coverage (
        source_id varchar, kind varchar, covered_from date, covered_to date);
"""


@pytest.fixture
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    connection.execute(files("data_pipeline").joinpath("reference.sql").read_text("utf-8"))
    connection.execute(COVERAGE)
    connection.execute(
        """
        create table core_incident_area (
            area_id varchar, source_id varchar, row_key varchar, category_id varchar,
            incident_count bigint, time_is_known boolean, local_date date,
            occurred_from_at timestamp, occurred_to_at timestamp);
        insert into core_coverage values ('polis', 'incident', '2025-01-01', '2025-12-31');
        insert into ref_source (source_id, sensitivity_code, preliminary_days, longest_pause_days)
        values ('polis', 'protected', 28, 62), ('open', 'open', 0, 62);
        insert into ref_category (category_id, kind_code, group_id, is_sensitive) values
            ('theft', 'incident', 'theft', false), ('assault', 'incident', 'violence', false),
            ('unmapped', 'incident', 'other', false), ('sensitive', 'incident', 'sensitive', true),
            ('waste', 'fault_report', 'cleanliness', false);
        """
    )
    for area, site, role, outline, order in (
        ("torget", "torget", "site", square(0, 0), 1),
        ("torget/norra", "torget", "zone", square(0, 0.5, 0.5), 2),
        ("torget/gatan", "torget", "control", square(5, 5), 3),
        ("parken/gatan", "parken", "control", square(5, 5), 4),
        ("torget/buffer", "torget", "buffer", square(0.5, 0.5), 5),
    ):
        connection.execute(
            "insert into ref_area (area_id, site_id, role_code, ground_geojson, sort_order)"
            " values ($1, $2, $3, $4, $5)",
            [area, site, role, outline, order],
        )
    yield connection
    connection.close()
