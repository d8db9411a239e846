"""Pages, downloads and figures say nothing that the leaves do not, in any audience or version."""

from pathlib import Path

import pytest

from tests.attacker.text_runs import attack_text, naive_differs
from warehouse.privacy.audiences import AUDIENCES

# A sample in every run; all 200 places: python -m tests.attacker --what text
PLACES, TARGETS = (1, 2), 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", PLACES)
def test_two_truths_with_the_same_leaves_are_told_alike(seed: int, tmp_path: Path) -> None:
    runs = attack_text(seed, TARGETS, tmp_path)
    for audience in AUDIENCES:
        run = runs[audience]
        assert run.same.differing == (), audience
        assert run.same.texts > 300
        assert run.same.moved > 0
        assert run.loot.is_empty, (audience, run.loot)
        assert run.loot.answered > 100
        assert run.unexplained == (), audience


@pytest.mark.slow
def test_with_the_naive_rule_they_are_told_apart(tmp_path: Path) -> None:
    assert len(naive_differs(2, tmp_path).differing) > 10
