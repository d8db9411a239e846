"""Text from a KPI becomes SQL only if it is one aggregate of sums of columns."""

from collections.abc import Iterator

import duckdb
import pytest

from config.kpis import Kpi
from data_pipeline.kpi_compiler import KpiError, example_value, kpi_rows, require_allowed
from tests.unit.config.test_instance import KPI
from warehouse.kpi_forms import Formed


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@pytest.mark.parametrize(
    "text",
    [
        "sum(incident_count)",
        "count(incident_count)",
        "min(a)",
        "max(a)",
        "sum(a - b) * 2",
        "sum(coalesce(a, 0)) + nullif(sum(b), 0)",
        "sum(cast(a as double))",
    ],
)
def test_sums_of_columns_are_allowed(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    require_allowed(connection, "k", text)


@pytest.mark.parametrize(
    "text",
    [
        "sum(a); drop table x",
        "sum(a); select 2",
        "(select 1)",
        "sum((select count(*) from x))",
        "sum(a) from read_csv('/etc/passwd')",
        "sum(a) from x",
        "read_text('/etc/passwd')",
        "getenv('HOME')",
        "sum(a), sum(b)",
        "sum(a) filter (where a > 1)",
        "sum(a) over ()",
        "exists (select 1)",
        "sum(a) where a > 1",
        "sum(a) group by b",
        "sum(a) having sum(a) > 1",
        "sum(a) order by 1",
        "sum(a) limit 0",
        "distinct sum(a)",
        "sum(a) union all select 1",
        "*",
        "sum(",
        "",
        "sum(a / b)",
        "sum(columns('a.*'))",
    ],
)
def test_anything_else_is_refused_by_name(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    with pytest.raises(KpiError, match=r"kpis/mitt\.yaml"):
        require_allowed(connection, "mitt", text)


def test_a_kpi_keeps_the_categories_of_its_mart_or_sums_over_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    mart = connection.sql(
        "select * from (values ('a', 'x', date '2026-01-01', 1, 4), "
        "('a', 'y', date '2026-01-01', 2, 4)) t(area_id, category_id, local_date, n, m)"
    )
    share = {"numerator": "sum(n)", "denominator": "sum(m)", "denominator_words": KPI["unit"]}
    whole = Kpi.model_validate(KPI | share)
    parts = Kpi.model_validate(KPI | {"numerator": "sum(n)", "by_category": True})
    assert kpi_rows(connection, "k", whole, mart).project(
        "area_id, kpi_id, category_id, numerator, denominator"
    ).fetchall() == [("a", "k", "", 3.0, 8.0)]
    assert kpi_rows(connection, "k", parts, mart).order("category_id").project(
        "category_id, numerator, denominator"
    ).fetchall() == [("x", 1.0, None), ("y", 2.0, None)]


def test_an_example_without_rows_gives_no_value(connection: duckdb.DuckDBPyConnection) -> None:
    kpi = Kpi.model_validate(KPI)
    example = kpi.examples[0].model_copy(update={"rows": ()})
    assert example_value(connection, "k", kpi, example) == Formed()
    assert example_value(connection, "k", kpi, kpi.examples[0]) == Formed(2.0, 2.0)
