"""Nothing comes out of the leaves, whoever asks whatever; the naive rule shows we would know."""

import numpy as np
import pytest

from tests.attacker.attacks import Loot, revealing_pairs, total_loot
from tests.attacker.grammar import Answers
from tests.attacker.runs import attack_hours, attack_leaves, attack_naive
from warehouse.privacy.audiences import AUDIENCES

# A sample in every run; all 200 places x 60 targets: python -m tests.attacker
PLACES, TARGETS = range(0, 200, 20), 4


@pytest.mark.slow
def test_no_audience_finds_anything_in_random_places_nor_across_two_versions() -> None:
    hauls = [attack_leaves(seed, TARGETS) for seed in PLACES]
    for audience in AUDIENCES:
        found = total_loot([haul[audience] for haul in hauls])
        assert found.is_empty, (audience, found)
        assert found.answered > 0
        assert found.targets > TARGETS


@pytest.mark.slow
def test_day_parts_crossed_with_leaves_give_no_small_cell_away() -> None:
    found = total_loot([attack_hours(seed, 4) for seed in PLACES])
    assert found.is_empty, found
    assert found.targets > 0


def test_the_naive_rule_gives_everything_away() -> None:
    found = total_loot([attack_naive(seed, TARGETS) for seed in (0, 20)])
    assert found.revealing_pairs > 0
    assert found.recovered == found.targets == 2 * TARGETS


def test_a_difference_of_two_versions_is_seen() -> None:
    row = np.ones((1, 2))
    none = np.zeros((0, 2))
    old = Answers(row, np.array([10.0]), none, 1, 1)
    new = Answers(row, np.array([12.0]), none, 1, 1)
    assert revealing_pairs(old, new, np.array([6.0, 6.0]), 5) == 1
    assert Loot(revealing_pairs=1).is_empty is False
