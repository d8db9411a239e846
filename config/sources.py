"""The contract of one kind of file from one sender: `sources/<source>.yaml`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.errors import RuleError
from config.kinds import kinds
from config.layouts import Layout, require_pattern
from config.questions import Question
from config.time_forms import Clock, DateUnit, finest_unit, require_clear_forms, require_clock
from config.words import Fact, Text, Words

Sensitivity = Literal["protected", "shared", "open"]
Cadence = Literal["day", "week", "month", "quarter", "year", "once"]
EARLIEST = dt.date(1990, 1, 1)
"""A time before this day is taken for a slip, unless the contract says an earlier one."""
QUESTION_FIELD, ANSWER_FIELD, VALUE_FIELD = "question_code", "answer_code", "answer_value"


class Column(Fact):
    """One column: its heading in the file (`source`), our field, and how its text is read."""

    source: Text = PydanticField(alias="from")
    beside: Text | None = PydanticField(
        default=None, alias="with", description="a heading whose text follows, such as the time"
    )
    others: tuple[Text, ...] = PydanticField(
        default=(), alias="or", description="headings that are read where the first is empty"
    )
    field: Text = PydanticField(alias="to")
    formats: tuple[Text, ...] = PydanticField(default=(), description="tried in this order")
    earliest: dt.date = PydanticField(
        default=EARLIEST, description="a time before this day is taken for a slip"
    )
    unknown_time: Text | None = PydanticField(
        default=None, description="the clock time the sender writes when the hour is not known"
    )
    clock: Clock = PydanticField(
        default="local",
        description="utc: its times are UTC unless they carry an offset; offset: each carries Z or "
        "an offset; both become the clock of the instance's time zone",
    )
    pattern: Text | None = PydanticField(
        default=None, description="takes the (group) of the text, such as one half of (lat, lon)"
    )
    values: dict[str, Text] = PydanticField(default_factory=dict)
    missing: tuple[Text, ...] = PydanticField(default=(), description="words for nothing: NA, ..")
    scale: float = 1.0
    personal: bool = PydanticField(default=False, description="its value is never shown in errors")

    @model_validator(mode="after")
    def _pattern_has_one_group(self) -> Self:
        if self.pattern is not None:
            require_pattern(self.pattern, groups=1)
        return self

    @model_validator(mode="after")
    def _times_can_be_read(self) -> Self:
        require_clear_forms(self.formats)
        if self.unknown_time is not None:
            require_clock(self.unknown_time)
            if self.clock != "local":
                raise RuleError("rule.unknown_time")
        return self

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings it reads."""
        return (self.source, *((self.beside,) if self.beside else ()), *self.others)


class Wide(Fact):
    """A matrix: one column per point or month; `pattern` has one group, the code it stands for."""

    pattern: Text
    code_field: Text
    value_field: Text
    scale: float = 1.0
    beside: Text | None = PydanticField(
        default=None, alias="with", description="a heading whose text leads the code: the year"
    )
    formats: tuple[Text, ...] = PydanticField(default=(), description="where the code is a time")
    values: dict[str, Text] = PydanticField(default_factory=dict, description="codes replaced")
    cells: dict[str, Text] = PydanticField(default_factory=dict, description="cells replaced")
    missing: tuple[Text, ...] = PydanticField(default=(), description="words for nothing: NA, ..")

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        require_pattern(self.pattern, groups=1)
        require_clear_forms(self.formats)
        return self


class RowRule(Fact):
    """A rule about whole rows, by the text under one heading."""

    source: Text = PydanticField(alias="from")


class Keep(RowRule):
    """Rows outside this rule are set aside by the contract and counted; "" is an empty cell."""

    one_of: tuple[str, ...]


