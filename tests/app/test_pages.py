"""Every page renders in both languages, through the test client and its callback."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from config.words import NO_BREAK
from dashboard.app import PlatsbildDash
from dashboard.navigation import pages
from dashboard.process import Process
from tests.app.conftest import Ask
from tests.builders import publish, small_world
from warehouse.connection import PublishedFiles

KEYS = (
    "overview", "situation", "experience", "cleanliness", "life", "comparison", "followup", "data",
)  # fmt: skip
LANGUAGES = ("sv", "en")
KNOWN_BY = {
    "cleanliness": ("felanmälningar", "fault reports"),
    "experience": ("enkät", "survey"),
    "life": ("passager", "passages"),
}


def drawing_of(answer: dict[str, Any], key: str) -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads(answer["response"][f"{key}-drawing"]["data"])
    return drawn


def layout_of(client: FlaskClient, path: str, search: str) -> str:
    """Return what Dash's page router answers for an address."""
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    return client.post("/_dash-update-component", json=body).get_data(as_text=True)


def test_the_pages_are_those_tested(app: PlatsbildDash) -> None:
    assert app is not None
    assert tuple(page.key for page in pages()) == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_each_page_renders_in_each_language(
    client: FlaskClient, ask: Ask, key: str, language: str
) -> None:
    page = next(page for page in pages() if page.key == key)
    index = client.get(f"{page.path}?sprak={language}").get_data(as_text=True)
    assert f'<html lang="{language}"' in index
    assert f'"{key}-view"' in layout_of(client, page.path, f"?sprak={language}")
    answer = ask(key, f"?sprak={language}")
    said = json.dumps(answer, ensure_ascii=False)
    words = KNOWN_BY.get(key, ("händelser", "incidents"))
    assert words[LANGUAGES.index(language)] in said
    assert ("august 2026" if language == "en" else "augusti 2026") in said.lower()


def test_the_finding_says_value_period_change_and_what_was_before(ask: Ask) -> None:
    finding = ask("situation", "?plats=torget")["response"]["situation-finding"]["children"]
    assert finding == (
        "76 händelser i augusti 2026, 2 färre än samma veckor året före (78). "
        "Talen är preliminära: sena rapporter kan tillkomma."
    )


def test_a_share_of_few_is_said_as_numbers(ask: Ask) -> None:
    said = json.dumps(ask("situation", "?plats=torget"), ensure_ascii=False)
    assert "5 av 20" in said or "25\u00a0%" in said
    week = json.dumps(ask("situation", "?plats=torget&period=2026-W35"), ensure_ascii=False)
    assert "1 av 4" in week
    assert "25\u00a0%" not in week


def test_no_report_is_not_zero(ask: Ask) -> None:
    answer = ask("situation", "?plats=torget&period=2020-01")
    finding = answer["response"]["situation-finding"]["children"]
    assert finding == (
        "Ingen uppgift om händelser i januari 2020: ingen källa har rapporterat. "
        "Det betyder inte noll."
    )
    notices = json.dumps(answer["response"]["situation-notices"], ensure_ascii=False)
    assert "utanför det data täcker" in notices


def test_what_the_address_has_and_nobody_knows_is_said_in_words(ask: Ask) -> None:
    answer = ask("situation", "?foo=1&jamfor=zz&plats=nix")
    said = json.dumps(answer["response"]["situation-notices"], ensure_ascii=False)
    assert "foo" in said
    assert "zz" in said
    assert "nix" in said


@pytest.mark.parametrize("key", KEYS)
def test_each_drawing_carries_the_stamp_of_its_question(ask: Ask, key: str) -> None:
    answer = ask(key, "?period=2026-07")
    assert drawing_of(answer, key)["stamp"] == "?period=2026-07"


def test_a_senders_text_is_no_markup(ask: Ask) -> None:
    drawn = drawing_of(ask("situation", "?plats=torget"), "situation")
    figure = drawn["charts"]["situation-trend"]
    assert any("=Marknad &lt;b&gt;" in text for text in figure["data"][2]["text"])


def test_the_map_says_what_has_no_position(ask: Ask) -> None:
    table = drawing_of(ask("situation", ""), "situation")["tables"]["situation-map"]
    assert [row[0] for row in table["rows"]][-1] == "Rader utan position, på ingen plats"


def test_a_period_without_incidents_says_so_in_every_chart(ask: Ask) -> None:
    answer = ask("situation", "?plats=torget&period=2026-08-01--2026-08-01&kategori=damage")
    drawn = drawing_of(answer, "situation")
    empty = {name for name, chart in drawn["charts"].items() if "empty" in chart}
    assert "situation-hours" in empty
    said = {
        "hours": "Inga händelser (skadegörelse) med känd timme i perioden",
        "map": "Inga händelser (skadegörelse) i perioden i Torget",
    }
    for panel, words in said.items():
        head = answer["response"][f"situation-{panel}-head"]
        assert words in json.dumps(head, ensure_ascii=False)


