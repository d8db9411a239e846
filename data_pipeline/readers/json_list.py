"""JSON: an array of objects, or a wide matrix written as one; nested values become dotted keys."""

import json
from pathlib import Path
from typing import Any

import duckdb

from config.layouts import Layout
from data_pipeline.opening import read_json, unreadable
from data_pipeline.text_table import TextTable, read_numbered, unique_headings, write_numbered

FORMAT = "json"


def read_table(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
) -> TextTable:
    """Read each object as one record; headings are all keys in the order they first appear.

    Raises:
        FileRefusedError: not JSON, or no list of objects where the contract says.
    """
    records = [flat_object(item) for item in _objects(path, layout)]
    keys = list(dict.fromkeys(key for record in records for key in record))
    copy = scratch / "objects.csv"
    numbered = enumerate(records, start=1)
    write_numbered(copy, ((no, [record.get(key, "") for key in keys]) for no, record in numbered))
    headings = unique_headings(keys)
    return TextTable(read_numbered(connection, copy, headings), headings, len(records))


def _objects(path: Path, layout: Layout) -> list[dict[str, Any]]:
    content = read_json(path, "json")
    for key in (layout.records_at or "").split(".") if layout.records_at else ():
        content = content.get(key) if isinstance(content, dict) else None
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        if layout.records_at:
            raise unreadable("json", "no_list", key=layout.records_at)
        raise unreadable("json", "no_list_top")
    return content


def flat_object(item: dict[str, Any], above: str = "") -> dict[str, str]:
    """Return the object's values as text; `{"a": {"b": 1}}` gives `a.b`, lists stay JSON."""
    flat: dict[str, str] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            flat |= flat_object(value, f"{above}{key}.")
        else:
            flat[f"{above}{key}"] = _text(value)
    return flat


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