class LeaveOut(RowRule):
    """Rows whose text fits the pattern, such as totals and footnotes, are set aside and counted."""

    pattern: Text

    @model_validator(mode="after")
    def _is_a_pattern(self) -> Self:
        require_pattern(self.pattern)
        return self


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
    counted_by: DateUnit | None = PydanticField(
        default=None,
        description="month or year where a row stands for all of it, though it is dated a day; "
        "else the form of its date says so",
    )
    preliminary_days: int = PydanticField(default=28, ge=0)
    files: tuple[Text, ...] = ("*",)
    layout: Layout
    identity: tuple[Text, ...] = PydanticField(
        default=(), description="fields that name a row across files; none: the whole row"
    )
    columns: tuple[Column, ...]
    wide: Wide | None = None
    questions: dict[Text, Question] = PydanticField(
        default_factory=dict, description="of a survey: one column a question, one row a person"
    )
    constants: dict[Text, str | int | float] = PydanticField(default_factory=dict)
    keep: tuple[Keep, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    outage_days: int = PydanticField(
        default=7, ge=0, description="so many days of only zeros from a sensor: missing; 0: never"
    )
    personal: tuple[Text, ...] = PydanticField(
        default=(), description="headings of names, addresses, free text: never kept"
    )
    unused: tuple[Text, ...] = PydanticField(
        default=(), description="headings not needed; * for any text"
    )
    category_map: Text | None = None
    everywhere: bool = PydanticField(
        default=False, description="rows belong to no place: in no number of one"
    )
    examples: tuple[dict[str, str], ...] = PydanticField(
        default=(), description="a few raw rows by heading: `platsbild check` types each"
    )

    @model_validator(mode="after")
    def _names_known_fields(self) -> Self:
        if self.kind not in kinds():
            allowed = ", ".join(sorted(kinds()))
            raise RuleError("rule.kind", value=self.kind, allowed=allowed)
        known, name = kinds()[self.kind].fields, kinds()[self.kind].name
        filled = self.filled_fields()
        if twice := [field for field, n in Counter(self._filling()).items() if n > 1]:
            raise RuleError("facts.filled_twice", field=twice[0])
        if unknown := sorted((filled | set(self.identity)) - set(known)):
            allowed = ", ".join(known)
            raise RuleError("rule.field", field=unknown[0], kind=name, allowed=allowed)
        if missing := sorted({name for name, field in known.items() if field.required} - filled):
            raise RuleError("rule.required", field=missing[0], kind=name)
        return self

    @model_validator(mode="after")
    def _tells_directions_apart(self) -> Self:
        is_told = self.kind == "flow_count" and "direction" in self.filled_fields()
        if is_told and self.identity and "direction" not in self.identity:
            raise RuleError("facts.direction_unnamed", identity=", ".join(self.identity))
        return self

    @model_validator(mode="after")
    def _tells_what_is_cancelled(self) -> Self:
        is_calendar = self.kind == "event" and self.layout.format == "icalendar"
        if is_calendar and "status" not in self.filled_fields():
            raise RuleError("facts.status_unread")
        return self

    @model_validator(mode="after")
    def _has_questions_if_a_survey(self) -> Self:
        if bool(self.questions) != kinds()[self.kind].has_questions or (
            self.questions and self.wide
        ):
            raise RuleError("rule.questions")
        return self

    def filled_fields(self) -> set[str]:
        """Return the fields that columns, matrix, questions and constants fill."""
        return set(self._filling())

    def _filling(self) -> Iterator[str]:
        yield from (column.field for column in self.columns)
        yield from self.constants
        if self.questions:
            yield from (QUESTION_FIELD, ANSWER_FIELD, VALUE_FIELD)
        if self.wide:
            yield from (self.wide.code_field, self.wide.value_field)

    @property
    def date_unit(self) -> DateUnit:
        """What one row's date stands for: a day, or the whole month or year it lies in."""
        dated = kinds()[self.kind].date_field
        forms = [
            form for column in self.columns if column.field == dated for form in column.formats
        ]
        if self.wide and self.wide.code_field == dated:
            forms += self.wide.formats
        return self.counted_by or finest_unit(tuple(forms))

    @property
    def row_rules(self) -> tuple[RowRule, ...]:
        """The rules that set whole rows aside."""
        return (*self.keep, *self.leave_out)

    def read_headings(self) -> Iterator[str]:
        """Yield every heading whose text is kept, but for those of matrix and questions."""
        for column in self.columns:
            yield from column.headings
        yield from (rule.source for rule in self.row_rules)
        if self.wide and self.wide.beside:
            yield self.wide.beside
