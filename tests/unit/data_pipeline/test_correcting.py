"""Rejected rows come back: a person mends the file of rejected rows and drops it in the inbox."""

import csv
import json
import shutil
from importlib.resources import files
from pathlib import Path

import duckdb
import fastexcel
import pytest
import xlsxwriter

from data_pipeline.errors import CheckFailedError
from tests.tiny import FAULTS, HEADINGS, POLICE, Fact, Tiny, crime, crimes, tiny

BOOK: Fact = POLICE | {
    "files": ["*.xlsx"],
    "layout": {"format": "workbook", "sheet": "Blad", "header_row": 3},
}
JSON: Fact = FAULTS | {
    "files": ["*.json"],
    "layout": {"format": "json", "decimal": ".", "records_at": "svar.lista"},
    "columns": [
        {"from": "inkom", "to": "created_at", "formats": ["%Y-%m-%d"]},
        {"from": "läge.x", "to": "longitude"},
        {"from": "läge.y", "to": "latitude"},
    ],
}
GEO: Fact = JSON | {
    "files": ["*.geojson"],
    "layout": {"format": "geojson", "decimal": "."},
    "columns": [
        {"from": "inkom", "to": "created_at", "formats": ["%Y-%m-%d"]},
        {"from": "longitude", "to": "longitude"},
        {"from": "latitude", "to": "latitude"},
    ],
}
FLOW: Fact = FAULTS | {
    "kind": "flow_count",
    "layout": {"format": "delimited", "decimal": ",", "header_row": 2},
    "identity": ["point_code", "counted_from"],
    "columns": [{"from": "Timme", "to": "counted_from", "formats": ["%Y-%m-%d %H:%M"]}],
    "wide": {"pattern": "M([0-9]+)", "code_field": "point_code", "value_field": "visitor_count"},
    "constants": {"minutes": 60},
}


def _rejected(made: Tiny, name: str) -> Path:
    """Return the file that the message about `name` tells of."""
    file = made.landed(name).correctable
    assert file is not None
    assert file.name in " ".join(made.said(name))
    return file


def _mend(file: Path, target: Path, wrong: str, right: str) -> None:
    """Correct one value in a text file, as a person would in an editor."""
    text = file.read_text("utf-8-sig")
    assert wrong in text
    target.write_text(text.replace(wrong, right), "utf-8")


