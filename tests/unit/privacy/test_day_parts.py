"""The second partition is as coarse as the audit demands, and the audit is the linear program's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.privacy.audit import attacker_interval, hides_small_cells, margin_bounds
from warehouse.privacy.day_parts import Seen, Weeks, at_rung, day_parts


def weeks(*rows: dict[tuple[int, int], int]) -> Weeks:
    made = np.zeros((len(rows), 7, 25), dtype=np.int64)
    for number, row in enumerate(rows):
        for (weekday, hour), count in row.items():
            made[number, weekday - 1, hour] = count
    return made


def even(count: int) -> dict[tuple[int, int], int]:
    return {(day, hour): count for day in range(1, 8) for hour in range(24)}


@pytest.mark.parametrize(
    ("each", "count"),
    [(6, 169), (1, 13), (0, 5)],
)
def test_the_finest_rung_without_a_small_part_is_shown(each: int, count: int) -> None:
    made = even(each) if each else {(1, 0): 6, (1, 9): 7, (1, 20): 9}
    parts = day_parts([Seen(weeks(made), 5)])
    assert (len(parts) if each else sum(part.total for part in parts)) == (count if each else 22)


def test_nothing_is_shown_where_even_thirds_are_small() -> None:
    assert day_parts([Seen(weeks({(1, 3): 20, (1, 12): 2}), 5)]) == ()


def test_few_of_unknown_time_join_the_smallest_part() -> None:
    parts = at_rung(weeks({(1, 3): 9, (1, 12): 7, (4, -1): 2}), "third_of_day", 5)
    assert [(min(p.hours), p.total) for p in parts if p.total] == [(0, 9), (-1, 9)]


def test_an_audience_that_could_subtract_makes_it_coarser() -> None:
    # One sum of leaves is nearly everything: crossed with a part it would leave 3 or 4.
    every = even(0) | {(1, 0): 12, (1, 9): 12, (6, 0): 12, (6, 9): 6}
    nearly = every | {(6, 9): 3, (6, 0): 12}
    seen = Seen(weeks(every, nearly), 5)
    alone = day_parts([Seen(weeks(every), 5)])
    assert len(day_parts([seen])) < len(alone)


tables = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4)


@given(tables)
@settings(max_examples=15, deadline=None)
def test_the_closed_form_is_the_optimum_of_the_linear_program(table: list[list[int]]) -> None:
    cells = np.array(table)
    height, width = cells.shape
    answers = np.vstack(
        [np.kron(np.eye(height), np.ones((1, width))), np.kron(np.ones((1, height)), np.eye(width))]
    )
    totals = np.concatenate([cells.sum(axis=1), cells.sum(axis=0)])
    for place in range(height * width):
        row, column = divmod(place, width)
        bounds = margin_bounds(int(cells[row].sum()), int(cells[:, column].sum()), int(cells.sum()))
        found = attacker_interval(answers, totals, np.eye(height * width)[place])
        assert found == pytest.approx(bounds, abs=1e-6)


def test_the_audit_sees_a_cell_that_its_margins_give_away() -> None:
    every = np.array([17, 6])
    leaf = np.array([16, 3])
    cells = np.array([every, leaf])
    assert not hides_small_cells(cells, cells.sum(axis=1), 5)
    assert hides_small_cells(cells, cells.sum(axis=1), 3)


def test_impossible_answers_are_refused() -> None:
    with pytest.raises(ValueError, match=r"infeasible|Infeasible"):
        attacker_interval([[1.0], [1.0]], [1.0, 2.0], [1.0])
