"""Words in both languages: one pair of texts, and the messages a user may read."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from config.shipped import shipped

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
NO_BREAK = "\N{NO-BREAK SPACE}"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Fact(BaseModel):
    """The base of every fact: frozen, no unknown keys, no empty strings."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Words(Fact):
    """One text in Swedish and English."""

    sv: Text
    en: Text

    def in_language(self, language: Language) -> str:
        """Return the text in one language."""
        return self.sv if language == "sv" else self.en


class _Counting(Formatter):
    """`{count:händelse|händelser}` is the word that goes with a count: the first with 1."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            return form_of(format_spec, value)
        return format(value, format_spec)


_COUNTING = _Counting()


def filled(template: str, values: Mapping[str, object]) -> str:
    """Fill in a text; `{count:one|many}` stands for the word that goes with `count`.

    Raises:
        KeyError: a value that the text names is missing.
    """
    return _COUNTING.vformat(template, (), values) if "|" in template else template.format(**values)


def form_of(forms: str, count: object) -> str:
    """Pick from "one|many" the word that goes with a count, as written; it may have one form."""
    one, _, many = forms.partition("|")
    return one if str(count) == "1" else many or one


def in_digits(written: str, language: Language) -> str:
    """Write 1,234.5 as a language does."""
    return written if language == "en" else written.replace(",", NO_BREAK).replace(".", ",")


@cache
def _messages() -> dict[str, Words]:
    raw = shipped(files("config").joinpath("messages.yaml"))
    return {key: Words.model_validate(pair) for key, pair in raw.items()}


def message(key: str, /, **values: object) -> Words:
    """Fill the message `key` of messages.yaml in both languages.

    A value may be Words itself; one that is an int is a count, with its digits grouped.

    Raises:
        KeyError: the key, or a value the template names, is missing.
    """
    template = _messages()[key]
    said = {
        language: filled(
            template.in_language(language),
            {name: _as_written(value, language) for name, value in values.items()},
        )
        for language in LANGUAGES
    }
    return Words.model_validate(said)


def _as_written(value: object, language: Language) -> object:
    if isinstance(value, Words):
        return value.in_language(language)
    if isinstance(value, int):
        return in_digits(f"{value:,}", language)
    return value
