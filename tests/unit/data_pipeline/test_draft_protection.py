"""Police and guard data in a drafted contract: protected, at a place, each number once."""

from pathlib import Path

import pytest
import yaml

from tests.drafted import (
    Cell,
    column,
    doubted,
    drafted,
    drafted_of,
    fields,
    loaded,
    workbook,
)

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SORTS = ("Misshandel", "Skadegörelse", "Narkotikabrott", "Cykelstöld")


def table(file: Path, months: int) -> Path:
    """Write the police's table of a year, as far as it has come."""
    rest: list[Cell] = [None] * (12 - months)
    rows: list[list[Cell]] = [
        [sort, *(row * 3 + month for month in range(months)), *rest, 0]
        for row, sort in enumerate(SORTS)
    ]
    total: list[Cell] = ["Totalt", *([99] * months), *rest, 990]
    titles: list[list[Cell]] = [["Anmälda brott, Lindtorget"], ["2026"]]
    return workbook(file, [*titles, ["Brottstyp", *MONTHS, "Summa"], *rows, total])


def test_a_table_of_crimes_by_month_is_protected_incidents_at_its_place(tmp_path: Path) -> None:
    file = table(tmp_path / "Månadsmatris.xlsx", 10)
    draft, made = drafted_of(file)
    assert (draft["kind"], draft["sensitivity"]) == ("incident", "protected")
    assert made.faults == ()
    assert "everywhere" not in draft
    assert "tabell per månad" in doubted(made)
    assert "«Lindtorget»" in doubted(made)
    rows = loaded(draft, file)
    assert {row["place_name"] for row in rows} == {"Lindtorget"}
    counts = {
        (row["category_code"], str(row["occurred_from"])[:7]): row["incident_count"] for row in rows
    }
    assert counts == {
        (sort, f"2026-{month + 1:02}"): at * 3 + month
        for at, sort in enumerate(SORTS) for month in range(10)
    }  # fmt: skip


def test_next_months_table_fills_the_empty_months_and_replaces_its_numbers(tmp_path: Path) -> None:
    first, later = table(tmp_path / "tabell a.xlsx", 10), table(tmp_path / "tabell b.xlsx", 12)
    draft, _ = drafted_of(first)
    assert draft["identity"] == ["place_name", "category_code", "occurred_from"]
    rows = loaded(draft, first, later)
    assert len(rows) == 4 * 22
    assert len({row["row_key"] for row in rows}) == 4 * 12


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_examples_table_by_month_loads_as_by_its_own_contract(
    demo: Path, tmp_path: Path, year: int
) -> None:
    file = tmp_path / f"manadstabell_{year}.xlsx"
    file.write_bytes((demo / f"inbox/polistabell/{file.name}").read_bytes())
    draft, made = drafted_of(file)
    assert (draft["kind"], draft["sensitivity"]) == ("incident", "protected")
    assert made.faults == ()
    own = yaml.safe_load((demo / "sources/polistabell.yaml").read_text("utf-8"))
    names = ("place_name", "category_code", "occurred_from", "incident_count", "row_key")
    ours, wanted = (
        sorted(tuple(str(row[name]) for name in names) for row in loaded(contract, file))
        for contract in (draft, own)
    )
    assert ours == wanted


POLICE = ("2080", "Falun", "Brottskod", "Inskrivningsdatum", "antal_brott")


def test_a_column_that_names_areas_is_offered_as_the_place(tmp_path: Path) -> None:
    rows = "".join(
        f"2080;Falun;2080C10{n};Lindtorget;0357;2026-03-{n:02};1\n" for n in range(10, 30)
    )
    headings = "Kommunkod;Kommunnamn;desokod;regsonamn;Brottskod;Inskrivningsdatum;antal_brott"
    draft, made = drafted(tmp_path, "polisrader.csv", f"{headings}\n{rows}")
    assert draft["sensitivity"] == "protected"
    assert fields(draft)["place_name"] == "regsonamn"
    assert "regsonamn" not in draft["unused"]
    assert "everywhere" not in draft
    assert "«regsonamn» namnger områden" in doubted(made)


def test_incidents_without_a_place_are_not_shown_everywhere(tmp_path: Path) -> None:
    rows = "".join(f"0357;2026-03-{n:02};1\n" for n in range(10, 30))
    draft, made = drafted(tmp_path, "brott.csv", f"Brottskod;Brottsdatum;Antal\n{rows}")
    assert draft["kind"] == "incident"
    assert "everywhere" not in draft
    assert made.faults == ()
    assert "hamnar inte på någon plats" in doubted(made)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Väktare;Datum;Plats;Status;Ärendenr\n"
         "{n};2026-03-{n};Torget;Klar;F-{n}\n"),
        ("polisen uttag.csv", "Kommun;Kommunkod;År;Värde\nFalun {n};20{n};2025;{n},5\n"),
        ("brott per kommun.csv", "Kommun;Kommunkod;År;Antal\nFalun {n};20{n};2025;{n}\n"),
        ("Vaktrapport v3.csv", "Nr;Rubrik;Start;Plats\nE{n};Bråk;2026-03-{n};Torget\n"),
    ],
)  # fmt: skip
def test_what_looks_like_the_polices_or_guards_is_protected_whatever_its_kind(
    tmp_path: Path, name: str, text: str
) -> None:
    headings, row = text.split("\n", 1)
    rows = "".join(row.format(n=n) for n in range(10, 30))
    draft, made = drafted(tmp_path, name, f"{headings}\n{rows}")
    assert draft["sensitivity"] == "protected"
    assert "sensitivity" not in doubted(made)
    assert "skyddas" in doubted(made)


def test_fault_reports_and_published_notices_stay_open(tmp_path: Path) -> None:
    rows = "".join(f"F-{n};2026-03-{n};Klotter;Ny\n" for n in range(10, 30))
    draft, _ = drafted(tmp_path, "fel.csv", f"Ärendenr;Inkommen;Kategori;Status\n{rows}")
    assert draft["sensitivity"] == "open"
    rows = "".join(f"{n};2026-03-{n} 10:00;Brand;Brand, Falun;Falun\n" for n in range(10, 30))
    headings = "id;datetime;type;name;location.name"
    draft, _ = drafted(tmp_path, "polisen_events.csv", f"{headings}\n{rows}")
    assert (draft["kind"], draft["sensitivity"]) == ("context_event", "open")


def test_rows_of_totals_are_set_aside(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{n};Brottskod {n % 3};Torget;1\n" for n in range(10, 30))
    file = tmp_path / "brott.csv"
    file.write_text(f"Brottsdatum;Brottskod;Plats;Antal\n{rows}2026-03-31;Totalt;Torget;20\n",
                    "utf-8")  # fmt: skip
    draft, made = drafted_of(file)
    assert draft["leave_out"] == [{"from": "Brottskod", "pattern": "^(Totalt)$"}]
    assert sum(row["incident_count"] for row in loaded(draft, file)) == 20
    assert "summor" in doubted(made)
    assert column(draft, "category_code")["from"] == "Brottskod"
