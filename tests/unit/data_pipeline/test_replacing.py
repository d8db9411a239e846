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


Sent = list[tuple[str, str]]
NOVEMBER = [("d", "2026-11-01"), ("e", "2026-11-20")]
FILES: dict[str, tuple[list[Sent], str, str]] = {
    "the months of a sender who reuses a name all count": (
        [OCTOBER, NOVEMBER], "10-01 10-02 10-31 11-01 11-20", "",
    ),
    "a row that its sender took out is gone and told": (
        [OCTOBER, [OCTOBER[0], OCTOBER[2]]], "10-01 10-31",
        "1 rad i den förra filen med samma namn finns inte i den nya",
    ),
    "of a window that moves the days before it stay": (
        [OCTOBER, [OCTOBER[2], NOVEMBER[0]], NOVEMBER], "10-01 10-02 10-31 11-01 11-20",
        "1 rad i den förra filen med samma namn är från andra dagar",
    ),
}  # fmt: skip


@pytest.mark.parametrize("identity", [WITH, WITHOUT], ids=["named", "unnamed"])
@pytest.mark.parametrize("name", FILES)
def test_of_files_of_one_name_the_newest_stands_for_its_days(
    tmp_path: Path, name: str, identity: list[str]
) -> None:
    sent, days, told = FILES[name]
    made = _police(tmp_path, identity)
    for rows in sent:
        _drop(made, rows)
        made.load()
    assert " ".join(_days(made)) == days
    assert [told in words for words in made.said("export.csv")] == ([True] if told else [])


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
