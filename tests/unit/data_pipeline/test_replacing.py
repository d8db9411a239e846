"""Files of one name: what a newer one takes away of an older one, and what stays."""

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline.land import Landed
from tests.tiny import POLICE, Tiny, crime, crimes, tiny

OCTOBER = [("a", "2026-10-01"), ("b", "2026-10-02"), ("c", "2026-10-31")]
WITH, WITHOUT = ["incident_id"], list[str]()


def _police(tmp_path: Path, identity: list[str]) -> Tiny:
    return tiny(tmp_path, polis=POLICE | {"identity": identity})


def _drop(made: Tiny, rows: list[tuple[str, str]], name: str = "export.csv") -> None:
    made.drop("polis", name, crimes(*(crime(no, Tid=f"{day} 12:00") for no, day in rows)))


def _days(made: Tiny) -> list[str]:
    """Return the day of each incident that counts."""
    rows = made.models().sql("select local_date from core_incident order by all").fetchall()
    return [f"{day:%m-%d}" for (day,) in rows]


@pytest.mark.parametrize("identity", [WITH, WITHOUT], ids=["named", "unnamed"])
def test_the_months_of_a_sender_who_reuses_a_file_name_all_count(
    tmp_path: Path, identity: list[str]
) -> None:
    made = _police(tmp_path, identity)
    _drop(made, OCTOBER)
    made.load()
    _drop(made, [("d", "2026-11-01"), ("e", "2026-11-20")])
    assert _days(made) == ["10-01", "10-02", "10-31", "11-01", "11-20"]
    assert made.said("export.csv") == []


@pytest.mark.parametrize("identity", [WITH, WITHOUT], ids=["named", "unnamed"])
def test_a_row_that_its_sender_took_out_of_the_file_is_gone_and_told(
    tmp_path: Path, identity: list[str]
) -> None:
    made = _police(tmp_path, identity)
    _drop(made, OCTOBER)
    made.load()
    _drop(made, [("a", "2026-10-01"), ("c", "2026-10-31")])
    assert _days(made) == ["10-01", "10-31"]
    (said,) = made.said("export.csv")
    assert "1 rad i den förra filen med samma namn finns inte i den nya" in said
    assert _days(made) == ["10-01", "10-31"]


@pytest.mark.parametrize("identity", [WITH, WITHOUT], ids=["named", "unnamed"])
def test_of_a_window_that_moves_the_days_before_it_stay(
    tmp_path: Path, identity: list[str]
) -> None:
    made = _police(tmp_path, identity)
    _drop(made, OCTOBER)
    made.load()
    _drop(made, [("c", "2026-10-31"), ("d", "2026-11-01")])
    made.load()
    _drop(made, [("d", "2026-11-01"), ("e", "2026-11-20")])
    assert _days(made) == ["10-01", "10-02", "10-31", "11-01", "11-20"]
    (said,) = made.said("export.csv")
    assert "1 rad i den förra filen med samma namn är från andra dagar" in said


def test_a_row_taken_out_of_the_third_file_is_gone_from_the_first_too(tmp_path: Path) -> None:
    made = _police(tmp_path, WITH)
    for rows in (OCTOBER, [*OCTOBER, ("d", "2026-11-01")], [OCTOBER[0], ("d", "2026-11-01")]):
        _drop(made, rows)
        made.load()
    assert _days(made) == ["10-01", "11-01"]


def test_the_same_name_in_another_source_takes_nothing_away(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE, vakt=POLICE)
    _drop(made, OCTOBER)
    made.load()
    made.drop("vakt", "export.csv", crimes(crime("x", Tid="2026-10-02 12:00")))
    assert len(_days(made)) == 4


def test_what_every_row_of_a_load_lost_adds_up(tmp_path: Path) -> None:
    made = _police(tmp_path, WITH)
    _drop(made, OCTOBER)
    made.load()
    _drop(made, [("c", "2026-10-02"), ("d", "2026-11-01")])
    older, newer = made.load().landed
    assert _counts(older) == (2, 0, 1)
    assert older.span == (dt.date(2026, 10, 1), dt.date(2026, 10, 31))
    assert _counts(newer) == (2, 0, 0)


def _counts(one: Landed) -> tuple[int, int, int]:
    return one.accepted_count, one.rejected_count, one.set_aside_count


def test_many_loads_of_one_name_do_not_pile_up(tmp_path: Path) -> None:
    made = _police(tmp_path, WITH)
    for count in range(1, 12):
        _drop(made, [(f"n{no}", f"2026-10-{no:02}") for no in range(1, count + 1)])
        made.load()
    assert [one.load.load_no for one in made.built[-1].landed] == [9, 10, 11]
    assert len(_days(made)) == 11
