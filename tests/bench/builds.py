"""Builds measured whole, beside DuckDB's own time to read and type the same CSV files."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.bench.million import add_small_file, make_million
from tests.real_data import SHARED, make_chicago

_MEASURED = """
import datetime as dt, resource, sys, time
from pathlib import Path
from data_pipeline.build import build
from data_pipeline.progress import Progress
begun = time.perf_counter()
build(Path(sys.argv[1]), Progress(on_terminal=False), dt.datetime.now(dt.UTC))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
sys.stdout.write(f"{time.perf_counter() - begun} {peak}")
"""


@dataclass(frozen=True)
class Figure:
    """One measured figure: what, how much, in which unit."""

    what: str
    value: float
    unit: str


def build_figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Yield the figures of the real instance (where its files are) and of a made-up large one."""
    if SHARED.exists():
        yield from _one("Chicago", make_chicago(folder / "chicago"))
    large = make_million(folder / "large", rows)
    yield from _one(f"{rows:,} incidents and {rows // 5:,} reports", large)
    add_small_file(large)
    seconds, _ = built(large)
    yield Figure("  build again when one small file arrived", seconds, "s")


def _one(name: str, instance: Path) -> Iterator[Figure]:
    alone = _duckdb_seconds(instance)
    seconds, peak = built(instance)
    yield Figure(f"{name}: DuckDB reads and types the same CSV files", alone, "s")
    yield Figure(f"{name}: whole build", seconds, "s")
    yield Figure(f"{name}: build / DuckDB's own", seconds / alone, "times")
    yield Figure(f"{name}: peak memory of the build", peak, "MB")


def _duckdb_seconds(instance: Path) -> float:
    begun = time.perf_counter()
    connection = duckdb.connect()
    for number, file in enumerate(sorted((instance / "inbox").glob("*/*.csv"))):
        text = f"create table t{number} as select * from read_csv($1)"
        connection.execute(text, [str(file)])
    connection.close()
    return time.perf_counter() - begun


def built(instance: Path) -> tuple[float, float]:
    """Build in a process of its own; returns seconds, and peak memory in MB."""
    command = [sys.executable, "-c", _MEASURED, str(instance)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)
