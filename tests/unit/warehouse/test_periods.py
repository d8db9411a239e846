"""Codes, steps, option lists and buckets of periods."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.errors import PeriodError
from warehouse.periods import (
    GRAINS,
    Grain,
    Period,
    Span,
    last_complete_period,
    month_buckets,
    next_period,
    parse_period,
    period_at,
    previous_period,
    recent_periods,
    week_buckets,
)

DAYS = st.dates(dt.date(1901, 1, 1), dt.date(2198, 12, 31))
NAMED: tuple[Grain, ...] = tuple(grain for grain in GRAINS if grain != "free")


@pytest.mark.parametrize(
    ("text", "grain", "first", "end"),
    [
        ("2026-W37", "week", "2026-09-07", "2026-09-14"),
        ("2026-W53", "week", "2026-12-28", "2027-01-04"),
        ("2025-W01", "week", "2024-12-30", "2025-01-06"),
        ("2026-09", "month", "2026-09-01", "2026-10-01"),
        ("2024-02", "month", "2024-02-01", "2024-03-01"),
        ("2026-Q3", "quarter", "2026-07-01", "2026-10-01"),
        ("2026-T1", "tertial", "2026-01-01", "2026-05-01"),
        ("2026-T2", "tertial", "2026-05-01", "2026-09-01"),
        ("2026-T3", "tertial", "2026-09-01", "2027-01-01"),
        ("2026-H1", "half_year", "2026-01-01", "2026-07-01"),
        ("2026", "year", "2026-01-01", "2027-01-01"),
        ("r12-2026-09", "rolling_12", "2025-10-01", "2026-10-01"),
        ("2026-01-01--2026-03-15", "free", "2026-01-01", "2026-03-16"),
        ("2024-02-29--2024-02-29", "free", "2024-02-29", "2024-03-01"),
    ],
)
def test_a_code_is_read_and_written_back(text: str, grain: Grain, first: str, end: str) -> None:
    period = parse_period(text)
    assert period == Period(grain, Span(dt.date.fromisoformat(first), dt.date.fromisoformat(end)))
    assert period.code == text


@pytest.mark.parametrize(
    "text",
    [
        "", "sommaren", "2026-W54", "2025-W53", "2026-W00", "2026-13", "2026-00", "2026-Q0",
        "2026-T4", "2026-H3", "2026-9", "0000", "9999", "1899", "2026\n", "2026-09 ",
        "2026-02-30--2026-03-01", "2026-03-15--2026-01-01", "r12-2026-13", "r12-1900-01",
        "٢٠٢٦", "../etc", "20260907--20260914",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert repr(text[:40]) in caught.value.found.sv
    assert "2026-W37" in caught.value.sentence("en")
    assert "2026-T2" in caught.value.sentence("sv")


def test_a_long_text_is_not_repeated_in_full() -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period("x" * 10_000)
    assert len(str(caught.value)) < 300


@given(st.sampled_from(GRAINS), DAYS)
def test_a_period_holds_its_day_and_survives_its_code(grain: Grain, day: dt.date) -> None:
    period = period_at(grain, day)
    assert period.span.first <= day <= period.span.last
    assert parse_period(period.code) == period


@given(st.sampled_from(GRAINS), DAYS)
def test_a_step_back_and_a_step_forward_meet(grain: Grain, day: dt.date) -> None:
    period = period_at(grain, day)
    assert next_period(previous_period(period)) == period


@given(st.sampled_from([g for g in GRAINS if g != "rolling_12"]), DAYS)
def test_neighbours_touch_without_a_gap(grain: Grain, day: dt.date) -> None:
    period = period_at(grain, day)
    assert previous_period(period).span.end == period.span.first
    assert next_period(period).span.first == period.span.end


def test_rolling_months_step_by_one_month() -> None:
    assert previous_period(parse_period("r12-2026-01")).code == "r12-2025-12"
    assert next_period(parse_period("r12-2026-12")).code == "r12-2027-01"


def test_a_free_period_steps_by_its_own_length() -> None:
    assert previous_period(parse_period("2026-03-08--2026-03-14")).code == "2026-03-01--2026-03-07"


@given(st.sampled_from(NAMED), DAYS)
def test_the_last_complete_period_ends_by_the_day_and_the_next_does_not(
    grain: Grain, day: dt.date
) -> None:
    period = last_complete_period(grain, day)
    assert period.span.last <= day < next_period(period).span.last


@pytest.mark.parametrize(
    ("grain", "day", "code"),
    [
        ("week", "2026-09-13", "2026-W37"),
        ("week", "2026-09-12", "2026-W36"),
        ("month", "2026-09-30", "2026-09"),
        ("tertial", "2026-09-30", "2026-T2"),
        ("rolling_12", "2026-09-29", "r12-2026-08"),
        ("free", "2026-09-29", "2026-09-29--2026-09-29"),
    ],
)
def test_the_last_complete_period_of_a_known_day(grain: Grain, day: str, code: str) -> None:
    assert last_complete_period(grain, dt.date.fromisoformat(day)).code == code


def test_recent_periods_run_from_the_running_one_to_the_first_with_data() -> None:
    codes = [p.code for p in recent_periods("month", dt.date(2026, 6, 15), dt.date(2026, 9, 2))]
    assert codes == ["2026-09", "2026-08", "2026-07", "2026-06"]


def test_recent_rolling_months_begin_inside_the_data() -> None:
    periods = recent_periods("rolling_12", dt.date(2025, 6, 15), dt.date(2026, 8, 2))
    assert [p.code for p in periods] == ["r12-2026-08", "r12-2026-07", "r12-2026-06", "r12-2026-05"]


def test_with_little_data_the_running_period_is_still_there() -> None:
    for grain in NAMED:
        assert len(recent_periods(grain, dt.date(2026, 9, 9), dt.date(2026, 9, 9))) == 1


def test_recent_free_is_everything_there_is() -> None:
    (period,) = recent_periods("free", dt.date(2026, 6, 15), dt.date(2026, 9, 2))
    assert period.code == "2026-06-15--2026-09-02"


def test_buckets_are_whole_and_cover_the_span() -> None:
    span = Span(dt.date(2026, 12, 30), dt.date(2027, 1, 5))
    assert [month.first for month in month_buckets(span)] == [
        dt.date(2026, 12, 1),
        dt.date(2027, 1, 1),
    ]
    assert [week.first for week in week_buckets(span)] == [
        dt.date(2026, 12, 28),
        dt.date(2027, 1, 4),
    ]


@given(DAYS, st.integers(1, 800))
def test_buckets_touch_each_other(day: dt.date, length: int) -> None:
    span = Span(day, day + dt.timedelta(days=length))
    for buckets in (month_buckets(span), week_buckets(span)):
        assert buckets[0].first <= span.first < buckets[0].end
        assert buckets[-1].first < span.end <= buckets[-1].end
        assert all(a.end == b.first for a, b in itertools.pairwise(buckets))


def test_a_period_knows_which_one_of_its_year_it_is() -> None:
    numbers = {code: parse_period(code).number for code in ("2026-W37", "2026-T3", "2026-09")}
    assert numbers == {"2026-W37": 37, "2026-T3": 3, "2026-09": 9}
    assert (parse_period("2026").number, parse_period("r12-2026-09").number) == (1, 1)
