"""A number is told with what it rests on: a share of how many, a mean over how many."""

from dataclasses import replace

from config.words import Words
from dashboard.sentences import base_words, value_words
from warehouse.queries.rows import KpiFigure

INDEX = KpiFigure(
    kpi_id="experience_index",
    name=Words(sv="Upplevelseindex", en="Experience index"),
    definition=Words(sv="Medel", en="Mean"),
    caution=None,
    unit=Words(sv="indexpoäng", en="index points"),
    better="higher",
    decimals=0,
    is_share=False,
    base_name=Words(sv="svarande", en="respondents"),
    by_category=False,
    value=62.6,
    base=90,
    comparison_value=None,
    comparison_base=None,
    change=None,
    completeness="complete",
    comparison_completeness=None,
    sparkline=(),
    sources=(),
)


def test_a_mean_is_told_with_how_many_and_not_as_a_part_of_them() -> None:
    assert value_words(INDEX, "sv") == "63"
    assert base_words(INDEX, "sv") == "indexpoäng, 90 svarande"


def test_a_share_is_told_as_a_part_of_its_base() -> None:
    share = replace(INDEX, is_share=True, value=0.5, unit=Words(sv="%", en="%"))
    assert base_words(share, "sv") == "45 av 90 svarande"


def test_a_share_of_a_few_is_no_percentage() -> None:
    share = replace(INDEX, is_share=True, value=0.5, base=4, unit=Words(sv="%", en="%"))
    assert (value_words(share, "sv"), base_words(share, "sv")) == ("2 av 4", "svarande")
