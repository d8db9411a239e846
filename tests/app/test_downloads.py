"""Downloads open in a Swedish spreadsheet, say what they are, and run nothing."""

import pytest
from flask.testing import FlaskClient

from dashboard.app import PlatsbildDash
from dashboard.navigation import pages


def test_every_table_of_every_page_downloads(app: PlatsbildDash, client: FlaskClient) -> None:
    assert app is not None
    for page in pages():
        for name in page.downloads:
            answer = client.get(f"/hamta/{page.key}-{name}.csv?plats=torget")
            assert answer.status_code == 200, name


def test_a_swedish_file_has_mark_semicolons_and_says_what_it_is(client: FlaskClient) -> None:
    data = client.get("/hamta/situation-trend.csv?plats=torget&period=2026-08").data
    lines = data.decode("utf-8").splitlines()
    assert data.startswith(b"\xef\xbb\xbf")
    assert lines[1] == "Plats;Torget"
    assert lines[2] == "Område;Hela platsen"
    assert lines[3] == "Period;augusti 2026"
    assert lines[5] == "Kategorier;Alla kategorier"
    assert lines[6].startswith("Källa;Källa: Polisens händelser")
    assert lines[8] == ""
    assert lines[9].startswith("Tid;Händelser;")


def test_a_file_names_zone_and_categories(client: FlaskClient) -> None:
    query = "plats=torget&omrade=torget/nord&kategori=theft"
    lines = client.get(f"/hamta/situation-trend.csv?{query}").get_data(as_text=True).splitlines()
    assert lines[2].startswith("Område;Norra")
    assert lines[5] == "Kategorier;Stöld"


def test_decimals_follow_the_language(client: FlaskClient) -> None:
    swedish = client.get("/hamta/situation-tiles.csv?plats=torget").get_data(as_text=True)
    english = client.get("/hamta/situation-tiles.csv?plats=torget&sprak=en").get_data(as_text=True)
    assert ";0,25;" in swedish
    assert ",0.25," in english


def test_a_formula_is_made_harmless(client: FlaskClient) -> None:
    text = client.get("/hamta/situation-trend.csv?plats=torget").get_data(as_text=True)
    assert "'=Marknad" in text


@pytest.mark.parametrize("name", ["situation-nix", "nix", "overview-trend"])
def test_a_name_that_does_not_exist_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/hamta/{name}.csv").status_code == 404
