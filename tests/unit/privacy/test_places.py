"""Counting by arrays is counting one incident at a time, on random places."""

import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import pytest

from tests.attacker.random_places import FIRST_MONTH, QUARTERS, next_version, random_place
from warehouse.privacy.audiences import LEVELS
from warehouse.privacy.boxes import Box
from warehouse.privacy.closing import leaf_tables
from warehouse.privacy.day_parts import RUNGS, UNKNOWN_HOUR, DayPart, at_rung, held_in
from warehouse.privacy.places import Place, Timed
from warehouse.privacy.trees import Rule

M = TypeVar("M", int, str)
MONTHS = range(FIRST_MONTH, FIRST_MONTH + 6)
SEEDS = range(8)
RULES = (
    Rule(LEVELS["public"], 10),
    Rule(LEVELS["partner"], 5),
    Rule(LEVELS["coordinator"], 5),
)


def some_boxes(place: Place, seed: int) -> list[Box]:
    whole = place.hierarchy.whole(MONTHS)
    rng = np.random.default_rng(seed)

    def some(members: frozenset[M]) -> frozenset[M]:
        return frozenset(m for m in sorted(members, key=str) if rng.random() < 0.5)

    made = (Box(some(whole.months), some(whole.zones), some(whole.categories)) for _ in range(9))
    return [whole, *(box for box in made if not box.is_empty)]


def in_hour(incidents: Sequence[Timed], box: Box, weekday: int, hour: int) -> int:
    fitting = (t for t in incidents if box.has(t.cell) and (t.weekday, t.hour) == (weekday, hour))
    return sum(timed.cell.count for timed in fitting)


def in_part(incidents: Sequence[Timed], box: Box, part: DayPart) -> int:
    """Count by the words of the rule: those of unknown time belong to no weekday."""
    return sum(
        timed.cell.count
        for timed in incidents
        if box.has(timed.cell)
        and timed.hour in part.hours
        and (timed.hour == UNKNOWN_HOUR or timed.weekday in part.weekdays)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_place_holds_in_each_hour_what_its_incidents_say(seed: int) -> None:
    place = random_place(seed)
    boxes = some_boxes(place, seed)
    weeks, incidents = place.weeks_in(boxes), place.incidents
    for row, box in enumerate(boxes):
        truth = [
            [in_hour(incidents, box, day, hour) for hour in (*range(24), UNKNOWN_HOUR)]
            for day in range(1, 8)
        ]
        assert weeks[row].tolist() == truth
        assert place.total(box) == weeks[row].sum() == place.counts_in(MONTHS).total(box)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_holds_in_each_row_what_its_incidents_say(seed: int) -> None:
    place = random_place(seed)
    boxes = some_boxes(place, seed)
    weeks, incidents = place.weeks_in(boxes), place.incidents
    for rung in RUNGS:
        parts = at_rung(weeks, rung, 5)
        truth = [[in_part(incidents, box, part) for part in parts] for box in boxes]
        assert held_in(weeks, parts).tolist() == truth
        assert [part.total for part in parts] == truth[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_place_comes_back_from_its_incidents(seed: int) -> None:
    place = random_place(seed)
    mixed = list(place.incidents)
    random.Random(seed).shuffle(mixed)
    again = Place.of(place.hierarchy, mixed)
    assert sorted(again.incidents, key=repr) == sorted(place.incidents, key=repr)
    assert leaf_tables(again, QUARTERS, RULES) == leaf_tables(place, QUARTERS, RULES)


@pytest.mark.parametrize("seed", SEEDS)
def test_leaves_made_again_of_the_same_incidents_are_the_kept_ones(seed: int) -> None:
    first = leaf_tables(random_place(seed), QUARTERS[:1], RULES)
    late = next_version(random_place(seed), seed)
    kept = leaf_tables(late, QUARTERS, RULES, first)
    assert leaf_tables(late, QUARTERS, RULES, kept) == kept
