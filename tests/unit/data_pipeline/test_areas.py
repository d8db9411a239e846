"""Polygons that cannot be used: the place is left out with one message, the rest goes on."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from config.instance import read_instance
from config.loading import Problems
from data_pipeline.areas import area_edges, band_of, ground_geojson, outline_geojson, site_areas
from tests.tiny import SQUARE, Fact, Tiny, crime, crimes, outline, tiny

PARK: Fact = {
    "name": {"sv": "Parken", "en": "The Park"},
    "outline": {"file": "areas/parken.geojson", "where": {"area": "parken"}},
}
BOW_TIE = ((15.32, 60.10), (15.33, 60.11), (15.33, 60.10), (15.32, 60.11), (15.32, 60.10))
METRES = tuple((x * 40_000, y * 110_000) for x, y in SQUARE)
SHAPES: dict[str, tuple[str, str, str]] = {
    "a polygon that crosses itself": (
        outline(("parken", [BOW_TIE])),
        "korsar sig själv nära 15.325 60.105",
        "Rita om gränsen",
    ),
    "two polygons that cross themselves": (
        outline(("parken", [BOW_TIE]), ("parken", [BOW_TIE])),
        "korsar sig själv",
        "Rita om",
    ),
    "a polygon in metres": (outline(("parken", [METRES])), "inte i grader", "WGS 84"),
    "no such area": (outline(("torget", [SQUARE])), "Ingen yta", "filen har: area=torget"),
    "a line": (
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"area": "parken"},
                        "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
                    }
                ],
            }
        ),
        "Ingen yta",
        "filen har: area=parken",
    ),
    "no geometry": (
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "properties": {"area": "parken"}, "geometry": None}
                ],
            }
        ),
        "går inte att läsa",
        "Exportera området som GeoJSON",
    ),
    "a ring of one point": (outline(("parken", [[(1, 2)]])), "går inte att läsa", "Exportera"),
    "no features": ('{"type": "FeatureCollection"}', "går inte att läsa", "Exportera"),
    "another JSON": ('{"meta": {}, "data": []}', "ingen FeatureCollection", "Exportera"),
    "no JSON": ("<kml/>", "går inte att läsa", "Exportera"),
}


def _areas(made: Tiny) -> tuple[Any, tuple[str, ...]]:
    instance, faults = read_instance(made.folder)
    problems = Problems()
    areas = site_areas(made.folder, instance.sites, problems)
    return areas, tuple(
        f"{f.file.name} {f.key}: {f.found.sv} {f.remedy.sv}" for f in (*faults, *problems.found)
    )


@pytest.mark.parametrize("kind", SHAPES)
def test_a_shape_that_cannot_be_used_leaves_only_its_place_out(tmp_path: Path, kind: str) -> None:
    content, found, remedy = SHAPES[kind]
    made = tiny(tmp_path)
    made.fact("sites/parken.yaml", PARK)
    made.write("areas/parken.geojson", content)
    areas, (said,) = _areas(made)
    assert [area.area_id for area in areas] == ["torget"]
    assert said.startswith("parken.yaml outline: ")
    assert found in said
    assert remedy in said


def test_a_site_without_a_polygon_is_told_of_and_the_others_are_built(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.fact("sites/parken.yaml", PARK)
    made.fact("sites/bron.yaml", {"name": {"sv": "Bron", "en": "The Bridge"}})
    made.drop("polis", "a.csv", crimes(crime(1), crime(2)))
    made.build()
    (missing,) = made.said("sites/parken.yaml")
    (keyless,) = made.said("sites/bron.yaml")
    assert "outline: Polygonfilen areas/parken.geojson finns inte" in missing
    assert "outline: Nyckeln saknas. Lägg till den." in keyless
    assert made.count() == 2
    assert made.rows("select site_id from mart_site") == [("torget",)]


def test_an_instance_whose_only_polygon_is_broken_still_publishes_and_says_so(
    tmp_path: Path,
) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "a.csv", crimes(crime(1)))
    made.build()
    made.write("areas/torget.geojson", outline(("torget", [BOW_TIE])))
    made.build()
    assert "korsar sig själv" in made.said("sites/torget.yaml")[0]
    assert made.count() == 0


def test_zones_buffer_and_controls_are_areas_of_their_site(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    part: Fact = {"name": {"sv": "D", "en": "P"}}
    made.fact(
        "sites/torget.yaml",
        {
            "name": {"sv": "Torget", "en": "The Square"},
            "order": 10,
            "outline": {"file": "areas/torget.geojson"},
            "buffer_m": 100,
            "zones": {
                "norr": part | {"outline": {"file": "areas/torget.geojson"}},
                "syd": part | {"outline": {"file": "areas/syd.geojson"}},
            },
            "controls": {"gatan": part | {"outline": {"file": "areas/torget.geojson"}}},
        },
    )
    areas, (said,) = _areas(made)
    assert [(a.area_id, a.role, a.order) for a in areas] == [
        ("torget", "site", 10),
        ("torget/norr", "zone", 11),
        ("torget/buffer", "buffer", 109),
        ("torget/gatan", "control", 11),
    ]
    assert "zones.syd.outline: Polygonfilen areas/syd.geojson finns inte" in said
    square, _, ring, _ = areas
    assert square.area_km2 == pytest.approx(0.617, abs=0.005)
    assert not ring.shape.intersects(square.shape.buffer(-1e-6))
    assert ring.area_km2 == pytest.approx(0.366, abs=0.02)


def test_pieces_of_one_place_become_one_shape_without_height(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    high = [[(x, y, 12.0) for x, y in SQUARE]]
    far = [[(x + 0.05, y) for x, y in SQUARE]]
    shapes: list[Any] = [("torget", high), ("torget", far)]
    made.write("areas/torget.geojson", outline(*shapes))
    (area,), _ = _areas(made)
    assert isinstance(area.shape, shapely.MultiPolygon)
    assert not area.shape.has_z
    assert json.loads(outline_geojson(area))["type"] == "MultiPolygon"


def test_the_ground_keeps_the_turns_that_the_drawn_outline_leaves_out(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    west, south = SQUARE[0]
    turns = [(west + n / 1000, south - (n % 2) * 3e-6) for n in range(1, 10)]
    made.write("areas/torget.geojson", outline(("torget", [[SQUARE[0], *turns, *SQUARE[1:]]])))
    (area,), _ = _areas(made)
    drawn, ground = (json.loads(text(area)) for text in (outline_geojson, ground_geojson))
    assert len(drawn["coordinates"][0]) < len(ground["coordinates"][0]) == len(SQUARE) + len(turns)


def test_each_edge_stands_in_every_band_it_touches(tmp_path: Path) -> None:
    areas, _ = _areas(tiny(tmp_path))
    edges = list(area_edges(areas))
    upright = [edge for edge in edges if edge.from_longitude == edge.to_longitude]
    assert len(upright) == 2 * (band_of(60.11) - band_of(60.10) + 1)
    assert {edge.band for edge in edges} == set(range(band_of(60.10), band_of(60.11) + 1))
