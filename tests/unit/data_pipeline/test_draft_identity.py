"""What names a row across files in a drafted contract: rounds must not erase one another."""

from pathlib import Path

import pytest

from config.kinds import kinds
from tests.drafted import doubted, drafted, fields, loaded, said

SAFE = ("Mycket otrygg", "Ganska otrygg", "Ganska trygg", "Mycket trygg")
ASKED = ("Hur trygg på dagen?", "Hur trygg på kvällen?", "Hur trygg i parken?", "Hur trygg?")
SORTS = ("Butik", "Restaurang", "Service")


def survey(year: int) -> str:
    """Return a form's answers, numbered from one as each form numbers them."""
    rows = (
        f"{n};{year}-10-{n:02} 12:00;{';'.join(SAFE[(n + k) % 4] for k in range(4))}\n"
        for n in range(1, 21)
    )
    return f"ID;Slutförandetid;{';'.join(ASKED)}\n{''.join(rows)}"


def premises(year: int) -> str:
    rows = (f"L{n};{year}-10-10;Torget;{SORTS[n % 3]};{('Ja', 'Nej')[n % 2]}\n" for n in range(20))
    return f"Lokalnr;Inventerad;Plats;Typ;Vakant\n{''.join(rows)}"


def themes(year: int) -> str:
    tones = ("Positiv", "Negativ", "Neutral")
    rows = (f"{n};{year}-10-02;Torget;Ljus;{tones[n % 3]};Boende\n" for n in range(1, 21))
    return f"Intervju nr;Datum;Plats;Tema;Hållning;Roll\n{''.join(rows)}"


def protocol(year: int) -> str:
    rows = (f"B{n};{year}-10-02;Torget;{('Godkänd', 'Anmärkning')[n % 2]}\n" for n in range(20))
    return f"Protokollrad;Besiktningsdatum;Plats;Resultat\n{''.join(rows)}"


def stretches(year: int) -> str:
    rows = (f"S{n};{year}-05-0{n};Torget;10,0;{n};0;1;{n % 3}\n" for n in range(1, 10))
    return f"Sträcka;Datum;Plats;Yta (m²);Fimp;Papper;Glas;Snus\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("name", "made", "kind", "identity", "count"),
    [
        ("enkät", survey, "survey_answer", ["respondent_id", "answered_at", "question_code"], 80),
        ("lokaler", premises, "offer_unit", ["unit_id", "surveyed_on"], 20),
        ("intervjuer", themes, "interview_theme", ["interview_id", "interviewed_at"], 20),
        ("besiktning", protocol, "inspection", ["inspection_id", "inspected_at"], 20),
        ("skräpmätning", stretches, "litter_measurement",
         ["measurement_id", "measured_at", "litter_type"], 36),
    ],
)  # fmt: skip
def test_a_second_round_with_the_same_ids_stands_beside_the_first(
    tmp_path: Path, name: str, made: object, kind: str, identity: list[str], count: int
) -> None:
    assert callable(made)
    draft, new = drafted(tmp_path, f"{name}.csv", made(2024))
    assert (draft["kind"], draft["identity"]) == (kind, identity)
    assert new.faults == ()
    assert "kan börja om i nästa fil" in said(new)
    later = tmp_path / f"{name}2.csv"
    later.write_text(made(2026), "utf-8")
    rows = loaded(draft, tmp_path / f"{name}.csv", later)
    assert len(rows) == 2 * count
    assert len({row["row_key"] for row in rows}) == 2 * count


def test_a_column_of_rounds_tells_rounds_apart_better_than_the_day(tmp_path: Path) -> None:
    rows = survey(2024).replace(";Hur trygg?", ";Hur trygg?;Omgång").replace("\n", ";nuläge\n")
    draft, _ = drafted(tmp_path, "enkät.csv", rows.replace("Omgång;nuläge", "Omgång"))
    assert fields(draft)["round_code"] == "Omgång"
    assert draft["identity"] == ["respondent_id", "round_code", "question_code"]


def test_where_nothing_tells_rounds_apart_it_is_said(tmp_path: Path) -> None:
    rows = "".join(f"L{n};Torget;{SORTS[n % 3]};{('Ja', 'Nej')[n % 2]}\n" for n in range(20))
    draft, made = drafted(tmp_path, "lokaler.csv", f"Lokalnr;Plats;Typ;Vakant\n{rows}")
    assert draft["identity"] == ["unit_id", "surveyed_on"]
    assert "samma dag för alla filer" in doubted(made)


def test_a_report_is_named_by_its_number_alone_unless_numbers_count_from_one(
    tmp_path: Path,
) -> None:
    rows = "".join(f"F-{n};2026-03-1{n} 08:12;Klotter;Ny\n" for n in range(9))
    draft, _ = drafted(tmp_path, "a.csv", f"Ärendenr;Inkommen;Kategori;Status\n{rows}")
    assert draft["identity"] == ["report_id"]
    rows = "".join(f"{n};2026-03-1{n} 08:12;Klotter;Ny\n" for n in range(1, 9))
    draft, made = drafted(tmp_path, "b.csv", f"Nr;Inkommen;Felkategori;Ärendestatus\n{rows}")
    assert draft["identity"] == ["report_id", "created_at"]
    assert "räknar från 1" in doubted(made)


def test_only_kinds_that_come_in_rounds_have_ids_of_a_round() -> None:
    named = {name for name, kind in kinds().items() if kind.id_is_per_round}
    assert {"survey_answer", "offer_unit", "interview_theme", "inspection"} <= named
    assert not {"incident", "fault_report", "event", "context_event"} & named
    assert all(kinds()[name].date_field for name in named)
