"""Where numbers come from, which days have been reported, and what the build has to say."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from config.privacy import privacy
from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, is_whole
from warehouse.queries.rows import Completeness, Message, SourceNote
from warehouse.viewer import Viewer


@dataclass(frozen=True)
class Reports:
    """What the sources of one kind have reported: `covered` are disjoint spans in order."""

    notes: tuple[SourceNote, ...] = ()
    covered: tuple[Span, ...] = ()
    late_after: tuple[tuple[str, dt.date, dt.timedelta], ...] = ()
    """Each source with its last day, and how long rows may still come late."""
    counted_by: tuple[tuple[str, Span], ...] = ()
    """The stretches in which a source counts whole months or years, with that unit."""

    def completeness(self, span: Span, today: dt.date | None = None) -> Completeness:
        """Say how much of the span is reported; without `today` nothing is preliminary.

        Of a part of a month nothing is known where a source counts whole months.
        """
        if any(span.overlaps(part) and not is_whole(span, unit) for unit, part in self.counted_by):
            return "missing"
        days = sum(_shared_days(span, stretch) for stretch in self.covered)
        if days == 0:
            return "missing"
        if days < span.day_count:
            return "partial"
        return "preliminary" if today and self._may_change(span, today) else "complete"

    def is_whole(self, span: Span) -> bool:
        """Say whether every day is reported, preliminary or not."""
        return self.completeness(span) == "complete"

    def last_end(self, span: Span) -> dt.date:
        """Return the day after the last day of the span that is reported, or its first day."""
        ends = [min(span.end, one.end) for one in self.covered if one.overlaps(span)]
        return max(ends, default=span.first)

    def _may_change(self, span: Span, today: dt.date) -> bool:
        # A source that has gone quiet sends no late rows: what it said of 2013 is final.
        return any(
            span.last > last - late and last >= today - late for _, last, late in self.late_after
        )


@remembered(4)
def sources(files: PublishedFiles, viewer: Viewer) -> tuple[SourceNote, ...]:
    """Return every source of the version."""
    with files.open(viewer) as reading:
        return tuple(
            _note(row, sees_rows=_sees_rows(viewer)) for row in reading.rows("source_notes")
        )


@remembered(4)
def messages(files: PublishedFiles, viewer: Viewer) -> tuple[Message, ...]:
    """Return what the build had to say, errors first."""
    with files.open(viewer) as reading:
        return tuple(
            Message(level, source, file, Words(sv=found_sv, en=found_en), Words(sv=sv, en=en))
            for level, source, file, found_sv, found_en, sv, en in reading.rows("messages")
        )


@remembered(4)
def reports(files: PublishedFiles, viewer: Viewer) -> dict[str, Reports]:
    """Return what has been reported, by kind; the dictionary is shared, so leave it as it is."""
    with files.open(viewer) as reading:
        source_rows, covered_rows = reading.rows("source_notes"), reading.rows("coverage")
    kinds = {row[1] for row in source_rows} | {row[0] for row in covered_rows}
    return {
        kind: Reports(
            tuple(
                _note(row, sees_rows=_sees_rows(viewer)) for row in source_rows if row[1] == kind
            ),
            _merged([Span(first, end) for of, first, end in covered_rows if of == kind]),
            tuple(
                (row[0], row[-1], dt.timedelta(days=row[9]))
                for row in source_rows
                if row[1] == kind and row[-1] is not None
            ),
        )
        for kind in kinds
    }


def reports_of(files: PublishedFiles, viewer: Viewer, kind: str) -> Reports:
    """Return what has been reported of one kind; nothing, if it has no source."""
    return reports(files, viewer).get(kind, Reports())


def _sees_rows(viewer: Viewer) -> bool:
    """Say whether the viewer may know how many rows protected sources have."""
    return privacy().profiles[viewer.profile].protected_rows


@remembered(64)
def _reports_in(files: PublishedFiles, viewer: Viewer, area_id: str) -> dict[str, Reports]:
    with files.open(viewer) as reading:
        rows = reading.rows("area_coverage", {"area_id": area_id})
    found = {}
    for kind in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == kind]
        telling, everywhere = {row[1] for row in own}, reports_of(files, viewer, kind)
        found[kind] = Reports(
            tuple(note for note in everywhere.notes if note.source_id in telling),
            _merged([Span(first, end) for _, _, first, end, _ in own]),
            tuple(late for late in everywhere.late_after if late[0] in telling),
            tuple((unit, Span(first, end)) for _, _, first, end, unit in own if unit != "day"),
        )
    return found


def reports_in(files: PublishedFiles, viewer: Viewer, area_id: str, kind: str) -> Reports:
    """Return what the sources that tell of an area have reported of one kind there.

    A source that works elsewhere is not among them: its silence says nothing of this area.
    """
    return _reports_in(files, viewer, area_id).get(kind, Reports())


def nowhere_count(
    files: PublishedFiles, viewer: Viewer, area_id: str, spans: Iterable[Span]
) -> int:
    """Return the incident rows at no place in any of the spans, of sources that tell of the area.

    A source that works elsewhere has none that may belong here.
    """
    telling = {note.source_id for note in reports_in(files, viewer, area_id, "incident").notes}
    asked = tuple(spans)
    return sum(
        count
        for source_id, day, count in _no_position(files, viewer)
        if source_id in telling and any(one.first <= day < one.end for one in asked)
    )


@remembered(4)
def _no_position(files: PublishedFiles, viewer: Viewer) -> tuple[tuple[str, dt.date, int], ...]:
    """Return the days on which a source's incidents lack a position: every view asks."""
    with files.open(viewer) as reading:
        return tuple((source, day, count) for source, day, count in reading.rows("no_position"))


def _note(row: tuple[Any, ...], *, sees_rows: bool) -> SourceNote:
    (source_id, _, name_sv, name_en, publisher_sv, publisher_en, licence_sv, licence_en,
     sensitivity, _, *counts, data_to) = row  # fmt: skip
    if sensitivity == "protected" and not sees_rows:
        counts = [None] * len(counts)
    kept, rejected, no_position, outside, unmapped = counts
    return SourceNote(
        source_id=source_id,
        name=Words(sv=name_sv, en=name_en),
        publisher=Words(sv=publisher_sv, en=publisher_en),
        licence=Words(sv=licence_sv, en=licence_en),
        data_to=data_to,
        row_count=kept,
        rejected_count=rejected,
        no_position_count=no_position,
        outside_count=outside,
        unmapped_count=unmapped,
    )


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join spans, in order of their first day, that overlap or meet."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.first <= merged[-1].end:
            merged[-1] = Span(merged[-1].first, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _shared_days(one: Span, other: Span) -> int:
    return max(0, (min(one.end, other.end) - max(one.first, other.first)).days)
