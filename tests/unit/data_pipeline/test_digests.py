"""A file's digest is remembered while the file stays, and never when it changed."""

import os
from pathlib import Path

import pytest

from data_pipeline import digests
from data_pipeline.digests import Digests, content_hash
from data_pipeline.store import Store


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that were read, as they are."""
    found: list[str] = []

    def watched(path: Path) -> str:
        found.append(path.name)
        return content_hash(path)

    monkeypatch.setattr(digests, "content_hash", watched)
    monkeypatch.setattr(digests, "_SETTLED_NS", -1)
    return found


def _asked(store: Store, path: Path) -> str:
    asked = Digests(store)
    digest = asked.of(path)
    asked.keep()
    return digest


def test_a_file_that_stays_is_read_once(tmp_path: Path, read: list[str]) -> None:
    store, path = Store(tmp_path), tmp_path / "a.csv"
    path.write_text("ett")
    assert _asked(store, path) == _asked(store, path) == content_hash(path)
    assert read == ["a.csv"]


def test_another_content_of_the_same_size_and_time_is_found(
    tmp_path: Path, read: list[str]
) -> None:
    store, path = Store(tmp_path), tmp_path / "a.csv"
    path.write_text("ett")
    before, times = _asked(store, path), path.stat()
    path.write_text("tva")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    assert _asked(store, path) == content_hash(path) != before
    other = tmp_path / "b.csv"
    other.write_text("sju")
    other.replace(path)
    assert _asked(store, path) == content_hash(path)
    assert read == ["a.csv"] * 3


def test_a_file_that_changed_a_moment_ago_is_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_SETTLED_NS", 10**12)
    store, path = Store(tmp_path), tmp_path / "a.csv"
    path.write_text("ett")
    assert _asked(store, path) == _asked(store, path)
    assert read == ["a.csv"] * 2


def test_a_damaged_memory_is_no_memory(tmp_path: Path, read: list[str]) -> None:
    store, path = Store(tmp_path), tmp_path / "a.csv"
    path.write_text("ett")
    _asked(store, path)
    (tmp_path / "digests.json").write_text("[1")
    assert _asked(store, path) == content_hash(path)
    assert read == ["a.csv"] * 2
