"""The models in their order: rings, unknown tables and broken files are named."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse import catalog
from warehouse.catalog import checks, models, tables_read
from warehouse.errors import ModelError


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models in place of the shipped one."""
    monkeypatch.setattr(catalog, "files", lambda _: tmp_path)
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def test_every_model_comes_after_those_it_reads(connection: duckdb.DuckDBPyConnection) -> None:
    order = models(connection)
    names = [model.name for model in order]
    assert len(set(names)) == len(names) > 30
    for number, model in enumerate(order):
        made_here = model.reads & set(names)
        assert made_here <= set(names[:number])


def test_checks_read_only_what_models_make(connection: duckdb.DuckDBPyConnection) -> None:
    made = {model.name for model in models(connection)} | {"mart_kpi_day", "core_kpi_day_shared"}
    assert checks(connection)
    assert all(check.reads <= made for check in checks(connection))


def test_a_ring_is_named_in_its_order(folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
    (folder / "core_a.sql").write_text("select b.x from core_b as b")
    (folder / "core_b.sql").write_text("select a.x from core_a as a")
    with pytest.raises(ModelError, match=r"in a ring: core_[ab] > core_[ab] > core_[ab]"):
        models(connection)


def test_a_table_that_no_model_makes_is_named(
    folder: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    (folder / "mart_a.sql").write_text("select b.x from core_b as b")
    with pytest.raises(ModelError, match=r"mart_a\.sql reads core_b, which no model makes"):
        models(connection)


def test_a_file_that_cannot_be_parsed_is_named(
    folder: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    (folder / "mart_a.sql").write_text("selekt 1")
    with pytest.raises(ModelError, match=r"mart_a\.sql cannot be parsed"):
        models(connection)


def test_named_steps_and_sub_queries_are_no_tables(connection: duckdb.DuckDBPyConnection) -> None:
    text = (
        "with a as (select 1 as x), b as (select a.x from a) "
        "select b.x from b inner join core_c as c on b.x = c.x "
        "where exists (select 1 from core_d as d where d.x = b.x)"
    )
    assert tables_read(connection, text, "x") == {"core_c", "core_d"}
