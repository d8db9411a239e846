"""A build with every wrong file at once: each is told of, the rest is loaded, nothing is lost."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from tests.tiny import FAULTS, HEADINGS, OUTSIDE, POLICE, Fact, Tiny, crime, crimes, tiny
from tests.unit.config.test_instance import KPI

GOOD = crimes(
    crime("G1"), crime("G2", Kod="0200"), crime("G3", Plats="Stortorget", Long="", Lat="")
)
SOMEBODY = "Hemliga Andersson"
JSON: Fact = FAULTS | {
    "files": ["*.json"],
    "layout": {"format": "json", "decimal": ".", "records_at": "svar.lista"},
    "identity": ["report_id"],
    "columns": [
        {"from": "id", "to": "report_id"},
        {"from": "inkom", "to": "created_at", "formats": ["%Y-%m-%d"]},
        {"from": "läge.x", "to": "longitude"},
        {"from": "läge.y", "to": "latitude"},
    ],
}
BOOK: Fact = POLICE | {
    "files": ["*.xlsx"],
    "layout": {"format": "workbook", "sheet": "Blad", "header_row": 3},
}
GEO: Fact = FAULTS | {
    "files": ["*.geojson"],
    "layout": {"format": "geojson", "decimal": "."},
    "columns": [
        {"from": "inkom", "to": "created_at", "formats": ["%Y-%m-%d"]},
        {"from": "longitude", "to": "longitude"},
        {"from": "latitude", "to": "latitude"},
    ],
}


def _nested(*items: object) -> str:
    return json.dumps({"svar": {"lista": items}})


def _geojson(*geometries: object) -> str:
    features = [
        {"type": "Feature", "properties": {"inkom": "2026-03-01"}, "geometry": geometry}
        for geometry in geometries
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


POLICE_FILES: dict[str, str | bytes] = {
    "bra.csv": GOOD,
    "noll.csv": b"",
    "tomma_rader.csv": "\n\n",
    "slarvigt_citat.csv": crimes(crime("S1", Plats='"Stor"torget'), crime("S2")),
    "rubriker.csv": HEADINGS + "\n",
    "fel_kalla.csv": "Inkom;Sort;X;Y\n2026-03-01;Skräp;15,3;60,1\n",
    "json_i_csv.csv": json.dumps([{"text": "x" * 200_000}]),
    "bild.csv": bytes(range(256)) * 40,
    "avklippt.csv": crimes(crime("A1"), crime("A2"))[:-30],
    "avklippt_citat.csv": crimes(crime("C1"), crime("C2", Skick='"halv mening')).rstrip("\n"),
    "oppet_citat.csv": crimes(
        crime("O1"), crime("O2", Skick='"öppnas bara'), crime("O3"), crime("O4")
    ),
    "stort_citat.csv": crimes(
        crime("Q1"), crime("Q2", Skick='"öppnas'), crime("Q3", Skick='"hel"'), crime("Q4")
    ),
    "avklippt_tecken.csv": crimes(crime("T1", Plats="Å"), crime("T2", Skick="å")).encode()[:-2],
    "windows.csv": crimes(crime("W1", Plats="Ångströms torg")).encode("cp1252"),
    "utf16.csv": crimes(crime("U1", Plats="Ångströms torg")).encode("utf-16"),
    "dubbelkodad.csv": crimes(crime("D1", Plats="Ångströms torg"))
    .encode()
    .decode("cp1252")
    .encode(),
    "okand_kod.csv": crimes(crime("K1", Kod="9999"), crime("K2", Kod="0999")),
    "framtid.csv": crimes(crime("F1", Tid="2103-01-01 12:00"), crime("F2")),
    "komma.csv": crimes(crime("X1")).replace(",", ".").replace(";", ","),
    "radbrott.csv": crimes(crime("R1", Skick='"två\nrader"'), crime("R2")),
    "blanka.csv": crimes(crime("B1"), "", crime("B2"), ";;;;;;;", "", ";;;;;;;"),
    "dubbla_rubriker.csv": "Nr;Tid;Kod;Long;Lat;Kod\nH1;2026-03-14 23:20;0100;15,305;60,105;x\n",
    "utan_plats.csv": "Nr;Tid;Kod;Long;Lat\nM1;2026-03-14 23:20;0100;15,305;60,105\n",
    "ny_kolumn.csv": "Nr;Tid;Kod;Long;Lat;Väder\nN1;2026-03-14 23:20;0100;15,305;60,105;sol\n",
    "hemlig.csv": crimes(crime("P1", Namn=SOMEBODY), crime("P2", Namn=SOMEBODY, Tid="igår")),
    "utan_rubriker.csv": "\n".join(crime(f"Z{n}", Namn=SOMEBODY) for n in range(3)),
    "ensam_retur.csv": crimes(crime("Y1")).replace("Nr;Tid", "N\rr;Tid"),
    "ar_noll.csv": crimes(crime("J1", Tid="0000-01-01 10:00"), crime("J2")),
    "noll_noll.csv": crimes(crime("00", Long="0", Lat="0"), crime("01", Long=OUTSIDE[0])),
    "halvt_lage.csv": crimes(crime("L1", Lat=""), crime("L2", Long="")),
    "orimligt_lage.csv": crimes(crime("L3", Lat="99"), crime("L4", Long="öst")),
}
FAULT_FILES: dict[str, str | bytes] = {
    "bra.csv": "Inkom;Sort;X;Y\n2026-03-01;Skräp;15,305;60,105\n"
}
JSON_FILES: dict[str, str | bytes] = {
    "bra.json": _nested({"id": 1, "inkom": "2026-03-01", "läge": {"x": 15.305, "y": 60.105}}),
    "ingen_lista.json": json.dumps({"svar": {"lista": {"id": 1}}}),
    "tal.json": _nested(1, 2),
    "trasig.json": '{"svar": {"lista": [{"id": 1,',
    "tom.json": _nested(),
    "djup.json": "[" * 100_000,
}
GEO_FILES: dict[str, str | bytes] = {
    "bra.geojson": _geojson({"type": "Point", "coordinates": [15.305, 60.105]}, None),
    "falsk.geojson": json.dumps({"meta": {"view": 1}, "data": [[1, "POLYGON"]]}),
    "tom_lista.geojson": json.dumps({"type": "FeatureCollection", "features": None}),
    "tal.geojson": json.dumps({"type": "FeatureCollection", "features": [1, 2]}),
    "konstig_form.geojson": _geojson({"type": "Trumpet", "coordinates": [1, 2]}),
}


def _write_book(path: Path, rows: dict[int, list[str]], sheet: str = "Blad") -> None:
    """Write rows by their number (1 is the first) into a workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in rows.items():
            page.write_row(number - 1, 0, row)


