"""Runs one job's commands after each other, apart from the app, and writes down how it ended.

`python -m dashboard.intake.run_job <folder>`: it holds the folder's lock as long as it lives.
"""

import errno
import fcntl
import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from config.settings import with_build_memory

STATE, COMMANDS, LOCK, OUT, ERR = "state.json", "commands.json", "lock", "out.txt", "err.txt"
TOO_LONG, TOO_MUCH = "too_long", "too_much"
_NO_MEMORY = {
    errno.ENOMEM,
    *(-number for number in (signal.SIGABRT, signal.SIGBUS, signal.SIGKILL, signal.SIGSEGV)),
}
"""How a process ends that is refused memory: it says so, or a library of it gives up."""
_MEGABYTE = 1_000_000
_FOR_DATABASE = 3
"""A third of a limited process is for the database; the readers of formats need the rest."""


def run(folder: Path) -> None:
    """Run until one fails or the time is up."""
    asked = json.loads((folder / COMMANDS).read_text(encoding="utf-8"))
    ends = time.monotonic() + asked["seconds"]
    environment = _limited(asked["memory_mb"])
    with (folder / LOCK).open("a") as lock, (folder / OUT).open("wb") as out:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with (folder / ERR).open("wb") as err:
            code: int | str = 0
            for command in asked["commands"]:
                code = _ended(command, environment, (out, err), ends)
                if code != 0:
                    break
        half = folder / f".{STATE}"
        half.write_text(json.dumps({"code": code}), encoding="utf-8")
        half.replace(folder / STATE)


def _limited(memory_mb: int | None) -> dict[str, str]:
    """Bound the memory of this process and those it starts; return their environment."""
    if memory_mb is None:
        return with_build_memory(None)
    most = memory_mb * _MEGABYTE
    # What a process may hold for itself; programs and files that it maps are not counted.
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    return with_build_memory(f"{memory_mb // _FOR_DATABASE}MB")


def _ended(
    command: list[str],
    environment: dict[str, str],
    streams: tuple[IO[bytes], IO[bytes]],
    ends: float,
) -> int | str:
    """Run one command and return how it ended: its code, or the limit that it met."""
    out, err = streams
    try:
        code = subprocess.run(
            command,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            timeout=max(1.0, ends - time.monotonic()),
        ).returncode
    except subprocess.TimeoutExpired:
        return TOO_LONG
    return TOO_MUCH if code in _NO_MEMORY else code


if __name__ == "__main__":
    run(Path(sys.argv[1]))
