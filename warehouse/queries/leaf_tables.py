"""What a shared file holds of protected sources: leaf tables, read once a version."""

from config.privacy import privacy
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.privacy.stored import HeldRow, Tree, from_rows
from warehouse.privacy.tables import LeafTable
from warehouse.viewer import Viewer

KIND = "incident"
"""The kind of rows that leaves count; other protected kinds are in no shared file at all."""


@remembered(4)
def protected_kinds(files: PublishedFiles, viewer: Viewer) -> frozenset[str]:
    """Return the kinds that have a protected source whose rows the viewer's file lacks."""
    if privacy().profiles[viewer.profile].protected_rows:
        return frozenset()
    with files.open(viewer) as reading:
        return frozenset(row[1] for row in reading.rows("source_notes") if row[8] == "protected")


def is_protected(files: PublishedFiles, viewer: Viewer, kind: str = KIND) -> bool:
    """Say whether numbers of a kind are sums of leaves, or not shown, for this viewer."""
    return kind in protected_kinds(files, viewer)


def leaf_table(files: PublishedFiles, viewer: Viewer, area_id: str) -> LeafTable | None:
    """Return an area's leaves; None where it has none (a zone, an area that overlaps another)."""
    return _tables(files, viewer, area_id).get((area_id, "incident"))


@remembered(4)
def closed_quarters(files: PublishedFiles, viewer: Viewer) -> tuple[Span, ...]:
    """Return the quarters whose numbers will not grow any more, in order."""
    if not is_protected(files, viewer):
        return ()
    with files.open(viewer) as reading:
        return tuple(Span(first, end) for first, end in reading.rows("leaf_quarters"))


def sensitive_years(files: PublishedFiles, viewer: Viewer, area_id: str) -> LeafTable | None:
    """Return an area's sensitive incidents, one number a year; only a coordinator's file has it."""
    return _tables(files, viewer, area_id).get((area_id, "sensitive"))


@remembered(4)
def leaf_categories(files: PublishedFiles, viewer: Viewer) -> dict[str, bool]:
    """Return every category that leaves may count, and whether any with incidents does."""
    if not is_protected(files, viewer):
        return {}
    with files.open(viewer) as reading:
        return dict(reading.rows("leaf_categories"))


@remembered(32)
def _tables(
    files: PublishedFiles, viewer: Viewer, area_id: str
) -> dict[tuple[str, Tree], LeafTable]:
    if not is_protected(files, viewer):
        return {}
    with files.open(viewer) as reading:
        return from_rows(HeldRow(*row) for row in reading.rows("leaf_rows", {"area_id": area_id}))
