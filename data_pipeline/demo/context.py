"""Around the places: police notices, numbers of the municipality, months by crime, a calendar."""

import datetime as dt
import json
from pathlib import Path

import numpy as np
import xlsxwriter

from data_pipeline.demo.timeline import Timeline

SOURCES = ("polisnotiser", "omvarld", "polismatris", "kalender")
_TYPES = ("Trafikolycka", "Brand", "Misshandel", "Stöld/inbrott", "Sammanfattning natt")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_CRIMES = (("Skadegörelse", 6.0), ("Misshandel utomhus", 2.0), ("Cykelstöld", 3.0))
_WINTER_MONTHS = (1, 2, 3, 11, 12)


def write_context(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write all four."""
    _write_notices(inbox, timeline, rng)
    _write_series(inbox, timeline, rng)
    _write_matrix(inbox, timeline, rng)
    _write_calendar(inbox, timeline)


def _json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0), "utf-8")


def _write_notices(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write notices with hours that are not padded, and the event's own time in the name."""
    found = []
    for number, day in enumerate(timeline.days()[-365::3]):
        hour, sort = int(rng.integers(6, 23)), _TYPES[int(rng.integers(0, len(_TYPES)))]
        offset = "+01:00" if day.month in _WINTER_MONTHS else "+02:00"
        found.append({
            "id": 500_000 + number,
            "datetime": f"{day.isoformat()} {hour}:05:00 {offset}",
            "name": f"{day.day:02d} {_MONTHS[day.month - 1]} {hour - 1}.40, {sort}, Ekstad",
            "summary": "Påhittad notis.",
            "url": "/aktuellt/handelser/",
            "type": sort,
            "location": {"name": "Ekstad", "gps": "60.172,15.34"},
        })  # fmt: skip
    _json(inbox / "polisnotiser" / "handelser.json", found)


def _write_series(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    values = [
        {"kpi": kpi, "municipality": "9999", "period": year, "gender": "T",
         "value": round(float(rng.normal(level, level / 20)), 1) if year < timeline.today.year
         else None}
        for kpi, level in (("N07403", 900.0), ("U07417", 28.0))
        for year in range(timeline.today.year - 6, timeline.today.year + 1)
    ]  # fmt: skip
    _json(inbox / "omvarld" / "omvarldstal.json", {"values": values})


def _write_matrix(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write one sheet a year: months in columns, the year in the title, a row of totals."""
    for year in range(timeline.first_day.year, timeline.last_day.year + 1):
        path = inbox / "polismatris" / f"brott_per_manad_{year}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        last = 12 if year < timeline.last_day.year else timeline.last_day.month - 1
        counts = [[int(n) for n in rng.poisson(mean, size=12)] for _, mean in _CRIMES]
        with xlsxwriter.Workbook(str(path)) as book:
            book.set_properties({"created": dt.datetime.combine(timeline.last_day, dt.time(12))})
            page = book.add_worksheet("Kvarnplan")
            page.merge_range(0, 0, 0, 5, f"Anmälda brott {year}, Kvarnplan")
            page.write_row(3, 0, ["Brottstyp", *_MONTHS, "Summa"])
            for row, (name, of_year) in enumerate(
                zip((name for name, _ in _CRIMES), counts, strict=True), start=4
            ):
                page.write_row(row, 0, [name, *of_year[:last]])
                page.write(row, 13, sum(of_year[:last]))
            totals = [sum(month) for month in zip(*counts, strict=True)][:last]
            page.write_row(4 + len(_CRIMES), 0, ["Totalt", *totals])


def _write_calendar(inbox: Path, timeline: Timeline) -> None:
    """Write the town's calendar: a weekly market with an exception, and a day of its own."""
    first = timeline.month(-12)
    saturday = first.replace(day=1 + (5 - first.weekday()) % 7)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ekstad//Kalender//SV",
        "X-WR-TIMEZONE:Europe/Stockholm",
        "BEGIN:VEVENT", "UID:torghandel@ekstad.example",
        f"DTSTART;TZID=Europe/Stockholm:{saturday:%Y%m%d}T090000",
        f"DTEND;TZID=Europe/Stockholm:{saturday:%Y%m%d}T140000",
        f"RRULE:FREQ=WEEKLY;UNTIL={timeline.month(30):%Y%m%d}T000000Z", "SUMMARY:Torghandel",
        f"EXDATE;TZID=Europe/Stockholm:{saturday:%Y%m%d}T090000",
        "LOCATION:Lindtorget", "CATEGORIES:Marknad", "END:VEVENT",
        "BEGIN:VEVENT", "UID:nationaldagen@ekstad.example",
        f"DTSTART;VALUE=DATE:{timeline.start.year + 1}0606", "SUMMARY:Nationaldagen i parken",
        "LOCATION:Åparken", "CATEGORIES:Kultur", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    path = inbox / "kalender" / "ekstad.ics"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\r\n".join(lines).encode())
