"""Work that takes time, in processes of its own: begun, looked at, and told of in words."""

import datetime as dt
import fcntl
import json
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from dashboard.intake.run_job import (
    COMMANDS,
    ERR,
    LOCK,
    OUT,
    STATE,
    TOO_LONG,
    TOO_MUCH,
)

State = Literal["running", "done", "failed", "too_long", "too_much", "stopped"]
_LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ ")
_STEP = re.compile(r"(?P<phase>\w+): (?P<done>\d+) of (?P<all>\d+), ")
_MOST_SAID = 6
_TAIL = 4000
_ABOUT = "about.json"
_LONGEST_START_S, _LONGEST_LOCKING_S = 60, 5
_KEPT = 200
_NEWEST = 40


@dataclass(frozen=True)
class Limits:
    """What a job may take: seconds, and megabytes of memory unless it may take what there is."""

    seconds: int
    memory_mb: int | None = None


@dataclass(frozen=True)
class Step:
    """How far a build has come."""

    phase: str
    done: int
    total: int


@dataclass(frozen=True)
class Job:
    """One piece of work: `kind` says what, `said` is what it has to say if it failed."""

    job_id: str
    kind: str
    began_at: dt.datetime
    state: State
    step: Step | None
    said: tuple[str, ...]

    @property
    def is_running(self) -> bool:
        """Say whether it is still at work."""
        return self.state == "running"


class Jobs:
    """The folder `var/jobs`: one folder a job, so that any app process can tell of it."""

    def __init__(self, var: Path) -> None:
        """Name the folder; it is made when the first job begins."""
        self._folder = var / "jobs"

    def begin(self, kind: str, commands: list[list[str]], limits: Limits, now: dt.datetime) -> str:
        """Begin `platsbild` commands, one after the other; return the job's id."""
        job_id = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        folder = self._folder / job_id
        for old in sorted(self._folder.glob("*"))[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(parents=True)
        # The interpreter's own safe path is not on: the child finds the product as we do.
        every = [[sys.executable, "-m", "platsbild", *command] for command in commands]
        _write(folder / COMMANDS, {"commands": every, **asdict(limits)})
        _write(folder / _ABOUT, {"kind": kind, "began_at": now.isoformat()})
        runner = subprocess.Popen(
            [sys.executable, "-m", "dashboard.intake.run_job", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Waited for, so that it leaves no trace in the process table when it has ended.
        threading.Thread(target=runner.wait, daemon=True).start()
        return job_id

    def find(self, job_id: str) -> Job | None:
        """Return one job as it stands now."""
        folder = self._folder / job_id
        about = _read(folder / _ABOUT)
        if about is None:
            return None
        began_at = dt.datetime.fromisoformat(about["began_at"])
        state = _state(folder)
        said = () if state in ("running", "done", "too_much") else _said(folder)
        return Job(job_id, about["kind"], began_at, state, _step(folder), said)

    def newest(self, kind: str) -> Job | None:
        """Return the job of a kind that began last."""
        names = sorted((path.name for path in self._folder.glob("*")), reverse=True)
        found = (self.find(name) for name in names[:_NEWEST])
        return next((job for job in found if job and job.kind == kind), None)

    def answer(self, job_id: str) -> str:
        """Return what a job has written on its output."""
        path = self._folder / job_id / OUT
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def _state(folder: Path) -> State:
    ended = _read(folder / STATE)
    if ended is not None:
        if ended["code"] in (TOO_LONG, TOO_MUCH):
            return "too_long" if ended["code"] == TOO_LONG else "too_much"
        return "done" if ended["code"] == 0 else "failed"
    if _is_held(folder / LOCK):
        return "running"
    # Between its beginning and its lock lies the start of an interpreter.
    age = time.time() - (folder / _ABOUT).stat().st_mtime
    is_starting = age < (_LONGEST_LOCKING_S if (folder / LOCK).exists() else _LONGEST_START_S)
    return "running" if is_starting else "stopped"


def _is_held(lock: Path) -> bool:
    if not lock.exists():
        return False
    with lock.open("a") as file:
        try:
            # Shared: two who look at once must not take each other for the work.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _step(folder: Path) -> Step | None:
    steps = list(_STEP.finditer(_tail(folder / ERR)))
    if not steps:
        return None
    last = steps[-1]
    return Step(last["phase"], int(last["done"]), int(last["all"]))


def _said(folder: Path) -> tuple[str, ...]:
    """Return the last sentences; log lines and traces are for the log."""
    lines = [line for line in _tail(folder / ERR).splitlines() if line.strip()]
    if any(line.startswith("Traceback") for line in lines):
        return ()
    return tuple(line for line in lines if not _LOG_LINE.match(line))[-_MOST_SAID:]


def _tail(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read().decode("utf-8", errors="replace")


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return found


def _write(path: Path, content: object) -> None:
    half = path.with_name(f".{path.name}")
    half.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    half.replace(path)
