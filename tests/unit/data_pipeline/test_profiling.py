"""Drafting the contract of a file that nobody has described."""

import json
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from config.sources import Source
from data_pipeline.errors import FileRefusedError, FolderNotEmptyError
from data_pipeline.profiling.new_source import name_of, write_new_source
from tests.drafted import TODAY, drafted, fields, said

FAULTS = """Ärendenr;Inkommen;Åtgärdad;Kategori;Status;Anmälare;E-post;Long;Lat
2026-0001;2026-03-14 08:12;;Nedskräpning;Ny;Anna Test;anna@exempel.se;15,338010;60,172050
2026-0002;2026-03-15 09:12;2026-03-16 10:00;Belysning;Avslutad;Bo;bo@exempel.se;15,338020;60,172060
2026-0003;2026-03-18 07:30;;Klotter;Väntar;Cilla Test;cilla@exempel.se;15,338030;60,172070
"""


def test_a_swedish_export_is_read_with_its_codes_words_and_reasons(tmp_path: Path) -> None:
    draft, made = drafted(tmp_path, "felanmälan_2026-03.csv", FAULTS.encode("cp1252"))
    assert Source.model_validate(draft).kind == "fault_report"
    assert made.faults == ()
    assert draft["layout"] == {"format": "delimited", "decimal": ","}
    assert draft["identity"] == ["report_id"]
    assert fields(draft) == {
        "report_id": "Ärendenr", "created_at": "Inkommen", "closed_at": "Åtgärdad",
        "category_code": "Kategori", "status": "Status", "longitude": "Long", "latitude": "Lat",
    }  # fmt: skip
    assert draft["columns"][4]["values"] == {"Ny": "open", "Avslutad": "closed"}
    assert "Windows-1252" in said(made)
    assert "«Väntar»" in said(made)
    assert made.path.read_text("utf-8") == made.text
    assert made.source_id == "felanmalan"


def test_columns_about_people_are_dropped_and_their_texts_stand_nowhere(tmp_path: Path) -> None:
    rows = "\n".join(
        f"2026-03-{day:02};1203;Torget;8503{day:02}-1234;070-123 45 {day:02};ABC1{day:02};"
        f"Han stod vid bänken nummer {day} och ropade åt alla som gick förbi på torget i går kväll"
        for day in range(1, 21)
    )
    headings = "Brottsdatum;Brottskod;Plats;Kund;Nummer;Bil;Övrigt"
    draft, made = drafted(tmp_path, "brott.csv", f"{headings}\n{rows}\n")
    assert draft["personal"] == ["Kund", "Nummer", "Bil", "Övrigt"]
    assert not [text for text in ("8503", "070-123", "ABC1", "bänken") if text in made.text]


@pytest.mark.parametrize(
    ("days", "forms", "doubt"),
    [
        (("03/04/2026", "25/04/2026"), ["%d/%m/%Y"], ""),
        (("03/04/2026", "04/25/2026"), ["%m/%d/%Y"], ""),
        (("03/04/2026", "05/06/2026"), ["%d/%m/%Y"], "kan läsas både som %d/%m/%Y och %m/%d/%Y"),
        (("25/04/2026", "2026-04-26"), ["%d/%m/%Y", "%Y-%m-%d"], "på flera sätt"),
        (("14.03.2026", "15.03.2026"), ["%d.%m.%Y"], ""),
        (("20260314", "20260315"), ["%Y%m%d"], ""),
    ],
)
def test_each_form_of_a_date_is_found_and_doubt_is_said(
    tmp_path: Path, days: tuple[str, str], forms: list[str], doubt: str
) -> None:
    rows = "".join(f"{day};{no};Torget\n" for no, day in enumerate(days, start=100))
    draft, made = drafted(tmp_path, "brott.csv", f"Brottsdatum;Brottskod;Plats\n{rows}")
    assert draft["columns"][0]["formats"] == forms
    assert doubt in said(made)


