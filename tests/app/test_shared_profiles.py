"""What a coordinator, a partner and the public get: pages that work, and no hidden number."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import PlatsbildDash
from dashboard.navigation import pages
from dashboard.process import Process
from tests.app.conftest import Ask
from tests.app.test_pages import KEYS, drawing_of, layout_of
from tests.shared_worlds import PLANTED, SENSITIVE_NAME, publish_shared
from warehouse.connection import PublishedFiles
from warehouse.privacy.audiences import AUDIENCES, Shared

Become = Callable[[Shared], None]
# As an internal viewer's link may name them: a week, a month, one category, a zone.
LINKS = (
    "?plats=torget",
    "?plats=torget&period=2026-W20&steg=vecka",
    "?plats=torget&period=2026-05&kategori=theft&omrade=torget/nord",
    "?plats=torget&period=2026-Q2&kategori=secret",
    "?plats=torget&period=2026-04-02--2026-06-11&jamfor=foregaende&sprak=en",
    "?plats=torget&period=2026-Q2&mot=2025-Q2&kategori=grupp/theft&sprak=en",
    "?plats=torget&period=2026-Q3",
    "?plats=torget&period=2019-Q3",
)
HIDDEN = {str(PLANTED), "1\u00a0379", "1 379", "1,379", "1\u202f379"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[Shared, Path]:
    return {one: publish_shared(tmp_path_factory.mktemp(one), one) for one in AUDIENCES}


@pytest.fixture
def become(app: PlatsbildDash, process: Process, shared: dict[Shared, Path]) -> Become:
    def changed(audience: Shared) -> None:
        files = PublishedFiles(shared[audience], "128MB", 1)
        now = replace(process, settings=replace(process.settings, profile=audience), files=files)
        app.server.extensions["platsbild"] = now

    return changed


def everything(client: FlaskClient, ask: Ask, search: str) -> dict[str, str]:
    """Return all that the pages and downloads say for one address."""
    said = {}
    for page in pages():
        said[page.path] = layout_of(client, page.path, search)
        assert f'"{page.key}-view"' in said[page.path]
        said[page.key] = json.dumps(ask(page.key, search), ensure_ascii=False)
        for name in page.downloads:
            file = f"/hamta/{page.key}-{name}.csv"
            answer = client.get(file + search)
            assert answer.status_code == 200, file
            said[file] = answer.get_data(as_text=True)
    return said


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("search", LINKS)
def test_no_link_breaks_a_page_or_names_a_sensitive_category(
    client: FlaskClient, ask: Ask, become: Become, audience: Shared, search: str
) -> None:
    become(audience)
    for place, said in everything(client, ask, search).items():
        assert SENSITIVE_NAME not in said, place


@pytest.mark.parametrize("audience", ["partner", "public"])
@pytest.mark.parametrize("search", LINKS)
def test_a_hidden_number_stands_nowhere(
    client: FlaskClient, ask: Ask, become: Become, audience: Shared, search: str
) -> None:
    become(audience)
    for place, said in everything(client, ask, search).items():
        assert not any(number in said for number in HIDDEN), place


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("search", LINKS)
def test_no_downloaded_number_of_incidents_is_small(
    client: FlaskClient, become: Become, audience: Shared, search: str
) -> None:
    become(audience)
    for name in ("situation-trend", "situation-categories", "situation-hours", "comparison-weeks"):
        said = client.get(f"/hamta/{name}.csv{search}").get_data(as_text=True)
        delimiter = "," if "sprak=en" in search else ";"
        table = said.split("\r\n\r\n")[1]
        for row in list(csv.reader(io.StringIO(table), delimiter=delimiter))[1:]:
            counts = [cell for cell in row[1:3] if cell.replace(",", "").isdigit()]
            assert not any(1 <= float(cell.replace(",", ".")) <= 4 for cell in counts), (name, row)


def test_a_partner_begins_with_the_last_closed_quarter(ask: Ask, become: Become) -> None:
    become("partner")
    answer = ask("situation", "?plats=torget")
    finding = answer["response"]["situation-finding"]["children"]
    assert "under kvartal 2 2026 (apr–juni)" in finding
    assert "samma kvartal året före" in finding
    filters = drawing_of(answer, "situation")["filters"]
    assert filters["defaults"]["period"] == "2026-Q2"
    assert [code for code, _ in filters["grain"]["choices"]] == ["quarter", "half_year", "year"]
    assert [code for code, _ in filters["kategori"]["choices"]] == ["grupp/theft", "grupp/violence"]


def test_what_is_not_shown_says_why_and_offers_what_is(ask: Ask, become: Become) -> None:
    become("partner")
    answer = ask("situation", "?plats=torget&period=2026-05")
    finding = answer["response"]["situation-finding"]["children"]
    assert finding == (
        "Händelser i maj 2026 visas inte. Visas bara för hela kvartal. "
        "Närmast som kan visas: 1 april–30 juni 2026, hela platsen."
    )
    tiles = json.dumps(answer["response"]["situation-tiles"], ensure_ascii=False)
    assert "period=2026-Q2&omrade=&kategori=" in tiles


def test_a_kpi_of_some_categories_is_answered_or_says_which_group_is(
    ask: Ask, become: Become
) -> None:
    become("partner")
    for language, said in (
        ("sv", "Visas bara tillsammans med andra kategorier. Närmast som kan visas: "
               "1 april–30 juni 2026, hela platsen, Våld och hot."),
        ("en", "Shown only together with other categories. The nearest that can be shown: "
               "1 April–30 June 2026, the whole place, Violence and threats."),
    ):  # fmt: skip
        search = f"?plats=torget&period=2026-Q2&sprak={language}"
        tiles = ask("situation", search)["response"]["situation-tiles"]["children"]
        named = {"sv": ("Stölder", "Misshandel"), "en": ("Thefts", "Assaults")}[language]
        thefts, assaults = (
            json.dumps(one, ensure_ascii=False)
            for one in tiles
            if one["props"]["children"][0]["props"]["children"] in named
        )
        assert "Suppressed" not in thefts
        assert "Visas inte" not in thefts
        assert "Not shown" not in thefts
        assert said in assaults
        assert "kategori=assault%2Crobbery" in assaults


def test_a_button_to_what_is_shown_already_is_not_there(ask: Ask, become: Become) -> None:
    become("partner")
    search = "?plats=torget&period=2026-Q2&kategori=grupp/violence"
    tiles = json.dumps(ask("situation", search)["response"]["situation-tiles"])
    assert "Misshandel" in tiles
    assert "withheld__offer" not in tiles


def test_the_public_is_told_that_it_sees_no_plan(ask: Ask, become: Become) -> None:
    become("public")
    said = json.dumps(ask("followup", "?plats=torget"), ensure_ascii=False)
    assert "Handlingsplanen visas inte för allmänheten." in said


def test_every_page_was_asked() -> None:
    assert len(KEYS) == len(pages())
