"""The pitfalls to test on purpose, each with the sentence that the screen shows."""

import datetime as dt

import numpy as np
import pytest

from config.words import Words
from tests.simulations.contradictions import contradictions
from warehouse.periods import Span
from warehouse.statistics.aoristic import Happening, hour_weights
from warehouse.statistics.blocks import Windows
from warehouse.statistics.caveats import (
    Break,
    Caveat,
    CaveatKind,
    PeriodFacts,
    burst_caveat,
    clock_change_caveats,
    count_caveat,
    fraction_caveat,
    history_caveat,
    hour_caveats,
    like_for_like,
)
from warehouse.statistics.comparison import Comparison, compare_series
from warehouse.statistics.sentences import caveat_sentence, comparison_statement, spread_caveats
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.weeks import STOCKHOLM

YEARS = Windows((104, 156), (156, 208))
LATE = dt.date(2030, 1, 1)


def span(first: str, end: str) -> Span:
    return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(end))


BEFORE = PeriodFacts(span("2024-01-01", "2024-12-30"))
AFTER = PeriodFacts(span("2024-12-30", "2025-12-29"))


def said(caveats: tuple[Caveat, ...] | Caveat | None) -> list[str]:
    found = (caveats,) if isinstance(caveats, Caveat) else caveats or ()
    return [caveat_sentence(caveat).sv for caveat in found]


def alone(weekly: list[float], windows: Windows = YEARS) -> Comparison:
    found = compare_series([weekly], windows)[0]
    assert contradictions(found) == []
    return found


def test_zero_after_is_a_decrease_in_incidents() -> None:
    found = alone([0.5] * 156 + [0.0] * 52)
    assert found.interval.low == 0
    assert comparison_statement(found).whole.sv.startswith(
        "0 händelser mot 26 året före. Minskningen"
    )


def test_zero_before_has_no_ratio_and_no_percent() -> None:
    found = alone([0.0] * 156 + [0.5] * 52)
    assert (found.ratio, found.interval.high) == (None, None)
    assert comparison_statement(found).whole.sv == (
        "26 händelser mot 0 året före. Ökningen är större än den vanliga variationen på platsen."
    )


def test_nothing_in_both_periods_is_no_finding() -> None:
    found = alone([0.0] * 208)
    assert (found.verdict, found.p_value, found.effective_count) == (Verdict.TOO_FEW, 1, 0)
    assert comparison_statement(found).whole.sv.startswith(
        "0 händelser mot 0 året före. Inget är anmält i någon av perioderna"
    )


def test_one_week_of_data_rests_on_an_assumed_spread() -> None:
    found = alone([3.0, 9.0], Windows((0, 1), (1, 2)))
    assert found.verdict is Verdict.TOO_FEW
    assert said(spread_caveats(found.dispersion))[0].startswith("Osäker spridning")
    assert said(history_caveat(0)) == [
        "Historiken är 0 veckor, mindre än två år: spannet blir bredare."
    ]
    assert history_caveat(104) is None


def test_week_53_is_said() -> None:
    found = like_for_like(
        PeriodFacts(span("2025-09-29", "2025-12-29")),
        PeriodFacts(span("2026-10-05", "2027-01-04")),
        LATE,
    )
    assert said(found) == ["Den ena perioden har en vecka 53, som bara finns vissa år."]


def test_an_extra_week_of_the_calendar_is_said() -> None:
    found = like_for_like(
        PeriodFacts(span("2021-03-01", "2021-03-29")),
        PeriodFacts(span("2024-03-04", "2024-04-01")),
        LATE,
    )
    assert said(found)[0].startswith(
        "Jämförelsen går 1\N{NO-BREAK SPACE}099 dagar bakåt, en vecka mer"
    )


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        ("2024-10-21", "2024-10-28", ["En natt är en timme längre"]),
        ("2024-03-25", "2024-04-01", ["En natt är en timme kortare"]),
        ("2024-05-06", "2024-05-13", []),
    ],
)
def test_nights_when_clocks_change_are_said(first: str, end: str, words: list[str]) -> None:
    found = said(clock_change_caveats(span(first, end)))
    assert [text[: len(word)] for text, word in zip(found, words, strict=True)] == words


def test_all_incidents_in_one_hour_look_like_a_standard_time() -> None:
    midnight = dt.datetime(2024, 5, 14, tzinfo=STOCKHOLM)
    nights = [
        Happening(midnight + dt.timedelta(days=day), midnight + dt.timedelta(days=day))
        for day in range(14)
    ]
    assert said(hour_caveats(hour_weights(nights))) == [
        "14 av 14 händelser är bokförda på timmen från klockan 00: det kan vara en schablontid."
    ]


