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
    _add_care(rows)
    _add_life(rows)
    _add_experience(rows)
    for number in range((LAST - FIRST).days + 1):
        _add_day(rows, FIRST + dt.timedelta(days=number), number)
    for source, kind in (("notices", "context_event"), ("numbers", "context_value")):
        rows.add("mart_source", source_id=source, kind=kind, sensitivity="open", date_unit="year",
                 name_sv="Omvärldens källa", publisher_sv="Kolada",
                 publisher_en="Kolada, open data")  # fmt: skip
    rows.add("mart_context_event").add("mart_context_value")
    rows.add("mart_context_value", context_value=900.0, period_from=dt.date(2024, 1, 1))
    rows.add("mart_point", local_date=dt.date(2026, 8, 3))
    rows.add("mart_point", kind="flow_point", local_date=None, label="Mätpunkt 1", category_id=None)
    rows.add(
        "mart_event", starts_on=dt.date(2026, 8, 4), ends_on=dt.date(2026, 8, 4),
        title="=Marknad <b>", category_id="market",
    )  # fmt: skip
    rows.add(
        "mart_event", event_id="away", site_id=None, title="Landskamp",
        starts_on=dt.date(2026, 8, 9), ends_on=dt.date(2026, 8, 9),
    )  # fmt: skip
    rows.add(
        "mart_calendar", local_date=dt.date(2026, 6, 20),
        holiday_sv="Midsommardagen", holiday_en="Midsummer Day",
    )  # fmt: skip
    return rows


def _add_care(rows: PublishedRows) -> None:
    """Twelve faults in August 2026, two of them graffiti and one of those still open; cleaning."""
    rows.add("mart_category", category_id="graffiti_report", kind="fault_report",
             name_sv="Klottersanering", name_en="Graffiti removal",
             service_hours=48, has_own_service_level=True)  # fmt: skip
    for number in range((LAST - FIRST).days + 40):
        rows.add("mart_calendar", local_date=FIRST + dt.timedelta(days=number),
                 weekday=(FIRST + dt.timedelta(days=number)).isoweekday())  # fmt: skip
    for number in range(10):
        came = dt.date(2026, 8, 3 + number)
        ended = came + dt.timedelta(days=number)
        rows.add("mart_kpi_day", kpi_id="faults", category_id="litter", local_date=came)
        rows.add("mart_fault_duration", local_date=came, ended_date=ended, wait_hours=24 * number,
                 is_in_time=number not in (6, 8, 9),
                 due_date=came + dt.timedelta(days=7))  # fmt: skip
    removed: dict[int, dt.date | None] = {4: dt.date(2026, 8, 5), 6: None}
    for day, removed_on in removed.items():
        graffiti = {"category_id": "graffiti_report", "local_date": dt.date(2026, 8, day)}
        rows.add("mart_kpi_day", kpi_id="faults", **graffiti)
        rows.add("mart_fault_duration", ended_date=removed_on,
                 wait_hours=20 if removed_on else 1100,
                 is_in_time=removed_on is not None,
                 due_date=dt.date(2026, 8, day + 2), **graffiti)  # fmt: skip
    for source, kind in (("cleaners", "cleaning_visit"), ("hosts", "cleanliness_grade"),
                         ("litter", "litter_measurement")):  # fmt: skip
        rows.add("mart_source", source_id=source, kind=kind, sensitivity="open")
        rows.add("mart_coverage", source_id=source, kind=kind)
    rows.add("mart_cleaning_day", local_date=dt.date(2026, 8, 5), visit_count=31)
    rows.add("mart_grade_day", local_date=dt.date(2026, 8, 5), grade_sum=35.0, grade_count=10)
    for year, items in ((2025, 30), (2026, 12)):
        rows.add("mart_litter_day", local_date=dt.date(year, 8, 6), item_count=items)


def _add_life(rows: PublishedRows) -> None:
    """A year of passages with an outage in one week, two counts by hand, and premises."""
    for source, kind in (("sensors", "flow_count"), ("people", "flow_observation"),
                         ("premises", "offer_unit"), ("events", "event")):  # fmt: skip
        rows.add("mart_source", source_id=source, kind=kind, sensitivity="open")
        rows.add("mart_coverage", source_id=source, kind=kind)
    rows.add("mart_kpi", kpi_id="events", kind="event", by_category=False, sort_order=60)
    rows.add("mart_kpi_day", kpi_id="events", category_id="", local_date=dt.date(2026, 8, 4))
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + dt.timedelta(days=number)
        is_out = dt.date(2026, 8, 10) <= day < dt.date(2026, 8, 17)
        for hour, visitors in ((12, 240.0), (18, 480.0)):
            rows.add("mart_flow_hour", local_date=day, hour=hour,
                     visitor_count=visitors / (2 if is_out else 1),
                     duration_minutes=60 if is_out else 120,
                     point_count=1 if is_out else 2)  # fmt: skip
    for year, women in ((2025, 40), (2026, 50)):
        for gender, count in (("woman", women), ("man", 100 - women)):
            rows.add("mart_flow_observation_hour", round_code=str(year), gender_code=gender,
                     activity_code="staying" if gender == "man" else "passing",
                     person_count=count, local_date=dt.date(year, 8, 3))  # fmt: skip
        rows.add("mart_offer_day", local_date=dt.date(year, 8, 3), unit_count=12,
                 empty_count=2026 - year + 2, hours_known_count=8, evening_count=5)  # fmt: skip


def _add_experience(rows: PublishedRows) -> None:
    """Two rounds of a survey, the second with a group that is too small; inspection, interviews."""
    for source, kind in (("survey", "survey_answer"), ("inspected", "inspection_item"),
                         ("interviews", "interview_theme")):  # fmt: skip
        rows.add("mart_source", source_id=source, kind=kind, sensitivity="shared")
        rows.add("mart_coverage", source_id=source, kind=kind)
    rows.add("mart_survey_question")
    for year, mean in ((2025, 50.0), (2026, 60.0)):
        named = {"round_code": str(year)}
        rows.add("mart_survey_round", last_date=dt.date(year, 8, 3), **named)
        rows.add("mart_survey_index", score_mean=mean, **named)
        rows.add("mart_survey_item", positive_count=year - 2005, **named)
        for gender, count in (("woman", 21), ("man", 19)):
            rows.add("mart_survey_index", split_code="gender", group_code=gender,
                     respondent_count=count, score_mean=77.0 if gender == "man" else 44.0,
                     **named)  # fmt: skip
        for age, count in (("16-24", 6), ("25-44", 17), ("45-64", 17)):
            rows.add("mart_survey_index", split_code="age", group_code=age,
                     respondent_count=count, score_mean=88.0 if count == 6 else 55.0,
                     **named)  # fmt: skip
    for light, total in (("day", 8), ("dark", 3)):
        rows.add("mart_inspection_score", light_code=light, rating_sum=total,
                 grave_count=8 - total)  # fmt: skip
    rows.add("mart_interview_round").add("mart_interview_round", theme_code="trafik",
                                         mention_count=3)  # fmt: skip


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
    rows.tables["mart_kpi"][0]["tolerance"] = 0.05
    rows.add("mart_registered", part="outcome", item_id="incidents", target_value=880.0,
             registered_on=FIRST)  # fmt: skip
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
