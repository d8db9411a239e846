"""Builds measured whole, beside DuckDB's own time to read and type the same CSV files."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression
from duckdb import FunctionExpression as Call

from config.instance import load_instance
from config.sources import Column
from data_pipeline.digests import content_hash
from tests.bench.million import add_care_file, add_corrections, add_new_file, make_million
from tests.real_data import SHARED, make_chicago

_MEASURED = """
import datetime as dt, json, resource, sys, time
from contextlib import contextmanager
from pathlib import Path
from data_pipeline.build import build
from data_pipeline.progress import Progress

phases = {}
class Timed(Progress):
    @contextmanager
    def phase(self, title, total):
        began = time.perf_counter()
        with super().phase(title, total) as advance:
            yield advance
        phases[title] = time.perf_counter() - began

begun = time.perf_counter()
build(Path(sys.argv[1]), Timed(on_terminal=False), dt.datetime.now(dt.UTC))
whole = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_SELF)
cpu = used.ru_utime + used.ru_stime
sys.stdout.write(json.dumps([whole, used.ru_maxrss // 1024, cpu, phases]))
"""
_SMALL_FILES = {
    "the week's 100 incidents": add_new_file,
    "100 corrections of incidents of all years": add_corrections,
    "the week's 100 cleaning visits": add_care_file,
}


@dataclass(frozen=True)
class Figure:
    """One measured figure: what, how much, in which unit."""

    what: str
    value: float
    unit: str


@dataclass(frozen=True)
class Built:
    """One build: wall seconds, peak memory, CPU seconds, and the seconds of each phase."""

    seconds: float
    peak_mb: float
    cpu: float
    phases: dict[str, float]


def build_figures(folder: Path, rows: int) -> Iterator[Figure]:
    """Yield the figures of the real instance (where its files are) and of a made-up large one."""
    if SHARED.exists():
        yield from _one("Chicago", make_chicago(folder / "chicago"))
    large = make_million(folder / "large", rows)
    yield Figure("plain SQL archives the same rows and types them", _plain_seconds(large), "s")
    yield from _one(f"{rows:,} incidents and {rows // 5:,} reports", large)
    for what, add in _SMALL_FILES.items():
        add(large)
        yield from _figures(f"  build again when {what} arrived", built(large))
    kept = (large / "var" / "models.duckdb").stat().st_size
    yield Figure("  kept for the next build", kept / 1e6, "MB")


def _one(name: str, instance: Path) -> Iterator[Figure]:
    alone = _duckdb_seconds(instance)
    of_build = built(instance)
    yield Figure(f"{name}: DuckDB reads and types the same CSV files", alone, "s")
    yield from _figures(f"{name}: whole build", of_build)
    yield Figure(f"{name}: build / DuckDB's own", of_build.seconds / alone, "times")


def _figures(what: str, of_build: Built) -> Iterator[Figure]:
    yield Figure(what, of_build.seconds, "s")
    yield Figure("    CPU", of_build.cpu, "s")
    yield Figure("    peak memory", of_build.peak_mb, "MB")
    for phase, seconds in of_build.phases.items():
        yield Figure(f"    {phase}", seconds, "s")


def _duckdb_seconds(instance: Path) -> float:
    begun = time.perf_counter()
    connection = duckdb.connect()
    for number, file in enumerate(sorted((instance / "inbox").glob("*/*.csv"))):
        text = f"create table t{number} as select * from read_csv($1)"
        connection.execute(text, [str(file)])
    connection.close()
    return time.perf_counter() - begun


def _plain_seconds(instance: Path) -> float:
    """Do by hand what has to come before anything is counted, with no check and no count.

    Each file is hashed, the columns that may be kept are archived as text, and the archived text
    is typed by its contract.
    """
    sources = load_instance(instance).sources
    begun = time.perf_counter()
    connection = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(sorted((instance / "inbox").glob("*/*.csv"))):
            content_hash(file)
            columns = sources[file.parent.name].columns
            archived = str(Path(folder) / f"{number}.parquet")
            text = connection.read_csv(str(file), all_varchar=True)
            kept = (ColumnExpression(column.source) for column in columns)
            text.select(*kept).write_parquet(archived, compression="zstd")
            typed = connection.read_parquet(archived).select(*map(_typed, columns))
            typed.create(f"rows{number}")
    connection.close()
    return time.perf_counter() - begun


def _typed(column: Column) -> Expression:
    text = ColumnExpression(column.source)
    if column.formats:
        return Call("try_strptime", text, ConstantExpression(list(column.formats)))
    if column.field in {"longitude", "latitude"}:
        points = Call("replace", text, ConstantExpression(","), ConstantExpression("."))
        return points.cast("double").alias(column.field)
    return text


def built(instance: Path) -> Built:
    """Build in a process of its own."""
    command = [sys.executable, "-c", _MEASURED, str(instance)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Built(*json.loads(done.stdout))
