"""Counts of passages become hours, each count once in its newest form, however often it is sent."""

import datetime as dt
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from config.instance import read_instance
from tests.tiny import FAULTS, OUTSIDE, Fact, tiny

FLOWS: Fact = FAULTS | {
    "kind": "flow_count",
    "cadence": "month",
    "identity": ["point_code", "counted_from"],
    "columns": [
        {"from": "Nr", "to": "point_code"},
        {"from": "Tid", "to": "counted_from", "formats": ["%Y-%m-%d %H:%M"]},
        {"from": "Minuter", "to": "minutes"},
        {"from": "Antal", "to": "visitor_count"},
    ],
    "outage_days": 0,
    "unused": ["Rad"],
}
BY_ROW: Fact = FLOWS | {
    "identity": ["point_code"],
    "columns": [
        {"from": "Rad", "to": "point_code"},
        *[column for column in FLOWS["columns"] if column["from"] != "Nr"],
    ],
    "unused": ["Nr"],
}
UNNAMED: Fact = FLOWS | {"identity": []}
POINTS: Fact = FAULTS | {
    "kind": "flow_point",
    "cadence": "once",
    "identity": ["point_code"],
    "columns": [
        {"from": "Nr", "to": "point_code"},
        {"from": "X", "to": "longitude"},
        {"from": "Y", "to": "latitude"},
    ],
}
Row = tuple[str, str, dt.datetime, int, int]


def _drawn(seed: int) -> list[list[Row]]:
    """Return the rows of three files: row, point, moment, minutes, count; some come again."""
    draw = np.random.default_rng(seed)
    first = dt.datetime(2026, 3, 1, 22)
    return [
        [
            (
                f"r{draw.integers(60)}",
                "AB"[draw.integers(2)],
                first + dt.timedelta(minutes=10 * int(draw.integers(24))),
                (10, 60, 90)[draw.integers(3)],
                int(draw.integers(100)),
            )
            for _ in range(40)
        ]
        for _ in range(3)
    ]


def _newest(files: list[list[Row]], contract: Fact) -> list[Row]:
    """Keep the last row of each key, as somebody would who reads the files from the start."""
    kept: dict[object, Row] = {}
    for rows in files:
        turns: dict[object, int] = {}
        for row in rows:
            name, point, moment, minutes, count = row
            if contract is BY_ROW:
                kept[name] = (name, name, moment, minutes, count)
                continue
            key = (point, moment) if contract is FLOWS else (point, moment, minutes, count)
            turns[key] = turns.get(key, 0) + 1
            kept[key if contract is FLOWS else (key, turns[key])] = row
    return list(kept.values())


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("contract", [FLOWS, BY_ROW, UNNAMED], ids=["moment", "row", "unnamed"])
def test_hours_are_the_sums_of_the_newest_counts(tmp_path: Path, contract: Fact, seed: int) -> None:
    made = tiny(tmp_path, passager=contract)
    files = _drawn(seed)
    for number, rows in enumerate(files):
        lines = [f"{n};{p};{at:%Y-%m-%d %H:%M};{minutes};{c}" for n, p, at, minutes, c in rows]
        made.drop("passager", f"{number}.csv", "\n".join(["Rad;Nr;Tid;Minuter;Antal", *lines]))
    wanted: dict[tuple[str, dt.date, int, bool], list[int]] = {}
    for _, point, moment, minutes, count in _newest(files, contract):
        key = (point, moment.date(), moment.hour, minutes <= 60)
        sums = wanted.setdefault(key, [0, 0, 0])
        for at, value in enumerate((1, count, minutes)):
            sums[at] += value
    connection = made.models()
    found = connection.execute(
        "select point_code, local_date, hour, is_within_hour, row_count, visitor_count,"
        " duration_minutes from core_flow_hour"
    )
    assert {row[:4]: [int(value) for value in row[4:]] for row in found.fetchall()} == wanted
    counted = connection.table("core_source_row").aggregate("sum(row_count)").fetchall()
    assert counted == [(sum(sums[0] for sums in wanted.values()),)]


