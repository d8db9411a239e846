"""Surveys, inspections and interviews from rows with known answers."""

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.experience import experience
from warehouse.queries.experience_rows import Experience
from warehouse.queries.rows import Question
from warehouse.statistics.shares import Share
from warehouse.viewer import Viewer

AUGUST = Span(dt.date(2026, 8, 1), dt.date(2026, 9, 1))


def asked(folder: Path, rows: PublishedRows) -> Experience:
    publish(folder, rows)
    return experience(PublishedFiles(folder), Viewer("internal"), Question("torget", AUGUST, None))


def rounds(*counts: int) -> PublishedRows:
    """One round a year, the last in August 2026."""
    rows = small_world()
    rows.add("mart_survey_question")
    for back, count in enumerate(reversed(counts)):
        code = str(2026 - back)
        named = {"round_code": code}
        rows.add("mart_survey_round", last_date=dt.date(2026 - back, 8, 3), **named)
        rows.add("mart_survey_index", respondent_count=count, **named)
        rows.add("mart_survey_item", answer_count=count, positive_count=count // 2, **named)
    return rows


def test_nothing_is_said_of_fewer_than_ten(tmp_path: Path) -> None:
    found = asked(tmp_path, rounds(9, 10))
    assert [one.estimate is None for one in found.rounds] == [True, False]
    assert (found.items[0].before, found.items[0].now) == (None, Share(5, 10))
    assert found.change is None


@pytest.mark.parametrize(("counts", "is_compared"), [((29, 80), False), ((30, 30), True)])
def test_two_rounds_are_compared_from_thirty(
    tmp_path: Path, counts: tuple[int, int], *, is_compared: bool
) -> None:
    assert (asked(tmp_path, rounds(*counts)).change is not None) is is_compared


def test_a_round_after_the_period_is_not_known_yet(tmp_path: Path) -> None:
    rows = rounds(40, 50)
    rows.tables["mart_survey_round"][0]["last_date"] = dt.date(2026, 9, 3)
    found = asked(tmp_path, rows)
    assert [one.round_code for one in found.rounds] == ["2025"]
    assert found.items[0].now == Share(20, 40)


def test_a_lone_group_is_no_split_and_a_small_one_takes_another_along(tmp_path: Path) -> None:
    rows = rounds(60)
    for split, group, count in (("gender", "unknown", 60), ("age", "a", 4), ("age", "b", 20),
                                ("age", "c", 36)):  # fmt: skip
        rows.add("mart_survey_index", split_code=split, group_code=group, respondent_count=count)
    groups = asked(tmp_path, rows).groups
    assert [(one.group_code, one.count) for one in groups] == [("a", None), ("b", None), ("c", 36)]


def test_ratings_are_told_as_parts_of_a_hundred_and_only_what_was_rated(tmp_path: Path) -> None:
    rows = small_world()
    for aspect, light, total, count in (("lighting", "dark", 1, 2), ("lighting", "day", 0, 0),
                                        ("clarity", "day", 6, 2)):  # fmt: skip
        rows.add("mart_inspection_score", aspect_code=aspect, light_code=light,
                 rating_sum=total, rated_count=count)  # fmt: skip
    (found,) = asked(tmp_path, rows).inspections
    assert found.score == pytest.approx(7 / 4 / 3 * 100)
    lighting = next(one for one in found.aspects if one.aspect_code == "lighting")
    assert lighting.day is None
    assert lighting.dark == pytest.approx(100 / 6)


def test_themes_stand_against_the_round_before_and_hidden_counts_stay_hidden(
    tmp_path: Path,
) -> None:
    rows = small_world()
    earlier = {"round_code": "2025", "last_date": dt.date(2025, 8, 3)}
    rows.add("mart_interview_round", mention_count=15, **earlier)
    rows.add("mart_interview_round").add("mart_interview_round", theme_code="nytt",
                                         mention_count=None)  # fmt: skip
    found = asked(tmp_path, rows).interviews
    assert found is not None
    assert [(one.theme_code, one.count, one.before_count) for one in found.themes] == [
        ("belysning", 12, 15), ("nytt", None, 0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("in_index", "count", "reason"),
    [(False, 54, "unnamed"), (True, 54, "unanswered"), (True, 9, "few")],
)
def test_a_survey_without_an_index_says_why_and_still_tells_its_answers(
    tmp_path: Path, in_index: bool, count: int, reason: str
) -> None:
    rows = rounds(count)
    rows.tables["mart_survey_index"] = []
    rows.tables["mart_survey_question"][0]["is_in_index"] = in_index
    rows.tables["mart_survey_round"][0]["respondent_count"] = count
    found = asked(tmp_path, rows)
    assert (found.rounds, found.change) == ((), None)
    assert found.no_index is not None
    assert (found.no_index.last, found.no_index.reason) == (dt.date(2026, 8, 3), reason)
    assert found.items_on == dt.date(2026, 8, 3)
    assert found.items[0].now == (Share(27, 54) if count == 54 else None)


def test_a_place_without_a_survey_has_no_such_reason(tmp_path: Path) -> None:
    found = asked(tmp_path, small_world())
    assert (found.no_index, found.items_on, found.items) == (None, None, ())
    assert asked(tmp_path / "with", rounds(40)).no_index is None
