"""Surveys as the tools export them: recognised, their scales whole, and no respondent lost."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from tests.drafted import (
    Cell,
    Contract,
    doubted,
    drafted,
    drafted_of,
    fields,
    loaded,
    said,
    workbook,
)

SAFE = ("Mycket otrygg", "Ganska otrygg", "Ganska trygg", "Mycket trygg")
GOOD = ("Dåligt", "Mindre bra", "Bra", "Mycket bra")
DAY, NIGHT = "Hur trygg känner du dig dagtid?", "Hur trygg känner du dig kvällstid?"
NOON = dt.datetime(2026, 10, 8, 8, 0, tzinfo=dt.UTC).replace(tzinfo=None)


def when(n: int) -> dt.datetime:
    return NOON + dt.timedelta(minutes=95 * n)


def asked(draft: Contract) -> dict[str, Contract]:
    """Return the questions of a draft by the first heading of each."""
    return {question["from"][0]: question for question in draft["questions"].values()}


def form(folder: Path, gender: tuple[str, ...] = ("Kvinna", "Man"), answers: int = 4) -> Path:
    """Write a form's workbook of two questions, one of yes and no, and some about the person."""
    head = ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", "Vilken plats gäller ditt svar?",
            DAY, "Hur upplever du platsen som helhet?", "Undviker du platsen?", "Kön"]  # fmt: skip
    rows: list[list[Cell]] = [
        [n + 1, when(n), when(n), "anonymous", None, "Lindtorget", SAFE[n % answers],
         GOOD[n % 4], ("Ja", "Nej")[n % 2], gender[n % len(gender)]]
        for n in range(40)
    ]  # fmt: skip
    return workbook(folder / "Platsenkät(1-40).xlsx", [head, *rows])


def test_a_form_of_two_questions_is_a_survey(tmp_path: Path) -> None:
    file = form(tmp_path)
    draft, made = drafted_of(file)
    assert (draft["kind"], draft["sensitivity"]) == ("survey_answer", "shared")
    assert made.faults == ()
    assert set(asked(draft)) == {DAY, "Hur upplever du platsen som helhet?"}
    assert len(loaded(draft, file)) == 80


def test_a_survey_that_asks_about_the_police_is_shared_as_surveys_are(tmp_path: Path) -> None:
    rows = "".join(f"{n};{when(n)};{SAFE[n % 4]};{GOOD[n % 4]}\n" for n in range(40))
    head = f"ID;Slutförandetid;{DAY};Hur är polisens närvaro?"
    draft, _ = drafted(tmp_path, "svar.csv", f"{head}\n{rows}")
    assert (draft["kind"], draft["sensitivity"]) == ("survey_answer", "shared")


def test_the_map_of_a_scale_is_whole_though_only_its_lower_end_was_answered(
    tmp_path: Path,
) -> None:
    draft, _ = drafted_of(form(tmp_path, answers=2))
    assert asked(draft)[DAY]["values"] == {word: n for n, word in enumerate(SAFE, start=1)}


def test_scales_of_safety_count_in_the_index_but_the_whole_impression_does_not(
    tmp_path: Path,
) -> None:
    draft, made = drafted_of(form(tmp_path))
    day, whole = asked(draft).values()
    assert (day["in_index"], day["positive_from"]) == (True, 3)
    assert (whole.get("in_index", False), whole["positive_from"]) == (False, 3)
    assert "upplevelseindex" in doubted(made)


def test_a_scale_whose_direction_is_not_clear_counts_as_nothing(tmp_path: Path) -> None:
    agrees = ("Instämmer inte alls", "Instämmer delvis", "Instämmer helt")
    rows = "".join(f"{n};{when(n)};{n % 4 + 1};{agrees[n % 3]}\n" for n in range(30))
    heads = "Svars-ID;Inskickat datum;Hur trygg är du? (1-4);Det är skräpigt här"
    draft, _ = drafted(tmp_path, "svar.csv", f"{heads}\n{rows}")
    for question in asked(draft).values():
        assert not {"in_index", "positive_from"} & set(question)


def test_the_index_of_the_examples_survey_is_drafted_as_it_is_written_by_hand(
    demo: Path, tmp_path: Path
) -> None:
    file = tmp_path / "enkat_nulage.xlsx"
    file.write_bytes((demo / "inbox/enkat" / file.name).read_bytes())
    draft, _ = drafted_of(file)
    own = yaml.safe_load((demo / "sources/enkat.yaml").read_text("utf-8"))
    keys = ("positive_from", "values")
    ours, wanted = (
        {heading: (question.get("in_index", False), *(question[key] for key in keys))
         for heading, question in asked(contract).items()}
        for contract in (draft, own)
    )  # fmt: skip
    assert ours == wanted


