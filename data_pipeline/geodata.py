"""Features of GeoJSON, shapefile (zipped too) and GeoPackage, moved to degrees from any system."""

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry import mapping, shape

from data_pipeline.errors import FileRefusedError
from data_pipeline.opening import read_json, unreadable
from data_pipeline.packed_layers import is_packed, unpacked_layer

_DEGREES = "EPSG:4326"
_LAYERS_NAMED = 8
_GEOJSON = {".geojson", ".json"}
Move = Callable[[Any], Any]


def read_features(path: Path, layer: str | None = None, crs: str | None = None) -> list[Any]:
    """Return the features of a file as GeoJSON objects in WGS 84 degrees.

    `layer` picks one of a GeoPackage or of a zip of shapefiles; `crs` is for a file that does
    not say its own system.

    Raises:
        FileRefusedError: something else, for instance JSON of another shape; a layer that does
            not exist; coordinates whose system nothing says.
    """
    if path.suffix.lower() in _GEOJSON:
        return _geojson_features(path, crs)
    if is_packed(path):
        with unpacked_layer(path, layer) as shapefile:
            return _layer_features(shapefile, None, crs)
    return _layer_features(path, layer, crs)


def split_layer(name: str) -> tuple[str, str | None]:
    """Return file and layer of `areas/town.gpkg#squares`."""
    file, _, layer = name.partition("#")
    return file, layer or None


def _geojson_features(path: Path, crs: str | None) -> list[Any]:
    content = read_json(path, "geojson")
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise unreadable("geojson", "no_collection")
    features = content.get("features")
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        raise unreadable("geojson", "no_list", key="features")
    move = _way(_declared(content) or crs or _DEGREES)
    return features if move is None else [_moved(feature, move) for feature in features]


def _declared(content: dict[str, Any]) -> str | None:
    """Return the system of an older GeoJSON's `crs` member."""
    member = content.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else None


def _way(crs: str) -> Move | None:
    """Return the way from a system to degrees, or None where it is degrees already."""
    try:
        system = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise unreadable("gis", "crs_unknown") from error
    if system.is_geographic and re.search("WGS ?84", system.name):
        return None
    way = pyproj.Transformer.from_crs(system, _DEGREES, always_xy=True)
    return lambda points: np.column_stack(way.transform(points[:, 0], points[:, 1]))


def _moved(feature: dict[str, Any], move: Move) -> dict[str, Any]:
    try:
        geometry = shapely.force_2d(shape(feature["geometry"]))
        there = mapping(shapely.transform(geometry, move))
    except (KeyError, ValueError, TypeError, AttributeError, shapely.errors.ShapelyError):
        return feature | {"geometry": None}
    return feature | {"geometry": there}


def _layer_features(path: Path, layer: str | None, crs: str | None) -> list[Any]:
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        if layer is None and len(layers) > 1:
            named = ", ".join(layers[:_LAYERS_NAMED])
            raise FileRefusedError("land.which_layer", file=path.name, layers=named)
        # As text a time keeps its offset; as a number of the library it would lose it in silence.
        about, _, shapes, columns = pyogrio.raw.read(
            path, layer=layer, force_2d=True, datetime_as_string=True
        )
    except (DataSourceError, DataLayerError, UnicodeDecodeError) as error:
        raise unreadable("gis") from error
    system = about["crs"] or crs
    if system is None:
        raise unreadable("gis", "crs_missing")
    move = _way(system)
    names = [str(name) for name in about["fields"]]
    features = [
        {"type": "Feature", "properties": dict(zip(names, map(_plain, values), strict=True)),
         "geometry": mapping(geometry) if geometry is not None else None}
        for geometry, *values in zip(shapely.from_wkb(shapes), *columns, strict=True)
    ]  # fmt: skip
    return features if move is None else [_moved(feature, move) for feature in features]


def _plain(value: object) -> object:
    """Return a value of a layer as JSON would hold it."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)
