"""Which place a position lies in, and which hexagon: beside shapely and a nearest-centre search."""

import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import shapely

from config.place_aliases import NOT_OURS
from data_pipeline.deciding import add_alias
from tests.tiny import FAULTS, INSIDE, POLICE, Fact, Ring, crime, crimes, outline, tiny

SEED, POINTS = 20261124, 1500
Box = tuple[float, float, float, float]


def _box(west: float, south: float, east: float, north: float) -> Ring:
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


BIG, SMALL = _box(15.300, 60.100, 15.320, 60.110), _box(15.315, 60.105, 15.330, 60.112)
HOLE = _box(15.305, 60.103, 15.309, 60.107)
ODD: Ring = ((15.325, 60.10), (15.335, 60.101), (15.329, 60.104), (15.336, 60.111), (15.325, 60.10))
LEFT, RIGHT = _box(15.300, 60.100, 15.313, 60.110), _box(15.310, 60.100, 15.320, 60.110)
SHAPES: dict[str, list[Ring]] = {
    "stor": [BIG, HOLE],
    "liten": [SMALL],
    "kantig": [ODD],
    "stor/vast": [LEFT],
    "stor/ost": [RIGHT],
    "liten/gatan": [_box(15.30, 60.10, 15.34, 60.12)],
}
OUTLINES = {name: shapely.Polygon(rings[0], rings[1:]) for name, rings in SHAPES.items()}


def _site(name: str, **parts: Fact) -> Fact:
    words = {"sv": name, "en": name}
    where = {"file": "areas/alla.geojson", "where": {"area": name}}
    return {"name": words, "outline": where, **parts}


def _points() -> list[tuple[float, float]]:
    chance = random.Random(SEED)
    return [
        (round(chance.uniform(15.298, 15.338), 6), round(chance.uniform(60.099, 60.114), 6))
        for _ in range(POINTS)
    ]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = tiny(tmp_path_factory.mktemp("places") / "prov")
    (made.folder / "sites/torget.yaml").unlink()
    made.write("areas/alla.geojson", outline(*SHAPES.items()))
    zones = {code: _site(f"stor/{code}") for code in ("vast", "ost")}
    made.fact("sites/stor.yaml", _site("stor", zones=zones))
    made.fact("sites/liten.yaml", _site("liten", controls={"gatan": _site("liten/gatan")}))
    made.fact("sites/kantig.yaml", _site("kantig"))
    rows = [
        crime(no, Long=f"{x:.6f}".replace(".", ","), Lat=f"{y:.6f}".replace(".", ","))
        for no, (x, y) in enumerate(_points())
    ]
    made.drop("polis", "p.csv", crimes(*rows))
    with made.models() as connection:
        yield connection


def _expected(x: float, y: float) -> set[str]:
    """The slow way: ask shapely, then let the smallest site win, and the smallest zone in it."""
    point = shapely.Point(x, y)
    inside = [name for name, shape in OUTLINES.items() if shape.contains(point)]
    smallest = sorted(inside, key=lambda name: (_area(name), name))
    site = next((name for name in smallest if "/" not in name), None)
    zones = [name for name in smallest if name.startswith("stor/")]
    found = {site} if site else set()
    if zones and site == "stor":
        found.add(zones[0])
    return found | ({"liten/gatan"} & set(inside))


def _area(name: str) -> float:
    shape = OUTLINES[name]
    return float(shape.area * math.cos(math.radians(shape.centroid.y)))


def test_a_position_lies_where_shapely_says_and_the_smallest_place_wins(
    world: duckdb.DuckDBPyConnection,
) -> None:
    rows = world.sql("select longitude, latitude, area_id from core_position_area").fetchall()
    found: dict[tuple[float, float], set[str]] = {}
    for x, y, area in rows:
        found.setdefault((x, y), set()).add(area)
    expected = {(x, y): areas for x, y in _points() if (areas := _expected(x, y))}
    assert found == expected
    hits = Counter(area for areas in expected.values() for area in areas)
    assert min(hits[name] for name in SHAPES) > 20


def test_holes_and_overlaps_were_really_hit(world: duckdb.DuckDBPyConnection) -> None:
    both = OUTLINES["stor"].intersection(OUTLINES["liten"])
    hole = shapely.Polygon(HOLE)
    points = [shapely.Point(x, y) for x, y in _points()]
    assert sum(both.contains(point) for point in points) > 20
    assert sum(hole.contains(point) for point in points) > 20
    ((in_hole,),) = world.sql(
        "select count(*) from core_incident_area where area_id = 'stor' and "
        "longitude between 15.3051 and 15.3089 and latitude between 60.1031 and 60.1069"
    ).fetchall()
    assert in_hole == 0


