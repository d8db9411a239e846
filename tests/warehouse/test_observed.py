"""What people observe at a place: each kind reaches its mart, once, at the right grain."""

import datetime as dt
from pathlib import Path

import pytest

from tests.tiny import POLICE, Fact, Tiny, tiny
from warehouse.periods import Span
from warehouse.queries.offer import offer
from warehouse.queries.rows import Question
from warehouse.viewer import Viewer

PLACE = {"from": "Plats", "to": "place_name"}


def _contract(kind: str, columns: dict[str, str], **more: object) -> Fact:
    """Return an open contract whose headings are the fields' own names."""
    fields = [{"from": heading, "to": field} for heading, field in columns.items()]
    return {
        "kind": kind,
        **{key: POLICE[key] for key in ("name", "publisher", "licence", "files", "layout")},
        "sensitivity": "open",
        "cadence": "month",
        "columns": [*fields, PLACE],
        **more,
    }


def _loaded(folder: Path, contract: Fact, text: str) -> Tiny:
    made = tiny(folder, kalla=contract)
    made.drop("kalla", "a.csv", text)
    made.build()
    assert made.landed("a.csv").rejected_count == 0
    return made


def test_litter_counts_each_stretchs_area_once_and_gum_apart(tmp_path: Path) -> None:
    wide = {"pattern": "(paper|glass|chewing_gum)", "code_field": "litter_type",
            "value_field": "item_count"}  # fmt: skip
    contract = _contract(
        "litter_measurement", {"S": "measurement_id", "D": "measured_at", "Yta": "area_m2"},
        wide=wide, constants={"method_code": "own_points"},
    )  # fmt: skip
    made = _loaded(
        tmp_path, contract,
        "S;D;Yta;Plats;paper;glass;chewing_gum\n"
        "1;2026-05-04;10;Torget;3;1;7\n2;2026-05-04;5,5;Torget;0;2;0\n",
    )  # fmt: skip
    ((stretches, items, gum, area),) = made.rows(
        "select stretch_count, item_count, gum_count, area_m2 from mart_litter_day"
    )
    assert (stretches, items, gum, area) == (2, 6, 7, 15.5)


def test_what_was_just_cleaned_is_no_grade_of_the_place(tmp_path: Path) -> None:
    contract = _contract(
        "cleaning_visit",
        {"D": "cleaned_at", "T": "visit_type", "B": "grade_after", "M": "duration_minutes"},
    )
    made = _loaded(
        tmp_path, contract,
        "D;T;B;M;Plats\n2026-05-04 08:00;sweeping;3,5;20;Torget\n"
        "2026-05-04 15:00;sweeping;;10;Torget\n",
    )  # fmt: skip
    assert made.rows("select visit_count, duration_minutes from mart_cleaning_day") == [(2, 30.0)]
    assert made.rows("select grade_count, grade_sum from mart_grade_day") == []


def test_a_grade_comes_from_looks_at_a_spot(tmp_path: Path) -> None:
    contract = _contract("cleanliness_grade", {"D": "graded_at", "B": "grade"})
    made = _loaded(
        tmp_path, contract,
        "D;B;Plats\n2026-05-04 08:00;2;Torget\n2026-05-04 15:00;2,5;Torget\n",
    )  # fmt: skip
    assert made.rows("select grade_count, grade_sum from mart_grade_day") == [(2, 4.5)]


def test_an_inspection_is_scored_by_aspect_and_light_without_what_was_not_judged(
    tmp_path: Path,
) -> None:
    contract = _contract(
        "inspection_item",
        {"D": "inspected_at", "L": "light_code", "A": "aspect_code", "B": "rating"},
    )
    made = _loaded(
        tmp_path, contract,
        "D;L;A;B;Plats\n2026-05-04;dark;lighting;0;Torget\n2026-05-04;dark;lighting;2;Torget\n"
        "2026-05-04;dark;lighting;;Torget\n2026-05-04;day;lighting;3;Torget\n",
    )  # fmt: skip
    assert made.rows(
        "select light_code, round_code, item_count, rated_count, rating_sum, grave_count, "
        "defect_count from mart_inspection_score order by light_code"
    ) == [("dark", "2026", 3, 2, 2, 1, 1), ("day", "2026", 1, 1, 3, 0, 0)]


def test_people_counted_by_hand_have_their_minutes_once_a_session(tmp_path: Path) -> None:
    contract = _contract(
        "flow_observation",
        {"D": "observed_from", "M": "duration_minutes", "K": "gender_code", "A": "activity_code",
         "N": "person_count"},
    )  # fmt: skip
    made = _loaded(
        tmp_path, contract,
        "D;M;K;A;N;Plats\n2026-05-04 21:10;20;woman;staying;4;Torget\n"
        "2026-05-04 21:10;20;man;passing;9;Torget\n2026-05-04 21:40;20;man;passing;1;Torget\n",
    )  # fmt: skip
    assert made.rows("select session_count, duration_minutes, hour from mart_flow_session") == [
        (2, 40, 21)
    ]
    assert made.rows(
        "select gender_code, activity_code, person_count from mart_flow_observation_hour order by 1"
    ) == [("man", "passing", 10), ("woman", "staying", 4)]


