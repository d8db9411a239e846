"""Trygghet och upplevelse through the test client: intervals, hidden groups, empty states."""

import json
from typing import Any

import pytest

from tests.app.conftest import Ask


def said(answer: dict[str, Any]) -> str:
    return json.dumps(answer["response"]["experience-body"], ensure_ascii=False)


def tables(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer["response"]["experience-drawing"]["data"])["tables"]
    return found


@pytest.mark.parametrize(
    ("language", "finding"),
    [
        ("sv", "Enkäten 3\u00a0augusti\u00a02026: 40 svar. Index 60 av 100, rimligt spann 57–63. "
               "Ökningen är större än den vanliga variationen mellan urval."),
        ("en", "Survey of 3\u00a0August\u00a02026: 40 answers. Index 60 of 100, plausible range "
               "57–63. The increase is larger than the usual variation between samples."),
    ],
)  # fmt: skip
def test_the_finding_says_index_interval_and_verdict(ask: Ask, language: str, finding: str) -> None:
    assert finding in said(ask("experience", f"?plats=torget&sprak={language}"))


def test_a_small_group_is_hidden_with_another_so_that_it_is_not_the_rest(ask: Ask) -> None:
    answer = ask("experience", "?plats=torget")
    groups = {row[0]: row[1:] for row in tables(answer)["experience-groups"]["rows"]}
    assert groups["Kön: kvinnor"][0] == "44"
    assert groups["Ålder: 16-24"] == ["Visas inte"] * 4
    hidden = [name for name, cells in groups.items() if cells[0] == "Visas inte"]
    assert len(hidden) == 2
    assert "88" not in json.dumps(tables(answer)["experience-groups"])
    assert "Gruppen visas inte" in said(answer)


def test_questions_say_positive_of_answers_and_the_round_before(ask: Ask) -> None:
    answer = ask("experience", "?plats=torget")
    assert tables(answer)["experience-items"]["rows"] == [
        ["Trygg kvällstid", "21", "40", "52\u00a0% (21 av 40)", "50\u00a0% (20 av 40)"]
    ]
    assert "Frågan har inte ställts här" in said(answer)


def test_an_inspection_keeps_daylight_and_dark_apart(ask: Ask) -> None:
    answer = ask("experience", "?plats=torget")
    ((name, day, dark, rated),) = tables(answer)["experience-inspection"]["rows"]
    assert (name, day, dark, rated) == ("Belysning", "88,9", "33,3", "6")
    assert "61 av 100 i besiktningen" in said(answer)


def test_themes_are_numbers_of_interviews(ask: Ask) -> None:
    assert "Vanligast: belysning, i 12 av 20 intervjuer" in said(ask("experience", "?plats=torget"))


def test_what_was_not_measured_is_said(ask: Ask) -> None:
    for query in ("?plats=parken", "?plats=torget&period=2020-01"):
        words = said(ask("experience", query))
        assert "Det säger inget om tryggheten." in words
        assert "Ingen trygghetsbesiktning har gjorts här än" in words
        assert "Inga intervjuer som kan visas har gjorts här än" in words
