"""How each audience's tree is cut; the thresholds themselves are facts (config/privacy.yaml).

Source: stats.md 5.3, the table of roles; design.md 6.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from warehouse.privacy.boxes import Hierarchy, Level
from warehouse.privacy.places import Place
from warehouse.privacy.tables import LeafTable, Stretch
from warehouse.privacy.trees import Leaf, Rule

Shared = Literal["public", "partner", "coordinator"]
AUDIENCES: tuple[Shared, ...] = ("public", "partner", "coordinator")
"""The coarsest first: each one's leaves are cut out of those of the one before."""
LEVELS: Mapping[Shared, tuple[Level, ...]] = {
    "public": ("group",),
    # Place, not zone: a partner's zones would have to be cut before the coordinator's categories
    # (nested leaves), which then have hardly any left to be cut into.
    "partner": ("group",),
    "coordinator": ("category", "zone", "month"),
}
LEAST_OF_FEW_RESIDENTS = 10
FEW_RESIDENTS = 50
LEAST_SENSITIVE = 10
MONTHS_IN_YEAR = 12


def rules_of(least_counts: Mapping[Shared, int], resident_count: int | None) -> tuple[Rule, ...]:
    """Return the audiences' rules at a place; an unknown number of residents counts as few."""
    is_few = resident_count is None or resident_count < FEW_RESIDENTS
    least = dict(least_counts)
    if is_few:
        least["public"] = max(least["public"], LEAST_OF_FEW_RESIDENTS)
    return tuple(Rule(LEVELS[audience], least[audience]) for audience in AUDIENCES)


def sensitive_years(
    place: Place, closed_quarters: Iterable[int], frozen: LeafTable | None = None
) -> LeafTable:
    """Return the sensitive incidents of each closed calendar year as one number, from 10 up.

    For the coordinator alone. A year with fewer, none included, has no leaf: "redovisas inte på
    platsnivå". A number once kept is never revised.
    """
    kept = frozen.stretches if frozen else ()
    known = {min(stretch.box.months) for stretch in kept}
    whole = _sensitive_only(place.hierarchy)
    quarters = set(closed_quarters)
    years = {quarter // 4 for quarter in quarters}
    added = []
    for year in sorted(years):
        months = range(year * MONTHS_IN_YEAR, (year + 1) * MONTHS_IN_YEAR)
        is_closed = all(quarter in quarters for quarter in range(year * 4, year * 4 + 4))
        total = _total(place, whole.categories, months)
        if is_closed and months[0] not in known and total >= LEAST_SENSITIVE:
            added.append(Stretch((Leaf(whole.whole(months), total),), is_revised=True))
    ordered = sorted((*kept, *added), key=lambda stretch: min(stretch.box.months))
    return LeafTable(LEAST_SENSITIVE, tuple(ordered))


def _total(place: Place, categories: frozenset[str], months: range) -> int:
    cells = (timed.cell for timed in place.incidents)
    return sum(c.count for c in cells if c.category in categories and c.month in months)


def _sensitive_only(hierarchy: Hierarchy) -> Hierarchy:
    return Hierarchy(hierarchy.zones, (("sensitive", tuple(sorted(hierarchy.sensitive))),))
