"""What the question about the world around a place answers with."""

import datetime as dt
from dataclasses import dataclass

from config.time_forms import DateUnit
from warehouse.queries.rows import SourceNote


@dataclass(frozen=True)
class Notice:
    """One published notice about a wider area, as it was written; never counted."""

    published_on: dt.date
    type_name: str
    title: str
    area_name: str


@dataclass(frozen=True)
class ContextNumber:
    """One number of a series about a wider area, of the day, month or year that begins then."""

    series_no: int
    """The same for all numbers of a series: an area of the same name may have another."""
    source_id: str
    series_name: str
    area_name: str
    group_code: str
    """all, woman or man."""
    unit_name: str
    """"" where the sender does not say."""
    date_unit: DateUnit
    first: dt.date
    value: float


@dataclass(frozen=True)
class Context:
    """What is told about wider areas than a place; in no KPI. A kind without a source is empty."""

    notices: tuple[Notice, ...]
    """The latest of the span, newest first."""
    numbers: tuple[ContextNumber, ...]
    """Series by series, newest first: the latest up to the end of the span."""
    more_series: int
    """How many series there are beside those that are shown."""
    notice_sources: tuple[SourceNote, ...]
    number_sources: tuple[SourceNote, ...]
