"""Where the rows of a draft happened, when no column says so: areas, or the title above."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from config.kinds import kinds
from data_pipeline.profiling.found import ColumnProfile, Draft, Profile, unsure
from data_pipeline.profiling.series import escaped
from data_pipeline.profiling.vocabulary import likeness, vocabulary

_PLACES = {"place_name", "longitude", "latitude", "point_code"}
_OWN_PLACES = {"flow_count", "flow_point", "plan_measure"}
_HEADING = "Plats"
_TITLE = re.compile(r"(.*\S), ([^\W\d][^,;|\d]*)")


def place_entries(
    draft: Draft, profile: Profile, entries: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Offer a column of areas, or else the name in the title, as the place of the rows."""
    if "place_name" not in kinds()[str(draft.keys["kind"])].fields or not _lacks(draft, entries):
        return
    taken = {entry["from"] for entry in entries}
    areas = [c for c in profile.columns if c.role == "text" and not c.personal
             and c.heading not in taken and _named(c)]  # fmt: skip
    if areas:
        heading = max(areas, key=_named).heading
        draft.say("columns", unsure("area_as_place", heading=heading))
        yield {"from": heading, "to": "place_name"}
    elif titled := next(filter(None, map(_TITLE.fullmatch, profile.found.above)), None):
        before = re.sub(r"\d+", r"\\d+", escaped(titled[1]))
        above = dict(draft.keys["layout"].get("above", {}))
        draft.keys["layout"]["above"] = above | {_HEADING: f"{before}, ([^,;]+)"}
        draft.say("columns", unsure("title_as_place", name=titled[2]))
        yield {"from": _HEADING, "to": "place_name"}


def say_where(draft: Draft) -> None:
    """Let rows without a place belong to all of them, unless they are protected."""
    if not _lacks(draft, draft.keys["columns"]):
        return
    has_places = "place_name" in kinds()[str(draft.keys["kind"])].fields
    if draft.keys["sensitivity"] == "protected" and has_places:
        draft.say("everywhere", unsure("no_place"))
        return
    draft.keys["everywhere"] = True
    draft.say("everywhere", unsure("everywhere"))


def _lacks(draft: Draft, entries: Sequence[dict[str, Any]]) -> bool:
    filled = {str(entry["to"]) for entry in entries}
    return not _PLACES & filled and draft.keys["kind"] not in _OWN_PLACES


def _named(column: ColumnProfile) -> float:
    return likeness(column.heading, vocabulary().areas)
