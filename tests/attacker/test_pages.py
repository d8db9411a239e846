"""Nothing comes out of what the pages say, in any audience or across two versions."""

import pytest

from tests.attacker.attacks import total_loot
from tests.attacker.page_runs import attack_naive_pages, attack_pages
from warehouse.privacy.audiences import AUDIENCES

# A sample in every run; all 200 places: python -m tests.attacker --what pages
PLACES, TARGETS = (3, 20, 150), 4


@pytest.mark.slow
def test_no_audience_finds_anything_in_what_the_pages_say() -> None:
    hauls = [attack_pages(seed, TARGETS) for seed in PLACES]
    for audience in AUDIENCES:
        found = total_loot([haul[audience] for haul in hauls])
        assert found.is_empty, (audience, found)
        assert found.answered > 0
        assert found.targets > TARGETS


@pytest.mark.slow
def test_pages_with_the_naive_rule_give_everything_away() -> None:
    found = attack_naive_pages(20, TARGETS)
    assert found.revealing_pairs > 0
    assert found.recovered == found.targets == TARGETS
