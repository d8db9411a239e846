"""What the files of partners, the coordinator and the public hold of protected sources: leaves."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data_pipeline.audience_files import LEAF_TABLES, SharedFiles, internal_content
from data_pipeline.engine import published_tables
from data_pipeline.errors import FrozenGoneError
from data_pipeline.protect import protect
from tests.tiny import FAULTS, INSIDE, POLICE, Fact, Tiny, crime, crimes, tiny
from warehouse.privacy.audiences import AUDIENCES

CANARY = "Hemligord"
HOSTS: Fact = POLICE | {"sensitivity": "open", "name": {"sv": "Värdar", "en": "Hosts"}}
GUARDED_FAULTS: Fact = FAULTS | {"sensitivity": "protected"}
PLAN: Fact = FAULTS | {
    "kind": "plan_measure",
    "identity": ["place_name", "measure_no"],
    "columns": [
        {"from": name, "to": field}
        for name, field in (
            ("Nr", "measure_no"), ("Plats", "place_name"), ("Åtgärd", "title"),
            ("Problem", "problem"), ("Orsak", "cause"), ("Mål", "goal"), ("Punkt", "spot"),
            ("Kostnad", "cost_budget_sek"), ("Part", "responsible_org"), ("Status", "status"),
        )
    ],
}  # fmt: skip
# What a build changes by itself, whatever the rows are.
OF_THE_BUILD = {"mart_version": {"version", "built_at"}, "mart_load": {"load_no", "loaded_at"}}
TOLD_OF_PROTECTED = {
    "mart_source", "mart_load", "mart_kpi_source", "mart_coverage", "mart_area_coverage",
}  # fmt: skip
Tables = dict[str, list[dict[str, Any]]]


def world(folder: Path, *rows: str) -> Tiny:
    """A place with sources of every kind of secrecy; `rows` are more of the police's."""
    made = tiny(
        folder, polis=POLICE, vardar=HOSTS, fel=FAULTS, larm=GUARDED_FAULTS, plan=PLAN,
    )  # fmt: skip
    # Both ends of what the police has reported are the same whatever is between them.
    ends = (crime("E1", Tid="2025-01-01 12:00"), crime("E2", Tid="2026-11-20 12:00"))
    made.drop("polis", f"polis_{CANARY}.csv", crimes(*ends, *rows))
    made.drop("vardar", "v.csv", crimes(*(crime(f"V{n}", Tid="2026-02-03 13:00") for n in (1, 2))))
    made.drop("fel", "f.csv", f"Inkom;Sort;X;Y\n2026-02-04;Skräp;{INSIDE[0]};{INSIDE[1]}\n")
    made.drop("larm", "l.csv", f"Inkom;Sort;X;Y\n2026-02-05;{CANARY};{INSIDE[0]};{INSIDE[1]}\n")
    made.drop(
        "plan", "p.csv",
        "Nr;Plats;Åtgärd;Problem;Orsak;Mål;Punkt;Kostnad;Part;Status\n"
        f"1;Torget;Nya lampor;{CANARY} 1;{CANARY} 2;{CANARY} 3;{CANARY} 4;7000;Kommunen;ongoing\n",
    )  # fmt: skip
    made.build()
    return made


def many(count: int, code: str = "0100", hour: int = 20) -> Iterator[str]:
    """Crimes spread over the first ten months of 2025."""
    for number in range(count):
        day = f"2025-{number % 10 + 1:02}-{number % 28 + 1:02} {hour:02}:15"
        yield crime(f"{code}-{hour}-{number}", Tid=day, Kod=code, Skick=f"{CANARY} {number}")


def tables(made: Tiny, profile: str) -> Tables:
    pointer = json.loads((made.folder / "var/published/current.json").read_text("utf-8"))
    path = made.folder / "var" / "published" / pointer["files"][profile]["file"]
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("show tables").fetchall()]
        return {name: _rows(connection, name) for name in names}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    relation = connection.table(table)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return world(tmp_path_factory.mktemp("shared") / "prov", *many(400), *many(60, "0200"))


@pytest.mark.parametrize("profile", AUDIENCES)
def test_no_row_of_a_protected_source_is_in_a_shared_file(built: Tiny, profile: str) -> None:
    for name, rows in tables(built, profile).items():
        held = [row for row in rows if row.get("source_id") in {"polis", "larm"}]
        assert name in TOLD_OF_PROTECTED or held == []
        for row in held:
            counts = [value for column, value in row.items() if column.endswith("_count")]
            assert set(counts) <= {None}
            assert row.get("sha256") is row.get("file_name") is row.get("encoding") is None
        assert not any(row.get("is_protected") for row in rows)


