"""Publication: a new immutable file beside the old ones, then one pointer swapped."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from config.access import Profile
from data_pipeline.store import Store

POINTER = "current.json"
BASEMAP = "basemap.geojson"
_COMMON = "common.half"
Content = dict[str, duckdb.DuckDBPyRelation]


def publish(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    version: str,
    contents: Iterable[tuple[Profile, Content, Content]],
    basemap: str | None,
    about: dict[str, Any],
) -> Path:
    """Write the version's folder whole, then swap the pointer; returns the folder.

    `contents` are each profile's own tables, and those that several have in common: these are
    written once and copied. One is written before the next is asked for. A crash before the swap
    leaves the old version served.
    """
    published = _made(store.var / "published")
    half, final = published / f".{version}.half", published / version
    half.mkdir()
    written = {
        profile: _written(connection, half / f"{profile}.duckdb", version, own, common)
        for profile, own, common in contents
    }
    (half / _COMMON).unlink(missing_ok=True)
    basemap_name = None
    if basemap is not None:
        (half / BASEMAP).write_text(basemap, encoding="utf-8")
        basemap_name = f"{version}/{BASEMAP}"
    manifest = about | {"basemap": basemap_name, "version": version, "files": written}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=str)
    (half / "manifest.json").write_text(text, encoding="utf-8")
    for path in half.iterdir():
        _settle(path)
        path.chmod(0o444)
    half.rename(final)
    _settle(published)
    with store.replacing(published / POINTER) as pointer:
        pointer.write_text(text, encoding="utf-8")
    _settle(published)
    return final


def _written(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    version: str,
    own: Content,
    common: Content,
) -> dict[str, Any]:
    """Write one profile's file and return its entry in the manifest."""
    base = file.with_name(_COMMON)
    if common and not base.exists():
        _write_tables(connection, base, common)
    if common:
        shutil.copyfile(base, file)
    _write_tables(connection, file, own)
    with _attached(connection, file):
        counts = {
            name: connection.table(f"published.main.{name}").count("*").fetchall()[0][0]
            for name in sorted(own | common)
        }
    return {
        "file": f"{version}/{file.name}",
        "sha256": _sha256(file),
        "bytes": file.stat().st_size,
        "tables": counts,
    }


def current_manifest(store: Store) -> dict[str, Any] | None:
    """Return what the pointer says, or None before the first publication."""
    pointer = store.var / "published" / POINTER
    if not pointer.exists():
        return None
    manifest: dict[str, Any] = json.loads(pointer.read_text(encoding="utf-8"))
    return manifest


def clear_old(store: Store, keep: int) -> None:
    """Remove half-made folders and all but the newest versions; call it under the build lock."""
    published = store.var / "published"
    if not published.exists():
        return
    for half in published.glob(".*.half"):
        shutil.rmtree(half) if half.is_dir() else half.unlink()
    current = (current_manifest(store) or {}).get("version")
    versions = sorted(path for path in published.iterdir() if path.is_dir())
    for old in versions[:-keep]:
        if old.name != current:
            shutil.rmtree(old)


def _write_tables(connection: duckdb.DuckDBPyConnection, file: Path, content: Content) -> None:
    with _attached(connection, file):
        for table, rows in sorted(content.items()):
            rows.create(f"published.main.{table}")


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, file: Path) -> Iterator[None]:
    # The 1.5 storage form is read by every version the product supports.
    connection.execute("attach $1 as published (storage_version 'v1.5.0')", [str(file)])
    yield
    connection.execute("checkpoint published")
    connection.execute("detach published")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settle(path: Path) -> None:
    """Make sure that what was written is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
