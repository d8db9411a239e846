"""What there is at a place: events, and premises with those that are empty."""

from collections.abc import Sequence
from typing import Any

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.breaks import compared_with
from warehouse.queries.care import SAME_ROUND
from warehouse.queries.catalogue import site_of
from warehouse.queries.categories import categories
from warehouse.queries.event_marks import elsewhere_count, event_marks
from warehouse.queries.kpi_dictionary import kpi_entries
from warehouse.queries.life_rows import OfferOfPlace, OfferRound, Premises
from warehouse.queries.rows import Category, CategoryCount, Question
from warehouse.queries.source_notes import reports_in
from warehouse.viewer import Viewer

_EVENT, _UNIT = "event", "offer_unit"
_NO_KIND = Category("", _EVENT, "", Words(sv="Utan sort", en="Of no kind"))


@remembered(64)
def offer(files: PublishedFiles, viewer: Viewer, question: Question) -> OfferOfPlace:
    """Return events and premises of an area."""
    site, area = site_of(files, viewer, question.area_id)
    held, span = reports_in(files, viewer, question.area_id, _EVENT), question.span
    compared, stopped = compared_with(files, viewer, question, _EVENT, held)
    completeness = held.completeness(span)
    is_known = completeness != "missing"
    kinds = _kinds(files, viewer, site.site_id, (span, compared)) if area.role == "site" else ()
    return OfferOfPlace(
        event_count=_events(files, viewer, area.area_id, span) if is_known else None,
        event_before=_events(files, viewer, area.area_id, compared) if compared else None,
        event_kinds=kinds if is_known else (),
        events_completeness=completeness,
        events_not_comparable=stopped,
        rounds=_rounds(files, viewer, area.area_id, span),
        event_sources=held.notes,
        premises_sources=reports_in(files, viewer, area.area_id, _UNIT).notes,
        elsewhere_count=elsewhere_count(event_marks(files, viewer, site.site_id, span)),
    )


def _events(files: PublishedFiles, viewer: Viewer, area_id: str, span: Span) -> float:
    """Return how many events the KPI of events counts."""
    entries = [one.kpi_id for one in kpi_entries(files, viewer) if one.kind == _EVENT]
    params = {"area_id": area_id, "first": span.first, "end": span.end}
    with files.open(viewer) as reading:
        rows = reading.rows("kpi_parts", params | {"kpi_id": next(iter(entries), "")})
    return float(sum(count for _, count in rows))


def _kinds(
    files: PublishedFiles, viewer: Viewer, site_id: str, spans: tuple[Span, Span | None]
) -> tuple[CategoryCount, ...]:
    found: list[dict[str, int]] = []
    with files.open(viewer) as reading:
        for span in spans:
            params = {"site_id": site_id, "first": span and span.first, "end": span and span.end}
            found.append(dict(reading.rows("event_kinds", params)))
    now, before = found
    named = categories(files, viewer)
    rows = [
        CategoryCount(
            named.get(one, _NO_KIND), now.get(one, 0), before.get(one, 0) if spans[1] else None
        )
        for one in {*now, *before}
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.category.name.sv)))


def _rounds(
    files: PublishedFiles, viewer: Viewer, area_id: str, span: Span
) -> tuple[OfferRound, ...]:
    with files.open(viewer) as reading:
        rows = reading.rows("premises", {"area_id": area_id, "end": span.end})
    rounds: list[list[tuple[Any, ...]]] = []
    for row in rows:
        if rounds and row[0] - rounds[-1][-1][0] <= SAME_ROUND:
            rounds[-1].append(row)
        else:
            rounds.append([row])
    return tuple(_round(of_round) for of_round in rounds)


def _round(rows: Sequence[tuple[Any, ...]]) -> OfferRound:
    codes = sorted({row[1] for row in rows})
    days = [row[0] for row in rows]
    return OfferRound(
        first=min(days),
        last=max(days),
        sorts=tuple(_together(code, [row for row in rows if row[1] == code]) for code in codes),
        ground_floor=_together("", [row for row in rows if row[2]]),
        every=_together("", rows),
    )


def _together(type_code: str, rows: Sequence[tuple[Any, ...]]) -> Premises:
    units, empty, refurbished, known, evening = (
        sum(row[place] for row in rows) for place in (3, 4, 5, 6, 7)
    )
    return Premises(type_code, units, empty, refurbished, known, evening)
