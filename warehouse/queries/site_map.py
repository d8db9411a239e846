"""What the map of an area shows: incidents by hexagon, and points of open sources."""

import datetime as dt

from config.privacy import privacy
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import Hexagon, MapPoint, Question, SiteMap
from warehouse.queries.source_notes import reports_in, reports_of
from warehouse.viewer import Viewer

KINDS = ("incident", "fault_report", "inspection")
_COUNTER = "flow_point"


@remembered(32)
def site_map(files: PublishedFiles, viewer: Viewer, question: Question) -> SiteMap:
    """Return the map of the question's area; incidents are never points.

    In shared files protected incidents are no hexagons either.
    """
    site, area = site_of(files, viewer, question.area_id)
    known = {kind: reports_in(files, viewer, area.area_id, kind) for kind in KINDS}
    is_withheld = is_protected(files, viewer)
    days = {"first": question.span.first, "end": question.span.end}
    here = days | {"area_id": question.area_id}
    incidents, faults = (
        list(chosen_of_kind(files, viewer, question.categories, kind))
        for kind in ("incident", "fault_report")
    )
    with files.open(viewer) as reading:
        hexagons = tuple(
            Hexagon(*row) for row in reading.rows("hexagons", here | {"categories": incidents})
        )
        points = tuple(
            MapPoint(*row) for row in reading.rows("points", here | {"fault_categories": faults})
        )
    return SiteMap(
        area=area,
        areas=site.areas,
        hexagons=hexagons,
        side_m=privacy().profiles[viewer.profile].hexagon_m,
        points=points,
        positioned_count=sum((hexagon.count for hexagon in hexagons), 0.0),
        no_position_count=None if is_withheld else _unplaced(files, viewer, question.span),
        withheld=NOT_SHOWN if is_withheld else None,
        sources=(
            *(note for reported in known.values() for note in reported.notes),
            *(
                reports_of(files, viewer, _COUNTER).notes
                if any(point.kind == _COUNTER for point in points)
                else ()
            ),
        ),
        completeness=known["incident"].completeness(question.span),
    )


def _unplaced(files: PublishedFiles, viewer: Viewer, span: Span) -> int:
    return sum(count for day, count in _no_position(files, viewer) if span.first <= day < span.end)


@remembered(4)
def _no_position(files: PublishedFiles, viewer: Viewer) -> tuple[tuple[dt.date, int], ...]:
    """Return the days on which incidents lack a position, of all places: every view asks."""
    with files.open(viewer) as reading:
        return tuple((day, count) for day, count in reading.rows("no_position"))
