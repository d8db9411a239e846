"""The timeline of reports shows the last years, and says of older sources until when they reach."""

import datetime as dt

from config.texts import Phrase
from config.words import Words
from dashboard.figures.coverage_timeline import CoverageRow, CoverageWords, coverage_figure
from dashboard.theme import Figure, Look
from warehouse.periods import Span

TODAY = dt.date(2026, 11, 24)
BEFORE = Phrase("before", Words(sv="till och med {day}", en="up to {day}"))


def _drawn(*ends: dt.date) -> Figure:
    rows = tuple(
        CoverageRow(f"K{at}", (Span(dt.date(2010, 1, 1), end),), (), (), None, ())
        for at, end in enumerate(ends)
    )
    words = CoverageWords("rapporterat", "mätt", "lucka", "stilla", "preliminärt", BEFORE)
    return coverage_figure(rows, TODAY, words, Look("sv", is_meeting=False))


def test_a_source_that_ended_before_the_drawn_years_is_told_of() -> None:
    layout = _drawn(dt.date(2026, 11, 1), dt.date(2014, 1, 1))["layout"]
    assert layout["xaxis"]["range"] == ["2022-11-01", "2026-12-01"]
    words = [label["text"] for label in layout["annotations"]]
    assert words == ["K0", "K1  <b>till och med 31\u00a0december\u00a02013</b>"]


def test_where_no_source_reaches_the_last_years_the_newest_ones_are_drawn() -> None:
    layout = _drawn(dt.date(2014, 1, 1), dt.date(2013, 1, 1))["layout"]
    assert layout["xaxis"]["range"] == ["2010-01-01", "2014-01-07"]


def test_a_round_is_drawn_on_its_own_days_and_not_as_reported() -> None:
    days = Span(dt.date(2026, 10, 10), dt.date(2026, 10, 11))
    rows = (CoverageRow("Enkät", (days,), (), (), None, (), is_in_rounds=True),)
    words = CoverageWords("rapporterat", "mätt", "lucka", "stilla", "preliminärt", BEFORE)
    reported, measured, *_ = coverage_figure(rows, TODAY, words, Look("sv", is_meeting=False))[
        "data"
    ]
    assert reported["base"] == []
    assert measured["base"] == ["2026-10-10"]
    assert measured["marker"]["line"]["width"] > 1
