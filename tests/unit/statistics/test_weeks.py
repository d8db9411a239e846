"""Days, weeks and hours of a comparison; incidents spread over hours."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.statistics import slow
from warehouse.periods import Span
from warehouse.statistics.aoristic import (
    Happening,
    fractional_share,
    hour_weights,
    hours_of_day,
    weight_between,
)
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.weeks import (
    STOCKHOLM,
    has_week_53,
    hours_of_week,
    season_shift,
    weekday_exposure,
    whole_weeks,
)

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def span(first: str, end: str) -> Span:
    return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(end))


def test_years_with_week_53_are_known() -> None:
    assert [year for year in range(2014, 2034) if has_week_53(year)] == [2015, 2020, 2026, 2032]


@settings(deadline=None)
@given(DAYS, st.integers(1, 6))
def test_the_same_season_is_whole_weeks_back_and_at_most_three_days_off(
    day: dt.date, years: int
) -> None:
    shift = season_shift(day, years)
    assert shift.days % 7 == 0
    assert -3 <= shift.drift_days <= 3
    assert shift.has_extra_week == (shift.days > 364 * years)


def test_one_year_back_is_364_days_and_three_years_back_takes_a_week_more() -> None:
    assert season_shift(dt.date(2026, 9, 7)).days == 364
    assert season_shift(dt.date(2026, 9, 7), 3).days == 3 * 364 + 7
    assert season_shift(dt.date(2024, 2, 29)).days == 364
    assert season_shift(dt.date(2024, 2, 29), 4).days == 4 * 364 + 7


def test_whole_weeks_inside_a_month_are_found() -> None:
    assert whole_weeks(span("2026-09-01", "2026-10-01")) == span("2026-09-07", "2026-09-28")
    assert whole_weeks(span("2026-09-08", "2026-09-14")) is None


@settings(deadline=None)
@given(DAYS, st.integers(1, 30))
def test_whole_weeks_weigh_their_number_whatever_the_weekdays(day: dt.date, weeks: int) -> None:
    days = Span(day, day + dt.timedelta(weeks=weeks))
    assert weekday_exposure(days, (1, 2, 3, 4, 9, 12, 5)) == pytest.approx(weeks)


def test_a_month_with_an_extra_saturday_weighs_more_where_saturdays_are_heavy() -> None:
    heavy = (0, 0, 0, 0, 0, 1, 0)
    assert weekday_exposure(span("2025-05-01", "2025-06-01"), heavy) == 5
    assert weekday_exposure(span("2024-05-01", "2024-06-01"), heavy) == 4
    assert weekday_exposure(span("2024-05-01", "2024-05-08"), (0,) * 7) == pytest.approx(1)
    with pytest.raises(ShapeError, match="seven numbers"):
        weekday_exposure(span("2024-05-01", "2024-05-08"), (1, 2))


def test_hours_of_the_week_follow_the_clock() -> None:
    spring = hours_of_week(span("2024-03-25", "2024-04-01"))
    autumn = hours_of_week(span("2024-10-21", "2024-10-28"))
    assert (spring.sum(), autumn.sum()) == (167, 169)
    sunday = 6 * 24
    assert spring[sunday + 2] == 0
    assert autumn[sunday + 2] == 2


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2024-05-14T23:59:30", "2024-05-15T01:10:05"),
        ("2024-10-27T01:30:00", "2024-10-27T04:15:00"),
        ("2024-03-31T01:30:00", "2024-03-31T04:15:00"),
    ],
)
def test_an_incident_is_spread_as_second_by_second(since: str, until: str) -> None:
    expected = slow.hour_weights_by_second(at(since), at(until), STOCKHOLM)
    found = hour_weights([Happening(at(since), at(until))])
    assert found.weights == pytest.approx(expected)


def test_the_repeated_hour_of_autumn_counts_twice() -> None:
    found = hour_weights([Happening(at("2024-10-27T02:00"), at("2024-10-27T03:00"))])
    assert found.weights[6 * 24 + 2] == pytest.approx(1)
    long = hour_weights([Happening(at("2024-10-27T00:00"), at("2024-10-27T04:00"))])
    assert long.weights[6 * 24 + 2] == pytest.approx(2 / 5)


def test_missing_and_reversed_ends_count_at_their_start_and_are_flagged() -> None:
    start = at("2024-05-14T10:55")
    found = hour_weights([Happening(start), Happening(start, at("2024-05-14T09:00"))])
    assert (found.flagged_count, found.long_count) == (2, 0)
    assert hours_of_day(found)[10] == 2


def test_a_moment_is_whole_and_over_seven_days_is_left_out() -> None:
    start = at("2024-05-14T10:55")
    found = hour_weights(
        [Happening(start, start), Happening(start, start + dt.timedelta(days=7, seconds=1))]
    )
    assert (sum(found.weights), found.flagged_count, found.long_count) == (1, 0, 1)


def test_an_incident_over_new_year_is_shared_between_the_years() -> None:
    night = Happening(at("2024-12-31T22:00"), at("2025-01-01T02:00"))
    first, second = at("2024-12-31T00:00"), at("2025-01-01T00:00")
    shares = (weight_between(night, first, second), weight_between(night, second, at("2025-02-01")))
    assert shares == pytest.approx((0.5, 0.5))
    moment = Happening(first)
    assert (weight_between(moment, first, second), weight_between(moment, second, second)) == (1, 0)
    assert weight_between(night, at("2025-03-01"), at("2025-04-01")) == 0
    assert fractional_share([1, 0.5, 0, 0.5]) == pytest.approx(2 / 3)
    assert fractional_share([]) == 0
