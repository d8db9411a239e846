"""A hundred million counts of passages: the build, its files, and the pages beside a hundredth."""

import csv
import datetime as dt
import shutil
import statistics
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from playwright.sync_api import sync_playwright

from tests.bench.builds import Figure, built
from tests.bench.minutes import Shape, add_small_file, corrected_days, make_minutes, shape_of
from tests.bench.pages import ARGS, CHROMIUM, VISITS, changes, served, visit
from tests.bench.processes import family, proportional_mb

SMALL, LARGE = 1_000_000, 100_000_000
PLACE = "p1"
PAGES = {"/liv": "Liv och utbud", "/laget": "Läget"}
_PERIODS = ["2023-07", "2024-02", "2025-11", "2025-03"]
_LOOKED_AT = (
    dt.date(2023, 4, 10),
    dt.date(2023, 7, 10),
    dt.date(2023, 7, 11),
    dt.date(2024, 10, 20),
)
"""Days corrected and with counters away, corrected and with dead ones, dead, and away."""
_BOUND = 1.3
ROUNDS = 5
_POLL_S = 0.2
Hours = dict[tuple[dt.date, int], tuple[int, int]]


def flow_figures(folder: Path, rows: int = LARGE) -> Iterator[Figure]:
    """Yield the figures of both sizes, and how many times the larger one's pages need."""
    instances = []
    for size in (SMALL, rows):
        shape = shape_of(size)
        instances.append(make_minutes(folder / f"flows-{size}", shape))
        what = f"-- passages, {shape.counters} counters by {shape.minutes} minutes"
        yield Figure(what, shape.rows, "rows")
        yield from _build(instances[-1])
        yield from _checked(instances[-1], shape)
        shutil.rmtree(instances[-1] / "inbox")
    yield from _pages(*instances)


def _build(instance: Path) -> Iterator[Figure]:
    var = instance / "var"
    yield Figure("files in the inbox", _megabytes(instance / "inbox"), "MB")
    with _watched(var / "scratch") as most:
        whole = built(instance)
    yield Figure("whole build", whole.seconds, "s")
    yield Figure("whole build: memory at most, the database's included", whole.peak_mb, "MB")
    yield Figure("whole build: scratch on the disk at most", max(most), "MB")
    for name in ("raw", "landed", "published"):
        yield Figure(f"var/{name}", _megabytes(var / name), "MB")
    for path in sorted((var / "published").glob("*/*.duckdb")):
        yield Figure(f"published: {path.name}", path.stat().st_size / 1e6, "MB")


def _checked(instance: Path, shape: Shape) -> Iterator[Figure]:
    """Compare with the raw files, read once more by other means; then send one more day."""
    file = max((instance / "var" / "published").glob("*/internal.duckdb"))
    with duckdb.connect(str(file), read_only=True) as connection:
        sums = connection.sql("select sum(visitor_count) from main.mart_flow_hour").fetchall()
        query = "select local_date, hour, visitor_count, duration_minutes from main.mart_flow_hour"
        found = connection.sql(f"{query} where area_id = '{PLACE}'").fetchall()
    hours = {(day, hour): (int(count), minutes) for day, hour, count, minutes in found}
    asked = _hours(instance, shape)
    yield Figure("passages in all, more than in the raw files", sums[0][0] - _total(instance), "")
    wrong = sum(hours.get(key) != value for key, value in asked.items())
    yield Figure(f"hours of {len(asked)} that differ from the raw files", wrong, "")
    add_small_file(instance, shape)
    yield Figure("build again when one day was corrected", built(instance).seconds, "s")


def _total(instance: Path) -> int:
    """Sum the raw files: the months without the days that were corrected, and those days."""
    inbox, days = instance / "inbox" / "passager", [str(day) for day in corrected_days()]
    with duckdb.connect() as connection:
        read = "from read_csv($1, delim = ';', header = true, all_varchar = true)"
        months = (
            f"select sum(try_cast(Antal as bigint)) {read} where not list_contains($2, Tid[:10])"
        )
        total: int = connection.execute(months, [f"{inbox}/passager_*.csv", days]).fetchall()[0][0]
        again = f"select sum(try_cast(Antal as bigint)) {read}"
        corrected: int = connection.execute(again, [f"{inbox}/rattad_*.csv"]).fetchall()[0][0]
    return total + corrected


def _hours(instance: Path, shape: Shape) -> Hours:
    """Sum one place's counts of a few days by hour, row by row; dead counters do not count."""
    found: dict[tuple[dt.date, int], list[int]] = defaultdict(lambda: [0, 0])
    inbox = instance / "inbox" / "passager"
    for day in _LOOKED_AT:
        corrected = inbox / f"rattad_{day}.csv"
        file = corrected if corrected.exists() else inbox / f"passager_{day:%Y-%m}.csv"
        with file.open(encoding="utf-8", newline="") as rows:
            for counter, moment, text in csv.reader(rows, delimiter=";"):
                if not moment.startswith(str(day)) or int(counter[1:]) % 4 != int(PLACE[1:]):
                    continue
                is_dead = int(counter[1:]) % 16 == 5 and day.month == 7
                if text.isdigit() and not is_dead:
                    hour = found[day, int(moment[11:13])]
                    hour[0] += int(text)
                    hour[1] += shape.minutes
    return {key: (count, minutes) for key, (count, minutes) in found.items()}


def _pages(small: Path, large: Path) -> Iterator[Figure]:
    """Serve both and ask in turns, so that what else the machine does falls on both alike."""
    with served(small) as one, served(large) as other, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for path, name in PAGES.items():
            sides = [(f"{side[0]}{path}?plats={PLACE}", side[1]) for side in (one, other)]
            for target, _ in sides:
                # The first of all makes the server read what it then remembers.
                visit(browser, target)
            first = [[visit(browser, target) for target, _ in sides] for _ in range(VISITS)]
            yield from _beside(f"{name}, first visit: median", first, "ms")
            rounds = [
                [changes(browser, target, _PERIODS, process) for target, process in sides]
                for _ in range(ROUNDS)
            ]
            times = [[statistics.median(took) for took, _ in both] for both in rounds]
            yield from _beside(f"{name}, change: median", times, "ms")
            spent = [[1000 * cpu / len(took) for took, cpu in both] for both in rounds]
            yield from _beside(f"{name}, change: server CPU", spent, "ms")
        memory = [max(map(proportional_mb, family(side[1].pid)[1:])) for side in (one, other)]
        yield from _beside("memory of the largest worker (its share)", [memory], "MB")
        browser.close()


def _beside(what: str, pairs: list[list[float]], unit: str) -> Iterator[Figure]:
    """Yield the medians of the small and the large side, and how many times the large one is."""
    small, large = (statistics.median(side) for side in zip(*pairs, strict=True))
    yield Figure(f"{what}, small", small, unit)
    yield Figure(f"{what}, large", large, unit)
    yield Figure(f"{what}, large / small (at most {_BOUND})", large / small, "times")


@contextmanager
def _watched(folder: Path) -> Iterator[list[float]]:
    """Gather the size of a folder in MB, again and again, until the end of the block."""
    found, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(_POLL_S):
            found.append(_megabytes(folder))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def _megabytes(folder: Path) -> float:
    """Return what a folder's files hold on the disk; one that has just gone holds nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512
        except FileNotFoundError:
            continue
    return total / 1e6
