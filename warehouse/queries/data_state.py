"""How the data are: sources, gaps, the ledger, rejected rows, and what waits for a decision."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import Any

from config.kinds import kinds
from config.privacy import privacy
from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.break_rows import BreakMark
from warehouse.queries.breaks import every_break
from warehouse.queries.data_rows import (
    LoadRow,
    Outage,
    RejectionRow,
    SourceAtSite,
    SourceState,
    UnknownCode,
    UnknownPlace,
)
from warehouse.viewer import Viewer

_DAY = dt.timedelta(days=1)
_ROUND_PAUSE = dt.timedelta(days=31)
"""Days of measuring that lie closer than this are of the same round."""


@remembered(4)
def source_states(files: PublishedFiles, viewer: Viewer, today: dt.date) -> tuple[SourceState, ...]:
    """Return every source of the version, and whether it is late on the day."""
    with files.open(viewer) as reading:
        covered: dict[str, list[Span]] = defaultdict(list)
        for source_id, first, end in reading.rows("data_coverage"):
            covered[source_id].append(Span(first, end))
        outages: dict[str, list[Outage]] = defaultdict(list)
        for source_id, point, first, end in reading.rows("data_outages"):
            outages[source_id].append(Outage(point, Span(first, end)))
        rounds: dict[str, list[Span]] = defaultdict(list)
        for source_id, kind, day in reading.rows("data_rounds"):
            if kinds()[kind].in_rounds:
                _join(rounds[source_id], day)
        return tuple(
            replace(
                _state(row, viewer, today),
                covered=tuple(rounds[row[0]] or covered[row[0]]),
                outages=tuple(outages[row[0]]),
                is_in_rounds=bool(rounds[row[0]]),
            )
            for row in reading.rows("data_sources")
        )


def _join(rounds: list[Span], day: dt.date) -> None:
    """Let a day belong to the round before it, or begin one."""
    if rounds and (day - rounds[-1].last) <= _ROUND_PAUSE:
        rounds[-1] = Span(rounds[-1].first, day + _DAY)
    else:
        rounds.append(Span(day, day + _DAY))


def _state(row: tuple[Any, ...], viewer: Viewer, today: dt.date) -> SourceState:
    (source_id, kind, name_sv, name_en, publisher_sv, publisher_en, sensitivity, cadence,
     preliminary_days, pause, *counts, _, data_to, loaded_at) = row  # fmt: skip
    is_told = sensitivity != "protected" or privacy().profiles[viewer.profile].protected_rows
    if not is_told:
        counts = [None] * len(counts)
    late = data_to is not None and (today - data_to).days > pause
    kept, rejected, no_position, outside, unmapped = counts
    return SourceState(
        source_id=source_id,
        kind=kind,
        name=Words(sv=name_sv, en=name_en),
        publisher=Words(sv=publisher_sv, en=publisher_en),
        is_protected=sensitivity == "protected",
        cadence=cadence,
        preliminary_days=preliminary_days,
        data_to=data_to,
        row_count=kept,
        rejected_count=rejected,
        no_position_count=no_position,
        outside_count=outside,
        unmapped_count=unmapped,
        last_loaded_at=_utc(loaded_at),
        # Of leaves only closed quarters are told: how old they are says nothing of the sender.
        is_late=late if is_told else None,
        covered=(),
        outages=(),
    )


@remembered(4)
def sources_at_sites(files: PublishedFiles, viewer: Viewer) -> tuple[SourceAtSite, ...]:
    """Return how far each source reaches at each place."""
    with files.open(viewer) as reading:
        rows = reading.rows("data_sites")
        # Reporters are in the internal file only: a guard is a person.
        named = reading.rows("data_reporters") if viewer.profile == "internal" else []
    reporters = {(source, site): (week, count) for source, site, week, count in named}
    found = []
    for source_id, site_id, count, first, last in rows:
        week, people = reporters.get((source_id, site_id), (None, None))
        found.append(SourceAtSite(source_id, site_id, count, first, last, people, week))
    return tuple(found)


def breaks(files: PublishedFiles, viewer: Viewer) -> tuple[BreakMark, ...]:
    """Return the breaks of every whole place, declared and found, newest first."""
    every = every_break(files, viewer)
    return tuple(one for one in reversed(every) if one.area_id == one.site_id)


@remembered(4)
def ledger(files: PublishedFiles, viewer: Viewer) -> tuple[LoadRow, ...]:
    """Return the ledger, newest first."""
    with files.open(viewer) as reading:
        rows = reading.rows("data_loads")
    return tuple(LoadRow(*(*row[:-1], row[-1].replace(tzinfo=dt.UTC))) for row in rows)


@remembered(4)
def rejections(files: PublishedFiles, viewer: Viewer) -> tuple[RejectionRow, ...]:
    """Return the faults of rejected rows that the viewer may know."""
    with files.open(viewer) as reading:
        return tuple(
            RejectionRow(*(*row[:-2], Words(sv=row[-2], en=row[-1])))
            for row in reading.rows("data_rejections")
        )


@remembered(4)
def unknown_places(files: PublishedFiles, viewer: Viewer) -> tuple[UnknownPlace, ...]:
    """Return the texts for places that wait for a decision; told to internal viewers only."""
    if viewer.profile != "internal":
        return ()
    with files.open(viewer) as reading:
        return tuple(UnknownPlace(*row) for row in reading.rows("place_queue"))


@remembered(4)
def unknown_codes(files: PublishedFiles, viewer: Viewer) -> tuple[UnknownCode, ...]:
    """Return the codes that wait for a decision; told to internal viewers only."""
    if viewer.profile != "internal":
        return ()
    with files.open(viewer) as reading:
        return tuple(UnknownCode(*row) for row in reading.rows("code_queue"))


def _utc(at: dt.datetime | None) -> dt.datetime | None:
    return at.replace(tzinfo=dt.UTC) if at else None
