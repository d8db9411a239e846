"""A tree of source files as text: the repository, or a small one planted by a test."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
# Third-party files that we ship as we got them.
VENDORED = ("assets/lazy/", "assets/vendor/")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One text file and its path relative to the root."""

    path: PurePosixPath
    text: str

    @property
    def line_count(self) -> int:
        """Number of lines."""
        return len(self.text.splitlines())

    @property
    def is_test(self) -> bool:
        """Whether the file belongs to the tests."""
        return self.path.parts[0] == "tests"

    @property
    def is_vendored(self) -> bool:
        """Whether the file came from elsewhere and is kept as it was."""
        return str(self.path).startswith(VENDORED) or ".min." in self.path.name


@cache
def paths(root: Path) -> tuple[PurePosixPath, ...]:
    """All files that are tracked or would be; every file where git does not know the root."""
    if (root / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        names = [name for name in listing.stdout.split("\0") if name]
    else:
        names = [str(path.relative_to(root)) for path in root.rglob("*") if "/." not in str(path)]
    return tuple(sorted({PurePosixPath(name) for name in names if (root / name).is_file()}))


@cache
def files(root: Path, *suffixes: str) -> tuple[SourceFile, ...]:
    """All text files, or those with one of the suffixes."""
    chosen = (path for path in paths(root) if not suffixes or path.suffix in suffixes)
    return tuple(_read(root, chosen))


def under(root: Path, folder: str, *suffixes: str) -> tuple[SourceFile, ...]:
    """The text files below a folder."""
    return tuple(file for file in files(root, *suffixes) if _is_below(file.path, folder))


def plant(root: Path, path: str, text: str) -> Path:
    """Write a file into a temporary tree and return the tree's root."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    paths.cache_clear()
    files.cache_clear()
    return root


def _is_below(path: PurePosixPath, folder: str) -> bool:
    return re.match(re.escape(folder.rstrip("/")) + "/", str(path)) is not None


def _read(root: Path, chosen: Iterator[PurePosixPath]) -> Iterator[SourceFile]:
    for path in chosen:
        content = (root / path).read_bytes()
        if b"\0" not in content:
            yield SourceFile(path, content.decode("utf-8", errors="replace"))
