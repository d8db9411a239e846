"""Trying a contract on a file without loading anything, and the two verbs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data_pipeline.errors import FileRefusedError
from data_pipeline.profiling.trial import newest_file, try_source
from platsbild import main
from tests.tiny import FIRST_BUILD, INSIDE, OUTSIDE, POLICE, crime, crimes, tiny

FILE = crimes(
    crime(1),
    crime(2, Kod="0200", Long=OUTSIDE[0]),
    crime(3, Tid="i går", Namn="Anna Test"),
    crime(4, Long="", Lat="", Kod="9999"),
)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def test_what_would_be_taken_and_rejected_is_counted_and_nothing_is_kept(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    file = made.drop("polis", "a.csv", FILE)
    trial = try_source(made.instance(), "polis", newest_file(made.instance(), "polis"), FIRST_BUILD)
    assert file.exists()
    assert (trial.record_count, trial.accepted_count, trial.rejected_count) == (4, 3, 1)
    assert [(r.heading, r.count, r.lines, r.values) for r in trial.reasons] == [
        ("Tid", 1, (4,), ("i går",))
    ]
    assert trial.dropped == ("Namn",)
    assert "9999" in trial.unmapped_codes
    assert (trial.no_position_count, trial.outside_count) == (1, 1)
    assert trial.rows[0][:2] == ("1", "2026-03-14 23:20:00")
    assert not (tmp_path / "var").exists()


def test_rejected_rows_stand_in_their_place_among_the_first(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    rows = [crime(number) for number in range(1, 21)]
    rows[1] = crime(2, Tid="i går", Namn="Anna Test")
    rows[18] = crime(19, Kod="")
    rows.append("cut")
    file = made.write("a.csv", crimes(*rows))
    trial = try_source(made.instance(), "polis", file, FIRST_BUILD)
    bad = {line.line_no: line for line in trial.lines if line.faults}
    assert [line.line_no for line in trial.lines] == [*range(2, 14), 20, 22]
    assert sorted(bad) == [3, 20, 22]
    assert bad[3].cells[:2] == ("2", "i går")
    assert bad[3].faults[0].sv.startswith("Tid: ")
    assert "Anna" not in str(trial)


def test_a_personal_value_is_in_no_row(tmp_path: Path) -> None:
    columns = [
        column | {"personal": True} if column["to"] == "place_name" else column
        for column in POLICE["columns"]
    ]
    made = tiny(tmp_path, polis=POLICE | {"columns": columns})
    file = made.write("a.csv", crimes(crime(1, Plats="Lisas hus"), crime(2, Plats="L", Tid="x")))
    trial = try_source(made.instance(), "polis", file, FIRST_BUILD)
    assert len(trial.lines) == 2
    assert "Lisas hus" not in str(trial)


def test_a_file_of_another_sort_is_refused_in_words(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    file = made.write("b.csv", "a;b\n1;2\n")
    trial = try_source(made.instance(), "polis", file, FIRST_BUILD)
    assert trial.refused is not None
    assert "saknar kolumnerna" in trial.refused.sv
    with pytest.raises(FileRefusedError):
        newest_file(made.instance(), "polis")


def test_the_verbs_draft_a_contract_that_passes_the_check_and_try_it(tmp_path: Path) -> None:
    tiny(tmp_path / "prov")
    file = tmp_path / "brott.csv"
    file.write_text("Brottsdatum;Brottskod;Longitud;Latitud;E-post\n" + "".join(
        f"2026-03-1{n};0101;{INSIDE[0]}{n};{INSIDE[1]}{n};a{n}@exempel.se\n" for n in range(9)
    ), encoding="utf-8")  # fmt: skip
    made = run("source", "new", tmp_path / "prov", file, "--name", "brott")
    assert made.exit_code == 0
    assert "? " in made.stdout
    assert run("check", tmp_path / "prov").exit_code == 0
    tried = run("source", "try", tmp_path / "prov", "brott", file, "--language", "en")
    assert "9 records, 9 rows taken, 0 rejected" in tried.stdout
    assert "Never loaded: E-post" in tried.stdout
    assert "exempel.se" not in tried.stdout
    plain = json.loads(
        run("source", "try", tmp_path / "prov", "brott", file, "--format", "json").stdout
    )
    assert plain["accepted_count"] == 9
    again = run("source", "new", tmp_path / "prov", file, "--name", "brott2", "--format", "json")
    assert json.loads(again.stdout)["kind"] == "incident"


def test_the_verb_fails_where_nothing_could_be_loaded(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    file = made.write("b.csv", "a;b\n1;2\n")
    assert run("source", "try", tmp_path, "polis", file).exit_code == 1
    unknown = run("source", "try", tmp_path, "okänd", file)
    assert unknown.exit_code == 1
    assert "sources/okänd.yaml" in unknown.stderr
    made.drop("polis", "a.csv", FILE)
    rejected = run("source", "try", tmp_path, "polis")
    assert "«i går» (4)" in rejected.stdout
