"""The traps that the example's files hold, so that the readers meet them."""

import datetime as dt
import statistics
from pathlib import Path
from typing import Any

import pytest

from config.instance import load_instance
from tests.month_tables import MONTHS, read_table
from tests.unit.data_pipeline.demo_rows import clean, effect_of, read_csv


@pytest.fixture(scope="session")
def hours(demo: Path) -> list[dict[str, str]]:
    return [row for path in clean(demo, "flode") for row in read_csv(path)]


def test_a_dead_counter_counts_zero_day_and_night(
    hours: list[dict[str, str]], truth: dict[str, Any]
) -> None:
    outage = truth["outage"]
    first, last = outage["first_day"].isoformat(), outage["last_day"].isoformat()
    dead = [row[outage["point"]] for row in hours if first <= row["Timme"][:10] <= last]
    assert set(dead) == {"0"}
    assert len(dead) == 16 * 24


def test_passages_rise_on_the_square(hours: list[dict[str, str]], truth: dict[str, Any]) -> None:
    effect = effect_of(truth, "lindtorget-visitors")

    def mean(first: str, last: str) -> float:
        return statistics.mean(int(r["M01"]) for r in hours if first <= r["Timme"] < last)

    # The same months before and after.
    rise = mean("2025-11", "2026-11") / mean("2023-11", "2024-11")
    assert rise == pytest.approx(effect["factor"], abs=0.06)


def test_the_hour_that_the_clock_skips_is_not_in_the_file(hours: list[dict[str, str]]) -> None:
    spring = [row["Timme"][11:] for row in hours if row["Timme"].startswith("2026-03-29")]
    assert len(spring) == 23
    assert "02:00" not in spring


def test_police_files_are_windows_1252_with_leading_zeros_and_commas(demo: Path) -> None:
    path = clean(demo, "polis")[0]
    with pytest.raises(UnicodeDecodeError):
        path.read_text("utf-8")
    first = read_csv(path, "cp1252")
    assert any(row["Brottskod"].startswith("0") for row in first)
    assert all("," in row["Longitud"] for row in first if row["Longitud"])
    assert any(not row["Longitud"] for row in first)


def test_a_bicycle_is_stolen_some_time_in_a_night(demo: Path) -> None:
    crimes = read_csv(clean(demo, "polis")[1], "cp1252")
    thefts = [
        r for r in crimes if r["Brottskod"] == "9830" and r["Brottsdatum till"][11:] > "00:00"
    ]
    spans = [
        dt.datetime.fromisoformat(row["Brottsdatum till"])
        - dt.datetime.fromisoformat(row["Brottsdatum från"])
        for row in thefts
    ]
    assert min(spans) >= dt.timedelta(hours=8)


def test_the_file_sent_again_adds_and_corrects(demo: Path, truth: dict[str, Any]) -> None:
    again = demo / "inbox" / "polis" / truth["sent_again"]
    first = again.with_name(again.name.replace("_omexport", ""))
    old = {row["Diarienummer"]: row["Brottskod"] for row in read_csv(first, "cp1252")}
    new = {row["Diarienummer"]: row["Brottskod"] for row in read_csv(again, "cp1252")}
    assert old.keys() < new.keys()
    assert {(old[case], new[case]) for case in old if old[case] != new[case]} == {("0377", "0357")}


def test_one_code_is_split_in_two(demo: Path, truth: dict[str, Any]) -> None:
    split, day = truth["code_split"], truth["code_split"]["first_day"].isoformat()
    crimes = [row for path in clean(demo, "polis") for row in read_csv(path, "cp1252")]
    old = [row["Brottsdatum från"] for row in crimes if row["Brottskod"] == split["old"]]
    new = [row["Brottsdatum från"] for row in crimes if row["Brottskod"] in split["new"]]
    assert max(old) < day <= min(new)
    codes = load_instance(demo).code_maps["brottskoder"]
    starts = {code.code: code.valid_from for code in codes if code.valid_from}
    assert starts == dict.fromkeys(split["new"], split["first_day"])


