"""KPIs from files to numbers, each form against a slow, obvious second count of the same rows."""

import datetime as dt
import random
from itertools import pairwise
from pathlib import Path
from statistics import mean

import duckdb
import pytest

from config.instance import read_instance
from tests.tiny import POLICE, SQUARE, Fact, Tiny, crime, crimes, outline, tiny

WEST = [(15.30, 60.10), (15.305, 60.10), (15.305, 60.11), (15.30, 60.11), (15.30, 60.10)]
EAST = [(15.305, 60.10), (15.31, 60.10), (15.31, 60.11), (15.305, 60.11), (15.305, 60.10)]
POSITION = {"X": "longitude", "Y": "latitude"}
IN_WEST, IN_EAST = "15.302;60.105", "15.307;60.105"
DAY = dt.timedelta(days=1)
_PLAN = """Nr;P;T;S;B;St;K;D;N;M
1;Torget;a;completed;2026-01-10;2026-02-01;2026-04-01;2026-03-01;visitors;10
2;Torget;b;in_progress;2026-01-20;2026-03-10;;2026-05-01;;
3;Torget;c;not_started;2026-02-10;;;2027-05-01;visitors;
4;Torget;d;cancelled;2026-01-10;2026-01-11;;2026-01-20;;
"""
Case = tuple[dt.datetime, dt.datetime | None, str, str]


def _contract(kind: str, columns: dict[str, str], **more: object) -> Fact:
    fields = [{"from": heading, "to": field} for heading, field in (columns | POSITION).items()]
    kept = {key: POLICE[key] for key in ("name", "publisher", "licence", "files", "layout")}
    own = {"kind": kind, "sensitivity": "open", "cadence": "month", "columns": fields}
    return {**own, **kept, **more}


def _zoned(folder: Path, **sources: Fact) -> Tiny:
    """Return the square with a western and an eastern half."""
    made = tiny(folder, **sources)
    made.write("areas/torget.geojson", outline(("torget", [SQUARE]), ("w", [WEST]), ("e", [EAST])))
    zones = {
        name: {
            "name": {"sv": name, "en": name},
            "outline": {"file": "areas/torget.geojson", "where": {"area": name[0]}},
        }
        for name in ("west", "east")
    }
    name = {"sv": "Torget", "en": "The Square"}
    where = {"file": "areas/torget.geojson", "where": {"area": "torget"}}
    made.fact("sites/torget.yaml", {"name": name, "outline": where, "zones": zones})
    return made


def _round(connection: duckdb.DuckDBPyConnection, kpi_id: str, area: str = "torget") -> object:
    found = connection.execute(
        "select value, denominator, is_too_few from mart_kpi_round "
        "where kpi_id = $1 and area_id = $2 order by last_date",
        [kpi_id, area],
    ).fetchall()
    return found[-1] if found else None


def _cases() -> list[Case]:
    dice, cases = random.Random(5), []
    for _ in range(150):
        created = dt.datetime(2026, 3, 2) + dt.timedelta(minutes=dice.randint(0, 120 * 1440))
        waited = dt.timedelta(hours=dice.choice([1, 30, 47, 48, 49, 90, 200, 400]))
        status = dice.choice(["open", "closed", "closed", "closed", "duplicate", "rejected"])
        ended = created + waited if status != "open" else None
        cases.append((created, ended, dice.choice(["graffiti_report", "lighting"]), status))
    return cases


