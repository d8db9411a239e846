"""The clock time beside a day, in every form senders use, in a drafted contract."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drafted import Cell, Contract, column, doubted, drafted, drafted_of, loaded, workbook

HEADINGS = ("Rapport-ID", "Datum", "Tid", "Plats", "Kategori", "Rapportör")
TIMES = [dt.time((18 + n) % 24, n * 7 % 60) for n in range(20)]
KNOWN = [f"2026-10-{n + 1:02} {time:%H:%M}:00" for n, time in enumerate(TIMES)]


def read(draft: Contract, file: Path) -> list[tuple[str, bool]]:
    """Return each row's moment and whether its hour is known, by day."""
    rows = loaded(draft, file)
    return sorted((str(row["occurred_from"]), row["time_is_known"]) for row in rows)


def guard_log(folder: Path, clock: Callable[[int, dt.time], str]) -> Path:
    file = folder / "vakt.csv"
    rows = (f"R{n};2026-10-{n + 1:02};{clock(n, time)};Torget;Bråk;Vakt\n"
            for n, time in enumerate(TIMES))  # fmt: skip
    file.write_text(f"{';'.join(HEADINGS)}\n{''.join(rows)}", "utf-8")
    return file


def guard_book(folder: Path, clock: Callable[[int, dt.time], Cell]) -> Path:
    rows = [[f"R{n}", dt.date(2026, 10, n + 1), clock(n, time), "Torget", "Bråk", "Vakt"]
            for n, time in enumerate(TIMES)]  # fmt: skip
    return workbook(folder / "vakt.xlsx", [HEADINGS, *rows])


@pytest.mark.parametrize("form", ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"])
def test_hours_in_a_text_file_are_read_in_each_form(tmp_path: Path, form: str) -> None:
    file = guard_log(tmp_path, lambda _, time: time.strftime(form))
    draft, made = drafted_of(file)
    assert column(draft, "occurred_from")["with"] == "Tid"
    assert "Tid" not in draft.get("unused", [])
    assert made.faults == ()
    assert read(draft, file) == [(moment, True) for moment in KNOWN]


def test_evening_hours_written_as_four_figures_are_no_years(tmp_path: Path) -> None:
    file = guard_log(tmp_path, lambda n, _: f"20{n + 10}")
    draft, _ = drafted_of(file)
    assert read(draft, file)[0] == ("2026-10-01 20:10:00", True)


@pytest.mark.parametrize("clock", [lambda _, time: time, lambda _, time: f"{time:%H:%M}"])
def test_hours_beside_the_days_of_a_workbook_are_read(
    tmp_path: Path, clock: Callable[[int, dt.time], Cell]
) -> None:
    file = guard_book(tmp_path, clock)
    draft, _ = drafted_of(file)
    assert read(draft, file) == [(moment, True) for moment in KNOWN]


def test_a_day_without_an_hour_is_a_day_in_text_and_in_workbook(tmp_path: Path) -> None:
    def some(n: int, time: dt.time) -> str:
        return "" if n % 4 == 3 else f"{time:%H:%M}"

    wanted = [(f"{day[:10]} 00:00:00", False) if n % 4 == 3 else (day, True)
              for n, day in enumerate(KNOWN)]  # fmt: skip
    for file in (guard_log(tmp_path, some), guard_book(tmp_path, lambda n, t: some(n, t) or None)):
        draft, _ = drafted_of(file)
        (file.parent / f"prov/sources/{'vakt'}.yaml").unlink()
        assert read(draft, file) == wanted


def test_a_workbook_of_days_and_time_cells_with_some_empty_knows_no_hour_there(
    tmp_path: Path,
) -> None:
    file = guard_book(tmp_path, lambda n, time: None if n % 4 == 3 else time)
    draft, _ = drafted_of(file)
    assert [known for _, known in read(draft, file)].count(False) == 5


def test_where_some_hours_cannot_be_read_those_rows_are_days_and_it_is_said(
    tmp_path: Path,
) -> None:
    file = guard_log(tmp_path, lambda n, time: "ca 22" if n % 5 == 0 else f"{time:%H:%M}")
    draft, made = drafted_of(file)
    assert read(draft, file) == [
        (f"{moment[:10]} 00:00:00", False) if n % 5 == 0 else (moment, True)
        for n, moment in enumerate(KNOWN)
    ]
    assert "4 rader av «Tid»" in doubted(made)


@pytest.mark.parametrize("to", ["-", "–", " - "])
def test_an_interval_is_read_from_its_start_and_it_is_said(tmp_path: Path, to: str) -> None:
    file = guard_log(tmp_path, lambda n, time: f"{time:%H}{to}{(time.hour + 2) % 24:02}"
                     if n % 2 else f"{time:%H:%M}")  # fmt: skip
    draft, made = drafted_of(file)
    assert read(draft, file) == [
        (f"{moment[:13]}:00:00" if n % 2 else moment, True) for n, moment in enumerate(KNOWN)
    ]
    assert "«Tid» har intervall" in doubted(made)


def test_an_hour_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = guard_log(tmp_path, lambda n, _: ("kväll", "natt")[n % 2])
    draft, made = drafted_of(file)
    assert "with" not in column(draft, "occurred_from")
    assert "«Tid» går inte att läsa som klockslag" in doubted(made)


def test_days_of_a_workbook_alone_are_days(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        [f"R{n}", dt.date(2026, 10, n + 1), "Torget", "Bråk", "Vakt"] for n in range(20)
    ]
    file = workbook(tmp_path / "a.xlsx", [[*HEADINGS[:2], *HEADINGS[3:]], *rows])
    draft, made = drafted_of(file)
    assert not any(known for _, known in read(draft, file))
    assert "midnatt" not in doubted(made)


def test_persons_are_not_incidents(tmp_path: Path) -> None:
    rows = "".join(f"0{n}.10.2026;21.0{n};Torget;Bråk;{n};Avvisad\n" for n in range(1, 10))
    headings = "Datum;Tid;Objekt;Händelsetyp;Antal personer;Åtgärd"
    draft, _ = drafted(tmp_path, "ordningsvakt.csv", f"{headings}\n{rows}")
    assert draft["kind"] == "incident"
    assert "incident_count" not in [one["to"] for one in draft["columns"]]
    assert "Antal personer" in draft["unused"]
    draft, _ = drafted(tmp_path, "brott.csv", f"{headings.replace(' personer', '')}\n{rows}")
    assert column(draft, "incident_count")["from"] == "Antal"
