"""Lists of premises in a drafted contract: closing hours, marks for yes, and the empty ones."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drafted import Cell, column, doubted, drafted_of, fields, loaded, said, workbook

DAY = dt.date(2026, 10, 10)
HEAD = ("Lokalnr", "Inventerad", "Plats", "Typ", "Bottenvåning", "Vakant", "Stänger", "Yta m2")
SORTS = ("Butik", "Restaurang", "Service")


def premises(folder: Path, closes: Callable[[int], Cell], head: tuple[str, ...] = HEAD) -> Path:
    rows: list[list[Cell]] = [
        [f"L{n}", DAY, "Lindtorget", SORTS[n % 3], "Ja", ("Ja", "Nej")[n % 2], closes(n), 50 + n]
        for n in range(20)
    ]
    return workbook(folder / "Lokaler 2026-10.xlsx", [head, *rows])


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("17:30", "21:00"),
        ("17.30", "21.00"),
        ("10-17:30", "11-21"),
        ("10–17.30", "11–21"),
        ("kl 17:30", "kl 21"),
        (dt.time(17, 30), dt.time(21, 0)),
        (17.5, 21),
    ],
)
def test_the_hour_that_a_shop_closes_is_read_in_each_form(
    tmp_path: Path, early: Cell, late: Cell
) -> None:
    file = premises(tmp_path, lambda n: late if n % 2 else early)
    draft, made = drafted_of(file)
    assert made.faults == ()
    rows = loaded(draft, file)
    assert len(rows) == 20
    assert sorted(row["closes_hour"] for row in rows) == [17.5] * 10 + [21.0] * 10


def test_opening_hours_give_the_hour_of_closing_and_an_empty_cell_none(tmp_path: Path) -> None:
    head = (*HEAD[:6], "Öppettider vardag", "Yta m2")
    file = premises(tmp_path, lambda n: (None, "10-18", "9-19", "11-01")[n % 4], head)
    draft, made = drafted_of(file)
    assert fields(draft)["closes_hour"] == "Öppettider vardag"
    assert "«Öppettider vardag»" in doubted(made)
    hours = sorted(str(row["closes_hour"]) for row in loaded(draft, file))
    # One in the night belongs to the day before.
    assert hours == ["18.0"] * 5 + ["19.0"] * 5 + ["25.0"] * 5 + ["None"] * 5


def test_an_hour_that_the_next_list_brings_is_read_as_well(tmp_path: Path) -> None:
    draft, _ = drafted_of(premises(tmp_path, lambda n: ("17:30", "21:00")[n % 2]))
    later = premises(tmp_path, lambda _: "20:00")
    assert {row["closes_hour"] for row in loaded(draft, later)} == {20.0}


def test_hours_in_words_are_left_out_and_said(tmp_path: Path) -> None:
    file = premises(tmp_path, lambda n: ("sent", "när det passar")[n % 2])
    draft, made = drafted_of(file)
    assert "closes_hour" not in fields(draft)
    assert "Stänger" in draft["unused"]
    assert "«Stänger» går inte att läsa som stängningstid" in doubted(made)
    assert len(loaded(draft, file)) == 20


def test_a_mark_is_yes_and_an_empty_cell_is_no(tmp_path: Path) -> None:
    head = ("Lokalnr", "Inventerad", "Plats", "Bransch", "Bottenvåning", "Vakant")
    rows: list[list[Cell]] = [
        [f"L{n}", DAY, "Torget", ("Handel", "Tom")[n % 4 == 3], ("x", None)[n % 2],
         "X" if n % 4 == 3 else None]
        for n in range(20)
    ]  # fmt: skip
    file = workbook(tmp_path / "Lokallista.xlsx", [head, *rows])
    draft, made = drafted_of(file)
    assert made.faults == ()
    assert column(draft, "is_vacant")["values"] == {"X": "ja", "": "nej"}
    assert "{X: ja, '': nej}" in made.text
    loaded_rows = loaded(draft, file)
    assert sum(row["is_vacant"] for row in loaded_rows) == 5
    assert sum(row["is_ground_floor"] for row in loaded_rows) == 10
    assert {row["unit_type"] for row in loaded_rows if row["is_vacant"]} == {"other_unit"}
    assert "tom cell är nej" in said(made)
