"""What is said: the binding wording, numbers as each language writes them, nothing forbidden."""

import re
from importlib.resources import files

import pytest
import yaml

from config.words import Words
from tests.simulations.contradictions import FORBIDDEN
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_counts,
    judge_together,
)
from warehouse.statistics.dispersion import ASSUMED, Dispersion
from warehouse.statistics.maps import compare_maps
from warehouse.statistics.numerals import numeral, sizes
from warehouse.statistics.sentences import (
    caveat_sentence,
    comparison_statement,
    footer,
    power_sentence,
    spread_caveats,
)
from warehouse.statistics.shares import Share
from warehouse.statistics.signal_sentences import (
    clock_sentence,
    map_sentence,
    signal_budget,
    signal_not_meant,
    signal_statement,
)
from warehouse.statistics.signals import Signal, four_week_signal
from warehouse.statistics.survey_display import survey_display
from warehouse.statistics.survey_sentences import (
    display_sentences,
    hidden_subgroup,
    index_sentence,
    share_sentence,
    wave_footer,
    wave_statement,
)
from warehouse.statistics.surveys import (
    index_change,
    index_estimate,
    judge_waves_together,
    share_change,
)
from warehouse.statistics.wording import INCIDENTS, Noun, range_words

NB = "\N{NO-BREAK SPACE}"
LEAVES = files("warehouse.statistics").joinpath("sentences.yaml").read_text(encoding="utf-8")
SENTENCES: dict[str, dict[str, str]] = yaml.safe_load(LEAVES)


def compared(before: float, after: float, factor: float, weeks: float = 52) -> Comparison:
    # So many degrees of freedom that phi is f.
    spread = Dispersion(factor, 1e9)
    return compare_counts(PeriodCount(before, 52), PeriodCount(after, weeks), spread)


@pytest.mark.parametrize(
    ("before", "after", "factor", "said"),
    [
        (
            *(7, 4, 1.3),
            "4 händelser mot 7 året före. För få för att säga om det skett en förändring: så stora "
            "skillnader uppstår ofta av en slump.",
        ),
        (
            *(84, 48, 1.49),
            "48 händelser mot 84 året före. Minskningen är större än den vanliga variationen på "
            "platsen. Rimligt spann: 12–63 procent färre.",
        ),
        (
            *(70, 61, 1.52),
            "61 händelser mot 70 året före. Skillnaden ryms i den vanliga variationen. Allt från "
            "43 procent färre till 33 procent fler är möjligt.",
        ),
        (
            *(405, 412, 1.3),
            "412 händelser mot 405 året före. I stort sett oförändrat; en skillnad på mer än 25 "
            "procent är osannolik.",
        ),
    ],
)
def test_the_binding_sentences_are_said(
    before: float, after: float, factor: float, said: str
) -> None:
    assert comparison_statement(compared(before, after, factor)).whole.sv.startswith(said)


def test_the_footer_is_the_binding_one() -> None:
    assert footer().sv == (
        "Anmälda händelser, inte alla som inträffat. Förändringen säger inget om orsaken."
    )


def test_no_certain_change_says_what_it_may_hide() -> None:
    said = comparison_statement(compared(70, 61, 1.5))
    assert said.not_meant == Words(
        sv="Det kan dölja både en ökning och en minskning.",
        en="It can hide a rise as well as a fall.",
    )


def test_equal_numbers_are_not_called_unchanged() -> None:
    said = comparison_statement(compared(50, 50, 1.5)).whole.sv
    assert said.startswith(
        "50 händelser mot 50 året före. Talen är lika, men den vanliga variationen"
    )
    assert "att talen är lika kan också" in comparison_statement(compared(5, 5, 1.5)).whole.sv


def test_numbers_that_swing_a_lot_say_so() -> None:
    said = comparison_statement(compared(60, 40, 11)).whole.sv
    assert "för antalet svänger mycket på platsen" in said


def test_small_counts_are_given_no_percent() -> None:
    said = comparison_statement(compared(15, 0, 1)).whole
    assert said.sv.endswith("Rimligt spann: 11–15 färre.")
    assert said.en.endswith("Plausible range: 11–15 fewer.")
    assert "procent" not in comparison_statement(compared(22, 9, 1)).whole.sv


