"""kill -9 at random moments of a build while the app serves."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tiny import Tiny, crime, crimes, tiny

pytestmark = [pytest.mark.server, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
KILLS, MOST_TRIES, ROWS, SEED = 10, 16, 4000, 20261124
PAGES = ("/", "/laget")
NUMBERS = "/hamta/situation-categories.csv?plats=torget&period=2026-03"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = tiny(tmp_path_factory.mktemp("kill") / "prov")
    made.drop("polis", "start.csv", _rows("start", ROWS))
    made.build()
    return made


@pytest.fixture(scope="module")
def address(built: Tiny) -> Iterator[str]:
    """A real server of the instance, as `platsbild serve` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "platsbild.py"), "serve", str(built.folder)]
    log = (built.folder / "server.log").open("wb")
    with log, subprocess.Popen(
        [*command, "--port", str(port)], cwd=ROOT, stdout=log, stderr=log
    ) as server:  # fmt: skip
        try:
            where = f"http://127.0.0.1:{port}"
            _wait_for(where)
            yield where
        finally:
            server.terminate()


def test_after_every_kill_the_pages_answer_and_the_next_build_succeeds(
    built: Tiny, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    moments = random.Random(SEED)
    assert _served(address) == _pointer(built)
    built.drop("polis", "forst.csv", _rows("f", ROWS // 10))
    length, hits, told = _whole_build(built, address), 0, []
    for turn in range(MOST_TRIES):
        built.drop("polis", f"tillskott_{turn}.csv", _rows(f"t{turn}", ROWS // 10))
        moment = moments.uniform(0.02, length)
        with _warm(built) as doomed:
            _go(doomed)
            time.sleep(moment)
            doomed.send_signal(signal.SIGKILL)
            out, _ = doomed.communicate()
        hits += not out
        left = _left_behind(built)
        assert _served(address) == _pointer(built)
        _whole_build(built, address)
        assert built.count() == ROWS + (turn + 2) * ROWS // 10
        assert _left_behind(built) == []
        told.append(f"{moment:.2f} s{' leaving ' + ', '.join(left) if left else ''}")
        if hits == KILLS:
            break
    assert hits == KILLS
    with capsys.disabled():
        print(f"\n{KILLS} kills at: " + "; ".join(told))  # noqa: T201 - asked for


def _whole_build(built: Tiny, address: str) -> float:
    """Let one build run to its end, see that it is served, and return its seconds."""
    with _warm(built) as builder:
        started = _go(builder)
        out, _ = builder.communicate()
    assert out.startswith("built "), out
    assert _served(address) == out.split()[1] == _pointer(built)
    return time.monotonic() - started


def _rows(prefix: str, count: int) -> str:
    return crimes(*(crime(f"{prefix}-{number}") for number in range(count)))


def _warm(built: Tiny) -> subprocess.Popen[str]:
    """Start a process that has imported everything and waits to be told to build."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.builder", str(built.folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _go(builder: subprocess.Popen[str]) -> float:
    """Wait until it is warm, tell it to build, and return when that was."""
    assert builder.stdin is not None
    assert builder.stdout is not None
    assert builder.stdout.readline() == "ready\n"
    builder.stdin.write("go\n")
    builder.stdin.flush()
    return time.monotonic()


def _left_behind(built: Tiny) -> list[str]:
    """Half-made things under var: what a kill leaves and the next build must clear."""
    var = built.folder / "var"
    half = [*var.rglob(".*.half"), *var.glob("scratch/*")]
    return sorted({path.name[-16:] for path in half})


def _pointer(built: Tiny) -> str:
    pointer = built.folder / "var" / "published" / "current.json"
    version: str = json.loads(pointer.read_text("utf-8"))["version"]
    return version


def _served(address: str) -> str:
    """Ask every page, and return the version that the numbers come from."""
    for page in PAGES:
        status, _ = _get(address + page)
        assert status == 200
    status, text = _get(address + NUMBERS)
    assert status == 200
    return next(line.split(";")[1] for line in text.splitlines() if line.startswith("Version;"))


def _get(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read().decode()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            _get(address + "/healthz")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start; see server.log")
