"""Protected incidents by category, as far as leaves tell categories apart."""

from collections.abc import Iterable, Sequence
from functools import reduce

from config.texts import text
from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, months_in
from warehouse.privacy.boxes import Box
from warehouse.privacy.tables import LeafTable
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories, group_choice, members_of
from warehouse.queries.leaf_tables import leaf_categories, leaf_table, sensitive_years
from warehouse.queries.leaves import leaf_sum
from warehouse.queries.rows import Category, CategoryCount, Question, known
from warehouse.statistics.numerals import in_both
from warehouse.viewer import Viewer

_AND, _TOGETHER = text("list.and"), text("group.together")
_KIND, _MONTHS = "incident", 12
Set = frozenset[str]


def leaf_category_counts(
    files: PublishedFiles, viewer: Viewer, question: Question
) -> tuple[CategoryCount, ...]:
    """Return the sets of categories that leaves tell apart in the span, largest first.

    Where the area and the span are no union of leaves there are none.
    """
    found = []
    for members in told_apart(files, viewer, question.area_id, (question.span,)):
        chosen = tuple(sorted(members))
        count = known(leaf_sum(files, viewer, question.area_id, question.span, chosen))
        other = question.comparison
        before = leaf_sum(files, viewer, question.area_id, other, chosen) if other else None
        if count or known(before):
            named = as_category(files, viewer, members)
            found.append(CategoryCount(named, count or 0, before))
    return tuple(sorted(found, key=lambda row: (-row.count, row.category.name.sv)))


def told_apart(
    files: PublishedFiles, viewer: Viewer, area_id: str, spans: Sequence[Span]
) -> tuple[Set, ...]:
    """Return the smallest sets of categories that have a sum of their own in each of the spans."""
    site, area = site_of(files, viewer, area_id)
    is_zone = area.role == "zone"
    table = leaf_table(files, viewer, site.site_id if is_zone else area_id)
    if table is None:
        return ()
    zones = frozenset((area_id,)) if is_zone else None
    joined: list[Set] = []
    for span in spans:
        for members in _leaf_sets(table, frozenset(months_in(span)), zones):
            touching = [one for one in joined if one & members]
            joined = [one for one in joined if not one & members]
            joined.append(reduce(Set.union, touching, members))
    sums = [
        [leaf_sum(files, viewer, area_id, span, tuple(sorted(one))) for span in spans]
        for one in joined
    ]
    return tuple(
        one
        for one, totals in zip(joined, sums, strict=True)
        if all(known(total) is not None for total in totals)
    )


def _leaf_sets(table: LeafTable, months: frozenset[int], zones: Set | None) -> Iterable[Set]:
    for leaf in table.leaves:
        around = Box(months, leaf.box.zones if zones is None else zones, leaf.box.categories)
        if leaf.total and leaf.box.meets(around):
            yield leaf.box.categories


def sensitive_totals(
    files: PublishedFiles, viewer: Viewer, area_id: str
) -> tuple[tuple[int, int], ...]:
    """Return year and sum of an area's sensitive offences: all that anyone outside may know."""
    table = sensitive_years(files, viewer, area_id)
    stretches = table.stretches if table else ()
    return tuple((min(one.box.months) // _MONTHS, one.total) for one in stretches)


def as_category(files: PublishedFiles, viewer: Viewer, members: Set) -> Category:
    """Name a set of categories: one by itself, whole groups by theirs, others one by one."""
    named = categories(files, viewer)
    shown = [named[one] for one in sorted(members) if one in named]
    if len(shown) == 1:
        return shown[0]
    parts: dict[str, Category] = {}
    for one in shown:
        group = frozenset(members_of(files, viewer, one.group_id))
        whole = group <= members
        part = group_choice(files, viewer, one.group_id) if whole else one
        parts.setdefault(part.category_id, part)
    if len(parts) == 1:
        return next(iter(parts.values()))
    used = [part for part in parts.values() if _has_incidents(files, viewer, part)]
    return Category(
        ",".join(part.category_id for part in parts.values()),
        _KIND,
        "",
        _together([part.name for part in used or parts.values()]),
    )


def _has_incidents(files: PublishedFiles, viewer: Viewer, part: Category) -> bool:
    """Say whether a part need be named: one that no leaf has ever counted is a true zero."""
    counted = leaf_categories(files, viewer)
    is_group = part.category_id not in counted
    members = members_of(files, viewer, part.group_id) if is_group else (part.category_id,)
    return any(counted.get(one) for one in members)


def _together(names: Iterable[Words]) -> Words:
    every = list(names)

    def listed(language: str) -> str:
        *head, last = [name.sv if language == "sv" else name.en for name in every]
        return (
            f"{', '.join(head)} {_AND('sv' if language == 'sv' else 'en')} {last}" if head else last
        )

    return in_both(lambda language: _TOGETHER(language, names=listed(language)))
