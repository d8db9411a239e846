"""Two periods compared: interval, dispersion, verdicts and what is shown together."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulations.contradictions import contradictions
from tests.unit.statistics import slow
from warehouse.statistics.blocks import Windows
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_counts,
    compare_series,
    judge_together,
)
from warehouse.statistics.detection import count_for_unchanged, smallest_detectable_change
from warehouse.statistics.dispersion import ASSUMED, Dispersion, Pearson, measure, settle
from warehouse.statistics.errors import CountError, ShapeError
from warehouse.statistics.false_discovery import adjusted_p
from warehouse.statistics.rates import RatePair, exact_interval, log_interval, midp_interval
from warehouse.statistics.verdicts import Verdict

YEARS = Windows((104, 156), (156, 208))
HALVES = Windows((104, 130), (130, 156))
COUNTS = st.floats(0.01, 3000) | st.integers(0, 40)
SPREADS = st.builds(Dispersion, st.floats(0, 8), st.integers(6, 60))


def compared(before: float, after: float, phi: float = 1.0, df: float = 1000) -> Comparison:
    return compare_counts(PeriodCount(before, 52), PeriodCount(after, 52), Dispersion(phi, df))


@pytest.mark.parametrize(
    ("before", "after", "phi", "verdict"),
    [
        (7, 4, 1.2, Verdict.TOO_FEW),
        (84, 48, 1.3, Verdict.DECREASED),
        (48, 84, 1.3, Verdict.INCREASED),
        (70, 61, 1.3, Verdict.NO_CERTAIN_CHANGE),
        (405, 412, 1.1, Verdict.UNCHANGED),
        (60, 40, 9.0, Verdict.TOO_FEW),
        (0, 0, 1.0, Verdict.TOO_FEW),
        (0, 40, 1.0, Verdict.INCREASED),
        (40, 0, 1.0, Verdict.DECREASED),
    ],
)
def test_each_verdict_is_given(before: float, after: float, phi: float, verdict: Verdict) -> None:
    assert compared(before, after, phi).verdict is verdict


@settings(deadline=None)
@given(st.floats(1, 2000), st.floats(1, 2000), st.floats(1, 5), st.floats(0.2, 5))
def test_the_interval_holds_exactly_the_ratios_a_score_test_would_not_reject(
    before: float, after: float, factor: float, weeks: float
) -> None:
    # Degrees of freedom so many that f is phi itself.
    spread = Dispersion(factor, 1e9)
    found = compare_counts(PeriodCount(before, 52 * weeks), PeriodCount(after, 52), spread)
    assert found.interval.high is not None
    expected = slow.score_interval(after, before, factor, weeks)
    assert [found.interval.low, found.interval.high] == pytest.approx(expected, rel=1e-4)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(COUNTS, COUNTS, SPREADS), min_size=1, max_size=12))
def test_verdict_interval_and_words_never_contradict(
    pairs: list[tuple[float, float, Dispersion]],
) -> None:
    found = [
        compare_counts(PeriodCount(before, 52), PeriodCount(after, 52), spread)
        for before, after, spread in pairs
    ]
    assert [contradictions(one) for one in judge_together(found)] == [[]] * len(pairs)


@settings(deadline=None)
@given(COUNTS, COUNTS, SPREADS)
def test_swapping_the_periods_turns_the_verdict_round(
    before: float, after: float, spread: Dispersion
) -> None:
    turned = {Verdict.INCREASED: Verdict.DECREASED, Verdict.DECREASED: Verdict.INCREASED}
    forth = compare_counts(PeriodCount(before, 52), PeriodCount(after, 52), spread)
    back = compare_counts(PeriodCount(after, 52), PeriodCount(before, 52), spread)
    assert back.verdict is turned.get(forth.verdict, forth.verdict)


def test_many_series_are_judged_as_a_slow_version_does() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(rng.gamma(1.0, 2.0, (6, 208))).astype(float)
    for row in counts:
        measured = measure(row, YEARS)
        expected = slow.block_dispersion([row[:104], row[104:156], row[156:]])
        if not measured.is_seasonal:
            assert (measured.chi_square, measured.df) == pytest.approx(expected)


def test_a_clear_season_is_taken_out_of_the_variation() -> None:
    rng = np.random.default_rng(4)
    wave = 20 * (1 + 0.6 * np.sin(2 * np.pi * np.arange(208) / 52))
    found = measure(rng.poisson(wave).astype(float), YEARS)
    assert found.is_seasonal
    assert 0.4 < found.chi_square / found.df < 1.8
    assert found.df == 24 - 8  # 24 blocks, 6 blocks of the year and 3 levels less one


def test_history_is_the_weeks_before_b_other_than_a_and_at_most_three_years() -> None:
    steady = np.full(400, 5.0)
    long = measure(steady, Windows((292, 344), (348, 400)))
    assert long.df == (156 // 8 - 1) + 5 + 5  # 4 weeks between A and B hold no block
    assert long.chi_square == 0


def test_too_little_history_is_pooled_and_then_assumed() -> None:
    short, rich = Pearson(4.0, 4.0), Pearson(16.0, 8.0)
    assert settle(rich) == Dispersion(2.0, 8.0, "own")
    assert settle(short, [rich]) == Dispersion(20 / 12, 12.0, "pooled")
    assert settle(short) is ASSUMED
    assert settle(short).is_uncertain
    assert settle(short).factor() == pytest.approx(1.5 * (2.4469 / 1.95996) ** 2, rel=1e-4)


def test_a_view_of_many_categories_pools_and_corrects_together() -> None:
    rng = np.random.default_rng(5)
    counts = rng.poisson(2.0, (12, 156)).astype(float)
    counts[0, 130:] = rng.poisson(8.0, 26)
    found = compare_series(counts, HALVES)
    assert found[0].verdict is Verdict.INCREASED
    assert all(one.shown_together == 12 and one.q_value >= one.p_value for one in found)
    assert sum(one.verdict.is_change for one in found) == 1


def test_the_preliminary_look_asks_for_more() -> None:
    counts = [[1.0] * 130 + [0.5] * 26]
    final, early = (compare_series(counts, HALVES, level=level)[0] for level in (0.95, 0.975))
    assert final.interval.high is not None
    assert early.interval.high is not None
    assert early.interval.high > final.interval.high


def test_one_category_alone_keeps_its_p() -> None:
    found = compare_series([[2.0] * 156], HALVES)[0]
    assert found.q_value == found.p_value
    assert found.verdict is Verdict.NO_CERTAIN_CHANGE


def test_weeks_without_report_are_no_zeros() -> None:
    counts = np.full((1, 156), 4.0)
    counts[0, 130:136] = np.nan
    found = compare_series(counts, HALVES)[0]
    assert found.after == PeriodCount(80.0, 20.0)
    assert found.ratio == pytest.approx(1.0)


def test_periods_that_are_not_whole_weeks_bring_their_own_totals() -> None:
    totals = [(PeriodCount(50, 12.9), PeriodCount(40, 13.1))]
    found = compare_series(np.full((1, 156), 4.0), HALVES, totals)[0]
    assert (found.before, found.after) == totals[0]


def test_a_window_without_any_covered_week_is_refused() -> None:
    counts = np.full((1, 156), 4.0)
    counts[0, 130:] = np.nan
    with pytest.raises(ShapeError, match="no comparison"):
        compare_series(counts, HALVES)


def test_windows_must_lie_in_order_inside_the_series() -> None:
    with pytest.raises(ShapeError, match="inside the series"):
        compare_series(np.full((1, 140), 4.0), HALVES)


@pytest.mark.parametrize("wrong", [-1.0, math.inf, math.nan])
def test_numbers_that_cannot_be_counts_are_refused(wrong: float) -> None:
    with pytest.raises(CountError, match="before and after"):
        compared(wrong, 5)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=15))
def test_adjusted_p_is_as_the_slow_version_says(p_values: list[float]) -> None:
    assert adjusted_p(p_values) == pytest.approx(slow.benjamini_hochberg(p_values))


def test_textbook_intervals_leave_open_what_zeros_leave_open() -> None:
    none_before, none_after = RatePair(7, 1, 0, 1), RatePair(0, 1, 7, 1)
    assert (none_before.ratio, none_after.ratio) == (None, 0)
    assert log_interval(none_before) is log_interval(none_after) is None
    for interval in (exact_interval, midp_interval):
        assert interval(none_before).high is None
        assert interval(none_after).low == 0
    assert HALVES.weeks == (26, 26)


def test_nothing_shown_is_nothing_adjusted() -> None:
    assert adjusted_p([]) == ()


def test_the_smallest_detectable_change_is_the_published_one() -> None:
    for count, fall in ((50, -0.50), (200, -0.29)):
        found = smallest_detectable_change(PeriodCount(count, 52), 52, 1.5)
        assert found is not None
        assert found.fall == pytest.approx(fall, abs=0.005)
    assert smallest_detectable_change(PeriodCount(0, 52), 52, 1.5) is None


@pytest.mark.parametrize(("factor", "count"), [(1.17, 181), (1.5, 231), (2.0, 309)])
def test_unchanged_needs_as_many_events_as_published(factor: float, count: int) -> None:
    assert count_for_unchanged(factor) == count
    assert compared(count, count, factor, 1e9).verdict is Verdict.UNCHANGED
