"""The inbox: which files lie there, whose they are, and which loads count."""

import os
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from config.instance import Instance
from config.sources import Source
from config.words import message
from data_pipeline.ledger import Load
from data_pipeline.reference import Message


@dataclass(frozen=True)
class Inbox:
    """Files by source, in the order they are taken, and what could not be given to a source."""

    files: tuple[tuple[str, Path], ...]
    messages: tuple[Message, ...]


def look_in(instance: Instance) -> Inbox:
    """Walk the inbox: one folder a source, files by name; hidden and lock files are passed over.

    The files of a draft lie there until somebody has let its contract count.
    """
    files: list[tuple[str, Path]] = []
    messages: list[Message] = []
    for folder in sorted(path for path in instance.inbox.glob("*") if path.is_dir()):
        source = instance.sources.get(folder.name)
        found = sorted(path for path in folder.iterdir() if path.name[0] not in ".~")
        if source is None or source.status == "draft":
            messages += [_not_read(folder.name, source, len(found))] if found else []
            continue
        for path in found:
            if not path.is_file():
                messages.append(_note("land.no_file", folder.name, _readable(path.name)))
            elif path.name != _readable(path.name):
                messages.append(_note("land.odd_name", folder.name, _readable(path.name)))
            elif any(fnmatch(path.name.lower(), pattern.lower()) for pattern in source.files):
                files.append((folder.name, path))
            else:
                messages.append(_not_matching(folder.name, path, source))
    return Inbox(tuple(files), tuple(messages))


def _readable(name: str) -> str:
    """Return a name as it was meant where it was written in the bytes of an older Windows."""
    written = os.fsencode(name)
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace")


def _not_read(source_id: str, source: Source | None, count: int) -> Message:
    if source is None:
        return _note("land.no_contract", _readable(source_id), "")
    return _note("land.draft", source_id, "", count=count)


def _not_matching(source_id: str, path: Path, source: Source) -> Message:
    patterns = ", ".join(source.files)
    return _note("land.no_match", source_id, path.name, patterns=patterns)


def _note(key: str, source_id: str, file_name: str, **values: object) -> Message:
    facts = {"source": source_id} | values
    found, remedy = message(key, **facts), message(f"{key}.remedy", **facts)
    return Message("warning", source_id, file_name, found, remedy)


def active_loads(loads: tuple[Load, ...], sources: dict[str, Source]) -> tuple[Load, ...]:
    """Return the loads that count, oldest first.

    A content counts once, for the last time that it came.
    """
    # A file archived anew or withdrawn keeps its number: its last line stands for the earlier ones.
    newest = {load.load_no: load for load in loads}
    active: dict[tuple[str, str], Load] = {}
    for _, load in sorted(newest.items()):
        if load.source_id in sources and load.status == "landed":
            active[load.source_id, load.sha256] = load
    return tuple(sorted(active.values(), key=lambda load: load.load_no))
