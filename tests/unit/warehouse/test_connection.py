"""The readers' door: versions, profiles, what is refused, forks and threads."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.builders import publish, small_world
from warehouse import connection
from warehouse.connection import MOST_OPEN, PublishedFiles
from warehouse.errors import (
    FileGoneError,
    NothingPublishedError,
    OutdatedVersionError,
    ProfileNotPublishedError,
    UnknownVersionError,
)
from warehouse.viewer import Viewer

ME = Viewer("internal")
ROOT = Path(__file__).parents[3]


@pytest.fixture
def files(tmp_path: Path) -> PublishedFiles:
    publish(tmp_path, small_world())
    return PublishedFiles(tmp_path)


def version_inside(files: PublishedFiles, viewer: Viewer = ME) -> str:
    with files.open(viewer) as reading:
        name: str = reading.rows("version")[0][0]
        assert name == reading.version
        return name


def open_files(var: Path) -> set[str]:
    """Return the versions whose files this process holds open (Linux)."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    paths = [path for link in links if (path := Path(os.path.realpath(link))).is_file()]
    return {path.parent.name for path in paths if path.is_relative_to(var.resolve())}


def test_nothing_published_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError) as caught, PublishedFiles(tmp_path).open(ME):
        pass
    assert caught.value.found.sv == "Inget är publicerat än."
    assert "platsbild build" in caught.value.sentence("en")


def test_a_newly_published_version_is_read_at_once(files: PublishedFiles, tmp_path: Path) -> None:
    assert version_inside(files) == "v1"
    publish(tmp_path, small_world(), "v2")
    assert version_inside(files) == "v2"
    assert files.version(ME) == "v2"


def test_a_reading_under_way_keeps_its_version(files: PublishedFiles, tmp_path: Path) -> None:
    with files.open(ME) as reading:
        publish(tmp_path, small_world(), "v2")
        assert version_inside(files) == "v2"
        assert reading.rows("version")[0][0] == "v1"


def test_a_pinned_version_stays(files: PublishedFiles, tmp_path: Path) -> None:
    publish(tmp_path, small_world(), "v2")
    fresh = PublishedFiles(tmp_path)
    assert version_inside(fresh, Viewer("internal", "v1")) == "v1"
    assert version_inside(fresh, Viewer("internal", "v2")) == "v2"
    assert version_inside(files) == "v2"


@pytest.mark.parametrize(
    "text", ["", ".", "..", "../published/v1", "v1/", "/etc", "v9", "current.json", "v1\0"]
)
def test_a_version_that_is_no_folder_of_ours_is_refused(files: PublishedFiles, text: str) -> None:
    with pytest.raises(UnknownVersionError) as caught:
        files.version(Viewer("internal", text))
    assert repr(text) in caught.value.found.sv


def test_no_profile_is_answered_from_another_ones_file(files: PublishedFiles) -> None:
    with pytest.raises(ProfileNotPublishedError, match="partner"), files.open(Viewer("partner")):
        pass


def test_a_file_that_is_gone_is_named(files: PublishedFiles, tmp_path: Path) -> None:
    path = tmp_path / "published" / "v1" / "internal.duckdb"
    path.unlink()
    with pytest.raises(FileGoneError, match=r"internal\.duckdb"), files.open(ME):
        pass


def test_at_most_a_few_versions_are_held_open(files: PublishedFiles, tmp_path: Path) -> None:
    for number in range(2, 8):
        publish(tmp_path, small_world(), f"v{number}")
        assert version_inside(files) == f"v{number}"
    assert [version for version, _ in files._held] == ["v5", "v6", "v7"]
    assert len(files._held) == MOST_OPEN
    assert open_files(tmp_path) == {"v5", "v6", "v7"}
    assert version_inside(files, Viewer("internal", "v1")) == "v1"


@pytest.mark.parametrize(
    "statement",
    [
        "create table main.x (i integer)",
        "delete from main.mart_site",
        "select * from read_text('/etc/hostname')",
        "copy main.mart_site to '/tmp/x.csv'",
        "attach '/tmp/x.duckdb' as x",
        "set enable_external_access = true",
        "set memory_limit = '8GB'",
        "install spatial",
    ],
)
def test_a_reader_can_neither_write_nor_look_elsewhere(
    files: PublishedFiles, statement: str
) -> None:
    with files.open(ME) as reading, pytest.raises(duckdb.Error):
        reading.cursor.execute(statement)