def test_another_column_settles_the_order_of_day_and_month(tmp_path: Path) -> None:
    rows = "03/04/2026;03/25/2026;1203\n05/06/2026;04/26/2026;0101\n"
    draft, made = drafted(tmp_path, "brott.csv", f"Brottsdatum;Anmäld;Brottskod\n{rows}")
    assert draft["columns"][0]["formats"] == ["%m/%d/%Y"]
    assert "som «Anmäld» måste läsas" in said(made)


def test_the_clock_time_beside_a_day_is_joined_to_it(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{day:02};{hour}:15;Bron;{hour * 3}\n"
                   for day in range(1, 5) for hour in range(6, 23))  # fmt: skip
    draft, _ = drafted(tmp_path, "flöde.csv", f"Datum;Tid;Mätpunkt;Antal\n{rows}")
    assert draft["kind"] == "flow_count"
    assert draft["columns"][1] == {"from": "Datum", "to": "counted_from", "with": "Tid"}
    assert draft["constants"] == {"minutes": 60}


def test_both_directions_of_a_counter_are_taken(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{day:02};{hour:02}:00;M0{point};{hour};{day}\n"
                   for point in (1, 2) for day in range(1, 5) for hour in range(24))  # fmt: skip
    draft, made = drafted(tmp_path, "rakning.csv", f"Datum;Tid;Punkt;In;Ut\n{rows}")
    assert draft["wide"] == {
        "pattern": "(In|Ut)", "code_field": "direction", "value_field": "visitor_count",
        "values": {"In": "in", "Ut": "out"},
    }  # fmt: skip
    assert draft["identity"] == ["point_code", "counted_from", "direction"]
    assert "unused" not in draft
    assert "båda riktningarna" in said(made)


def test_a_column_of_directions_names_a_count(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-01 {hour:02}:00;M01;{way};{hour};{quality}\n" for hour in range(24)
                   for way, quality in (("In", "OK"), ("Ut", "Bortfall")))  # fmt: skip
    head = "Tidpunkt;Mätpunkt;Riktning;Antal;Kvalitet\n"
    draft, _ = drafted(tmp_path, "passager.csv", head + rows)
    filled = {column["to"]: column.get("values") for column in draft["columns"]}
    assert filled["direction"] == {"In": "in", "Ut": "out"}
    assert filled["quality"] == {"OK": "ok", "Bortfall": "outage"}
    assert draft["identity"] == ["point_code", "counted_from", "direction"]


def test_headings_below_titles_and_in_two_rows_are_found(tmp_path: Path) -> None:
    text = (
        "Statistik från myndigheten\n\nValt läsår: 2023/24\n\n"
        ";;Flickor;Flickor;Pojkar;Pojkar\nKommun;Kommunkod;Antal;Andel (%);Antal;Andel (%)\n"
    )
    rows = "".join(f"Ale {n};14{n};{n};{n},5;..;~100\n" for n in range(10, 40))
    draft, made = drafted(tmp_path, "betyg.csv", text + rows)
    assert draft["kind"] == "context_value"
    assert draft["layout"]["header_row"] == 6
    assert draft["layout"]["heading_rows"] == 2
    assert fields(draft)["period_from"] == "Valt läsår"
    assert made.faults == ()


