"""What is found out about an unknown file: its layout, its columns, and what was unsure."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from config.layouts import Layout
from config.words import Words, message

Role = Literal["empty", "number", "moment", "clock", "position", "flag", "text"]


@dataclass(frozen=True)
class Remark:
    """One thing that was decided, and why; or one that a person must look at."""

    words: Words
    is_unsure: bool = False


def decided(key: str, /, **values: object) -> Remark:
    """Return a decision with its reason, from the messages."""
    return Remark(message(f"draft.{key}", **values))


def unsure(key: str, /, **values: object) -> Remark:
    """Return what a person must look at, from the messages."""
    return Remark(message(f"draft.{key}", **values), is_unsure=True)


@dataclass(frozen=True)
class FoundLayout:
    """How a file is laid out; `above` are the lines over its headings.

    `labels` are the words for the codes of a column, where another sheet gives them; the word for
    "" is what was asked.
    """

    layout: Layout
    remarks: tuple[Remark, ...]
    above: tuple[str, ...] = ()
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class TimeForms:
    """The forms of dates in a column; `other` reads every value too, as another day.

    `is_zoned` where the times carry Z or an offset; `is_midnight` where all are days in truth;
    `is_leading` where only the day at the beginning of each text could be read.
    """

    forms: tuple[str, ...]
    read_share: float
    is_zoned: bool = False
    other: str | None = None
    unknown_time: str | None = None
    span_days: int = 0
    decided_by: str = ""
    is_midnight: bool = False
    is_leading: bool = False

    @property
    def has_clock(self) -> bool:
        """Say whether the forms hold a clock time."""
        return any("%H" in form or "%I" in form for form in self.forms)

    @property
    def day_forms(self) -> list[str]:
        """The forms without their clock times."""
        return list(dict.fromkeys(re.split("[ T]%[HI]", form)[0] for form in self.forms))


@dataclass(frozen=True)
class ColumnProfile:
    """One column of a file: how much it holds, of what sort, and its most common texts.

    `values` may be personal: it is for deciding, never for showing.
    """

    heading: str
    filled: int
    distinct: int
    role: Role
    values: tuple[tuple[str, int], ...] = ()
    low: float | None = None
    high: float | None = None
    has_fractions: bool = False
    mean_length: float = 0.0
    missing: tuple[str, ...] = ()
    times: TimeForms | None = None
    personal: str = ""

    @property
    def is_unique(self) -> bool:
        """Say whether no two records hold the same text."""
        return self.filled > 0 and self.distinct == self.filled


@dataclass(frozen=True)
class Profile:
    """A whole file: layout, columns, number of records and of broken ones."""

    file_name: str
    found: FoundLayout
    columns: tuple[ColumnProfile, ...]
    record_count: int
    broken_count: int = 0
    encoding: str = "UTF-8"

    def column(self, heading: str) -> ColumnProfile:
        """Return the column under a heading."""
        return next(column for column in self.columns if column.heading == heading)


@dataclass
class Draft:
    """A contract being written: its keys, and the remarks that stand above each of them."""

    keys: dict[str, Any] = field(default_factory=dict)
    remarks: dict[str, list[Remark]] = field(default_factory=dict)

    def say(self, key: str, *remarks: Remark) -> None:
        """Put remarks above a key of the contract; the key "" is the top of the file."""
        self.remarks.setdefault(key, []).extend(remarks)

    @property
    def unsure(self) -> tuple[Remark, ...]:
        """What a person must look at."""
        every = (remark for remarks in self.remarks.values() for remark in remarks)
        return tuple(remark for remark in every if remark.is_unsure)
