"""Which quarters close together, and what a next version may say of them."""

from dataclasses import replace

import pytest

from config.privacy import privacy
from warehouse.privacy.audiences import rules_of, sensitive_years
from warehouse.privacy.boxes import Cell, Hierarchy
from warehouse.privacy.closing import leaf_tables, months_of
from warehouse.privacy.errors import UnevenVersionsError, UnprotectedError
from warehouse.privacy.places import Place, Timed
from warehouse.privacy.stored import HeldRow, as_rows, from_rows
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Rule, nested_leaves

HIERARCHY = Hierarchy((), (("g", ("a",)), ("h", ("b",)), ("s", ("x",))), frozenset("x"))
Q1 = 2025 * 4
JAN, APR, JUL = (months_of(Q1 + n)[0] for n in range(3))
RULES = (Rule(("group",), 5), Rule(("category",), 5))


def place(*cells: tuple[int, str, int], hour: int = 12) -> Place:
    timed = (Timed(Cell(month, "", name, count), 1, hour) for month, name, count in cells)
    return Place.of(HIERARCHY, tuple(timed))


def made(now: Place, quarters: tuple[int, ...], frozen: tuple[LeafTable, ...] = ()) -> LeafTable:
    return leaf_tables(now, quarters, RULES, frozen)[1]


def totals(table: LeafTable) -> list[dict[str, int]]:
    return [
        {"".join(sorted(leaf.box.categories)): leaf.total for leaf in stretch.leaves}
        for stretch in table.stretches
    ]


def test_a_small_quarter_waits_for_the_next_and_is_not_mentioned_before() -> None:
    now = place((JAN, "a", 3), (APR, "a", 8), (APR, "b", 6))
    assert made(now, (Q1,)).stretches == ()
    joined = made(now, (Q1, Q1 + 1))
    assert [len(s.box.months) for s in joined.stretches] == [6]
    assert totals(joined) == [{"a": 11, "b": 6}]


def test_a_small_quarter_does_not_wait_across_a_gap() -> None:
    now = place((JAN, "a", 3), (JUL, "a", 8))
    assert [s.box.months for s in made(now, (Q1, Q1 + 2)).stretches] == [
        frozenset(months_of(Q1 + 2))
    ]


def test_new_quarters_are_added_and_old_ones_stay() -> None:
    before = leaf_tables(place((JAN, "a", 8)), (Q1,), RULES)
    now = place((JAN, "a", 8), (APR, "b", 9))
    after = made(now, (Q1, Q1 + 1), before)
    assert after.stretches[0] == before[1].stretches[0]
    assert totals(after)[1]["b"] == 9


@pytest.mark.parametrize(
    ("late", "shown"),
    [
        ((("a", 10), ("b", 10)), (10, 10)),  # nothing new
        ((("a", 12), ("b", 10)), (10, 10)),  # 2 more would be told
        ((("a", 15), ("b", 12)), (10, 10)),  # in one leaf they would
        ((("a", 15), ("b", 10)), (15, 10)),  # 5 more may be told
        ((("a", 5), ("b", 20)), (5, 20)),
        ((("a", 4), ("b", 20)), (10, 10)),  # a small one would be told
        ((("a", 0), ("b", 20)), (0, 20)),
    ],
)
def test_a_frozen_stretch_changes_by_nothing_or_by_enough(
    late: tuple[tuple[str, int], ...], shown: tuple[int, int]
) -> None:
    frozen = leaf_tables(place((JAN, "a", 10), (JAN, "b", 10)), (Q1,), RULES)
    after = made(place(*((JAN, name, count) for name, count in late)), (Q1,), frozen)
    assert tuple(leaf.total for leaf in after.stretches[0].leaves) == shown


def test_a_stretch_is_revised_once() -> None:
    frozen = leaf_tables(place((JAN, "a", 10), (JAN, "b", 10)), (Q1,), RULES)
    once = leaf_tables(place((JAN, "a", 20), (JAN, "b", 10)), (Q1,), RULES, frozen)
    assert once[1].stretches[0].is_revised
    assert leaf_tables(place((JAN, "a", 40), (JAN, "b", 10)), (Q1,), RULES, once) == once


def test_an_incident_outside_every_frozen_box_stops_the_revision() -> None:
    frozen = leaf_tables(place((JAN, "a", 10), (JAN, "b", 10)), (Q1,), RULES)
    wider = Hierarchy((), (*HIERARCHY.groups, ("n", ("new",))), frozenset("x"))
    now = replace(place((JAN, "a", 20), (JAN, "b", 10), (JAN, "new", 9)), hierarchy=wider)
    assert leaf_tables(now, (Q1,), RULES, frozen) == frozen


def test_audiences_frozen_apart_are_refused() -> None:
    frozen = leaf_tables(place((JAN, "a", 10)), (Q1,), RULES)
    with pytest.raises(UnevenVersionsError, match="same stretches"):
        leaf_tables(place(), (Q1,), RULES, frozen[:1])


def test_the_public_waits_for_ten_where_few_live_and_all_wait_with_it() -> None:
    facts = privacy()
    assert [r.least_count for r in rules_of(facts, None)] == [10, 5, 5]
    assert [r.least_count for r in rules_of(facts, 400)] == [5, 5, 5]
    few = leaf_tables(place((JAN, "a", 8)), (Q1,), rules_of(facts, 3))
    assert [table.stretches for table in few] == [(), (), ()]


def test_sensitive_incidents_are_one_number_a_year_from_ten() -> None:
    year = tuple(range(Q1, Q1 + 4))
    now = place((JAN, "x", 6), (APR, "x", 4), (JAN, "a", 3))
    kept = sensitive_years(now, year, 10)
    assert [leaf.total for leaf in kept.leaves] == [10]
    assert sensitive_years(place((JAN, "x", 30)), year, 10, kept) == kept
    assert sensitive_years(place((JAN, "x", 9)), year, 10).leaves == ()
    assert sensitive_years(now, year[:3], 10).leaves == ()


def test_a_table_survives_its_rows() -> None:
    table = made(place(*((JAN, "a", 30) for _ in range(4)), hour=3), (Q1,))
    assert table.stretches[0].day_parts
    rows = as_rows("torget", "incident", table)
    held = []
    for kind in ("leaf", "day_part"):
        of_kind = [row for row in rows if row.kind == kind]
        totals, members = [row.total for row in of_kind], [row.members for row in of_kind]
        held.append(HeldRow("torget", "incident", 0, kind, 5, False, totals, members))
    assert from_rows(held) == {("torget", "incident"): table}


def test_a_table_refuses_a_small_day_part() -> None:
    stretch = made(place((JAN, "a", 50)), (Q1,)).stretches[0]
    small = replace(stretch.day_parts[0], total=2)
    with pytest.raises(UnprotectedError, match="day-part"):
        LeafTable(5, (Stretch(stretch.leaves, (small,)),))


def test_a_tree_over_a_small_whole_is_refused() -> None:
    counts = place((JAN, "a", 3)).counts_in(months_of(Q1))
    with pytest.raises(UnprotectedError):
        list(nested_leaves(counts, counts.whole, HIERARCHY, RULES))
