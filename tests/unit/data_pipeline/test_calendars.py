"""Calendars: repeated events written out, exceptions kept out, zones on the wall clock, bounds."""

from pathlib import Path

import pytest

from config.instance import read_instance
from tests.tiny import POLICE, Fact, Tiny, tiny

CALENDAR: Fact = {
    "kind": "event",
    **{key: POLICE[key] for key in ("name", "publisher", "licence")},
    "sensitivity": "open",
    "cadence": "month",
    "files": ["*.ics"],
    "layout": {"format": "icalendar", "decimal": "."},
    "identity": ["event_id", "starts_at"],
    "columns": [
        {"from": "UID", "to": "event_id"},
        {"from": "DTSTART", "to": "starts_at"},
        {"from": "DTEND", "to": "ends_at"},
        {"from": "SUMMARY", "to": "title"},
        {"from": "LOCATION", "to": "place_name"},
        {"from": "longitude", "to": "longitude"},
        {"from": "latitude", "to": "latitude"},
        {"from": "STATUS", "to": "status"},
    ],
    "unused": ["RECURRENCE-ID", "all-day", "CATEGORIES"],
}
STOCKHOLM = "TZID=Europe/Stockholm"


def _event(uid: str, *lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, f"SUMMARY:{uid}", "END:VEVENT", ""))


