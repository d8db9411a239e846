"""What shared files hold of surveys and interviews: whole rounds, no group of fewer than ten."""

import math
import statistics
from collections.abc import Sequence
from typing import Any

import pytest

from tests.tiny import POLICE, Fact, Tiny, tiny
from tests.warehouse.test_shared_files import tables
from warehouse.privacy.audiences import AUDIENCES

NIGHT = "Hur trygg känner du dig här på kvällen?"
WORDS = {"Dåligt": 1, "Mindre bra": 2, "Bra": 3, "Mycket bra": 4}
ABOUT = {key: POLICE[key] for key in ("name", "publisher", "licence", "files", "layout")}
SURVEY: Fact = {
    "kind": "survey_answer", **ABOUT, "sensitivity": "shared", "cadence": "once",
    "identity": ["respondent_id", "question_code"],
    "columns": [
        {"from": "ID", "to": "respondent_id"},
        {"from": "Sluttid", "to": "answered_at"},
        {"from": "Plats", "to": "place_name"},
        {"from": "Kön", "to": "gender_code", "values": {"Kvinna": "woman", "Man": "man"}},
        {"from": "Ålder", "to": "age_code"},
    ],
    "questions": {
        "safe_evening": {
            "name": {"sv": "Trygg på kvällen", "en": "Safe at night"}, "from": [NIGHT],
            "values": WORDS, "in_index": True, "positive_from": 3,
        },
    },
}  # fmt: skip
TALKS: Fact = {
    "kind": "interview_theme", **ABOUT, "sensitivity": "shared", "cadence": "once",
    "identity": ["interview_id", "theme_code"],
    "columns": [
        {"from": "I", "to": "interview_id"}, {"from": "D", "to": "interviewed_at"},
        {"from": "T", "to": "theme_code"}, {"from": "Ton", "to": "sentiment_code"},
        {"from": "Plats", "to": "place_name"},
    ],
}  # fmt: skip
ANSWERS = [
    ("Kvinna" if number % 2 else "Man", "16-24" if number < 4 else "25+", number % 4 + 1)
    for number in range(40)
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = tiny(tmp_path_factory.mktemp("surveys") / "prov", enkat=SURVEY, samtal=TALKS)
    named = {value: word for word, value in WORDS.items()}
    rows = [
        f"{number};2026-05-04 12:00;Torget;{gender};{age};{named[value]}"
        for number, (gender, age, value) in enumerate(ANSWERS)
    ]
    made.drop("enkat", "e.csv", "\n".join([f"ID;Sluttid;Plats;Kön;Ålder;{NIGHT}", *rows]) + "\n")
    talks = [f"{number};2026-05-04;{theme};negative;Torget"
             for number in range(14)
             for theme in ("ljus", *(["skräp"] if number < 3 else []))]  # fmt: skip
    made.drop("samtal", "s.csv", "\n".join(["I;D;T;Ton;Plats", *talks]) + "\n")
    made.build()
    return made


def of_site(built: Tiny, profile: str, table: str) -> list[dict[str, Any]]:
    return [row for row in tables(built, profile)[table] if row["area_id"] == "torget"]


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    mean = statistics.fmean(values)
    third = statistics.fmean([(value - mean) ** 3 for value in values])
    return mean, math.sqrt(statistics.fmean([(value - mean) ** 2 for value in values])), third


def test_the_index_of_each_group_agrees_with_a_slow_count(built: Tiny) -> None:
    found = {(row["split_code"], row["group_code"]): row
             for row in of_site(built, "internal", "mart_survey_index")}  # fmt: skip
    for key, kept in {
        ("all", "all"): ANSWERS,
        ("gender", "woman"): [one for one in ANSWERS if one[0] == "Kvinna"],
        ("age", "16-24"): [one for one in ANSWERS if one[1] == "16-24"],
    }.items():
        row = found[key]
        said = (row["score_mean"], row["score_spread"], row["score_third"])
        assert row["respondent_count"] == len(kept)
        assert said == pytest.approx(
            spread([(value - 1) / 3 * 100 for *_, value in kept]), abs=1e-6
        )
    (item,) = of_site(built, "internal", "mart_survey_item")
    assert (item["positive_count"], item["answer_count"]) == (20, 40)


@pytest.mark.parametrize("profile", AUDIENCES)
def test_groups_are_shared_only_where_each_of_the_split_has_ten(built: Tiny, profile: str) -> None:
    rows = of_site(built, profile, "mart_survey_index")
    splits = {row["split_code"] for row in rows}
    assert splits == ({"all"} if profile == "public" else {"all", "gender"})
    assert all(row["respondent_count"] >= 10 for row in rows)
    found = tables(built, profile)
    assert {row["area_id"] for row in found["mart_survey_index"]} == {"torget"}
    assert all(row["answer_count"] >= 10 for row in found["mart_survey_item"])
    for hidden in ("mart_survey_answer", "mart_survey_score", "mart_interview_theme"):
        assert hidden not in found


@pytest.mark.parametrize("profile", AUDIENCES)
def test_a_theme_raised_by_few_is_named_and_not_counted(built: Tiny, profile: str) -> None:
    rows = of_site(built, profile, "mart_interview_round")
    told = {row["theme_code"]: row["mention_count"] for row in rows}
    assert told == {"ljus": 14, "skräp": None}
    assert {row["negative_count"] for row in rows} == {None}
    assert {row["interview_count"] for row in rows} == {14}