def test_premises_say_how_many_are_empty_and_open_in_the_evening(tmp_path: Path) -> None:
    contract = _contract(
        "offer_unit",
        {"Nr": "unit_id", "D": "surveyed_on", "T": "unit_type", "Tom": "is_vacant",
         "S": "closes_hour"},
    )  # fmt: skip
    made = _loaded(
        tmp_path, contract,
        "Nr;D;T;Tom;S;Plats\n1;2026-05-04;food;Nej;23;Torget\n2;2026-05-04;food;Ja;23;Torget\n"
        "3;2026-05-04;food;Nej;17,5;Torget\n",
    )  # fmt: skip
    assert made.rows("select unit_count, vacant_count, evening_count from mart_offer_day") == [
        (3, 1, 1)
    ]


def test_premises_seen_twice_in_a_round_are_counted_once_as_they_last_were(tmp_path: Path) -> None:
    contract = _contract(
        "offer_unit",
        {"Nr": "unit_id", "D": "surveyed_on", "T": "unit_type", "Tom": "is_vacant"},
    )  # fmt: skip
    made = _loaded(
        tmp_path, contract,
        "Nr;D;T;Tom;Plats\n1;2026-05-04;food;Nej;Torget\n2;2026-05-04;retail;Ja;Torget\n"
        "1;2026-05-06;service;Ja;Torget\n3;2026-05-06;food;Nej;Torget\n"
        "1;2026-09-01;food;Nej;Torget\n",
    )  # fmt: skip
    question = Question("torget", Span(dt.date(2026, 9, 1), dt.date(2026, 10, 1)), None)
    rounds = offer(made.files(), Viewer("internal"), question).rounds
    told = [
        (one.first, one.last, one.every.unit_count, one.every.empty_count, len(one.sorts))
        for one in rounds
    ]
    assert told == [
        (dt.date(2026, 5, 4), dt.date(2026, 5, 6), 3, 2, 3),
        (dt.date(2026, 9, 1), dt.date(2026, 9, 1), 1, 0, 1),
    ]


def test_a_report_with_an_end_and_no_status_has_ended(tmp_path: Path) -> None:
    made = _loaded(
        tmp_path, _contract("fault_report", {"In": "created_at", "Ut": "closed_at"}),
        "In;Ut;Plats\n2026-05-04 08:30;2026-05-06 07:00;Torget\n2026-05-04 08:00;;Torget\n"
        "2026-05-04 09:00;2026-05-03 08:00;Torget\n",
    )  # fmt: skip
    assert made.rows(
        "select status_code, is_in_time, ended_date::varchar from mart_fault_duration "
        "order by status_code, ended_date"
    ) == [("closed", True, "2026-05-06"), ("open", False, None), ("open", False, None)]


def test_themes_are_counted_and_quotations_are_not_kept(tmp_path: Path) -> None:
    contract = _contract(
        "interview_theme",
        {"I": "interview_id", "D": "interviewed_at", "T": "theme_code", "Ton": "sentiment_code"},
        personal=["Citat"],
    )
    made = _loaded(
        tmp_path, contract,
        "I;D;T;Ton;Plats;Citat\n1;2026-05-04;ljus;negative;Torget;hemligt\n"
        "2;2026-05-04;ljus;negative;Torget;hemligt\n",
    )  # fmt: skip
    assert made.rows("select theme_code, mention_count from mart_interview_theme") == [("ljus", 2)]


def test_reporters_are_counted_by_week(tmp_path: Path) -> None:
    contract = _contract(
        "incident", {"D": "occurred_from", "K": "category_code", "R": "reporter_code"}
    )
    made = _loaded(
        tmp_path, contract,
        "D;K;R;Plats\n2026-05-04;a;Nord;Torget\n2026-05-06;a;Nord;Torget\n"
        "2026-05-10;a;Syd;Torget\n2026-05-11;a;Syd;Torget\n",
    )  # fmt: skip
    assert made.rows(
        "select week_from::varchar, reporter_count, incident_count from mart_reporter_week "
        "order by 1"
    ) == [("2026-05-04", 2, 3), ("2026-05-11", 1, 1)]


@pytest.mark.parametrize("kind", ["context_value", "context_event"])
def test_context_is_at_no_place(tmp_path: Path, kind: str) -> None:
    fields = {
        "context_value": {"A": "area_code", "S": "series_code", "D": "period_from",
                          "V": "context_value"},
        "context_event": {"A": "event_id", "S": "type_code", "D": "published_at", "V": "title"},
    }[kind]  # fmt: skip
    contract = _contract(kind, fields, everywhere=True)
    contract["columns"].pop()
    made = _loaded(tmp_path, contract, "A;S;D;V\n2080;N07403;2026-01-01;12,5\n")
    assert made.rows(f"select count(*) from mart_{kind}") == [(1,)]
    assert made.rows("select count(*) from mart_kpi_day") == [(0,)]
    assert made.rows("select no_position_count, outside_count from mart_source") == [(0, 0)]


def test_hours_of_a_report_are_counted_to_its_end_and_open_ones_have_none(tmp_path: Path) -> None:
    contract = _contract("fault_report", {"In": "created_at", "Ut": "closed_at", "St": "status"})
    made = _loaded(
        tmp_path, contract,
        "In;Ut;St;Plats\n2026-05-04 08:30;2026-05-06 07:00;closed;Torget\n"
        "2026-05-04 08:00;2026-05-05 08:00;open;Torget\n",
    )  # fmt: skip
    assert made.rows(
        "select status_code, open_hours, closed_date::varchar from mart_fault_duration order by 1"
    ) == [("closed", 46, "2026-05-06"), ("open", None, None)]
