"""Words in both languages: one pair of texts, and the messages a user may read."""

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from config.shipped import shipped

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
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


@cache
def _messages() -> dict[str, Words]:
    raw = shipped(files("config").joinpath("messages.yaml"))
    return {key: Words.model_validate(pair) for key, pair in raw.items()}


def message(key: str, /, **values: object) -> Words:
    """Fill the message `key` of messages.yaml in both languages; a value may be Words itself.

    Raises:
        KeyError: the key, or a value the template names, is missing.
    """
    template = _messages()[key]
    filled = {
        language: template.in_language(language).format(
            **{
                name: value.in_language(language) if isinstance(value, Words) else value
                for name, value in values.items()
            }
        )
        for language in LANGUAGES
    }
    return Words.model_validate(filled)
