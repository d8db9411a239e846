"""The only door for readers: opens published files, and only those, read-only and locked."""

import os
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from weakref import WeakSet

import duckdb

from config.access import PROFILES, Profile
from config.words import Words, message
from warehouse.errors import (
    FileGoneError,
    NothingPublishedError,
    OutdatedVersionError,
    ProfileRefusedError,
)
from warehouse.manifest import Manifest, read_manifest, version_manifest
from warehouse.viewer import Viewer

MOST_OPEN = 3
"""Versions held open at once; the one asked for longest ago closes first."""

_Signature = tuple[int, int, int]
_Key = tuple[str, Profile]


@dataclass(frozen=True)
class Reading:
    """One version of one profile's file, for as long as a `with` lasts; never shared by threads."""

    version: str
    cursor: duckdb.DuckDBPyConnection

    def rows(self, query: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of `queries/<query>.sql`; `params` fill its $names, always bound.

        Raises:
            OutdatedVersionError: the file lacks a table or column that the query asks for.
        """
        # Drained at once: an open result would keep the connection busy.
        try:
            return self.cursor.execute(_statement(query), dict(params or {})).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise OutdatedVersionError(
                message("publish.outdated", version=self.version),
                message("publish.outdated.remedy"),
            ) from error


class PublishedFiles:
    """The published files of one instance; make one a process and share it between threads.

    Nothing is opened before the first question. What is open when the process forks closes
    first, and parent and child each open their own at their next question.
    """

    def __init__(
        self,
        var: Path,
        memory: str = "256MB",
        threads: int = 1,
        profiles: Collection[Profile] = PROFILES,
    ) -> None:
        """Take `var` of the instance, what one open file may use, and whose files may be opened."""
        self._profiles = frozenset(profiles)
        self.folder = var / "published"
        self._pointer = self.folder / "current.json"
        # One place: DuckDB refuses a second connection with other settings in the same process.
        self._limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "threads": threads,
            "enable_external_access": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": "",
            "lock_configuration": True,
        }
        self._begin()
        _EVERY.add(self)

    @contextmanager
    def open(self, viewer: Viewer) -> Iterator[Reading]:
        """Answer from one version, the pinned one or the current, until the `with` ends.

        Raises:
            NothingPublishedError, UnknownVersionError, ProfileNotPublishedError,
            ProfileRefusedError, FileGoneError.
        """
        manifest = self._manifest(viewer)
        # A cursor of its own for each reading: shared ones return wrong rows in silence, and
        # when the last one closes, so does a version that is no longer held.
        cursor = self._connection(manifest, viewer.profile).cursor()
        try:
            yield Reading(manifest.version, cursor)
        finally:
            cursor.close()

    def version(self, viewer: Viewer) -> str:
        """Return the version that the viewer's questions are answered from."""
        return self._manifest(viewer).version

    def basemap(self, viewer: Viewer) -> Path | None:
        """Return the GeoJSON drawn under the version's maps, if it has one."""
        manifest = self._manifest(viewer)
        return self.folder / manifest.basemap if manifest.basemap else None

    def let_go(self) -> None:
        """Close what no reading uses; the next question opens it again."""
        with self._lock:
            self._held.clear()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._seen: tuple[_Signature, Manifest] | None = None
        self._known: dict[str, Manifest] = {}
        self._held: OrderedDict[_Key, duckdb.DuckDBPyConnection] = OrderedDict()

    def _manifest(self, viewer: Viewer) -> Manifest:
        if os.getpid() != self._process:
            self._begin()
        if viewer.profile not in self._profiles:
            raise ProfileRefusedError(
                message("publish.profile", profile=viewer.profile),
                message("publish.profile.remedy"),
            )
        if viewer.version is None:
            return self._current()
        if viewer.version not in self._known:
            self._current()  # says so if nothing is published; else makes the current one known
        if viewer.version not in self._known:
            self._known[viewer.version] = version_manifest(self.folder, viewer.version)
        return self._known[viewer.version]

    def _current(self) -> Manifest:
        try:
            status = self._pointer.stat()  # a few microseconds, at every question
        except FileNotFoundError:
            raise NothingPublishedError(
                message("publish.nothing"), message("publish.nothing.remedy")
            ) from None
        signature = (status.st_ino, status.st_mtime_ns, status.st_size)
        seen = self._seen
        if seen is None or seen[0] != signature:
            seen = self._seen = (signature, read_manifest(self._pointer))
            self._known[seen[1].version] = seen[1]
        return seen[1]

    def _connection(self, manifest: Manifest, profile: Profile) -> duckdb.DuckDBPyConnection:
        key = (manifest.version, profile)
        with self._lock:
            if key not in self._held:
                self._held[key] = self._connect(self.folder / manifest.file_of(profile))
            self._held.move_to_end(key)
            while len(self._held) > MOST_OPEN:
                # Dropped, not closed: readings under way still hold it.
                self._held.popitem(last=False)
            return self._held[key]

    def _connect(self, path: Path) -> duckdb.DuckDBPyConnection:
        if not path.is_file():
            raise FileGoneError(
                Words(sv=f"Den publicerade filen {path} finns inte.",
                      en=f"The published file {path} does not exist."),
                Words(sv="Kör `platsbild build` så skapas en ny version.",
                      en="Run `platsbild build` to make a new version."),
            )  # fmt: skip
        return duckdb.connect(str(path), read_only=True, config=self._limits)


@cache
def _statement(query: str) -> str:
    return files("warehouse.queries").joinpath(f"{query}.sql").read_text(encoding="utf-8")


_EVERY: WeakSet[PublishedFiles] = WeakSet()


def _let_go_of_all() -> None:
    for each in list(_EVERY):
        each.let_go()


# A child that inherits an open connection crashes when it ends, even if it never used it.
os.register_at_fork(before=_let_go_of_all)
