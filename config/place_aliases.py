"""Senders' words for a place that its own names do not have: mappings/place_aliases.csv."""

from pathlib import Path

from pydantic import ValidationError

from config.loading import Problems, csv_rows, first_fault
from config.words import Fact, Text

FILE = "place_aliases.csv"
NOT_OURS = "not_ours"
"""Stands for a place in the queue: the text is of none of ours, and its rows lie outside."""


class PlaceAlias(Fact):
    """One text of a sender and the place it stands for, or `not_ours`."""

    place_name: Text
    site: Text


def load_place_aliases(path: Path, sites: set[str], problems: Problems) -> dict[str, str]:
    """Return place text in lower case -> site or `not_ours`; lines that cannot be used are told."""
    found: dict[str, str] = {}
    for line, row in csv_rows(path, problems):
        at = f"rad {line}"
        try:
            alias = PlaceAlias.model_validate(row)
        except ValidationError as error:
            problems.add(path, at, "facts.bad_line", reason=first_fault(error))
            continue
        name = alias.place_name.lower()
        if alias.site not in sites | {NOT_OURS}:
            allowed = ", ".join((*sorted(sites), NOT_OURS))
            problems.add(path, at, "facts.unknown_site", value=alias.site, allowed=allowed)
        elif found.get(name, alias.site) != alias.site:
            problems.add(path, at, "facts.alias_twice", value=alias.place_name, site=found[name])
        else:
            found[name] = alias.site
    return found
