"""Incidents as sums of whole months or quarters: of leaves, or of sources that count so."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from config.words import Words, message
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, quarter_buckets, span_of_months
from warehouse.queries.catalogue import site_of
from warehouse.queries.category_counts import category_counts, counting_incidents
from warehouse.queries.comparison_guard import one_sided
from warehouse.queries.comparison_rows import ComparisonQuestion
from warehouse.queries.comparison_series import source_days
from warehouse.queries.kpi_dictionary import kpi_entries
from warehouse.queries.kpi_values import kpi_values
from warehouse.queries.leaf_counts import told_apart
from warehouse.queries.leaf_tables import KIND, leaf_table
from warehouse.queries.leaves import leaf_sum
from warehouse.queries.rows import Question, Value, known
from warehouse.queries.source_notes import reports_in
from warehouse.statistics.caveats import Break
from warehouse.statistics.dispersion import Dispersion, Pearson
from warehouse.statistics.quarters import Quarter, quarter_spread, settle_quarters
from warehouse.viewer import Viewer

Choice = tuple[str, ...]


class QuarterSums(Protocol):
    """What can be told of incidents where only whole months or quarters can."""

    @property
    def files(self) -> PublishedFiles:
        """The published files that are asked."""

    @property
    def viewer(self) -> Viewer:
        """Who asks."""

    def sum(self, area_id: str, span: Span, categories: Choice) -> Value:
        """Return the count of an area in a span; None where it has not been reported whole."""

    def whole(self, area_id: str) -> Span | None:
        """Return the months that anything is told of, from the first to the last."""

    def parts(self, area_id: str, spans: tuple[Span, Span]) -> tuple[Choice, ...]:
        """Return the smallest sets of categories that both spans tell apart."""

    def breaks(self, question: ComparisonQuestion) -> tuple[Break, ...]:
        """Return sources that only one of the periods rests on."""

    def remarks(self, site_id: str) -> tuple[Words, ...]:
        """Say how the numbers are made."""


@dataclass(frozen=True)
class LeafSums:
    """Protected incidents: sums of the viewer's leaves."""

    files: PublishedFiles
    viewer: Viewer

    def sum(self, area_id: str, span: Span, categories: Choice) -> Value:
        """Return the sum, None, or why it is not shown and what is nearest."""
        return leaf_sum(self.files, self.viewer, area_id, span, categories)

    def whole(self, area_id: str) -> Span | None:
        """Return the months that the place's leaves are of."""
        site, area = site_of(self.files, self.viewer, area_id)
        table = leaf_table(
            self.files, self.viewer, site.site_id if area.role == "zone" else area_id
        )
        return span_of_months(sorted(table.months)) if table and table.months else None

    def parts(self, area_id: str, spans: tuple[Span, Span]) -> tuple[Choice, ...]:
        """Return the sets of categories that leaves tell apart."""
        sets = told_apart(self.files, self.viewer, area_id, spans)
        return tuple(tuple(sorted(one)) for one in sets)

    def breaks(self, question: ComparisonQuestion) -> tuple[Break, ...]:
        """Return none: a quarter is closed for all sources together."""
        del question
        return ()

    def remarks(self, site_id: str) -> tuple[Words, ...]:
        """Say how small a leaf may be, and what no leaf tells."""
        table = leaf_table(self.files, self.viewer, site_id)
        rule = [message("compare.leaves", least=table.least_count)] if table else []
        return (*rule, message("compare.leaves_only"))


@dataclass(frozen=True)
class MonthSums:
    """Incidents of sources that count whole months: sums of their rows."""

    files: PublishedFiles
    viewer: Viewer
    today: dt.date

    def sum(self, area_id: str, span: Span, categories: Choice) -> Value:
        """Return the count; None where the span is no whole months, or not all reported."""
        entry = counting_incidents(kpi_entries(self.files, self.viewer))
        if entry is None:
            return None
        asked = Question(area_id, span, None, categories)
        values = kpi_values(self.files, self.viewer, asked, (entry,), (span,), self.today)
        return values[entry.kpi_id, span].whole_value

    def whole(self, area_id: str) -> Span | None:
        """Return the days from the first that is reported to the last."""
        covered = reports_in(self.files, self.viewer, area_id, KIND).covered
        return Span(covered[0].first, covered[-1].end) if covered else None

    def parts(self, area_id: str, spans: tuple[Span, Span]) -> tuple[Choice, ...]:
        """Return every category that has incidents in either span."""
        before, after = spans
        counts = category_counts(self.files, self.viewer, Question(area_id, after, before))
        return tuple((row.category.category_id,) for row in counts)

    def breaks(self, question: ComparisonQuestion) -> tuple[Break, ...]:
        """Return the sources that began or ended between the periods."""
        sources = source_days(self.files, self.viewer, (question.area_id,))
        return tuple(one_sided(question, sources))

    def remarks(self, site_id: str) -> tuple[Words, ...]:
        """Say that months are the finest there is."""
        del site_id
        return (message("compare.months"),)


def quarter_values(
    told: QuarterSums, area_id: str, categories: Choice
) -> tuple[tuple[Span, Value], ...]:
    """Return every quarter from the first that anything is told of to the last."""
    whole = told.whole(area_id)
    if whole is None:
        return ()
    return tuple((span, told.sum(area_id, span, categories)) for span in quarter_buckets(whole))


def spreads(
    told: QuarterSums,
    area_id: str,
    choices: Sequence[Choice | None],
    periods: tuple[Span, Span],
    *,
    has_whole: bool,
) -> tuple[Dispersion, ...]:
    """Return the dispersion of each set of categories: its own, pooled with the others, assumed.

    Where the first is the sum of the others it is not pooled into them; else only sets that share
    no category are pooled: what overlaps would count twice. None is no category at all.
    """
    parts = [_spread(told, area_id, choice, periods) for choice in choices]
    if has_whole:
        return tuple(
            settle_quarters(own, [part for part in parts[1:] if part is not own]) for own in parts
        )
    return tuple(
        settle_quarters(
            own, [part for part, one in zip(parts, choices, strict=True) if _apart(choice, one)]
        )
        for own, choice in zip(parts, choices, strict=True)
    )


def _spread(
    told: QuarterSums, area_id: str, choice: Choice | None, periods: tuple[Span, Span]
) -> Pearson:
    values = () if choice is None else quarter_values(told, area_id, choice)
    quarters = [
        Quarter(span, None if (count := known(value)) is None else int(count))
        for span, value in values
    ]
    return quarter_spread(quarters, *periods)


def _apart(one: Choice | None, other: Choice | None) -> bool:
    """Say whether two sets share no category; () is all of them, None has none to tell of."""
    return bool(one and other) and set(one or ()).isdisjoint(other or ())
