"""The leaves of a real build, attacked place by place."""

import datetime as dt
from collections.abc import Iterator

import duckdb
import numpy as np

from data_pipeline.protect import protect, protected_areas
from tests.attacker.attacks import Loot, attack
from tests.attacker.grammar import Universe, ask, by_leaves, filters
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.privacy.boxes import Hierarchy
from warehouse.privacy.places import Place
from warehouse.privacy.tables import LeafTable

MONTHS_ASKED = 12


def attack_build(
    connection: duckdb.DuckDBPyConnection, today: dt.date, targets: int
) -> Iterator[tuple[Shared, str, Loot]]:
    """Yield what is found in each site's last closed year, in each audience."""
    made = protect(connection, today, {}, {}).leaves
    for area in protected_areas(connection):
        for audience in AUDIENCES:
            table = made[audience].get((area.area_id, "incident"))
            if area.area_id == area.site_id and table:
                yield audience, area.area_id, attack_year(area.place, table, targets)


def attack_year(place: Place, table: LeafTable, targets: int) -> Loot:
    """Ask for each month, quarter, half-year and the whole of the last closed year."""
    months = tuple(sorted(table.months))[-MONTHS_ASKED:]
    runs = [months[at : at + size] for size in (1, 3, 6, 12) for at in range(0, 12, size)]
    used = {t.cell.category for t in place.incidents if t.cell.month in months}
    universe = Universe(months, _of(place.hierarchy, used))
    boxes = [*filters(universe, runs)]
    told = ask(Universe(months, place.hierarchy), by_leaves(table), boxes)
    truth = Universe(months, place.hierarchy).counts(place)
    return attack(told, truth, table.least_count, np.random.default_rng(1), targets)


def _of(hierarchy: Hierarchy, used: set[str]) -> Hierarchy:
    """Ask for categories that the place has: true zeros of others would flatter the share."""
    groups = (
        (group, tuple(c for c in members if c in used)) for group, members in hierarchy.groups
    )
    kept = tuple((group, members) for group, members in groups if members)
    return Hierarchy(hierarchy.zones, kept, hierarchy.sensitive)
