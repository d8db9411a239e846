"""Which quarters and areas of a build become leaves, and what of them is kept for the next."""

import datetime as dt
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from data_pipeline.leaf_files import fill_leaf_tables, frozen_tables
from data_pipeline.protect import (
    Frozen,
    Protected,
    Reach,
    Tables,
    closed_quarters,
    protect,
    protected_areas,
)
from tests.unit.privacy.conftest import COVERAGE
from warehouse.periods import Span
from warehouse.privacy.audiences import AUDIENCES, Shared

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
    for audience, tables in made.items():
        assert sum(leaf.total for leaf in tables["torget", "incident"].leaves) == 600
        secret = tables.get(("torget", "sensitive"))
        told = [leaf.total for leaf in secret.leaves] if secret else []
        assert told == ([300] if audience == "coordinator" else [])


LEAF_TABLES = ("mart_leaf", "mart_leaf_part", "mart_leaf_area", "mart_leaf_quarter")
Held = dict[str, list[tuple[Any, ...]]]


def stored(made: Protected, folder: Path, served: Mapping[Shared, Path]) -> dict[Shared, Held]:
    """Write each audience's leaf tables to a file of its own, and return what it holds."""
    found: dict[Shared, Held] = {}
    folder.mkdir()
    for audience in AUDIENCES:
        with duckdb.connect() as work:
            work.execute(files("data_pipeline").joinpath("reference.sql").read_text("utf-8"))
            work.execute(COVERAGE)
            fill_leaf_tables(work, made, audience, folder, served.get(audience))
            work.execute(f"attach '{folder / audience}.duckdb' as published")
            for name in LEAF_TABLES:
                work.table(name).create(f"published.main.{name}")
            found[audience] = {name: sorted(work.table(name).fetchall()) for name in LEAF_TABLES}
    return found


def kept_of(folder: Path) -> tuple[dict[Shared, Path], Frozen]:
    served = {audience: folder / f"{audience}.duckdb" for audience in AUDIENCES}
    frozen: dict[Shared, Tables] = {}
    for audience, path in served.items():
        with duckdb.connect(path, read_only=True) as file:
            frozen[audience] = frozen_tables(file)
    return served, frozen


def test_what_was_kept_comes_back_from_the_file_and_is_kept_again(
    built: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    happen(built, 300, "torget", "theft")
    made = protect(built, TODAY, {}, {})
    before = stored(made, tmp_path / "v1", {})
    served, frozen = kept_of(tmp_path / "v1")
    assert all(frozen[a].items() <= made.leaves[a].items() for a in AUDIENCES)
    happen(built, 2, "torget", "assault")
    again = protect(built, TODAY, {}, frozen)
    assert stored(again, tmp_path / "v2", served) == before
    assert stored(again, tmp_path / "v3", {}) == before
    assert protect(built, TODAY, {}, {}).leaves != made.leaves


def test_stretches_that_stay_are_copied_under_new_numbers_beside_those_that_change(
    built: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    happen(built, 300, "torget", "theft")
    built.execute("update core_coverage set covered_from_date = '2025-04-01'")
    stored(protect(built, TODAY, {"torget": 900}, {}), tmp_path / "v1", {})
    served, frozen = kept_of(tmp_path / "v1")
    # The first quarter comes later than the others, and thefts enough to tell are late in one.
    built.execute("update core_coverage set covered_from_date = '2025-01-01'")
    built.execute(
        "insert into core_incident_area select area_id, source_id, 'late' || row_key, category_id,"
        " 9, time_is_known, local_date, occurred_from_at, occurred_to_at"
        " from core_incident_area where local_date between '2025-07-01' and '2025-09-30'"
    )
    # Nobody knows how many live here any more: the least count of the public rises to ten.
    made = protect(built, TODAY, {}, frozen)
    copied = stored(made, tmp_path / "v2", served)
    assert copied == stored(made, tmp_path / "v3", {})
    for audience in AUDIENCES:
        leaves = copied[audience]["mart_leaf"]
        torget = [row for row in leaves if row[:2] == ("torget", "incident")]
        assert {(row[2], row[7]) for row in torget} == {
            (0, False), (1, False), (2, True), (3, False),
        }  # fmt: skip
        assert {row[6] for row in torget} == {10 if audience == "public" else 5}
    _, again = kept_of(tmp_path / "v2")
    assert all(again[a].items() <= made.leaves[a].items() for a in AUDIENCES)


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
