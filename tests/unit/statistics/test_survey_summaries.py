"""What summaries of scores tell is what the scores themselves tell."""

import random

import numpy as np
import pytest

from warehouse.statistics.survey_summaries import ScoreSummary, change_of, index_of
from warehouse.statistics.surveys import index_change, index_estimate


def scores(count: int, seed: int, top: float = 1.0) -> list[float]:
    dice = random.Random(seed)
    return [round(100 * dice.random() ** top / 5) * 5.0 for _ in range(count)]


def summary(of: list[float]) -> ScoreSummary:
    given = np.array(of)
    third = float(((given - given.mean()) ** 3).mean())
    return ScoreSummary(given.size, float(given.mean()), float(given.std()), third)


@pytest.mark.parametrize("count", [2, 10, 17, 29, 30, 31, 80, 300])
@pytest.mark.parametrize("top", [0.1, 1.0, 4.0])
def test_an_index_has_the_same_interval(count: int, top: float) -> None:
    of = scores(count, count, top)
    found, known = index_of(summary(of)), index_estimate(of)
    assert found.value == pytest.approx(known.value)
    assert found.interval.low == pytest.approx(known.interval.low)
    assert found.interval.high == pytest.approx(known.interval.high)
    assert found.answer_count == known.answer_count


@pytest.mark.parametrize("counts", [(12, 40), (30, 31), (90, 200)])
def test_two_waves_get_the_same_verdict(counts: tuple[int, int]) -> None:
    for seed in range(6):
        before, after = scores(counts[0], seed), scores(counts[1], seed + 50, 0.8)
        found, known = change_of(summary(before), summary(after)), index_change(before, after)
        assert found.verdict is known.verdict
        assert found.p_value == pytest.approx(known.p_value)
        assert found.interval.low == pytest.approx(known.interval.low)


def test_scores_that_are_all_alike_have_no_spread() -> None:
    alike = [75.0] * 40
    assert index_of(summary(alike)) == index_estimate(alike)
    assert change_of(summary(alike), summary(alike)).verdict is index_change(alike, alike).verdict