def test_only_hours_in_which_a_count_may_come_twice_are_looked_through(tmp_path: Path) -> None:
    made = tiny(tmp_path, passager=FLOWS)
    head = "Rad;Nr;Tid;Minuter;Antal"
    once = [f"1;A;2026-03-01 10:{minute:02d};1;5" for minute in range(60)]
    twice = ["1;A;2026-03-01 11:00;1;5", "1;A;2026-03-01 11:00;1;7", "1;A;2026-03-01 12:00;1;5"]
    made.drop("passager", "a.csv", "\n".join([head, *once, *twice]))
    made.drop("passager", "b.csv", f"{head}\n1;A;2026-03-01 12:01;1;5")
    repeated = made.models().sql("select hour_at from core_flow_repeat order by 1").fetchall()
    assert [hour.hour for (hour,) in repeated] == [11, 12]


TWO_WAYS: Fact = FLOWS | {
    "identity": ["point_code", "counted_from", "direction"],
    "columns": [
        {"from": "Datum", "to": "counted_from", "with": "Tid", "formats": ["%Y-%m-%d %H:%M"]},
        {"from": "Punkt", "to": "point_code"},
        {"from": "Kvalitet", "to": "quality",
         "values": {"bortfall": "outage", "imputerad": "imputed"}},
    ],
    "wide": {"pattern": "(In|Ut)", "code_field": "direction", "value_field": "visitor_count",
             "values": {"In": "in", "Ut": "out"}},
    "constants": {"minutes": 15},
    "unused": [],
}  # fmt: skip
HEAD = "Datum;Tid;Punkt;In;Ut;Kvalitet"
Quarter = tuple[str, dt.datetime]


def _quarters(draw: np.random.Generator) -> dict[Quarter, tuple[int | None, int | None, str]]:
    """Return what one file tells of the quarters of two days: counts, gaps and their quality."""
    first = dt.datetime(2026, 3, 1)
    told: dict[Quarter, tuple[int | None, int | None, str]] = {}
    for number in range(2 * 96):
        for point in "AB":
            if draw.random() < 0.2:
                continue
            quality = draw.choice(["ok", "", "bortfall", "imputerad"], p=[0.9, 0.04, 0.03, 0.03])
            quarter = (point, first + dt.timedelta(minutes=15 * number))
            told[quarter] = (_perhaps(draw), _perhaps(draw), str(quality))
    return told


def _perhaps(draw: np.random.Generator) -> int | None:
    return None if draw.random() < 0.02 else int(draw.integers(100))


def _line(key: Quarter, cells: tuple[int | None, int | None, str]) -> str:
    inwards, outwards, quality = ("" if cell is None else str(cell) for cell in cells)
    return f"{key[1]:%Y-%m-%d;%H:%M};{key[0]};{inwards};{outwards};{quality}"


@pytest.mark.parametrize("seed", range(2))
def test_both_directions_are_summed_and_a_missing_half_is_a_gap(tmp_path: Path, seed: int) -> None:
    made, draw = tiny(tmp_path, passager=TWO_WAYS), np.random.default_rng(seed)
    newest: dict[tuple[Quarter, str], tuple[int, str]] = {}
    for name in ("a.csv", "b.csv"):
        told = _quarters(draw)
        lines = [_line(key, cells) for key, cells in told.items()]
        made.drop("passager", name, "\n".join([HEAD, *lines]))
        for quarter, (inwards, outwards, quality) in told.items():
            for way, count in (("in", inwards), ("out", outwards)):
                if count is not None:
                    newest[quarter, way] = (count, quality)
    hours: dict[tuple[str, dt.date, int], dict[str, list[int]]] = {}
    told_of: dict[tuple[str, dt.date, int], Counter[str]] = {}
    for ((point, moment), way), (count, quality) in newest.items():
        key = (point, moment.date(), moment.hour)
        told_of.setdefault(key, Counter())[way] += 15
        hour = hours.setdefault(key, {"in": [], "out": []})
        if quality != "bortfall":
            hour[way].append(count)
    wanted = {
        key: (sum(hour["in"] + hour["out"]), 15 * len(hour["in"]))
        for key, hour in hours.items()
        if hour["in"] and len(hour["in"]) == len(hour["out"])
    }
    connection = made.models()
    found = connection.execute(
        "select point_code, local_date, hour, visitor_count, duration_minutes from core_flow_hour"
    )
    assert {row[:3]: (row[3], row[4]) for row in found.fetchall()} == wanted
    lost = connection.execute("select sum(lost_minutes) from core_flow_told").fetchall()
    told_minutes = sum(max(ways.values()) for ways in told_of.values())
    assert lost == [(told_minutes - sum(minutes for _, minutes in wanted.values()),)]


