"""The value of a KPI over a span: computed here and nowhere else."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.queries.rows import Completeness, Question
from warehouse.queries.source_notes import reports_of
from warehouse.viewer import Viewer


@dataclass(frozen=True)
class KpiValue:
    """A KPI over one span; `base` is the denominator, None for a count."""

    completeness: Completeness
    value: float | None = None
    base: float | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether every day has been reported."""
        return self.completeness in {"complete", "preliminary"}

    @property
    def whole_value(self) -> float | None:
        """The value where every day has been reported, for places that cannot say "partial"."""
        return self.value if self.is_whole else None


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
    filtered = [entry.kpi_id for entry in entries if is_filtered(files, viewer, question, entry)]
    params = {
        "area_id": question.area_id,
        "kpi_ids": [entry.kpi_id for entry in entries],
        "filtered": filtered,
        "categories": list(question.categories),
        "firsts": [span.first for span in ordered],
        "ends": [span.end for span in ordered],
        "first": min(span.first for span in ordered),
        "end": max(span.end for span in ordered),
    }
    with files.open(viewer) as reading:
        rows = reading.rows("kpi_values", params)
    sums = {
        (kpi_id, ordered[number]): (up or 0.0, down or 0.0) for kpi_id, number, up, down in rows
    }
    known = {entry.kpi_id: reports_of(files, viewer, entry.kind) for entry in entries}
    return {
        (entry.kpi_id, span): _value(
            entry,
            known[entry.kpi_id].completeness(span, today),
            # No rows over days that have been reported: a true zero.
            sums.get((entry.kpi_id, span), (0.0, 0.0)),
        )
        for entry in entries
        for span in ordered
    }


def is_filtered(files: PublishedFiles, viewer: Viewer, question: Question, entry: KpiEntry) -> bool:
    """Say whether the question's categories bound the KPI: it keeps them, and they are its kind."""
    chosen = chosen_of_kind(files, viewer, question.categories, entry.kind)
    return entry.by_category and bool(chosen)


def _value(entry: KpiEntry, completeness: Completeness, sums: _Sums) -> KpiValue:
    numerator, denominator = sums
    if completeness == "missing":
        return KpiValue(completeness)
    if entry.base_name is None:
        return KpiValue(completeness, numerator)
    quotient = numerator / denominator if denominator else None
    return KpiValue(completeness, quotient, denominator)