def test_nothing_before_leaves_no_range_to_say() -> None:
    assert comparison_statement(compared(0, 15, 1)).interval is None


def test_unlike_exposures_are_compared_per_week() -> None:
    said = comparison_statement(compared(60, 48, 1, weeks=13)).whole.sv
    assert said.startswith(
        "48 händelser på 13 veckor mot 60 på 52 veckor året före. Räknat per vecka"
    )
    assert "ökningen är större" not in said
    assert "är ökningen större" in said


def test_a_claim_that_drowns_among_many_says_so() -> None:
    others = [compared(40, 41, 1.2) for _ in range(11)]
    found = judge_together([compared(100, 70, 1.2), *others])[0]
    assert found.is_lone_claim
    said = comparison_statement(found).whole
    assert "12 jämförelser tillsammans" in said.sv
    assert "Rimligt spann" in said.sv
    assert "within the usual variation" not in said.en


def test_one_is_said_in_the_singular_and_other_nouns_are_possible() -> None:
    thefts = Noun(Words(sv="stöld", en="theft"), Words(sv="stölder", en="thefts"))
    assert comparison_statement(compared(7, 1, 1)).counts.sv.startswith("1 händelse mot 7")
    assert comparison_statement(compared(7, 2, 1), thefts).counts.en.startswith(
        "2 thefts against 7"
    )


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (1234567, f"1{NB}234{NB}567", "1,234,567"),
        (12.25, "12,2", "12.2"),
        (-3, "\N{MINUS SIGN}3", "\N{MINUS SIGN}3"),
        (5.04, "5", "5"),
    ],
)
def test_numbers_are_written_as_each_language_does(value: float, sv: str, en: str) -> None:
    assert (numeral(value, "sv"), numeral(value, "en")) == (sv, en)


def test_a_range_never_begins_at_nothing_and_never_repeats_itself() -> None:
    assert sizes(-0.2, -12, "sv") == "mindre än 1 till 12"
    assert sizes(11.6, 12.4, "sv") == "ungefär 12"
    assert (
        range_words(-0.3, 0.4, "percent").en
        == "less than 1 per cent fewer to less than 1 per cent more"
    )


def test_what_the_place_could_detect_is_said_in_numbers() -> None:
    said = power_sentence(PeriodCount(50, 52), 52, 1.5)
    assert said.sv == (
        "Med 50 händelser året före syns bara stora förändringar: till högst 25 eller minst 100."
    )
    assert "går en minskning inte att se" in power_sentence(PeriodCount(2, 52), 52, 1.5).sv
    assert power_sentence(PeriodCount(0, 52), 52, 1.5).sv.startswith("Utan någon händelse")


def test_an_assumed_spread_and_a_season_are_said() -> None:
    assert caveat_sentence(spread_caveats(ASSUMED)[0]).sv.startswith("Osäker spridning")
    assert caveat_sentence(spread_caveats(Dispersion(1, 9, "own", True))[0]).sv.startswith(
        "Årstidens"
    )
    assert spread_caveats(Dispersion(1, 9)) == ()


def test_signals_are_never_called_alarms() -> None:
    quiet = four_week_signal([5.0] * 260, 1.2)
    said = [signal_statement(Signal(9, 4, 8, 0, way, 3)).sv for way in ("many", "few", "none")]
    assert [text.split(":")[0] for text in said] == ["Oväntat många", "Oväntat få", "Inget oväntat"]
    assert signal_statement(quiet).en.startswith("Nothing unexpected: 20 incidents in four weeks")
    assert "inget tidigare år" in signal_statement(Signal(9, 9, 99, 0, "none", 0)).sv
    assert not re.search("larm|alarm", LEAVES, re.IGNORECASE)
    assert signal_not_meant().sv.endswith("inte ett besked om orsaken.")


def test_the_budget_of_false_signals_is_said() -> None:
    assert "högst ungefär 2 sådana tecken om året" in signal_budget(12).sv
    assert signal_budget(1).sv.endswith("högst ett sådant tecken på fem år.")
    assert "högst ungefär ett sådant tecken om året" in signal_budget(3).sv


