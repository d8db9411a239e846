"""How an area is cleaned, how it is graded, and how much litter was counted."""

import datetime as dt
from itertools import groupby
from typing import Any

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span, add_months, month_buckets
from warehouse.queries.breaks import compared_with, not_comparable
from warehouse.queries.care_rows import Care, Grade, Litter, Visits
from warehouse.queries.catalogue import site_of
from warehouse.queries.rows import Question
from warehouse.queries.source_notes import reports_in
from warehouse.viewer import Viewer

SAME_ROUND = dt.timedelta(days=14)
"""Days no further apart belong to one measurement."""

GRADE_MONTHS = 13
_PER_M2 = 10
_KINDS = ("cleaning_visit", "cleanliness_grade", "litter_measurement")


@remembered(64)
def care(files: PublishedFiles, viewer: Viewer, question: Question) -> Care:
    """Return visits, grades and litter of an area."""
    site_of(files, viewer, question.area_id)
    visited, span = reports_in(files, viewer, question.area_id, "cleaning_visit"), question.span
    other = question.comparison
    compared, stopped = compared_with(files, viewer, question, _KINDS[0], visited)
    area_id = question.area_id
    graded = not_comparable(files, viewer, area_id, _KINDS[1], (other, span)) if other else None
    now = _visits(files, viewer, question.area_id, span)
    then = _visits(files, viewer, question.area_id, compared) if compared else None
    months = month_buckets(Span(add_months(span.last.replace(day=1), 1 - GRADE_MONTHS), span.end))
    every = {*now, *(then or {})}
    visits = [Visits(one, now.get(one, 0), then.get(one, 0) if then else None) for one in every]
    return Care(
        visits=tuple(sorted(visits, key=lambda one: (-one.count, one.type_code))),
        visits_completeness=visited.completeness(span),
        visits_before=sum(then.values()) if then else None,
        grade=_grade(files, viewer, question.area_id, span),
        grade_before=_grade(files, viewer, question.area_id, other)
        if other and not graded
        else None,
        grade_months=tuple(_grade(files, viewer, question.area_id, month) for month in months),
        visits_not_comparable=stopped,
        grades_not_comparable=graded,
        grade_sources=reports_in(files, viewer, area_id, _KINDS[1]).notes,
        litter=_litter(files, viewer, question.area_id, span),
        sources=tuple(
            note
            for kind in _KINDS
            for note in reports_in(files, viewer, question.area_id, kind).notes
        ),
    )


def _visits(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> dict[str, int]:
    params = {"area_id": area_id, "first": span.first, "end": span.end}
    with files.open(viewer) as reading:
        return dict(reading.rows("cleaning_visits", params))


def _grade(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> Grade:
    params = {"area_id": area_id, "first": span.first, "end": span.end}
    with files.open(viewer) as reading:
        rows = reading.rows("grades", params)
    total, count = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return Grade(span.first, total / count if count else None, count)


def _litter(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> tuple[Litter, ...]:
    with files.open(viewer) as reading:
        rows = reading.rows("litter", {"area_id": area_id, "end": span.end})
    found = [
        _measured(method, days)
        for method, of_method in groupby(rows, key=lambda row: row[0])
        for days in _rounds(list(of_method))
    ]
    return tuple(sorted(found, key=lambda one: (one.last, one.method_code)))


def _rounds(rows: list[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """Part the days of one method where more than two weeks lie between them."""
    rounds: list[list[tuple[Any, ...]]] = []
    for row in rows:
        if rounds and row[1] - rounds[-1][-1][1] <= SAME_ROUND:
            rounds[-1].append(row)
        else:
            rounds.append([row])
    return rounds


def _measured(method: str, rows: list[tuple[Any, ...]]) -> Litter:
    items, gum, area = (sum(row[place] for row in rows) for place in (2, 3, 4))
    return Litter(
        method_code=method,
        first=rows[0][1],
        last=rows[-1][1],
        items_per_10_m2=items / area * _PER_M2,
        gum_per_10_m2=gum / area * _PER_M2,
        area_m2=area,
    )
