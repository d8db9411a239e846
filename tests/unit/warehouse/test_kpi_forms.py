"""How parts become a value: intervals, too few, and two groups."""

import numpy as np
import pytest

from config.kpis import Kpi
from tests.unit.config.test_instance import KPI
from warehouse.kpi_forms import TOO_FEW, Formed, Part, formed
from warehouse.statistics.shares import Share, share_difference, share_interval
from warehouse.statistics.surveys import index_estimate

PERCENT = {"sv": "%", "en": "%"}
BASED = {"denominator": "sum(m)", "denominator_words": {"sv": "svar", "en": "answers"}}


def kpi(**more: object) -> Kpi:
    return Kpi.model_validate({**KPI, **BASED, "form": "round", **more})


def test_a_share_carries_the_interval_of_its_base() -> None:
    made = formed(kpi(unit=PERCENT), [Part(10, 25), Part(20, 25)])
    interval = share_interval(Share(30, 50))
    assert made == Formed(0.6, 30, 50, interval.low, interval.high)


def test_a_base_below_the_least_says_nothing_not_even_itself() -> None:
    assert formed(kpi(least=10), [Part(5, 9)]) is TOO_FEW
    assert formed(kpi(least=10), [Part(5, 10)]).value == 0.5
    assert formed(kpi(least=10), [Part(0, 0)]) == Formed(None, 0, 0)


def test_an_index_has_the_interval_of_its_respondents() -> None:
    scores = [0, 25, 25, 50, 75, 100, 100, 50, 75, 75, 50, 25]
    parts = [Part(score * scores.count(score), scores.count(score), score) for score in set(scores)]
    made, slow = formed(kpi(amount="score"), parts), index_estimate(np.array(scores, dtype=float))
    assert made.value == pytest.approx(slow.value)
    assert (made.low, made.high) == pytest.approx((slow.interval.low, slow.interval.high))


def test_an_index_of_one_answer_has_no_interval() -> None:
    assert formed(kpi(amount="score"), [Part(50, 1, 50)]) == Formed(50, 50, 1)


def test_a_gap_needs_enough_of_both_groups() -> None:
    gap = kpi(gap={"column": "gender_code", "of": "man", "less": "woman"}, least=30)
    men, women = Part(24, 32, group="man"), Part(15, 30, group="woman")
    made, slow = formed(gap, [men, women]), share_difference(Share(24, 32), Share(15, 30))
    assert made.value == pytest.approx(25)
    assert made.denominator == 62
    assert made.low == pytest.approx(100 * slow.low)
    assert formed(gap, [men, Part(15, 29, group="woman")]) is TOO_FEW
    assert formed(gap, [Part(3, 40, group="unknown")]) == Formed()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"form": "wait"}, "an amount"),
        ({"form": "stock"}, "a count or a share"),
        ({"form": "sum", "amount": "score"}, "rounds and waits"),
        (
            {"denominator": None, "gap": {"column": "g", "of": "a", "less": "b"}},
            "between the shares",
        ),
        ({"denominator": None, "least": 10}, "smallest base"),
    ],
)
def test_a_form_that_lacks_something_is_refused(more: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kpi(**more)