def test_every_position_gets_the_hexagon_with_the_nearest_centre(
    world: duckdb.DuckDBPyConnection,
) -> None:
    (facts,) = world.sql(
        "select origin_longitude, origin_latitude, metres_per_longitude, metres_per_latitude, "
        "hexagon_m from ref_instance"
    ).fetchall()
    left, down, per_x, per_y, side = facts
    rows = world.sql("select * from core_position_hexagon").fetchall()
    assert len(rows) == len(set(_points()))
    for longitude, latitude, q, r in rows:
        x, y = (longitude - left) * per_x, (latitude - down) * per_y
        own = _distance(x, y, q, r, side)
        assert own <= side + 1e-6
        for dq in (-1, 0, 1):
            for dr in (-1, 0, 1):
                assert own <= _distance(x, y, q + dq, r + dr, side) + 1e-6


def _distance(x: float, y: float, q: float, r: float, side: float) -> float:
    return math.hypot(x - side * math.sqrt(3) * (q + r / 2), y - side * 1.5 * r)


def test_the_map_holds_every_incident_of_a_place_once(world: duckdb.DuckDBPyConnection) -> None:
    by_hexagon = world.sql(
        "select area_id, sum(incident_count) from mart_incident_hexagon group by all order by all"
    )
    by_day = world.sql(
        "select area_id, sum(incident_count) from mart_incident_day group by all order by all"
    )
    assert by_hexagon.fetchall() == by_day.fetchall()


def test_a_new_alias_makes_a_new_version_and_places_the_rows(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    nowhere = {"Plats": "Gamla torget", "Long": "", "Lat": ""}
    made.drop("polis", "p.csv", crimes(crime(1), crime(2, **nowhere), crime(3, **nowhere)))
    made.build()
    queue = "select source_id, place_name, row_count from mart_place_queue"
    assert made.rows(queue) == [("polis", "gamla torget", 2)]
    assert made.count() == 1
    made.write("mappings/place_aliases.csv", "place_name,site\nGamla torget,torget\n")
    assert made.build().is_new
    assert made.count() == 3
    assert made.rows(queue) == []


def test_a_name_that_is_not_ours_leaves_the_queue_and_its_rows_are_outside(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    away, unknown = ({"Plats": name, "Long": "", "Lat": ""} for name in ("Hamnen", "Bron"))
    made.drop("polis", "p.csv", crimes(crime(1), crime(2, **away), crime(3, **away),
                                       crime(4, **unknown)))  # fmt: skip
    made.build()
    told = "select sum(row_count), sum(no_position_count), sum(outside_count) from mart_source_day"
    queue = "select place_name, row_count from mart_place_queue order by 1"
    assert made.rows(told) == [(4, 3, 0)]
    add_alias(tmp_path, "Hamnen", NOT_OURS)
    assert made.build().is_new
    assert made.rows(queue) == [("bron", 1)]
    assert made.rows(told) == [(4, 1, 2)]
    assert made.count() == 1
    said = [m.found.sv for m in made.messages if "Anmälda brott" in m.found.sv]
    assert [words[:6] for words in said] == ["2 rade", "1 rad "]
    assert "utanför alla platser" in said[0]
    assert "inget platsnamn" in said[1]


def test_a_name_of_a_place_is_the_place_whatever_was_decided(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.write("mappings/place_aliases.csv", f"place_name,site\nStortorget,{NOT_OURS}\n")
    made.drop("polis", "p.csv", crimes(crime(1, Plats="Stortorget", Long="", Lat="")))
    made.build()
    assert made.count() == 1
    told = "select sum(no_position_count), sum(outside_count) from mart_source_day"
    assert made.rows(told) == [(0, 0)]


def test_places_of_a_column_with_personal_data_are_in_no_queue(tmp_path: Path) -> None:
    columns = [
        column | {"personal": True} if column["to"] == "place_name" else column
        for column in POLICE["columns"]
    ]
    made = tiny(tmp_path, polis=POLICE | {"columns": columns})
    made.drop("polis", "p.csv", crimes(crime(1, Plats="Lisas hus", Long="", Lat="")))
    made.build()
    assert made.rows("select * from mart_place_queue") == []


def test_codes_that_no_mapping_knows_wait_in_a_queue(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE, fel=FAULTS)
    made.drop("polis", "p.csv", crimes(crime(1), crime(2, Kod="0999"), crime(3, Kod="0999")))
    made.drop("fel", "f.csv", f"Inkom;Sort;X;Y\n2026-02-04;Skräp;{INSIDE[0]};{INSIDE[1]}\n")
    made.build()
    queue = "select source_id, category_code, map_name, row_count from mart_code_queue"
    assert made.rows(queue) == [("fel", "skräp", None, 1), ("polis", "0999", "koder", 2)]
    made.write("mappings/koder.csv", "code,category\n0100,theft\n0999,assault\n")
    assert made.build().is_new
    assert made.rows(queue) == [("fel", "skräp", None, 1)]
