"""Breaks on the pages: in the sentence, the tile, the curve, its summary and its table."""

import datetime as dt
import json
from collections.abc import Iterator
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

BREAK = dt.date(2026, 3, 1)
SAID = {
    "sv": "Brytpunkt i serien 1 mars 2026: 6 mätpunkter slutade räkna. "
    "Talen före och efter går inte att jämföra.",
    "en": "Break in the series 1 March 2026: 6 counting points ceased to count. "
    "The numbers before and after cannot be compared.",
}


@pytest.fixture
def broken(app: PlatsbildDash, process: Process, tmp_path: Path) -> Iterator[None]:
    """Two counting points of eight go on; the incidents have a declared break the same day."""
    rows = busy_world()
    for number in range(8):
        last = dt.date(2026, 9, 20) if number < 2 else BREAK - dt.timedelta(days=1)
        rows.add("mart_flow_point", point_code=f"P{number}", first_date=dt.date(2025, 6, 1),
                 last_date=last)  # fmt: skip
    rows.add("mart_found_break", break_on=BREAK)
    rows.add("mart_break", break_on=BREAK)
    rows.add("mart_kpi", kpi_id="hot", form="peak_hours", unit_sv="%", unit_en="%", least_count=1,
             pages="", sort_order=99, denominator_sv="händelser",
             denominator_en="incidents")  # fmt: skip
    publish(tmp_path, rows)
    app.server.extensions["platsbild"] = replace(process, files=PublishedFiles(tmp_path))
    yield
    app.server.extensions["platsbild"] = process


def parts(answer: dict[str, Any], key: str) -> tuple[str, dict[str, Any]]:
    words = json.dumps(answer["response"], ensure_ascii=False)
    return words, json.loads(answer["response"][f"{key}-drawing"]["data"])


def marked(figure: dict[str, Any]) -> tuple[list[str], list[str]]:
    lines = [shape["x0"] for shape in figure["layout"]["shapes"] if shape["type"] == "line"]
    return lines, [note["text"] for note in figure["layout"]["annotations"]]


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_passages_say_the_break_instead_of_what_was_before(ask: Ask, language: str) -> None:
    words, drawn = parts(ask("life", f"?plats=torget&sprak={language}"), "life")
    assert words.count(SAID[language]) == 2
    lines, names = marked(drawn["charts"]["life-weeks"])
    assert lines == [str(BREAK)]
    assert ("6 mätpunkter slutade" if language == "sv" else "6 points ceased") in names
    states = [row[3] for row in drawn["tables"]["life-weeks"]["rows"]]
    of_break = "6 mätpunkter slutade räkna" if language == "sv" else "6 counting points ceased"
    # The first of March is a Sunday, the last day of its week.
    assert [of_break in state for state in states].count(True) == 1


@pytest.mark.usefixtures("broken")
def test_incidents_say_the_declared_break_and_the_curve_is_marked(ask: Ask) -> None:
    words, drawn = parts(ask("situation", "?plats=torget"), "situation")
    why = "Brytpunkt i serien 1 mars 2026: Ny kodlista. Talen före och efter går inte att jämföra."
    assert words.count(why) == 2
    lines, names = marked(drawn["charts"]["situation-trend"])
    assert lines == [str(BREAK)]
    assert "Ny kodlista" in names
    of_march = [row[3] for row in drawn["tables"]["situation-trend"]["rows"] if "mars" in row[0]]
    assert [state.partition(". ")[2] for state in of_march] == ["Ny kodlista", ""]
    assert "Veckans 20 mest utsatta timmar har" in words


@pytest.mark.usefixtures("broken")
def test_data_lists_what_was_declared_and_what_was_found(ask: Ask) -> None:
    _, drawn = parts(ask("data", ""), "data")
    found = [row[3] for row in drawn["tables"]["data-breaks"]["rows"]]
    assert sorted(found) == ["6 mätpunkter slutade räkna", "Ny kodlista"]
