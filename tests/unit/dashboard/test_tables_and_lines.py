"""A table that tells nothing is not offered, and single months are no history."""

import datetime as dt

import pytest

from dashboard.components.data_table import Cell, Column, Table
from dashboard.components.sparkline import has_line
from warehouse.queries.rows import Suppressed


@pytest.mark.parametrize(
    ("cells", "is_blank"),
    [
        ((None, None), True),
        (("", None), True),
        ((Suppressed(("never",)), None), True),
        ((0, None), False),
        ((Suppressed(("never",)), "ord"), False),
        ((dt.date(2026, 1, 1), None), False),
    ],
)
def test_a_table_is_blank_where_only_its_rows_are_named(
    cells: tuple[Cell, ...], is_blank: bool
) -> None:
    columns = (Column("Rad"), Column("Ett", is_number=True), Column("Två"))
    assert Table("x", columns, (("rad", *cells),), "Ingen uppgift").is_blank is is_blank
    assert Table("x", columns, (), "Ingen uppgift").is_blank


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), False),
        ((None, None), False),
        ((None, 3.0, None), False),
        ((3.0, None, 4.0), False),
        ((None, 3.0, 4.0), True),
        ((0.0, 0.0), True),
    ],
)
def test_a_line_needs_two_months_in_a_row(values: tuple[float | None, ...], expected: bool) -> None:
    assert has_line(values) is expected
