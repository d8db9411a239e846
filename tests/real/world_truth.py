"""What was counted elsewhere of the mixed real files, as (fact, wanted, found) to be compared."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.tiny import Tiny

Truth = dict[str, Any]
Facts = Iterator[tuple[str, Any, Any]]
CENT = 1e-6


def landed_months(made: Tiny, file_name: str, column: str) -> dict[str, int]:
    """Rows of one file by month."""
    path = made.landed(file_name).path
    rows = made.rows(
        f"select strftime({column}, '%Y-%m') as month, count(*) from '{path}' group by 1"
    )
    return dict(rows)


def _table(made: Tiny, source_id: str) -> str:
    paths = [str(one.path) for one in made.built[-1].landed if one.load.source_id == source_id]
    return f"read_parquet({paths})"


def _counts(made: Tiny, source_id: str, key: str, value: str = "count(*)") -> dict[str, Any]:
    rows = made.rows(f"select {key} as k, {value} from {_table(made, source_id)} group by 1")
    return {key: found for key, found in rows if key is not None}


def footfall(made: Tiny, truth: Truth) -> Facts:
    """Leeds: sums by camera, month and hour, over the change of the date's form."""
    month = "strftime(counted_from, '%Y-%m')"
    for year, name in (("2013", "leeds_2013"), ("2014", "leeds_2014_2cams")):
        wanted, number = truth[name], "cast(sum(visitor_count) as bigint)"
        of_year = f"{_table(made, 'footfall')} where year(counted_from) = {year}"
        for fact, key in (
            ("sum_InCount_per_camera", "point_code"),
            ("sum_InCount_per_month_all_cameras", month),
            ("sum_InCount_per_hour", "cast(hour(counted_from) as varchar)"),
        ):
            rows = made.rows(f"select {key}, {number} from {of_year} group by 1")
            yield f"{name}.{fact}", wanted[fact], dict(rows)
        days = "count(distinct counted_from::date)"
        rows = made.rows(f"select point_code, {days} from {of_year} group by 1")
        yield f"{name}.days_per_camera", wanted["days_per_camera"], dict(rows)
    every = made.rows("select cast(sum(visitor_count) as bigint) from mart_flow_hour "
                      "where area_id = 'leeds' and year(local_date) = 2013")  # fmt: skip
    cameras = sum(truth["leeds_2013"]["sum_InCount_per_camera"].values())
    yield "leeds_2013 in mart_flow_hour", cameras, every[0][0]


def street_crime(made: Tiny, truth: Truth) -> Facts:
    """City of London: every row by month and by type, repeated and blank ids included."""
    wanted = truth["police_uk"]
    months = _counts(made, "street_crime", "strftime(occurred_from, '%Y-%m')")
    yield "police_uk.per_Month", wanted["per_Month"], months
    types = _counts(made, "street_crime", "category_code")
    yield "police_uk.per_Crime_type", wanted["per_Crime_type"], types
    blank = made.rows(
        f"select count(*) from {_table(made, 'street_crime')} where longitude is null"
    )
    yield "police_uk.blank_coordinates", wanted["blank_coordinates"], blank[0][0]
    ids = made.rows(f"select count(*) - count(incident_id), count(distinct incident_id) "
                    f"from {_table(made, 'street_crime')}")  # fmt: skip
    wanted_ids = (wanted["blank_Crime_ID"], wanted["nonblank_Crime_ID_unique"])
    yield "police_uk.Crime_ID", wanted_ids, ids[0]


def notices(made: Tiny, truth: Truth) -> Facts:
    """polisen.se: by month of publication, type and municipality; snapshots once an id."""
    wanted, months = truth["polisen_events"], "strftime(published_at, '%Y-%m')"
    per_month = _counts(made, "notices", months)
    yield "polisen_events.per_publication_month", wanted["per_publication_month"], per_month
    types = _counts(made, "notices", "type_code")
    top = wanted["per_type_top25"]
    yield "polisen_events.per_type_top25", top, {name: types.get(name) for name in top}
    yield "polisen_events.distinct_types", wanted["distinct_types"], len(types)
    places = _counts(made, "notices", "area_name")
    some = wanted["per_location"]
    yield "polisen_events.per_location", some, {name: places.get(name) for name in some}
    live = truth["polisen_snapshots"]
    rows = made.rows("select count(*) from mart_context_event where source_id = 'notices_live'")
    yield "polisen_snapshots.unique_ids", live["unique_ids_over_all_files"], rows[0][0]
    (empty,) = live["zero_byte_files"]
    yield "polisen_snapshots.zero_byte_files", 1, len(made.said(empty))


def requests(made: Tiny, truth: Truth) -> Facts:
    """Open311: by service and status."""
    wanted = truth["chicago_open311"]
    names = _counts(made, "requests", "category_code")
    yield "chicago_open311.per_service_name", wanted["per_service_name"], names
    status = _counts(made, "requests", "status")
    yield "chicago_open311.per_status", wanted["per_status"], status


