"""The value of a KPI over a span: computed here and nowhere else."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from warehouse.connection import PublishedFiles
from warehouse.kpi_forms import median_of
from warehouse.periods import Span
from warehouse.queries.categories import categories, chosen_of_kind, spelled_out
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.kpi_made_of import Days, MadeOf, Round, Sums, Waits, made_of
from warehouse.queries.leaf_tables import KIND, protected_kinds
from warehouse.queries.leaves import NOT_SHOWN, leaf_sum
from warehouse.queries.rows import Completeness, Question, Suppressed, Value
from warehouse.queries.source_notes import Reports, reports_in
from warehouse.viewer import Viewer


@dataclass(frozen=True)
class KpiValue:
    """A KPI over one span; `base` is the denominator, None for a count.

    `measured` is the round that a value measured in rounds comes from.
    """

    completeness: Completeness
    value: Value = None
    base: float | None = None
    low: float | None = None
    high: float | None = None
    is_too_few: bool = False
    measured: Span | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether every day has been reported."""
        return self.completeness in {"complete", "preliminary"}

    @property
    def whole_value(self) -> Value:
        """The value where every day has been reported, for places that cannot say "partial"."""
        return self.value if self.is_whole or isinstance(self.value, Suppressed) else None


ValueBySpan = Mapping[tuple[str, Span], KpiValue]
_MISSING = KpiValue("missing")


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
    chosen = spelled_out(files, viewer, question.categories) if filtered else ()
    whole = made_of(files, viewer, question.area_id, filtered, chosen)
    known = {
        kind: reports_in(files, viewer, question.area_id, kind)
        for kind in {entry.kind for entry in entries}
    }
    leaves = _leaf_values(files, viewer, question, entries, ordered)
    return {
        (entry.kpi_id, span): _joined(
            _peak(files, viewer, replace(question, span=span), entry, known[entry.kind], today)
            if entry.form == "peak_hours"
            else _value(entry, span, known[entry.kind], whole, today),
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
    return {
        (entry.kpi_id, span): _leaf_value(files, viewer, question, entry, span)
        for entry in entries
        if is_from_leaves(files, viewer, entry)
        for span in spans
    }


def _leaf_value(
    files: PublishedFiles, viewer: Viewer, question: Question, entry: KpiEntry, span: Span
) -> int | Suppressed | None:
    if entry.kind != KIND or not entry.counts_incidents:
        return NOT_SHOWN
    counted = counted_categories(files, viewer, entry, question.categories)
    return 0 if counted is None else leaf_sum(files, viewer, question.area_id, span, counted)


def counted_categories(
    files: PublishedFiles, viewer: Viewer, entry: KpiEntry, chosen: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return what a KPI counts of the categories chosen; () is all there are, None is none."""
    bound = chosen_of_kind(files, viewer, chosen, entry.kind) if entry.by_category else ()
    if not entry.categories:
        return bound
    # A category that the version does not have has no incidents.
    known = categories(files, viewer)
    own = (one for one in entry.categories if one in known and (not bound or one in bound))
    return tuple(own) or None


def is_filtered(files: PublishedFiles, viewer: Viewer, question: Question, entry: KpiEntry) -> bool:
    """Say whether the question's categories bound the KPI: it keeps them, and they are its kind."""
    chosen = chosen_of_kind(files, viewer, question.categories, entry.kind)
    return entry.by_category and bool(chosen)


def _joined(found: KpiValue, protected: int | Suppressed | None) -> KpiValue:
    """Join what is open and what leaves tell: one part that is not shown hides the sum."""
    if isinstance(protected, Suppressed):
        return KpiValue(found.completeness, protected)
    if not protected or found.value is None or isinstance(found.value, Suppressed):
        return found
    return replace(found, value=found.value + protected)


def _value(entry: KpiEntry, span: Span, known: Reports, whole: MadeOf, today: dt.date) -> KpiValue:
    if entry.form == "round":
        return _newest(whole.rounds.get(entry.kpi_id, ()), span)
    completeness = known.completeness(span, today)
    if completeness == "missing":
        return _MISSING
    if entry.form == "wait":
        return _median(entry, whole.waits.get(entry.kpi_id, Waits()), span, completeness)
    # No rows over days that have been reported: a true zero.
    days = whole.days.get(entry.kpi_id, Days())
    if entry.form == "stock":
        return _divided(entry, days.before(known.last_end(span)), completeness)
    return _divided(entry, days.over(span), completeness)


def _divided(entry: KpiEntry, sums: Sums, completeness: Completeness) -> KpiValue:
    numerator, denominator = sums
    if entry.base_name is None:
        return KpiValue(completeness, numerator)
    if 0 < denominator < entry.least:
        return KpiValue(completeness, is_too_few=True)
    quotient = numerator / denominator if denominator else None
    return KpiValue(completeness, quotient, denominator)


def _peak(
    files: PublishedFiles,
    viewer: Viewer,
    question: Question,
    entry: KpiEntry,
    known: Reports,
    today: dt.date,
) -> KpiValue:
    """Return the share of the busiest hours; of leaves no hours are known."""
    completeness = known.completeness(question.span, today)
    if completeness == "missing":
        return _MISSING
    if is_from_leaves(files, viewer, entry):
        return KpiValue(completeness)
    asked = replace(question, comparison=None, categories=question.categories or entry.categories)
    week = hour_week(files, viewer, asked)
    return _divided(entry, (week.peak_count, week.timed_count), completeness)


def _median(entry: KpiEntry, waits: Waits, span: Span, completeness: Completeness) -> KpiValue:
    parts = waits.over(span)
    count = sum(part.denominator or 0.0 for part in parts)
    if 0 < count < entry.least:
        return KpiValue(completeness, is_too_few=True)
    return KpiValue(completeness, median_of(parts), count)


def _newest(rounds: Sequence[Round], span: Span) -> KpiValue:
    """Return the last round that ends in the span; without one nothing was measured."""
    inside = [one for one in rounds if span.first <= one.span.last < span.end]
    if not inside:
        return _MISSING
    last = inside[-1]
    return KpiValue(
        "complete", last.value, last.base, last.low, last.high, last.is_too_few, last.span
    )
