"""Around the places: police notices, numbers of the municipality, a calendar."""

import json
from pathlib import Path

import numpy as np

from data_pipeline.demo.timeline import Timeline

_TYPES = ("Trafikolycka", "Brand", "Misshandel", "Stöld/inbrott", "Sammanfattning natt")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WINTER_MONTHS = (1, 2, 3, 11, 12)


def write_context(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    """Write all three."""
    _write_notices(inbox, timeline, rng)
    _write_series(inbox, timeline, rng)
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
    broken = found[0] | {"id": 499_999, "datetime": "igår"}
    _json(inbox / "polisnotiser" / "handelser_smutsig.json", [found[0], broken])


def _write_series(inbox: Path, timeline: Timeline, rng: np.random.Generator) -> None:
    values = [
        {"kpi": kpi, "municipality": "9999", "period": year, "gender": "T",
         "value": round(float(rng.normal(level, level / 20)), 1) if year < timeline.today.year
         else None}
        for kpi, level in (("N07403", 900.0), ("U07417", 28.0))
        for year in range(timeline.today.year - 6, timeline.today.year + 1)
    ]  # fmt: skip
    _json(inbox / "omvarld" / "omvarldstal.json", {"values": values})
    dirty = [values[0], values[0] | {"period": "förra året"}, values[0] | {"kpi": ""}]
    _json(inbox / "omvarld" / "omvarldstal_smutsig.json", {"values": dirty})


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
    # The same market sent once more, and an event that nobody named.
    dirty = [line for line in lines if line != "SUMMARY:Nationaldagen i parken"]
    path.with_stem("ekstad_smutsig").write_bytes("\n".join(dirty).encode())
