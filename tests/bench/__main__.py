"""`python -m tests.bench [builds|pages|comparisons|hostile|uploads|flows]`: a line a figure.

`flows` alone makes a hundred million rows; `flows=10000000` makes fewer.
"""

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from data_pipeline.build import build
from data_pipeline.progress import Progress
from tests.bench.builds import Figure, build_figures
from tests.bench.comparisons import comparison_figures
from tests.bench.flows import LARGE, flow_figures
from tests.bench.hostile import hostile_figures
from tests.bench.million import make_million
from tests.bench.pages import page_figures
from tests.bench.uploads import upload_figures
from tests.real_data import SHARED, make_chicago

ROWS = 1_000_000


PARTS = ("builds", "pages", "comparisons", "hostile", "uploads")
"""What is measured when nothing is chosen: `flows` alone takes as long as all of them."""


def main(chosen: list[str]) -> None:
    """Run the chosen parts, or all, and write each figure when it is known."""
    with tempfile.TemporaryDirectory() as name:
        for part in chosen or PARTS:
            for figure in _figures(part, Path(name)):
                click.echo(f"{figure.what:<78}{figure.value:>12,.3f} {figure.unit}")


def _figures(part: str, folder: Path) -> Iterator[Figure]:
    name, _, rows = part.partition("=")
    if name == "builds":
        yield from build_figures(folder, ROWS)
    if name == "pages":
        yield from _pages(folder)
    if name == "comparisons":
        yield from comparison_figures()
    if name == "hostile":
        yield from hostile_figures(folder)
    if name == "uploads":
        yield from upload_figures(folder)
    if name == "flows":
        yield from flow_figures(folder, int(rows or LARGE))


def _pages(folder: Path) -> Iterator[Figure]:
    """Measure Läget of the real place where its files are, and of the large made-up one."""
    if SHARED.exists():
        real = make_chicago(folder / "pages-real")
        build(real, Progress(on_terminal=False), dt.datetime.now(dt.UTC))
        yield from page_figures(real, "plats=loop", ["2012-07", "2013-02", "2012-11", "2013-07"])
    large = make_million(folder / "pages-large", ROWS)
    build(large, Progress(on_terminal=False), dt.datetime.now(dt.UTC))
    yield Figure("-- the same with a million incidents", ROWS, "rows")
    yield from page_figures(large, "plats=p1", ["2019-07", "2020-02", "2021-11", "2022-07"])


if __name__ == "__main__":
    main(sys.argv[1:])
