"""Incidents whose time is a span are spread over its hours: beside a walk second by second."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator

import duckdb
import pytest

from tests.tiny import POLICE, Fact, crime, crimes, tiny

SEED, FORM = 20261124, "%Y-%m-%d %H:%M:%S"
START = dt.datetime(2026, 3, 1)
WEEK = 7 * 24 * 3600
Span = tuple[dt.datetime, dt.datetime | None, int]
Hours = dict[tuple[dt.date, int | None], float]
CONTRACT: Fact = POLICE | {
    "columns": [
        POLICE["columns"][0],
        {"from": "Tid", "to": "occurred_from", "formats": [FORM], "unknown_time": "00:00:00"},
        {"from": "Plats", "to": "occurred_to", "formats": [FORM]},
        POLICE["columns"][2],
        {"from": "Skick", "to": "incident_count"},
        *POLICE["columns"][4:],
    ],
    "unused": [],
}


def _spans() -> list[Span]:
    chance = random.Random(SEED)
    spans: list[Span] = []
    for _ in range(60):
        start = START + dt.timedelta(seconds=chance.randrange(1, 20 * 86400))
        length = chance.choice(
            (1, 59, 3600, 3601, chance.randrange(1, 20_000), chance.randrange(40_000))
        )
        spans.append((start, start + dt.timedelta(seconds=length), chance.randrange(1, 4)))
    whole = START + dt.timedelta(hours=10)
    spans += [
        (whole, None, 1),
        (whole, whole, 1),
        (whole, whole - dt.timedelta(hours=3), 1),
        (whole, whole + dt.timedelta(seconds=WEEK), 1),
        (whole, whole + dt.timedelta(seconds=WEEK + 1), 1),
        (whole, whole + dt.timedelta(hours=1), 1),
        (START, whole, 1),
        (START, None, 1),
        (dt.datetime(2026, 3, 29, 1, 30), dt.datetime(2026, 3, 29, 3, 30), 1),
    ]
    return spans


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = tiny(tmp_path_factory.mktemp("hours") / "prov", polis=CONTRACT)
    rows = [
        crime(no, Tid=f"{a:{FORM}}", Plats=f"{b:{FORM}}" if b else "", Skick=str(n))
        for no, (a, b, n) in enumerate(_spans())
    ]
    made.drop("polis", "p.csv", crimes(*rows))
    with made.models() as connection:
        yield connection


def _second_by_second(spans: list[Span]) -> Hours:
    """The slow way: every second of a span carries an equal part."""
    hours: Hours = defaultdict(float)
    for start, end, count in spans:
        seconds = int((end - start).total_seconds()) if end and end > start else 0
        if start.time() == dt.time() or seconds > WEEK:
            hours[start.date(), None] += count
        elif seconds == 0:
            hours[start.date(), start.hour] += count
        else:
            for second in range(seconds):
                moment = start + dt.timedelta(seconds=second)
                hours[moment.date(), moment.hour] += count / seconds
    return hours


def test_every_hour_holds_what_a_walk_second_by_second_gives(
    world: duckdb.DuckDBPyConnection,
) -> None:
    rows = world.sql(
        "select local_date, hour, incident_count from mart_incident_hour where area_id = 'torget'"
    ).fetchall()
    found = {(day, hour): count for day, hour, count in rows}
    expected = _second_by_second(_spans())
    assert set(found) == set(expected)
    for key, count in expected.items():
        assert found[key] == pytest.approx(count, abs=1e-6), key


def test_spreading_neither_loses_nor_makes_an_incident(world: duckdb.DuckDBPyConnection) -> None:
    ((by_hour,),) = world.sql("select sum(incident_count) from mart_incident_hour").fetchall()
    assert by_hour == pytest.approx(sum(count for *_, count in _spans()))


def test_the_day_of_an_incident_is_the_day_it_began(world: duckdb.DuckDBPyConnection) -> None:
    days: dict[dt.date, int] = defaultdict(int)
    for start, _, count in _spans():
        days[start.date()] += count
    rows = world.sql("select local_date, incident_count from mart_incident_day").fetchall()
    assert dict(rows) == dict(days)


def test_a_span_that_ends_before_it_begins_counts_when_it_begins(
    world: duckdb.DuckDBPyConnection,
) -> None:
    ((ends,),) = world.sql(
        "select count(occurred_to_at) from core_incident where occurred_to_at <= occurred_from_at"
    ).fetchall()
    assert ends == 0
