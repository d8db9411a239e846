"""Run every simulation and write docs/simulations.md: about four minutes."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tests.simulations import (
    contradictions,
    coverage,
    effects,
    gaps,
    quarter_runs,
    signal_runs,
    survey_runs,
)
from tests.simulations.rows import Row
from tests.simulations.table import table

SEED = 20261124
PAGE = Path(__file__).parents[2] / "docs" / "simulations.md"

PARTS: dict[str, tuple[Callable[[int, int], Iterator[Row]], int]] = {
    "coverage": (coverage.rows, 5000),
    "family": (coverage.family_rows, 4000),
    "between": (gaps.rows, 5000),
    "between_claims": (gaps.claim_rows, 4000),
    "quarters": (quarter_runs.rows, 5000),
    "quarter_claims": (quarter_runs.claim_rows, 4000),
    "controls": (effects.control_rows, 4000),
    "placebo": (effects.placebo_rows, 4000),
    "series": (effects.series_rows, 2000),
    "signals": (signal_runs.rows, 150),
    "surveys": (survey_runs.rows, 4000),
    "contradictions": (contradictions.rows, 10_000),
}


@click.command()
@click.option("--scale", default=1.0, help="Share of the runs, for a quick look.")
@click.option("--part", "parts", multiple=True, type=click.Choice(list(PARTS)))
@click.option("--page", type=click.Path(path_type=Path), default=PAGE, help="Where the table goes.")
def main(scale: float, parts: tuple[str, ...], page: Path) -> None:
    """Measure every bar; the page is written only when all parts ran."""
    found: list[Row] = []
    for name in parts or PARTS:
        make_rows, runs = PARTS[name]
        started = time.monotonic()
        for row in make_rows(max(20, round(runs * scale)), SEED):
            found.append(row)
            mark = "in " if row.is_inside else "OUT"
            click.echo(f"{mark} {row.figure:7.2f} ({row.limits}) {row.bar}: {row.setting}")
        click.echo(f"    {name}: {time.monotonic() - started:.0f} s")
    if not parts:
        page.parent.mkdir(exist_ok=True)
        page.write_text(table(found, SEED), encoding="utf-8")


if __name__ == "__main__":
    main()
