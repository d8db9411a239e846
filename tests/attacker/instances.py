"""The published pages of a whole instance attacked; the truth is its internal file."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.attacker.attacks import Loot, attack
from tests.attacker.grammar import Sums, Universe
from tests.attacker.questions import Told, ask_pages, grammar_of
from warehouse.connection import PublishedFiles
from warehouse.periods import months_in
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.privacy.boxes import OUTSIDE_ZONES, Hierarchy
from warehouse.queries.catalogue import catalogue
from warehouse.queries.category_counts import counting_incidents
from warehouse.queries.kpi_dictionary import kpi_entries
from warehouse.queries.leaf_tables import closed_quarters, leaf_categories, leaf_table
from warehouse.queries.rows import Site
from warehouse.viewer import Viewer

MONTHS_ASKED = 12


def attack_instance(
    folder: Path, targets: int, asked: int = MONTHS_ASKED
) -> Iterator[tuple[Shared, str, Loot]]:
    """Yield what the pages give away of each site's last closed months, to each audience."""
    files = PublishedFiles(folder / "var")
    for audience in AUDIENCES:
        viewer = Viewer(audience)
        for site in catalogue(files, viewer).sites:
            table = leaf_table(files, viewer, site.site_id)
            if table is None:
                continue
            months = months_in(closed_quarters(files, viewer)[-1])
            months = tuple(range(months[-1] - asked + 1, months[-1] + 1))
            universe = Universe(months, _hierarchy(files, viewer, site))
            lengths = [length for length in (1, 3, 6, 12) if length <= asked]
            runs = [months[at : at + n] for n in lengths for at in range(0, asked, n)]
            told = Told(files, viewer, universe)
            answers = ask_pages(told, grammar_of(universe, site.site_id, runs))
            truth = _truth(files, universe, site)
            rng, k = np.random.default_rng(1), table.least_count
            small = sum(0 < number < k for number in told.others)
            found = attack(answers, truth, k, rng, targets)
            yield audience, site.site_id, found + Loot(small_answers=small)


def _hierarchy(files: PublishedFiles, viewer: Viewer, site: Site) -> Hierarchy:
    """Return the zones and those categories that have incidents: other zeros are no news."""
    counted = leaf_categories(files, viewer)
    groups: dict[str, list[str]] = {}
    for category in catalogue(files, viewer).categories:
        if counted.get(category.category_id):
            groups.setdefault(category.group_id, []).append(category.category_id)
    zones = tuple(area.area_id for area in site.areas if area.role == "zone")
    return Hierarchy(zones, tuple((name, tuple(held)) for name, held in sorted(groups.items())))


def _truth(files: PublishedFiles, universe: Universe, site: Site) -> Sums:
    """Count each cell in the internal file; what lies in no zone is the rest of the site."""
    months, zones, categories = universe.axes
    entry = counting_incidents(kpi_entries(files, Viewer("internal")))
    shape = (len(months), len(zones), len(categories))
    cells = np.zeros(shape)
    kpi_id = entry.kpi_id if entry else ""
    for area, year, month, category, count in _counted(files, site.site_id, kpi_id):
        at = year * 12 + month - 1
        if at in months and category in categories:
            place = (months.index(at), categories.index(category))
            if area == site.site_id:
                cells[place[0], zones.index(OUTSIDE_ZONES), place[1]] += count
            elif area in zones:
                cells[place[0], zones.index(area), place[1]] += count
                cells[place[0], zones.index(OUTSIDE_ZONES), place[1]] -= count
    return cells.ravel()


def _counted(
    files: PublishedFiles, site_id: str, kpi_id: str
) -> list[tuple[str, int, int, str, float]]:
    with files.open(Viewer("internal")) as reading:
        return reading.cursor.execute(
            "select k.area_id, year(local_date), month(local_date), category_id, sum(numerator)"
            " from mart_kpi_day as k inner join mart_area as a on k.area_id = a.area_id"
            " where a.site_id = $1 and kpi_id = $2 group by all",
            [site_id, kpi_id],
        ).fetchall()