def test_whoever_does_not_tell_a_gender_is_kept(tmp_path: Path) -> None:
    file = form(tmp_path, gender=("Kvinna", "Man", "Vill ej ange", "Hen"))
    draft, made = drafted_of(file)
    rows = loaded(draft, file)
    assert len({row["respondent_id"] for row in rows}) == 40
    assert sum(row["gender_code"] == "unknown" for row in rows) == 2 * 20
    assert "«Hen»" in doubted(made)


def test_a_question_of_yes_and_no_that_is_left_out_is_named(tmp_path: Path) -> None:
    draft, made = drafted_of(form(tmp_path))
    assert draft["unused"] == ["*"]
    assert "«Undviker du platsen?»" in doubted(made)
    assert "Starttid" not in doubted(made)


def lime_codes(folder: Path) -> Path:
    head = ("id,submitdate,lastpage,startlanguage,seed,startdate,datestamp,ipaddr,plats,"
            "Q1[SQ001],Q1[SQ002],Q2,kon,alder")  # fmt: skip
    rows = (f"{n},{when(n)},3,sv,1,{when(n)},{when(n)},192.0.2.1,Torget,A{n % 4 + 1},"
            f"A{(n + 1) % 4 + 1},A{n % 3 + 1},{'FM'[n % 2]},25-44\n"
            for n in range(1, 40))  # fmt: skip
    file = folder / "results-survey11.csv"
    file.write_text(f"{head}\n{''.join(rows)}", "utf-8")
    return file


def lime_words(folder: Path) -> Path:
    head = (f"Svars-ID,Inskickat datum,Sista sidan,Startspråk,Plats,Trygg? [På dagen],"
            f"{NIGHT},Kön")  # fmt: skip
    rows = (f"{n},{when(n)},3,sv,Torget,{SAFE[n % 4]},{SAFE[(n + 1) % 4]},Man\n"
            for n in range(1, 40))  # fmt: skip
    file = folder / "results-survey12.csv"
    file.write_text(f"{head}\n{''.join(rows)}", "utf-8")
    return file


def kobo(folder: Path) -> Path:
    head = ("start;end;bakgrund/plats;bakgrund/kon;trygghet/dag;trygghet/kvall;_id;_uuid;"
            "_submission_time;_validation_status;_submitted_by")  # fmt: skip
    rows = (f"{when(n).isoformat()}.123+02:00;{when(n).isoformat()}.123+02:00;torget;man;"
            f"{SAFE[n % 4]};{SAFE[n % 3]};{9000 + n};u{n};{when(n).isoformat()};;anna\n"
            for n in range(40))  # fmt: skip
    file = folder / "Trygghetsenkät - labels.csv"
    file.write_text(f"{head}\n{''.join(rows)}", "utf-8")
    return file


def google(folder: Path) -> Path:
    head = "Tidstämpel,Din plats,Hur är belysningen? [Dagtid],Hur trygg är du? (1-4),Kön"
    rows = (f"{when(n):%Y-%m-%d %H.%M.%S},Torget,{GOOD[n % 4]},{n % 4 + 1},Kvinna\n"
            for n in range(40))  # fmt: skip
    file = folder / "Platsenkät (svar) - Formulärsvar 1.csv"
    file.write_text(f"{head}\n{''.join(rows)}", "utf-8")
    return file


def netigate(folder: Path) -> Path:
    head = ["Respondent ID", "Response date", "Status", "Language", "Q1", "Q2", "Kön", "Plats"]
    rows: list[list[Cell]] = [
        [1000 + n, when(n), "Completed", "Swedish", n % 4 + 1, n % 3 + 1, n % 2 + 1, "Torget"]
        for n in range(40)
    ]
    return workbook(folder / "Netigate koder.xlsx", [head, *rows])


@pytest.mark.parametrize("export", [lime_codes, lime_words, kobo, google, netigate])
def test_what_the_tools_export_is_a_survey(tmp_path: Path, export: object) -> None:
    assert callable(export)
    file = export(tmp_path)
    draft, made = drafted_of(file)
    assert (draft["kind"], draft["sensitivity"]) == ("survey_answer", "shared")
    assert made.faults == ()
    assert "answered_at" in fields(draft)
    rows = loaded(draft, file)
    assert len({row["line_no"] for row in rows}) in {39, 40}
    assert all(row["answer_value"] is not None for row in rows)


