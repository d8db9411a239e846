"""Words on screen that more than one page uses; an unknown key fails when the module loads."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from config.shipped import shipped
from config.words import Language, Words, filled


@dataclass(frozen=True)
class Phrase:
    """One text in both languages, with places to fill in."""

    key: str
    words: Words

    def __call__(self, language: Language, **values: object) -> str:
        """Return the text in one language, filled in."""
        return filled(self.words.in_language(language), values)


class UnknownTextError(LookupError):
    """Code asks for a text that no file has."""

    def __init__(self, key: str, place: str) -> None:
        """Name the key and the file that should have it."""
        super().__init__(f"No text {key!r} in {place}. Add it there, in both languages.")


def text(key: str) -> Phrase:
    """Return a shared text. Call it when a module loads, so that a wrong key stops the start."""
    return phrase(_shared(), key)


def texts_under(prefix: str) -> dict[str, Phrase]:
    """Return the shared texts whose keys start with `prefix.`, by the rest of the key."""
    return under(_shared(), prefix)


def phrases_of(file: Traversable) -> dict[str, Phrase]:
    """Load one text file: key -> {sv, en}."""
    raw = shipped(file)
    return {key: Phrase(key, Words.model_validate(pair)) for key, pair in raw.items()}


@cache
def _shared() -> dict[str, Phrase]:
    return phrases_of(files("config").joinpath("texts.yaml"))


def phrase(phrases: dict[str, Phrase], key: str) -> Phrase:
    """Pick one phrase of a file.

    Raises:
        UnknownTextError: no such key.
    """
    if key not in phrases:
        place = f"the texts under {key.split('.', maxsplit=1)[0]!r}"
        raise UnknownTextError(key, place)
    return phrases[key]


def under(phrases: dict[str, Phrase], prefix: str) -> dict[str, Phrase]:
    """Pick the phrases below a prefix.

    Raises:
        UnknownTextError: there is none.
    """
    found = {
        key.removeprefix(f"{prefix}."): value
        for key, value in phrases.items()
        if key.startswith(f"{prefix}.")
    }
    if not found:
        missing = f"{prefix}."
        raise UnknownTextError(missing, "any text file")
    return found
