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
KILLS, MOST_TRIES, ROWS, SEED = 10, 20, 4000, 20261124
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
    command += ["--profile", "internal"]
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
    moments, told = random.Random(SEED), list[str]()
    assert _served(address) == _pointer(built)
    waiting = _warm(built)
    for turn in range(MOST_TRIES):
        built.drop("polis", f"tillskott_{turn}.csv", _rows(f"t{turn}", ROWS // 10))
        doomed, waiting = waiting, _warm(built)
        moment = moments.uniform(0.02, 1.0)
        was_hit, left = _killed(built, doomed, moment)
        assert _served(address) == _pointer(built)
        built.build()
        assert _served(address) == _pointer(built)
        assert built.count() == ROWS + (turn + 1) * ROWS // 10
        assert _left_behind(built) == []
        if was_hit:
            told.append(f"{moment:.2f} s{' leaving ' + ', '.join(left) if left else ''}")
        if len(told) == KILLS:
            break
    waiting.kill()
    waiting.communicate()
    assert len(told) == KILLS
    with capsys.disabled():
        print(f"\n{KILLS} kills at: " + "; ".join(told))


def _killed(built: Tiny, doomed: subprocess.Popen[str], moment: float) -> tuple[bool, list[str]]:
    """Kill a build that far into it; say whether it was under way, and what it left."""
    _go(doomed)
    time.sleep(moment)
    doomed.send_signal(signal.SIGKILL)
    out, _ = doomed.communicate()
    return not out, _left_behind(built)


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


def _go(builder: subprocess.Popen[str]) -> None:
    assert builder.stdin is not None
    assert builder.stdout is not None
    assert builder.stdout.readline() == "ready\n"
    builder.stdin.write("go\n")
    builder.stdin.flush()


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
    for _ in range(600):
        try:
            _get(address + "/healthz")
        except (urllib.error.URLError, TimeoutError):  # listening, but no worker is up yet
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start; see server.log")
