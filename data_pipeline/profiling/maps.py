"""Layers of GIS files: which one holds points, and in which coordinate system they are."""

import contextlib
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from config.layouts import Layout
from data_pipeline.errors import FileRefusedError
from data_pipeline.opening import read_json, unreadable
from data_pipeline.packed_layers import is_packed, unpacked_layer
from data_pipeline.profiling.found import FoundLayout, Remark, decided, unsure
from data_pipeline.text_table import plain_heading

_LOOKED_AT = 5
_DEGREES = (180.0, 90.0)
# Where the numbers of each system lie in Sweden: least and greatest easting and northing.
_SYSTEMS = {
    "EPSG:3006": ((200_000, 1_000_000), (6_100_000, 7_700_000)),
    "EPSG:3008": ((0, 300_000), (6_100_000, 7_700_000)),
    "EPSG:3021": ((1_200_000, 1_900_000), (6_100_000, 7_700_000)),
    "EPSG:3857": ((1_100_000, 2_800_000), (7_300_000, 11_000_000)),
}


def layout_of_map(path: Path) -> FoundLayout:
    """Return the layout of a GIS file of points.

    Raises:
        FileRefusedError: it cannot be read, or holds areas and lines: a map layer, not a source.
    """
    if path.suffix.lower() in {".geojson", ".json"}:
        return _geojson(path)
    if is_packed(path):
        with unpacked_layer(path) as shapefile:
            return layout_of_map(shapefile)
    try:
        layers = [(str(name), _geometry(path, name)) for name, _ in pyogrio.list_layers(path)]
        points = [name for name, kind in layers if "Point" in kind]
        if not points:
            raise _no_points([kind for _, kind in layers])
        sizes = {name: _feature_count(path, name) for name in points}
        name = _layer_of_places(sizes)
        system = pyogrio.read_info(path, layer=name)["crs"]
    except (DataSourceError, DataLayerError) as error:
        raise unreadable("gis") from error
    remarks = [decided("crs_said", crs=system)] if system else [unsure("crs_unknown")]
    if len(layers) > 1:
        others = ", ".join(other for other in sizes if other != name) or "–"
        remarks.append(unsure("layers", layer=name, count=len(layers), others=others))
    layout = Layout(format="geojson", decimal=".", layer=name if len(layers) > 1 else None)
    return FoundLayout(layout, tuple(remarks))


def _geometry(path: Path, layer: str) -> str:
    """Return what the first features of a layer are; the layer itself need not say it."""
    _, _, shapes, _ = pyogrio.raw.read(path, layer=layer, max_features=_LOOKED_AT, columns=[])
    found = sorted({shape.geom_type for shape in shapely.from_wkb(shapes) if shape is not None})
    return ", ".join(found)


def _feature_count(path: Path, layer: str) -> int:
    count: int = pyogrio.read_info(path, layer=layer)["features"]
    return count


def _layer_of_places(sizes: dict[str, int]) -> str:
    """Return the layer that looks like places people go to, or else the largest one."""
    named = [n for n in sizes if any(w in plain_heading(n) for w in ("hallplats", "stop", "punkt"))]
    return max(named or sizes, key=lambda name: sizes[name])


def _no_points(kinds: list[str]) -> FileRefusedError:
    return FileRefusedError("draft.map_layer", geometry=", ".join(sorted(set(kinds))) or "–")


def _geojson(path: Path) -> FoundLayout:
    content = read_json(path, "geojson")
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(features, list):
        raise FileRefusedError("draft.not_geojson")
    found = [feature.get("geometry") for feature in features if isinstance(feature, dict)]
    shapes = [shape for shape in found if isinstance(shape, dict)]
    kinds = {str(shape.get("type")) for shape in shapes}
    if not any("Point" in kind for kind in kinds):
        raise _no_points(list(kinds))
    return _system(content, next(_positions(shapes), None))


def _positions(shapes: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    """Yield the first coordinates of each shape."""
    for shape in shapes:
        found = shape.get("coordinates")
        while isinstance(found, list) and found and isinstance(found[0], list):
            found = found[0]
        if isinstance(found, list) and len(found) > 1:
            with contextlib.suppress(TypeError, ValueError):
                yield float(found[0]), float(found[1])


def _system(content: dict[str, Any], first: tuple[float, float] | None) -> FoundLayout:
    said = ((content.get("crs") or {}).get("properties") or {}).get("name")
    if said:
        return FoundLayout(Layout(format="geojson", decimal="."), (decided("crs_said", crs=said),))
    if first is None or (abs(first[0]) <= _DEGREES[0] and abs(first[1]) <= _DEGREES[1]):
        return FoundLayout(Layout(format="geojson", decimal="."), (decided("degrees"),))
    guessed = system_of(*first) or system_of(first[1], first[0])
    remark: Remark = unsure("crs_guessed", crs=guessed) if guessed else unsure("crs_unknown")
    return FoundLayout(Layout(format="geojson", decimal=".", crs=guessed), (remark,))


def system_of(east: float, north: float) -> str | None:
    """Return the first Swedish system where such an easting and northing lie in the country."""
    if math.isnan(east) or math.isnan(north):
        return None
    for system, (easts, norths) in _SYSTEMS.items():
        if easts[0] <= east <= easts[1] and norths[0] <= north <= norths[1]:
            return system
    return None
