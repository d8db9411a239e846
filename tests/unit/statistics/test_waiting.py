"""The median wait against a slow, obvious count of who still waits."""

import random
import statistics
from collections.abc import Sequence

import pytest

from warehouse.statistics.waiting import Wait, median_wait


def one_by_one(cases: list[tuple[float, bool]]) -> float | None:
    """Kaplan and Meier, case by case: who was still seen to wait, and who of them ended."""
    share = 1.0
    half_from: float | None = None
    for length in sorted({length for length, is_ended in cases if is_ended}):
        if half_from is not None:
            return (half_from + length) / 2
        seen = [case for case in cases if case[0] >= length]
        ended = [case for case in seen if case == (length, True)]
        share *= 1 - len(ended) / len(seen)
        if abs(share - 0.5) < 1e-9:
            half_from = length
        elif share < 0.5:
            return length
    return half_from


def waits(cases: Sequence[tuple[float, bool]]) -> list[Wait]:
    return [Wait(length, float(is_ended), 1) for length, is_ended in cases]


def test_it_is_the_ordinary_median_where_all_have_ended() -> None:
    dice = random.Random(7)
    for size in range(1, 40):
        lengths = [float(dice.randint(0, 12)) for _ in range(size)]
        found = median_wait(waits([(length, True) for length in lengths]))
        assert found == pytest.approx(statistics.median(lengths))


def test_it_agrees_with_the_slow_count_where_some_still_wait() -> None:
    dice = random.Random(8)
    for _ in range(400):
        size = dice.randint(1, 25)
        cases = [(float(dice.randint(0, 9)), dice.random() < 0.7) for _ in range(size)]
        assert median_wait(waits(cases)) == pytest.approx(one_by_one(cases))


def test_cases_of_one_wait_may_be_told_together() -> None:
    assert median_wait([Wait(2, 3, 5), Wait(6, 4, 4)]) == median_wait(
        waits([(2, True)] * 3 + [(2, False)] * 2 + [(6, True)] * 4)
    )


def test_it_is_not_known_while_most_still_wait() -> None:
    assert median_wait(waits([(1, True), (4, False), (5, False)])) is None
    assert median_wait([]) is None
