"""A place of which only the months are known: no position, no weeks, and words that say so."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.app import PlatsbildDash
from dashboard.process import Process
from tests.app.conftest import Ask
from tests.builders import publish
from tests.worlds import busy_world
from warehouse.connection import PublishedFiles


@pytest.fixture
def ask_by_month(tmp_path: Path, app: PlatsbildDash, process: Process, ask: Ask) -> Ask:
    """Ask of the busy world, its incidents without positions and counted by month."""
    rows = busy_world()
    rows.tables["mart_incident_hexagon"].clear()
    for source in rows.tables["mart_source"]:
        if source["kind"] == "incident":
            source["date_unit"] = "month"
    publish(tmp_path, rows)
    app.server.extensions["platsbild"] = replace(process, files=PublishedFiles(tmp_path))
    return ask


def test_the_map_says_how_many_have_no_position(ask_by_month: Ask) -> None:
    answer = ask_by_month("situation", "?plats=torget&period=2026-07")
    head = json.dumps(answer["response"]["situation-map-head"], ensure_ascii=False)
    assert "0 av " in head
    assert "händelser har en position i Torget" in head
    assert "Inga händelser" not in head


def test_the_comparison_says_that_nothing_has_a_position(ask_by_month: Ask) -> None:
    answer = ask_by_month("comparison", "?plats=torget&period=2026-07")
    said = json.dumps(answer["response"], ensure_ascii=False)
    assert "Inga händelser i perioderna har en position att jämföra." in said


@pytest.mark.parametrize("key", ["overview", "situation"])
def test_four_weeks_are_not_judged_and_it_says_why(ask_by_month: Ask, key: str) -> None:
    said = json.dumps(ask_by_month(key, "?plats=torget&period=2026-07"), ensure_ascii=False)
    assert "räknar hela månader, så fyra veckor kan inte bedömas" in said


def test_the_overview_compares_each_place_as_its_own_pages_do(ask_by_month: Ask) -> None:
    """Whole months have the same dates a year earlier, and no 52 weeks."""
    over = json.dumps(ask_by_month("overview", "?period=2026-07"), ensure_ascii=False)
    here = json.dumps(ask_by_month("situation", "?plats=torget&period=2026-07"), ensure_ascii=False)
    (said,) = set(re.findall(r"\d+ händelser i juli 2026, [^\"]*", here))
    assert "samma datum året före" in said
    assert said in over
    assert "rapporterna täcker inte alla dagar" not in over
    assert "Talen jämförs med samma datum året före." in over
