"""What is said of a measure: controls, displacement, time series, looks, bad years."""

import pytest

from config.words import Words
from warehouse.statistics.controls import AreaChange, ControlFault, compare_with_controls
from warehouse.statistics.displacement import (
    NetEffect,
    Quad,
    displacement_difference,
    displacement_quotient,
)
from warehouse.statistics.effect_sentences import (
    FitControl,
    bad_year_sentences,
    control_caveats,
    controlled_statement,
    difference_statement,
    displacement_statement,
    evidence_sentence,
    look_sentence,
    series_checks,
    series_statement,
    series_too_short,
)
from warehouse.statistics.inputs import Interval
from warehouse.statistics.interrupted import LevelChange
from warehouse.statistics.looks import LOOKS
from warehouse.statistics.regression_to_mean import Expectation
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import BEFORE_MEASURE, INCIDENTS, YEAR_BEFORE

CONTROLLED = [
    ((100, 50), (100, 100), "Färre än väntat"),
    ((100, 200), (100, 100), "Fler än väntat"),
    ((100, 90), (100, 100), "Skillnaden mot jämförelsen ryms"),
    ((900, 900), (900, 900), "Platsen följer i stort sett"),
    ((4, 2), (4, 4), "För få för att säga om platsen skiljer sig"),
    ((9, 0), (90, 90), "några händelser till eller färre"),
]


@pytest.mark.parametrize(("treated", "control", "said"), CONTROLLED)
def test_each_verdict_against_controls_is_said(
    treated: tuple[float, float], control: tuple[float, float], said: str
) -> None:
    found = compare_with_controls(AreaChange(*treated, 1.01), [AreaChange(*control)])
    statement = controlled_statement(found)
    assert said in statement.whole.sv
    assert statement.counts.sv.startswith(
        f"{treated[1]} händelser mot {treated[0]} året före; i jämf"
    )
    assert statement.not_meant is not None


def test_only_of_a_measure_it_is_said_that_it_may_have_helped() -> None:
    found = compare_with_controls(AreaChange(40, 41, 1.01), [AreaChange(40, 40)])
    assert found.verdict is Verdict.NO_CERTAIN_CHANGE
    periods, measure = (controlled_statement(found, INCIDENTS, one).whole.sv
                        for one in (YEAR_BEFORE, BEFORE_MEASURE))  # fmt: skip
    assert "Åtgärden kan ha hjälpt" in measure
    assert "Åtgärden" not in periods
    assert "dölja både en ökning och en minskning" in periods


def test_controls_in_small_numbers_give_no_percent_but_incidents() -> None:
    found = compare_with_controls(AreaChange(90, 30), [AreaChange(80, 90), AreaChange(20, 9)])
    said = controlled_statement(found).whole.sv
    assert "procent" not in said
    assert "färre än väntat" in said


def test_few_controls_and_their_faults_are_said() -> None:
    fit = [FitControl(Words(sv=name, en=name), (), True) for name in "abcd"]
    said = [control_caveats(fit[:count]) for count in (1, 3, 4)]
    assert said[0][0].sv.startswith("Bara ett jämförelseområde: en lokal händelse där kan")
    assert said[1][0].sv.startswith("Bara 3 jämförelseområden")
    assert said[2] == ()


def test_each_fault_is_said_once_with_the_names_of_those_that_have_it() -> None:
    def area(name: str, *faults: ControlFault, district: bool | None = True) -> FitControl:
        return FitControl(Words(sv=name, en=name), faults, district)

    late, size = ControlFault.CHOSEN_LATE, ControlFault.OTHER_SIZE
    said = control_caveats([area("Ek", size), area("Al", late, size, district=None), area("Bok")])
    assert [words.sv for words in said[1:]] == [
        "Al: valdes i efterhand.",
        "Ek och Al: för olika antal händelser, som ska vara mellan hälften och fem gånger "
        "platsens.",
        "Det är inte känt om Al ligger i samma polisområde.",
    ]
    unknown = control_caveats([area(name, district=None) for name in ("Ek", "Al", "Bok")])
    assert unknown[-1].en.startswith("It is not known whether Ek, Al and Bok lie in the same")
    every = control_caveats([area("Ek", *ControlFault)])
    assert len(every) == 1 + len(ControlFault)


