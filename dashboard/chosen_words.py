"""The chosen categories in words: what a number, a title or a whole page is bounded to."""

from config.texts import text
from config.words import Language
from dashboard.state import View
from warehouse.queries.withheld import chosen_names

_MORE = text("filter.categories.more")
_MOST_NAMES = 4
_INCIDENT = "incident"


def chosen_words(view: View) -> str:
    """Name the chosen categories of incidents: klotter, butiksstöld; empty where all are shown."""
    others = {one.category_id for one in view.catalogue.categories if one.kind != _INCIDENT}
    chosen = tuple(one for one in view.state.categories if one not in others)
    names = [name.lower() for name in chosen_names(chosen, view.catalogue, view.language)]
    return _listed(names, view.language)


def bounded(words: str, view: View) -> str:
    """Say after some words what they are bounded to: händelser (klotter, butiksstöld)."""
    stop = "." if words.endswith(".") else ""
    return f"{words.removesuffix('.')}{in_brackets(view)}{stop}"


def in_brackets(view: View) -> str:
    """Write the chosen categories to follow a noun, with the space before; empty where all are."""
    chosen = chosen_words(view)
    return f" ({chosen})" if chosen else ""


def bounded_place(place: str, view: View) -> str:
    """Name a place and the chosen categories, as a line of context does."""
    return " · ".join(filter(None, (place, chosen_words(view))))


def _listed(names: list[str], language: Language) -> str:
    rest = len(names) - _MOST_NAMES
    if rest <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMES])} {_MORE(language, count=rest)}"
