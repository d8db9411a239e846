"""The sum for an area, a period and categories of a protected source: from leaves, or withheld."""

from collections.abc import Iterable

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, months_in, span_of_months
from warehouse.privacy import answers
from warehouse.privacy.boxes import Box
from warehouse.privacy.tables import LeafTable
from warehouse.queries.catalogue import site_of
from warehouse.queries.leaf_tables import KIND, closed_quarters, leaf_table
from warehouse.queries.rows import Cause, Offer, Suppressed
from warehouse.queries.source_notes import reports_of
from warehouse.viewer import Viewer

NOT_SHOWN = Suppressed(("never",))
"""A number of a protected source that no leaf is the sum of, whatever is asked."""


@remembered(2048)
def leaf_sum(
    files: PublishedFiles,
    viewer: Viewer,
    area_id: str,
    span: Span,
    categories: tuple[str, ...] = (),
) -> int | Suppressed | None:
    """Return the protected incidents of an area in a span; no categories is all that may be told.

    None: no report. `Suppressed`: the filter is no union of leaves, with the smallest one around
    it that a page can ask for.

    Raises:
        UnknownChoiceError: the viewer's file has no such area.
    """
    site, area = site_of(files, viewer, area_id)
    closed = closed_quarters(files, viewer)
    if not closed:
        return Suppressed(("open",))
    is_open = span.last > closed[-1].last
    # What has been reported of a quarter that is not closed is in no shared file.
    if not is_open and reports_of(files, viewer, KIND).completeness(span) == "missing":
        return None
    is_zone = area.role == "zone"
    table = leaf_table(files, viewer, site.site_id if is_zone else area_id)
    if table is None or not table.stretches:
        return NOT_SHOWN
    zones = frozenset((area_id,)) if is_zone else None
    return _sum(table, (site.site_id if is_zone else area_id), span, zones, frozenset(categories))


def _sum(
    table: LeafTable,
    whole_id: str,
    span: Span,
    zones: frozenset[str] | None,
    categories: frozenset[str],
) -> int | Suppressed:
    """Answer exactly, else name what a page can ask for instead."""
    if not categories <= _categories(table):
        return Suppressed(("sensitive",))
    wanted = months_in(span)
    asked = answers.Asked(frozenset(wanted), zones, categories or None)
    found = answers.answer(table, asked)
    is_whole = span == span_of_months(wanted)
    if isinstance(found, answers.Answered) and is_whole:
        return found.total
    shown = frozenset(wanted) & table.months
    if not shown:
        return Suppressed(("open",), Offer(whole_id, _nearest(table, span), ()))
    box = _askable(table, shown, zones, categories)
    if box is None:
        return NOT_SHOWN
    return _withheld(table, whole_id, span, (zones, categories), box)


def _withheld(
    table: LeafTable,
    whole_id: str,
    span: Span,
    asked: tuple[frozenset[str] | None, frozenset[str]],
    box: Box,
) -> Suppressed:
    zones, categories = asked
    is_all = box.categories >= _categories(table, box.months)
    offered = span_of_months(sorted(box.months))
    one_zone = zones is not None and box.zones == zones
    causes: list[Cause] = []
    if not set(months_in(span)) <= table.months:
        causes.append("open")
    elif offered != span:
        causes.append("period")
    if zones is not None and not one_zone:
        causes.append("area")
    if categories and box.categories != categories:
        causes.append("category")
    area_id = next(iter(box.zones)) if one_zone else whole_id
    return Suppressed(
        tuple(causes or ("period",)),
        Offer(area_id, offered, () if is_all else tuple(sorted(box.categories))),
    )


def _askable(
    table: LeafTable,
    months: frozenset[int],
    zones: frozenset[str] | None,
    categories: frozenset[str],
) -> Box | None:
    """Widen until a page can ask for it: months in a row, one zone or the whole, and an answer."""
    asked = answers.Asked(_in_a_row(months), zones, categories or None)
    while asked.months <= table.months:
        found = answers.answer(table, asked)
        if isinstance(found, answers.Answered):
            whole = table.box_of(asked.months)
            return Box(
                asked.months, asked.zones or whole.zones, asked.categories or whole.categories
            )
        if found.offer is None:
            return None
        kept = zones if zones is not None and frozenset(found.offer.zones) == zones else None
        wider = answers.Asked(_in_a_row(found.offer.months), kept, _unless_all(table, found.offer))
        if wider == asked:
            return None
        asked = wider
    return None


def _unless_all(table: LeafTable, offer: answers.Offer) -> frozenset[str] | None:
    offered = frozenset(offer.categories)
    return None if offered >= _categories(table, frozenset(offer.months)) else offered


def _in_a_row(months: Iterable[int]) -> frozenset[int]:
    held = frozenset(months)
    return frozenset(range(min(held), max(held) + 1))


def _categories(table: LeafTable, months: frozenset[int] | None = None) -> frozenset[str]:
    """Return the categories that a table may count, in some months or in any."""
    boxes = (stretch.box for stretch in table.stretches)
    held = (box.categories for box in boxes if months is None or box.months & months)
    return frozenset().union(*held)


def _nearest(table: LeafTable, span: Span) -> Span:
    """Return the last published stretch that ends before a span does, else the first."""
    spans = [span_of_months(sorted(stretch.box.months)) for stretch in table.stretches]
    before = [one for one in spans if one.first < span.end]
    return before[-1] if before else spans[0]
