"""What a period is compared with: weekdays kept, leap days, week 53, no shared day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.comparisons import COMPARISONS, Comparison, comparison_span
from warehouse.periods import GRAINS, Grain, Period, Span, parse_period, period_at


def compared(code: str, comparison: Comparison) -> str:
    span = comparison_span(parse_period(code), comparison)
    return f"{span.first}--{span.last}" if span else "none"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2026-09", "2025-09-02--2025-10-01"),
        ("2026-T2", "2025-05-02--2025-09-01"),
        ("2024-02", "2023-02-02--2023-03-02"),
        ("2026-W37", "2025-09-08--2025-09-14"),
        ("2027-W01", "2025-12-29--2026-01-04"),  # 371 days: 2026 has 53 weeks
        ("2026-W53", "2025-12-29--2026-01-04"),  # 2025 has no week 53
        ("2016-W30", "2015-07-20--2015-07-26"),
        ("2026", "2025-01-01--2025-12-31"),
        ("r12-2026-09", "2024-10-01--2025-09-30"),
        ("2026-01-01--2026-03-15", "2025-01-02--2025-03-16"),
        ("2024-01-01--2025-12-31", "2022-01-01--2023-12-31"),
    ],
)
def test_a_year_back_keeps_weekdays_and_never_overlaps(code: str, expected: str) -> None:
    assert compared(code, "year") == expected


@pytest.mark.parametrize("year", [2016, 2021, 2027, 2033])
def test_after_a_year_of_53_weeks_the_same_week_is_371_days_back(year: int) -> None:
    week = period_at("week", dt.date.fromisocalendar(year, 20, 1))
    other = comparison_span(week, "year")
    assert other is not None
    assert (week.span.first - other.first).days == 371
    assert other.first.isocalendar()[:2] == (year - 1, 20)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2026-09", "2025-09-01--2025-09-30"),
        ("2024-02", "2023-02-01--2023-02-28"),
        ("2025-02", "2024-02-01--2024-02-29"),
        ("2024-02-29--2024-02-29", "2023-02-28--2023-02-28"),
        ("2024-02-01--2024-02-28", "2023-02-01--2023-02-28"),
        ("2024-02-10--2024-03-10", "2023-02-10--2023-03-10"),
        ("2024", "2023-01-01--2023-12-31"),
        ("2023-06-01--2024-06-01", "2021-06-01--2022-06-01"),
    ],
)
def test_the_same_dates_a_year_earlier(code: str, expected: str) -> None:
    assert compared(code, "calendar_year") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2026-W01", "2025-12-22--2025-12-28"),
        ("2026-03", "2026-02-01--2026-02-28"),
        ("2026-T1", "2025-09-01--2025-12-31"),
        ("r12-2026-09", "2024-10-01--2025-09-30"),
        ("2026-03-01--2026-03-10", "2026-02-19--2026-02-28"),
    ],
)
def test_the_period_just_before(code: str, expected: str) -> None:
    assert compared(code, "previous") == expected


def test_none_is_compared_with_nothing() -> None:
    assert compared("2026", "none") == "none"


@given(
    st.sampled_from(GRAINS),
    st.sampled_from([c for c in COMPARISONS if c != "none"]),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.integers(1, 900),
)
def test_what_is_compared_comes_before_and_shares_no_day(
    grain: Grain, comparison: Comparison, day: dt.date, length: int
) -> None:
    period = period_at(grain, day)
    if grain == "free":
        period = Period(grain, Span(day, day + dt.timedelta(days=length)))
    other = comparison_span(period, comparison)
    assert other is not None
    assert other.first < other.end <= period.span.first
    if comparison == "year" and period.span.day_count <= 364:
        assert other.first.isoweekday() == period.span.first.isoweekday()
        assert other.day_count == period.span.day_count
