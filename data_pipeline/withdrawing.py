"""`platsbild withdraw`: takes a file, or one row of a source, back from everything that holds it.

The archive, the landed rows and the files of rejected rows lose it at once, the published files at
the next build, which also clears the versions from before. The ledger keeps that it was there.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from config.instance import Instance, read_instance
from config.sources import Source
from config.words import Words, message
from data_pipeline.errors import DecisionRefusedError
from data_pipeline.inbox import active_loads
from data_pipeline.ledger import Ledger, Load
from data_pipeline.lock import build_lock
from data_pipeline.relations import row_count
from data_pipeline.row_names import digest_of_id, id_heading, without_rows
from data_pipeline.store import Store


@dataclass(frozen=True)
class Withdrawn:
    """How many rows went, and the files in the inbox that still hold them."""

    row_count: int
    still_in: tuple[str, ...]


def withdraw_file(folder: Path, source_id: str, file_name: str, now: dt.datetime) -> Withdrawn:
    """Take back every load of a file's name, and the file in the inbox.

    Raises:
        DecisionRefusedError: nothing of that name was taken.
        BuildLockedError: a build is under way.
    """
    instance, _ = _known(folder, source_id)
    with build_lock(instance.var, now):
        store = Store(instance.var)
        ledger = Ledger(store.ledger)
        of_source = [load for load in ledger.newest if load.source_id == source_id]
        standing = [load for load in of_source if load.status != "withdrawn"]
        contents = {load.sha256 for load in standing if load.file_name == file_name}
        if not contents:
            known = ", ".join(sorted({load.file_name for load in standing})) or "–"
            raise DecisionRefusedError("withdraw.no_file", file=file_name, known=known)
        # The file first: a build that comes between takes nothing again.
        (instance.inbox / source_id / file_name).unlink(missing_ok=True)
        gone = [load for load in standing if load.sha256 in contents]
        for load in gone:
            ledger.add(load.model_copy(update={"status": "withdrawn", "withdrawn_at": now}))
        clear_withdrawn(store, ledger)
        counts = {load.sha256: load.record_count for load in gone}
        return Withdrawn(sum(counts.values()), ())


def withdraw_row(folder: Path, source_id: str, row_id: str, now: dt.datetime) -> Withdrawn:
    """Take back the rows that bear an identity, from every load of a source and those to come.

    Raises:
        DecisionRefusedError: the source's rows have no identity, or none bears this one.
        BuildLockedError: a build is under way.
    """
    instance, source = _known(folder, source_id)
    heading = id_heading(source)
    if heading is None:
        raise DecisionRefusedError("withdraw.no_identity", source=source_id)
    digests = frozenset({digest_of_id(row_id)})
    with build_lock(instance.var, now):
        store = Store(instance.var)
        ledger = Ledger(store.ledger)
        holding: list[Load] = []
        count = 0
        with store.connect() as connection:
            for load in active_loads(ledger.loads, {source_id: source}):
                path = store.raw_file(source_id, load.sha256)
                rest = without_rows(connection.read_parquet(str(path)), source, digests)
                # By the ledger: a crash may have come when the archive was written anew.
                if gone := load.record_count - row_count(rest):
                    _write_anew(store, load, rest)
                    ledger.add(_less(load, gone, now))
                    holding, count = [*holding, load], count + gone
        if not holding:
            raise DecisionRefusedError("withdraw.no_row", row=row_id, heading=heading)
        store.keep_withdrawn(source_id, digests)
    inbox = instance.inbox / source_id
    still_in = (load.file_name for load in holding if (inbox / load.file_name).exists())
    return Withdrawn(count, tuple(sorted(still_in)))


def _write_anew(store: Store, load: Load, rows: duckdb.DuckDBPyRelation) -> None:
    with store.replacing(store.raw_file(load.source_id, load.sha256)) as half:
        rows.write_parquet(str(half), compression="zstd")
    store.forget_landed(load)
    store.forget_rejected(load)


def _less(load: Load, gone: int, now: dt.datetime) -> Load:
    facts = {"record_count": load.record_count - gone, "withdrawn_at": now}
    return load.model_copy(update=facts | {"withdrawn_count": load.withdrawn_count + gone})


def clear_withdrawn(store: Store, ledger: Ledger) -> None:
    """Remove what is left of withdrawn files; a crash may have come before."""
    standing = {(one.source_id, one.sha256) for one in ledger.newest if one.status == "landed"}
    for load in ledger.newest:
        if load.status == "withdrawn":
            store.forget_landed(load)
            store.forget_rejected(load)
            if (load.source_id, load.sha256) not in standing:
                store.forget_raw(load)


def _known(folder: Path, source_id: str) -> tuple[Instance, Source]:
    instance, _ = read_instance(folder)
    if source_id not in instance.sources:
        raise DecisionRefusedError("withdraw.no_source", source=source_id)
    return instance, instance.sources[source_id]


def about_withdrawn(gone: Withdrawn) -> Iterator[Words]:
    """Yield what the one who withdrew should know."""
    yield message("withdraw.done", count=gone.row_count)
    if gone.still_in:
        yield message("withdraw.still_in", files=", ".join(gone.still_in))
