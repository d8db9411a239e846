"""What names a row across files in a drafted contract, so that no file erases another."""

from collections.abc import Sequence
from typing import Any

from config.kinds import kinds
from data_pipeline.profiling.found import ColumnProfile, Draft, Profile, decided, unsure
from data_pipeline.profiling.meanings import Meaning

_MOST_PROFILED = 200_000
_POINT_KINDS = {"flow_point": ["point_code"], "flow_count": ["point_code", "counted_from"]}


def identity(
    draft: Draft, profile: Profile, meanings: Sequence[Meaning], entries: Sequence[dict[str, Any]]
) -> list[str]:
    """Return the fields that name a row across files, if the file bears them out."""
    kind, wide = str(draft.keys["kind"]), draft.keys.get("wide")
    filled = {str(entry["to"]) for entry in entries}
    if kind in _POINT_KINDS:
        ways = {"direction"} & {*filled, str((wide or {}).get("code_field"))}
        return [*_POINT_KINDS[kind], *ways]
    if wide and not kinds()[kind].id_is_per_round:
        return _of_table(draft, meanings, filled, str(wide["code_field"]))
    found = next((m for m in meanings if m.field.endswith("_id")), None)
    if found is None:
        _say_one_day(draft, kind, filled)
        return []
    key, column = found.field, found.column
    if profile.found.layout.format == "icalendar":
        return [key, "starts_at"]
    if not column.is_unique or column.filled < min(profile.record_count, _MOST_PROFILED):
        count = profile.record_count - column.distinct
        draft.say("columns", unsure("not_unique", heading=column.heading, count=count))
        return []
    cell = [str(wide["code_field"])] if wide else []
    cell += ["question_code"] if kinds()[kind].has_questions else []
    return [*_named(draft, kind, key, column, filled), *cell]


def _named(draft: Draft, kind: str, key: str, column: ColumnProfile, filled: set[str]) -> list[str]:
    """Return the id, and after it what tells rounds apart where ids come again.

    The id is first: by it a row can be withdrawn.
    """
    fact = kinds()[kind]
    dated = str(fact.date_field)
    if fact.id_is_per_round and "round_code" in filled:
        draft.say("identity", decided("identity_rounds", heading=column.heading))
        return [key, "round_code"]
    if fact.id_is_per_round:
        draft.say("identity", decided("identity_rounds", heading=column.heading))
        _say_one_day(draft, kind, filled)
        return [key, dated]
    if _counts_from_one(column) and dated in filled:
        draft.say("identity", unsure("identity_counts", heading=column.heading))
        return [key, dated]
    draft.say("identity", decided("identity", heading=column.heading))
    return [key]


def _say_one_day(draft: Draft, kind: str, filled: set[str]) -> None:
    fact = kinds()[kind]
    if fact.id_is_per_round and fact.date_field not in filled:
        draft.say("identity", unsure("identity_one_day", field=fact.date_field))


def _counts_from_one(column: ColumnProfile) -> bool:
    """Say whether the ids are 1, 2, 3 ... as a program numbers the rows of each file."""
    return column.role == "number" and (column.low, column.high) == (1, column.filled)


def _of_table(
    draft: Draft, meanings: Sequence[Meaning], filled: set[str], code_field: str
) -> list[str]:
    """Name a number in a table of crimes by its row and month: a newer table replaces it."""
    found = next((m for m in meanings if m.field == "category_code"), None)
    if found is None or not found.column.is_unique or code_field == found.field:
        return []
    draft.say("identity", decided("identity_table", heading=found.column.heading))
    return [*({"place_name"} & filled), found.field, code_field]
