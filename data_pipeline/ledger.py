"""The ledger: every load, appended and never changed; one JSON object a line."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from config.words import Words


class Load(BaseModel):
    """One file that was taken or refused. Counts are of records in the file.

    A withdrawn file has a second line; so has one of which rows were withdrawn, and its
    `record_count` is without them.
    """

    model_config = ConfigDict(frozen=True)

    load_no: int
    source_id: str
    file_name: str
    sha256: str
    contract: str
    loaded_at: dt.datetime
    status: Literal["landed", "refused", "withdrawn"]
    encoding: str = "UTF-8"
    record_count: int = 0
    broken_count: int = 0
    blank_count: int = 0
    headings: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    found: Words | None = None
    remedy: Words | None = None
    looks_garbled: bool = False
    withdrawn_count: int = 0
    withdrawn_at: dt.datetime | None = None


class Ledger:
    """The file `var/ledger.jsonl` and what it says."""

    def __init__(self, path: Path) -> None:
        """Read the ledger; a last line cut off by a crash is no load and is left out."""
        self._path = path
        self._loads: list[Load] = []
        if path.exists():
            # Bytes: the cut may lie inside a letter, and a file's name may hold a line separator.
            *whole, _ = path.read_bytes().split(b"\n")
            self._loads = [Load.model_validate_json(line) for line in whole]

    @property
    def loads(self) -> tuple[Load, ...]:
        """Every load, oldest first."""
        return tuple(self._loads)

    @property
    def newest(self) -> tuple[Load, ...]:
        """The last line of each load, by number."""
        return tuple({one.load_no: one for one in self._loads}.values())

    @property
    def withdrawn_at(self) -> dt.datetime | None:
        """When something was last withdrawn."""
        return max((one.withdrawn_at for one in self._loads if one.withdrawn_at), default=None)

    @property
    def next_no(self) -> int:
        """The number of the next load."""
        return max((load.load_no for load in self._loads), default=0) + 1

    def find(self, source_id: str, sha256: str, contract: str) -> Load | None:
        """Return the newest load of this content that still stands.

        A landed file stands whatever the contract; a refused one only for that contract; a
        withdrawn one that somebody drops again is a new one.
        """
        for load in reversed(self.newest):
            if (load.source_id, load.sha256) == (source_id, sha256) and (
                load.status == "landed" or (load.status == "refused" and load.contract == contract)
            ):
                return load
        return None

    def newest_named(self, source_id: str, file_name: str) -> Load | None:
        """Return the newest landed load of a file name of a source."""
        named = (
            load
            for load in reversed(self.newest)
            if (load.source_id, load.file_name, load.status) == (source_id, file_name, "landed")
        )
        return next(named, None)

    def add(self, load: Load) -> None:
        """Append one load so that it survives a crash right after."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab+") as file:
            self._end_cut_line(file.tell())
            file.write(
                (json.dumps(load.model_dump(mode="json"), ensure_ascii=False) + "\n").encode()
            )
            file.flush()
            os.fsync(file.fileno())
        self._loads.append(load)

    def _end_cut_line(self, size: int) -> None:
        """Cut away half a line that a crash left, so that the next one stands alone."""
        if not size:
            return
        content = self._path.read_bytes()
        if not content.endswith(b"\n"):
            os.truncate(self._path, content.rfind(b"\n") + 1)
