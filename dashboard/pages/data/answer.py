"""What Data asks, and the answer as one object."""

from dataclasses import dataclass

from config.words import Language, Words
from dashboard.intake.permission import may_see_rejected, may_upload
from dashboard.process import this_process
from dashboard.settling import today_of, viewer_of
from dashboard.state import View
from warehouse.queries.break_rows import BreakMark
from warehouse.queries.data_rows import (
    LoadRow,
    RejectionRow,
    SourceAtSite,
    SourceState,
    UnknownCode,
    UnknownPlace,
)
from warehouse.queries.data_state import (
    breaks,
    ledger,
    rejections,
    source_states,
    sources_at_sites,
    unknown_codes,
    unknown_places,
)
from warehouse.queries.rows import Message
from warehouse.queries.source_notes import messages


@dataclass(frozen=True)
class Answer:
    """All rows of the page, for one view; `may_act` where files and decisions are taken."""

    sources: tuple[SourceState, ...]
    at_sites: tuple[SourceAtSite, ...]
    breaks: tuple[BreakMark, ...]
    loads: tuple[LoadRow, ...]
    rejections: tuple[RejectionRow, ...]
    messages: tuple[Message, ...]
    places: tuple[UnknownPlace, ...]
    codes: tuple[UnknownCode, ...]
    may_see_rejected: bool
    may_act: bool

    @property
    def late(self) -> tuple[SourceState, ...]:
        """The sources that have been silent for too long."""
        return tuple(one for one in self.sources if one.is_late)

    def name(self, source_id: str, language: Language) -> str:
        """Return a source's name; of one that is gone its id."""
        found = next((one.name for one in self.sources if one.source_id == source_id), None)
        return found.in_language(language) if found else source_id


def ask(view: View) -> Answer:
    """Ask for every source, and what is at the chosen place or at all."""
    process, viewer = this_process(), viewer_of(view)
    chosen = view.chosen_site.site_id if view.chosen_site else None
    may_see = may_see_rejected()
    return Answer(
        sources=source_states(process.files, viewer, today_of(view)),
        at_sites=tuple(
            one for one in sources_at_sites(process.files, viewer) if chosen in (None, one.site_id)
        ),
        breaks=tuple(one for one in breaks(process.files, viewer) if chosen in (None, one.site_id)),
        loads=ledger(process.files, viewer),
        rejections=rejections(process.files, viewer) if may_see else (),
        messages=messages(process.files, viewer),
        places=unknown_places(process.files, viewer),
        codes=unknown_codes(process.files, viewer),
        may_see_rejected=may_see,
        may_act=may_upload(),
    )


def site_name(view: View, site_id: str) -> str:
    """Return a place's name."""
    sites = view.catalogue.sites
    found: Words | None = next((one.name for one in sites if one.site_id == site_id), None)
    return found.in_language(view.language) if found else site_id