def test_a_corrected_delimited_file_gives_the_rows_that_were_missing(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    wrong = crime("N2", Tid="i går", Plats="Två; delar", Namn="Hemlig").replace(
        "Två; delar", '"Två; delar"'
    )
    made.drop("polis", "mars.csv", crimes(crime("N1"), wrong, crime("N3", Lat="norr")))
    made.load()
    assert made.accepted == 1
    file = _rejected(made, "mars.csv")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert [row["Rad"] for row in rows] == ["3", "4"]
    assert "Tid: Inte en tid" in rows[0]["Fel"]
    assert rows[0]["Plats"] == "Två; delar"
    assert "Namn" not in rows[0]
    _mend(file, tmp_path / "inbox/polis" / file.name, "i går", "2026-03-02 10:00")
    built = made.load()
    assert made.accepted == 2
    assert made.landed(file.name).rejected_count == 1
    assert not [m for m in built.messages if "Nya kolumner" in m.found.sv]


def test_a_corrected_workbook_gives_the_rows_that_were_missing(tmp_path: Path) -> None:
    made = tiny(tmp_path, bok=BOOK)
    with xlsxwriter.Workbook(str(tmp_path / "inbox/bok/vecka.xlsx")) as book:
        page = book.add_worksheet("Blad")
        page.write(0, 0, "Rapport")
        for number, row in enumerate((HEADINGS, crime("B1"), crime("B2", Tid="i går"))):
            page.write_row(2 + number, 0, row.split(";"))
    made.load()
    file = _rejected(made, "vecka.xlsx")
    found = fastexcel.read_excel(str(file)).load_sheet(
        "Blad", header_row=None, skip_rows=0, dtypes="string"
    )
    with duckdb.connect() as connection:
        rows = connection.from_arrow(found).fetchall()
    with xlsxwriter.Workbook(str(tmp_path / "inbox/bok" / file.name)) as book:
        page = book.add_worksheet("Blad")
        for number, cells in enumerate(rows):
            text = [cell.replace("i går", "2026-03-02 10:00") if cell else "" for cell in cells]
            page.write_row(number, 0, text)
    made.load()
    assert made.accepted == 2


@pytest.mark.parametrize(
    ("contract", "name", "content"),
    [
        (
            JSON,
            "fel.json",
            {"svar": {"lista": [
                {"inkom": "2026-03-01", "läge": {"x": 15.305, "y": 60.105}},
                {"inkom": "i går", "läge": {"x": 15.305, "y": 60.105}},
            ]}},
        ),
        (
            GEO,
            "fel.geojson",
            {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"inkom": day},
                 "geometry": {"type": "Point", "coordinates": [15.305, 60.105]}}
                for day in ("2026-03-01", "i går")
            ]},
        ),
    ],
    ids=["json", "geojson"],
)  # fmt: skip
def test_a_corrected_json_or_geojson_file_gives_the_rows_that_were_missing(
    tmp_path: Path, contract: Fact, name: str, content: object
) -> None:
    made = tiny(tmp_path, fel=contract)
    made.drop("fel", name, json.dumps(content))
    made.load()
    assert made.accepted == 1
    file = _rejected(made, name)
    _mend(file, tmp_path / "inbox/fel" / file.name, "i går", "2026-03-02")
    made.load()
    assert made.accepted == 2


def test_a_corrected_matrix_gives_its_cells_and_repeats_none(tmp_path: Path) -> None:
    made = tiny(tmp_path, flode=FLOW)
    made.drop(
        "flode", "m.csv", "Flöden\nTimme;M1;M2\n2026-03-01 10:00;5;sju\n2026-03-01 11:00;1;\n"
    )
    made.load()
    landed = made.landed("m.csv")
    assert (landed.accepted_count, landed.rejected_count) == (2, 1)
    assert "rad 3, M2 «sju»" in made.said("m.csv")[0]
    file = _rejected(made, "m.csv")
    _mend(file, tmp_path / "inbox/flode" / file.name, "sju", "7")
    made.load()
    assert made.landed(file.name).accepted_count == 2
    with duckdb.connect() as connection:
        landed_rows = str(tmp_path / "var/landed/flode/*.parquet")
        connection.read_parquet(landed_rows).create_view("rows")
        newest = "select row_key, max_by(visitor_count, load_no) as n from rows group by row_key"
        ((total,),) = connection.sql(f"select sum(n) from ({newest})").fetchall()
    assert total == 13


def test_a_matrix_without_its_columns_is_another_file(tmp_path: Path) -> None:
    made = tiny(tmp_path, flode=FLOW)
    made.drop("flode", "m.csv", "Flöden\nTimme;X\n2026-03-01 10:00;5\n")
    made.load()
    assert "Filen saknar kolumnerna M([0-9]+). Den har: Timme, +1." in made.said("m.csv")[0]


def test_two_files_of_one_name_keep_each_their_file_of_rejected_rows(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    for no in ("D1", "D2"):
        made.drop("polis", "polis.csv", crimes(crime(no, Tid=f"fel {no}")))
        made.load()
    texts = [file.read_text("utf-8") for file in (tmp_path / "var/rejected").rglob("*.csv")]
    assert len(texts) == 2
    assert sorted("fel D1" in text for text in texts) == [False, True]


def test_the_file_of_rejected_rows_of_a_txt_fits_the_contracts_file_names(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"files": ["*.txt"]})
    made.drop("polis", "polis.txt", crimes(crime("S1", Tid="fel")))
    made.load()
    file = _rejected(made, "polis.txt")
    _mend(file, tmp_path / "inbox/polis" / file.name, ";fel;", ";2026-03-01 10:00;")
    made.load()
    assert made.accepted == 1


