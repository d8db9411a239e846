"""The app while it takes a large file and a process looks at it: how long a visitor waits."""

import http
import http.client
import itertools
import json
import statistics
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.bench.builds import Figure, built
from tests.bench.million import make_million
from tests.bench.pages import asked, served
from tests.bench.processes import family, proportional_mb, resident_mb
from tests.hostile import long_csv
from tests.tiny import POLICE

MEGABYTES, INCIDENTS = 200, 100_000
REDRAWN = "/laget?plats=p1&period={}"
"""All of Läget, with a month that is another each time, so that no answer is a remembered one."""
ADDRESSES = ("/healthz", "/", REDRAWN)
_PAUSE_S, _BEFORE_S, _LONGEST_S = 0.2, 15.0, 300.0
_MONTHS = [f"{year}-{month:02d}" for year in range(2017, 2025) for month in range(1, 13)]
_BOUNDARY = "----platsbild"


@dataclass
class Seen:
    """What was measured in one stretch of time: milliseconds by address, and memory."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: {a: [] for a in ADDRESSES})
    worker_mb: list[float] = field(default_factory=list)
    look_mb: list[float] = field(default_factory=lambda: [0.0])


def upload_figures(folder: Path) -> Iterator[Figure]:
    """Yield how long the health address, Översikt and Läget take, before an upload and during."""
    instance = make_million(folder / "uploads", INCIDENTS)
    contract = POLICE | {"files": ["*.csv"], "category_map": "codes"}
    (instance / "sources" / "sent.yaml").write_text(yaml.safe_dump(contract), encoding="utf-8")
    built(instance)
    file = folder / "sent.csv"
    long_csv(file, MEGABYTES)
    with served(instance) as (address, process):
        with _asking(address, process.pid) as before:
            time.sleep(_BEFORE_S)
        with _asking(address, process.pid) as during:
            sent = _seconds(lambda: _send(address, file))
            looked = _seconds(lambda: _wait(address))
    yield Figure(f"{MEGABYTES} MB sent and written to the quarantine", sent, "s")
    yield Figure("looked at, in a process of its own", looked, "s")
    yield Figure("memory of that process at most", max(during.look_mb), "MB")
    for name, seen in (("before", before), ("during", during)):
        for path, times in seen.milliseconds.items():
            yield Figure(f"{name}: {path}, median", statistics.median(times), "ms")
            yield Figure(f"{name}: {path}, p95", statistics.quantiles(times, n=20)[-1], "ms")
        yield Figure(f"{name}: largest worker (its share)", max(seen.worker_mb), "MB")


@contextmanager
def _asking(address: str, pid: int) -> Iterator[Seen]:
    """Ask every address again and again, and look at the memory, until the end of the block."""
    seen, over = Seen(), threading.Event()

    def ask() -> None:
        for month in itertools.cycle(_MONTHS):
            if over.wait(_PAUSE_S):
                return
            for path in ADDRESSES:
                target = address + path.format(month)
                act = partial(asked if path == REDRAWN else _get, target)
                seen.milliseconds[path].append(1000 * _seconds(act))
            _weigh(seen, pid)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _weigh(seen: Seen, pid: int) -> None:
    for one in family(pid)[1:]:
        try:
            command = Path(f"/proc/{one}/cmdline").read_bytes()
            if b"gunicorn" in command:
                seen.worker_mb.append(proportional_mb(one))
            elif b"source\0try" in command:
                seen.look_mb.append(resident_mb(one))
        except (FileNotFoundError, ProcessLookupError):
            continue


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        content: bytes = answer.read()
    return content


def _send(address: str, file: Path) -> None:
    """Send the file as a browser's form does; it is read piece by piece."""
    parts = [f"--{_BOUNDARY}", 'Content-Disposition: form-data; name="kalla"', "", "sent"]
    parts += [
        f"--{_BOUNDARY}",
        f'Content-Disposition: form-data; name="fil"; filename="{file.name}"',
    ]
    head = "\r\n".join([*parts, "Content-Type: text/csv", "", ""]).encode()
    tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_LONGEST_S)
    connection.putrequest("POST", "/data/skicka")
    connection.putheader("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}")
    connection.putheader("Content-Length", str(len(head) + file.stat().st_size + len(tail)))
    connection.endheaders(head)
    with file.open("rb") as content:
        connection.send(content)
    connection.send(tail)
    answer = connection.getresponse()
    if answer.status != http.HTTPStatus.SEE_OTHER:
        fault = f"the upload was answered with {answer.status}"
        raise RuntimeError(fault)
    connection.close()


def _wait(address: str) -> None:
    """Return when the process that looks at the file is done."""
    ends = time.monotonic() + _LONGEST_S
    stamp = ""
    while time.monotonic() < ends:
        work = json.loads(_get(f"{address}/data/arbete"))
        stamp = work["stamp"]
        if not work["running"]:
            break
        time.sleep(_PAUSE_S)
    if not stamp.endswith(":done"):
        fault = f"the look did not end well: {stamp}"
        raise RuntimeError(fault)
