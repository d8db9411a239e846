"""Liv och utbud through the test client: bases, outages and words where nothing is known."""

import json
from typing import Any

import pytest

from tests.app.conftest import Ask


def said(answer: dict[str, Any]) -> str:
    return json.dumps(answer["response"]["life-body"], ensure_ascii=False)


def drawn(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer["response"]["life-drawing"]["data"])
    return found


@pytest.mark.parametrize(
    ("language", "finding"),
    [
        ("sv", "180 passager per räknad timme och mätpunkt i augusti 2026, mot 180 i "
               "jämförelsen. Flest kl. 17–20 (240), minst kl. 06–17 (120)."),
        ("en", "180 passages for each counted hour and counting point in August 2026, against "
               "180 in the comparison. Most at 17–20 (240), fewest at 06–17 (120)."),
    ],
)  # fmt: skip
def test_the_finding_says_flow_and_time_of_day(ask: Ask, language: str, finding: str) -> None:
    assert finding in said(ask("life", f"?plats=torget&sprak={language}"))


def test_an_outage_is_a_gap_and_is_said(ask: Ask) -> None:
    answer = ask("life", "?plats=torget")
    assert "7 dagar med bortfall" in said(answer)
    figure = drawn(answer)["charts"]["life-weeks"]
    assert None in figure["data"][1]["y"]
    states = {row[0]: row[3] for row in drawn(answer)["tables"]["life-weeks"]["rows"]}
    assert states["vecka 33 2026 (10–16 aug)"] == "Bortfall, eller inte räknat än"


def test_shares_have_base_and_interval(ask: Ask) -> None:
    words = said(ask("life", "?plats=torget"))
    assert "50 av 100 observerade" in words
    assert "rimligt 40\u00a0%–60\u00a0%" in words
    assert "40\u00a0% (40 av 100) i räkningen före" in words


def test_premises_say_how_many_of_how_many_and_when(ask: Ask) -> None:
    words = said(ask("life", "?plats=torget"))
    assert "17\u00a0% (2 av 12), mot 25\u00a0% (3 av 12) i inventeringen före" in words
    assert "5 av 8" in words
    assert "62\u00a0%" not in words


def test_no_report_is_not_zero(ask: Ask) -> None:
    answer = ask("life", "?plats=parken")
    assert "Det betyder inte noll." in said(answer)
    assert "Lokalerna här har inte inventerats än" in said(answer)
    assert "empty" in drawn(answer)["charts"]["life-weeks"]


@pytest.mark.parametrize(
    ("key", "table"), [("life", "life-events"), ("situation", "situation-trend")]
)
def test_an_event_without_a_place_is_named_but_counted_at_none(
    ask: Ask, key: str, table: str
) -> None:
    answer = ask(key, "?plats=torget&period=2026-08")["response"]
    words = "1 evenemang i kalendrar utan plats räknas inte till platsen."
    assert words in json.dumps(answer, ensure_ascii=False)
    rows = json.loads(answer[f"{key}-drawing"]["data"])["tables"][table]["rows"]
    assert "Landskamp" not in json.dumps(rows)
