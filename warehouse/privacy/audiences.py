"""How each audience's tree is cut; the thresholds themselves are facts (config/privacy.yaml).

Source: stats.md 5.3, the table of roles; design.md 6.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from config.privacy import Privacy
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
MONTHS_IN_YEAR = 12


def rules_of(facts: Privacy, resident_count: int | None) -> tuple[Rule, ...]:
    """Return the audiences' rules at a place; an unknown number of residents counts as few."""
    least = {audience: facts.profiles[audience].least_count for audience in AUDIENCES}
    few = facts.few_residents
    if resident_count is None or resident_count < few.fewer_than:
        least["public"] = max(least["public"], few.least_count)
    return tuple(Rule(LEVELS[audience], least[audience]) for audience in AUDIENCES)


def sensitive_years(
    place: Place,
    closed_quarters: Iterable[int],
    least_count: int,
    frozen: LeafTable | None = None,
) -> LeafTable:
    """Return the sensitive incidents of each closed calendar year as one number.

    For the coordinator alone. A year with fewer than `least_count`, none included, has no leaf:
    "redovisas inte på platsnivå". A number once kept is never revised.
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
        total = place.total(whole.whole(months))
        if is_closed and months[0] not in known and total >= least_count:
            added.append(Stretch((Leaf(whole.whole(months), total),), is_revised=True))
    ordered = sorted((*kept, *added), key=lambda stretch: min(stretch.box.months))
    return LeafTable(least_count, tuple(ordered))


def _sensitive_only(hierarchy: Hierarchy) -> Hierarchy:
    return Hierarchy(hierarchy.zones, (("sensitive", tuple(sorted(hierarchy.sensitive))),))