@pytest.mark.parametrize(
    ("treated", "control", "said"),
    [
        (
            (207, 110),
            (308, 318),
            "Ungefär 107 färre händelser än väntat (mellan 47 och 167 färre).",
        ),
        ((20, 90), (20, 20), "Ungefär 70 fler händelser än väntat (mellan 46 och 94 fler)."),
        ((20, 10), (20, 20), "ungefär 10 färre händelser än väntat (mellan 6 fler och 26 färre)."),
        ((20, 21), (20, 20), "ungefär 1 fler händelse än väntat (mellan 17 färre och 19 fler)."),
    ],
)
def test_a_difference_is_said_in_incidents(
    treated: tuple[float, float], control: tuple[float, float], said: str
) -> None:
    areas = (AreaChange(*treated), AreaChange(*control))
    found = displacement_difference([Quad(*areas)])
    assert said in difference_statement(found, areas[0]).whole.sv


@pytest.mark.parametrize(
    ("quotient", "together", "said"),
    [
        (0.4, None, "nyttan tycks ha spridit sig"),
        (0.0, None, "varken fått fler eller färre"),
        (-0.5, Verdict.DECREASED, "tillsammans är de färre"),
        (-0.5, Verdict.NO_CERTAIN_CHANGE, "Om de tillsammans är färre går inte att säga."),
        (-0.5, None, "Om de tillsammans är färre går inte att säga."),
        (-1.0, None, "lika många fler"),
        (-1.5, Verdict.INCREASED, "fler nya händelser än platsen har blivit av med"),
        (-1.5, Verdict.NO_CERTAIN_CHANGE, "Om de tillsammans är färre går inte att säga."),
    ],
)
def test_displacement_is_said_with_its_missing_margin(
    quotient: float, together: Verdict | None, said: str
) -> None:
    effect = NetEffect(-0.5, quotient, 50, 0)
    text = displacement_statement(effect, Verdict.INCREASED, together).sv
    assert said in text
    assert "ingen felmarginal" in text
    if "tillsammans är de färre" in text:
        assert together is Verdict.DECREASED


def test_nothing_is_said_to_have_moved_where_the_ring_is_uncertain() -> None:
    for ring in (Verdict.TOO_FEW, Verdict.UNCHANGED, Verdict.NO_CERTAIN_CHANGE):
        text = displacement_statement(NetEffect(-0.5, -0.5, 50, 0), ring, Verdict.DECREASED).sv
        assert text.endswith("går inte att säga, för förändringen där är osäker.")


def test_displacement_without_a_proven_decrease_is_not_worked_out() -> None:
    unproven = displacement_statement(None, Verdict.INCREASED, None).sv
    assert unproven.startswith("Om händelser har flyttat räknas inte ut")
    proven = compare_with_controls(AreaChange(100, 50), [AreaChange(100, 100)])
    found = displacement_quotient(proven, AreaChange(100, 100), AreaChange(100, 100))
    assert "varken" in displacement_statement(found, Verdict.DECREASED, None).sv


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_of_a_series_is_said(verdict: Verdict) -> None:
    limits = {
        Verdict.DECREASED: (0.4, 0.8),
        Verdict.INCREASED: (1.2, 2.0),
        Verdict.UNCHANGED: (0.9, 1.1),
    }.get(verdict, (0.4, 2.4))
    found = LevelChange(
        *(1.0, Interval(*limits), 1.2, 1.0, (0.0, 0.1), (0.0, 0.1, -0.1)),
        (26, 13),
        (312, 120),
        verdict,
    )
    said = series_statement(found)
    assert said.counts.sv.startswith("312 händelser på 104 veckor före och 120 på 52 veckor efter.")
    silent = verdict in (Verdict.TOO_FEW, Verdict.UNCHANGED)
    assert (said.interval is None) == silent
    assert said.not_meant is not None
    assert "26 + 13" in series_checks(found).sv


def test_a_short_series_says_what_is_needed() -> None:
    assert "minst 26 fyraveckorsperioder före och 13 efter" in series_too_short(20, 8).sv


def test_looks_evidence_and_bad_years_are_said() -> None:
    assert look_sentence(LOOKS[0]).sv.startswith("Preliminärt")
    assert look_sentence(LOOKS[1]).sv == "Resultat efter 24 månader."
    assert look_sentence(None).sv.startswith("För tidigt")
    assert evidence_sentence("exploratory").sv.startswith("Utforskande")
    assert evidence_sentence("main").en == "Chosen before the start."
    said = bad_year_sentences(30, Expectation(23.4, 4, 0.6))
    assert said[0].sv == (
        "Platsen valdes ett ovanligt dåligt år. En del av nedgången hade kommit ändå."
    )
    assert "ungefär 23 att vänta även utan åtgärd" in said[1].sv
    assert len(bad_year_sentences(30, None)) == 1