def _text(*events: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\n"
    return head + "".join(events) + "END:VCALENDAR\r\n"


def _calendar(folder: Path, *events: str) -> Tiny:
    made = tiny(folder, kalender=CALENDAR)
    made.drop("kalender", "a.ics", _text(*events))
    return made


def _held(made: Tiny) -> list[tuple[str, str]]:
    return made.rows("select title, starts_on::varchar from mart_event order by starts_on, title")


def _starts(made: Tiny) -> list[str]:
    with made.models() as connection:
        found = connection.execute(
            "select starts_at::varchar from stg_event order by starts_at"
        ).fetchall()
    return [start for (start,) in found]


def test_a_weekly_event_is_written_out_without_its_exceptions(tmp_path: Path) -> None:
    weekly = _event(
        "marknad", f"DTSTART;{STOCKHOLM}:20260314T100000", "RRULE:FREQ=WEEKLY;COUNT=4",
        f"EXDATE;{STOCKHOLM}:20260321T100000",
    )  # fmt: skip
    moved = _event(
        "marknad", f"RECURRENCE-ID;{STOCKHOLM}:20260328T100000",
        f"DTSTART;{STOCKHOLM}:20260329T120000",
    )  # fmt: skip
    # The clock moves in between: ten in the morning stays ten in the morning.
    assert _starts(_calendar(tmp_path, weekly, moved)) == [
        "2026-03-14 10:00:00", "2026-03-29 12:00:00", "2026-04-04 10:00:00",
    ]  # fmt: skip


def test_a_time_in_utc_is_shown_on_the_wall_clock(tmp_path: Path) -> None:
    made = _calendar(tmp_path, _event("a", "DTSTART:20260701T180000Z"))
    assert _starts(made) == ["2026-07-01 20:00:00"]


def test_an_all_day_event_ends_on_its_last_day(tmp_path: Path) -> None:
    made = _calendar(
        tmp_path,
        _event("a", "DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703", "LOCATION:Torget"),
    )
    made.build()
    ((first, last),) = made.rows("select starts_on::varchar, ends_on::varchar from mart_event")
    assert (first, last) == ("2026-07-01", "2026-07-02")


@pytest.mark.parametrize("zone", ["", "X-WR-TIMEZONE:UTC", "X-WR-TIMEZONE:Europe/Helsinki"])
def test_times_of_other_zones_are_moved_to_the_clock_of_the_place(
    tmp_path: Path, zone: str
) -> None:
    own = f"{zone}\r\n" if zone else ""
    made = _calendar(
        tmp_path,
        own + _event("utc", "DTSTART:20260710T170000Z", "DTEND:20260710T213000Z"),
        _event("finsk", "DTSTART;TZID=Europe/Helsinki:20260711T200000"),
        _event("nyar", "DTSTART;TZID=America/New_York:20261231T190000"),
        _event("utan zon", "DTSTART:20260712T190000"),
        _event("dagar", "DTSTART;VALUE=DATE:20260713"),
    )
    assert _starts(made) == [
        "2026-07-10 19:00:00", "2026-07-11 19:00:00", "2026-07-12 19:00:00",
        "2026-07-13 00:00:00", "2027-01-01 01:00:00",
    ]  # fmt: skip


def test_a_rule_of_another_zone_follows_the_summer_time_of_that_zone(tmp_path: Path) -> None:
    """New York moves its clock a week after Stockholm does."""
    rule = ("DTSTART;TZID=America/New_York:20261018T120000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert _starts(_calendar(tmp_path, _event("a", *rule))) == [
        "2026-10-18 18:00:00", "2026-10-25 17:00:00", "2026-11-01 18:00:00",
    ]  # fmt: skip


def test_a_cancelled_event_or_occurrence_is_not_held(tmp_path: Path) -> None:
    made = _calendar(
        tmp_path,
        _event("dans", "DTSTART:20260701T180000Z", "STATUS:CANCELLED"),
        _event("konsert", "DTSTART:20260702T180000Z", "STATUS:Confirmed"),
        _event("marknad", f"DTSTART;{STOCKHOLM}:20260703T100000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        _event(
            "marknad", f"RECURRENCE-ID;{STOCKHOLM}:20260710T100000",
            f"DTSTART;{STOCKHOLM}:20260710T100000", "STATUS:CANCELLED",
        ),
    )  # fmt: skip
    made.drop("kalender", "a.ics", (tmp_path / "inbox/kalender/a.ics").read_bytes().replace(
        b"SUMMARY", b"LOCATION:Torget\r\nSUMMARY"))  # fmt: skip
    made.build()
    assert _held(made) == [
        ("konsert", "2026-07-02"), ("marknad", "2026-07-03"), ("marknad", "2026-07-17"),
    ]  # fmt: skip
    assert made.count("events_held") == 3


def test_an_evening_begins_at_five_and_an_event_without_an_hour_is_in_no_share(
    tmp_path: Path,
) -> None:
    made = _calendar(
        tmp_path,
        *(
            _event(f"e{hour}", f"DTSTART;{STOCKHOLM}:20260710T{hour}0000", "LOCATION:Torget")
            for hour in ("04", "05", "12", "16", "17", "23")
        ),
        _event("dag", "DTSTART;VALUE=DATE:20260710", "LOCATION:Torget"),
    )
    made.build()
    told = "select numerator, denominator from mart_kpi_day where area_id = 'torget'"
    assert made.rows(f"{told} and kpi_id = 'events_evening_share'") == [(3, 6)]
    assert made.count("events_held") == 7


def test_an_event_that_a_later_file_cancels_is_no_longer_held(tmp_path: Path) -> None:
    made = _calendar(tmp_path, _event("dans", "DTSTART:20260701T180000Z", "LOCATION:Torget"))
    made.build()
    assert made.count("events_held") == 1
    dropped = _event("dans", "DTSTART:20260701T180000Z", "LOCATION:Torget", "STATUS:CANCELLED")
    made.drop("kalender", "b.ics", _text(dropped))
    made.build()
    assert made.count("events_held") == 0


def test_a_calendar_whose_status_is_not_read_is_a_fault_of_its_contract(tmp_path: Path) -> None:
    columns = [one for one in CALENDAR["columns"] if one["from"] != "STATUS"]
    tiny(tmp_path, kalender=CALENDAR | {"columns": columns, "unused": ["*"]})
    _, faults = read_instance(tmp_path)
    (fault,) = faults
    assert "inställda" in fault.found.sv
    assert "cancelled" in fault.found.en


def test_an_endless_daily_rule_stops_two_years_past_the_newest_moment(tmp_path: Path) -> None:
    made = _calendar(tmp_path, _event("a", "DTSTART:20200101T180000Z", "RRULE:FREQ=DAILY"))
    made.load()
    assert made.accepted == 731


def test_an_event_of_four_hundred_years_is_one_event_beside_the_others(tmp_path: Path) -> None:
    """The library's own walk would look at every quarter of an hour of it."""
    made = _calendar(
        tmp_path,
        _event("lang", "DTSTART:20260101T080000Z", "DTEND:24260101T080000Z"),
        _event("kort", "DTSTART:20260401T080000Z", "RRULE:FREQ=MONTHLY;COUNT=3"),
    )
    made.load()
    assert made.accepted + sum(len(one.rejections) for one in made.built[-1].landed) == 4


def test_a_rule_that_is_none_is_refused_with_words(tmp_path: Path) -> None:
    made = _calendar(tmp_path, _event("a", "DTSTART:20260101T180000Z", "RRULE:FREQ=DAILY;UNTIL=x"))
    made.load()
    (said,) = made.said("a.ics")
    assert "innehållet är skadat eller avbrutet" in said


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY"])
def test_a_rule_by_the_minute_is_refused_with_words(tmp_path: Path, frequency: str) -> None:
    made = _calendar(tmp_path, _event("a", "DTSTART:20260101T180000Z", f"RRULE:FREQ={frequency}"))
    made.load()
    (said,) = made.said("a.ics")
    assert "oftare än varje timme" in said


def test_too_many_occurrences_are_refused_with_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_pipeline.readers.icalendar.MOST_OCCURRENCES", 100)
    made = _calendar(tmp_path, _event("a", "DTSTART:20260101T180000Z", "RRULE:FREQ=HOURLY"))
    made.load()
    (said,) = made.said("a.ics")
    assert "fler än 100 tillfällen" in said


@pytest.mark.parametrize("text", ["", "hej", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_holds_no_event_is_refused_with_words(tmp_path: Path, text: str) -> None:
    made = tiny(tmp_path, kalender=CALENDAR)
    made.drop("kalender", "a.ics", text)
    made.load()
    assert len(made.said("a.ics")) == 1
    assert made.accepted == 0
