"""What a sender is told of rejected rows: in the file's own words, once a cell, counted in rows."""

from pathlib import Path
from typing import Any

from tests.tiny import OUTSIDE, POLICE, Fact, crime, crimes, tiny

_BASE = {key: POLICE[key] for key in ("name", "publisher", "licence", "files", "layout")}
LITTER: Fact = {
    **_BASE,
    "kind": "litter_measurement",
    "sensitivity": "open",
    "cadence": "year",
    "columns": [
        {"from": "Nr", "to": "measurement_id"},
        {"from": "Datum", "to": "measured_at"},
        {"from": "Plats", "to": "place_name"},
        {"from": "Yta", "to": "area_m2"},
    ],
    "wide": {"pattern": "(Fimp|Snus|Tuggummi)", "code_field": "litter_type",
             "value_field": "item_count",
             "values": {"Fimp": "cigarette_butt", "Snus": "snus", "Tuggummi": "chewing_gum"}},
    "constants": {"method_code": "own_points"},
}  # fmt: skip
COUNTED = "Nr;Datum;Plats;Yta;Fimp;Snus;Tuggummi\n"
MONTHS: Fact = {
    **_BASE,
    "kind": "incident",
    "sensitivity": "protected",
    "cadence": "month",
    "columns": [{"from": "Typ", "to": "category_code"}],
    "unused": ["År"],
    "wide": {"pattern": "(jan|feb)", "with": "År", "values": {"jan": "01", "feb": "02"},
             "formats": ["%Y %m"], "code_field": "occurred_from", "value_field": "incident_count"},
}  # fmt: skip
INSPECTED: Fact = {
    **_BASE,
    "kind": "inspection",
    "sensitivity": "open",
    "cadence": "year",
    "columns": [
        {"from": "Dag", "to": "inspected_at"},
        {"from": "Resultat", "to": "result",
         "values": {"Ja": "passed", "Delvis": "remarks", "Nej": "failed"}},
    ],
}  # fmt: skip


def told(folder: Path, contract: Fact, text: str) -> tuple[list[tuple[Any, ...]], str]:
    """Return line, heading and value of each fault told, and the message about the file."""
    made = tiny(folder, kallan=contract)
    made.drop("kallan", "a.csv", text)
    made.load()
    faults = made.landed("a.csv").rejections
    assert not any(fault.part for fault in faults)
    return [(one.line_no, one.heading, one.value) for one in faults], made.said("a.csv")[0]


def test_one_bad_cell_of_a_long_row_is_told_once_and_the_rows_of_the_file_are_counted(
    tmp_path: Path,
) -> None:
    rows = "L1;2026-13-45;Torget;9;1;2;3\nL2;2026-05-04;Torget;9;1;2;3\n"
    faults, said = told(tmp_path, LITTER, COUNTED + rows)
    assert faults == [(2, "Datum", "2026-13-45")]
    assert "I 1 av 2 rader är något avvisat" in said


def test_a_cell_of_a_matrix_is_named_by_its_own_heading(tmp_path: Path) -> None:
    faults, said = told(tmp_path, LITTER, f"{COUNTED}L2;2026-05-04;Torget;9;1;-2;x\n")
    assert faults == [(2, "Snus", "-2"), (2, "Tuggummi", "x")]
    assert "chewing_gum" not in said
    assert "item_count" not in said


def test_a_month_that_is_led_by_its_year_is_named_by_its_heading(tmp_path: Path) -> None:
    faults, _ = told(tmp_path, MONTHS, "Typ;År;jan;feb\nRån;2025;3;2-1\nStöld;2025;1;2\n")
    assert faults == [(2, "feb", "2-1")]


def test_what_was_expected_is_said_in_the_words_that_the_contract_maps(tmp_path: Path) -> None:
    _, said = told(tmp_path, INSPECTED, "Dag;Resultat\n2026-05-04;Kanske\n2026-05-04;Ja\n")
    assert "1 av 2 rader avvisades" in said
    assert "väntade: Ja, Delvis, Nej." in said


def test_a_time_is_shown_once_with_a_clock_only_where_one_was_tried(tmp_path: Path) -> None:
    _, said = told(tmp_path / "a", INSPECTED, "Dag;Resultat\n2026-13-45;Ja\n")
    assert "skriv till exempel 2026-12-31." in said
    _, said = told(tmp_path / "b", INSPECTED, "Dag;Resultat\n2026-13-45 12:00;Ja\n")
    assert "skriv till exempel 2026-12-31 17:45:30." in said


def test_rows_outside_all_places_and_rows_without_a_position_are_told_apart(
    tmp_path: Path,
) -> None:
    made = tiny(tmp_path)
    outside = {"Long": OUTSIDE[0], "Lat": OUTSIDE[1]}
    nowhere = {"Long": "", "Lat": "", "Plats": "gallerian"}
    rows = [crime(1), *(crime(n, **outside) for n in (2, 3)), crime(4, **nowhere)]
    made.drop("polis", "a.csv", crimes(*rows))
    made.build()
    said = " ".join(one.found.sv for one in made.messages)
    assert "2 rader från Anmälda brott ligger utanför alla platser" in said
    assert "1 rad från Anmälda brott saknar position" in said
