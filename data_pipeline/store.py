"""The instance's `var` folder: where the pipeline writes, each file whole or not at all."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from config.settings import build_memory
from data_pipeline.ledger import Load
from data_pipeline.rejected import Rejection
from data_pipeline.text_table import BrokenRecord

DATABASE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Files are written out when they are finished, not each time 16 MB have come.
    "checkpoint_threshold": "1TB",
}
NO_LOG = "recovery_mode 'no_wal_writes'"
"""How a file is attached that is thrown away if its writer stops: nothing is there to recover."""
_WORK = f"{NO_LOG}, row_group_size 30720"
"""Few rows lie together: those of a day or a part are found, and written again, without many."""


class Store:
    """Paths under `var`, and files that appear only when they are whole."""

    def __init__(self, var: Path) -> None:
        """Name the folder; folders are made when they are needed."""
        self.var = var

    @property
    def scratch(self) -> Path:
        """Where half-done work lies; emptied when a build takes the lock."""
        return self._made(self.var / "scratch")

    @property
    def ledger(self) -> Path:
        """The ledger of loads."""
        return self.var / "ledger.jsonl"

    def raw_file(self, source_id: str, sha256: str) -> Path:
        """The archived text of one content: the columns its source keeps, as the sender wrote."""
        return self._made(self.var / "raw" / source_id) / f"{sha256}.parquet"

    def landed_file(self, load: Load, contract: str) -> Path:
        """The typed rows of one load under one contract."""
        folder = self._made(self.var / "landed" / load.source_id)
        # Without the rows that were withdrawn it is another file.
        less = f"-{load.withdrawn_count}" if load.withdrawn_count else ""
        return folder / f"{load.load_no:06d}-{load.sha256[:12]}-{contract}{less}.parquet"

    def forget_landed(self, load: Load) -> None:
        """Remove the typed rows of one load under every contract."""
        for path in (self.var / "landed" / load.source_id).glob(f"{load.load_no:06d}-*"):
            path.unlink()

    def rejected_file(self, load: Load, suffix: str) -> Path:
        """The file of rejected rows that the sender can correct and send again.

        It is named by its load too: a sender may use one name for every file.
        """
        folder = self._made(self.var / "rejected" / load.source_id)
        return folder / f"{Path(load.file_name).stem}-avvisade-{load.load_no}{suffix}"

    def forget_rejected(self, load: Load) -> None:
        """Remove the file of a load's rejected rows."""
        for path in (self.var / "rejected" / load.source_id).glob(f"*-avvisade-{load.load_no}.*"):
            path.unlink()

    def forget_raw(self, load: Load) -> None:
        """Remove the archived text of a content, and where its broken records were."""
        path = self.raw_file(load.source_id, load.sha256)
        path.unlink(missing_ok=True)
        path.with_suffix(".broken.json").unlink(missing_ok=True)

    def withdrawn(self, source_id: str) -> frozenset[str]:
        """Return the digests of a source's rows that were withdrawn."""
        return frozenset((self.read_json(self._withdrawn) or {}).get(source_id, ()))

    def keep_withdrawn(self, source_id: str, digests: frozenset[str]) -> None:
        """Remember more rows that were withdrawn."""
        known = self.read_json(self._withdrawn) or {}
        known[source_id] = sorted({*known.get(source_id, ()), *digests})
        self.write_json(self._withdrawn, known)

    @property
    def _withdrawn(self) -> Path:
        return self.var / "withdrawn.json"

    def baseline_file(self, site_id: str) -> Path:
        """The frozen baselines of one place; added to, never changed."""
        return self._made(self.var / "baselines") / f"{site_id}.json"

    def connect(self, database: Path | None = None) -> duckdb.DuckDBPyConnection:
        """Open a database of the pipeline: in memory, or the one file a build works in."""
        connection = duckdb.connect(":memory:", config=DATABASE)
        connection.execute("set temp_directory = $1", [str(self.scratch)])
        # It is written on standard output, which is where a trial's answer goes.
        connection.execute("set enable_progress_bar = false")
        # What does not fit is written to the scratch folder; the machine has others to serve.
        connection.execute("set memory_limit = $1", [build_memory()])
        if database:
            connection.execute(f"attach $1 as work ({_WORK})", [str(database)])
            connection.execute("use work")
        return connection

    @contextmanager
    def replacing(self, target: Path) -> Iterator[Path]:
        """Give a name to write to; it becomes `target` when all of it is on the disk."""
        half = target.with_name(f".{target.name}.half")
        half.unlink(missing_ok=True)
        try:
            yield half
            with half.open("rb") as file:
                os.fsync(file.fileno())
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)

    def write_json(self, target: Path, content: object) -> None:
        """Write a small JSON file whole or not at all."""
        with self.replacing(target) as half:
            half.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")

    def read_json(self, path: Path) -> dict[str, Any] | None:
        """Return what `write_json` wrote, or None where it has not."""
        if not path.exists():
            return None
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return content

    def keep_broken(self, source_id: str, sha256: str, broken: tuple[BrokenRecord, ...]) -> None:
        """Keep where a file's broken records are; their text is not kept, nobody typed it."""
        if broken:
            places = [(r.line_no, r.found, r.expected, r.opened_at, r.length) for r in broken]
            self.write_json(self.raw_file(source_id, sha256).with_suffix(".broken.json"), places)

    def broken(self, load: Load) -> tuple[Rejection, ...]:
        """Return a load's broken records as rejections."""
        path = self.raw_file(load.source_id, load.sha256).with_suffix(".broken.json")
        if not path.exists():
            return ()
        return tuple(_as_rejection(*one) for one in json.loads(path.read_text(encoding="utf-8")))

    def keep_counts(self, landed: Path, counts: dict[str, Any]) -> None:
        """Keep what landing counted beside the landed rows."""
        self.write_json(landed.with_suffix(".json"), counts)

    def counts(self, landed: Path) -> dict[str, Any] | None:
        """Return what landing counted, or None where the load is not landed by that contract."""
        counts = self.read_json(landed.with_suffix(".json"))
        if counts is None or not landed.exists():
            return None
        counts["rejections"] = tuple(Rejection(**item) for item in counts["rejections"])
        return counts

    def _made(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _as_rejection(
    line: int, found: int, expected: int, opened_at: int | None, length: int | None = None
) -> Rejection:
    if length is not None:
        return Rejection(line, "", "", None, "row.too_long", {"length": length})
    if opened_at is not None:
        return Rejection(line, "", "", None, "row.unclosed", {"opened": opened_at, "line": line})
    return Rejection(line, "", "", None, "row.broken", {"found": found, "expected": expected})


def as_plain(rejections: tuple[Rejection, ...]) -> list[dict[str, Any]]:
    """Return rejections as JSON can hold them."""
    return [asdict(rejection) for rejection in rejections]
