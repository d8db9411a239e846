"""The digest of each file in the inbox, remembered while the file stays as it is."""

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from data_pipeline.store import Store

_SETTLED_NS = 2_000_000_000
"""A file that changed more lately may change again within one tick of the disk's clock."""


def content_hash(path: Path) -> str:
    """Return the file's sha256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Digests:
    """Digests of the inbox's files; one is reckoned anew where anything about its file changed.

    The time of change is the disk's own: no sender and no copying program can set it.
    """

    def __init__(self, store: Store) -> None:
        """Take what the last build remembered, if that can be read."""
        self._store, self._path = store, store.var / "digests.json"
        self._kept, self._found = _read(self._path), dict[str, Any]()

    def of(self, path: Path) -> str:
        """Return a file's sha256."""
        before, kept = _marks(path), self._kept.get(_name(path), {})
        if kept.get("marks") == before:
            digest: str = kept["sha256"]
        else:
            digest = content_hash(path)
        if _marks(path) == before and time.time_ns() - before[1] > _SETTLED_NS:
            self._found[_name(path)] = {"marks": before, "sha256": digest}
        return digest

    def keep(self) -> None:
        """Remember the digests of the files that were asked for."""
        if self._found != self._kept:
            self._store.write_json(self._path, self._found)


def _marks(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_ctime_ns, found.st_ino]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
