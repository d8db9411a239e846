"""What of a survey may be shown."""

from warehouse.privacy.survey_rules import least_class, may_cross, may_keep, shown_groups


def test_a_hidden_group_takes_the_smallest_shown_one_with_it() -> None:
    assert shown_groups({"a": 40, "b": 12, "c": 4, "none": 0}) == {"a", "none"}


def test_several_hidden_groups_hide_each_other() -> None:
    assert shown_groups({"a": 40, "b": 6, "c": 7}) == {"a"}
    assert shown_groups({"a": 40, "b": 12}) == {"a", "b"}


def test_nothing_is_shown_where_hiding_takes_all() -> None:
    assert shown_groups({"a": 11, "b": 3}) == frozenset()


def test_at_most_two_background_variables_are_crossed() -> None:
    assert may_cross(["age", "sex", "sex"])
    assert not may_cross(["age", "sex", "tie"])


def test_micro_data_needs_ten_alike() -> None:
    rows = [("16-24", "f")] * 10 + [("25-44", "m")] * 9
    assert least_class(rows) == 9
    assert not may_keep(rows)
    assert may_keep(rows[:10])
    assert may_keep([])
