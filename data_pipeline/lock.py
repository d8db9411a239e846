"""The build lock: one build at a time; a lock whose owner is gone is taken over."""

import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_pipeline.errors import BuildLockedError


@contextmanager
def build_lock(var: Path, now: dt.datetime) -> Iterator[None]:
    """Hold `var/build.lock`; the system lets go of it when the process ends, however it ends.

    Raises:
        BuildLockedError: a live build holds it; names the process and since when.
    """
    var.mkdir(parents=True, exist_ok=True)
    with (var / "build.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = json.loads(file.read() or "{}")
            pid, since = str(owner.get("pid", "?")), owner.get("since", "?")
            raise BuildLockedError("build.locked", pid=pid, since=since) from None
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "since": f"{now:%Y-%m-%d %H:%M:%S} UTC"}))
        file.flush()
        yield
