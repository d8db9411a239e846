"""A title says what its figure shows: of which categories, of how many, and which are equal."""

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from config.words import Words
from dashboard.app import PlatsbildDash
from dashboard.figures.category_bars import category_figure
from dashboard.leading import each, leading, named, trailing
from dashboard.navigation import pages
from dashboard.process import Process
from dashboard.senders_words import round_name
from dashboard.settling import view_of
from dashboard.theme import Look
from tests.app.conftest import Ask
from tests.app.test_pages import drawing_of, layout_of
from tests.builders import publish
from tests.worlds import busy_world
from warehouse.connection import PublishedFiles
from warehouse.queries.rows import Category, CategoryCount

AUGUST = "?plats=torget&period=2026-08"
ONE_DAY = "?plats=torget&period=2026-08-03--2026-08-03"


@pytest.fixture
def ask_uneven(tmp_path: Path, app: PlatsbildDash, process: Process, ask: Ask) -> Ask:
    """Ask of a world with fifteen thefts more on 3 August: spread over hours, on no map."""
    rows = busy_world()
    theft = {"local_date": dt.date(2026, 8, 3), "category_id": "theft"}
    rows.add("mart_kpi_day", numerator=15.0, **theft)
    for hour in (1, 2, 3):
        rows.add("mart_incident_hour", hour=hour, incident_count=4.5, **theft)
    # Another place has data that reach further.
    rows.tables["mart_version"][0]["data_to"] = dt.date(2029, 3, 1)
    publish(tmp_path, rows)
    app.server.extensions["platsbild"] = replace(process, files=PublishedFiles(tmp_path))
    return ask


def head(ask: Ask, search: str, panel: str, key: str = "situation") -> str:
    return json.dumps(ask(key, search)["response"][f"{key}-{panel}-head"], ensure_ascii=False)


def test_chosen_categories_are_named_wherever_they_bound_a_number(ask: Ask) -> None:
    search = f"{AUGUST}&kategori=theft"
    for key, parts in {
        "situation": ("context", "finding", "trend-head", "hours-head", "map-head"),
        "comparison": ("context", "heading", "weeks-head", "clock-head", "map-head"),
    }.items():
        answer = ask(key, search)["response"]
        for part in parts:
            said = json.dumps(answer[f"{key}-{part}"]["children"], ensure_ascii=False)
            assert "stöld" in said, (key, part)
    finding = ask("situation", search)["response"]["situation-finding"]["children"]
    assert re.match(r"\d+ händelser \(stöld\) i augusti 2026", finding)


def test_the_sum_of_chosen_categories_is_not_called_all(ask: Ask) -> None:
    for search, name in ((f"{AUGUST}&kategori=theft,damage", "De valda"), (AUGUST, "Alla")):
        table = drawing_of(ask("comparison", search), "comparison")["tables"]["comparison-kinds"]
        assert f"{name} tillsammans" in [row[0] for row in table["rows"]]


def test_a_category_of_another_kind_bounds_no_incidents_and_is_not_named(ask: Ask) -> None:
    answer = ask("situation", f"{AUGUST}&kategori=graffiti_report")["response"]
    assert "klottersanering" not in answer["situation-finding"]["children"].lower()


def test_a_chart_that_the_choice_does_not_bound_says_so(ask: Ask) -> None:
    words = ("(alla kategorier)", "Urvalet av kategorier gäller inte")
    assert all(one in head(ask, f"{AUGUST}&kategori=theft", "categories") for one in words)
    assert not any(one in head(ask, AUGUST, "categories") for one in words)


def test_the_map_says_how_many_of_all_it_holds(ask_uneven: Ask) -> None:
    said = head(ask_uneven, AUGUST, "map")
    assert "76 av 91 händelser har en position i Torget; 15 saknar position" in said
    drawn = drawing_of(ask_uneven("situation", AUGUST), "situation")
    rows = dict(row[:2] for row in drawn["tables"]["situation-map"]["rows"])
    assert rows["Händelser utan position"] == "15"


def test_a_map_that_holds_all_says_no_more(ask: Ask) -> None:
    assert '"76 händelser har en position i Torget"' in head(ask, AUGUST, "map")


def test_hours_are_told_as_whole_incidents_and_why_they_have_parts(ask_uneven: Ask) -> None:
    said = head(ask_uneven, ONE_DAY, "hours")
    assert "Flest händelser" in said
    assert "är fördelad på dem" in said
    assert not re.search(r"av \d+,\d|\d,\d av", said)