def _day(point: str, ways: str, quality: str = "ok", hours: range = range(24)) -> list[str]:
    return [f"2026-03-01;{hour:02d}:00;{point};{ways};{quality}" for hour in hours]


def test_a_lost_day_is_an_outage_and_is_told_of(tmp_path: Path) -> None:
    """A sum over a day that was half counted would be a small number."""
    made = tiny(tmp_path, passager=TWO_WAYS | {"constants": {"minutes": 60}}, punkter=POINTS)
    made.drop("punkter", "p.csv", "Nr;X;Y\n" + "".join(f"{p};15,305;60,105\n" for p in "ABCD"))
    rows = [
        *_day("A", "3;4"), *_day("B", "3;", hours=range(8)), *_day("B", "3;4", hours=range(8, 24)),
        *_day("C", "0;0", "bortfall", range(7)), *_day("C", "3;4", hours=range(7, 24)),
        *_day("D", "5;5", "imputerad", range(3)), *_day("D", "3;4", hours=range(3, 24)),
    ]  # fmt: skip
    made.drop("passager", "a.csv", "\n".join([HEAD, *rows]))
    made.build()
    assert made.rows("select point_code from mart_flow_outage order by 1") == [("B",), ("C",)]
    assert made.count("visitors") == 24 * 7 + 21 * 7 + 3 * 10
    (lost,) = [m.found for m in made.messages if "bortfall" in m.found.sv]
    assert "15 timmar" in lost.sv
    assert "(B, C)" in lost.en
    (guessed,) = [m.found for m in made.messages if "skattade" in m.found.sv]
    assert guessed.en.startswith("6 counts")


def test_a_sum_beside_its_halves_is_not_counted_once_more(tmp_path: Path) -> None:
    wide = TWO_WAYS["wide"] | {
        "pattern": "(In|Ut|Totalt)", "values": {"In": "in", "Ut": "out", "Totalt": "both"},
    }  # fmt: skip
    made = tiny(tmp_path, passager=TWO_WAYS | {"wide": wide})
    head = HEAD.replace("Ut", "Ut;Totalt")
    made.drop(
        "passager", "a.csv", f"{head}\n2026-03-01;10:00;A;3;4;7;ok\n2026-03-01;11:00;A;;;7;ok"
    )
    counted = made.models().sql("select hour, visitor_count, duration_minutes from core_flow_hour")
    assert counted.order("hour").fetchall() == [(10, 7.0, 15), (11, 7.0, 15)]


@pytest.mark.parametrize(
    ("changes", "sv", "en"),
    [
        ({"identity": ["point_code", "counted_from"]}, "ut skulle ersätta in", "replace in"),
        ({"wide": TWO_WAYS["wide"] | {"code_field": "point_code"}}, "två gånger", "twice"),
        ({"constants": {"minutes": 60, "quality": "ok"}}, "två gånger", "twice"),
        (
            {"columns": [*TWO_WAYS["columns"], {"from": "Plats", "to": "point_code"}]},
            "två gånger", "twice",
        ),
    ],
)  # fmt: skip
def test_a_contract_that_would_lose_a_column_is_a_fault_in_words(
    tmp_path: Path, changes: Fact, sv: str, en: str
) -> None:
    tiny(tmp_path, passager=TWO_WAYS | changes)
    _, (fault,) = read_instance(tmp_path)
    assert sv in fault.found.sv
    assert en in fault.found.en


def test_counters_that_nobody_placed_ask_for_a_list_of_points(tmp_path: Path) -> None:
    made = tiny(tmp_path, passager=FLOWS, punkter=POINTS)
    rows = [f"1;{point};2026-03-01 {hour:02d}:00;60;5" for point in "AB" for hour in range(3)]
    made.drop("passager", "a.csv", "\n".join(["Rad;Nr;Tid;Minuter;Antal", *rows]))
    made.drop("punkter", "a.csv", "Nr;X;Y\nC;15,305;60,105")
    (found,) = [m for m in made.build().messages if m.source_id == "passager"]
    assert found.level == "warning"
    assert found.found.sv.startswith("6 räkningar")
    assert found.found.en.endswith("A, B.")
    assert "flow_point" in found.remedy.sv
    made.drop("punkter", "b.csv", f"Nr;X;Y\nA;15,305;60,105\nB;{OUTSIDE[0]};{OUTSIDE[1]}")
    (found,) = [m for m in made.build().messages if m.source_id == "passager"]
    assert found.found.sv.startswith("3 rader från")
    assert "utanför alla platser" in found.found.sv
