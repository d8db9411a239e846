"""Rent, helt och ljust through the test client: bases, misses, and words where nothing is known."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.app import PlatsbildDash
from dashboard.process import Process
from tests.app.conftest import Ask
from tests.builders import publish
from tests.worlds import busy_world
from warehouse.connection import PublishedFiles


def said(answer: dict[str, Any], part: str = "body") -> str:
    return json.dumps(answer["response"][f"cleanliness-{part}"], ensure_ascii=False)


def tables(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer["response"]["cleanliness-drawing"]["data"])["tables"]
    return found


@pytest.mark.parametrize(
    ("language", "finding"),
    [
        ("sv", "12 felanmälningar utan dubbletter i augusti 2026, "
               "12 fler än samma veckor året före (0). "
               "1 var öppen 31\u00a0augusti\u00a02026. Hälften åtgärdas inom 4,5 dagar."),
        ("en", "12 fault reports without duplicates in August 2026, "
               "12 more than the same weeks a year earlier (0). "
               "1 was open on 31\u00a0August\u00a02026. Half are dealt with within 4.5 days."),
    ],
)  # fmt: skip
def test_the_finding_says_inflow_backlog_and_wait(ask: Ask, language: str, finding: str) -> None:
    assert finding in said(ask("cleanliness", f"?plats=torget&sprak={language}"))


def test_a_share_has_its_base_and_a_small_one_is_no_percent(ask: Ask) -> None:
    answer = ask("cleanliness", "?plats=torget")
    # An open one whose time is up is a miss: 1 of 2.
    assert '"1 av 2"' in said(answer)
    assert "(av " not in said(answer)
    levels = {row[0]: row[2:] for row in tables(answer)["cleanliness-levels"]["rows"]}
    assert levels["Klottersanering"] == ["1", "2"]
    assert levels["Alla slag"] == ["8", "12"]


@pytest.mark.parametrize(
    ("language", "agreed", "name"),
    [
        ("sv", "klottersanering inom 48 timmar, annat inom 5 arbetsdagar", "inom 48 timmar"),
        ("en", "graffiti removal within 48 hours, all else within 5 working days", "48 hours"),
    ],
)
def test_the_service_levels_of_the_instance_are_said(
    ask: Ask, language: str, agreed: str, name: str
) -> None:
    words = said(ask("cleanliness", f"?plats=torget&sprak={language}"))
    assert words.count(agreed) == 2
    assert ("Klotter sanerat " if language == "sv" else "Graffiti removed within ") + name in words


def test_cleaning_grades_and_litter_say_when_and_of_how_many(ask: Ask) -> None:
    words = said(ask("cleanliness", "?plats=torget"))
    assert "31 städbesök, flest maskinsopning (31)" in words
    assert "Städgrad 3,5 av 4 i augusti 2026, 10 bedömningar" in words
    assert (
        "6,0 skräp per 10 m² i mätningen 6\u00a0augusti\u00a02026, 15,0 i mätningen före" in words
    )


def test_no_report_is_not_zero(ask: Ask) -> None:
    answer = ask("cleanliness", "?plats=torget&period=2020-01")
    assert "Det betyder inte noll." in said(answer)
    assert tables(answer)["cleanliness-kinds"]["rows"] == []
    charts = json.loads(answer["response"]["cleanliness-drawing"]["data"])["charts"]
    assert all("empty" in chart for chart in charts.values())


def test_protected_faults_are_not_shown_to_partners(
    app: PlatsbildDash, process: Process, ask: Ask, tmp_path: Path
) -> None:
    rows = busy_world()
    for source in rows.tables["mart_source"]:
        if source["source_id"] in ("city", "police"):
            source["sensitivity"] = "protected" if source["source_id"] == "city" else "open"
    publish(tmp_path, rows, profiles=("partner",))
    settings = replace(process.settings, profile="partner")
    app.server.extensions["platsbild"] = replace(
        process, files=PublishedFiles(tmp_path), settings=settings
    )
    answer = ask("cleanliness", "?plats=torget&period=2026-08")
    assert "visas inte för din roll" in said(answer)
    assert tables(answer)["cleanliness-kinds"]["rows"] == []
    assert tables(answer)["cleanliness-backlog"]["rows"] == []
