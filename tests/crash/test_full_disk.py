"""A disk that fills up: words, the old version served, nothing lost, and on it goes."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_pipeline.errors import DiskFullError
from tests.tiny import Tiny, crime, crimes, tiny
from warehouse.viewer import Viewer

pytestmark = pytest.mark.slow

SIZE_KIB = 160 * 1024
ROOM_KIB = (0, 4, 40, 400, 1500, 4000)
"""Room left when the build starts: it fails at the lock, the archive, the models ..."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Tiny]:
    made = tiny(tmp_path / "prov")
    var = tmp_path / "prov" / "var"
    var.mkdir()
    if os.geteuid() != 0:
        pytest.skip("skipped: mounting a small disk (tmpfs) needs root")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "tmpfs", str(var)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("skipped: this machine lets even root mount no tmpfs")
    try:
        yield made
    finally:
        subprocess.run(["umount", "--lazy", str(var)], check=True)


def test_a_full_disk_is_told_of_and_loses_nothing(small_disk: Tiny) -> None:
    made, failed = small_disk, 0
    made.drop("polis", "start.csv", crimes(*(crime(f"S{n}") for n in range(100))))
    version = made.build().version
    for turn, room in enumerate(ROOM_KIB):
        rows = [crime(f"{turn}-{n}", Skick="x" * 50, Kod=f"{n:04}") for n in range(2000)]
        made.drop("polis", f"ny_{turn}.csv", crimes(*rows))
        before = made.count()
        ballast = _fill(made, room)
        try:
            made.build()
        except DiskFullError as error:
            failed += 1
            _see_the_words(error)
            assert made.files().version(_viewer()) == version
            assert made.count() == before
        ballast.unlink()
        version = made.build().version
        assert made.count() == 100 + (turn + 1) * 2000
    assert failed >= 4


def _see_the_words(error: DiskFullError) -> None:
    assert "Disken är full" in error.sentence("sv")
    assert "Frigör plats och bygg igen" in error.sentence("sv")
    assert "The previous version is still shown" in error.sentence("en")


def _fill(made: Tiny, room_kib: int) -> Path:
    """Fill the disk but for some room; the path of what fills it."""
    ballast = made.folder / "var" / "ballast"
    disk = os.statvfs(made.folder / "var")
    with ballast.open("wb") as file:
        file.write(b"\0" * max(disk.f_bavail * disk.f_frsize - room_kib * 1024, 0))
    return ballast


def _viewer() -> Viewer:
    return Viewer("internal")
