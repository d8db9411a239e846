"""Numbers and dates are written as people read them."""

import datetime as dt

import pytest
from babel.numbers import format_decimal

from config.words import Language
from dashboard import formatting
from warehouse.periods import parse_period


@pytest.mark.parametrize("value", [0, 7, 1234, 1234567.891, -0.4, -12345, 0.05])
@pytest.mark.parametrize(("language", "locale"), [("sv", "sv_SE"), ("en", "en_GB")])
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_numbers_agree_with_babel(
    value: float, language: Language, locale: str, decimals: int
) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(round(value, decimals) + 0.0, pattern, locale).replace("-", "−")
    assert formatting.number(value, language, decimals) == expected


def test_a_change_always_has_its_sign() -> None:
    assert [formatting.signed(value, "sv") for value in (12, -3, 0, 0.2)] == [
        "+12",
        "−3",
        "±0",
        "±0",
    ]


def test_percent_has_its_space_in_swedish() -> None:
    assert formatting.percent(0.154, "sv") == "15\u00a0%"
    assert formatting.percent(0.154, "en") == "15%"


@pytest.mark.parametrize(
    ("code", "sv", "en"),
    [
        ("2013-07", "i juli 2013", "in July 2013"),
        ("2013", "under 2013", "in 2013"),
        ("2013-W30", "under vecka 30 2013 (22–28 juli)", "in week 30 2013 (22–28 Jul)"),
    ],
)
def test_a_period_fits_in_a_sentence(code: str, sv: str, en: str) -> None:
    assert formatting.in_period(parse_period(code), "sv") == sv
    assert formatting.in_period(parse_period(code), "en") == en


def test_a_week_is_compared_with_a_week() -> None:
    week, month, year = (parse_period(code) for code in ("2013-W30", "2013-07", "2013"))
    said = [formatting.comparison_name(period, "year", "sv") for period in (week, month, year)]
    assert said == ["samma vecka året före", "samma veckor året före", "året före"]


def test_a_list_ends_with_and() -> None:
    assert formatting.listing(["a"], "sv") == "a"
    assert formatting.listing(["a", "b", "c"], "sv") == "a, b och c"


def test_a_day_keeps_together() -> None:
    assert formatting.day(dt.date(2013, 7, 5), "sv") == "5\u00a0juli\u00a02013"
