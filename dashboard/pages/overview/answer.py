"""What Översikt asks, and the answer as one object."""

from dataclasses import dataclass

from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from warehouse.queries.area_signals import area_signals
from warehouse.queries.comparison_rows import AreaSignals
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import KpiFigure, Site, SourceNote
from warehouse.queries.source_notes import sources


@dataclass(frozen=True)
class SiteAnswer:
    """One place, its figures in the order of the dictionary, and what was unexpected there."""

    site: Site
    view: View
    """What is shown, compared as on the place's own pages."""
    figures: tuple[KpiFigure, ...]
    signals: AreaSignals


@dataclass(frozen=True)
class Answer:
    """All rows of the page, for one view."""

    sites: tuple[SiteAnswer, ...]
    sources: tuple[SourceNote, ...]


def ask(view: View) -> Answer:
    """Ask for the chosen place, or for all."""
    process, viewer = this_process(), viewer_of(view)
    chosen = (view.chosen_site,) if view.chosen_site else view.catalogue.sites
    return Answer(
        sites=tuple(_site(view, site) for site in chosen),
        sources=sources(process.files, viewer),
    )


def _site(view: View, site: Site) -> SiteAnswer:
    files, viewer, today = this_process().files, viewer_of(view), today_of(view)
    here = view.at(site)
    return SiteAnswer(
        site,
        here,
        kpi_figures(files, viewer, here.question(site.site_id), today, "overview"),
        area_signals(files, viewer, site.site_id, today),
    )
