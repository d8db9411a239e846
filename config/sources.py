"""The contract of one kind of file from one sender: `sources/<source>.yaml`."""

import datetime as dt
import re
from typing import Literal, Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.kinds import kinds
from config.words import Fact, Text, Words

Sensitivity = Literal["protected", "shared", "open"]
Cadence = Literal["day", "week", "month", "quarter", "year", "once"]


# What the database reads of a time; one sign more or less and no row could be typed.
_DIRECTIVE = re.compile(r"%(-?[dmyHIMSj]|[aAwbBYpfgzZUWcxX%nGVu])|[^%]")
_CLOCK = re.compile("[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?")


def _require_one_group(pattern: str) -> None:
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        fault = f"pattern {pattern!r} is no pattern: {error}"
        raise ValueError(fault) from error
    if groups != 1:
        fault = f"pattern {pattern!r} must hold exactly one (group)"
        raise ValueError(fault)


class Layout(Fact):
    """How the file is laid out, before any meaning is given to it."""

    format: Literal["delimited", "workbook", "json", "geojson"]
    delimiter: Text = ";"
    decimal: Text = ","
    sheet: Text | None = None
    header_row: int = PydanticField(default=1, ge=1, description="1 is the first line")
    records_at: Text | None = PydanticField(default=None, description="key of the list in a JSON")


class Column(Fact):
    """One column: its heading in the file (`source`), our field, and how its text is read."""

    source: Text = PydanticField(alias="from")
    field: Text = PydanticField(alias="to")
    formats: tuple[Text, ...] = ()
    unknown_time: Text | None = PydanticField(
        default=None, description="the clock time the sender writes when the hour is not known"
    )
    pattern: Text | None = PydanticField(
        default=None, description="takes the (group) of the text, such as one half of (lat, lon)"
    )
    values: dict[str, Text] = PydanticField(default_factory=dict)
    scale: float = 1.0
    personal: bool = PydanticField(default=False, description="its value is never shown in errors")

    @model_validator(mode="after")
    def _pattern_has_one_group(self) -> Self:
        if self.pattern is not None:
            _require_one_group(self.pattern)
        return self

    @model_validator(mode="after")
    def _times_can_be_read(self) -> Self:
        for form in self.formats:
            if rest := _DIRECTIVE.sub("", form):
                fault = f"the form {form!r} holds a % that means nothing ({rest!r})"
                raise ValueError(fault)
        if self.unknown_time is not None and not _CLOCK.fullmatch(self.unknown_time):
            fault = f"unknown_time {self.unknown_time!r} is not a clock time such as 00:00"
            raise ValueError(fault)
        return self


class Wide(Fact):
    """A matrix: one column per point or month; `pattern` has one group, the code it stands for."""

    pattern: Text
    code_field: Text
    value_field: Text
    scale: float = 1.0

    @model_validator(mode="after")
    def _pattern_has_one_group(self) -> Self:
        _require_one_group(self.pattern)
        return self


class Keep(Fact):
    """Rows outside this rule are set aside by the contract and counted; "" is an empty cell."""

    source: Text = PydanticField(alias="from")
    one_of: tuple[str, ...]


class Source(Fact):
    """What a sender's file holds, how it is read, and who may see it."""

    kind: Text
    status: Literal["draft", "live"] = "live"
    name: Words
    publisher: Words
    licence: Words
    owner: Text | None = None
    next_review: dt.date | None = None
    sensitivity: Sensitivity
    cadence: Cadence
    preliminary_days: int = PydanticField(default=28, ge=0)
    files: tuple[Text, ...] = ("*",)
    layout: Layout
    identity: tuple[Text, ...] = PydanticField(
        default=(), description="fields that name a row across files; none: the whole row"
    )
    columns: tuple[Column, ...]
    wide: Wide | None = None
    constants: dict[Text, str | int | float] = PydanticField(default_factory=dict)
    keep: tuple[Keep, ...] = ()
    personal: tuple[Text, ...] = PydanticField(
        default=(), description="headings of names, addresses, free text: never kept"
    )
    unused: tuple[Text, ...] = PydanticField(default=(), description="headings not needed")
    category_map: Text | None = None
    everywhere: bool = PydanticField(
        default=False, description="rows belong to no place and are shown at all of them"
    )
    examples: tuple[dict[str, str], ...] = PydanticField(
        default=(), description="a few raw rows by heading: `platsbild check` types each"
    )

    @model_validator(mode="after")
    def _names_known_fields(self) -> Self:
        if self.kind not in kinds():
            fault = f"kind {self.kind!r} is not one of: {', '.join(sorted(kinds()))}"
            raise ValueError(fault)
        known = kinds()[self.kind].fields
        filled = self.filled_fields()
        if unknown := sorted((filled | set(self.identity)) - set(known)):
            fault = f"{unknown[0]!r} is not a field of {self.kind}; it has: {', '.join(known)}"
            raise ValueError(fault)
        missing = sorted({name for name, field in known.items() if field.required} - filled)
        if missing:
            fault = f"no column fills the required field {missing[0]!r} of {self.kind}"
            raise ValueError(fault)
        return self

    def filled_fields(self) -> set[str]:
        """Return the fields that columns, matrix and constants fill."""
        filled = {column.field for column in self.columns} | set(self.constants)
        return filled | ({self.wide.code_field, self.wide.value_field} if self.wide else set())
