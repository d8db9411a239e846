"""Safety surveys: scores, intervals, waves, weights, and what may be shown."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.unit.statistics import slow
from warehouse.statistics.answer_weights import cell_weights, effective_size, rake_weights
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.shares import (
    Share,
    odds_ratio,
    pooled_odds_ratio,
    share_difference_p,
    share_interval,
)
from warehouse.statistics.survey_display import may_show_subgroup, survey_display
from warehouse.statistics.surveys import (
    WaveChange,
    index_change,
    index_estimate,
    index_scores,
    judge_waves_together,
    ordinal_p,
    share_change,
)
from warehouse.statistics.verdicts import Verdict

NAN = math.nan


def scores(mean: float, size: int, seed: int = 1) -> list[float]:
    drawn = np.random.default_rng(seed).normal(mean, 15, size)
    return [float(score) for score in drawn.clip(0, 100)]


def test_an_index_is_the_mean_of_the_items_from_0_to_100() -> None:
    answers: list[list[float]] = [[5, 5, 1], [1, 1, 5], [3, NAN, 3], [4, NAN, NAN]]
    found = index_scores(answers, reversed_items=[2])
    assert found[:3].tolist() == [100, 0, 50]
    assert math.isnan(found[3])  # one item of three is less than 60 %
    assert index_scores([[4.0]], top=4).tolist() == [100]


def test_from_thirty_answers_the_interval_is_the_t_interval() -> None:
    values = scores(50, 40)
    found = index_estimate(values)
    low, high = stats.t.interval(0.95, 39, np.mean(values), stats.sem(values))
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high))
    assert found.answer_count == 40
    assert found.effective_count == pytest.approx(40)


def test_below_thirty_even_equal_answers_leave_doubt() -> None:
    found = index_estimate([75.0] * 10)
    assert found.interval.high is not None
    assert 55 < found.interval.low < 75 < found.interval.high < 85


def test_equal_answers_of_many_have_no_spread() -> None:
    found = index_estimate([75.0] * 40)
    assert (found.interval.low, found.interval.high) == (75, 75)
    with pytest.raises(ShapeError, match="below 10"):
        index_estimate([75.0])


def test_answers_piled_at_one_end_are_not_given_a_symmetric_interval() -> None:
    found = index_estimate([100.0] * 32 + [0.0] * 2)
    assert found.interval.high is not None
    assert found.interval.high - found.value < found.value - found.interval.low


def test_weighted_answers_count_as_their_effective_number() -> None:
    weights = [3.0] * 10 + [1.0] * 50
    found = index_estimate(scores(50, 60), weights)
    assert found.effective_count == pytest.approx(80**2 / (10 * 9 + 50))
    plain = index_estimate(scores(50, 60)).interval
    assert found.interval.high is not None
    assert plain.high is not None
    assert found.interval.high - found.interval.low > plain.high - plain.low


def test_two_waves_are_compared_by_welch() -> None:
    before, after = scores(50, 40), scores(60, 70, 2)
    found = index_change(before, after)
    difference, error, df = slow.welch(before, after)
    width = float(stats.t.ppf(0.975, df)) * error
    assert found.interval.low == pytest.approx(difference - width)
    assert found.p_value == pytest.approx(
        float(stats.ttest_ind(after, before, equal_var=False).pvalue)
    )
    assert found.verdict is Verdict.INCREASED
    assert ordinal_p(before, after) < 0.05


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (scores(60, 29), scores(20, 200), Verdict.TOO_FEW),
        (scores(50, 400), scores(50, 400, 2), Verdict.UNCHANGED),
        (scores(50, 40), scores(53, 40, 3), Verdict.NO_CERTAIN_CHANGE),
        (scores(70, 80), scores(50, 80), Verdict.DECREASED),
        ([50.0] * 30, [50.0] * 30, Verdict.UNCHANGED),
    ],
)
def test_waves_get_one_of_the_verdicts(
    before: list[float], after: list[float], verdict: Verdict
) -> None:
    assert index_change(before, after).verdict is verdict


def test_many_questions_are_judged_together() -> None:
    still = [index_change(scores(50, 60, seed), scores(50, 60, seed + 50)) for seed in range(11)]
    barely = next(
        change
        for change in (
            index_change(scores(50, 60, 7), scores(50 + step / 4, 60, 8)) for step in range(80)
        )
        if 0.01 < change.p_value < 0.05
    )
    found = judge_waves_together([barely, *still])[0]
    assert barely.verdict is not found.verdict
    assert found.is_lone_claim
    assert not barely.is_lone_claim
    assert isinstance(found, WaveChange)


def test_shares_are_compared_by_newcombe() -> None:
    found = share_change(Share(48, 80), Share(56, 70))
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found.verdict is Verdict.INCREASED
    assert share_difference_p(Share(0, 10), Share(0, 20)) == 1
    assert share_difference_p(Share(10, 10), Share(20, 20)) == 1


def test_a_share_stays_between_0_and_1() -> None:
    assert share_interval(Share(0, 20)).low == 0
    assert share_interval(Share(20, 20)).high == 1


def test_odds_ratios_survive_a_zero_and_pool_over_places() -> None:
    assert odds_ratio(Share(0, 10), Share(5, 10)).value == pytest.approx((0.5 * 5.5) / (10.5 * 5.5))
    one = [(Share(19, 46), Share(4, 35))]
    assert pooled_odds_ratio(one).value == pytest.approx(odds_ratio(*one[0]).value)
    assert pooled_odds_ratio(one * 2).p_value < pooled_odds_ratio(one).p_value


def test_weights_make_answers_look_like_the_population() -> None:
    weights = cell_weights(["a"] * 30 + ["b"] * 10, {"a": 0.5, "b": 0.5, "c": 0.0})
    assert sum(weights[:30]) == pytest.approx(20)
    assert sum(weights) == pytest.approx(40)
    with pytest.raises(ShapeError, match="lacks these groups"):
        cell_weights(["a", "x"], {"a": 1})


def test_weights_are_trimmed_at_five() -> None:
    weights = cell_weights(["a"] * 99 + ["b"], {"a": 0.5, "b": 0.5})
    assert max(weights) / min(weights) == pytest.approx(5 / (50 / 99))


def test_raking_fits_every_margin() -> None:
    sex = ["w"] * 6 + ["m"] * 14
    age = (["y"] * 3 + ["o"] * 3) + (["y"] * 4 + ["o"] * 10)
    weights = rake_weights([(sex, {"w": 0.5, "m": 0.5}), (age, {"y": 0.4, "o": 0.6})])
    women = sum(w for w, s in zip(weights, sex, strict=True) if s == "w")
    young = sum(w for w, a in zip(weights, age, strict=True) if a == "y")
    assert (women / 20, young / 20) == pytest.approx((0.5, 0.4))


def test_raking_that_cannot_fit_stops_all_the_same() -> None:
    margins = [(["w", "m"], {"w": 0.9, "m": 0.1}), (["y", "o"], {"y": 0.1, "o": 0.9})]
    assert sum(rake_weights(margins)) == pytest.approx(2)


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 5), min_size=1, max_size=50))
def test_the_effective_number_is_never_more_than_the_answers(weights: list[float]) -> None:
    assert effective_size(weights) <= len(weights) * (1 + 1e-9)


def test_no_weight_is_no_answer() -> None:
    assert effective_size([0.0]) == 0


def test_what_is_shown_follows_the_number_of_answers() -> None:
    assert not survey_display(9, 9).shows_figure
    small = survey_display(29, 29)
    assert small.is_small_base
    assert not small.shows_comparison
    assert survey_display(30, 30).shows_comparison
    assert not survey_display(120, 99).is_headline
    assert survey_display(120, 100).is_headline
    assert survey_display(120, 100, 0.19).is_grey
    assert survey_display(120, 100, is_self_selected=True).is_grey
    assert not survey_display(120, 100, 0.2).is_grey


def test_a_subgroup_needs_ten_and_so_does_the_rest() -> None:
    assert may_show_subgroup(10, 20)
    assert not may_show_subgroup(10, 19)
    assert not may_show_subgroup(9, 100)