@pytest.mark.parametrize("profile", AUDIENCES)
def test_a_protected_source_tells_the_same_days_of_every_area(built: Tiny, profile: str) -> None:
    told = tables(built, profile)
    days = [(row["covered_from"], row["covered_to"]) for row in told["mart_coverage"]
            if row["source_id"] == "polis"]  # fmt: skip
    of_areas = [row for row in told["mart_area_coverage"] if row["source_id"] == "polis"]
    for area in told["mart_area"]:
        own = [row for row in of_areas if row["area_id"] == area["area_id"]]
        assert [(row["covered_from"], row["covered_to"]) for row in own] == days


@pytest.mark.parametrize("profile", AUDIENCES)
def test_no_free_text_is_in_a_shared_file(built: Tiny, profile: str) -> None:
    found = tables(built, profile)
    assert CANARY not in str(found)
    assert CANARY in str(tables(built, "internal"))
    for row in found["mart_plan_measure"]:
        hidden = ("problem", "cause", "goal", "spot_name", "cost_budget_sek", "cost_actual_sek")
        assert [row[name] for name in hidden] == [None] * len(hidden)
        assert (row["title"], row["responsible_org"]) == ("Nya lampor", "Kommunen")
    assert len(found["mart_plan_measure"]) == (0 if profile == "public" else 1)


@pytest.mark.parametrize("profile", AUDIENCES)
def test_only_leaves_change_when_protected_rows_do(
    built: Tiny, tmp_path: Path, profile: str
) -> None:
    other = world(tmp_path / "prov", *many(90, "0200", 3), *many(33, "9999"))
    one, two = (_comparable(tables(made, profile)) for made in (built, other))
    assert one == two
    assert tables(built, profile)["mart_leaf"] != tables(other, profile)["mart_leaf"]


def _comparable(found: Mapping[str, list[dict[str, Any]]]) -> Tables:
    return {
        name: [
            {key: value for key, value in row.items() if key not in OF_THE_BUILD.get(name, ())}
            for row in rows
        ]
        for name, rows in found.items()
        if name not in ("mart_leaf", "mart_leaf_part")
    }


@pytest.mark.parametrize("rows", ["", f"2026-02-06;Larm;{INSIDE[0]};{INSIDE[1]}\n"])
def test_of_a_protected_source_a_shared_file_knows_only_when_its_newest_file_came(
    tmp_path: Path, rows: str
) -> None:
    """Without rows a file is refused: that a day had none must not be told."""
    made = world(tmp_path / "prov", *many(40))
    made.drop("larm", "l2.csv", f"Inkom;Sort;X;Y\n{rows}")
    made.build()
    for profile in AUDIENCES:
        told = [row for row in tables(made, profile)["mart_load"] if row["source_id"] == "larm"]
        known = [{key for key, value in row.items() if value is not None} for row in told]
        assert known == [{"load_no", "source_id", "loaded_at"}]
    assert len([r for r in tables(made, "internal")["mart_load"] if r["source_id"] == "larm"]) == 2


@pytest.mark.parametrize("profile", AUDIENCES)
def test_every_leaf_is_nothing_or_large_and_they_are_all_that_is_known(
    built: Tiny, profile: str
) -> None:
    found = tables(built, profile)
    leaves = [row for row in found["mart_leaf"] if row["kind"] == "leaf"]
    assert all(row["total"] == 0 or row["total"] >= row["least_count"] for row in leaves)
    assert sum(row["total"] for row in leaves) > 300
    least = {row["least_count"] for row in found["mart_leaf_area"] if row["tree"] == "incident"}
    assert least == ({10} if profile == "public" else {5})
    incidents = [row for row in found["mart_kpi_day"] if row["kpi_id"] == "reported_incidents"]
    assert {row["local_date"] for row in incidents} == {dt.date(2026, 2, 3)}
    assert sum(row["numerator"] for row in incidents) == 2
    feeding = {(row["source_id"], row["sensitivity"]) for row in found["mart_kpi_source"]}
    assert {("polis", "protected"), ("vardar", "open")} <= feeding


def test_protected_coverage_is_told_in_closed_quarters(built: Tiny) -> None:
    found = tables(built, "partner")
    spans = {
        row["source_id"]: (row["covered_from"], row["covered_to"])
        for row in found["mart_coverage"]
    }  # fmt: skip
    assert spans["polis"] == (dt.date(2025, 1, 1), dt.date(2025, 10, 1))
    assert "larm" not in spans
    assert [row["quarter_no"] for row in found["mart_leaf_quarter"]] == [8100, 8101, 8102]


