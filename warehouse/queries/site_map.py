"""What the map of an area shows: incidents by hexagon, and points of open sources."""

from collections.abc import Iterator

from config.privacy import privacy
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.leaf_tables import is_protected
from warehouse.queries.leaves import NOT_SHOWN
from warehouse.queries.rows import Hexagon, MapPoint, Question, SiteMap, SourceNote
from warehouse.queries.source_notes import nowhere_count, reports_in, reports_of
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
    nowhere = nowhere_count(files, viewer, area.area_id, (question.span,))
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
        found = reading.rows("points", here | {"fault_categories": faults})
    points = tuple(MapPoint(*row) for *row, _ in found)
    counted_by = {source_id for kind, *_, source_id in found if kind == _COUNTER}
    return SiteMap(
        area=area,
        areas=site.areas,
        hexagons=hexagons,
        side_m=privacy().profiles[viewer.profile].hexagon_m,
        points=points,
        positioned_count=sum((hexagon.count for hexagon in hexagons), 0.0),
        no_position_count=None if is_withheld else nowhere,
        withheld=NOT_SHOWN if is_withheld else None,
        sources=(
            *(note for reported in known.values() for note in reported.notes),
            *_counters(files, viewer, counted_by),
        ),
        completeness=known["incident"].completeness(question.span),
    )


def _counters(files: PublishedFiles, viewer: Viewer, source_ids: set[str]) -> Iterator[SourceNote]:
    """Yield the sources of the counting points on the map: no coverage says where they tell of."""
    for note in reports_of(files, viewer, _COUNTER).notes:
        if note.source_id in source_ids:
            yield note
