"""Jämför perioder says what the numbers can bear, in both languages and in that order."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.app.conftest import Ask
from tests.app.test_pages import drawing_of, layout_of

YEAR = "?plats=torget&period=2026-06-01--2026-08-30&mot=2025-06-02--2025-08-31"

PANELS = ("kinds", "weeks", "controls", "clock", "map")


def texts(part: object) -> list[str]:
    """Return every text of a Dash tree, in reading order."""
    if isinstance(part, dict):
        return texts(part.get("props", {}).get("children"))
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    return [part] if isinstance(part, str) else []


def of(answer: dict[str, Any], part: str) -> list[str]:
    return texts(answer["response"][f"comparison-{part}"]["children"])


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("sv", ("Vad platsen kan visa: ", "händelser mot", "kategorier bedöms")),
        ("en", ("What the place can show: ", "incidents against", "categories are")),
    ],
)
def test_power_counts_verdict_and_tally_stand_in_that_order(
    ask: Ask, language: str, wanted: tuple[str, ...]
) -> None:
    said = " ".join(of(ask("comparison", f"{YEAR}&sprak={language}"), "verdict"))
    places = [said.index(text) for text in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_uncertain_never_sounds_like_unchanged(ask: Ask, language: str) -> None:
    answer = ask("comparison", f"{YEAR}&sprak={language}")
    said = json.dumps(answer, ensure_ascii=False).lower()
    for wrong in ("ingen förändring", "inte ändrats", "no change", "not changed", "signifikan"):
        assert wrong not in said


@pytest.mark.parametrize(
    ("search", "part", "sentence"),
    [
        (YEAR, "caveats", "Anmälda händelser, inte alla som inträffat."),
        ("?plats=torget&period=2025-06", "caveats", "Historiken"),
        ("?plats=torget&period=2026-08&mot=2026-07", "caveats", "Perioderna har inte lika många"),
        ("?plats=torget&period=2026-08&mot=2026-02", "caveats", "olika långa"),
        ("?plats=torget&period=2026-08&mot=2020-08", "verdict", "Det betyder inte noll"),
        ("?plats=torget&period=2026-08&mot=2026-08", "verdict", "Perioderna delar dagar"),
        ("?plats=torget&period=2025-08&mot=2026-08", "caveats", "omvänd ordning"),
        ("?plats=torget&period=2026-W30&mot=2026-W29", "verdict", "För få"),
        ("?plats=parken&period=2026-08", "verdict", "Inget är anmält"),
        ("?plats=torget&period=2026-08", "controls-head", "Utan jämförelseområde"),
    ],
)
def test_each_pitfall_has_its_sentence_on_the_screen(
    ask: Ask, search: str, part: str, sentence: str
) -> None:
    assert sentence in " ".join(of(ask("comparison", search), part))


@pytest.mark.parametrize(
    ("search", "panels"),
    [
        ("?plats=torget&period=2019-08&mot=2018-08", set()),
        ("?plats=torget&period=2026-08&mot=2020-08", {"kinds", "weeks"}),
    ],
)
def test_a_panel_without_anything_to_show_goes_away_and_the_verdict_says_why(
    ask: Ask, search: str, panels: set[str]
) -> None:
    answer = ask("comparison", search)
    heads = {name: of(answer, f"{name}-head") for name in PANELS}
    assert {name for name, head in heads.items() if head} == panels
    assert "Det betyder inte noll" in " ".join(of(answer, "verdict"))
    charts = drawing_of(answer, "comparison")["charts"]
    # What is not drawn is said once, in the head.
    drawn = {name for name in panels if "data" in charts[f"comparison-{name}"]}
    assert drawn == panels - {"kinds"}
    assert charts["comparison-kinds"] == {"empty": True}
    assert all(of(ask("comparison", YEAR), f"{name}-head") for name in PANELS)


def test_every_chart_has_its_table_and_draws_the_rows_there_is_something_to_say_of(
    ask: Ask,
) -> None:
    answer = ask("comparison", YEAR)
    drawn = drawing_of(answer, "comparison")
    assert set(drawn["charts"]) == {
        "comparison-kinds", "comparison-weeks", "comparison-controls", "comparison-clock",
    }  # fmt: skip
    kinds = drawn["tables"]["comparison-kinds"]
    assert [row[0] for row in kinds["rows"]] == ["Alla tillsammans", "Stöld", "Skadegörelse"]
    assert [row[3] for row in kinds["rows"][1:]] == ["För få för att säga"] * 2
    assert len(drawn["charts"]["comparison-kinds"]["data"][0]["x"]) == 1
    assert "2 kategorier har för få händelser" in json.dumps(answer, ensure_ascii=False)
    ticks = drawn["charts"]["comparison-kinds"]["layout"]["xaxis"]["tickvals"]
    assert ticks == [0.5, 0.8, 1.0, 1.25, 2.0]


def test_the_file_names_the_reference_period(client: FlaskClient) -> None:
    text = client.get(f"/hamta/comparison-kinds.csv{YEAR}").get_data(as_text=True)
    assert "Jämförelse;2 juni–31 augusti 2025" in text
    assert "Alla tillsammans;" in text


def test_a_ready_comparison_is_pressed_when_it_is_on_screen(client: FlaskClient) -> None:
    said = layout_of(client, "/jamfor", "?plats=torget")
    assert said.count('"aria-pressed":"true"') == 1
    assert "period=r12-2026-08" in said


def test_a_reference_nobody_can_read_is_said(ask: Ask) -> None:
    assert "mot" in " ".join(of(ask("comparison", "?mot=2026-99"), "notices"))
