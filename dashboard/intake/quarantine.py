"""Files that were sent and not yet taken: `var/quarantine/<id>/`, never run or opened here."""

import json
import re
import secrets
import shutil
import unicodedata
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath, PureWindowsPath

from config.errors import FactProblem
from config.loading import Problems, load_fact
from config.sources import Source

_ABOUT, _WRITTEN = "about.json", "written"
_DRAFT = re.compile(r"^status: *[\"']?draft[\"']?", re.MULTILINE)
_LONGEST_NAME = 150
_ID = re.compile(r"[0-9a-f]{16}")
_SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Waiting:
    """One file that waits: whose it is ("" where nobody knows), and the job that looked at it."""

    file_id: str
    source_id: str
    path: Path
    job_id: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size if self.path.exists() else 0


@dataclass(frozen=True)
class Written:
    """A contract as somebody has written it, and what is wrong with it."""

    source_id: str
    text: str
    faults: tuple[FactProblem, ...]


class Quarantine:
    """The files of one instance that wait for somebody to take them in or throw them away."""

    def __init__(self, instance: Path) -> None:
        """Name the folders; they are made when needed."""
        self._instance = instance
        self._folder = instance / "var" / "quarantine"

    def open_new(self, given_name: str) -> tuple[str, Path]:
        """Return the id and the path that a new file is to be written to."""
        file_id = secrets.token_hex(8)
        folder = self._folder / file_id / "file"
        folder.mkdir(parents=True)
        return file_id, folder / plain_name(given_name)

    def keep(self, file_id: str, source_id: str, job_id: str) -> None:
        """Note whose the file is and which job looks at it."""
        about = {"source_id": source_id, "job_id": job_id}
        (self._folder / file_id / _ABOUT).write_text(json.dumps(about), encoding="utf-8")

    def waiting(self) -> tuple[Waiting, ...]:
        """Return the files that wait, newest first."""
        folders = sorted(
            self._folder.glob("*"), key=lambda folder: folder.stat().st_mtime, reverse=True
        )
        return tuple(one for folder in folders if (one := self.find(folder.name)))

    def find(self, file_id: str) -> Waiting | None:
        """Return one file that waits."""
        if not _ID.fullmatch(file_id):
            return None
        folder = self._folder / file_id
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        path = next((folder / "file").iterdir(), None)
        if path is None:
            return None
        return Waiting(file_id, about["source_id"], path, about["job_id"])

    def throw_away(self, file_id: str) -> None:
        """Remove a file that waits, or what came of it before it was whole."""
        if _ID.fullmatch(file_id):
            shutil.rmtree(self._folder / file_id, ignore_errors=True)

    def take(self, waiting: Waiting) -> Path:
        """Move a file to its source's inbox; one of the same name there is the older version."""
        folder = self._instance / "inbox" / waiting.source_id
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / waiting.path.name
        # A hidden name first: a build that runs meanwhile passes over it until it is whole.
        half = folder / f".{waiting.path.name}"
        shutil.move(waiting.path, half)
        half.replace(target)
        self.throw_away(waiting.file_id)
        return target

    def is_in_inbox(self, waiting: Waiting) -> bool:
        """Say whether the source's inbox has a file of that name."""
        return (self._instance / "inbox" / waiting.source_id / waiting.path.name).exists()

    def contract(self, source_id: str) -> Source | None:
        """Return the contract of a source, if it can be used."""
        if source_id not in self.source_ids():
            return None
        return load_fact(self._contract_path(source_id), Source, Problems())

    def source_ids(self) -> tuple[str, ...]:
        """Return the sources that have a contract."""
        names = sorted(path.stem for path in (self._instance / "sources").glob("*.yaml"))
        return tuple(name for name in names if _SOURCE.fullmatch(name))

    def keep_text(self, waiting: Waiting, source_id: str, text: str) -> None:
        """Keep how somebody has written the contract of a file that waits."""
        path = self._folder / waiting.file_id / _WRITTEN / f"{source_id}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def written(self, waiting: Waiting) -> Written | None:
        """Return the contract as somebody has written it for a file, and what is wrong with it."""
        path = next((self._folder / waiting.file_id / _WRITTEN).glob("*.yaml"), None)
        if path is None:
            return None
        problems = Problems()
        load_fact(path, Source, problems)
        return Written(path.stem, path.read_text(encoding="utf-8"), tuple(problems.found))

    def keep_contract(self, waiting: Waiting, written: Written) -> bool:
        """Write the contract of a file; False where one stands that is not the file's own draft."""
        if not _SOURCE.fullmatch(written.source_id):
            return False
        path = self._contract_path(written.source_id)
        if path.exists() and not self.may_rewrite(waiting):
            return False
        _write_whole(path, written.text)
        return True

    def may_rewrite(self, waiting: Waiting) -> bool:
        """Say whether the contract of a file is one that was drafted and has taken nothing yet."""
        source = self.contract(waiting.source_id)
        return source is not None and source.status == "draft"

    def make_live(self, source_id: str) -> None:
        """Let a drafted contract count, as the one who takes a file in by it means it to."""
        path = self._contract_path(source_id)
        text = path.read_text(encoding="utf-8")
        _write_whole(path, _DRAFT.sub("status: live", text, count=1))

    def _contract_path(self, source_id: str) -> Path:
        return self._instance / "sources" / f"{source_id}.yaml"


def _write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: a build may read it meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def plain_name(given: str) -> str:
    """Return the last part of a name that a browser sent, without signs that could mislead."""
    last = PureWindowsPath(PurePosixPath(given).name).name
    letters = "".join(
        sign
        for sign in unicodedata.normalize("NFC", last)
        if sign.isprintable() and sign not in '/\\:*?"<>|'
    )
    name = letters.lstrip(".~ ").strip() or "fil"
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:20]}" if dot else name[:_LONGEST_NAME]


def matches(source: Source, name: str) -> bool:
    """Say whether a file's name is one that the contract takes."""
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in source.files)
