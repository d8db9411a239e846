"""Breaks that rows tell of by themselves: counting points, reporters and code lists."""

import datetime as dt
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.tiny import INSIDE, POLICE, Fact, Tiny, tiny
from tests.warehouse.test_rows import FLOW, POINTS

NAMED: Fact = POLICE | {
    "columns": [*POLICE["columns"], {"from": "Vem", "to": "reporter_code"}],
    "personal": [],
    "unused": [],
}
FIRST, END = dt.date(2025, 1, 1), dt.date(2026, 7, 1)
COLUMNS = "source_id, change_code, subject_names, subject_count, break_on"
Counted = dict[str, set[dt.date]]


def days(first: dt.date, end: dt.date, step: int = 1) -> list[dt.date]:
    return [first + dt.timedelta(days=at) for at in range(0, (end - first).days, step)]


def drop_flows(made: Tiny, counted: Counted, source: str = "flode") -> None:
    made.drop(source, "p.csv", "P;T;N\n" + "".join(
        f"{point};{day} 12:00;5\n" for point, on in counted.items() for day in sorted(on)
    ))  # fmt: skip
    made.drop("punkter", f"{source}.csv", "P;X;Y\n" + "".join(
        f"{point};{INSIDE[0]};{INSIDE[1]}\n" for point in counted
    ))  # fmt: skip


def report(day: dt.date, who: str, number: int, code: str = "0100") -> str:
    return f"{who}{number};{day} 12:00;{code};;{INSIDE[0]};{INSIDE[1]};{who}"


def drop_reports(made: Tiny, rows: Iterable[str], source: str = "polis") -> None:
    made.drop(source, "p.csv", "\n".join(("Nr;Tid;Kod;Plats;Long;Lat;Vem", *rows)) + "\n")


def found(made: Tiny) -> list[tuple[Any, ...]]:
    with made.models() as connection:
        return connection.execute(
            f"select {COLUMNS} from mart_found_break where area_id = 'torget' order by all"
        ).fetchall()


def slow_points(counted: Counted) -> list[tuple[Any, ...]]:
    """The rule said plainly: more than 28 days from the first or the last day of the source."""
    every = sorted(set().union(*counted.values()))
    changes: dict[tuple[str, dt.date], list[str]] = defaultdict(list)
    for point, on in counted.items():
        if (min(on) - every[0]).days > 28:
            changes["points_started", min(on)].append(point)
        if (every[-1] - max(on)).days > 28:
            changes["points_stopped", max(on) + dt.timedelta(days=1)].append(point)
    return sorted(
        ("flode", change, ", ".join(sorted(points)), len(points), on)
        for (change, on), points in changes.items()
    )


