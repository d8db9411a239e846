"""Hostile files in full size: how long each takes, how much memory, and what is said of it."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.builds import Figure
from tests.hostile import bomb, endless_calendar, far_cell, huge_cell, long_csv, long_workbook
from tests.tiny import POLICE, Fact, Tiny, tiny
from tests.unit.data_pipeline.test_calendars import CALENDAR

_ANY: Fact = POLICE | {"files": ["*"]}
_BOOK: Fact = _ANY | {"layout": {"format": "workbook"}}
CASES: dict[str, tuple[str, Fact, Callable[[Path], object]]] = {
    "a CSV of 200 MB": ("a.csv", _ANY, lambda path: long_csv(path, 200)),
    "a workbook of a million rows": ("a.xlsx", _BOOK, lambda path: long_workbook(path, 1_000_000)),
    "a workbook that unpacks to 4 GB": ("a.xlsx", _BOOK, lambda path: bomb(path, 4_000)),
    "a stray cell in the last corner": ("a.xlsx", _BOOK, far_cell),
    "a CSV with a cell of 10 MB": ("a.csv", _ANY, lambda path: huge_cell(path, 10)),
    "a daily rule without an end": ("a.ics", CALENDAR, endless_calendar),
    "a rule by the minute": ("a.ics", CALENDAR, lambda path: endless_calendar(path, "MINUTELY")),
}


def hostile_figures(folder: Path) -> Iterator[Figure]:
    """Yield seconds and memory of each case, loaded in a process of its own."""
    for number, (what, (name, contract, write)) in enumerate(CASES.items()):
        made = tiny(folder / f"hostile-{number}", source=contract)
        path = made.folder / "inbox" / "source" / name
        write(path)
        command = [sys.executable, "-m", "tests.bench.hostile", str(made.folder)]
        answer = subprocess.run(command, capture_output=True, check=True, text=True)
        found = json.loads(answer.stdout.splitlines()[-1])
        yield Figure(f"{what}: {found['said'][:60]}", found["accepted"], "rows taken")
        yield Figure(f"{what}: time", found["seconds"], "s")
        yield Figure(f"{what}: memory at most", found["megabytes"], "MB")
        path.unlink()


def _load(folder: Path) -> None:
    began = time.perf_counter()
    made = Tiny(folder)
    built = made.load()
    said = [m.found.en for m in built.messages if m.file_name]
    print(json.dumps({
        "seconds": time.perf_counter() - began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "accepted": made.accepted,
        "said": said[0] if said else "",
    }))  # fmt: skip


if __name__ == "__main__":
    _load(Path(sys.argv[1]))
