"""The value of a KPI over a span: computed here and nowhere else."""

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.categories import chosen_of_kind, spelled_out
from warehouse.queries.category_counts import counting_incidents
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.leaf_tables import protected_kinds
from warehouse.queries.leaves import NOT_SHOWN, leaf_sum
from warehouse.queries.rows import Completeness, Question, Suppressed, Value
from warehouse.queries.source_notes import reports_of
from warehouse.viewer import Viewer


@dataclass(frozen=True)
class KpiValue:
    """A KPI over one span; `base` is the denominator, None for a count."""

    completeness: Completeness
    value: Value = None
    base: float | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether every day has been reported."""
        return self.completeness in {"complete", "preliminary"}

    @property
    def whole_value(self) -> Value:
        """The value where every day has been reported, for places that cannot say "partial"."""
        return self.value if self.is_whole or isinstance(self.value, Suppressed) else None


@dataclass(frozen=True)
class _Days:
    """The sums of one KPI by day, in order; packed, as there may be decades of them."""

    ordinals: Sequence[int]
    numerators: Sequence[float]
    denominators: Sequence[float]

    @staticmethod
    def of(rows: list[tuple[dt.date, float, float]]) -> "_Days":
        """Pack rows that are in order."""
        return _Days(
            array("l", (day.toordinal() for day, _, _ in rows)),
            array("d", (up for _, up, _ in rows)),
            array("d", (down for _, _, down in rows)),
        )

    def over(self, span: Span) -> "_Sums":
        """Return numerator and denominator over a span."""
        start = bisect_left(self.ordinals, span.first.toordinal())
        end = bisect_left(self.ordinals, span.end.toordinal())
        return sum(self.numerators[start:end]), sum(self.denominators[start:end])


ValueBySpan = Mapping[tuple[str, Span], KpiValue]
_Sums = tuple[float, float]


def kpi_values(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entries: Sequence[KpiEntry],
    spans: Iterable[Span],
    today: dt.date,
) -> ValueBySpan:
    """Return each KPI's value over each span, for the question's area and categories."""
    ordered = sorted(set(spans))
    every = kpi_entries(files, viewer)
    filtered = tuple(one.kpi_id for one in every if is_filtered(files, viewer, question, one))
    categories = spelled_out(files, viewer, question.categories) if filtered else ()
    days = _days(files, viewer, question.area_id, filtered, categories)
    known = {
        (kind, span): reports_of(files, viewer, kind).completeness(span, today)
        for kind in {entry.kind for entry in entries}
        for span in ordered
    }
    leaves = _leaf_values(files, viewer, question, entries, ordered)
    return {
        (entry.kpi_id, span): _value(
            entry,
            known[entry.kind, span],
            # No rows over days that have been reported: a true zero.
            days[entry.kpi_id].over(span) if entry.kpi_id in days else (0.0, 0.0),
            leaves.get((entry.kpi_id, span), 0),
        )
        for entry in entries
        for span in ordered
    }


def is_from_leaves(files: PublishedFiles, viewer: Viewer, entry: KpiEntry) -> bool:
    """Say whether a KPI's protected rows reach the viewer as leaves only, or not at all."""
    return entry.kind in protected_kinds(files, viewer)


def _leaf_values(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entries: Sequence[KpiEntry],
    spans: Sequence[Span],
) -> dict[tuple[str, Span], int | Suppressed | None]:
    """Return the protected part of each KPI: leaves count incidents, and nothing else."""
    protected = [entry for entry in entries if is_from_leaves(files, viewer, entry)]
    if not protected:
        return {}
    counted = counting_incidents(kpi_entries(files, viewer))
    found: dict[tuple[str, Span], int | Suppressed | None] = {}
    for entry in protected:
        for span in spans:
            if entry == counted:
                chosen = chosen_of_kind(files, viewer, question.categories, entry.kind)
                found[entry.kpi_id, span] = leaf_sum(files, viewer, question.area_id, span, chosen)
            else:
                found[entry.kpi_id, span] = NOT_SHOWN
    return found


def is_filtered(files: PublishedFiles, viewer: Viewer, question: Question, entry: KpiEntry) -> bool:
    """Say whether the question's categories bound the KPI: it keeps them, and they are its kind."""
    chosen = chosen_of_kind(files, viewer, question.categories, entry.kind)
    return entry.by_category and bool(chosen)


@remembered(16)
def _days(
    files: PublishedFiles,
    viewer: Viewer,
    area_id: str,
    filtered: tuple[str, ...],
    categories: tuple[str, ...],
) -> dict[str, _Days]:
    """Return the sums of each KPI by day: one question answers every span that is asked about."""
    params = {"area_id": area_id, "filtered": list(filtered), "categories": list(categories)}
    with files.open(viewer) as reading:
        rows = reading.rows("kpi_values", params)
    by_kpi = groupby(rows, key=lambda row: row[0])
    return {kpi_id: _Days.of([row[1:] for row in of_kpi]) for kpi_id, of_kpi in by_kpi}


def _value(
    entry: KpiEntry,
    completeness: Completeness,
    sums: _Sums,
    protected: int | Suppressed | None,
) -> KpiValue:
    """Join what is open and what leaves tell: one part that is not shown hides the sum."""
    numerator, denominator = sums
    if isinstance(protected, Suppressed):
        return KpiValue(completeness, protected)
    if completeness == "missing":
        return KpiValue(completeness)
    numerator += protected or 0
    if entry.base_name is None:
        return KpiValue(completeness, numerator)
    quotient = numerator / denominator if denominator else None
    return KpiValue(completeness, quotient, denominator)
