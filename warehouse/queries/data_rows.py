"""What the queries about data answer with: frozen rows, ready to be formatted and nothing else."""

import datetime as dt
from dataclasses import dataclass

from config.words import Words
from warehouse.periods import Span


@dataclass(frozen=True)
class Outage:
    """Days when a counting point cannot have counted."""

    point: str
    span: Span


@dataclass(frozen=True)
class SourceState:
    """One source: what it reports, how far, and what became of its rows.

    The counts, and whether it is late, are None where the viewer may not know.
    """

    source_id: str
    kind: str
    name: Words
    publisher: Words
    is_protected: bool
    cadence: str
    preliminary_days: int
    data_to: dt.date | None
    row_count: int | None
    rejected_count: int | None
    no_position_count: int | None
    outside_count: int | None
    unmapped_count: int | None
    last_loaded_at: dt.datetime | None
    is_late: bool | None
    covered: tuple[Span, ...]
    outages: tuple[Outage, ...]
    is_in_rounds: bool = False
    """True where `covered` are rounds of measuring: between them nothing was to be reported."""

    @property
    def gaps(self) -> tuple[Span, ...]:
        """The days between its reports that no report covers: not known, which is not zero."""
        if self.is_in_rounds:
            return ()
        pairs = zip(self.covered, self.covered[1:], strict=False)
        return tuple(Span(one.end, other.first) for one, other in pairs)

    @property
    def preliminary_from(self) -> dt.date | None:
        """The first day of which late rows may still come; None where none do."""
        if self.data_to is None or not self.preliminary_days:
            return None
        return self.data_to - dt.timedelta(days=self.preliminary_days - 1)


@dataclass(frozen=True)
class SourceAtSite:
    """How far a source reaches at one place; reporters of its last week where it names them."""

    source_id: str
    site_id: str
    row_count: int
    first: dt.date
    last: dt.date
    reporter_count: int | None
    reporters_week: dt.date | None


@dataclass(frozen=True)
class LoadRow:
    """One line of the ledger; a shared file knows only when a protected source's newest came."""

    load_no: int
    source_id: str
    file_name: str | None
    status: str | None
    record_count: int | None
    accepted_count: int | None
    rejected_count: int | None
    set_aside_count: int | None
    dropped_headings: str | None
    loaded_at: dt.datetime


@dataclass(frozen=True)
class RejectionRow:
    """One fault of a rejected row; no value where its column is personal."""

    load_no: int
    source_id: str
    file_name: str
    line_no: int
    heading: str
    value: str | None
    reason: Words


@dataclass(frozen=True)
class UnknownPlace:
    """A sender's words for a place that nobody has tied to a site."""

    source_id: str
    place_name: str
    row_count: int
    last: dt.date


@dataclass(frozen=True)
class UnknownCode:
    """A sender's code that no mapping knows; `map_name` is where one would stand, if anywhere."""

    source_id: str
    kind: str
    code: str
    map_name: str | None
    row_count: int
    last: dt.date
