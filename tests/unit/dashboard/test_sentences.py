"""A number is told with what it rests on: a share of how many, a mean over how many."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from config.words import Words
from dashboard.sentences import base_words, change_words, value_words, when_words
from dashboard.state import View, settle, state_of
from tests.builders import publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.queries.catalogue import catalogue
from warehouse.queries.rows import KpiFigure
from warehouse.viewer import Viewer

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


@pytest.fixture
def view(tmp_path: Path) -> View:
    publish(tmp_path, small_world())
    shown = catalogue(PublishedFiles(tmp_path), Viewer("internal"))
    return settle(state_of("?plats=torget&period=2026-08"), shown)


COUNT = replace(
    INDEX, base_name=None, base=None, value=30.0, comparison_value=22.0, change=8.0,
    comparison_completeness="complete",
)  # fmt: skip


def said(figure: KpiFigure, view: View) -> str:
    return change_words(figure, view).replace("\N{NO-BREAK SPACE}", " ")


def test_a_stock_names_its_day_and_the_day_it_is_held_against(view: View) -> None:
    stock = replace(COUNT, counted_on=dt.date(2026, 8, 22), compared_on=dt.date(2025, 8, 22))
    assert said(stock, view) == "8 fler än 22 augusti 2025 (22)"
    when = when_words(stock, "sv").replace("\N{NO-BREAK SPACE}", " ")
    assert when == "vid slutet av 22 augusti 2026"
    assert when_words(COUNT, "sv") == ""


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (replace(COUNT, change=None, completeness="partial"),
         "Går inte att jämföra med samma veckor året före: rapporterna täcker inte alla dagar "
         "(22)"),
        # Every day is reported: the reason is another.
        (replace(COUNT, change=None, value=None, is_too_few=True), "samma veckor året före: 22"),
        (replace(COUNT, change=None, comparison_value=None, comparison_is_too_few=True),
         "samma veckor året före: för få för att säga något"),
        (replace(COUNT, change=None, comparison_value=None),
         "Ingen uppgift om samma veckor året före"),
    ],
)  # fmt: skip
def test_why_nothing_is_compared_is_the_true_reason(
    figure: KpiFigure, words: str, view: View
) -> None:
    assert said(figure, view) == words