def test_a_basemap_is_found_where_the_version_has_one(
    files: PublishedFiles, tmp_path: Path
) -> None:
    assert files.basemap(ME) is None
    pointer = tmp_path / "published" / "current.json"
    pointer.write_text(
        pointer.read_text(encoding="utf-8").replace(
            '"basemap": null', '"basemap": "v1/basemap.geojson"'
        ),
        encoding="utf-8",
    )
    assert files.basemap(ME) == tmp_path / "published" / "v1" / "basemap.geojson"


def test_a_forked_child_opens_its_own(
    files: PublishedFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert version_inside(files) == "v1"
    parents = files._held
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert version_inside(files) == "v1"
    assert files._held is not parents
    assert len(parents) == 1


FORKING = """
import os, sys
from pathlib import Path
from warehouse.connection import PublishedFiles
from warehouse.viewer import Viewer

files = PublishedFiles(Path(sys.argv[1]))
def ask():
    with files.open(Viewer("internal")) as reading:
        return reading.rows("version")[0][0]
first, child = ask(), os.fork()
if child == 0:
    sys.exit(0 if ask() == first else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) or ask() != first)
"""


def test_parent_and_child_both_read_and_end_well(files: PublishedFiles, tmp_path: Path) -> None:
    assert version_inside(files) == "v1"
    command = [sys.executable, "-c", FORKING, str(tmp_path)]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == 0


def test_open_files_are_let_go_and_opened_again(files: PublishedFiles, tmp_path: Path) -> None:
    assert version_inside(files) == "v1"
    connection._let_go_of_all()
    assert open_files(tmp_path) == set()
    assert version_inside(files) == "v1"


def test_eight_threads_get_right_answers_while_versions_are_published(tmp_path: Path) -> None:
    for version in ("1", "2", "3"):
        rows = small_world()
        for _ in range(int(version)):
            rows.add("mart_incident_hour", hour=int(version))
        publish(tmp_path, rows, version)
        (tmp_path / "published" / f"{version}.json").write_bytes(
            (tmp_path / "published" / "current.json").read_bytes()
        )
    point = _pointer(tmp_path)
    next(point)
    files, stop = PublishedFiles(tmp_path), threading.Event()
    swapper = threading.Thread(target=_swap_until, args=(point, stop))
    swapper.start()
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(_ask, [files] * 8))
    stop.set()
    swapper.join()
    assert len(set().union(*seen)) > 1


def _pointer(var: Path) -> Iterator[None]:
    """Swap the pointer to another version at each step, as publishing does."""
    folder, number = var / "published", 0
    while True:
        number = number % 3 + 1
        (folder / "new").write_bytes((folder / f"{number}.json").read_bytes())
        (folder / "new").replace(folder / "current.json")
        yield


def _swap_until(point: Iterator[None], stop: threading.Event) -> None:
    while not stop.wait(0.02):
        next(point)


def _ask(files: PublishedFiles) -> set[str]:
    seen = set()
    params: dict[str, Any] = {
        "area_id": "torget",
        "first": "2024-01-01",
        "end": "2024-02-01",
        "categories": [],
    }
    for _ in range(200):
        with files.open(ME) as reading:
            number = int(reading.version)
            assert reading.rows("hour_week", params) == [(1, number, float(number))]
            assert reading.rows("version")[0][0] == reading.version
        seen.add(reading.version)
    return seen


def test_a_version_of_another_release_is_told_of_in_words(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    (file,) = (tmp_path / "published").glob("*/internal.duckdb")
    with duckdb.connect(str(file)) as older:
        older.execute("alter table mart_source drop column date_unit")
    files = PublishedFiles(tmp_path)
    with files.open(ME) as reading, pytest.raises(OutdatedVersionError) as raised:
        reading.rows("sites")
    assert "platsbild build" in raised.value.sentence("sv")
    assert "v1" in raised.value.sentence("en")
