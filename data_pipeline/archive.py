"""Take one inbox file: read it as text, reconcile it, and archive the columns that may be kept."""

import datetime as dt
import hashlib
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import duckdb

from config.kinds import kinds
from config.sources import Source
from config.words import message
from data_pipeline.digests import content_hash
from data_pipeline.errors import FileRefusedError
from data_pipeline.formats import reader_of
from data_pipeline.landing_wide import question_headings
from data_pipeline.ledger import Ledger, Load
from data_pipeline.rejected import RESERVED_HEADINGS
from data_pipeline.relations import row_count
from data_pipeline.row_names import without_rows
from data_pipeline.store import Store
from data_pipeline.text_table import LINE_NO, TextTable, plain_heading

_TYPING_VERSION = "6"
_HEADINGS_NAMED = 12


def contract_of(source: Source) -> str:
    """Return a short name of the contract: it changes when the typing of a row may change."""
    kind = kinds()[source.kind].model_dump_json()
    text = f"{_TYPING_VERSION}{kind}{source.model_dump_json(by_alias=True)}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Archive:
    """What taking a file needs: where to keep it, what was taken before, and all contracts."""

    store: Store
    ledger: Ledger
    sources: dict[str, Source]
    connection: duckdb.DuckDBPyConnection
    digest_of: Callable[[Path], str] = content_hash

    def take(self, source_id: str, path: Path, now: dt.datetime) -> Load:
        """Archive one file, or note why not; a content already taken is left as it is."""
        source = self.sources[source_id]
        contract, sha256 = contract_of(source), self.digest_of(path)
        if known := self.ledger.find(source_id, sha256, contract):
            if self._lacks_columns(known):
                return self._again(known, path, contract)
            return self._put_back(known, path, now) if self._was_replaced(known, path) else known
        facts: dict[str, Any] = {
            "load_no": self.ledger.next_no,
            "source_id": source_id,
            "file_name": path.name,
            "sha256": sha256,
            "contract": contract,
            "loaded_at": now,
        }
        try:
            facts |= self._archived(source_id, path, sha256)
        except FileRefusedError as refusal:
            facts |= {"status": "refused", "found": refusal.found, "remedy": refusal.remedy}
        load = Load.model_validate(facts)
        self.ledger.add(load)
        return load

    def _was_replaced(self, load: Load, path: Path) -> bool:
        """Say whether a file of this name has held something else since."""
        newest = self.ledger.newest_named(load.source_id, path.name)
        return newest is not None and newest.sha256 != load.sha256

    def _put_back(self, load: Load, path: Path, now: dt.datetime) -> Load:
        """Let a content that its sender put back count as the newest again."""
        changed = {"load_no": self.ledger.next_no, "file_name": path.name, "loaded_at": now}
        again = load.model_copy(update=changed)
        self.ledger.add(again)
        return again

    def _lacks_columns(self, load: Load) -> bool:
        """Say whether the contract has come to want columns that were not kept of a landed file."""
        source = self.sources[load.source_id]
        if load.status != "landed" or load.contract == contract_of(source):
            return False
        kept = self.connection.read_parquet(
            str(self.store.raw_file(load.source_id, load.sha256))
        ).columns
        return bool(_kept_headings(source) - {plain_heading(heading) for heading in kept})

    def _again(self, load: Load, path: Path, contract: str) -> Load:
        """Archive a landed file anew; it keeps its number, and so its turn among the others."""
        self.store.forget_landed(load)
        try:
            facts = self._archived(load.source_id, path, load.sha256)
        except FileRefusedError:
            return load
        anew = Load.model_validate(load.model_dump() | facts | {"contract": contract})
        self.ledger.add(anew)
        return anew

    def _archived(self, source_id: str, path: Path, sha256: str) -> dict[str, Any]:
        source = self.sources[source_id]
        if path.stat().st_size == 0:
            raise FileRefusedError("land.zero_bytes")
        with tempfile.TemporaryDirectory(dir=self.store.scratch) as scratch:
            reader = reader_of(source.layout.format)
            table = reader.read_table(self.connection, path, source.layout, Path(scratch))
            if table.headings:
                self._refuse_other_source(source_id, table.headings)
            if not table.record_count and not table.broken:
                raise FileRefusedError("land.no_rows")
            wanted = wanted_headings(source, table.headings)
            written = self._write(source_id, sha256, table, wanted)
        self.store.keep_broken(source_id, sha256, table.broken)
        withdrawn = {"record_count": written, "withdrawn_count": table.record_count - written}
        return _facts(source, table, wanted) | withdrawn

    def _write(self, source_id: str, sha256: str, table: TextTable, wanted: dict[str, str]) -> int:
        """Write what is kept of a file, and return how many records; all but the withdrawn ones."""
        target = self.store.raw_file(source_id, sha256)
        kept = table.relation.select(
            duckdb.ColumnExpression(LINE_NO),
            *(duckdb.ColumnExpression(theirs).alias(ours) for theirs, ours in wanted.items()),
        )
        rest = without_rows(kept, self.sources[source_id], self.store.withdrawn(source_id))
        with self.store.replacing(target) as half:
            rest.write_parquet(str(half), compression="zstd")
            written = row_count(self.connection.read_parquet(str(half)))
            found = written if rest is kept else row_count(kept)
            if found != table.record_count:
                raise FileRefusedError(
                    "land.not_reconciled", expected=table.record_count, found=found
                )
        return written

    def _refuse_other_source(self, source_id: str, headings: Sequence[str]) -> None:
        source = self.sources[source_id]
        missing = missing_headings(source, headings)
        if not missing:
            return
        fitting = (
            name
            for name, other in self.sources.items()
            if name != source_id and not missing_headings(other, headings)
        )
        other = next(fitting, None)
        hint = "land.hint_other" if other else "land.hint_none"
        raise FileRefusedError(
            "land.wrong_source",
            missing=", ".join(missing),
            found=self._known(headings),
            source=source.name,
            hint=message(hint, other=other, source=source_id),
        )

    def _known(self, headings: Sequence[str]) -> str:
        """Name the headings that a contract knows and count the others.

        A file without headings has somebody's row there.
        """
        every = {name for source in self.sources.values() for name in _all_headings(source)}
        named = [heading for heading in headings if plain_heading(heading) in every]
        others = f"+{len(headings) - len(named)}"
        return ", ".join([*named[:_HEADINGS_NAMED], others])