def _rewrite(sound: Path, made: Path, old: bytes, new: bytes) -> None:
    """Write a workbook again with other words inside."""
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(made, "w") as packed:
        for name in source.namelist():
            packed.writestr(name, source.read(name).replace(old, new))


def _write_books(inbox: Path) -> None:
    inbox.mkdir(parents=True, exist_ok=True)
    names, row = HEADINGS.split(";"), crime("E1").split(";")
    _write_book(inbox / "bra.xlsx", {1: ["Rapport"], 3: names, 4: row, 8: crime("E2").split(";")})
    _write_book(inbox / "tomt_ovan.xlsx", {3: names, 4: row, 5: crime("E3").split(";")})
    _write_book(inbox / "fel_blad.xlsx", {3: names, 4: row}, sheet="Annat")
    _write_book(inbox / "bara_titel.xlsx", {1: ["Rapport"], 3: []})
    (inbox / "ingen_bok.xlsx").write_bytes(b"PK\x03\x04 trasig")
    (inbox / "webbsida.xlsx").write_bytes(b"\xef\xbb\xbf <!DOCTYPE html><table></table>")
    (inbox / "losenord.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096))
    with zipfile.ZipFile(inbox / "annat.xlsx", "w") as packed:
        packed.writestr("a.txt", "hej")
    sound = inbox / "bra.xlsx"
    _rewrite(sound, inbox / "utspadd.xlsx", b"<sheets>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><sheets>")
    _rewrite(sound, inbox / "utan_lank.xlsx", b"worksheets/sheet1.xml", b"worksheets/borta.xml")
    with xlsxwriter.Workbook(str(inbox / "hopslagen.xlsx")) as book:
        page = book.add_worksheet("Blad")
        page.merge_range("A1:D1", "Rapport om händelser")
        page.write_row(2, 0, names)
        page.write_row(4, 0, crime("E4").split(";"))
        page.merge_range("A7:D7", "Summa")
        page.write_blank(8, 0, None, book.add_format({"bold": True}))
    with xlsxwriter.Workbook(str(inbox / "felcell.xlsx")) as book:
        page = book.add_worksheet("Blad")
        page.write_row(2, 0, names)
        page.write_row(3, 0, row)
        page.write_row(4, 0, row)
        page.write_formula(5, 0, "=NA()", None, "#N/A")


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = tiny(
        tmp_path_factory.mktemp("flood") / "prov",
        polis=POLICE, fel=FAULTS, lista=JSON, bok=BOOK, karta=GEO,
    )  # fmt: skip
    folders = {"polis": POLICE_FILES, "fel": FAULT_FILES, "lista": JSON_FILES, "karta": GEO_FILES}
    for source, files in folders.items():
        for name, content in files.items():
            made.drop(source, name, content)
    _write_books(made.folder / "inbox" / "bok")
    made.drop("okand", "x.csv", "a;b\n")
    (made.folder / "inbox" / "tom").mkdir()
    (made.folder / "inbox" / "polis" / "uppackad.csv").mkdir()
    (made.folder / "inbox" / "polis" / os.fsdecode(b"h\xe4ndelser.csv")).write_text(GOOD, "utf-8")
    made.fact("kpis/utkast.yaml", KPI | {"status": "draft"})
    made.drop("lista", "x.txt", "a;b\n")
    made.build()
    return made


def test_the_rest_of_the_load_goes_on(flood: Tiny) -> None:
    assert flood.landed("bra.csv").accepted_count in {1, 3}
    assert flood.count() > 3
    assert {m.level for m in flood.messages} == {"error", "warning", "info"}


def test_nothing_is_lost(flood: Tiny) -> None:
    for one in flood.built[-1].landed:
        told = one.accepted_count + one.rejected_count + one.set_aside_count
        assert told == one.load.record_count + one.load.broken_count, one.load.file_name


REFUSED = {
    "noll.csv": ("Filen har noll byte.", "Exporten misslyckades"),
    "tomma_rader.csv": ("rubrikraden saknas", "spara om den"),
    "felcell.xlsx": ("Filen har 3 poster men 2 lästes", "så att inget saknas i tysthet"),
    "rubriker.csv": ("Filen har rubriker men inga rader.", "Inget har ändrats"),
    "fel_kalla.csv": ("Den har: Inkom, Sort, X, Y, +0.", "lägg den i inbox/fel."),
    "json_i_csv.csv": ("Filen saknar kolumnerna", "sources/polis.yaml"),
    "bild.csv": ("", ""),
    "komma.csv": ("Filen saknar kolumnerna", "sources/polis.yaml"),
    "utan_rubriker.csv": ("Filen saknar kolumnerna", "sources/polis.yaml"),
    "ingen_lista.json": ("ingen lista av objekt i svar.lista", "spara om den"),
    "tal.json": ("ingen lista av objekt i svar.lista", "spara om den"),
    "trasig.json": ("Filen går inte att läsa som JSON", "spara om den"),
    "tom.json": ("Filen har rubriker men inga rader.", "Inget har ändrats"),
    "djup.json": ("Filen går inte att läsa som JSON", "spara om den"),
    "falsk.geojson": ("ingen FeatureCollection", "spara om den"),
    "tom_lista.geojson": ("Filen går inte att läsa som GeoJSON", "spara om den"),
    "tal.geojson": ("Filen går inte att läsa som GeoJSON", "spara om den"),
    "ensam_retur.csv": ("Filen saknar kolumnerna", "sources/polis.yaml"),
    "uppackad.csv": ("Det är ingen fil utan en mapp", "direkt i inbox/polis"),
    "händelser.csv": ("tecken som inte går att läsa", "Byt namn på filen"),
    "webbsida.xlsx": ("den är en webbsida", "spara om den"),
    "losenord.xlsx": ("den har lösenord eller är av det gamla slaget", "spara om den"),
    "annat.xlsx": ("innehållet är skadat eller avbrutet", "spara om den"),
    "utspadd.xlsx": ("innehållet är skadat eller avbrutet", "spara om den"),
    "utan_lank.xlsx": ("innehållet är skadat eller avbrutet", "spara om den"),
    "fel_blad.xlsx": ("saknas; den har", "spara om den"),
    "bara_titel.xlsx": ("rubrikraden saknas", "spara om den"),
    "ingen_bok.xlsx": (
        "Filen går inte att läsa som en arbetsbok (.xlsx): innehållet är skadat",
        "spara om den",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_one_message_and_a_remedy(
    flood: Tiny, name: str
) -> None:
    found, remedy = REFUSED[name]
    (said,) = flood.said(name)
    assert said.startswith(("error: ", "warning: "))
    assert found in said
    assert remedy in said
    assert name not in [one.load.file_name for one in flood.built[-1].landed]


COUNTS = {
    # accepted, rejected
    "avklippt.csv": (1, 1),
    "avklippt_citat.csv": (1, 1),
    "oppet_citat.csv": (1, 1),
    "stort_citat.csv": (2, 1),
    "avklippt_tecken.csv": (2, 0),
    "windows.csv": (1, 0),
    "utf16.csv": (1, 0),
    "dubbelkodad.csv": (1, 0),
    "okand_kod.csv": (2, 0),
    "slarvigt_citat.csv": (2, 0),
    "framtid.csv": (1, 1),
    "radbrott.csv": (2, 0),
    "blanka.csv": (2, 0),
    "dubbla_rubriker.csv": (1, 0),
    "utan_plats.csv": (1, 0),
    "ny_kolumn.csv": (1, 0),
    "hemlig.csv": (1, 1),
    "ar_noll.csv": (1, 1),
    "noll_noll.csv": (2, 0),
    "halvt_lage.csv": (0, 2),
    "orimligt_lage.csv": (0, 2),
    "bra.json": (1, 0),
    "bra.geojson": (2, 0),
    "konstig_form.geojson": (1, 0),
    "bra.xlsx": (2, 0),
    "tomt_ovan.xlsx": (2, 0),
    "hopslagen.xlsx": (1, 1),
}


@pytest.mark.parametrize("name", COUNTS)
def test_a_file_that_can_be_used_gives_what_is_good_in_it(flood: Tiny, name: str) -> None:
    landed = flood.landed(name)
    assert (landed.accepted_count, landed.rejected_count) == COUNTS[name]


SAID: dict[str, tuple[str, ...]] = {
    "avklippt.csv": ("1 av 2 rader avvisades", "filen kan vara avbruten", "Be om en hel fil"),
    "avklippt_citat.csv": ("1 av 2 rader avvisades", "Citattecknet på rad 3", "Be om en hel fil"),
    "oppet_citat.csv": (
        "1 av 2 rader avvisades",
        "Citattecknet på rad 3",
        "rad 3 till 5 lästes inte",
    ),
    "framtid.csv": ("rad 2, Tid «2103-01-01 12:00»", "orimligt", "inbox/polis"),
    "dubbelkodad.csv": ("UTF-8 har en gång sparats som Windows-1252", "Exportera filen på nytt"),
    "ny_kolumn.csv": ("Nya kolumner", "Väder", "sources/polis.yaml"),
    "orimligt_lage.csv": ("Lat «99»: Utanför -90 till 90", "Long «öst»: Inte ett tal"),
    "x.txt": ("passar inte källans filnamn (*.json)", "Byt namn"),
    "halvt_lage.csv": ("Bara ena koordinaten finns",),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_wrong_is_said_with_a_remedy(flood: Tiny, name: str) -> None:
    said = " ".join(flood.said(name))
    for words in SAID[name]:
        assert words in said


def test_files_in_a_folder_without_a_contract_are_told_of(flood: Tiny) -> None:
    assert any("inbox/okand har filer men inget kontrakt" in m.found.sv for m in flood.messages)


def test_the_encodings_are_told_of(flood: Tiny) -> None:
    found = " ".join(m.found.sv for m in flood.messages if m.source_id == "polis")
    assert "Windows-1252" in found
    assert "UTF-16" in found


def test_codes_that_no_mapping_knows_are_told_of_and_counted(flood: Tiny) -> None:
    said = [f"{m.found.sv} {m.remedy.sv}" for m in flood.messages if "mappningen" in m.found.sv]
    assert any("9999" in one and "mappings/koder.csv" in one for one in said)
    assert any("0999" in one for one in said)
    ((count,),) = flood.rows(
        "select sum(numerator) from mart_kpi_day "
        "where category_id = 'unmapped' and area_id = 'torget'"
    )
    assert count == 2


def test_text_reads_the_same_in_every_encoding(flood: Tiny) -> None:
    places = _landed_values(flood, "place_name", "polis")
    assert places.count("Ångströms torg") == 2


def test_a_position_at_zero_zero_is_no_position(flood: Tiny) -> None:
    ((no_position, outside),) = flood.rows(
        "select no_position_count, outside_count from mart_source where source_id = 'polis'"
    )
    assert no_position == 1
    assert outside == 1


def test_values_of_personal_columns_are_in_no_file_and_in_no_message(flood: Tiny) -> None:
    texts = (SOMEBODY.encode(), SOMEBODY.encode("utf-16-le"))
    holding = [
        path
        for path in (flood.folder / "var").rglob("*")
        if path.is_file() and any(text in path.read_bytes() for text in texts)
    ]
    assert holding == []
    assert SOMEBODY not in repr(flood.messages)
    assert "Namn" not in _landed_columns(flood)


def _landed_columns(made: Tiny) -> set[str]:
    with duckdb.connect() as connection:
        return {
            name
            for path in (made.folder / "var").rglob("*.parquet")
            for name in connection.read_parquet(str(path)).columns
        }


def _landed_values(made: Tiny, column: str, source: str) -> list[Any]:
    with duckdb.connect() as connection:
        rows = connection.read_parquet(f"{made.folder}/var/landed/{source}/*.parquet")
        return [value for (value,) in rows.select(column).fetchall()]


def test_the_files_of_a_draft_wait_until_its_contract_counts(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"status": "draft"})
    made.drop("polis", "p.csv", crimes(crime("1")))
    (said,) = (m for m in made.load().messages if m.source_id == "polis")
    assert "1 fil i inbox väntar" in said.found.sv
    assert made.accepted == 0
    made.fact("sources/polis.yaml", POLICE | {"status": "live"})
    made.load()
    assert made.accepted == 1
