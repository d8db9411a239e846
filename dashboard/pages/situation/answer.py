"""What Läget asks, and the answer as one object."""

from dataclasses import dataclass

from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from warehouse.queries.area_signals import area_signals
from warehouse.queries.category_counts import category_counts
from warehouse.queries.comparison_rows import AreaSignals
from warehouse.queries.context import context
from warehouse.queries.context_rows import Context
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.leaf_counts import sensitive_totals
from warehouse.queries.rows import CategoryCount, HourWeek, KpiFigure, SiteMap, SourceNote, Trend
from warehouse.queries.site_map import site_map
from warehouse.queries.trend import trend


@dataclass(frozen=True)
class Answer:
    """All rows of the page, for one view."""

    figures: tuple[KpiFigure, ...]
    trend: Trend
    week: HourWeek
    counts: tuple[CategoryCount, ...]
    map: SiteMap
    signals: AreaSignals
    context: Context
    sensitive: tuple[tuple[int, int], ...] = ()
    """Year and sum of sensitive offences, where an audience may know that and no more."""

    @property
    def main(self) -> KpiFigure:
        """The figure that the finding and the trend are about: the first of the dictionary."""
        return self.figures[0]

    @property
    def incident_sources(self) -> tuple[SourceNote, ...]:
        """Where the incidents come from."""
        return self.week.sources


def ask(view: View) -> Answer:
    """Ask the query layer all that the page shows."""
    process, viewer = this_process(), viewer_of(view)
    question = view.question(view.area.area_id)
    today = today_of(view)
    files, kpi_id = process.files, view.catalogue.kpi_ids[0]
    return Answer(
        figures=kpi_figures(files, viewer, question, today, "situation"),
        trend=trend(files, viewer, question, kpi_id, view.bucket, today),
        week=hour_week(files, viewer, question),
        counts=category_counts(files, viewer, question),
        map=site_map(files, viewer, question),
        signals=area_signals(files, viewer, question.area_id, today),
        context=context(files, viewer, question.span),
        sensitive=sensitive_totals(files, viewer, question.area_id),
    )
