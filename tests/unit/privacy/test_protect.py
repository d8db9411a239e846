"""Which quarters and areas of a build become leaves, and what of them is kept for the next."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import duckdb

from data_pipeline.protect import (
    Reach,
    closed_quarters,
    frozen_tables,
    protect,
    protected_areas,
    table_rows,
)
from data_pipeline.reference import fill
from warehouse.periods import Span
from warehouse.privacy.audiences import AUDIENCES

D = dt.date
TODAY = D(2026, 6, 1)
Q1 = 2025 * 4
YEAR = Span(D(2025, 1, 1), D(2026, 1, 1))


def happen(connection: duckdb.DuckDBPyConnection, count: int, area: str, category: str) -> None:
    connection.execute(
        "insert into core_incident_area select $1, 'polis', $1 || $2 || i, $2, 1, true,"
        " date '2025-02-03' + cast(i % 300 as integer), timestamp '2025-02-03 08:00',"
        " case when i % 2 = 0 then timestamp '2025-02-03 10:00' end from range($3) as r(i)",
        [area, category, count],
    )


def test_areas_that_share_ground_with_an_earlier_one_get_no_leaves(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert [area.area_id for area in protected_areas(built)] == [
        "torget", "torget/gatan", "parken/gatan",
    ]  # fmt: skip


def test_leaves_of_all_audiences_leave_out_sensitive_and_unknown_codes(
    built: duckdb.DuckDBPyConnection,
) -> None:
    for category in ("theft", "assault", "unmapped", "sensitive"):
        happen(built, 300, "torget", category)
    made = protect(built, TODAY, {"torget": 900}, {}).leaves
    assert set(made) == set(AUDIENCES)
    for audience, (rows, _) in made.items():
        kept = [r for r in rows if r.key.area_id == "torget" and r.key.kind == "leaf"]
        assert sum(r.total for r in kept if r.key.tree == "incident") == 600
        secret = [r.total for r in kept if r.key.tree == "sensitive"]
        assert secret == ([300] if audience == "coordinator" else [])


def test_what_was_kept_comes_back_from_the_file_and_is_kept_again(
    built: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    happen(built, 300, "torget", "theft")
    made = protect(built, TODAY, {}, {}).leaves
    frozen = {}
    for audience, rows in made.items():
        with duckdb.connect(tmp_path / f"{audience}.duckdb") as file:
            file.execute(files("data_pipeline").joinpath("protect_tables.sql").read_text("utf-8"))
            for table, content in table_rows(rows).items():
                fill(file, table, content, tmp_path)
            frozen[audience] = frozen_tables(file)
    happen(built, 2, "torget", "assault")
    assert protect(built, TODAY, {}, frozen).leaves == made
    assert protect(built, TODAY, {}, {}).leaves != made


def test_a_quarter_is_closed_when_it_is_whole_and_late_rows_are_over() -> None:
    known = Reach(28, 62, (YEAR,))
    assert closed_quarters([known], TODAY) == (Q1, Q1 + 1, Q1 + 2, Q1 + 3)
    assert closed_quarters([known], D(2026, 1, 20)) == (Q1, Q1 + 1, Q1 + 2)
    partial = Reach(28, 62, (Span(D(2025, 1, 15), D(2026, 1, 1)),))
    assert closed_quarters([partial], TODAY) == (Q1 + 1, Q1 + 2, Q1 + 3)
    assert closed_quarters([], TODAY) == ()


def test_a_source_that_is_late_holds_the_quarter_back_and_one_that_is_silent_does_not() -> None:
    other = Reach(14, 100, (Span(D(2025, 1, 1), D(2025, 10, 1)),))
    early = Reach(28, 62, (Span(D(2026, 1, 1), D(2026, 4, 1)),))
    known = Reach(0, 62, (YEAR,))
    assert closed_quarters([known, other], D(2026, 1, 10)) == (Q1, Q1 + 1, Q1 + 2)
    assert closed_quarters([known, other], TODAY) == (Q1, Q1 + 1, Q1 + 2, Q1 + 3)
    assert closed_quarters([known, early], TODAY)[:4] == (Q1, Q1 + 1, Q1 + 2, Q1 + 3)
