"""What the guard counts of a build, against the same rows counted one by one."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from data_pipeline.protect import protected_areas

NOON = dt.datetime(2025, 2, 3, 12)
AREAS = ("torget", "torget/gatan", "parken/gatan")
ZONES = ("torget/norra", "torget/scenen")
Row = tuple[Any, ...]
Counted = Counter[tuple[str, int, str, str, int, int]]


def rows(seed: int) -> Iterator[Row]:
    """Make up rows; zones overlap, and only `torget` has any."""
    chance = random.Random(seed)
    for number in range(400):
        began = NOON + dt.timedelta(minutes=chance.randrange(500_000))
        spans = (None, 0, 60, 239, 240, 241, 5000)
        minutes = chance.choice(spans)
        ended = None if minutes is None else began + dt.timedelta(minutes=minutes)
        category = chance.choice(("theft", "assault", "unmapped", "sensitive"))
        known, source = chance.random() < 0.8, chance.choice(("polis", "polis", "open"))
        area = chance.choice(AREAS)
        zones = [zone for zone in ZONES if area == "torget" and chance.random() < 0.4]
        for place in (area, *zones):
            count = 1 + number % 3
            yield (place, source, str(number % 300), category, count, known, began.date(),
                   began, ended)  # fmt: skip


def by_hand(given: list[Row]) -> Counted:
    found: Counted = Counter()
    for area, source, key, category, count, known, day, began, ended in given:
        if source != "polis" or area in ZONES:
            continue
        span = dt.timedelta() if ended is None else ended - began
        at, is_timed = began + span / 2, known and span <= dt.timedelta(hours=4)
        here = [zone for zone in ZONES if zone.startswith(f"{area}/")]
        zones = [r[0] for r in given if r[1:3] == (source, key) and r[0] in here]
        weekday, hour = (at.isoweekday(), at.hour) if is_timed else (day.isoweekday(), -1)
        for zone in zones or [""]:
            found[area, day.year * 12 + day.month - 1, zone, category, weekday, hour] += count
    return found


@pytest.mark.parametrize("seed", range(5))
def test_incidents_are_those_that_are_counted_by_hand(
    built: duckdb.DuckDBPyConnection, seed: int
) -> None:
    built.execute(
        "insert into ref_area (area_id, site_id, role_code, ground_geojson, sort_order)"
        " select 'torget/scenen', site_id, role_code, ground_geojson, 9"
        " from ref_area where area_id = 'torget/norra'"
    )
    given = list(rows(seed))
    marks = ", ".join(f"${n}" for n in range(1, 10))
    built.executemany(f"insert into core_incident_area values ({marks})", given)
    found: Counted = Counter()
    for area in protected_areas(built):
        for timed in area.place.incidents:
            cell = timed.cell
            key = (area.area_id, cell.month, cell.zone, cell.category, timed.weekday, timed.hour)
            found[key] += cell.count
    assert found == by_hand(given)
    assert found.total() > 200
