"""Did the measure work: control areas, displacement, time series, looks, bad years."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.unit.statistics import slow
from warehouse.statistics.controls import (
    AreaChange,
    ControlFacts,
    ControlFault,
    ControlledChange,
    compare_with_controls,
    control_faults,
    placebo_interval,
    pool_areas,
)
from warehouse.statistics.displacement import (
    Quad,
    difference_from_controls,
    displacement_difference,
    displacement_quotient,
    is_fit_for_difference,
)
from warehouse.statistics.errors import NotProvenError, ShapeError
from warehouse.statistics.interrupted import (
    SeriesBlocks,
    SeriesModel,
    fit_level_change,
    interrupted_weeks,
    level_change,
)
from warehouse.statistics.looks import evidence_of, look_at
from warehouse.statistics.regression_to_mean import (
    expected_among,
    expected_from_model,
    is_worst_year,
)
from warehouse.statistics.verdicts import Verdict

CELLS = st.integers(1, 500)
STARTED = dt.date(2025, 1, 1)


def against(treated: tuple[float, float], *controls: tuple[float, float]) -> ControlledChange:
    return compare_with_controls(AreaChange(*treated), [AreaChange(*pair) for pair in controls])


@settings(deadline=None)
@given(CELLS, CELLS, CELLS, CELLS)
def test_the_ratio_of_ratios_is_as_the_textbook_says(a: int, b: int, c: int, d: int) -> None:
    found = against((a, b), (c, d))
    expected = slow.ratio_of_ratios([(a, b), (c, d)])
    assert found.interval.high is not None
    assert (found.ratio, found.interval.low, found.interval.high) == pytest.approx(expected)
    assert found.expected_after == pytest.approx(a * d / c)


def test_a_zero_adds_half_an_event_to_each_cell() -> None:
    found = against((10, 0), (10, 10))
    assert found.ratio == pytest.approx(0.5 / 10.5)
    assert found.expected_after == pytest.approx(10.5)


def test_exposures_are_allowed_for() -> None:
    twice = AreaChange(50, 100, weeks=(26, 52))
    assert compare_with_controls(twice, [AreaChange(50, 50)]).ratio == pytest.approx(1)


def test_from_four_controls_on_the_wider_interval_is_used() -> None:
    uneven = [(100, 60), (100, 160), (100, 90), (100, 140)]
    assert against((100, 80), *uneven).method == "placebo"
    assert against((100, 80), *uneven[:3]).method == "dispersion"
    even = [(100, 100), (100, 101), (100, 99), (100, 100)]
    assert against((100, 80), *even).method == "dispersion"


def test_the_placebo_treats_each_control_as_if_it_had_the_measure() -> None:
    pairs = [(100, 60), (100, 160), (100, 90), (100, 140)]
    found = placebo_interval(AreaChange(100, 80), [AreaChange(*pair) for pair in pairs])
    changes = [math.log(b / a) for a, b in pairs]
    spread = float(np.std(changes, ddof=1)) * math.sqrt(1 + 1 / 4)
    middle = math.log(0.8) - float(np.mean(changes))
    width = float(stats.t.ppf(0.975, 3)) * spread
    assert found.low == pytest.approx(math.exp(middle - width))


def test_pooled_controls_vary_as_their_sum_does() -> None:
    pooled = pool_areas([AreaChange(30, 30, 2.0), AreaChange(90, 90, 1.0)])
    assert (pooled.before, pooled.after, pooled.factor) == (120, 120, 1.25)
    assert pool_areas([AreaChange(0, 0, 1.5), AreaChange(0, 0, 2.0)]).factor == 2.0


def test_few_events_in_a_control_say_nothing() -> None:
    assert against((100, 40), (3, 4)).verdict is Verdict.TOO_FEW


def test_each_fault_of_a_control_is_named() -> None:
    steady = against((100, 100), (100, 100))
    fit = ControlFacts(dt.date(2024, 6, 1), False, True, 100, steady)
    assert control_faults(fit, 100, STARTED) == ()
    unfit = ControlFacts(STARTED, True, False, 501, against((200, 100), (200, 400)))
    unknown = {ControlFault.CHOSEN_UNKNOWN, ControlFault.TREND_UNKNOWN}
    assert set(control_faults(unfit, 100, STARTED)) == set(ControlFault) - unknown
    # Not knowing is said as that, and an unknown district is no fault.
    silent = ControlFacts(None, False, None, 100, None)
    assert set(control_faults(silent, 100, STARTED)) == unknown


def test_unequal_exposures_divide_counts_and_squared_divide_variances() -> None:
    found = displacement_difference(
        [Quad(AreaChange(100, 30, 2.0, (2, 1)), AreaChange(40, 40, 1.0, (2, 1)))]
    )
    assert found.total == pytest.approx((30 - 50) - (40 - 20))
    assert found.standard_error**2 == pytest.approx(2 * (100 / 4 + 30) + 40 / 4 + 40)
    assert found.verdict is Verdict.DECREASED


def test_a_difference_can_be_a_rise_or_nothing_certain() -> None:
    rise = displacement_difference([Quad(AreaChange(20, 90), AreaChange(20, 20))])
    assert rise.verdict is Verdict.INCREASED
    empty = displacement_difference([Quad(AreaChange(0, 0), AreaChange(0, 0))])
    assert (empty.z, empty.verdict) == (0, Verdict.NO_CERTAIN_CHANGE)


def test_areas_of_other_size_are_not_for_differences() -> None:
    assert is_fit_for_difference(AreaChange(100, 1), AreaChange(200, 1))
    assert not is_fit_for_difference(AreaChange(100, 1), AreaChange(201, 1))


def test_a_difference_is_counted_against_the_mean_of_the_controls() -> None:
    treated, ring = AreaChange(100, 60, 1.5), AreaChange(40, 50, 2.0)
    controls = [AreaChange(100, 110), AreaChange(120, 100)]
    found = difference_from_controls(treated, controls, ring)
    assert found is not None
    assert found.total == pytest.approx((60 - 100) - (110 + 100 - 100 - 120) / 2 + (50 - 40))
    variance = 1.5 * 160 + 2.0 * 90 + (110 + 100 + 100 + 120) / 4
    assert found.standard_error**2 == pytest.approx(variance)
    # Several small controls weigh as one: their mean must be like the place in size.
    assert difference_from_controls(treated, [AreaChange(30, 30)] * 4, ring) is None


def test_the_quotient_is_shown_only_after_a_proven_improvement() -> None:
    buffer, control = AreaChange(100, 150), AreaChange(100, 100)
    for treated in ((100, 90), (100, 200), (4, 1)):
        with pytest.raises(NotProvenError, match="Show the buffer's ratio"):
            displacement_quotient(against(treated, (100, 100)), buffer, control)
    proven = against((100, 50), (100, 100))
    with pytest.raises(NotProvenError, match="decreased"):
        displacement_quotient(proven, buffer, AreaChange(100, 40))
    found = displacement_quotient(proven, AreaChange(100, 120), control)
    figures = (found.quotient, found.gross_effect, found.total_net_effect)
    assert figures == pytest.approx((-0.4, 50, 30))


def weekly(before: float, after: float, weeks: tuple[int, int] = (104, 52)) -> list[float]:
    rng = np.random.default_rng(6)
    drawn = [*rng.poisson(before, weeks[0]), *rng.poisson(after, weeks[1])]
    return [float(count) for count in drawn]


def test_a_halved_level_is_found_and_nothing_is_found_in_nothing() -> None:
    halved = level_change(interrupted_weeks(weekly(6, 3), 104, 104, 1))
    steady = level_change(interrupted_weeks(weekly(6, 6), 104, 104, 1))
    assert halved is not None
    assert steady is not None
    assert halved.verdict is Verdict.DECREASED
    assert halved.block_counts == (26, 13)
    assert len(halved.autocorrelations) == 3
    assert steady.interval.holds(1)


def test_a_short_or_empty_series_is_not_modelled() -> None:
    assert level_change(interrupted_weeks(weekly(6, 6, (100, 52)), 100, 100, 1)) is None
    assert level_change(interrupted_weeks([2.0] * 104 + [0.0] * 52, 104, 104, 1)) is None
    assert level_change(interrupted_weeks([], 0, 0, 1)) is None


def test_installation_and_uncovered_weeks_are_left_out() -> None:
    counts = [1.0] * 104 + [99.0] * 6 + [1.0] * 52
    counts[0] = math.nan
    blocks = interrupted_weeks(counts, 104, 110, 1)
    assert (blocks.counts.size, float(blocks.counts.max())) == (25 + 13, 4)
    assert blocks.is_after.sum() == 13


def test_second_opinion_and_slope_only_widen_or_add() -> None:
    blocks = interrupted_weeks(weekly(4, 4), 104, 104, 100)
    plain = fit_level_change(blocks)
    careful = fit_level_change(blocks, SeriesModel(second_opinion="hac"))
    sloped = fit_level_change(blocks, SeriesModel(slope_change=True))
    assert careful.interval.low <= plain.interval.low
    assert len(sloped.season) == 2
    assert sloped.ratio != plain.ratio


def test_more_terms_than_blocks_are_refused() -> None:
    ones = np.ones(4)
    with pytest.raises(ShapeError, match="more than 5 blocks"):
        fit_level_change(SeriesBlocks(ones, ones, ones, ones, ones))


def test_a_series_without_any_spread_has_no_autocorrelation() -> None:
    blocks = interrupted_weeks([3.0] * 156, 104, 104, 1)
    found = fit_level_change(blocks)
    assert found.ratio == pytest.approx(1)
    assert all(abs(value) <= 1 for value in found.autocorrelations)


def test_twelve_months_are_preliminary_and_twenty_four_final() -> None:
    assert look_at(11) is None
    looks = [look_at(months) for months in (12, 23, 24, 40)]
    assert [look.standing for look in looks if look] == ["preliminary"] * 2 + ["final"] * 2
    assert {look.months: look.level for look in looks if look} == {12: 0.975, 24: 0.95}
    assert evidence_of("robbery", {"robbery"}) == "main"
    assert evidence_of("theft", {"robbery"}) == "exploratory"


def test_the_worst_of_thirty_places_is_expected_to_fall_back() -> None:
    rng = np.random.default_rng(8)
    falls, shrunk = [], []
    for _ in range(400):
        truth = rng.gamma(25, 20 / 25, 30)
        year = rng.poisson(truth)
        worst = int(year.argmax())
        falls.append(truth[worst] / year[worst] - 1)
        shrunk.append(expected_among(float(year[worst]), year.tolist()).expected / year[worst] - 1)
    assert float(np.mean(falls)) == pytest.approx(-0.223, abs=0.02)
    assert float(np.mean(shrunk)) == pytest.approx(-0.230, abs=0.03)


def test_places_that_differ_by_chance_only_share_their_mean() -> None:
    assert expected_among(30, [20, 20, 20, 20]).expected == pytest.approx(20)
    assert expected_among(0, [0, 0]).expected == 0
    assert expected_among(7, [7]).expected == pytest.approx(7)


def test_hauers_weight_leans_on_the_model_where_places_are_alike() -> None:
    assert expected_from_model(12, 4, 1e9).weight == pytest.approx(1)
    assert expected_from_model(12, 4, 4).expected == pytest.approx(8)


@pytest.mark.parametrize(
    ("years", "is_worst"),
    [([5, 7, 9], True), ([9, 1, 2, 3, 4, 5], True), ([9, 2, 3, 4, 5], False), ([5, 9], False)],
)
def test_a_year_worse_than_the_last_three_to_five_is_warned_of(
    years: list[float], is_worst: bool
) -> None:
    assert is_worst_year(years) is is_worst
