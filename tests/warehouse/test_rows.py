"""Rows that come twice, codes and their days, reports and their silence, events and places."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data_pipeline.calendar_days import LONGEST_PAUSE, reporting_period
from data_pipeline.engine import offending, require_none
from data_pipeline.errors import CheckFailedError
from tests.tiny import FAULTS, OUTSIDE, POLICE, Fact, crime, crimes, tiny
from warehouse.catalog import checks

EVENTS: Fact = FAULTS | {
    "kind": "event",
    "identity": ["event_id"],
    "columns": [
        {"from": "Id", "to": "event_id"},
        {"from": "Vad", "to": "title"},
        {"from": "Start", "to": "starts_at"},
        {"from": "Slut", "to": "ends_at"},
        {"from": "Plats", "to": "place_name"},
    ],
}
FLOW: Fact = FAULTS | {
    "kind": "flow_count",
    "identity": ["point_code", "counted_from"],
    "columns": [
        {"from": "P", "to": "point_code"},
        {"from": "T", "to": "counted_from"},
        {"from": "N", "to": "visitor_count"},
    ],
    "constants": {"minutes": 60},
}
POINTS: Fact = FAULTS | {
    "kind": "flow_point",
    "identity": ["point_code"],
    "columns": [
        {"from": "P", "to": "point_code"},
        {"from": "X", "to": "longitude"},
        {"from": "Y", "to": "latitude"},
    ],
}
INSPECTIONS: Fact = FAULTS | {
    "kind": "inspection",
    "identity": ["inspection_id"],
    "columns": [
        {"from": "Id", "to": "inspection_id"},
        {"from": "Dag", "to": "inspected_at"},
        {"from": "Utfall", "to": "result"},
        {"from": "X", "to": "longitude"},
        {"from": "Y", "to": "latitude"},
    ],
}
STATUS: Fact = FAULTS | {
    "columns": [
        *FAULTS["columns"],
        {"from": "Läge", "to": "status"},
        {"from": "Klar", "to": "closed_at"},
    ],
}
CADENCES = ("day", "week", "month", "quarter", "year", "once")
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = tiny(
        tmp_path_factory.mktemp("rows") / "prov",
        polis=POLICE, fel=STATUS, evenemang=EVENTS, matcher=EVENTS | {"everywhere": True},
        flode=FLOW, punkter=POINTS, besiktning=INSPECTIONS,
    )  # fmt: skip
    made.write(
        "mappings/koder.csv",
        "code,category,valid_from,valid_to\n0100,theft,,2026-03-10\n0100,assault,2026-03-11,\nAbc,robbery,,\n",
    )
    made.drop("polis", "1.csv", crimes(crime("A"), crime("B", Kod="abc"), crime("B", Kod="ABC")))
    made.drop("polis", "2.csv", crimes(crime("A", Tid="2026-03-10 23:59"), crime("U", Kod="9999")))
    made.drop("polis", "3.csv", crimes(
        crime("N", Plats="STORTORGET", Long="", Lat="", Tid="2026-03-11 00:00"),
        crime("I", Plats="Ingenstans", Long="", Lat=""), crime("O", Long=OUTSIDE[0]),
    ))  # fmt: skip
    made.drop("fel", "f.csv", (
        "Inkom;Sort;X;Y;Läge;Klar\n2026-03-01;;15,305;60,105;duplicate;\n"
        "2026-03-01;;15,305;60,105;;2026-03-03\n2026-03-02;;15,305;60,105;closed;2026-03-01\n"
    ))  # fmt: skip
    made.drop("evenemang", "e.csv", (
        "Id;Vad;Start;Slut;Plats\n1;Marknad;2026-05-01;2026-05-03;Torget\n"
        "2;Baklänges;2026-05-02;2026-05-01;torget\n3;Borta;2026-05-01;;Annanstans\n"
    ))  # fmt: skip
    made.drop("matcher", "m.csv", "Id;Vad;Start;Slut;Plats\n9;Match;2026-05-09;;\n")
    made.drop(
        "flode", "n.csv", "P;T;N\n1;2026-03-01 10:00;5\n1;2026-03-01 11:00;6\n2;2026-03-01;7\n"
    )
    made.drop("flode", "o.csv", "P;T;N\n1;2026-03-01 10:00;50\n")
    made.drop("punkter", "p.csv", "P;X;Y\n1;15,305;60,105\n2;15,4;60,105\n")
    made.drop("besiktning", "b.csv", (
        "Id;Dag;Utfall;X;Y\n1;2026-03-01;failed;15,305;60,105\n2;2026-03-01;passed;15,305;60,105\n"
        "3;2026-03-01;remarks;15,305;60,105\n1;2026-03-01;passed;15,305;60,105\n"
    ))  # fmt: skip
    with made.models() as connection:
        yield connection


def _kpis(world: duckdb.DuckDBPyConnection, kpi: str) -> list[tuple[Any, ...]]:
    return world.execute(
        "select category_id, local_date::varchar, numerator, denominator from mart_kpi_day "
        "where kpi_id = $1 and area_id = 'torget' order by all",
        [kpi],
    ).fetchall()


def test_the_newest_form_of_a_row_wins_across_files_and_within_one(
    world: duckdb.DuckDBPyConnection,
) -> None:
    rows = world.sql(
        "select row_key, category_code, local_date::varchar from core_incident "
        "where row_key in ('A', 'B') order by 1"
    ).fetchall()
    assert rows == [("A", "0100", "2026-03-10"), ("B", "abc", "2026-03-14")]
    assert _kpis(world, "visitors") == [("", "2026-03-01", 56.0, None)]
    assert _kpis(world, "inspections_failed_share") == [("", "2026-03-01", 0.0, 3.0)]


def test_a_code_means_what_its_map_says_on_the_day_of_the_row(
    world: duckdb.DuckDBPyConnection,
) -> None:
    assert _kpis(world, "reported_incidents") == [
        ("assault", "2026-03-11", 1.0, None),
        ("robbery", "2026-03-14", 1.0, None),
        ("theft", "2026-03-10", 1.0, None),
        ("unmapped", "2026-03-14", 1.0, None),
    ]


def test_rows_are_counted_by_what_became_of_them(world: duckdb.DuckDBPyConnection) -> None:
    (found,) = world.sql(
        "select row_count, no_position_count, outside_count, unmapped_count from mart_source "
        "where source_id = 'polis'"
    ).fetchall()
    assert found == (6, 1, 1, 1)


def test_duplicates_count_as_reports_but_not_as_unique_ones(
    world: duckdb.DuckDBPyConnection,
) -> None:
    assert sum(row[2] for row in _kpis(world, "fault_reports")) == 3
    assert sum(row[2] for row in _kpis(world, "fault_reports_unique")) == 2


def test_a_fault_is_not_closed_before_it_was_reported(world: duckdb.DuckDBPyConnection) -> None:
    closed = world.sql(
        "select closed_at::date::varchar from core_fault_report where closed_at is not null"
    )
    assert closed.fetchall() == [("2026-03-03",)]


def test_events_stand_at_their_place_or_everywhere(world: duckdb.DuckDBPyConnection) -> None:
    rows = world.sql(
        "select title, site_id, starts_on::varchar, ends_on::varchar from mart_event order by title"
    ).fetchall()
    assert rows == [
        ("Baklänges", "torget", "2026-05-02", "2026-05-02"),
        ("Marknad", "torget", "2026-05-01", "2026-05-03"),
        ("Match", None, "2026-05-09", "2026-05-09"),
    ]
    assert world.sql(
        "select no_position_count, outside_count from mart_source where source_id = 'matcher'"
    ).fetchall() == [(0, 0)]


def test_points_of_a_protected_source_are_never_published(
    world: duckdb.DuckDBPyConnection,
) -> None:
    kinds = world.sql("select distinct kind from mart_point order by 1").fetchall()
    assert kinds == [("fault_report",), ("flow_point",), ("inspection",)]


def test_a_check_that_finds_a_row_stops_the_build(world: duckdb.DuckDBPyConnection) -> None:
    world.execute("begin; insert into core_incident select * from core_incident")
    found = {check.name: check for check in checks(world)}
    check = found["core_incident__is_unique"]
    doubled = offending(world, check)
    with pytest.raises(CheckFailedError) as failed:
        require_none(check, doubled)
    world.execute("rollback")
    assert "Kontrollen core_incident__is_unique hittade 6 fel" in failed.value.sentence("sv")
    assert "Nothing was published" in failed.value.sentence("en")


def _days(cadence: str) -> list[dt.date]:
    """Report days with pauses around what the cadence allows, and one long silence."""
    first, allowed = dt.date(2020, 1, 8), LONGEST_PAUSE[cadence]
    if cadence == "once":
        return [first]
    day, days = first, [first]
    for pause in (1, allowed, allowed + 1, 1, allowed - 1):
        day += dt.timedelta(days=pause)
        days.append(day)
    return days


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    contracts = {cadence: FAULTS | {"cadence": cadence} for cadence in CADENCES}
    made = tiny(tmp_path_factory.mktemp("reports") / "prov", **contracts)
    for cadence in CADENCES:
        rows = "".join(f"{day};;;\n" for day in _days(cadence))
        made.drop(cadence, "r.csv", "Inkom;Sort;X;Y\n" + rows)
    made.drop("month", "nyss.csv", "Inkom;Sort;X;Y\n2026-11-20;;;\n")
    with made.models() as connection:
        yield connection


@pytest.mark.parametrize("cadence", CADENCES)
def test_a_pause_longer_than_the_cadence_allows_is_no_report(
    reports: duckdb.DuckDBPyConnection, cadence: str
) -> None:
    runs: list[list[dt.date]] = []
    for day in sorted({*_days(cadence), *([dt.date(2026, 11, 20)] if cadence == "month" else [])}):
        if not runs or (day - runs[-1][-1]).days > LONGEST_PAUSE[cadence]:
            runs.append([])
        runs[-1].append(day)
    expected = [
        (
            reporting_period(cadence, run[0])[0],
            min(reporting_period(cadence, run[-1])[1], max(TODAY, run[-1])) + dt.timedelta(days=1),
        )
        for run in runs
    ]
    found = reports.execute(
        "select covered_from, covered_to from mart_coverage where source_id = $1 order by 1",
        [cadence],
    ).fetchall()
    assert found == expected


# Form of the date, cadence, what is reported, and the days that are covered then.
WHOLE = {
    "a": ("%Y-%m", "month", "2025-01 2025-02 2025-04", "01-01 03-01 04-01 05-01"),
    "b": ("%Y-%m", "quarter", "2025-02 2025-04", "02-01 03-01 04-01 05-01"),
    "c": ("%Y-%m", "once", "2025-01 2025-02", "01-01 03-01"),
    "d": ("%Y-%m", "month", "2026-10 2026-11", "10-01 11-25"),
    "e": ("%Y", "year", "2021 2022 2024", "01-01 01-01 01-01 01-01"),
    "f": ("%Y-%m-%d", "month", "2025-01-09 2025-03-01", "01-01 04-01"),
}


def test_a_whole_month_or_year_without_a_count_is_no_report(tmp_path: Path) -> None:
    contracts = {}
    for name, (form, cadence, _, _) in WHOLE.items():
        number, day, *others = POLICE["columns"]
        columns = [number, day | {"formats": [form]}, *others]
        contracts[name] = POLICE | {"cadence": cadence, "columns": columns}
    made = tiny(tmp_path / "prov", **contracts)
    for name, (_, _, days, _) in WHOLE.items():
        made.drop(name, "m.csv", crimes(*(crime(no, Tid=no) for no in days.split())))
    with made.models() as connection:
        found = connection.sql(
            "select source_id, string_agg(strftime(covered_from, '%m-%d ') || "
            "strftime(covered_to, '%m-%d'), ' ' order by covered_from)"
            " from mart_coverage group by 1"
        ).fetchall()
    assert dict(found) == {name: runs for name, (_, _, _, runs) in WHOLE.items()}


@pytest.mark.parametrize(
    ("cadence", "day", "span"),
    [
        ("day", "2026-11-24", ("2026-11-24", "2026-11-24")),
        ("week", "2026-01-01", ("2025-12-29", "2026-01-04")),
        ("month", "2024-02-10", ("2024-02-01", "2024-02-29")),
        ("quarter", "2026-11-24", ("2026-10-01", "2026-12-31")),
        ("year", "2026-11-24", ("2026-01-01", "2026-12-31")),
        ("once", "2026-11-24", ("2026-11-24", "2026-11-24")),
    ],
)
def test_a_sender_reports_for_whole_periods(cadence: str, day: str, span: tuple[str, str]) -> None:
    found = reporting_period(cadence, dt.date.fromisoformat(day))
    assert tuple(one.isoformat() for one in found) == span


def test_an_instance_without_a_file_has_every_table_and_no_row(tmp_path: Path) -> None:
    with tiny(tmp_path).models() as connection:
        assert connection.sql("select count(*) from mart_kpi_day").fetchall() == [(0,)]
        assert connection.sql("select data_from, data_to from mart_version").fetchall() == [
            (None, None)
        ]
