"""Attack many places and say what came of it: `python -m tests.attacker` (some minutes)."""

import tempfile
from pathlib import Path

import click

from tests.attacker.attacks import Loot
from tests.attacker.instances import attack_instance
from tests.attacker.page_runs import attack_naive_pages, attack_pages
from tests.attacker.runs import attack_hours, attack_leaves, attack_naive
from tests.attacker.text_runs import Sameness, attack_text, naive_differs
from warehouse.privacy.audiences import AUDIENCES


@click.command()
@click.option("--places", default=200, show_default=True)
@click.option("--targets", default=60, show_default=True, help="Hidden numbers tried per place.")
@click.option("--first", default=0, show_default=True, help="The first place's number.")
@click.option("--instance", type=click.Path(path_type=Path, exists=True), help="A built one.")
@click.option(
    "--what",
    type=click.Choice(["guard", "pages", "exports", "text"]),
    default="guard",
    show_default=True,
    help="The guard's leaves, the pages' queries, downloads and words, or all against twins.",
)
def main(places: int, targets: int, first: int, instance: Path | None, what: str) -> None:
    """Attack what each audience is told, and the naive rule."""
    if what in ("exports", "text"):
        _attack_texts(range(first, first + places), targets, has_twins=what == "text")
        return
    found: dict[str, Loot] = dict.fromkeys((*AUDIENCES, "day parts", "naive"), Loot())
    if instance:
        for audience, _, loot in attack_instance(instance, targets):
            found[audience] += loot
        first = places = 0
    for seed in range(first, first + places):
        if what == "pages":
            for audience, loot in attack_pages(seed, targets).items():
                found[audience] += loot
            found["naive"] += attack_naive_pages(seed, targets)
            continue
        for audience, loot in attack_leaves(seed, targets).items():
            found[audience] += loot
        found["day parts"] += attack_hours(seed, targets)
        found["naive"] += attack_naive(seed, targets)
    _tell(found)


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
    click.echo("audience | places | texts | megabytes | moved | differing | numbers read")
    for name, one in same.items():
        click.echo(
            f"{name} | {one.places} | {one.texts} | {one.characters / 1e6:.0f} "
            f"| {one.moved / max(one.places, 1):.0%} | {len(one.differing)} | {exported[name]}"
        )
    click.echo(f"naive | {naive.places} | {naive.texts} | | | {len(naive.differing)} |")
    _tell(found)


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
