"""Published worlds with enough in them to draw every chart."""

import datetime as dt

from tests.builders import PublishedRows, small_world

FIRST, LAST = dt.date(2025, 6, 1), dt.date(2026, 9, 20)
ZONE = '{"type":"Polygon","coordinates":[[[18,59],[18.05,59],[18.05,59.1],[18,59.1],[18,59]]]}'


def busy_world() -> PublishedRows:
    """Two places with incidents every day, points, events and a holiday."""
    rows = small_world()
    rows.tables["mart_area"][0]["outline_geojson"] = ZONE
    _add_programme(rows)
    for number in range((LAST - FIRST).days + 1):
        _add_day(rows, FIRST + dt.timedelta(days=number), number)
    rows.add("mart_point", local_date=dt.date(2026, 8, 3))
    rows.add("mart_point", kind="flow_point", local_date=None, label="Mätpunkt 1", category_id=None)
    rows.add(
        "mart_event", starts_on=dt.date(2026, 8, 4), ends_on=dt.date(2026, 8, 4),
        title="=Marknad <b>", category_id="market",
    )  # fmt: skip
    rows.add(
        "mart_calendar", local_date=dt.date(2026, 6, 20),
        holiday_sv="Midsommardagen", holiday_en="Midsummer Day",
    )  # fmt: skip
    return rows


def _add_day(rows: PublishedRows, day: dt.date, number: int) -> None:
    for category, count in (("theft", 1 + number % 3), ("damage", number % 2)):
        if not count:
            continue
        here = {"local_date": day, "category_id": category}
        rows.add("mart_kpi_day", numerator=float(count), **here)
        rows.add("mart_incident_hour", hour=number % 24, incident_count=float(count), **here)
        rows.add(
            "mart_incident_hexagon", hexagon_id=f"0:{number % 5}", incident_count=float(count),
            longitude=18.02 + number % 5 / 100, **here,
        )  # fmt: skip
    if number % 7 == 0:
        rows.add(
            "mart_kpi_day", kpi_id="failed", category_id="", local_date=day,
            numerator=1.0, denominator=4.0,
        )  # fmt: skip


def _add_programme(rows: PublishedRows) -> None:
    """Start the square's programme, with a baseline, a registered outcome and three measures."""
    rows.tables["mart_site"][0]["started_on"] = FIRST
    rows.add("mart_registered", part="outcome", item_id="incidents", registered_on=FIRST)
    rows.add("mart_baseline", first_date=dt.date(2024, 6, 1), end_date=FIRST, value=900.0,
             numerator=900.0, low=800.0, high=1000.0)  # fmt: skip
    begun = {"started_on": dt.date(2025, 9, 1), "due_on": dt.date(2025, 12, 1)}
    for number, more in (
        ("T1", {"kpi_id": "incidents", "title": "Värdar <b>"}),
        ("T2", {"status": "not_started", "due_on": dt.date(2026, 2, 1)}),
        ("T3", {"status": "cancelled"}),
    ):
        named = {"measure_no": number, "measure_id": f"torget/{number}"}
        rows.add("mart_plan_measure", **{**begun, **named, **more})