def test_rows_cut_short_are_in_no_file_of_rejected_rows(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "kapad.csv", crimes(crime("K1"), "K2;2026"))
    made.load()
    assert made.landed("kapad.csv").correctable is None
    assert "inbox/polis" not in made.said("kapad.csv")[0]
    assert "Be om en hel fil" in made.said("kapad.csv")[0]


def test_a_value_of_a_column_marked_personal_is_never_shown(tmp_path: Path) -> None:
    columns = [*POLICE["columns"], {"from": "Skick", "to": "incident_count", "personal": True}]
    made = tiny(tmp_path, polis=POLICE | {"columns": columns, "unused": []})
    made.drop("polis", "p.csv", crimes(crime("P1", Skick="Hemligt tal")))
    made.load()
    assert "rad 2, Skick: Inte ett heltal." in made.said("p.csv")[0]
    assert "Hemligt tal" not in repr(made.messages)


def test_a_column_that_the_contract_learns_of_is_read_from_the_file_in_the_inbox(
    tmp_path: Path,
) -> None:
    made = tiny(tmp_path, polis=POLICE | {"columns": POLICE["columns"][:3]})
    made.drop("polis", "mars.csv", crimes(crime("L1"), crime("L2")))
    made.load()
    made.fact("sources/polis.yaml", POLICE)
    made.load()
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(made.landed("mars.csv").path))
        assert rows.aggregate("count(longitude)").fetchall() == [(2,)]
    assert [load.load_no for load in {one.load for one in made.built[-1].landed}] == [1]


def test_a_needed_column_that_was_not_kept_asks_for_the_original_and_takes_it(
    tmp_path: Path,
) -> None:
    made = tiny(tmp_path)
    path = made.drop("polis", "mars.csv", crimes(crime("O1"), crime("O2", Skick="ja")))
    made.load()
    aside = tmp_path / "aside.csv"
    shutil.move(path, aside)
    made.fact("sources/polis.yaml", POLICE | {"keep": [{"from": "Skick", "one_of": ["ja"]}]})
    made.load()
    assert "vill nu ha kolumnerna Skick" in made.said("mars.csv")[0]
    assert "Lägg originalfilen i inbox igen" in made.said("mars.csv")[0]
    shutil.move(aside, path.with_name("mars_igen.csv"))
    made.load()
    assert made.accepted == 1
    assert [one.set_aside_count for one in made.built[-1].landed] == [1]


def test_a_column_that_the_file_never_had_is_asked_for_in_vain(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "mars.csv", crimes(crime("I1")))
    made.load()
    made.fact("sources/polis.yaml", POLICE | {"keep": [{"from": "Kommun", "one_of": ["Ekstad"]}]})
    made.load()
    assert "vill nu ha kolumnerna Kommun" in made.said("mars.csv")[0]
    assert made.accepted == 0


@pytest.mark.parametrize("identity", [["incident_id"], []])
def test_a_content_that_its_sender_puts_back_counts_as_the_newest(
    tmp_path: Path, identity: list[str]
) -> None:
    made = tiny(tmp_path, polis=POLICE | {"identity": identity})
    for code in ("0100", "0200", "0100"):
        made.drop("polis", "a.csv", crimes(crime("1", Kod=code)))
        made.build()
    assert made.rows("select distinct category_id from mart_kpi_day") == [("theft",)]
    assert not made.build().is_new


def test_a_kpi_that_cannot_be_computed_stops_publication_with_words(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "a.csv", crimes(crime("1")))
    kept = made.build().version
    shipped = Path(str(files("config"))) / "kpis" / "events_held.yaml"
    text = shipped.read_text(encoding="utf-8")
    made.write("kpis/own.yaml", text.replace("mart_event_day", "mart_no_such"))
    with pytest.raises(CheckFailedError, match="own"):
        made.build()
    assert kept in str(made.published)
