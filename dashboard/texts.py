"""The words of one page: `pages/<page>/text.yaml`, Swedish and English side by side."""

from functools import cache
from importlib.resources import files

from config.texts import Phrase, phrase, phrases_of, under


def page_text(page: str, key: str) -> Phrase:
    """Return the page's text `<page>.<key>`; an unknown key stops the start."""
    return phrase(_phrases(page), f"{page}.{key}")


def page_texts_under(page: str, prefix: str) -> dict[str, Phrase]:
    """Return the page's texts below `<page>.<prefix>.`, by the rest of the key."""
    return under(_phrases(page), f"{page}.{prefix}")


@cache
def _phrases(page: str) -> dict[str, Phrase]:
    return phrases_of(files("dashboard").joinpath("pages", page, "text.yaml"))