def _kept_headings(source: Source) -> set[str]:
    """Return the headings whose text is kept; of a question any one of its headings will do."""
    return {plain_heading(name) for name in source.read_headings()}


def _all_headings(source: Source) -> set[str]:
    asked = (heading for question in source.questions.values() for heading in question.source)
    beside = (*source.personal, *source.unused, *asked)
    return _kept_headings(source) | {plain_heading(name) for name in beside}


def needed_headings(source: Source) -> tuple[str, ...]:
    """Return the headings without which a file is not of this source."""
    fields = kinds()[source.kind].fields
    required = [c for c in source.columns if fields[c.field].required and not c.others]
    columns = [h for c in required for h in c.headings]
    columns += [c.source for c in source.columns if c.field in source.identity]
    rules = (rule.source for rule in source.row_rules)
    beside = (source.wide.beside,) if source.wide and source.wide.beside else ()
    return tuple(dict.fromkeys([*columns, *rules, *beside]))


def missing_headings(source: Source, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the needed headings that a file lacks; for a matrix its columns count as one.

    A question is there when one of its headings is.
    """
    present = {plain_heading(heading) for heading in headings}
    missing = [h for h in needed_headings(source) if plain_heading(h) not in present]
    if source.wide and not any(re.fullmatch(source.wide.pattern, h) for h in headings):
        missing.append(source.wide.pattern)
    asked = {code for _, code in question_headings(source, headings)}
    missing += [q.source[0] for code, q in source.questions.items() if code not in asked]
    return tuple(missing)


def wanted_headings(source: Source, headings: Sequence[str]) -> dict[str, str]:
    """Return the file's headings that are kept, each with the contract's spelling of it."""
    ours = {plain_heading(heading): heading for heading in source.read_headings()}
    wanted = {h: ours[plain_heading(h)] for h in headings if plain_heading(h) in ours}
    if source.wide:
        wanted |= {h: h for h in headings if re.fullmatch(source.wide.pattern, h)}
    asked = {heading: heading for heading, _ in question_headings(source, headings)}
    return asked | wanted


def _facts(source: Source, table: TextTable, wanted: dict[str, str]) -> dict[str, Any]:
    personal = {plain_heading(heading) for heading in source.personal}
    known = [plain_heading(h) for h in (*personal, *source.unused, *RESERVED_HEADINGS)]
    beside = [heading for heading in table.headings if heading not in wanted]
    return {
        "status": "landed",
        "encoding": table.encoding,
        "record_count": table.record_count,
        "broken_count": len(table.broken),
        "blank_count": table.blank_count,
        "not_kept": [
            h for h in beside if not any(fnmatch(plain_heading(h), name) for name in known)
        ],
        "dropped": [heading for heading in beside if plain_heading(heading) in personal],
        "looks_garbled": table.looks_garbled,
    }


def _fits_any(heading: str, names: list[str]) -> bool:
    return any(fnmatch(plain_heading(heading), name) for name in names)
