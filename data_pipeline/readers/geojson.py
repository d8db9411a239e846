"""Features of a GIS file: properties as columns, a point of each as longitude and latitude."""

from pathlib import Path
from typing import Any

import duckdb
import shapely
from shapely.geometry import shape

from config.layouts import Layout
from data_pipeline.geodata import read_features
from data_pipeline.readers.json_list import flat_object
from data_pipeline.text_table import TextTable, read_numbered, unique_headings, write_numbered

FORMAT = "geojson"


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
) -> TextTable:
    """Read each feature as one record; areas and lines are given by a point inside them.

    Raises:
        FileRefusedError: no features, or no coordinate system that is known.
    """
    records = [_record(feature) for feature in read_features(path, layout.layer, layout.crs)]
    keys = list(dict.fromkeys(key for record in records for key in record))
    copy = scratch / "features.csv"
    numbered = enumerate(records, start=1)
    write_numbered(copy, ((no, [record.get(key, "") for key in keys]) for no, record in numbered))
    headings = unique_headings(keys)
    return TextTable(read_numbered(connection, copy, headings), headings, len(records))


def _record(feature: dict[str, Any]) -> dict[str, str]:
    record = flat_object(feature.get("properties") or {})
    if not feature.get("geometry"):
        return record
    try:
        point = shape(feature["geometry"]).representative_point()
    except (shapely.errors.ShapelyError, LookupError, ValueError, TypeError, AttributeError):
        return record
    return record | {"longitude": repr(point.x), "latitude": repr(point.y)}