def test_a_matrix_of_counters_is_one_pattern_and_decimals_are_thousands(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{day:02},1.5,2.25,0.75,4.125,3.5\n" for day in range(1, 20))
    draft, made = drafted(tmp_path, "entries.csv", f"date,s_1,s_2,s_3,s_4,s_5\n{rows}")
    assert draft["wide"] == {
        "pattern": r"s_(\d+)", "code_field": "point_code", "value_field": "visitor_count",
        "scale": 1000,
    }  # fmt: skip
    assert "tusental" in said(made)


def test_swapped_degrees_are_put_right_and_projected_ones_are_said(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-0{n};1203;15,3{n}1;60,1{n}1\n" for n in range(1, 9))
    draft, made = drafted(tmp_path, "a.csv", f"Brottsdatum;Brottskod;Lat;Long\n{rows}")
    assert fields(draft)["longitude"] == "Lat"
    assert "bytt plats" in said(made)
    rows = "".join(f"2026-03-0{n};1203;51800{n};667200{n}\n" for n in range(1, 9))
    draft, made = drafted(tmp_path, "b.csv", f"Brottsdatum;Brottskod;X;Y\n{rows}")
    assert "latitude" not in fields(draft)
    assert "EPSG:3006" in said(made)


def test_a_survey_gets_a_question_for_each_scale(tmp_path: Path) -> None:
    words = ["mycket otrygg", "ganska otrygg", "ganska trygg", "mycket trygg", "vet ej"]
    asked = ["Hur trygg är du på dagen?", "Hur trygg är du på kvällen?", "Hur rent är det?",
             "Hur trivs du?"]  # fmt: skip
    rows = "".join(
        f"{n};2026-03-14 10:{n:02};n{n}@exempel.se;{'Kvinna' if n % 2 else 'Man'};"
        f"{words[n % 5]};{words[n % 4]};{n % 5 + 1};{n % 4 + 1}\n"
        for n in range(40)
    )
    headings = f"ID;Slutförandetid;E-post;Kön;{';'.join(asked)}"
    draft, made = drafted(tmp_path, "enkät.csv", f"{headings}\n{rows}")
    assert made.faults == ()
    assert [question["from"][0] for question in draft["questions"].values()] == asked
    first = draft["questions"]["q001"]
    assert (first["high"], first["values"]["mycket otrygg"], first["missing"]) == (4, 1, ["vet ej"])
    assert fields(draft)["gender_code"] == "Kön"
    assert draft["personal"] == ["E-post"]


def test_the_fullest_sheet_of_a_workbook_is_chosen(tmp_path: Path) -> None:
    file = tmp_path / "evenemang.xlsx"
    book = xlsxwriter.Workbook(str(file))
    book.add_worksheet("Om").write_row(0, 0, ["Läs mig"])
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["Evenemang 2026"])
    sheet.write_row(2, 0, ["Titel", "Startdatum", "Plats"])
    for number in range(10):
        sheet.write_row(3 + number, 0, [f"Marknad {number}", f"2026-05-{number + 10}", "Torget"])
    book.close()
    made = write_new_source(tmp_path / "prov", file, None, TODAY)
    draft = yaml.safe_load(made.text)
    assert draft["kind"] == "event"
    assert (draft["layout"]["sheet"], draft["layout"]["header_row"]) == ("Data", 3)


def test_objects_deep_in_a_json_are_found_and_a_time_zone_is_read(tmp_path: Path) -> None:
    same = {"status": "open", "service_name": "Litter"}
    objects = [
        {"service_request_id": str(n), "requested_datetime": f"2026-03-1{n}T10:00:00+01:00"} | same
        for n in range(5)
    ]
    draft, _ = drafted(tmp_path, "a.json", json.dumps({"data": {"requests": objects}}))
    assert draft["layout"]["records_at"] == "data.requests"
    assert fields(draft)["created_at"] == "requested_datetime"
    assert draft["columns"][1]["clock"] == "offset"
    assert "pattern" not in draft["columns"][1]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("koder.csv", "kod;namn\n0101;Stöld\n0102;Rån\n", "kodlista"),
        ("a.kmz", "PK", "kan inte läsas än"),
        ("a.csv", "", "noll byte"),
        ("a.json", '{"a": 1}', "ingen lista"),
        ("a.geojson", '{"meta": {}}', "ingen FeatureCollection"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [{"type": "Feature",'
         ' "properties": {}, "geometry": {"type": "Polygon", "coordinates": []}}]}', "kartlager"),
    ],
)  # fmt: skip
def test_what_is_no_source_is_said_and_no_contract_written(
    tmp_path: Path, name: str, content: str, word: str
) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        drafted(tmp_path, name, content)
    assert word in refusal.value.sentence("sv")
    assert not (tmp_path / "prov" / "sources").exists()


def test_a_contract_that_exists_is_not_written_over(tmp_path: Path) -> None:
    drafted(tmp_path, "fel.csv", FAULTS)
    with pytest.raises(FolderNotEmptyError):
        drafted(tmp_path, "fel.csv", FAULTS)
    with pytest.raises(FileRefusedError):
        write_new_source(tmp_path / "prov", tmp_path / "fel.csv", "../a", TODAY)


@pytest.mark.parametrize(
    ("file", "name"), [("Polis uttag 2026-03.csv", "polis_uttag"), ("2026.csv", "ny_kalla")]
)
def test_a_source_is_named_by_its_file_without_numbers(file: str, name: str) -> None:
    assert name_of(Path(file)) == name


def test_points_of_a_map_in_a_swedish_system_are_moved(tmp_path: Path) -> None:
    points = [{"type": "Feature", "properties": {"id": f"p{n}", "namn": f"Punkt {n}"},
               "geometry": {"type": "Point", "coordinates": [518000.5 + n, 6672000.5 + n]}}
              for n in range(5)]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": points})
    draft, made = drafted(tmp_path, "punkter.geojson", text)
    assert draft["layout"]["crs"] == "EPSG:3006"
    assert fields(draft)["point_code"] == "id"
    assert any("EPSG:3006" in words.sv for words in made.unsure)


def test_months_beside_a_year_in_the_title_and_sorts_of_litter_are_matrices(tmp_path: Path) -> None:
    text = "Anmälda brott 2026, Torget;;;;\n\nBrottstyp;jan;feb;mar;apr\n"
    rows = "".join(f"Sort {n};{n};{n + 1};{n + 2};{n + 3}\n" for n in range(1, 9))
    draft, made = drafted(tmp_path, "brott per månad.csv", text + rows)
    assert made.faults == ()
    assert (draft["wide"]["with"], draft["wide"]["formats"]) == ("År", ["%Y %m"])
    assert draft["wide"]["values"]["feb"] == "02"
    text = "Sträcka;Datum;Plats;Yta (m²);Fimp;Papper;Glas;Snus\n"
    rows = "".join(f"S{n};2026-05-{n};Torget;10,0;{n};0;1;{n % 3}\n" for n in range(10, 30))
    draft, made = drafted(tmp_path, "skräpmätning.csv", text + rows)
    assert made.faults == ()
    assert draft["wide"]["values"]["Fimp"] == "cigarette_butt"


def test_texts_between_numbers_are_taken_for_nothing(tmp_path: Path) -> None:
    rows = "".join(f"2026-05-{n};Torget;{n % 4 + 1}\n" for n in range(10, 30))
    text = f"Datum;Plats;Städgrad\n{rows}2026-05-30;Torget;ej bedömt\n"
    draft, _ = drafted(tmp_path, "städgrad.csv", text)
    assert draft["columns"][1]["missing"] == ["ej bedömt"]


def test_what_keeps_a_draft_from_use_is_said_in_both_languages(tmp_path: Path) -> None:
    rows = "".join(f"L{n};2026-10-10;Torget;{('Butik', 'Kontor')[n % 2]};Ja\n" for n in range(20))
    text = f"Lokalnr;Inventerad;Plats;Verksamhet;Bottenvåning\n{rows}"
    _, made = drafted(tmp_path, "lokaler.csv", text)
    (fault,) = made.faults
    assert "Ingen kolumn fyller fältet is_vacant, som krävs för Lokaler." in fault.sv
    assert "No column fills the field is_vacant, required for Premises." in fault.en