def calendars(made: Tiny, truth: Truth) -> Facts:
    """Seven calendars: occurrences by month of 2025 and 2026."""
    for name, years in truth["ics_expanded_with_recurring-ical-events"].items():
        found = landed_months(made, name, "starts_at")
        for year, wanted in years.items():
            months = {m: n for m, n in found.items() if m.startswith(year)}
            expected = wanted["per_month_of_local_DTSTART"]
            inside = {m: n for m, n in expected.items() if m.startswith(year)}
            yield f"ics_expanded.{name}.{year}", inside, months


def raleigh(made: Tiny, truth: Truth) -> Facts:
    """Raleigh: answers of each question, its mean, and the share inside a box."""
    wanted = truth["survey_raleigh_2018"]
    codes = {q.source[0]: code for code, q in _questions(made, "raleigh").items()}
    for heading, about in wanted["questions"].items():
        yield from _question(made, "raleigh", codes[heading], about, {"9": "dont_know"})
    night = wanted["box_35.76..35.80N_-78.66..-78.62E"]["In_downtown_Raleigh_at_night__14_04"]
    ((n, mean),) = made.rows(
        "select sum(answer_count), sum(answer_value * answer_count) / sum(answer_count) "
        "from mart_survey_answer where source_id = 'raleigh' and area_id = 'raleigh' "
        "and question_code = 'safe_night' and answer_value is not null"
    )
    yield "survey_raleigh_2018.box", (night["n_valid"], night["mean"]), (n, round(mean, 6))
    sexes = _counts(made, "raleigh", "gender_code", "count(distinct respondent_id)")
    men, women = (wanted["Household_Income__32_values"][name] for name in ("Male", "Female"))
    yield "survey_raleigh_2018.sex", {"man": men, "woman": women}, sexes


def somerville(made: Tiny, truth: Truth) -> Facts:
    """Somerville: each heading of each wave; answers outside the scale are the rejected ones."""
    wanted = truth["survey_somerville_2011_13_15"]
    people = _counts(made, "somerville", "round_code", "count(distinct respondent_id)")
    yield "somerville.rounds", True, all(people[y] <= n for y, n in wanted["per_Year"].items())
    for code, question in _questions(made, "somerville").items():
        scale = range(int(question.low * 2), int(question.high * 2) + 1)
        merged: dict[str, int] = {}
        for heading in question.source:
            for answer, n in wanted["questions"][heading]["distribution"].items():
                if answer.replace(".", "", 1).isdigit() and float(answer) * 2 in scale:
                    merged[f"{float(answer):g}"] = merged.get(f"{float(answer):g}", 0) + n
        found = _distribution(made, "somerville", code)
        yield f"somerville.{code}.distribution", merged, found
    outside = sum(
        n
        for answer, n in wanted["questions"][
            "How.would.you.rate.the.following..The.beauty.or.physical.setting_2011"
        ]["distribution"].items()
        if answer.replace(".", "", 1).isdigit() and float(answer) > 5
    )
    name = "Somerville_Happiness_Survey_responses_-_2011__2013__2015.csv"
    yield "somerville.rejected", outside, made.landed(name).rejected_count


def _questions(made: Tiny, source_id: str) -> dict[str, Any]:
    return made.instance().sources[source_id].questions


def _distribution(made: Tiny, source_id: str, code: str) -> dict[str, int]:
    rows = made.rows(
        f"select answer_value, count(*) from {_table(made, source_id)} "
        f"where question_code = '{code}' and answer_value is not null group by 1"
    )
    return {f"{value:g}": n for value, n in rows}


def _question(made: Tiny, source_id: str, code: str, about: Truth, codes: dict[str, str]) -> Facts:
    rows = made.rows(
        f"select answer_code, count(*), sum(answer_value) from {_table(made, source_id)} "
        f"where question_code = '{code}' group by 1"
    )
    found = {name.removesuffix(".0"): n for name, n, _ in rows}
    wanted = {codes.get(name, name): n for name, n in about["distribution"].items()}
    yield f"{source_id}.{code}.distribution", wanted, found
    valid = [(n, total) for _, n, total in rows if total is not None]
    n, total = (sum(part) for part in zip(*valid, strict=True))
    yield f"{source_id}.{code}.mean", (about["n_valid"], about["mean"]), (n, round(total / n, 6))


