"""Where and when two periods differ, on areas and hours that the counts can bear."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np

from config.privacy import privacy
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.catalogue import catalogue
from warehouse.queries.comparison_rows import (
    ChangedHexagon,
    ClockCell,
    ClockDifference,
    ComparisonQuestion,
    MapDifference,
    Pull,
)
from warehouse.queries.hour_week import hour_week
from warehouse.queries.rows import Area, HourWeek, Question, Site
from warehouse.statistics.caveats import clock_change_caveats
from warehouse.statistics.clock import ClockGrid, clock_grid, day_parts, hourly_rates, weekend_parts
from warehouse.statistics.inputs import Floats
from warehouse.statistics.maps import MapComparison, compare_maps, merged_areas
from warehouse.statistics.sentences import caveat_sentence
from warehouse.statistics.signal_sentences import clock_sentence, map_sentence
from warehouse.statistics.weeks import hours_of_week
from warehouse.viewer import Viewer

_NEAREST = 6


def clock_difference(
    files: PublishedFiles, viewer: Viewer, question: ComparisonQuestion, chosen: tuple[str, ...]
) -> ClockDifference:
    """Return hour by weekday in both periods, on the finest grid that the smaller can bear."""
    zone = ZoneInfo(catalogue(files, viewer).time_zone)
    spans = (question.before.span, question.after.span)
    weeks = [
        hour_week(files, viewer, Question(question.area_id, span, None, chosen)) for span in spans
    ]
    grid = clock_grid(min(week.timed_count for week in weeks))
    said = {words for span in spans for words in clock_change_caveats(span)}
    return ClockDifference(
        grid=grid,
        cells=_cells(grid, weeks, spans, zone) if grid != "none" else (),
        sentence=clock_sentence(grid, sum(week.timed_count for week in weeks)),
        before=weeks[0].timed_count,
        after=weeks[1].timed_count,
        notes=tuple(caveat_sentence(caveat) for caveat in sorted(said, key=lambda one: one.kind)),
    )


def map_difference(
    files: PublishedFiles,
    viewer: Viewer,
    question: ComparisonQuestion,
    chosen: tuple[str, ...],
    place: tuple[Site, Area],
) -> MapDifference:
    """Return the hexagons of both periods, merged until each group expects five incidents."""
    before, after = question.before.span, question.after.span
    params = {
        "area_id": question.area_id,
        "categories": list(chosen),
        "before_first": before.first,
        "before_end": before.end,
        "after_first": after.first,
        "after_end": after.end,
    }
    with files.open(viewer) as reading:
        rows = reading.rows("comparison_hexagons", params)
    counts = np.array([row[3:5] for row in rows], dtype=np.float64).reshape(-1, 2).T
    groups, found = _compared(counts, [row[0] for row in rows])
    names = sorted(set(groups))
    return MapDifference(
        hexagons=tuple(
            ChangedHexagon(row[1], row[2], row[3], row[4], group, _pull(found, names.index(group)))
            for row, group in zip(rows, groups, strict=True)
        ),
        sentence=map_sentence((found or _NOTHING) if rows else None),
        side_m=privacy().profiles[viewer.profile].hexagon_m,
        is_comparable=found is not None and found.has_enough,
        similarity=found.similarity if found and found.has_enough else None,
        area=place[1],
        areas=place[0].areas,
    )


_NOTHING = MapComparison(((), ()), (), (), 1.0, has_enough=False)


def _compared(counts: Floats, ids: Sequence[str]) -> tuple[tuple[int, ...], MapComparison | None]:
    if counts.shape[1] == 0 or (counts.sum(axis=1) == 0).any():
        return (0,) * counts.shape[1], None
    groups = merged_areas(counts[0], counts[1], _neighbours(ids))
    names = sorted(set(groups))
    marks = np.array([[group == name for name in names] for group in groups], dtype=np.float64)
    sums = counts @ marks
    # One group is the whole place: there is nothing to tell apart.
    return groups, compare_maps(sums[0], sums[1]) if len(names) > 1 else None


def _neighbours(ids: Sequence[str]) -> list[list[int]]:
    """Return the six nearest hexagons that have incidents: gaps without any do not part them."""
    places = np.array([[int(part) for part in name.split(":")] for name in ids])
    q, r = places[:, 0], places[:, 1]
    dq, dr = q[:, None] - q, r[:, None] - r
    distance = (np.abs(dq) + np.abs(dr) + np.abs(dq + dr)) / 2
    order = np.argsort(distance, axis=1, kind="stable")[:, 1 : _NEAREST + 1]
    beside: list[set[int]] = [set() for _ in ids]
    for at, near in enumerate(order.tolist()):
        for other in near:
            beside[at].add(other)
            beside[other].add(at)
    return [sorted(near) for near in beside]


def _pull(found: MapComparison | None, at: int) -> Pull:
    if found is None or not found.has_enough or not found.differs[at]:
        return "none"
    return "more" if found.shares[1][at] > found.shares[0][at] else "fewer"


def _cells(
    grid: ClockGrid, weeks: Sequence[HourWeek], spans: Sequence[Span], zone: ZoneInfo
) -> tuple[ClockCell, ...]:
    counts = [_on(grid, np.array([cell.count for cell in week.cells])) for week in weeks]
    hours = [_on(grid, hours_of_week(span, zone)) for span in spans]
    rates = [hourly_rates(own, existed) for own, existed in zip(counts, hours, strict=True)]
    found = compare_maps(counts[0].ravel(), counts[1].ravel())
    columns = counts[0].shape[1]
    return tuple(
        ClockCell(
            row=at // columns,
            column=at % columns,
            before=float(counts[0].flat[at]),
            after=float(counts[1].flat[at]),
            before_rate=float(rates[0].flat[at]),
            after_rate=float(rates[1].flat[at]),
            pull=_pull(found, at),
        )
        for at in range(counts[0].size)
    )


def _on(grid: ClockGrid, hours: Floats) -> Floats:
    if grid == "day_by_part":
        return day_parts(hours)
    if grid == "weekend_by_part":
        return weekend_parts(hours)
    whole: Floats = hours.reshape(7, 24)
    return whole