@pytest.mark.parametrize("export", [lime_codes, netigate])
def test_answers_that_are_codes_without_words_are_doubted(tmp_path: Path, export: object) -> None:
    assert callable(export)
    draft, made = drafted_of(export(tmp_path))
    assert "är koder" in doubted(made)
    assert not any("positive_from" in question for question in asked(draft).values())


def test_codes_are_read_by_the_sheet_that_says_what_they_mean(tmp_path: Path) -> None:
    head = ["Respondent ID", "Started", "Completed", "Status", "Q1", "Q2", "Q3 - Plats"]
    rows: list[list[Cell]] = [
        [100 + n, f"{when(n)}", f"{when(n)}", "Completed", n % 5 + 1, n % 2 + 1, "Torget"]
        for n in range(40)
    ]
    labels: list[list[Cell]] = [
        ["Variable", "Value", "Label"], ["Q1", "", DAY],
        ["Q1", 1, SAFE[0]], ["Q1", 2, SAFE[1]], ["Q1", 3, SAFE[2]], ["Q1", 4, SAFE[3]],
        ["Q1", 5, "Vet ej"],
        ["Q2", "", "Kön"], ["Q2", 1, "Kvinna"], ["Q2", 2, "Man"],
    ]  # fmt: skip
    file = workbook(tmp_path / "export.xlsx", [head, *rows], labels)
    draft, made = drafted_of(file)
    question = asked(draft)["Q1"]
    assert question["name"]["sv"] == DAY.rstrip("?").casefold()
    assert (question["high"], question["missing"]) == (4, ["5"])
    assert question["values"] == {"1": 1, "2": 2, "3": 3, "4": 4}
    assert question["positive_from"] == 3
    assert made.faults == ()
    assert sum(row["answer_value"] is None for row in loaded(draft, file)) == 8


def test_an_export_whose_questions_are_not_known_is_no_fault_report(tmp_path: Path) -> None:
    rows = "".join(f"{n};{when(n)};3;sv;Torget;alfa {n % 3}\n" for n in range(30))
    heads = "Svars-ID;Inskickat datum;Sista sidan;Startspråk;Plats;Vad tycker du?"
    draft, made = drafted(tmp_path, "svar.csv", f"{heads}\n{rows}")
    assert draft["kind"] == "survey_answer"
    assert "Ingen fråga kändes igen" in doubted(made)
    assert "«Vad tycker du?»" in doubted(made)


def test_a_file_that_nothing_says_is_of_faults_is_not_open(tmp_path: Path) -> None:
    rows = "".join(f"{n};2026-03-{n};Torget\n" for n in range(10, 30))
    draft, made = drafted(tmp_path, "a.csv", f"Id;Datum;Plats\n{rows}")
    assert draft["kind"] == "fault_report"
    assert draft["sensitivity"] == "protected"
    assert "är en gissning" in said(made)


@pytest.mark.parametrize("form", ["%Y/%m/%d {} fm CET", "%Y/%m/%d {} AM GMT+2"])
def test_the_day_of_a_time_that_cannot_be_read_whole_is_read_alone(
    tmp_path: Path, form: str
) -> None:
    rows = "".join(
        f"{when(n).strftime(form).format('8:00:00')},Torget,{SAFE[n % 4]},{GOOD[n % 4]}\n"
        for n in range(40)
    )
    head = f"Tidstämpel,Var svarar du?,{DAY},Hur är belysningen?"
    draft, made = drafted(tmp_path, "Trygghet på torget.csv", f"{head}\n{rows}")
    assert "constants" not in draft
    found = loaded(draft, tmp_path / "Trygghet på torget.csv")
    assert {str(row["answered_at"]) for row in found} == {
        f"{when(n):%Y-%m-%d} 00:00:00" for n in range(40)
    }
    assert not any(row["time_is_known"] for row in found)
    assert "bara dagen läses" in doubted(made)


def test_answers_without_a_day_of_their_own_are_said_to_be_one_round(tmp_path: Path) -> None:
    rows = "".join(f"Torget,{SAFE[n % 4]},{GOOD[n % 4]},{SAFE[n % 3]},{GOOD[n % 3]}\n"
                   for n in range(40))  # fmt: skip
    head = f"Plats,{DAY},{NIGHT},Hur är belysningen?,Hur är utbudet?"
    draft, made = drafted(tmp_path, "enkät.csv", f"{head}\n{rows}")
    assert "answered_at" in draft["constants"]
    assert "samma dag för alla filer" in doubted(made)
