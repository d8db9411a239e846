"""The ground of Ekstad: metres and degrees, outlines, and points that gather round named spots."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data_pipeline.demo.recipe import RINGS, Spot, spots

Points = npt.NDArray[np.float64]
# The middle of the town, and the length of a degree there. There is no town at this place.
LONGITUDE, LATITUDE = 15.34, 60.172
METRES_PER_LONGITUDE, METRES_PER_LATITUDE = 55_508.0, 111_412.0
_MIDDLE = np.array([LONGITUDE, LATITUDE])
_SCALE = np.array([METRES_PER_LONGITUDE, METRES_PER_LATITUDE])
RING_M = 150
# Points stay so far inside, so that no rounding moves one across an edge.
_EDGE_M = 2
_ATTEMPTS = 6


@dataclass(frozen=True)
class Position:
    """A point in metres from the middle, and the spot it belongs to."""

    spot: Spot
    x: float
    y: float

    @property
    def longitude(self) -> float:
        """Degrees east, six decimals."""
        return degrees(self.x, self.y)[0]

    @property
    def latitude(self) -> float:
        """Degrees north, six decimals."""
        return degrees(self.x, self.y)[1]


def degrees(x: float, y: float) -> tuple[float, float]:
    """Turn metres from the middle into longitude and latitude."""
    longitude = LONGITUDE + x / METRES_PER_LONGITUDE
    return round(longitude, 6), round(LATITUDE + y / METRES_PER_LATITUDE, 6)


def in_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Turn a shape in metres into degrees with six decimals."""
    return shapely.transform(geometry, lambda points: np.round(points / _SCALE + _MIDDLE, 6))


@cache
def outlines() -> dict[str, BaseGeometry]:
    """Return every area's polygon in metres, with the ring around each site."""
    path = files("data_pipeline.demo").joinpath("instance", "areas", "platser.geojson")
    found = {
        feature["properties"]["area"]: _in_metres(shape(feature["geometry"]))
        for feature in json.loads(path.read_text("utf-8"))["features"]
    }
    for ring in RINGS:
        site = found[ring.removeprefix("ring-")]
        found[ring] = site.buffer(RING_M) - site
    return found


def positions(area: str, profile: str, count: int, rng: np.random.Generator) -> list[Position]:
    """Draw points of an area, gathered round the spots that the profile favours."""
    near = spots()[area]
    weights = np.array([spot.weights[profile] for spot in near])
    chosen = rng.choice(len(near), size=count, p=weights / weights.sum())
    centres = np.array([(spot.x, spot.y) for spot in near])[chosen]
    spread = np.array([spot.spread_m for spot in near])[chosen][:, None]
    points = _kept_inside(area, centres, rng.normal(size=(count, 2)) * spread)
    return [
        Position(near[number], float(x), float(y))
        for number, (x, y) in zip(chosen, points, strict=True)
    ]


def _kept_inside(
    area: str,
    centres: Points,
    steps: Points,
) -> Points:
    """Shorten the steps that leave the area; what still is outside stands on its spot."""
    points = centres + steps
    if area not in outlines():
        return points
    inside = outlines()[area].buffer(-_EDGE_M)
    shapely.prepare(inside)
    for attempt in range(1, _ATTEMPTS + 1):
        outside = ~shapely.contains_xy(inside, points)
        shrink = 0.5**attempt if attempt < _ATTEMPTS else 0.0
        points[outside] = (centres + steps * shrink)[outside]
    return points


def _in_metres(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda points: (points - _MIDDLE) * _SCALE)
