"""Writes the draft of a contract into an instance, and says what was decided about it."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from config.loading import Problems, load_fact
from config.sources import Source
from config.words import Words
from data_pipeline.errors import FileRefusedError, FolderNotEmptyError
from data_pipeline.profiling.columns import profile_file
from data_pipeline.profiling.draft_text import draft_text
from data_pipeline.profiling.drafting import draft_contract

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class NewSource:
    """A contract that was drafted: where it lies, its text, and what was decided.

    `faults` is what still keeps it from being used.
    """

    source_id: str
    path: Path
    text: str
    kind: str
    record_count: int
    decided: tuple[Words, ...]
    unsure: tuple[Words, ...]
    faults: tuple[Words, ...]


def write_new_source(folder: Path, file: Path, name: str | None, today: dt.date) -> NewSource:
    """Look at `file` and write `sources/<name>.yaml`.

    Raises:
        FileRefusedError: the file is no source, or cannot be read.
        FolderNotEmptyError: there is a contract of that name.
    """
    source_id = name or name_of(file)
    if not _NAME.fullmatch(source_id):
        raise FileRefusedError("draft.bad_name", name=source_id)
    target = folder / "sources" / f"{source_id}.yaml"
    if target.exists():
        raise FolderNotEmptyError("draft.exists", path=target)
    profile = profile_file(file)
    draft = draft_contract(profile, today)
    text = draft_text(draft, profile)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    problems = Problems()
    load_fact(target, Source, problems)
    remarks = [remark for remarks in draft.remarks.values() for remark in remarks]
    return NewSource(
        source_id,
        target,
        text,
        str(draft.keys["kind"]),
        profile.record_count,
        tuple(remark.words for remark in remarks if not remark.is_unsure),
        tuple(remark.words for remark in draft.unsure),
        tuple(
            Words(sv=problem.sentence("sv"), en=problem.sentence("en"))
            for problem in problems.found
        ),
    )


def name_of(file: Path) -> str:
    """Return a name for the source of a file: its letters, without dates and numbers."""
    plain = unicodedata.normalize("NFKD", file.stem.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = [word for word in re.split("[^a-z]+", letters) if word]
    return "_".join(words)[:40].strip("_") or "ny_kalla"
