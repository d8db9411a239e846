"""Publication: a new immutable file beside the old ones, then one pointer swapped."""

import datetime as dt
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import duckdb

from config.access import Profile
from data_pipeline.store import NO_LOG, Store

POINTER = "current.json"
BASEMAP = "basemap.geojson"
_COMMON = "common.half"
Content = dict[str, duckdb.DuckDBPyRelation]


class Draft:
    """A version's folder until it is whole: a file for each profile, then the pointer.

    Files may be written at the same time, each by a cursor of its own. A crash before the end
    leaves the old version served.
    """

    def __init__(self, store: Store, version: str) -> None:
        """Make the folder, under a name that nobody reads."""
        self._store, self._version = store, version
        self._published = _made(store.var / "published")
        self._half = self._published / f".{version}.half"
        self._half.mkdir()
        self._files: dict[Profile, dict[str, Any]] = {}
        self._common: dict[str, int] = {}

    def write_common(self, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
        """Write the tables that the files of several profiles begin with."""
        self._common = _write_tables(connection, "common", self._half / _COMMON, content)

    def write(
        self,
        connection: duckdb.DuckDBPyConnection,
        profile: Profile,
        own: Content,
        *,
        has_common: bool = False,
    ) -> None:
        """Write a profile's file: its own tables, after those in common where it has them."""
        file, counts = self._half / f"{profile}.duckdb", dict[str, int]()
        if has_common:
            shutil.copyfile(self._half / _COMMON, file)
            counts = self._common
        counts = counts | _write_tables(connection, profile, file, own)
        self._files[profile] = {
            "file": f"{self._version}/{file.name}",
            "sha256": _sha256(file),
            "bytes": file.stat().st_size,
            "tables": dict(sorted(counts.items())),
        }

    def finish(self, basemap: str | None, about: dict[str, Any]) -> Path:
        """Make the version the one that is served; returns its folder."""
        half, final = self._half, self._published / self._version
        (half / _COMMON).unlink(missing_ok=True)
        basemap_name = None
        if basemap is not None:
            (half / BASEMAP).write_text(basemap, encoding="utf-8")
            basemap_name = f"{self._version}/{BASEMAP}"
        files = dict(sorted(self._files.items()))
        named = {"basemap": basemap_name, "version": self._version, "files": files}
        text = json.dumps(about | named, ensure_ascii=False, indent=1, default=str)
        (half / "manifest.json").write_text(text, encoding="utf-8")
        for path in half.iterdir():
            _settle(path)
            path.chmod(0o444)
        half.rename(final)
        _settle(self._published)
        with self._store.replacing(self._published / POINTER) as pointer:
            pointer.write_text(text, encoding="utf-8")
        _settle(self._published)
        return final


def current_manifest(store: Store) -> dict[str, Any] | None:
    """Return what the pointer says, or None before the first publication."""
    pointer = store.var / "published" / POINTER
    if not pointer.exists():
        return None
    manifest: dict[str, Any] = json.loads(pointer.read_text(encoding="utf-8"))
    return manifest


def clear_old(store: Store, keep: int, withdrawn_at: dt.datetime | None = None) -> None:
    """Remove half-made folders and all but the newest versions; call it under the build lock.

    Versions from before something was withdrawn go too; the one that is served stays.
    """
    published = store.var / "published"
    if not published.exists():
        return
    for half in published.glob(".*.half"):
        shutil.rmtree(half) if half.is_dir() else half.unlink()
    current = (current_manifest(store) or {}).get("version")
    versions = sorted(path for path in published.iterdir() if path.is_dir())
    # A version's name begins with its moment.
    until = f"{withdrawn_at:%Y%m%dT%H%M%SZ}~" if withdrawn_at else ""
    for old in versions:
        if old.name != current and (old not in versions[-keep:] or old.name < until):
            shutil.rmtree(old)


def _write_tables(
    connection: duckdb.DuckDBPyConnection, named: str, file: Path, content: Content
) -> dict[str, int]:
    """Write tables to a file that is there or not; returns how many rows each has."""
    # A name for each file: several may be written at once. It is a word of the product.
    name = f"{named}_file"
    # The 1.5 storage form is read by every version the product supports.
    form = f"storage_version 'v1.5.0', {NO_LOG}"
    connection.execute(f"attach $1 as {name} ({form})", [str(file)])
    # One commit, not one a table: each waits for the disk.
    connection.begin()
    for table, rows in sorted(content.items()):
        rows.create(f"{name}.main.{table}")
    connection.commit()
    # Of a file that nothing was taken out of, the size is the number of rows.
    counts = dict[str, int](connection.execute(_SIZES, [name]).fetchall())
    connection.execute(f"checkpoint {name}")
    connection.execute(f"detach {name}")
    return counts


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


_SIZES = """
select t.table_name, t.estimated_size
from duckdb_tables() as t
where t.database_name = $1
"""
