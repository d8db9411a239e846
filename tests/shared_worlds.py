"""A place as shared files hold it: leaves made by the guard, and numbers that must not be seen."""

import datetime as dt
from pathlib import Path

from config.privacy import privacy
from tests.builders import PublishedRows, publish, small_world
from warehouse.privacy.audiences import AUDIENCES, Shared, rules_of
from warehouse.privacy.boxes import OUTSIDE_ZONES, Cell, Hierarchy
from warehouse.privacy.closing import leaf_tables, months_of
from warehouse.privacy.places import Place, Timed
from warehouse.privacy.stored import as_rows

NORTH = "torget/nord"
LEAF_KEY = ("area_id", "tree", "stretch_no", "kind", "leaf_no")
GROUPS = (("theft", ("shop_theft", "theft")), ("violence", ("assault", "robbery")))
HIERARCHY = Hierarchy((NORTH,), (*GROUPS, ("sensitive", ("secret",))), frozenset({"secret"}))
QUARTERS = tuple(range(2024 * 4, 2026 * 4 + 2))
CLOSED_FROM, CLOSED_END = dt.date(2024, 1, 1), dt.date(2026, 7, 1)
MAY = 2026 * 12 + 4
PLANTED = 1379
"""The thefts in the north in May 2026: a month, so that no partner may see it."""
SENSITIVE_NAME = "Sexualbrott"


def place() -> Place:
    """Return ten quarters of the square: many thefts, three robberies a quarter."""
    incidents = []
    for quarter in QUARTERS:
        for month in months_of(quarter):
            cells = [
                Cell(month, NORTH, "theft", PLANTED if month == MAY else 20 + month % 7),
                Cell(month, OUTSIDE_ZONES, "shop_theft", 9 + month % 5),
                Cell(month, OUTSIDE_ZONES, "assault", 12 + month % 4),
                Cell(month, NORTH, "robbery", 1),
                Cell(month, NORTH, "secret", 7),
            ]
            incidents += [Timed(cell, 1 + month % 7, 8 * (month % 3)) for cell in cells]
    return Place.of(HIERARCHY, tuple(incidents))


def shared_world(audience: Shared) -> PublishedRows:
    """Return what the audience's file holds."""
    rows = small_world()
    rows.tables["mart_site"][0]["started_on"] = dt.date(2025, 1, 1)
    rows.tables["mart_coverage"] = [
        row if row["kind"] != "incident"
        else row | {"covered_from": CLOSED_FROM, "covered_to": CLOSED_END}
        for row in rows.tables["mart_coverage"]
    ]  # fmt: skip
    for group, members in (*GROUPS, ("sensitive", ("secret",))):
        for category in members:
            name = SENSITIVE_NAME if category == "secret" else category.capitalize()
            rows.add("mart_category", category_id=category, group_id=group, name_sv=name)
    del rows.tables["mart_category"][0:2]
    _add_kpis(rows)
    table = leaf_tables(place(), QUARTERS, rules_of(privacy(), 900))[AUDIENCES.index(audience)]
    for row in as_rows("torget", "incident", table):
        held = row._asdict()
        lines = held.pop("members").split("\n")
        rows.add("mart_leaf", **held)
        named = {name: held[name] for name in LEAF_KEY}
        for axis, member in (line.split(" ") for line in lines):
            rows.add("mart_leaf_part", **named, axis=axis, member=member)
    for quarter in QUARTERS:
        first = dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)
        end = dt.date((quarter + 1) // 4, (quarter + 1) % 4 * 3 + 1, 1)
        rows.add("mart_leaf_quarter", quarter_no=quarter, first_date=first, end_date=end)
    for day in range(400):
        at = dt.date(2025, 8, 1) + dt.timedelta(days=day)
        rows.add(
            "mart_kpi_day", kpi_id="faults", category_id="litter", local_date=at, numerator=6.0
        )
    return rows


def _add_kpis(rows: PublishedRows) -> None:
    """Add KPIs that count some categories: a whole group, a part of one, and one source's alone."""
    rows.add("mart_kpi", kpi_id="thefts", name_sv="Stölder", name_en="Thefts",
             category_ids="theft,shop_theft", sort_order=40)  # fmt: skip
    rows.add("mart_kpi", kpi_id="assaults", name_sv="Misshandel", name_en="Assaults",
             category_ids="assault,unheard_of", sort_order=41)  # fmt: skip
    rows.add("mart_kpi", kpi_id="guards", name_sv="Vakternas rapporter",
             name_en="Reports of guards", category_ids="theft,shop_theft",
             counts_incidents=False, sort_order=42)  # fmt: skip


def publish_shared(folder: Path, audience: Shared) -> Path:
    """Publish one audience's file and return the `var` it lies in."""
    publish(folder / "var", shared_world(audience), profiles=(audience,))
    return folder / "var"