# Groups of a few respondents, what single people said, and reporters of protected sources.
INTERNAL_ONLY = {
    "mart_code_queue",
    "mart_interview_theme",
    "mart_place_queue",
    "mart_reporter_week",
    "mart_survey_answer",
    "mart_survey_score",
}


def test_internal_has_everything_and_no_leaves(built: Tiny) -> None:
    found = tables(built, "internal")
    assert not set(LEAF_TABLES) & set(found)
    assert built.count() == 464
    shared = [set(tables(built, one)) - set(LEAF_TABLES) for one in AUDIENCES]
    assert shared == [set(found) - INTERNAL_ONLY] * len(AUDIENCES)


def test_a_mart_that_is_not_declared_for_sharing_stays_internal(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov")
    made.drop("polis", "p.csv", crimes(*many(40)))
    with made.models() as connection:
        connection.execute("create table mart_new as select 'a' as area_id, 3 as incident_count")
        protected = protect(connection, made.now.date(), {}, {})
        marts = published_tables(connection, frozenset())
        content = SharedFiles(connection, tmp_path, protected, {}).content
        assert "mart_new" in internal_content(connection, marts)
        assert not any("mart_new" in content(audience) for audience in AUDIENCES)


def test_shared_files_have_the_same_tables_and_columns(built: Tiny) -> None:
    pointer = json.loads((built.folder / "var/published/current.json").read_text("utf-8"))
    shapes = []
    for profile in AUDIENCES:
        path = built.folder / "var" / "published" / pointer["files"][profile]["file"]
        with duckdb.connect(str(path), read_only=True) as connection:
            query = "select table_name, column_name, data_type from duckdb_columns() order by all"
            shapes.append(connection.execute(query).fetchall())
    assert shapes[0] == shapes[1] == shapes[2]


def test_the_manifest_counts_the_rows_of_every_table(built: Tiny) -> None:
    published = built.folder / "var" / "published"
    told = json.loads((published / "current.json").read_text("utf-8"))["files"]
    for profile, facts in told.items():
        with duckdb.connect(str(published / facts["file"]), read_only=True) as file:
            names = [name for (name,) in file.execute("show tables").fetchall()]
            counts = {name: len(file.table(name).fetchall()) for name in names}
        assert facts["tables"] == counts, profile


def test_a_lost_shared_file_stops_the_build_in_words(tmp_path: Path) -> None:
    made = world(tmp_path / "prov", *many(100))
    pointer = json.loads((made.folder / "var/published/current.json").read_text("utf-8"))
    lost = made.folder / "var" / "published" / pointer["files"]["public"]["file"]
    content = lost.read_bytes()
    lost.unlink()
    made.drop("polis", "mer.csv", crimes(*many(20, "0200")))
    for damage in (None, b"", content[: len(content) // 3]):
        if damage is not None:
            lost.write_bytes(damage)
        with pytest.raises(FrozenGoneError) as refused:
            made.build()
        assert "public.duckdb" in refused.value.sentence("sv")
        assert "from a backup" in refused.value.sentence("en")
        kept = json.loads((made.folder / "var/published/current.json").read_text("utf-8"))
        assert kept["version"] == pointer["version"]
    lost.write_bytes(content)
    assert made.build().is_new


def test_leaves_once_published_stay_when_late_rows_come(tmp_path: Path) -> None:
    made = world(tmp_path / "prov", *many(200))
    before = {profile: tables(made, profile)["mart_leaf_part"] for profile in AUDIENCES}
    made.drop("polis", "sen.csv", crimes(crime("sen", Tid="2025-02-02 02:02", Kod="0200")))
    assert made.build().is_new
    for profile in AUDIENCES:
        assert tables(made, profile)["mart_leaf_part"] == before[profile]


def test_a_quarter_that_closes_as_time_passes_makes_a_new_version(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov")
    made.drop("polis", "p.csv", crimes(*many(200)))
    made.now = dt.datetime(2025, 10, 20, tzinfo=dt.UTC)
    made.build()
    # The third quarter's late rows may come for 28 days.
    assert [row["quarter_no"] for row in tables(made, "public")["mart_leaf_quarter"]] == [
        8100,
        8101,
    ]
    made.now = dt.datetime(2025, 10, 28, 23, tzinfo=dt.UTC)
    assert not made.build().is_new
    made.now = dt.datetime(2025, 10, 29, tzinfo=dt.UTC)
    assert made.build().is_new
    assert len(tables(made, "public")["mart_leaf_quarter"]) == 3
    made.now += dt.timedelta(days=300)
    assert not made.build().is_new