def test_layers_of_the_map_can_be_switched(ask: Ask) -> None:
    drawn = drawing_of(ask("situation", "?plats=torget"), "situation")
    layers = {layer["id"] for layer in drawn["map"]["layers"]}
    switched = [entry["layer"] for entry in drawn["map"]["legend"] if "layer" in entry]
    assert switched[0] == "hexagons"
    assert set(switched) <= layers


def test_the_source_is_one_line_and_all_of_it_behind(ask: Ask) -> None:
    foot = ask("situation", "?plats=torget")["response"]["situation-trend-foot"]["children"]
    brief, full = foot[0]["props"]["children"]
    assert brief["props"]["children"].startswith("Källa: Polisens händelser, data till och med")
    assert full["props"]["children"].startswith("Källa: Polisens händelser (")


def test_a_page_asks_at_once_for_what_it_will_draw_with(client: FlaskClient) -> None:
    first = client.get("/").get_data(as_text=True)
    second = client.get("/laget").get_data(as_text=True)
    assert first.count('rel="preload"') == 1
    assert second.count('rel="preload"') >= 3
    assert second.count("plotly-platsbild.min.js") == 2


def test_the_time_of_publishing_is_the_places_own(client: FlaskClient) -> None:
    said = json.loads(f'"{_plain(layout_of(client, "/", "?sprak=en"))}"')
    assert re.search(r"Published \d+", said)


def test_a_first_page_gives_away_no_layout_and_no_version_of_python(client: FlaskClient) -> None:
    index = client.get("/").get_data(as_text=True)
    assert "Torget" not in index
    assert "python_version" not in index


def test_nothing_published_is_a_designed_state(
    app: PlatsbildDash, client: FlaskClient, process: Process, tmp_path: Path
) -> None:
    app.server.extensions["platsbild"] = replace(process, files=PublishedFiles(tmp_path))
    assert client.get("/").status_code == 200
    assert "Ingenting är publicerat än" in json.loads(f'"{_plain(layout_of(client, "/", ""))}"')


def test_an_address_without_a_page_says_so_in_the_frame(client: FlaskClient) -> None:
    said = layout_of(client, "/finns/inte", "?sprak=en")
    assert "The page does not exist" in said
    assert "Overview" in said


def test_a_version_that_is_gone_is_a_designed_state(client: FlaskClient) -> None:
    said = layout_of(client, "/laget", "?version=20200101T000000Z-000000")
    assert "Versionen finns inte" in json.loads(f'"{_plain(said)}"')


def _plain(answer: str) -> str:
    return answer.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


@pytest.mark.parametrize("key", ["overview", "situation"])
def test_what_is_unexpected_is_said_with_how_often_chance_gives_it(key: str, ask: Ask) -> None:
    said = json.dumps(ask(key, "?plats=torget"), ensure_ascii=False)
    assert "Oväntat många eller få" in said
    assert "Följer inte den valda perioden" in said or "inte fyra hela veckor" in said


@pytest.mark.parametrize(
    ("language", "notice", "caution"),
    [
        ("sv", "senaste notis är Brand, Ekstad, 1 augusti 2026", "De räknas inte"),
        ("en", "latest police notice is Brand, Ekstad, 1 August 2026", "They are not counted"),
    ],
)
def test_the_world_around_is_told_with_its_cautions_and_no_count(
    ask: Ask, language: str, notice: str, caution: str
) -> None:
    answer = ask("situation", f"?plats=torget&period=2026-08&sprak={language}")["response"]
    said = json.dumps(answer["situation-around"], ensure_ascii=False).replace(NO_BREAK, " ")
    assert notice in said
    assert caution in said
    tables = json.loads(answer["situation-drawing"]["data"])["tables"]
    day = {"sv": "1 augusti 2026", "en": "1 August 2026"}[language]
    (told,) = tables["situation-notices"]["rows"]
    assert told[0].replace(NO_BREAK, " ") == day
    assert told[1:] == ["Brand", "Ekstad", "1 aug 13.40, Brand, Ekstad"]
    (latest, before), kolada = {
        "sv": (("905,3", f"2024:{NO_BREAK}900,0"), "Kolada"),
        "en": (("905.3", f"2024:{NO_BREAK}900.0"), "Kolada, open data"),
    }[language]
    assert tables["situation-numbers"]["rows"] == [
        [
            "Anmälda våldsbrott",
            "2025",
            latest,
            "brott per 100 000 invånare",
            before,
            "Ekstad",
            kolada,
        ]
    ]


def test_a_period_without_notices_says_so_and_has_no_table(ask: Ask) -> None:
    answer = ask("situation", "?plats=torget&period=2026-07")["response"]
    said = json.dumps(answer["situation-around"], ensure_ascii=False)
    assert "Omvärlden: inga notiser från polisen i perioden" in said
    assert "situation-notices.csv" not in said
    assert "situation-numbers.csv" in said


def test_without_a_source_of_context_there_is_no_such_panel(
    app: PlatsbildDash, process: Process, ask: Ask, tmp_path: Path
) -> None:
    publish(tmp_path, small_world())
    app.server.extensions["platsbild"] = replace(process, files=PublishedFiles(tmp_path))
    answer = ask("situation", "?plats=torget")["response"]
    assert answer["situation-around"]["children"] == []
