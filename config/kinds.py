"""The kinds of sources: which fields one landed row of each kind has."""

from functools import cache
from importlib.resources import files
from typing import Literal

from config.shipped import shipped
from config.words import Fact, Text, Words

FieldType = Literal["text", "code", "whole_number", "decimal", "moment", "date", "flag"]


class Field(Fact):
    """One field of a landed row; `low` and `high` bound numbers, `one_of` bounds codes."""

    type: FieldType
    required: bool = False
    low: float | None = None
    high: float | None = None
    one_of: tuple[Text, ...] = ()


class Kind(Fact):
    """One kind of source; `date_field` is the moment that places a row in time, if any does.

    What is measured `in_rounds` says nothing of the days between them. `id_is_per_round` where its
    senders give the same ids again: a form numbers its answers from one each time, a shop keeps its
    number. Such an id names a row only with its date.
    """

    name: Words
    fields: dict[Text, Field]
    date_field: Text | None = None
    id_is_per_round: bool = False
    has_questions: bool = False
    in_rounds: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its code name: those of kinds.yaml, and one for each file of kinds/."""
    config = files("config")
    raw = shipped(config.joinpath("kinds.yaml"))
    larger = sorted(config.joinpath("kinds").iterdir(), key=lambda file: file.name)
    raw |= {
        file.name.removesuffix(".yaml"): shipped(file)
        for file in larger
        if file.name.endswith(".yaml")
    }
    return {name: Kind.model_validate(kind) for name, kind in raw.items()}


@cache
def field_names() -> dict[str, Words]:
    """Return what people call each field."""
    raw = shipped(files("config").joinpath("field_names.yaml"))
    return {name: Words.model_validate(pair) for name, pair in raw.items()}
