"""Areas: each site's polygons read, checked and cut into edges that SQL can match points with."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from config.loading import Problems
from config.sites import Outline, Site
from config.words import Words, message
from data_pipeline.errors import FileRefusedError
from data_pipeline.geodata import read_features, split_layer

BANDS_PER_DEGREE = 1000
_NAMED = 8
_WORLD = shapely.box(-180, -90, 180, 90)
# Half a metre: less than a pixel of any map, and a small part of the points of a surveyed border.
_DRAWN_DEGREES = 5e-6


@dataclass(frozen=True)
class Area:
    """One polygon of a site in WGS 84 degrees; `role` is site, zone, buffer or control."""

    area_id: str
    site_id: str
    role: str
    name: Words
    order: int
    shape: BaseGeometry
    area_km2: float


@dataclass(frozen=True)
class Edge:
    """One side of a polygon within one band of latitude (1/1000 degree)."""

    area_id: str
    band: int
    from_longitude: float
    from_latitude: float
    to_longitude: float
    to_latitude: float


def site_areas(folder: Path, sites: dict[str, Site], problems: Problems) -> tuple[Area, ...]:
    """Return the areas of every site whose own polygon can be used; the rest are noted."""
    areas: list[Area] = []
    for site_id, site in sites.items():
        file = folder / "sites" / f"{site_id}.yaml"
        outline = _polygon(folder, file, "outline", site.outline, problems)
        if outline is None:
            continue
        areas.append(_area(site_id, "site", site.name, site.order, outline))
        areas += _parts(folder, site_id, site, "zone", problems)
        if site.buffer_m:
            areas.append(_buffer(site_id, site, outline))
        areas += _parts(folder, site_id, site, "control", problems)
    return tuple(areas)


def area_edges(areas: tuple[Area, ...]) -> Iterator[Edge]:
    """Yield every side of every area once for each band of latitude that it touches."""
    for area in areas:
        for ring in _rings(area.shape):
            for (x1, y1), (x2, y2) in pairwise(ring):
                low, high = sorted((y1, y2))
                for band in range(band_of(low), band_of(high) + 1):
                    yield Edge(area.area_id, band, x1, y1, x2, y2)


def band_of(latitude: float) -> int:
    """Return the band a latitude lies in; the models use the same formula."""
    return math.floor(latitude * BANDS_PER_DEGREE)


def _rings(geometry: BaseGeometry) -> Iterator[list[tuple[float, float]]]:
    for polygon in shapely.get_parts(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            yield [(x, y) for x, y, *_ in ring.coords]


def _parts(folder: Path, site_id: str, site: Site, role: str, problems: Problems) -> Iterator[Area]:
    file = folder / "sites" / f"{site_id}.yaml"
    parts = site.zones if role == "zone" else site.controls
    for number, (code, part) in enumerate(parts.items(), start=1):
        polygon = _polygon(folder, file, f"{role}s.{code}.outline", part.outline, problems)
        if polygon is not None:
            yield _area(f"{site_id}/{code}", role, part.name, site.order + number, polygon)


def _polygon(
    folder: Path, file: Path, key: str, outline: Outline, problems: Problems
) -> BaseGeometry | None:
    """Return the outline as a valid polygon in degrees, or note why it cannot be used."""
    name, layer = split_layer(outline.file)
    path = folder / name
    if not path.exists():
        problems.add(file, key, "areas.no_file", value=outline.file)
        return None
    try:
        features = read_features(path, layer, outline.crs)
        found = [feature for feature in features if _fits(feature, outline)]
        parts = [shape(feature["geometry"]) for feature in found]
    except FileRefusedError as refusal:
        problems.add(file, key, "areas.not_geojson", value=outline.file, reason=refusal.found)
        return None
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        problems.add(file, key, "areas.not_geojson", value=outline.file, reason=error)
        return None
    if not parts or not all(isinstance(part, Polygon | MultiPolygon) for part in parts):
        where = ", ".join(f"{name}={value}" for name, value in outline.where.items())
        allowed = _allowed(features, outline)
        problems.add(
            file, key, "areas.no_feature", value=outline.file, where=where, allowed=allowed
        )
        return None
    return _checked(file, key, parts, problems)


def _fits(feature: dict[str, Any], outline: Outline) -> bool:
    properties = feature.get("properties") or {}
    return all(str(properties.get(name)) == str(value) for name, value in outline.where.items())


def _allowed(features: list[dict[str, Any]], outline: Outline) -> str:
    names = [
        f"{name}={(feature.get('properties') or {}).get(name)}"
        for feature in features
        for name in outline.where
    ]
    return ", ".join(sorted(set(names))[:_NAMED]) + (" …" if len(set(names)) > _NAMED else "")


def _checked(
    file: Path, key: str, parts: list[BaseGeometry], problems: Problems
) -> BaseGeometry | None:
    for part in parts:
        west, south, *_ = part.bounds
        if not _WORLD.covers(part.envelope):
            problems.add(file, key, "areas.not_degrees", value=f"{west:.0f}, {south:.0f}")
            return None
        if not part.is_valid:
            place = shapely.is_valid_reason(part).partition("[")[2].rstrip("]")
            problems.add(file, key, "areas.crosses_itself", place=place)
            return None
    return shapely.union_all([shapely.force_2d(part) for part in parts])


def _metres(geometry: BaseGeometry) -> pyproj.Proj:
    """Return the projection on local metres around the shape."""
    centre = geometry.centroid
    return pyproj.Proj(proj="aeqd", lat_0=centre.y, lon_0=centre.x, datum="WGS84", units="m")


def _moved(geometry: BaseGeometry, local: pyproj.Proj, *, back: bool = False) -> BaseGeometry:
    return shapely.transform(
        geometry, lambda points: np.column_stack(local(points[:, 0], points[:, 1], inverse=back))
    )


def _area(area_id: str, role: str, name: Words, order: int, polygon: BaseGeometry) -> Area:
    square_km = _moved(polygon, _metres(polygon)).area / 1e6
    return Area(area_id, area_id.partition("/")[0], role, name, order, polygon, square_km)


def _buffer(site_id: str, site: Site, outline: BaseGeometry) -> Area:
    """Return the ring around the site; the site itself is not in it."""
    metres = _metres(outline)
    local = _moved(outline, metres)
    ring = _moved(local.buffer(site.buffer_m).difference(local), metres, back=True)
    name = message("areas.buffer", site=site.name, metres=site.buffer_m)
    return _area(f"{site_id}/buffer", "buffer", name, site.order + 99, ring)


def outline_geojson(area: Area) -> str:
    """Return the area's geometry as GeoJSON to draw, to about half a metre."""
    return _as_geojson(shapely.simplify(area.shape, _DRAWN_DEGREES))


def ground_geojson(area: Area) -> str:
    """Return the area's geometry as GeoJSON to compare with others, to about a decimetre.

    A drawn outline will not do: neighbours would seem to share ground, and a frozen baseline to
    have another boundary.
    """
    return _as_geojson(area.shape)


def _as_geojson(shape: BaseGeometry) -> str:
    geometry = shapely.set_precision(shape, 1e-6)
    return json.dumps(shapely.geometry.mapping(geometry), separators=(",", ":"))
