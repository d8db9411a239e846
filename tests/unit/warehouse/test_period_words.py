"""Periods as people say them, in Swedish and English."""

import pytest

from warehouse.period_words import period_words, span_words
from warehouse.periods import parse_period


@pytest.mark.parametrize(
    ("code", "sv", "en"),
    [
        ("2013-07", "juli 2013", "July 2013"),
        ("2026-W37", "vecka 37 2026 (7–13 sep)", "week 37 2026 (7–13 Sept)"),
        ("2026-W40", "vecka 40 2026 (28 sep–4 okt)", "week 40 2026 (28 Sept–4 Oct)"),
        (
            "2026-W53",
            "vecka 53 2026 (28 dec 2026–3 jan 2027)",
            "week 53 2026 (28 Dec 2026–3 Jan 2027)",
        ),
        (
            "2025-W01",
            "vecka 1 2025 (30 dec 2024–5 jan 2025)",
            "week 1 2025 (30 Dec 2024–5 Jan 2025)",
        ),
        ("2026-Q1", "kvartal 1 2026 (jan–mars)", "quarter 1 2026 (Jan–Mar)"),
        ("2026-T2", "tertial 2 2026 (maj–aug)", "tertial 2 2026 (May–Aug)"),
        ("2026-H2", "halvår 2 2026 (juli–dec)", "half-year 2 2026 (Jul–Dec)"),
        ("2026", "2026", "2026"),
        (
            "r12-2026-09",
            "12 månader till och med sep 2026",
            "12 months to the end of Sept 2026",
        ),
        ("2012-07-02--2012-07-30", "2 juli–30 juli 2012", "2 July–30 July 2012"),
        (
            "2011-12-28--2012-01-03",
            "28 december 2011–3 januari 2012",
            "28 December 2011–3 January 2012",
        ),
        ("2024-02-29--2024-02-29", "29 februari 2024", "29 February 2024"),
    ],
)
def test_a_period_is_named_as_people_name_it(code: str, sv: str, en: str) -> None:
    period = parse_period(code)
    assert period_words(period, "sv") == sv
    assert period_words(period, "en") == en


def test_any_span_is_named_by_its_first_and_last_day() -> None:
    assert span_words(parse_period("2026-W37").span, "sv") == "7 september–13 september 2026"
