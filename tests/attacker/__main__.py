"""Attack many places and say what came of it: `python -m tests.attacker` (some minutes)."""

import datetime as dt
import tempfile
from pathlib import Path

import click

from tests.attacker.attacks import Loot
from tests.attacker.instance_twins import compare_instance
from tests.attacker.instances import attack_instance
from tests.attacker.page_runs import attack_naive_pages, attack_pages
from tests.attacker.runs import attack_hours, attack_leaves, attack_naive
from tests.attacker.text_runs import Sameness, attack_text, naive_differs
from warehouse.privacy.audiences import AUDIENCES

_HEAD = "audience | places | texts | megabytes | moved | differing | numbers read"


@click.command()
@click.option("--places", default=200, show_default=True)
@click.option("--targets", default=60, show_default=True, help="Hidden numbers tried per place.")
@click.option("--first", default=0, show_default=True, help="The first place's number.")
@click.option(
    "--instance",
    type=click.Path(path_type=Path, exists=True),
    help="A folder: built, but for text.",
)
@click.option(
    "--what",
    type=click.Choice(["guard", "pages", "exports", "text"]),
    default="guard",
    show_default=True,
    help="The guard's leaves, the pages' queries, downloads and words, or all against twins.",
)
def main(places: int, targets: int, first: int, instance: Path | None, what: str) -> None:
    """Attack what each audience is told, and the naive rule."""
    seeds = range(first, first + places)
    if instance and what == "text":
        _compare_instance(instance)
    elif instance:
        found: dict[str, Loot] = dict.fromkeys(AUDIENCES, Loot())
        for audience, _, loot in attack_instance(instance, targets):
            found[audience] += loot
        _tell(found)
    elif what in ("exports", "text"):
        _attack_texts(seeds, targets, has_twins=what == "text")
    else:
        _tell(_attacked(seeds, targets, has_pages=what == "pages"))


def _attacked(seeds: range, targets: int, *, has_pages: bool) -> dict[str, Loot]:
    """Attack the guard's leaves and day parts, or what the pages' queries answer."""
    found: dict[str, Loot] = dict.fromkeys((*AUDIENCES, "day parts", "naive"), Loot())
    for seed in seeds:
        hauls = (attack_pages if has_pages else attack_leaves)(seed, targets)
        for audience, loot in hauls.items():
            found[audience] += loot
        if not has_pages:
            found["day parts"] += attack_hours(seed, targets)
        found["naive"] += (attack_naive_pages if has_pages else attack_naive)(seed, targets)
    return found


def _attack_texts(seeds: range, targets: int, *, has_twins: bool) -> None:
    """Say of each audience what differed between truths with the same leaves, and the loot."""
    found: dict[str, Loot] = dict.fromkeys(AUDIENCES, Loot())
    same: dict[str, Sameness] = dict.fromkeys(AUDIENCES, Sameness())
    exported: dict[str, int] = dict.fromkeys(AUDIENCES, 0)
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            click.echo(f"place {seed}", err=True)
            runs = attack_text(seed, targets, Path(folder), has_twins=has_twins)
            for audience, run in runs.items():
                found[audience] += run.loot
                same[audience] += run.same
                exported[audience] += run.exported
                for fault in (*run.same.differing, *run.unexplained):
                    click.echo(f"{audience} {fault}")
        naive = naive_differs(seeds[0], Path(folder)) if has_twins else Sameness()
    click.echo(_HEAD)
    for name, one in same.items():
        click.echo(
            f"{name} | {one.places} | {one.texts} | {one.characters / 1e6:.0f} "
            f"| {one.moved / max(one.places, 1):.0%} | {len(one.differing)} | {exported[name]}"
        )
    click.echo(f"naive | {naive.places} | {naive.texts} | | | {len(naive.differing)} |")
    _tell(found)


def _compare_instance(folder: Path) -> None:
    """Build an instance and its twins, and say of each audience what differed."""
    click.echo(_HEAD)
    with tempfile.TemporaryDirectory() as scratch:
        for audience, one in compare_instance(folder, Path(scratch), dt.datetime.now(dt.UTC)):
            for fault in one.differing:
                click.echo(f"{audience} {fault}")
            size = f"{one.characters / 1e6:.0f}"
            click.echo(f"{audience} | | {one.texts} | {size} | | {len(one.differing)} |")


def _tell(found: dict[str, Loot]) -> None:
    click.echo("rule | answered | small answers | revealing pairs | targets | exact | narrowed")
    for name, loot in found.items():
        share = f"{loot.answered / loot.asked:.1%}" if loot.asked else "-"
        click.echo(
            f"{name} | {share} | {loot.small_answers} | {loot.revealing_pairs} | {loot.targets} "
            f"| {loot.recovered} | {loot.narrowed}"
        )


if __name__ == "__main__":
    main()