def test_nothing_is_said_of_no_incidents(ask: Ask) -> None:
    assert "0 händelser" not in head(ask, AUGUST, "hours")
    assert "0 rader" not in head(ask, AUGUST, "map")
    assert "är fördelad på dem" not in head(ask, AUGUST, "hours")


def test_equal_hours_are_counted_and_none_of_them_named(ask_uneven: Ask) -> None:
    title = head(ask_uneven, ONE_DAY, "hours")
    assert "i var och en av 3 rutor i veckan" in title
    assert "kl. " not in title


def test_in_a_meeting_the_title_speaks_of_the_cells_that_are_drawn(ask_uneven: Ask) -> None:
    said = head(ask_uneven, f"{ONE_DAY}&visning=mote", "hours")
    assert re.search(r"kl\. \d\d–\d\d: ", said)
    first, last = re.findall(r"kl\. (\d\d)–(\d\d)", said)[0]
    assert int(last) - int(first) == 3


def test_all_that_lead_together_are_found_in_their_order() -> None:
    assert leading([3, 5, 2, 5], float) == [5, 5]
    assert trailing([3, 2, 5, 2], float) == [2, 2]
    assert leading([], float) == []
    assert (named([5, 5], str, "sv"), each([5, 5], "sv")) == ("5 och 5", " vardera")
    assert (named([5], str, "sv"), each([5], "sv")) == ("5", "")
    assert named([5] * 4, str, "en") == "4 equally large"


def test_kinds_that_are_equally_common_are_all_named(ask: Ask) -> None:
    answer = ask("cleanliness", "?plats=torget&period=2026-08-06--2026-08-06")
    said = json.dumps(answer, ensure_ascii=False)
    assert "Vanligast: klottersanering och skräp, 1 vardera av 2 anmälningar" in said


def test_a_small_mean_is_written_alike_in_the_bar_and_in_the_sentence() -> None:
    row = CategoryCount(Category("", "", "", Words(sv="02–05", en="02–05")), 4.46, None)
    drawn = category_figure((row,), Look("sv", is_meeting=False))
    assert "<b>4,5</b>" in drawn["layout"]["annotations"][0]["text"]


def test_rounds_and_themes_are_in_the_language_of_the_page_or_quoted(ask: Ask) -> None:
    search = "?plats=torget&sprak=en"
    assert "Most common: “belysning”, in 12 of 20" in json.dumps(
        ask("experience", search), ensure_ascii=False
    )
    assert "“" not in json.dumps(ask("experience", "?plats=torget"), ensure_ascii=False)


@pytest.mark.parametrize(
    ("code", "swedish", "english"),
    [
        ("Nuläge", "nuläge", "baseline"), ("24 månader", "24 månader", "24 months"),
        ("2026", "2026", "2026"), ("hösten", "hösten", "“hösten”"),
    ],
)  # fmt: skip
def test_a_round_of_the_model_has_a_name_in_each_language(
    app: PlatsbildDash, code: str, swedish: str, english: str
) -> None:
    with app.server.test_request_context("/"):
        assert round_name(code, view_of("")) == swedish
        assert round_name(code, view_of("?sprak=en")) == english


@pytest.mark.parametrize("key", ["overview", "data"])
def test_one_page_says_one_day_that_data_reach(
    ask_uneven: Ask, client: FlaskClient, key: str
) -> None:
    page = next(page for page in pages() if page.key == key)
    said = layout_of(client, page.path, "?plats=torget")
    said += json.dumps(ask_uneven(key, "?plats=torget"), ensure_ascii=False)
    assert "20\u00a0september\u00a02026" in said
    assert "1\u00a0mars\u00a02029" not in said


def test_a_target_that_looks_reached_is_told_with_a_decimal(
    tmp_path: Path, app: PlatsbildDash, process: Process, ask: Ask
) -> None:
    rows = busy_world()
    (target,) = rows.tables["mart_registered"]
    target["target_value"] = 911.6
    publish(tmp_path, rows)
    app.server.extensions["platsbild"] = replace(process, files=PublishedFiles(tmp_path))
    table = drawing_of(ask("followup", "?plats=torget"), "followup")["tables"]["followup-kpis"]
    assert table["rows"][0][6] == "911,6, nästan nått (mindre än 46 ifrån): nu 912,0"


def test_no_weeks_that_are_gaps_are_not_counted(ask: Ask) -> None:
    one, none = (
        json.dumps(ask("life", f"?plats=torget{more}"), ensure_ascii=False)
        for more in ("", "&period=2026-07")
    )
    assert "1 vecka är en lucka" in one
    assert "ingen hel dag då alla" not in none
