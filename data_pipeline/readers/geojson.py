"""GeoJSON features: properties as columns, and a point of each as longitude and latitude."""

import json
from pathlib import Path
from typing import Any

import duckdb
import shapely
from shapely.geometry import shape

from config.layouts import Layout
from data_pipeline.errors import FileRefusedError
from data_pipeline.readers.json_list import flat_object
from data_pipeline.text_table import TextTable, read_numbered, unique_headings, write_numbered

FORMAT = "geojson"


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, _: Layout, scratch: Path, /
) -> TextTable:
    """Read each feature as one record; areas and lines are given by a point inside them.

    Raises:
        FileRefusedError: not a FeatureCollection.
    """
    records = [_record(feature) for feature in read_features(path)]
    keys = list(dict.fromkeys(key for record in records for key in record))
    copy = scratch / "features.csv"
    numbered = enumerate(records, start=1)
    write_numbered(copy, ((no, [record.get(key, "") for key in keys]) for no, record in numbered))
    headings = unique_headings(keys)
    return TextTable(read_numbered(connection, copy, headings), headings, len(records))


def read_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file.

    Raises:
        FileRefusedError: the file is something else, for instance JSON with another shape.
    """
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise FileRefusedError("land.unreadable", format="GeoJSON", reason=error) from error
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise FileRefusedError(
            "land.unreadable", format="GeoJSON", reason="ingen FeatureCollection"
        )
    features = content.get("features")
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        raise FileRefusedError(
            "land.unreadable", format="GeoJSON", reason="ingen lista av objekt i features"
        )
    return features


def _record(feature: dict[str, Any]) -> dict[str, str]:
    record = flat_object(feature.get("properties") or {})
    if not feature.get("geometry"):
        return record
    try:
        point = shape(feature["geometry"]).representative_point()
    except (shapely.errors.ShapelyError, ValueError, TypeError, AttributeError):
        return record
    return record | {"longitude": repr(point.x), "latitude": repr(point.y)}
