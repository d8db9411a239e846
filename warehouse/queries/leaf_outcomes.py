"""Protected outcomes of a programme: their baseline and their spread, from leaves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.catalogue import catalogue
from warehouse.queries.followup_rows import Baseline, Outcome
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.queries.kpi_values import (
    KpiValue,
    counted_categories,
    is_from_leaves,
    kpi_values,
)
from warehouse.queries.quarter_sums import LeafSums, spreads
from warehouse.queries.rows import Question, Suppressed
from warehouse.queries.withheld import withheld_words
from warehouse.statistics.comparison import Comparison, PeriodCount, compare_counts
from warehouse.viewer import Viewer

_ANY_DAY = dt.date.max
Outcomes = Sequence[tuple[Outcome, KpiEntry]]


@dataclass(frozen=True)
class Baselines:
    """The numbers before the start that are shown, and those that are not."""

    shown: dict[Outcome, Baseline]
    withheld: Mapping[Outcome, Suppressed]


@dataclass(frozen=True)
class LeafOutcomes:
    """The outcomes of one place whose rows the viewer's file does not hold."""

    files: PublishedFiles
    viewer: Viewer
    site_id: str
    before: Span

    def holds(self, entry: KpiEntry) -> bool:
        """Say whether a KPI is one of them."""
        return is_from_leaves(self.files, self.viewer, entry)

    def baselines(self, outcomes: Outcomes, today: dt.date) -> Baselines:
        """Return the 12 months before the start: leaves are frozen, so they are a baseline."""
        shown: dict[Outcome, Baseline] = {}
        withheld: dict[Outcome, Suppressed] = {}
        for outcome, entry in outcomes:
            question = Question(self.site_id, self.before, None, outcome.categories)
            found = kpi_values(self.files, self.viewer, question, (entry,), (self.before,), today)
            value = found[outcome.kpi_id, self.before].whole_value
            if isinstance(value, Suppressed):
                withheld[outcome] = value
            elif value is not None:
                shown[outcome] = self._baseline(entry, value)
        return Baselines(shown, withheld)

    def why(self, outcome: Outcome, entry: KpiEntry, value: KpiValue) -> Words | None:
        """Say why a number is not held against its baseline: one of the two is not shown."""
        if not self.holds(entry):
            return None
        question = Question(self.site_id, self.before, None, outcome.categories)
        asked = kpi_values(self.files, self.viewer, question, (entry,), (self.before,), _ANY_DAY)
        for one in (value.value, asked[outcome.kpi_id, self.before].value):
            if isinstance(one, Suppressed):
                return withheld_words(one, catalogue(self.files, self.viewer))
        return None

    def compared(
        self,
        sums: Mapping[Outcome, tuple[KpiEntry, tuple[PeriodCount, PeriodCount]]],
        span: Span,
        level: float,
    ) -> dict[Outcome, Comparison]:
        """Compare each outcome with its baseline, by the spread of its quarters."""
        choices = [
            counted_categories(self.files, self.viewer, entry, outcome.categories)
            for outcome, (entry, _) in sums.items()
        ]
        measured = spreads(
            LeafSums(self.files, self.viewer),
            self.site_id,
            choices,
            (self.before, span),
            has_whole=False,
        )
        return {
            outcome: compare_counts(*pair, spread, level)
            for (outcome, (_, pair)), spread in zip(sums.items(), measured, strict=True)
        }

    def _baseline(self, entry: KpiEntry, value: float) -> Baseline:
        shown = catalogue(self.files, self.viewer)
        return Baseline(
            span=self.before,
            value=value,
            count=value,
            base=None,
            low=None,
            high=None,
            definition=entry.definition,
            version=shown.version,
            frozen_at=shown.built_at,
            is_definition_changed=False,
            is_boundary_changed=False,
        )
