"""The base map: local streets and outlines, clipped to what the places' maps can show."""

import json
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import box, mapping, shape

from config.loading import Problems
from data_pipeline.areas import Area
from data_pipeline.errors import FileRefusedError
from data_pipeline.geodata import read_features, split_layer

MARGIN_DEGREES = 0.02
_GRID_DEGREES = 1e-6
# About a metre, far below a pixel of any map here; every point left out is drawn a bit sooner.
_DRAWN_DEGREES = 1e-5
_OTHER = "boundary"


def basemap_geojson(
    folder: Path, names: tuple[str, ...], areas: tuple[Area, ...], problems: Problems
) -> str | None:
    """Return the features near the places as one GeoJSON text, or None where there are none.

    A feature keeps only `kind` (street, building, water, green; else boundary) and `name`.
    """
    if not names or not areas:
        return None
    bounds = shapely.union_all([area.shape for area in areas]).bounds
    window = box(*bounds).buffer(MARGIN_DEGREES, join_style="mitre")
    features: list[dict[str, Any]] = []
    for name in names:
        try:
            file, layer = split_layer(name)
            found = read_features(folder / file, layer)
        except (FileRefusedError, OSError) as error:
            reason = error.found if isinstance(error, FileRefusedError) else error.strerror
            problems.add(
                folder / "instance.yaml", "basemap", "areas.not_geojson", value=name, reason=reason
            )
            continue
        features += [near for feature in found if (near := _clipped(feature, window))]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _clipped(feature: dict[str, Any], window: shapely.Polygon) -> dict[str, Any] | None:
    try:
        geometry = shapely.make_valid(shape(feature["geometry"]))
    except (KeyError, ValueError, TypeError, AttributeError, shapely.errors.ShapelyError):
        return None
    drawn = shapely.simplify(geometry.intersection(window), _DRAWN_DEGREES)
    near = shapely.set_precision(drawn, _GRID_DEGREES)
    if near.is_empty:
        return None
    properties = feature.get("properties") or {}
    kept = {"kind": properties.get("kind", _OTHER), "name": properties.get("name")}
    return {
        "type": "Feature",
        "properties": {key: value for key, value in kept.items() if value},
        "geometry": mapping(near),
    }
