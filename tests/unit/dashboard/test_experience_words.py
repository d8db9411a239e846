"""What Trygghet och upplevelse says where a survey gives no index."""

from pathlib import Path

import pytest

from config.words import Language
from dashboard.pages.experience.tiles import no_index_words
from tests.builders import small_world
from tests.unit.warehouse.test_queries_experience import asked, rounds


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Enkäten 3\N{NO-BREAK SPACE}augusti\N{NO-BREAK SPACE}2026 ger inget index: ingen "
               "av dess frågor är utpekad"),
        ("en", "The survey of 3\N{NO-BREAK SPACE}August\N{NO-BREAK SPACE}2026 gives no index: "
               "none of its questions is named"),
    ],
)  # fmt: skip
def test_a_survey_that_names_no_questions_of_the_index_is_not_called_missing(
    tmp_path: Path, language: Language, words: str
) -> None:
    rows = rounds(54)
    rows.tables["mart_survey_index"] = []
    rows.tables["mart_survey_question"][0]["is_in_index"] = False
    said = no_index_words(asked(tmp_path, rows), language)
    assert said.startswith(words)
    assert "54" not in said


def test_only_a_place_without_a_survey_has_none(tmp_path: Path) -> None:
    assert no_index_words(asked(tmp_path, small_world()), "sv").startswith("Ingen enkät med minst")