@pytest.fixture(scope="module")
def faults(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[duckdb.DuckDBPyConnection, list[Case], dt.date]:
    columns = {"Inkom": "created_at", "Klar": "closed_at", "Sort": "category_code", "S": "status"}
    contract = _contract("fault_report", columns, category_map="sorter", cadence="day")
    made = tiny(tmp_path_factory.mktemp("faults"), fel=contract)
    made.write("mappings/sorter.csv", "code,category\ngraffiti_report,graffiti_report\n"
               "lighting,lighting\n")  # fmt: skip
    cases = _cases()
    lines = [
        f"{created:%Y-%m-%d %H:%M};{f'{ended:%Y-%m-%d %H:%M}' if ended else ''};"
        f"{sort};{status};{IN_WEST}"
        for created, ended, sort, status in cases
    ]
    made.drop("fel", "a.csv", "\n".join(["Inkom;Klar;Sort;S;X;Y", *lines]) + "\n")
    connection = made.models()
    ((known_to,),) = connection.execute(
        "select max(covered_last_date) from core_coverage"
    ).fetchall()
    counted = [case for case in cases if case[3] in ("open", "closed")]
    return connection, counted, known_to


def test_open_cases_are_those_that_have_come_and_not_ended(
    faults: tuple[duckdb.DuckDBPyConnection, list[Case], dt.date],
) -> None:
    connection, cases, _ = faults
    for end in (dt.date(2026, 4, 1), dt.date(2026, 5, 13), dt.date(2026, 8, 1)):
        ((found,),) = connection.execute(
            "select sum(numerator) from mart_kpi_day where kpi_id = 'fault_backlog' "
            "and area_id = 'torget' and local_date < $1",
            [end],
        ).fetchall()
        assert found == sum(
            created.date() < end and (ended is None or ended.date() >= end)
            for created, ended, _, _ in cases
        )


def test_graffiti_is_a_miss_once_48_hours_are_up(
    faults: tuple[duckdb.DuckDBPyConnection, list[Case], dt.date],
) -> None:
    connection, cases, known_to = faults
    hours = dt.timedelta(hours=48)
    due = [c for c in cases if c[2] == "graffiti_report" and (c[0] + hours).date() <= known_to]
    met = [c for c in due if c[1] is not None and c[1] - c[0] <= hours]
    assert connection.execute(
        "select sum(numerator), sum(denominator) from mart_kpi_day "
        "where kpi_id = 'graffiti_48h' and area_id = 'torget'"
    ).fetchall() == [(len(met), len(due))]


def test_lamps_have_five_working_days(
    faults: tuple[duckdb.DuckDBPyConnection, list[Case], dt.date],
) -> None:
    connection, cases, known_to = faults
    days_off = "select local_date from ref_day where weekday > 5 or holiday_sv is not null"
    off = {row[0] for row in connection.execute(days_off).fetchall()}

    def last_day(case: Case) -> dt.date:
        day, left = case[0].date(), 5
        while left:
            day += DAY
            left -= day not in off
        return day

    due = [c for c in cases if c[2] == "lighting" and last_day(c) <= known_to]
    met = [c for c in due if c[1] is not None and c[1].date() <= last_day(c)]
    assert connection.execute(
        "select sum(numerator), sum(denominator) from mart_kpi_day "
        "where kpi_id = 'lighting_fixed_5d' and area_id = 'torget'"
    ).fetchall() == [(len(met), len(due))]


def test_every_case_has_waited_until_it_ended_or_as_long_as_is_known(
    faults: tuple[duckdb.DuckDBPyConnection, list[Case], dt.date],
) -> None:
    connection, cases, known_to = faults
    end = dt.datetime.combine(known_to + DAY, dt.time())
    slow = sorted(
        (int(((ended or end) - created).total_seconds() // 3600), ended is not None)
        for created, ended, _, _ in cases
    )
    rows = connection.execute(
        "select round(amount * 24), ended_count, case_count from mart_kpi_wait "
        "where area_id = 'torget'"
    ).fetchall()
    found = sorted(
        (int(hours), number < ended) for hours, ended, count in rows for number in range(int(count))
    )
    assert found == slow


def _answers(west: int, east: int) -> tuple[str, dict[str, list[list[int]]]]:
    dice, lines = random.Random(6), []
    given: dict[str, list[list[int]]] = {"west": [], "east": []}
    for number in range(west + east):
        zone = "west" if number < west else "east"
        answers = [dice.randint(1, 4) for _ in range(2)]
        gender = "Kvinna" if number % 2 else "Man"
        given[zone].append([*answers, number % 2])
        where = IN_WEST if zone == "west" else IN_EAST
        lines.append(f"{number};2026-05-04 12:00;v1;{gender};{where};{answers[0]};{answers[1]}")
    return "\n".join(["Nr;D;Omg;Kön;X;Y;Dag;Kväll", *lines]) + "\n", given


def _survey(folder: Path, west: int, east: int) -> tuple[Tiny, dict[str, list[list[int]]]]:
    questions = {
        code: {"name": {"sv": code, "en": code}, "from": [heading], "in_index": True,
               "positive_from": 3, "values": {str(n): n for n in range(1, 5)}}
        for code, heading in (("safe_day", "Dag"), ("safe_evening", "Kväll"))
    }  # fmt: skip
    columns = {"Nr": "respondent_id", "D": "answered_at", "Omg": "round_code"}
    contract = _contract(
        "survey_answer", columns, questions=questions,
        identity=["round_code", "respondent_id", "question_code"],
    )  # fmt: skip
    contract["columns"].append(
        {"from": "Kön", "to": "gender_code", "values": {"Kvinna": "woman", "Man": "man"}}
    )
    made = _zoned(folder, enkat=contract)
    text, given = _answers(west, east)
    made.drop("enkat", "a.csv", text)
    return made, given


def test_a_survey_gives_index_shares_and_gap(tmp_path: Path) -> None:
    made, given = _survey(tmp_path, 40, 30)
    connection = made.models()
    every = given["west"] + given["east"]
    index = mean((day + evening - 2) / 6 * 100 for day, evening, _ in every)
    evening = [[answer >= 3 for _, answer, group in every if group == of] for of in (0, 1)]
    assert _round(connection, "experience_index") == (pytest.approx(index), 70, False)
    assert _round(connection, "safe_evening") == (
        pytest.approx(mean(evening[0] + evening[1])),
        70,
        False,
    )
    gap = 100 * (mean(evening[0]) - mean(evening[1]))
    assert _round(connection, "safety_gender_gap") == (pytest.approx(gap), 70, False)
    assert _round(connection, "safety_gender_gap", "torget/west") == (None, None, True)
    assert _round(connection, "avoidance") is None


def test_a_zone_is_not_told_where_the_rest_would_be_too_few(tmp_path: Path) -> None:
    made, _ = _survey(tmp_path, 40, 6)
    connection = made.models()
    whole, west, east = (
        _round(connection, "safe_day", area) for area in ("torget", "torget/west", "torget/east")
    )
    assert isinstance(whole, tuple)
    assert whole[1:] == (46, False)
    assert west == east == (None, None, True)


def test_premises_are_counted_once_a_round_and_rounds_apart(tmp_path: Path) -> None:
    columns = {"L": "unit_id", "D": "surveyed_on", "T": "unit_type", "B": "is_ground_floor",
               "V": "is_vacant", "R": "is_refurbished", "S": "closes_hour"}  # fmt: skip
    made = tiny(
        tmp_path, lokaler=_contract("offer_unit", columns, identity=["unit_id", "surveyed_on"])
    )
    made.drop("lokaler", "a.csv", "\n".join([
        "L;D;T;B;V;R;S;X;Y",
        f"a;2025-10-01;retail;Ja;Ja;Nej;;{IN_WEST}", f"b;2025-10-01;food;Ja;Ja;Nej;;{IN_WEST}",
        f"a;2026-05-04;retail;Ja;Ja;Nej;;{IN_WEST}", f"a;2026-05-06;retail;Ja;Nej;Nej;18;{IN_WEST}",
        f"b;2026-05-06;food;Ja;Nej;Nej;22;{IN_WEST}", f"c;2026-05-07;food;;Ja;Nej;;{IN_WEST}",
        f"d;2026-05-07;food;Ja;Ja;Ja;;{IN_WEST}", f"e;2026-05-07;office;Nej;Ja;Nej;;{IN_WEST}",
    ]) + "\n")  # fmt: skip
    connection = made.models()
    assert _round(connection, "vacancy_rate") == (0.25, 4, False)
    assert _round(connection, "open_evening_share") == (0.5, 2, False)
    assert _round(connection, "business_count") == (2, None, False)


def test_a_zone_without_a_counting_point_has_no_report(tmp_path: Path) -> None:
    counts = _contract("flow_count", {"P": "point_code", "T": "counted_from", "N": "visitor_count"},
                       constants={"minutes": 60}, cadence="day")  # fmt: skip
    counts["columns"] = counts["columns"][:3]
    points = _contract("flow_point", {"P": "point_code"})
    made = _zoned(tmp_path, flode=counts, punkter=points)
    made.drop("punkter", "p.csv", f"P;X;Y\n1;{IN_WEST}\n")
    made.drop("flode", "a.csv", "P;T;N\n1;2026-05-04 08:00;30\n1;2026-05-05 08:00;0\n")
    connection = made.models()
    found = connection.execute(
        "select area_id, min(covered_from), max(covered_to) from mart_area_coverage "
        "where kind = 'flow_count' group by area_id order by area_id"
    ).fetchall()
    days = (dt.date(2026, 5, 4), dt.date(2026, 5, 6))
    assert [row[0] for row in found] == ["torget", "torget/west"]
    assert {row[1] for row in found} == {days[0]}
    assert connection.execute(
        "select sum(numerator), sum(denominator) from mart_kpi_day "
        "where kpi_id = 'visitors_per_hour' and area_id = 'torget'"
    ).fetchall() == [(30, 2)]


def test_zones_have_a_zero_where_the_source_can_tell_them_apart(tmp_path: Path) -> None:
    made = _zoned(tmp_path / "a", polis=POLICE)
    made.drop("polis", "a.csv", crimes(crime(1, Long="15,3020", Lat="60,1050")))
    reported = "select distinct area_id from mart_area_coverage where kind = 'incident' order by 1"
    zones = [("torget",), ("torget/east",), ("torget/west",)]
    assert made.models().execute(reported).fetchall() == zones
    named = _zoned(tmp_path / "b", polis=POLICE)
    named.drop("polis", "a.csv", crimes(crime(1, Plats="Torget", Long="", Lat="")))
    assert named.models().execute(reported).fetchall() == zones[:1]


def test_an_instance_chooses_what_a_kpi_counts(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.drop(
        "polis", "a.csv", crimes(crime(1, Kod="0100"), crime(2, Kod="0200"), crime(3, Kod="0200"))
    )
    made.build()
    assert (made.count("violence_outdoor"), made.count("theft_public")) == (2, 1)
    name = {"sv": "Prov", "en": "Trial"}
    theft, other = {"category_id": ["theft"]}, {"source_id": ["annan"]}
    choices = {"violence_outdoor": theft, "theft_public": other}
    made.fact("instance.yaml", {"name": name, "kpi_choices": choices})
    made.build()
    assert (made.count("violence_outdoor"), made.count("theft_public")) == (1, 0)


def test_a_kpi_that_does_not_exist_is_neither_chosen_nor_switched_off(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    name = {"sv": "Prov", "en": "Trial"}
    made.fact("instance.yaml", {"name": name, "kpi_choices": {"nej": {}}})
    site = {
        "name": name,
        "outline": {"file": "areas/torget.geojson"},
        "kpis_off": ["visitors", "b"],
    }
    made.fact("sites/torget.yaml", site)
    _, faults = read_instance(made.folder)
    assert [fault.key for fault in faults] == ["kpi_choices", "kpis_off"]
    assert "'b'" not in faults[0].found.sv


def test_a_plan_is_what_its_days_say_at_the_end_of_any_day(tmp_path: Path) -> None:
    columns = {"Nr": "measure_no", "P": "place_name", "T": "title", "S": "status",
               "B": "decided_on", "St": "started_on", "K": "completed_on", "D": "due_on",
               "N": "followup_kpi", "M": "target_value"}  # fmt: skip
    contract = _contract("plan_measure", columns, identity=["measure_no"])
    contract["columns"] = contract["columns"][:10]
    made = tiny(tmp_path, plan=contract)
    made.drop("plan", "a.csv", _PLAN)
    connection = made.models()

    def at(kpi_id: str, day: str) -> object:
        return connection.execute(
            "select coalesce(sum(numerator), 0), sum(denominator) from mart_kpi_day "
            "where kpi_id = $1 and area_id = 'torget' and local_date <= cast($2 as date)",
            [kpi_id, day],
        ).fetchall()[0]

    assert [at("measures_done_or_started", f"2026-{d}") for d in ("01-31", "02-28", "03-31")] == [
        (0, 2), (1, 3), (2, 3)]  # fmt: skip
    days = ("03-01", "03-02", "03-31", "04-01", "05-02")
    assert [at("measures_overdue", f"2026-{day}") for day in days] == [
        (0, None), (1, None), (1, None), (0, None), (1, None)]  # fmt: skip
    assert at("indicator_coverage", "2026-12-31") == (1, 3)


def test_litter_and_inspections_are_told_by_round(tmp_path: Path) -> None:
    item = _contract("inspection_item", {"D": "inspected_at", "O": "round_code",
                     "L": "light_code", "A": "aspect_code", "B": "rating"})  # fmt: skip
    made = tiny(tmp_path, besiktning=item)
    ratings = [("v1", "day", 1), ("v1", "dark", 1), ("v2", "day", 3), ("v2", "dark", 0)]
    lines = [
        f"2026-0{4 + (code == 'v2')}-04;{code};{light};lighting;{rating};{IN_WEST}"
        for code, light, rating in ratings
    ]
    made.drop("besiktning", "a.csv", "\n".join(["D;O;L;A;B;X;Y", *lines]) + "\n")
    connection = made.models()
    assert _round(connection, "inspection_score") == (50, 6, False)
    assert _round(connection, "inspection_score_dark") == (0, 3, False)
    assert _round(connection, "inspection_grave") == (1, None, False)
    days = connection.execute("select distinct last_date from mart_kpi_round order by 1").fetchall()
    assert all(later[0] > earlier[0] for earlier, later in pairwise(days))
    assert len(days) == 2
