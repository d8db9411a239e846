"""Text becomes values by the contract: numbers, times, words, keys, matrices and rows set aside."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from config.kinds import Field
from config.layouts import Layout
from data_pipeline.land import prepare
from data_pipeline.landing_columns import (
    LandingField,
    problem_details,
    problem_expression,
    value_expression,
)
from data_pipeline.text_table import unique_headings
from tests.tiny import FAULTS, POLICE, Fact, Tiny, crime, crimes, tiny

FLOW: Fact = FAULTS | {
    "kind": "flow_count",
    "identity": [],
    "columns": [
        {"from": "P", "to": "point_code"},
        {"from": "T", "to": "counted_from"},
        {"from": "N", "to": "visitor_count", "scale": 2.0},
        {"from": "M", "to": "minutes"},
    ],
}


def _landed(made: Tiny, columns: str, source: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        rows = connection.read_parquet(f"{made.folder}/var/landed/{source}/*.parquet")
        return rows.order("load_no, line_no").project(columns).fetchall()


NUMBERS = {
    "12": 24.0,
    "1 200": 2400.0,
    "1\u00a0200,5": 2401.0,
    "1\u202f000": 2000.0,
    " 7 ": 14.0,
    "0": 0.0,
    "1e3": 2000.0,
    "1.200,5": None,
    "1.5": 3.0,
    "NaN": None,
    "inf": None,
    "1e999": None,
    "tolv": None,
    "−3": None,
    "": None,
}


def test_numbers_are_read_as_a_swede_writes_them_and_nothing_else_is_one(tmp_path: Path) -> None:
    made = tiny(tmp_path, flode=FLOW)
    rows = [f"{no};2026-03-01 10:00;{text};60" for no, text in enumerate(NUMBERS)]
    made.drop("flode", "f.csv", "\n".join(("P;T;N;M", *rows)))
    made.load()
    found = dict(_landed(made, "point_code, visitor_count", "flode"))
    wanted = {str(no): value for no, value in enumerate(NUMBERS.values()) if value is not None}
    assert found == wanted
    assert made.built[-1].landed[0].rejected_count == len(NUMBERS) - len(wanted)


def test_a_load_tells_the_first_and_last_day_of_its_accepted_rows(tmp_path: Path) -> None:
    made = tiny(tmp_path, flode=FLOW)
    rows = ["A;2026-03-02 10:00;4;60", "A;2026-02-28 23:30;4;60", "A;2026-04-01 10:00;tolv;60"]
    made.drop("flode", "f.csv", "\n".join(("P;T;N;M", *rows)))
    made.drop("flode", "g.csv", "P;T;N;M\nA;2026-01-01 10:00;tolv;60")
    spans = {one.load.file_name: one.span for one in made.load().landed}
    assert spans == {"f.csv": (dt.date(2026, 2, 28), dt.date(2026, 3, 2)), "g.csv": None}
    again = {one.load.file_name: one.span for one in made.load().landed}
    assert again == spans


def test_whole_numbers_are_whole(tmp_path: Path) -> None:
    made = tiny(tmp_path, flode=FLOW)
    minutes = {
        "60": 60,
        "60,0": 60,
        "60,5": None,
        "0": None,
        "1441": None,
        "nan": None,
        "1e30": None,
    }
    rows = [f"{no};2026-03-01 10:00;1;{text}" for no, text in enumerate(minutes)]
    made.drop("flode", "f.csv", "\n".join(("P;T;N;M", *rows)))
    made.load()
    assert _landed(made, "point_code, minutes", "flode") == [("0", 60), ("1", 60)]


TIMES: Fact = POLICE | {
    "columns": [
        POLICE["columns"][0],
        {
            "from": "Tid",
            "to": "occurred_from",
            "formats": ["%Y-%m-%d %H:%M", "%Y-%m-%d"],
            "unknown_time": "00:00",
        },
        *POLICE["columns"][2:],
    ],
}


def test_a_day_without_a_clock_time_and_the_senders_word_for_it_have_no_hour(
    tmp_path: Path,
) -> None:
    texts = ("2026-03-14 23:20", "2026-03-14 00:00", "2026-03-14", "2026-03-14 00:01")
    made = tiny(tmp_path, polis=TIMES)
    made.drop("polis", "t.csv", crimes(*(crime(no, Tid=text) for no, text in enumerate(texts))))
    made.load()
    assert _landed(made, "time_is_known", "polis") == [(True,), (False,), (False,), (True,)]


@pytest.mark.parametrize(
    ("formats", "text", "known"),
    [
        ([], "2026-03-14T10:00:00", True),
        ([], "2026-03-14", False),
        (["%d/%m/%Y"], "14/03/2026", False),
        (["%m/%d/%Y %I:%M:%S %p"], "03/14/2026 11:59:00 PM", True),
        (["%a, %b %-d, %Y"], "Sat, Mar 14, 2026", False),
    ],
)
def test_times_are_read_in_the_forms_of_the_contract_or_iso(
    tmp_path: Path, formats: list[str], text: str, known: bool
) -> None:
    columns = [*POLICE["columns"]]
    columns[1] = columns[1] | {"formats": formats}
    made = tiny(tmp_path, polis=POLICE | {"columns": columns})
    made.drop("polis", "t.csv", crimes(crime("1", Tid=text)))
    made.load()
    ((day, found),) = _landed(made, "cast(occurred_from as date), time_is_known", "polis")
    assert (day, found) == (dt.date(2026, 3, 14), known)


def test_days_before_1990_and_more_than_two_years_ahead_are_rejected(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    days = ("1989-12-31 23:59", "1990-01-01 00:00", "2028-11-24 00:00", "2028-11-26 00:00")
    made.drop("polis", "t.csv", crimes(*(crime(day[:10], Tid=day) for day in days)))
    made.load()
    assert _landed(made, "incident_id", "polis") == [("1990-01-01",), ("2028-11-24",)]


def test_the_senders_words_become_ours_and_others_are_rejected(tmp_path: Path) -> None:
    status = {"from": "Sort", "to": "status", "values": {"Klar": "closed", "": "open"}}
    columns = [FAULTS["columns"][0], status, *FAULTS["columns"][2:]]
    made = tiny(tmp_path, fel=FAULTS | {"columns": columns})
    words = ("Klar", "", "closed", "kanske")
    made.drop("fel", "f.csv", "Inkom;Sort\n" + "\n".join(f"2026-03-01;{w}" for w in words))
    made.load()
    assert _landed(made, "status", "fel") == [("closed",), ("open",), ("closed",)]
    assert "«kanske»: Okänt värde; väntade: Klar." in made.said("f.csv")[0]


def test_a_pattern_takes_its_group_of_the_text(tmp_path: Path) -> None:
    columns = [
        FAULTS["columns"][0],
        {"from": "Läge", "to": "latitude", "pattern": "\\(([-0-9.]+)"},
        {"from": "Läge", "to": "longitude", "pattern": ", *([-0-9.]+)"},
    ]
    layout = {"format": "delimited", "decimal": "."}
    made = tiny(tmp_path, fel=FAULTS | {"columns": columns, "layout": layout})
    made.drop("fel", "f.csv", "Inkom;Läge\n2026-03-01;(60.105, 15.305)\n2026-03-01;okänt\n")
    made.load()
    assert _landed(made, "latitude, longitude", "fel") == [(60.105, 15.305), (None, None)]


def test_rows_outside_the_keep_rules_are_set_aside_and_counted(tmp_path: Path) -> None:
    rules = [{"from": "Skick", "one_of": ["ja", ""]}, {"from": "Plats", "one_of": ["A"]}]
    made = tiny(tmp_path, polis=POLICE | {"keep": rules})
    cells = (("A", "ja"), ("A", ""), ("A", "nej"), ("B", "ja"))
    rows = [crime(n, Plats=place, Skick=state) for n, (place, state) in enumerate(cells)]
    made.drop("polis", "k.csv", crimes(*rows))
    made.load()
    landed = made.landed("k.csv")
    assert (landed.accepted_count, landed.rejected_count, landed.set_aside_count) == (2, 0, 2)


def test_headings_are_found_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    text = crimes(crime("H1")).replace("Nr;Tid", " NR ;tid").replace("Kod", "KOD")
    made.drop("polis", "h.csv", text.encode("utf-8-sig"))
    made.load()
    assert made.accepted == 1


def test_a_tab_can_part_the_cells(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"layout": {"format": "delimited", "delimiter": "tab"}})
    made.drop("polis", "t.csv", crimes(crime("T1"), crime("T2", Tid="fel")).replace(";", "\t"))
    made.load()
    file = made.landed("t.csv").correctable
    assert file is not None
    assert "T2\tfel\t0100" in file.read_text("utf-8-sig")


def test_headings_without_a_name_or_written_twice_are_told_apart() -> None:
    assert unique_headings(["A", None, " A ", "\ufeffB\n b", ""]) == (
        "A", "kolumn 2", "A (3)", "B b", "kolumn 5",
    )  # fmt: skip


def test_rows_without_identity_that_are_alike_are_all_kept(tmp_path: Path) -> None:
    made = tiny(tmp_path, fel=FAULTS)
    made.drop("fel", "f.csv", "Inkom;Sort;X;Y\n" + "2026-03-01;Skräp;15,305;60,105\n" * 3)
    made.load()
    assert len(set(_landed(made, "row_key", "fel"))) == 3


def test_rows_with_a_blank_identity_are_named_by_their_text(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    rows = (crime("", Kod="0100"), crime("", Kod="0200"), crime("7"))
    made.drop("polis", "b.csv", crimes(*rows))
    made.load()
    keys = [key for (key,) in _landed(made, "row_key", "polis")]
    assert len(set(keys)) == 3
    assert keys[2] == "7"


def test_two_identities_never_make_one_key(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"identity": ["incident_id", "place_name"]})
    rows = (
        crime("a", Plats=""),
        crime("", Plats="a"),
        crime("a|b", Plats="c"),
        crime("a", Plats="b|c"),
    )
    made.drop("polis", "i.csv", crimes(*rows))
    made.load()
    assert len(set(_landed(made, "row_key", "polis"))) == 4


def test_flags_are_understood_in_both_languages() -> None:
    with duckdb.connect() as connection:
        prepare(connection)
        query = "select as_flag(x) from (select unnest(['Ja', 'sant', 'NO', '0', 'kanske']) as x)"
        assert [f for (f,) in connection.sql(query).fetchall()] == [True, True, False, False, None]


def test_a_field_of_yes_and_no_is_judged_like_the_others() -> None:
    landing = LandingField("x", "X", Field(type="flag"), None, None, 1.0)
    with duckdb.connect() as connection:
        prepare(connection)
        texts = connection.sql("select unnest(['ja', 'kanske', null]) as text_x")
        typed = texts.select("text_x", value_expression(landing, Layout(format="delimited")))
        judged = typed.select("x", problem_expression(landing, dt.date(2026, 1, 1)))
        assert judged.fetchall() == [(True, None), (None, "row.not_one_of"), (None, None)]


def test_bounds_that_are_open_are_said_as_infinite() -> None:
    landing = LandingField("x", None, Field(type="decimal", low=0), None, None, 1.0)
    details = problem_details(landing, dt.date(2026, 1, 1))
    assert (details["low"], details["high"]) == ("0", "∞")


def test_accepted_and_rejected_must_add_up(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "a.csv", crimes(crime("1"), crime("2")))
    made.load()
    # A raw file that lost a row on the disk: the count of the ledger no longer fits.
    (raw,) = (tmp_path / "var/raw").rglob("*.parquet")
    with duckdb.connect() as connection:
        connection.read_parquet(str(raw)).limit(1).write_parquet(str(raw) + ".new")
    Path(str(raw) + ".new").replace(raw)
    for path in (tmp_path / "var/landed").rglob("*.*"):
        path.unlink()
    made.load()
    assert made.accepted == 0
    assert "Filen har 2 poster men 1 lästes" in made.said("a.csv")[0]
