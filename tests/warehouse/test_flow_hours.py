"""Counts of passages become hours, each count once in its newest form, however often it is sent."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from tests.tiny import FAULTS, Fact, tiny

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