def test_maps_and_hours_say_when_they_are_too_thin() -> None:
    assert map_sentence(compare_maps([2, 2], [2, 2])).sv.startswith("För få händelser")
    assert map_sentence(compare_maps([60, 60], [60, 60])).sv.startswith("I inget av 2 delområden")
    assert map_sentence(compare_maps([90, 20], [20, 90])).sv.startswith("I 2 av 2 delområden")
    assert map_sentence(None).sv == "Inga händelser i perioderna har en position att jämföra."
    few, none = clock_sentence("none", 7), clock_sentence("none", 0)
    assert few is not None
    assert few.sv.startswith("För få händelser")
    assert none is not None
    assert none.sv == "Inga händelser i perioderna har en känd timme."
    assert clock_sentence("day_by_part", 700) is None


def test_surveys_are_said_with_base_and_interval() -> None:
    found = index_estimate([40.0, 60.0] * 30)
    assert index_sentence(found, survey_display(60, 60)).sv == (
        "60 svar. Index 50 av 100, rimligt spann 47–53."
    )
    share = share_sentence(Share(30, 60), survey_display(60, 60)).sv
    assert share == "30 av 60 svar. Andel 50 procent, rimligt spann 38–62."
    for sentence in (
        index_sentence(found, survey_display(9, 9)),
        share_sentence(Share(3, 9), survey_display(9, 9)),
    ):
        assert sentence.sv == "Färre än 10 svar: resultatet visas inte."
    assert [w.sv for w in display_sentences(survey_display(12, 12, 0.1))] == [
        "Litet underlag: jämförs inte med andra mätningar.",
        "Visar bara de som svarat.",
    ]
    assert "färre än 10 svar" in hidden_subgroup().sv
    assert wave_footer().sv.startswith("Olika personer")


def test_waves_are_said_in_points() -> None:
    rise = wave_statement(index_change([40.0, 60.0] * 40, [60.0, 80.0] * 40)).whole.sv
    assert rise.startswith("80 svar nu och 80 förra mätningen: 70 mot 50. Ökningen är större")
    assert "enheter högre" in rise
    fall = wave_statement(share_change(Share(90, 100), Share(50, 100))).whole.sv
    assert f"50{NB}% mot 90{NB}%" in fall
    assert "procentenheter lägre" in fall
    few = wave_statement(index_change([50.0] * 12, [40.0, 60.0] * 20)).whole.sv
    assert few.endswith("Det betyder inte att läget är detsamma.")
    same = wave_statement(share_change(Share(500, 1000), Share(501, 1000))).whole.sv
    assert "mer än 10 procentenheter är osannolik" in same
    open_end = wave_statement(index_change([20.0, 80.0] * 20, [23.0, 83.0] * 20)).whole.sv
    assert open_end.endswith("Det kan dölja både en ökning och en minskning.")


@pytest.mark.parametrize("key", SENTENCES)
def test_each_sentence_says_the_same_things_in_both_languages(key: str) -> None:
    pair = SENTENCES[key]
    assert set(pair) == {"sv", "en"}
    holes = [set(re.findall(r"{(\w+)}", pair[language])) for language in ("sv", "en")]
    assert holes[0] == holes[1]
    assert not any(FORBIDDEN.search(text) for text in pair.values())


def test_a_question_that_drowns_among_many_says_so() -> None:
    still = [index_change([40.0, 60.0] * 30, [40.0, 60.0] * 30)] * 11
    barely = index_change([40.0, 60.0] * 30, [44.0, 64.0] * 30)
    found = judge_waves_together([barely, *still])[0]
    assert found.is_lone_claim
    assert "12 frågor tillsammans" in wave_statement(found).whole.sv


def test_large_counts_are_said_whole_and_parts_of_few_are_not() -> None:
    many, few = compared(37541766.5, 39198370.4, 1.5), compared(5.5, 7.25, 1.5)
    assert comparison_statement(many).counts.en.startswith(
        "39,198,370 incidents against 37,541,766 the"
    )
    assert "With 37,541,766 incidents" in power_sentence(many.before, 52, 1.5).en
    assert comparison_statement(few).counts.en.startswith("7.2 incidents against 5.5 the")


def test_incidents_are_the_default_noun() -> None:
    assert (INCIDENTS.of(1).sv, INCIDENTS.of(0).en) == ("händelse", "incidents")
