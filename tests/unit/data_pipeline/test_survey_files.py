"""Surveys: one row a respondent, headings as question text, words as answers, and shifted files."""

from pathlib import Path

import pytest

from tests.tiny import POLICE, Fact, Tiny, tiny

NIGHT, DAY = "Hur trygg känner du dig här på kvällen?", "Hur trygg känner du dig här på dagen?"
WORDS = {"Mycket otrygg": 1, "Ganska otrygg": 2, "Ganska trygg": 3, "Mycket trygg": 4,
         "Går aldrig ut": "never_out"}  # fmt: skip
SURVEY: Fact = {
    "kind": "survey_answer",
    **{key: POLICE[key] for key in ("name", "publisher", "licence", "files", "layout")},
    "sensitivity": "shared",
    "cadence": "once",
    "identity": ["respondent_id", "question_code"],
    "columns": [
        {"from": "ID", "to": "respondent_id"},
        {"from": "Sluttid", "to": "answered_at"},
        {"from": "Plats", "to": "place_name"},
        {"from": "Kön", "to": "gender_code", "values": {"Kvinna": "woman", "Man": "man"}},
    ],
    "personal": ["E-post", "Namn", "Övrigt"],
    "questions": {
        "safe_night": {
            "name": {"sv": "Trygg på kvällen", "en": "Safe at night"},
            "from": [NIGHT, "Trygg kväll"], "values": WORDS, "missing": ["Vet ej"],
            "in_index": True, "positive_from": 3,
        },
        "litter": {
            "name": {"sv": "Skräp är ett problem", "en": "Litter is a problem"},
            "from": ["Skräpigt?"], "low": 0, "high": 6, "better": "lower", "in_index": True,
        },
    },
}  # fmt: skip
HEADS = f"ID;Sluttid;E-post;Namn;Plats;Kön;{NIGHT};Skräpigt?;Övrigt\n"


def _row(no: int, gender: str, night: str, litter: str) -> str:
    return f"{no};2026-05-04 12:00;a@b.se;A B;Torget;{gender};{night};{litter};fritext\n"


def _survey(folder: Path, *rows: str) -> Tiny:
    made = tiny(folder, enkat=SURVEY)
    made.drop("enkat", "enkat.csv", HEADS + "".join(rows))
    return made


def test_answers_become_numbers_codes_and_counts(tmp_path: Path) -> None:
    made = _survey(
        tmp_path,
        _row(1, "Kvinna", "Ganska trygg", "6"),
        _row(2, "Man", "Går aldrig ut", "0"),
        _row(3, "Man", "Vet ej", ""),
    )
    made.build()
    assert made.rows(
        "select question_code, gender_code, answer_code, answer_value, answer_count "
        "from mart_survey_answer where area_id = 'torget' order by all"
    ) == [
        ("litter", "man", "0", 0.0, 1),
        ("litter", "woman", "6", 6.0, 1),
        ("safe_night", "man", "dont_know", None, 1),
        ("safe_night", "man", "never_out", None, 1),
        ("safe_night", "woman", "3", 3.0, 1),
    ]


def test_the_index_turns_items_where_less_is_better_and_wants_most_of_them(tmp_path: Path) -> None:
    made = _survey(tmp_path, _row(1, "Kvinna", "Ganska trygg", "6"), _row(2, "Man", "Vet ej", "0"))
    made.build()
    ((gender, score, count),) = made.rows(
        "select gender_code, score, respondent_count from mart_survey_score"
    )
    assert (gender, round(score, 3), count) == ("woman", 33.333, 1)


def test_persons_and_free_text_are_dropped_and_the_drop_is_in_the_ledger(tmp_path: Path) -> None:
    made = _survey(tmp_path, _row(1, "Kvinna", "Ganska trygg", "6"))
    made.load()
    assert made.landed("enkat.csv").load.dropped == ("E-post", "Namn", "Övrigt")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "var").rglob("*.parquet"))
    assert b"a@b.se" not in kept


def test_an_answer_outside_the_scale_is_rejected_with_its_value(tmp_path: Path) -> None:
    made = _survey(
        tmp_path, *(_row(n, "Kvinna", "Ganska trygg", "6") for n in range(5)),
        _row(9, "Man", "Ganska trygg", "33"),
    )  # fmt: skip
    made.load()
    landed = made.landed("enkat.csv")
    assert (landed.accepted_count, landed.rejected_count) == (11, 1)
    (fault,) = landed.rejections
    assert (fault.heading, fault.value, fault.reason) == ("Skräpigt?", "33", "row.not_answer")


def test_a_question_keeps_its_code_when_its_heading_changes(tmp_path: Path) -> None:
    made = _survey(tmp_path, _row(1, "Kvinna", "Ganska trygg", "6"))
    heads = HEADS.replace(NIGHT, "Trygg kväll")
    made.drop("enkat", "nasta.csv", heads + _row(2, "Man", "Mycket otrygg", "1"))
    made.load()
    assert made.accepted == 4


def test_a_file_whose_question_is_gone_is_refused_with_what_was_found(tmp_path: Path) -> None:
    made = tiny(tmp_path, enkat=SURVEY)
    heads = HEADS.replace(NIGHT, "Hur känns det?")
    made.drop("enkat", "enkat.csv", heads + _row(1, "Man", "Ganska trygg", "1"))
    made.load()
    (said,) = made.said("enkat.csv")
    assert NIGHT in said
    assert "Skräpigt?" in said


@pytest.mark.parametrize(
    ("shifted", "said"),
    [(("Ganska trygg", "Kvinna", "6"), "«Kön»"), (("Kvinna", "6", "Ganska trygg"), "Skräpigt?")],
)
def test_headings_that_no_longer_fit_their_contents_refuse_the_file(
    tmp_path: Path, shifted: tuple[str, str, str], said: str
) -> None:
    made = _survey(tmp_path, *(_row(no, *shifted) for no in range(4)))
    made.load()
    (message,) = made.said("enkat.csv")
    assert "Rubriker och innehåll hör inte ihop" in message
    assert said in message or "kvällen" in message
    assert made.built[-1].landed == ()
