"""When a fault's time is up is the instance's own fact: against a count case by case."""

import datetime as dt
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from holidays import country_holidays

from tests.tiny import FAULTS, tiny

HOLIDAYS = country_holidays("SE", years=2026)
LEVELS = [
    ({}, 48, 5),
    ({"service_levels": {"graffiti_report": {"hours": 30}}}, 30, 5),
    ({"other_service_level": {"workdays": 1}}, 48, 1),
]
# Round the first of May and Ascension Day, with ends just in time and just too late.
CAME = [dt.datetime(2026, 4, 29, 16), dt.datetime(2026, 5, 2, 3), dt.datetime(2026, 5, 12, 23)]
TOOK = [24, 30, 31, 48, 49, 96, 120, 168, 216]


def _due(came: dt.datetime, hours: int | None, workdays: int) -> dt.datetime:
    """Return the first moment that is too late."""
    if hours is not None:
        return came + dt.timedelta(hours=hours, seconds=1)
    day, left = came.date(), workdays
    while left:
        day += dt.timedelta(days=1)
        is_free = day.isoweekday() > 5 or (day in HOLIDAYS and HOLIDAYS[day] != "Söndag")
        left -= not is_free
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time())


@pytest.mark.parametrize(("facts", "hours", "workdays"), LEVELS)
def test_a_fault_is_in_time_by_the_level_that_the_instance_has(
    tmp_path: Path, facts: dict[str, Any], hours: int, workdays: int
) -> None:
    form = ["%Y-%m-%d %H:%M"]
    columns = [
        {"from": "Inkom", "to": "created_at", "formats": form},
        {"from": "Klar", "to": "closed_at", "formats": form},
        {"from": "Skick", "to": "status"},
        *FAULTS["columns"][1:],
    ]
    made = tiny(tmp_path, fel=FAULTS | {"columns": columns, "category_map": "fel"})
    made.fact("instance.yaml", {"name": {"sv": "P", "en": "T"}, **facts})
    made.write("mappings/fel.csv", "code,category\nklotter,graffiti_report\nljus,lighting\n")
    cases = list(product(("klotter", "ljus"), CAME, TOOK))
    lines = [
        f"{came:%Y-%m-%d %H:%M};{came + dt.timedelta(hours=took):%Y-%m-%d %H:%M};{code};"
        "closed;15,3050;60,1050"
        for code, came, took in cases
    ]
    made.drop("fel", "fel.csv", "Inkom;Klar;Sort;Skick;X;Y\n" + "\n".join(lines) + "\n")
    made.build()
    slow: dict[str, int] = {}
    for code, came, took in cases:
        due = _due(came, hours if code == "klotter" else None, workdays)
        category = "graffiti_report" if code == "klotter" else "lighting"
        slow[category] = slow.get(category, 0) + (came + dt.timedelta(hours=took) < due)
    assert (
        dict(
            made.rows(
                "select category_id, sum(report_count)::bigint from mart_fault_duration "
                "where is_in_time and area_id = 'torget' group by all"
            )
        )
        == slow
    )
    assert 0 < slow["graffiti_report"] < len(cases) / 2


def test_a_level_that_was_agreed_is_known_before_any_report_of_its_kind(tmp_path: Path) -> None:
    made = tiny(tmp_path, fel=FAULTS)
    made.drop("fel", "fel.csv", "Inkom;Sort;X;Y\n2026-05-04;street;15,3050;60,1050\n")
    made.build()
    assert made.rows(
        "select category_id, service_hours from mart_category where has_own_service_level"
    ) == [("graffiti_report", 48)]