def tables(made: Tiny, truth: Truth) -> Facts:
    """The tables that are hard to read: rows, sums, first and last, missing marks."""
    ugly = truth["ugly"]
    year = "strftime(period_from, '%Y')"
    sums = _counts(made, "scb", year, "cast(sum(context_value) as bigint)")
    yield "ugly.scb.sum_2018", ugly["scb_ME0104B6"]["sum_2018"], sums["2018"]
    malmo = dict(made.rows(
        f"select series_code, cast(cast(context_value as bigint) as varchar) "
        f"from {_table(made, 'scb')} where area_name = 'Malmö' and year(period_from) = 2018"
    ))  # fmt: skip
    yield "ugly.scb.Malmö_2018", ugly["scb_ME0104B6"]["Malmö_2018"], malmo
    ((n, mean, low, high),) = made.rows(
        f"select count(*), round(avg(context_value), 6), min(context_value), max(context_value) "
        f"from {_table(made, 'smhi')}"
    )
    smhi = ugly["smhi"]
    wanted = (smhi["data_rows"], smhi["mean_temperature"], smhi["min"], smhi["max"])
    yield "ugly.smhi", wanted, (n, mean, low, high)
    ((pupils, schools),) = made.rows(
        f"select sum(context_value), count(*) from {_table(made, 'betyg')} "
        "where series_code = 'Antal elever'"
    )
    betyg = ugly["skolverket_betyg_ak6_samtliga_2024"]
    wanted_pupils = (betyg["sum_of_Antal elever"], betyg["n_Antal elever"])
    yield "ugly.betyg.Antal elever", wanted_pupils, (pupils, schools)
    for fact, name in (
        ("skolverket_betyg_ak6_samtliga_2024", "skolverket_betyg_ak6_samtliga_2024.csv"),
        ("skolverket_personal_2023", "skolverket_personal_2023.csv"),
    ):
        count = made.landed(name).load.record_count
        yield f"ugly.{fact}.data_rows", ugly[fact]["data_rows"], count
    false = made.said("chicago_neighborhoods.geojson")
    yield "ugly.chicago_neighborhoods is refused", 1, len(false)


def matches(made: Tiny, truth: Truth) -> Facts:
    """Swedish football: every match since 1924, home matches and spectators."""
    wanted = truth["allsvenskan"]
    home = f"{_table(made, 'matches')} where event_id = 'Malmö FF'"
    years = dict(made.rows(
        f"select strftime(starts_at, '%Y') as y, count(*) from {home} "
        "and year(starts_at) between 2010 and 2020 group by 1"
    ))  # fmt: skip
    per_year = wanted["Malmö_FF_home_per_year_2010_2020"]
    yield "allsvenskan.Malmö_FF_home_per_year", per_year, years
    spectators = made.rows(f"select sum(expected_visitors) from {home} and year(starts_at) = 2019")
    total = wanted["Malmö_FF_home_2019_sum_Publik"]
    yield "allsvenskan.Malmö_FF_2019_Publik", total, int(spectators[0][0])
    landed = made.landed("Allsvenskan, herrar, 1924-2020.csv")
    yield "allsvenskan.rows", wanted["rows"], landed.accepted_count
    table = _table(made, "matches")
    most = made.rows(
        f"select event_id, count(*) as n from {table} group by 1 order by n desc limit 5"
    )
    yield "allsvenskan.home_team_rows_top5", wanted["home_team_rows_top5"], dict(most)
    unknown = made.rows(f"select count(*) from {table} where expected_visitors is null")
    yield "allsvenskan.NA_Publik", wanted["NA_Publik"], unknown[0][0]


def geodata(made: Tiny, truth: Truth) -> Facts:
    """Layers in projected systems: where they lie and how large they are, in degrees."""
    west, south, east, north = truth["malmo_public_art_bbox_WGS84"]
    box = made.rows("select round(min(longitude), 2), round(min(latitude), 2), "
                    f"round(max(longitude), 2), round(max(latitude), 2) "
                    f"from {_table(made, 'art')}")  # fmt: skip
    yield "malmo_public_art_bbox", tuple(round(c, 2) for c in (west, south, east, north)), box[0]
    ((area,),) = made.rows("select area_km2 from mart_area where area_id = 'malmo'")
    size = truth["geo_area_km2"]["sweden"]["Malmö"]
    yield "geo_area_km2.Malmö", True, abs(area / size - 1) < 0.01
    stops = made.rows(f"select count(*) from {_table(made, 'stops')}")
    layer = truth["geo"]["geo/sweden/nvdb_goteborg_geojson/VIS_DK_O_49_Hallplats.geojson"]
    yield "geo.VIS_DK_O_49_Hallplats.features", layer["features"], stops[0][0]


SUBJECTS: dict[str, Callable[[Tiny, Truth], Facts]] = {
    "footfall": footfall,
    "street crime": street_crime,
    "police notices": notices,
    "requests": requests,
    "calendars": calendars,
    "Raleigh": raleigh,
    "Somerville": somerville,
    "hard tables": tables,
    "matches": matches,
    "geodata": geodata,
}