def test_missing_ends_and_long_spans_are_counted_aloud() -> None:
    start = dt.datetime(2024, 5, 14, 12, tzinfo=STOCKHOLM)
    weights = hour_weights([Happening(start), Happening(start, start + dt.timedelta(days=9))])
    assert said(hour_caveats(weights)) == [
        "Händelser som sträcker sig över mer än sju dagar, inte med bland timmarna: 1.",
        "Händelser utan giltigt slut, räknade vid sin början: 1.",
    ]


def test_one_huge_burst_makes_no_increase_and_is_said() -> None:
    rng = np.random.default_rng(9)
    weekly = [float(count) for count in rng.poisson(1.0, 208)]
    weekly[180] = 60.0
    found = alone(weekly)
    assert not found.verdict.is_change
    assert said(burst_caveat(weekly[156:]))[0].startswith("En enda vecka står för 60 av")
    assert burst_caveat(weekly[104:156]) is None
    assert burst_caveat([20.0]) is None


def test_a_break_in_meaning_stops_the_comparison() -> None:
    split = Break(dt.date(2025, 7, 1), Words(sv="Ny lag", en="New law"))
    found = like_for_like(BEFORE, AFTER, LATE, [split])
    assert found[0].stops_comparison
    assert said(found) == ["Ny lag (1 juli 2025): talen före och efter går inte att jämföra."]
    assert caveat_sentence(found[0]).en.startswith("New law (1 July 2025): the numbers before")


def test_a_moved_boundary_stops_the_comparison() -> None:
    moved = Break(dt.date(2024, 12, 30), Words(sv="Större plats", en="Larger place"), True)
    found = like_for_like(BEFORE, AFTER, LATE, [moved])
    assert found[0].stops_comparison
    assert "platsens gräns har flyttats" in said(found)[0]


def test_a_break_outside_both_periods_is_none() -> None:
    for day in (dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2025, 12, 29)):
        assert like_for_like(BEFORE, AFTER, LATE, [Break(day, Words(sv="x", en="x"))]) == ()


def test_a_suppressed_number_beside_a_total_gets_no_comparison() -> None:
    withheld = Caveat(CaveatKind.WITHHELD)
    assert withheld.stops_comparison
    assert said(withheld) == [
        "Ett av talen är för litet för att visas. Därför görs ingen jämförelse."
    ]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (CaveatKind.DUPLICATES, "Dubbla anmälningar, borttagna: 3."),
        (CaveatKind.NO_PLACE, "Händelser utan plats, oavsett kategori, inte med: 3."),
    ],
)
def test_records_that_a_rule_touched_are_counted_aloud(kind: CaveatKind, sentence: str) -> None:
    assert said(count_caveat(kind, 3)) == [sentence]
    assert count_caveat(kind, 0) is None


def test_unlike_lengths_weekdays_feasts_and_gaps_are_said() -> None:
    easter = Words(sv="Påsk", en="Easter")
    found = like_for_like(
        PeriodFacts(span("2023-01-01", "2023-04-01"), (easter,), uncovered_days=2),
        PeriodFacts(span("2024-01-01", "2024-04-01")),
        LATE,
    )
    assert said(found) == [
        "Perioderna är olika långa: 91 mot 90 dagar. De jämförs per vecka.",
        "Påsk ligger i den ena perioden men inte i den andra.",
        "Dagar utan rapport, inte räknade: 2.",
    ]
    may = like_for_like(
        PeriodFacts(span("2024-05-01", "2024-06-01")),
        PeriodFacts(span("2025-05-01", "2025-06-01")),
        LATE,
    )
    assert said(may) == ["Perioderna har inte lika många av varje veckodag; det är inräknat."]


def test_the_last_four_weeks_are_preliminary() -> None:
    assert said(like_for_like(BEFORE, AFTER, AFTER.span.last)) == [
        "De senaste fyra veckorna är preliminära: sena anmälningar kan komma."
    ]
    assert like_for_like(BEFORE, AFTER, AFTER.span.last + dt.timedelta(weeks=4)) == ()


def test_many_incidents_counted_in_part_are_said() -> None:
    assert said(fraction_caveat([1, 1, 0.5, 0])) == [
        "1 av 3 händelser har en tid som delas med en annan period och räknas till en del."
    ]
    assert fraction_caveat([1] * 9 + [0.5]) is None


@pytest.mark.parametrize("kind", CaveatKind)
def test_every_caveat_has_a_sentence(kind: CaveatKind) -> None:
    names = ("what", "day", "after", "before", "name", "days", "weeks", "count", "total", "hour")
    values = tuple((name, 1.0) for name in names)
    assert caveat_sentence(Caveat(kind, values)).en