@pytest.mark.parametrize("seed", range(3))
def test_points_that_begin_or_cease_agree_with_the_rule_said_plainly(
    tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    starts = [FIRST + dt.timedelta(days=number) for number in (0, 28, 29, 200)]
    ends = [END - dt.timedelta(days=number) for number in (0, 28, 29, 150)]
    counted = {
        f"P{number}": {day for day in days(dice.choice(starts), dice.choice(ends))
                       if dice.random() < 0.8 or number == 0}
        for number in range(8)
    }  # fmt: skip
    made = tiny(tmp_path / "prov", flode=FLOW, punkter=POINTS)
    drop_flows(made, counted)
    assert found(made) == slow_points(counted)
    assert slow_points(counted)


def test_runs_of_a_point_leave_out_days_without_a_count(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov", flode=FLOW, punkter=POINTS)
    drop_flows(made, {"P1": {*days(FIRST, dt.date(2025, 1, 8)), dt.date(2025, 1, 10)}})
    with made.models() as connection:
        runs = connection.execute(
            "select first_date, last_date from mart_flow_point where area_id = 'torget'"
        ).fetchall()
    assert runs == [(FIRST, dt.date(2025, 1, 7)), (dt.date(2025, 1, 10), dt.date(2025, 1, 10))]


def reports() -> Iterator[str]:
    """One who writes all along, two who join in one week, and three who are no break."""
    for number, day in enumerate(days(FIRST, END)):
        yield report(day, "Nord", number)
    for number, day in enumerate(days(dt.date(2025, 9, 2), END, 5)):
        yield report(day, "Syd", number)
        yield report(day + dt.timedelta(days=1), "Vest", number)
    # Rare, early, and many but a small part of what is written.
    for number, day in enumerate(days(dt.date(2025, 9, 2), dt.date(2025, 9, 21))):
        yield report(day, "Sällan", number)
    for number, day in enumerate(days(FIRST + dt.timedelta(days=56), END, 4)):
        yield report(day, "Tidig", number)
    for number, day in enumerate(days(dt.date(2025, 6, 2), END, 15)):
        yield report(day, "Liten", number)


def test_reporters_who_join_in_one_week_are_one_break_and_small_ones_none(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov", polis=NAMED)
    drop_reports(made, reports())
    assert found(made) == [
        ("polis", "reporters_started", "Syd, Vest", 2, dt.date(2025, 9, 2))
    ]  # fmt: skip


def test_a_reporter_who_ceases_is_a_break_from_the_day_after(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov", polis=NAMED)
    last = dt.date(2026, 5, 4)
    gone = [report(day, "Syd", at) for at, day in enumerate(days(FIRST, last, 3))]
    kept = [report(day, "Nord", at) for at, day in enumerate(days(FIRST, END))]
    drop_reports(made, [*gone, *kept])
    stopped = days(FIRST, last, 3)[-1] + dt.timedelta(days=1)
    assert found(made) == [("polis", "reporters_stopped", "Syd", 1, stopped)]


CODES = """code,category,valid_from,valid_to
0100,theft,,2025-12-31
0110,theft,2026-01-01,
0111,assault,2026-01-01,
0200,assault,,2025-05-31
0300,theft,2025-03-01,
"""


def test_a_code_list_breaks_where_old_codes_give_way_to_new_ones(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov", polis=NAMED)
    made.write("mappings/koder.csv", CODES)
    rows = [
        report(day, "Nord", at, "0100" if day.year < 2026 else ("0110", "0111")[at % 2])
        for at, day in enumerate(days(FIRST, END, 3))
    ]
    # 0200 only ceases and 0300 only begins: nothing takes the other's place.
    rows += [
        report(dt.date(2025, 4, 1), "A", 1, "0200"),
        report(dt.date(2025, 4, 2), "B", 1, "0300"),
    ]
    drop_reports(made, rows)
    assert found(made) == [("polis", "codes_changed", None, 3, dt.date(2026, 1, 1))]


def test_a_code_list_that_changes_before_there_are_rows_is_no_break(tmp_path: Path) -> None:
    made = tiny(tmp_path / "prov", polis=NAMED)
    made.write("mappings/koder.csv", CODES)
    drop_reports(
        made, [report(day, "Nord", 1, "0110") for day in days(dt.date(2026, 2, 1), END, 7)]
    )
    assert found(made) == []


EVERY = f"select {COLUMNS} from mart_found_break order by all"


def shared(made: Tiny, profile: str, query: str = EVERY) -> list[tuple[Any, ...]]:
    pointer = json.loads((made.folder / "var/published/current.json").read_text("utf-8"))
    path = made.folder / "var" / "published" / pointer["files"][profile]["file"]
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_what_rows_of_protected_sources_tell_stays_in_the_internal_file(tmp_path: Path) -> None:
    open_ones: Fact = NAMED | {"sensitivity": "open"}
    secret: Fact = FLOW | {"sensitivity": "protected"}
    made = tiny(tmp_path / "prov", polis=NAMED, vardar=open_ones, hemlig=secret, flode=FLOW,
                punkter=POINTS)  # fmt: skip
    made.write("mappings/koder.csv", CODES)
    for source in ("polis", "vardar"):
        new = [report(day, "Bytt", at, "0100" if day.year < 2026 else "0110")
               for at, day in enumerate(days(FIRST, END, 3))]  # fmt: skip
        drop_reports(made, [*reports(), *new], source)
    for source in ("hemlig", "flode"):
        drop_flows(made, {f"{source}1": {*days(FIRST, END)},
                          f"{source}2": {*days(FIRST, dt.date(2026, 1, 1))}}, source)  # fmt: skip
    made.build()
    expected = {
        ("flode", "points_stopped", "flode2", 1, dt.date(2026, 1, 1)),
        ("vardar", "codes_changed", None, 2, dt.date(2026, 1, 1)),
    }
    internal = set(shared(made, "internal"))
    assert {row[0] for row in internal} == {"polis", "vardar", "hemlig", "flode"}
    assert {row[1] for row in internal if row[0] == "polis"} == {
        "reporters_started", "codes_changed"
    }  # fmt: skip
    for profile in ("coordinator", "partner", "public"):
        assert set(shared(made, profile)) == expected
        assert shared(made, profile, "select distinct source_id from mart_flow_point") == [
            ("flode",)
        ]
