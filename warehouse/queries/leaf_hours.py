"""When in the week protected incidents happen: the parts of the week that leaves come with."""

from warehouse.connection import PublishedFiles
from warehouse.periods import Span, months_in, span_of_months
from warehouse.privacy.day_parts import DAYS, UNKNOWN_HOUR, DayPart
from warehouse.privacy.tables import LeafTable
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.leaf_tables import KIND, leaf_table
from warehouse.queries.leaves import NOT_SHOWN, leaf_sum
from warehouse.queries.rows import Cause, HourBlock, HourWeek, Offer, Question, Suppressed
from warehouse.queries.source_notes import reports_in
from warehouse.viewer import Viewer

_Cell = tuple[int, int]
_Cells = frozenset[_Cell]
_UNTIMED: _Cell = (0, UNKNOWN_HOUR)


def leaf_hour_week(files: PublishedFiles, viewer: Viewer, question: Question) -> HourWeek:
    """Return the parts of the week that every stretch in the span can be told by.

    They exist for a whole place and all categories, over whole stretches; coarser where the
    stretches were cut differently.
    """
    reports = reports_in(files, viewer, question.area_id, KIND)
    site, area = site_of(files, viewer, question.area_id)
    chosen = chosen_of_kind(files, viewer, question.categories, KIND)
    whole_id = site.site_id if area.role == "zone" else area.area_id
    whole = leaf_sum(files, viewer, whole_id, question.span)
    found: tuple[HourBlock, ...] | Suppressed = whole if isinstance(whole, Suppressed) else ()
    if not isinstance(whole, Suppressed):
        found = _blocks(leaf_table(files, viewer, whole_id), whole_id, question.span)
    if isinstance(found, tuple) and (chosen or area.role == "zone"):
        causes: list[Cause] = ["category"] if chosen else []
        causes += ["area"] if area.role == "zone" else []
        found = Suppressed(tuple(causes), Offer(whole_id, question.span, ()))
    blocks = found if isinstance(found, tuple) else ()
    untimed = sum(block.count for block in blocks if not block.hours)
    blocks = tuple(block for block in blocks if block.hours)
    return HourWeek(
        cells=(),
        timed_count=float(sum(block.count for block in blocks)),
        untimed_count=float(untimed),
        sources=reports.notes,
        completeness=reports.completeness(question.span),
        blocks=blocks,
        withheld=None if isinstance(found, tuple) else found,
    )


def _blocks(
    table: LeafTable | None, area_id: str, span: Span
) -> tuple[HourBlock, ...] | Suppressed:
    months = frozenset(months_in(span))
    if table is None or not months <= table.months:
        return ()
    stretches = [stretch for stretch in table.stretches if stretch.box.months & months]
    held = frozenset[int]().union(*(stretch.box.months for stretch in stretches))
    if held != months or span != span_of_months(sorted(months)):
        return Suppressed(("period",), Offer(area_id, span_of_months(sorted(held)), ()))
    if not all(stretch.day_parts for stretch in stretches):
        return NOT_SHOWN
    parts = [part for stretch in stretches for part in stretch.day_parts]
    joined: tuple[_Cells, ...] = ()
    for part in parts:
        joined = _joined(joined, _cells(part))
    return tuple(
        _block(cells, sum(part.total for part in parts if _cells(part) <= cells))
        for cells in sorted(joined, key=min)
    )


def _cells(part: DayPart) -> _Cells:
    timed = ((day, hour) for day in part.weekdays for hour in part.hours if hour != UNKNOWN_HOUR)
    untimed = (_UNTIMED,) if UNKNOWN_HOUR in part.hours else ()
    return frozenset((*timed, *untimed))


def _joined(sets: tuple[_Cells, ...], cells: _Cells) -> tuple[_Cells, ...]:
    """Join what overlaps: the finest parts that both partitions are made of."""
    touching = [one for one in sets if one & cells]
    rest = [one for one in sets if not one & cells]
    return (*rest, frozenset(cells).union(*touching))


def _block(cells: _Cells, count: int) -> HourBlock:
    timed = cells - {_UNTIMED}
    days = sorted({day for day, _ in timed}) or list(DAYS)
    return HourBlock(
        tuple(days), tuple(sorted({hour for _, hour in timed})), float(count), _UNTIMED in cells
    )
