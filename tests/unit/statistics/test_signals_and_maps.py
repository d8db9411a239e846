"""Four weeks that stand out, maps that differ, hours that can be shown."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from warehouse.statistics.clock import (
    clock_grid,
    crowded_hour,
    day_parts,
    hourly_rates,
    weekend_parts,
)
from warehouse.statistics.disclosure import perturbed_count
from warehouse.statistics.dispersion import Pearson
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.inputs import Floats
from warehouse.statistics.maps import compare_maps, merged_areas, near_repeats, prediction_index
from warehouse.statistics.signals import (
    ears_limits,
    four_week_signal,
    pooled_phi,
    spread_of,
    trend_line,
)


def steady(weeks: int = 260, last: float = 5.0) -> list[float]:
    return [5.0] * (weeks - 4) + [last] * 4


@pytest.mark.parametrize(
    ("last", "direction"), [(5.0, "none"), (15.0, "many"), (0.0, "few"), (6.0, "none")]
)
def test_four_weeks_that_stand_out_are_signalled(last: float, direction: str) -> None:
    found = four_week_signal(steady(last=last), 1.3)
    assert (found.direction, found.expected, found.years) == (direction, 20, 4)


def test_the_limits_are_negative_binomial_with_a_wider_phi() -> None:
    found = four_week_signal(steady(), 1.3)
    phi = 1.3 * (1 + 1 / (4 * 10 / 4))  # each year the windows cover ten weeks
    assert found.high == stats.nbinom.ppf(0.995, 20 / (phi - 1), 1 / phi)


def test_few_events_are_never_a_signal() -> None:
    quiet = [0.0] * 256
    assert four_week_signal([*quiet, 1, 1, 1, 1], 1.3).direction == "none"
    assert four_week_signal([*quiet, 1, 1, 1, 2], 1.3).direction == "many"
    rare = [1.0 if week % 4 == 0 else 0.0 for week in range(256)]
    assert four_week_signal([*rare, 0, 0, 0, 0], 1.3).direction == "none"


def test_without_earlier_years_there_is_no_signal() -> None:
    found = four_week_signal([5.0] * 20, 1.3)
    assert (found.direction, found.years, found.high) == ("none", 0, math.inf)


def test_uncovered_earlier_weeks_are_left_out_and_late_ones_refused() -> None:
    gap = steady()
    gap[100:120] = [math.nan] * 20
    assert four_week_signal(gap, 1.3).expected == 20
    with pytest.raises(ShapeError, match="all be covered"):
        four_week_signal([*steady(), math.nan], 1.3)


def test_phi_is_pooled_and_at_least_one() -> None:
    assert pooled_phi([Pearson(30, 10), Pearson(10, 10)]) == 2
    assert pooled_phi([Pearson(5, 10)]) == 1
    assert pooled_phi([]) == 1


def test_a_recent_signal_does_not_count_as_ordinary_spread() -> None:
    noisy = [*steady(208), *([40.0] * 4), *([5.0] * 8)]
    assert spread_of(noisy).chi_square > spread_of(noisy, had_signal=True).chi_square


def test_the_trend_is_for_the_eye_from_three_years_on() -> None:
    rising = [float(week) for week in range(160)]
    line = trend_line(rising)
    assert line is not None
    assert line[100] == pytest.approx(100, abs=5)
    assert trend_line(rising[:150]) is None


def test_ears_c2_looks_two_weeks_further_back() -> None:
    counts = [float(v) for v in (1, 2, 3, 4, 5, 6, 7, 90, 90, 3)]
    assert ears_limits(counts, lag=2)[0] == pytest.approx(
        4 + 3.0902 * np.std(counts[:7], ddof=1), 1e-4
    )


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), min_size=2, max_size=20))
def test_swapping_two_maps_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    first, second = (list(map(float, side)) for side in zip(*pairs, strict=True))
    if sum(first) and sum(second):
        forth, back = compare_maps(first, second), compare_maps(second, first)
        assert forth.differs == back.differs
        assert forth.q_values == pytest.approx(back.q_values)


def test_an_area_that_emptied_is_found_and_thin_maps_say_so() -> None:
    found = compare_maps([60, *([50] * 7)], [5, *([50] * 7)])
    assert found.differs == (True, *([False] * 7))
    assert (found.similarity, found.has_enough) == (7 / 8, True)
    assert not compare_maps([2, 2, 2], [1, 2, 1]).has_enough
    with pytest.raises(ShapeError, match="without events"):
        compare_maps([0, 0], [1, 2])


def test_thin_areas_are_merged_with_a_neighbour_until_each_holds_five() -> None:
    neighbours = [[1], [0, 2], [1, 3], [2]]
    assert merged_areas([2, 2, 3, 30], [2, 3, 3, 30], neighbours) == (1, 1, 1, 3)
    assert merged_areas([1, 30], [1, 30], [[], []]) == (0, 1)
    assert merged_areas([1, 1], [1, 1], [[], []]) == (0, 1)
    assert merged_areas([9, 9], [9, 9], [[1], [0]]) == (0, 1)


def test_a_prediction_needs_as_much_ground_as_forecast() -> None:
    with pytest.raises(ShapeError, match="one length"):
        prediction_index([1, 2], [1, 2], [1])


def test_near_repeats_need_thirty_events() -> None:
    far = [1000.0 * step for step in range(30)]
    assert near_repeats(far[:29], far[:29], far[:29]) is None
    far[1] = 90.0
    assert near_repeats(far, [0.0] * 30, [0.0, 13.0, *([0.0] * 28)]) == ((0, 1),)
    assert near_repeats(far, [0.0] * 30, [0.0, 15.0, *([0.0] * 28)]) == ()


@pytest.mark.parametrize(
    ("count", "grid"),
    [
        (840, "hour_of_week"),
        (839, "day_by_part"),
        (140, "day_by_part"),
        (139, "weekend_by_part"),
        (60, "weekend_by_part"),
        (59, "none"),
    ],
)
def test_the_grid_of_hours_is_as_fine_as_five_a_cell_allow(count: int, grid: str) -> None:
    assert clock_grid(count) == grid


def hours(**events: float) -> Floats:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    found = np.zeros(168)
    for name, weight in events.items():
        found[24 * days.index(name[:3]) + int(name[3:])] += weight
    return found


def test_the_night_belongs_to_its_evening() -> None:
    found = day_parts(hours(mon8=1, tue3=1, mon23=1, sat12=1, mon2=1))
    assert found.shape == (7, 4)
    assert (found[0, 0], found[0, 3], found[5, 1], found[6, 3], found.sum()) == (1, 2, 1, 1, 5)


def test_the_weekend_runs_from_friday_evening() -> None:
    found = weekend_parts(hours(fri17=1, fri18=1, sun23=1, mon5=1, mon6=1))
    assert found.sum(axis=1).tolist() == [2, 3]


def test_hour_grids_ask_for_168_hours() -> None:
    for grid in (day_parts, weekend_parts):
        with pytest.raises(ShapeError, match="168 hours"):
            grid([1.0] * 24)


def test_rates_are_per_hour_that_existed() -> None:
    assert hourly_rates([4, 3, 0], [2, 1, 0]).tolist() == [2, 3, 0]


def test_an_hour_that_holds_half_of_all_is_pointed_out() -> None:
    assert crowded_hour(hours(mon0=4, tue0=4, wed12=4)) == 0
    assert crowded_hour(hours(mon0=4)) is None
    assert crowded_hour(hours(mon0=3, tue1=3, wed2=3)) is None


def test_a_cell_key_outside_the_table_is_refused() -> None:
    with pytest.raises(ShapeError, match="cover 0 to 1"):
        perturbed_count(3, 0.9, [(0, 0.0, 0.5)])
