"""What senders call things: headings and answers in Swedish and English, from words.yaml."""

import re
from functools import cache
from importlib.resources import files

from config.shipped import shipped
from config.words import Fact

_PARTS = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|[^0-9A-Za-zÅÄÖåäöéü]+")
EXACT, PART = 4.0, 2.0
# The first word of a list weighs a little more than the next.
_STEP = 0.02


class KindWords(Fact):
    """Words that mark a kind, and what its fields are called."""

    markers: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]


class Vocabulary(Fact):
    """All of words.yaml."""

    shared: dict[str, tuple[str, ...]]
    kinds: dict[str, KindWords]
    values: dict[str, dict[str, tuple[str, ...]]]
    scales: tuple[tuple[str, ...], ...]
    no_answer: tuple[str, ...]
    apart: dict[str, str]
    missing: tuple[str, ...]
    personal: dict[str, tuple[str, ...]]
    beside: dict[str, str]
    clock: tuple[str, ...]
    areas: tuple[str, ...]
    totals: tuple[str, ...]
    marks: tuple[str, ...]
    guarded: tuple[str, ...]
    survey_tools: tuple[str, ...]
    favourable: tuple[str, ...]
    index_items: tuple[str, ...]
    overall: tuple[str, ...]

    def words_of(self, kind: str, field: str) -> dict[str, tuple[str, ...]]:
        """Return the words for each code of a closed list of ours."""
        return self.values.get(f"{kind}.{field}") or self.values.get(field, {})

    def names_of(self, kind: str, field: str) -> tuple[str, ...]:
        """Return what a field of a kind is called in files."""
        return self.kinds[kind].fields.get(field) or self.shared.get(field, ())


@cache
def vocabulary() -> Vocabulary:
    """Return the words, typed."""
    words = files("data_pipeline.profiling").joinpath("words.yaml")
    return Vocabulary.model_validate(shipped(words))


def plain_words(heading: str) -> str:
    """Return a heading in small letters with one space between words: `InCount` is `in count`."""
    return " ".join(part for part in _PARTS.split(heading.replace("²", "2")) if part).casefold()


def likeness(heading: str, names: tuple[str, ...]) -> float:
    """Return how well a heading fits a list of names: 4 the same words, 2 among others, 0 not.

    A name that begins with = is the whole heading or nothing.
    """
    words = plain_words(heading)
    for number, name in enumerate(names):
        if words == name.removeprefix("="):
            return EXACT - _STEP * number
    for number, name in enumerate(names):
        if f" {name} " in f" {words} " and len(name) > 1:
            return PART - _STEP * number
    return 0.0


def is_missing_word(text: str) -> bool:
    """Say whether a text is one that senders write for nothing."""
    return text.strip().casefold() in vocabulary().missing
