"""Attack many places and say what came of it: `python -m tests.attacker` (some minutes)."""

from pathlib import Path

import click

from tests.attacker.attacks import Loot
from tests.attacker.instances import attack_instance
from tests.attacker.page_runs import attack_naive_pages, attack_pages
from tests.attacker.runs import attack_hours, attack_leaves, attack_naive
from warehouse.privacy.audiences import AUDIENCES


@click.command()
@click.option("--places", default=200, show_default=True)
@click.option("--targets", default=60, show_default=True, help="Hidden numbers tried per place.")
@click.option("--first", default=0, show_default=True, help="The first place's number.")
@click.option("--instance", type=click.Path(path_type=Path, exists=True), help="A built one.")
@click.option("--pages", is_flag=True, help="Ask the published pages' queries, not the guard.")
def main(places: int, targets: int, first: int, instance: Path | None, *, pages: bool) -> None:
    """Attack each audience's leaves, the day parts and the naive rule."""
    found: dict[str, Loot] = dict.fromkeys((*AUDIENCES, "day parts", "naive"), Loot())
    if instance:
        for audience, _, loot in attack_instance(instance, targets):
            found[audience] += loot
        first = places = 0
    for seed in range(first, first + places):
        if pages:
            for audience, loot in attack_pages(seed, targets).items():
                found[audience] += loot
            found["naive"] += attack_naive_pages(seed, targets)
            continue
        for audience, loot in attack_leaves(seed, targets).items():
            found[audience] += loot
        found["day parts"] += attack_hours(seed, targets)
        found["naive"] += attack_naive(seed, targets)
    click.echo("rule | answered | small answers | revealing pairs | targets | exact | narrowed")
    for name, loot in found.items():
        share = f"{loot.answered / loot.asked:.1%}" if loot.asked else "-"
        click.echo(
            f"{name} | {share} | {loot.small_answers} | {loot.revealing_pairs} | {loot.targets} "
            f"| {loot.recovered} | {loot.narrowed}"
        )


if __name__ == "__main__":
    main()
