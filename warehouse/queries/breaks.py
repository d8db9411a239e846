"""Breaks in the numbers, declared or found, and whether two spans may be compared across them."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from config.texts import texts_under
from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.period_words import span_words
from warehouse.periods import Span
from warehouse.queries.break_rows import BreakMark
from warehouse.queries.rows import Question, TrendPoint
from warehouse.queries.source_notes import Reports
from warehouse.statistics.numerals import in_both, whole
from warehouse.viewer import Viewer

_TEXTS = texts_under("break")
_FLOW = "flow_count"
_MOST_NAMES = 3
_DAY = dt.timedelta(days=1)
_NEAR = dt.timedelta(days=28)


@dataclass(frozen=True)
class _Runs:
    """When one counting point counted: first and last days of its runs, in order."""

    firsts: list[dt.date] = field(default_factory=list)
    lasts: list[dt.date] = field(default_factory=list)

    def reach(self, span: Span) -> bool:
        """Say whether the point counted on any day of a span."""
        started = bisect_left(self.firsts, span.end)
        return started > 0 and self.lasts[started - 1] >= span.first


@remembered(4)
def every_break(files: PublishedFiles, viewer: Viewer) -> tuple[BreakMark, ...]:
    """Return what every place has declared and what was found at it, oldest first."""
    with files.open(viewer) as reading:
        declared = [
            BreakMark(site_id, site_id, kind, on, what := Words(sv=sv, en=en), what)
            for site_id, kind, sv, en, on in reading.rows("data_breaks")
        ]
        found = [
            BreakMark(
                site_id, area_id, kind, on,
                _what(change, Words(sv=sv, en=en), names, count), _short(change, count),
                change, source_id,
            )
            for site_id, area_id, kind, change, source_id, sv, en, names, count, on in
            reading.rows("found_breaks")
        ]  # fmt: skip
    told = [one for one in found if one.is_of_points or not _is_declared(one, declared)]
    return tuple(sorted([*declared, *told], key=lambda one: (one.on, one.site_id, one.change)))


def _is_declared(found: BreakMark, declared: Iterable[BreakMark]) -> bool:
    """Say whether the place has written down itself what was found about then."""
    return any(
        (one.site_id, one.kind) == (found.site_id, found.kind) and abs(one.on - found.on) <= _NEAR
        for one in declared
    )


def breaks_in(
    files: PublishedFiles, viewer: Viewer, area_id: str, kind: str
) -> tuple[BreakMark, ...]:
    """Return the breaks in the numbers of a kind in an area, oldest first.

    A part of a place has its own counting points; all else is as for the place.
    """
    site_id = area_id.partition("/")[0]
    return tuple(
        one
        for one in every_break(files, viewer)
        if one.kind == kind and one.area_id == (area_id if one.is_of_points else site_id)
    )


def breaks_within(
    files: PublishedFiles, viewer: Viewer, area_id: str, kind: str, span: Span
) -> tuple[BreakMark, ...]:
    """Return those breaks that lie inside a span, for its time axis."""
    every = breaks_in(files, viewer, area_id, kind)
    return tuple(one for one in every if span.first < one.on < span.end)


def not_comparable(
    files: PublishedFiles, viewer: Viewer, area_id: str, kind: str, spans: tuple[Span, Span]
) -> Words | None:
    """Say why numbers of a kind in two spans are not compared; None where they may be.

    A declared break between them stops it, and so does another set of counting points. Reporters
    and code lists that were found do not: they are said beside the comparison.
    """
    before, after = sorted(spans, key=lambda span: span.first)
    between = [
        one for one in breaks_in(files, viewer, area_id, kind) if before.first < one.on < after.end
    ]
    declared = [one for one in between if one.source_id is None]
    if declared:
        return break_sentence("sentence", declared[0])
    if kind != _FLOW:
        return None
    counted = [points_in(files, viewer, area_id, span) for span in (before, after)]
    if not all(counted):
        return None
    inside = [
        one
        for one in between
        if one.is_of_points
        and (counted[0] != counted[1] or any(s.first < one.on < s.end for s in (before, after)))
    ]
    if inside:
        return break_sentence("sentence", inside[0])
    return None if counted[0] == counted[1] else _other_points(len(counted[0]), len(counted[1]))


def compared_with(
    files: PublishedFiles, viewer: Viewer, question: Question, kind: str, reported: Reports
) -> tuple[Span | None, Words | None]:
    """Return the span that numbers of a kind are compared with, or else why a break stops it."""
    other = question.comparison
    if other is None or not reported.is_whole(other):
        return None, None
    why = not_comparable(files, viewer, question.area_id, kind, (other, question.span))
    return (None, why) if why else (other, None)


def held_alike(
    files: PublishedFiles,
    viewer: Viewer,
    series: tuple[str, str],
    points: Iterable[TrendPoint],
    earlier: Callable[[Span], Span],
) -> tuple[TrendPoint, ...]:
    """Leave out the year before where a break lies between; `series` is an area and a kind."""
    return tuple(
        replace(one, comparison_value=None)
        if not_comparable(files, viewer, *series, (earlier(one.span), one.span))
        else one
        for one in points
    )


def found_between(
    files: PublishedFiles, viewer: Viewer, area_id: str, kind: str, spans: tuple[Span, Span]
) -> tuple[Words, ...]:
    """Say what was found between two spans that may be a part of how they differ."""
    before, after = sorted(spans, key=lambda span: span.first)
    return tuple(
        break_sentence("caveat", one)
        for one in breaks_in(files, viewer, area_id, kind)
        if one.source_id is not None and before.first < one.on < after.end
    )


def points_in(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> set[str]:
    """Return the counting points of an area that counted at some time in a span."""
    runs = _point_runs(files, viewer, area_id)
    return {point for point, of_point in runs.items() if of_point.reach(span)}


@remembered(16)
def _point_runs(files: PublishedFiles, viewer: Viewer, area_id: str) -> Mapping[str, _Runs]:
    runs: dict[str, _Runs] = {}
    with files.open(viewer) as reading:
        for source_id, point, first, last in reading.rows("flow_points", {"area_id": area_id}):
            of_point = runs.setdefault(f"{source_id}/{point}", _Runs())
            of_point.firsts.append(first)
            of_point.lasts.append(last)
    return runs


def break_sentence(key: str, one: BreakMark) -> Words:
    """Fill `break.<key>` with the day and what changed."""
    return in_both(
        lambda language: _TEXTS[key](
            language,
            day=span_words(Span(one.on, one.on + _DAY), language),
            what=one.what.in_language(language),
        )
    )


def _other_points(before: int, after: int) -> Words:
    return in_both(
        lambda language: _TEXTS["other_points"](
            language, before=whole(before, language), after=whole(after, language)
        )
    )


def _what(change: str, source: Words, names: str | None, count: int) -> Words:
    """Say what changed, by name where they are few."""
    form = "one" if count == 1 else "many"
    named = f" ({names})" if names and 1 < count <= _MOST_NAMES else ""
    return in_both(
        lambda language: (
            _TEXTS[f"{change}.{form}"](
                language,
                count=whole(count, language),
                name=names or "",
                source=source.in_language(language),
            )
            + named
        )
    )


def _short(change: str, count: int) -> Words:
    form = "one" if count == 1 else "many"
    return in_both(
        lambda language: _TEXTS[f"{change}.{form}.short"](language, count=whole(count, language))
    )
