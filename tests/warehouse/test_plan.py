"""An action plan from a sender's file to the mart: places, re-dating, and no persons."""

from pathlib import Path

import duckdb

from tests.tiny import FAULTS, Fact, Tiny, tiny

PLAN: Fact = FAULTS | {
    "kind": "plan_measure",
    "identity": ["place_name", "measure_no"],
    "columns": [
        {"from": "Nr", "to": "measure_no"},
        {"from": "Plats", "to": "place_name"},
        {"from": "Åtgärd", "to": "title"},
        {"from": "Status", "to": "status", "values": {"Klar": "completed", "Nej": "cancelled"}},
        {"from": "Senast", "to": "due_on"},
        {"from": "Tal", "to": "followup_kpi"},
        {"from": "Sort", "to": "followup_categories"},
    ],
    "personal": ["Kontakt"],
}
HEAD = "Nr;Plats;Åtgärd;Status;Senast;Tal;Sort;Kontakt\n"


def planned(tmp_path: Path, *files: str) -> Tiny:
    made = tiny(tmp_path / "prov", plan=PLAN)
    for number, rows in enumerate(files):
        made.drop("plan", f"plan_{number}.csv", HEAD + rows)
    return made


def test_a_measure_stands_once_in_its_newest_form_with_its_first_due_date(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        "1.1;Stortorget;Värdar;Klar;2026-01-01;;;K. Exempel\n",
        "1.1;Stortorget;Värdar;Klar;2026-03-01;;;K. Exempel\n",
        "1.1;Stortorget;Värdar alla kvällar;Klar;2026-03-01;reported_incidents;Theft, assault;\n",
    )
    rows = made.models().execute(
        "select site_id, title, status, cast(due_on as varchar), cast(first_due_on as varchar), "
        "moved_count, kpi_id, category_ids from mart_plan_measure"
    )
    assert rows.fetchall() == [
        ("torget", "Värdar alla kvällar", "completed", "2026-03-01", "2026-01-01", 1,
         "reported_incidents", "theft,assault")
    ]  # fmt: skip


def test_a_person_is_never_kept(tmp_path: Path) -> None:
    made = planned(tmp_path, "1.1;Stortorget;Värdar;Klar;2026-01-01;;;Kim Exempelsson\n")
    made.build()
    for file in (made.folder / "var").rglob("*.parquet"):
        text = str(duckdb.read_parquet(str(file)).fetchall())
        assert "Exempelsson" not in text
    assert "Exempelsson" not in made.published.read_bytes().decode("latin-1")


def test_an_unknown_place_an_unknown_kpi_and_a_wrong_status_are_told(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        "1.1;Gallerian;Värdar;Klar;;;;\n1.2;Torget;Lampor;Klar;;nix;;\n1.3;Torget;X;På gång;;;;\n",
    )
    made.build()
    said = [message.found.sv for message in made.messages]
    assert any("Gallerian".lower() in words for words in said)
    assert any("nix" in words for words in said)
    assert any("avvisades" in words for words in said)
    assert made.rows("select count(*) from mart_plan_measure") == [(1,)]


def test_measures_have_no_days_and_are_counted_as_the_rows_of_their_source(tmp_path: Path) -> None:
    made = planned(tmp_path, "1.1;Torget;Värdar;Klar;;;;\n1.2;Torget;Lampor;Klar;;;;\n")
    made.build()
    assert made.rows("select row_count, data_to from mart_source") == [(2, None)]
