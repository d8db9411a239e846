"""An answer is a sum of leaves, or says what can be answered instead."""

import operator
from collections.abc import Callable

import pytest

from warehouse.privacy.answers import Answered, Asked, Offer, Suppressed, answer, leaves_in
from warehouse.privacy.boxes import Box
from warehouse.privacy.errors import SuppressedValueError, UnprotectedError
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Leaf

JAN, FEB, MAR, APR = 24_300, 24_301, 24_302, 24_303
ALL = frozenset("abc")
HERE = frozenset({"", "z"})


def leaf(months: set[int], categories: str, total: int) -> Leaf:
    return Leaf(Box(frozenset(months), HERE, frozenset(categories)), total)


FIRST = Stretch((leaf({JAN, FEB}, "ab", 9), leaf({JAN, FEB}, "c", 0)))
SECOND = Stretch((leaf({MAR}, "abc", 7), leaf({APR}, "a", 6), leaf({APR}, "bc", 5)))
TABLE = LeafTable(5, (FIRST, SECOND))


def asked(
    *months: int, categories: str | None = None, zones: frozenset[str] | None = None
) -> Asked:
    return Asked(frozenset(months), zones, frozenset(categories) if categories else None)


def test_a_union_of_leaves_is_summed() -> None:
    assert answer(TABLE, asked(JAN, FEB, MAR)) == Answered(16)
    assert answer(TABLE, asked(APR, categories="a")) == Answered(6)


def test_a_leaf_of_nothing_holds_nothing_wherever_it_is_cut() -> None:
    assert answer(TABLE, asked(JAN, categories="c")) == Answered(0)


def test_what_cuts_a_leaf_gets_the_smallest_filter_around_it() -> None:
    said = answer(TABLE, asked(JAN, categories="a"))
    assert said == Suppressed(Offer((JAN, FEB), ("", "z"), ("a", "b"), 9))
    assert isinstance(said, Suppressed)
    assert said.offer
    assert leaves_in(TABLE, said.offer) == (FIRST.leaves[0],)


def test_an_offer_is_one_box_over_all_stretches() -> None:
    said = answer(TABLE, asked(JAN, FEB, MAR, categories="ab"))
    assert said == Suppressed(Offer((JAN, FEB, MAR), ("", "z"), ("a", "b", "c"), 16))


def test_months_that_are_not_published_have_no_offer() -> None:
    assert answer(TABLE, asked(JAN, JAN - 1)) == Suppressed()
    assert answer(TABLE, asked()) == Suppressed()


def test_a_category_that_an_older_stretch_does_not_know_is_not_answered() -> None:
    assert answer(TABLE, asked(APR, categories="ad")) == Suppressed()
    assert answer(TABLE, asked(APR, zones=frozenset())) == Suppressed()


def test_a_box_without_an_axis_is_empty() -> None:
    assert Box(frozenset(), HERE, ALL).is_empty


@pytest.mark.parametrize(
    "act",
    [
        lambda x: x + 1, lambda x: 1 - x, lambda x: x * 2, lambda x: 2 / x, lambda x: -x,
        float, int, bool, round, abs, lambda x: x > 1, lambda x: sum([x]), "{}".format,
        operator.index,
    ],
)  # fmt: skip
def test_a_suppressed_value_is_no_number(act: Callable[[object], object]) -> None:
    with pytest.raises(SuppressedValueError, match="suppressed"):
        act(Suppressed())


def test_a_suppressed_value_says_so_and_is_nothing_else() -> None:
    with_offer = Suppressed(Offer((JAN,), ("",), ("a",), 9))
    assert repr(with_offer) == "<suppressed: too few to show>"
    assert str(Suppressed()) == "<suppressed: not published>"
    assert Suppressed() not in (0, None, with_offer)


def test_a_table_refuses_a_small_leaf() -> None:
    with pytest.raises(UnprotectedError, match="between 1 and 4"):
        LeafTable(5, (Stretch((leaf({JAN}, "abc", 4),)),))
