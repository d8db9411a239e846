"""Times of UTC, or with an offset, become the clock time of the place; none is dropped."""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from config.sources import Source
from tests.tiny import POLICE, Fact, Tiny, crime, crimes, tiny

STOCKHOLM, CHICAGO = "Europe/Stockholm", "America/Chicago"
# Each half hour of the nights when the clocks of both zones move, in spring and in autumn.
NIGHTS = [dt.datetime(2025, 3, 9), dt.datetime(2025, 3, 29, 22),
          dt.datetime(2025, 10, 25, 21), dt.datetime(2025, 11, 2, 3)]  # fmt: skip
MOMENTS = [night + dt.timedelta(minutes=30 * step) for night in NIGHTS for step in range(24)]
OFFSETS = {"Z": 0, "z": 0, "+02:00": 120, "-0600": -360, " +05:30": 330, "+01": 60, "-14:00": -840}


def contract(clock: str, **more: str | list[str]) -> Fact:
    time = {"from": "Tid", "to": "occurred_from", "clock": clock, **more}
    return POLICE | {"columns": [POLICE["columns"][0], time, *POLICE["columns"][2:]]}


def loaded(folder: Path, fact: Fact, zone: str, texts: list[str]) -> Tiny:
    made = tiny(folder, polis=fact)
    made.fact("instance.yaml", {"name": {"sv": "P", "en": "T"}, "time_zone": zone})
    made.drop("polis", "t.csv", crimes(*(crime(no, Tid=text) for no, text in enumerate(texts))))
    made.load()
    return made


def landed(made: Tiny, columns: str = "occurred_from") -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        rows = connection.read_parquet(f"{made.folder}/var/landed/polis/*.parquet")
        return rows.order("line_no").project(columns).fetchall()


@pytest.mark.parametrize("zone", [STOCKHOLM, CHICAGO])
@pytest.mark.parametrize(("ending", "minutes"), OFFSETS.items())
def test_a_time_with_an_offset_is_told_by_the_clock_of_the_place(
    tmp_path: Path, zone: str, ending: str, minutes: int
) -> None:
    texts = [f"{moment:%Y-%m-%dT%H:%M:%S}{ending}" for moment in MOMENTS]
    slow = [
        (moment - dt.timedelta(minutes=minutes))
        .replace(tzinfo=dt.UTC)
        .astimezone(ZoneInfo(zone))
        .replace(tzinfo=None)
        for moment in MOMENTS
    ]
    made = loaded(tmp_path, contract("offset"), zone, texts)
    assert landed(made) == [(moment,) for moment in slow]
    assert {known for (known,) in landed(made, "time_is_known")} == {True}


def test_utc_is_told_by_the_clock_of_the_place_and_an_offset_still_counts(tmp_path: Path) -> None:
    texts = ["2025-03-30 00:59", "2025-03-30 01:00", "2025-10-26 00:30", "2025-10-26 01:30",
             "2025-07-01 12:00+05:00", "2025-07-01T12:00Z", "2025-07-01"]  # fmt: skip
    forms = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]
    made = loaded(tmp_path, contract("utc", formats=forms), STOCKHOLM, texts)
    assert [f"{moment:%m-%d %H:%M}" for (moment,) in landed(made)] == [
        "03-30 01:59", "03-30 03:00", "10-26 02:30", "10-26 02:30", "07-01 09:00", "07-01 14:00",
        "07-01 00:00",
    ]  # fmt: skip
    assert [known for (known,) in landed(made, "time_is_known")] == [True] * 6 + [False]


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        ("local", "2025-07-01 12:00:00Z"),
        ("local", "2025-07-01T12:00:00+02:00"),
        ("offset", "2025-07-01 12:00:00"),
        ("offset", "2025-07-01"),
        ("offset", "2025-07-01 12:00:00+15:00"),
        ("offset", "2025-07-01 12:00:00 CET"),
        ("utc", "2025-07-01 12:00:00+02:75"),
        ("utc", "2025-07-01+02:00"),
    ],
)
def test_a_time_whose_zone_cannot_be_told_is_rejected(
    tmp_path: Path, clock: str, text: str
) -> None:
    made = loaded(tmp_path, contract(clock), STOCKHOLM, [text])
    (fault,) = made.landed("t.csv").rejections
    assert fault.value == text
    assert ("+02:00." in fault.words.sv) == (clock == "offset")


@pytest.mark.parametrize(
    "more", [{"formats": ["%Y-%m-%d %H:%M%z"]}, {"clock": "utc", "unknown_time": "00:00"}]
)
def test_a_form_with_an_offset_and_an_unknown_hour_of_utc_are_refused(more: Fact) -> None:
    fact = contract("local", **more) if "clock" not in more else contract(**more)
    with pytest.raises(ValueError, match="offset"):
        Source.model_validate(fact)


def test_a_day_first_date_is_no_offset(tmp_path: Path) -> None:
    made = loaded(
        tmp_path, contract("utc", formats=["%d-%m-%Y", "%H:%M %d-%m-%Y"]), STOCKHOLM,
        ["31-12-2025", "10:30 30-11-2025"],
    )  # fmt: skip
    assert [moment for (moment,) in landed(made)] == [
        dt.datetime(2025, 12, 31), dt.datetime(2025, 11, 30, 11, 30)
    ]  # fmt: skip