def test_the_last_weeks_of_police_data_are_thin(demo: Path) -> None:
    last = read_csv(clean(demo, "polis")[-1], "cp1252")
    assert max(row["Inskrivningsdatum"] for row in last) <= "2026-11-21"


def test_a_dirty_file_has_every_fault(demo: Path) -> None:
    path = demo / "inbox" / "polis" / "polis_smutsig.csv"
    lines = path.read_text("cp1252").splitlines()
    fields = [line.count(";") for line in lines]
    assert ";1\u00a0;" in lines[1]
    assert lines[2] == lines[3]
    assert ";2022-13-45 " in lines[4]
    assert ";0999;" in lines[5]
    assert ";357;" in lines[6]
    assert fields[7] < fields[0]
    assert lines[8].startswith("Totalt;")


def test_a_no_break_space_parts_the_thousands(demo: Path) -> None:
    text = (demo / "inbox" / "evenemang" / "evenemang_smutsig.csv").read_text("cp1252")
    assert "\u00a0" in text


def test_the_table_by_month_has_the_traps_of_such_tables(demo: Path, truth: dict[str, Any]) -> None:
    told = truth["month_table"]
    tables = {path.stem: read_table(path) for path in clean(demo, told["source"])}
    first, last = tables["manadstabell_2022"], tables["manadstabell_2026"]
    assert first.above == (
        "Anmälda brott 2022, Ekbackens centrum",
        "Uttag 2023-02-10, Polisen lokalpolisområde Ekstad",
        "",
    )
    assert first.headings == ("Brottstyp", *MONTHS, "Totalt")
    assert last.headings[10:13] == ("okt*", "nov", "dec")
    assert {row[1] for row in first.rows} == {"-"}, "before the agreement"
    assert {row[11] for row in first.rows} == {"-"}, "a month that was not reported"
    assert {row[11] for row in last.rows} == {""}, "a month to come"
    assert any("0" in row for row in first.rows)
    assert first.totals[10] == str(sum(int(row[10]) for row in first.rows))
    assert first.totals[-1] == str(sum(int(row[-1]) for row in first.rows))
    assert [note[:2] for note in first.notes] == ["* ", "- ", "Kä"]


def test_the_table_sent_again_has_more_of_its_last_month(demo: Path, truth: dict[str, Any]) -> None:
    again = demo / "inbox" / "polistabell" / truth["month_table"]["sent_again"]
    early, late = read_table(again.with_stem("manadstabell_2024")), read_table(again)
    assert early.headings[12] == "dec*"
    assert late.headings[12] == "dec"
    assert [row[:12] for row in early.rows] == [row[:12] for row in late.rows]
    assert int(early.totals[12]) < int(late.totals[12]) == truth["month_table"]["totals"]["2024-12"]


def test_the_truth_has_the_sums_of_the_tables_rows(demo: Path, truth: dict[str, Any]) -> None:
    found: dict[str, int] = {}
    for path in clean(demo, "polistabell"):
        found |= read_table(path).sums()
    assert found == truth["month_table"]["totals"]
    assert "2022-11" not in found


def test_a_dirty_table_by_month_has_its_faults(demo: Path) -> None:
    dirty = read_table(demo / "inbox" / "polistabell" / "manadstabell_smutsig.xlsx")
    assert dirty.above[0] == "Anmälda brott 2023, Ekbacksskolan"
    assert dirty.rows[0][3].endswith("\u00a0")
    assert dirty.rows[1][:13] == dirty.rows[2][:13]
    assert dirty.rows[3][5].endswith("13-45")
    assert dirty.rows[4][0] == "Övrigt"
    assert dirty.rows[6][7:13] == ("",) * 6
    assert dirty.rows[7][0] == "Totalt"
