"""The base map: invented streets, blocks, water and green round the places of Ekstad."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from data_pipeline.demo.recipe import CENTRE, map_lines
from data_pipeline.demo.town import in_degrees, outlines

Shapes = Iterator[tuple[str, str, BaseGeometry]]
# All lengths in metres.
REACH_M, BLOCK_M = 1500, 105
_CENTRE_M, _TOWN_M = 420, 1050
_STREET_WIDTH, _BLOCK_DEPTH, _HOUSE = 16, 13, (11, 9)
_GAPS = 3
_RIVER_WIDTH, _LAKE_REACH = 34, 190
_EDGE_M = 2
_LEAST_BLOCK_M2, _BUILT_SHARE = 900, 0.85


def write_basemap(path: Path, rng: np.random.Generator) -> None:
    """Write the base map as GeoJSON in degrees; `kind` says what a shape is."""
    features = [
        {
            "type": "Feature",
            "properties": _properties(kind, name),
            "geometry": mapping(in_degrees(shape)),
        }
        for kind, name, shape in _shapes(rng)
        if not shape.is_empty
    ]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")


def _shapes(rng: np.random.Generator) -> Shapes:
    water, limits = _water(), _town_limits()
    places = unary_union([outlines()[name] for name in ("lindtorget", "station", "kvarnplan")])
    park = outlines()["aparken"]
    green = list(_green(park, water, rng))
    main = {name: _rounded(points) for name, points in map_lines()["streets"].items()}
    railway = _rounded(map_lines()["railway"])
    kept_free = unary_union([
        water.buffer(12), places.buffer(7), railway.buffer(22),
        *(shape.buffer(5) for _, _, shape in green),
        *(street.buffer(11) for street in main.values()),
    ])  # fmt: skip
    yield from green
    yield "water", "Ekån", water
    for name, street in main.items():
        yield "street", name, street.difference(places)
    yield "street", "Järnvägen", railway
    lines, centre = _lines(rng), outlines()[CENTRE]
    no_streets = unary_union(
        [centre.buffer(-_EDGE_M), water.buffer(10), places.buffer(2), park, railway.buffer(14)]
    )
    for line in (*lines[0], *lines[1]):
        yield "street", "", _warped(line).intersection(limits).difference(no_streets)
    for block in _blocks(lines):
        houses = _buildings(block.intersection(limits).difference(kept_free), rng)
        # The smaller centre was drawn last: houses elsewhere stay where they were.
        yield "building", "", houses.difference(centre) if houses.intersects(centre) else houses
    yield "building", "", MultiPolygon([box(*corners) for corners in map_lines()["centre"]])


def _water() -> BaseGeometry:
    lake = LineString(map_lines()["lake"]).buffer(_LAKE_REACH, quad_segs=6)
    river = _rounded(map_lines()["river"]).buffer(_RIVER_WIDTH / 2, quad_segs=3)
    everything = box(-REACH_M, -REACH_M, REACH_M, REACH_M)
    return unary_union([lake, river]).simplify(2).intersection(everything)


def _rounded(points: list[list[int]]) -> LineString:
    """Cut the corners of a line twice, so that it bends."""
    line = np.array(points, dtype=float)
    for _ in range(2):
        quarter = 0.75 * line[:-1] + 0.25 * line[1:]
        last = 0.25 * line[:-1] + 0.75 * line[1:]
        cut = np.stack([quarter, last], axis=1).reshape(-1, 2)
        line = np.vstack([line[:1], cut, line[-1:]])
    return LineString(line)


def _town_limits() -> Polygon:
    turns = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    far = _TOWN_M + 130 * np.sin(3 * turns + 1) + 70 * np.sin(5 * turns)
    return Polygon(np.column_stack([far * np.cos(turns), far * np.sin(turns)]))


def _green(park: BaseGeometry, water: BaseGeometry, rng: np.random.Generator) -> Shapes:
    """The park, a strip along the river, and woods outside the town."""
    yield "green", "Åparken", park
    yield (
        "green",
        "",
        water.buffer(22, quad_segs=2).difference(water.buffer(2, quad_segs=2)).simplify(3),
    )
    for turn in np.arange(0.2, 2 * np.pi, 0.55):
        far = float(rng.uniform(1230, 1420))
        centre = np.array([far * np.cos(turn), far * np.sin(turn)])
        wood = _blob(centre, float(rng.uniform(130, 230)), rng)
        yield "green", "", wood.difference(water.buffer(10))
    for x, y, size in map_lines()["parks"]:
        yield "green", "", _blob(np.array([x, y]), size, rng)


def _blob(centre: npt.NDArray[np.float64], size: float, rng: np.random.Generator) -> Polygon:
    turns = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    far = size * (1 + 0.18 * np.sin(2 * turns + rng.uniform(0, 6)) + 0.08 * rng.normal(size=18))
    return Polygon(centre + np.column_stack([far * np.cos(turns), far * np.sin(turns)]))


def _lines(rng: np.random.Generator) -> tuple[list[LineString], list[LineString]]:
    """Return the straight lines of the street net, north-south ones and east-west ones."""
    steps = np.arange(-1155, 1156, BLOCK_M)
    across, along = (steps + rng.uniform(-16, 16, size=len(steps)) for _ in range(2))
    reach = np.arange(-1230, 1231, 60)
    return (
        [LineString([(x, y) for y in reach]) for x in across],
        [LineString([(x, y) for x in reach]) for y in along],
    )


def _warped(shape: BaseGeometry) -> BaseGeometry:
    """Bend the straight net a little, so that the town looks grown."""

    def bend(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        x, y = points[:, 0], points[:, 1]
        east = x + 22 * np.sin(y / 290 + 1) + 9 * np.sin(x / 170)
        north = y + 24 * np.sin(x / 330) + 8 * np.sin(y / 150 + 2)
        return np.column_stack([east, north])

    return shapely.transform(shape, bend)


def _blocks(lines: tuple[list[LineString], list[LineString]]) -> Iterator[BaseGeometry]:
    xs = [line.coords[0][0] for line in lines[0]]
    ys = [line.coords[0][1] for line in lines[1]]
    for west, east in pairwise(xs):
        for south, north in pairwise(ys):
            yield _warped(box(west, south, east, north)).buffer(-_STREET_WIDTH / 2)


def _buildings(block: BaseGeometry, rng: np.random.Generator) -> BaseGeometry:
    """Houses wall to wall round a yard in the centre, houses with gardens outside it."""
    if block.is_empty or block.area < _LEAST_BLOCK_M2:
        return MultiPolygon()
    if block.centroid.distance(Point(0, 0)) < _CENTRE_M + rng.uniform(-60, 60):
        built = block.difference(block.buffer(-_BLOCK_DEPTH, join_style="mitre"))
        for _ in range(_GAPS):
            built = built.difference(_gap(block, rng))
        return built.simplify(1.5)
    houses = [_house(x, y, rng) for x, y in _gardens(block)]
    return MultiPolygon([h for h in houses if block.contains(h) and rng.random() < _BUILT_SHARE])


def _gap(block: BaseGeometry, rng: np.random.Generator) -> BaseGeometry:
    turn, middle = rng.uniform(0, 2 * np.pi), block.centroid
    far = (middle.x + 200 * np.cos(turn), middle.y + 200 * np.sin(turn))
    return LineString([(middle.x, middle.y), far]).buffer(4)


def _gardens(block: BaseGeometry) -> Iterator[tuple[float, float]]:
    west, south, east, north = block.bounds
    for y in (south + 14, north - 14):
        for x in np.arange(west + 14, east - 8, 22):
            yield float(x), float(y)


def _house(x: float, y: float, rng: np.random.Generator) -> Polygon:
    half = np.array(_HOUSE) / 2 * rng.uniform(0.8, 1.25, size=2)
    house = box(-half[0], -half[1], half[0], half[1])
    turned = shapely.affinity.rotate(house, float(rng.uniform(-8, 8)), origin=(0, 0))
    return shapely.affinity.translate(turned, x, y)


def _properties(kind: str, name: str) -> dict[str, str]:
    return {"kind": kind, "name": name} if name else {"kind": kind}
