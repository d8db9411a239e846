"""Places attacked through the real query layer: two published versions, every shared audience."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import numpy as np

from tests.attacker.attacks import Loot, attack, revealing_pairs
from tests.attacker.grammar import Answers, Sums, Universe
from tests.attacker.published import SITE, VERSIONS, publish_twice
from tests.attacker.questions import Grammar, Told, ask_pages, grammar_of
from tests.attacker.random_places import FIRST_MONTH, next_version, random_place
from tests.attacker.runs import attack_across
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, months_in
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.privacy.boxes import Box
from warehouse.privacy.places import Place
from warehouse.privacy.tables import LeafTable
from warehouse.queries.leaf_tables import leaf_table
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import Suppressed
from warehouse.viewer import Viewer

MONTHS = tuple(range(FIRST_MONTH, FIRST_MONTH + 6))
RUNS = [MONTHS[a : b + 1] for a in range(6) for b in range(a, 6)]
NAIVE_LEAST = 5


def attack_pages(seed: int, most: int) -> dict[Shared, Loot]:
    """Ask all pages of a random place for all they can say, in both versions, and attack it."""
    first, rng = random_place(seed), np.random.default_rng(seed)
    later = next_version(first, seed)
    universe = Universe(MONTHS, first.hierarchy)
    truths = universe.counts(first), universe.counts(later)
    grammar = grammar_of(universe, SITE, RUNS)
    found: dict[Shared, Loot] = {}
    with tempfile.TemporaryDirectory() as folder:
        made = publish_twice(first, later, 0 if seed % 2 else 500, Path(folder))
        for audience in AUDIENCES:
            k = made.least_counts.get(audience, NAIVE_LEAST)
            told = [Told(made.files, Viewer(audience, version), universe) for version in VERSIONS]
            old, new = ask_pages(told[0], grammar, tiles_only=True), ask_pages(told[1], grammar)
            small = sum(0 < number < k for number in told[1].others)
            revised = stretch_cells(
                universe, leaf_table(made.files, told[1].viewer, SITE), revised=True
            )
            kept = stretch_cells(
                universe, leaf_table(made.files, told[0].viewer, SITE), revised=False
            )
            # A stretch that was not revised still tells of the rows it was first made of.
            now = np.where((kept > 0) & (revised == 0), *truths)
            pairs = revealing_pairs(old, new, now, k)
            found[audience] = (
                attack(new, now, k, rng, most)
                + Loot(small_answers=small, revealing_pairs=pairs)
                + attack_across((old, new), (truths[0], now), revised, k, rng)
            )
    return found


def stretch_cells(universe: Universe, table: LeafTable | None, *, revised: bool) -> Sums:
    """Return 1 for each cell of a table's stretches: all of them, or those that were revised."""
    stretches = table.stretches if table else ()
    boxes = [one.box for one in stretches if one.is_revised or not revised]
    return sum(map(universe.row, boxes), np.zeros_like(universe.row(universe.whole)))


def attack_naive_pages(seed: int, most: int) -> Loot:
    """Let the tiles answer by the naive rule, and attack what they say."""
    place, rng = random_place(seed), np.random.default_rng(seed)
    universe = Universe(MONTHS, place.hierarchy)
    grammar = grammar_of(universe, SITE, RUNS)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as patches:
        made = publish_twice(place, place, 500, Path(folder))
        target = "warehouse.queries.kpi_values.leaf_sum"
        patches.enter_context(patch(target, naive_rule(universe, place)))
        told = Told(made.files, Viewer("coordinator"), universe)
        said = _few(ask_pages(told, _whole_months(grammar), tiles_only=True))
    return attack(said, universe.counts(place), NAIVE_LEAST, rng, most)


def _whole_months(grammar: Grammar) -> Grammar:
    return Grammar(grammar.areas, grammar.spans[: len(RUNS)], grammar.choices)


def _few(answers: Answers) -> Answers:
    """A refusal of the naive rule says itself that there are few."""
    asked, answered = answers.asked_count, answers.answered_count
    return Answers(answers.rows, answers.totals, answers.hidden, asked, answered, says_few=True)


def naive_rule(universe: Universe, place: Place) -> Callable[..., int | Suppressed]:
    """Return what answers in place of the leaves: "<5" in each answer, and nothing else."""
    counts = place.counts_in(universe.months)

    def rule(
        _: PublishedFiles, __: Viewer, area_id: str, span: Span, chosen: tuple[str, ...] = ()
    ) -> int | Suppressed:
        whole = universe.whole
        months = frozenset(months_in(span))
        if not months <= whole.months:
            return NOT_SHOWN
        zones = frozenset((area_id,)) if area_id in whole.zones else whole.zones
        total = counts.total(Box(months, zones, frozenset(chosen) or whole.categories))
        return NOT_SHOWN if 0 < total < NAIVE_LEAST else total

    return rule
