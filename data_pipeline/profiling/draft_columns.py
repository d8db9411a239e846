"""The columns of a drafted contract: forms, words, patterns and the clock beside a day."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from config.kinds import kinds
from data_pipeline.landing_columns import ISO_FORMATS
from data_pipeline.profiling.clocks import find_clock, moment_with_clock, unread_clock
from data_pipeline.profiling.found import (
    ColumnProfile,
    Draft,
    Profile,
    Remark,
    TimeForms,
    decided,
    unsure,
)
from data_pipeline.profiling.maps import system_of
from data_pipeline.profiling.marks import (
    CLOSING,
    closing_entry,
    is_marked,
    marked_entry,
    say_unread,
)
from data_pipeline.profiling.meanings import LEAST_KNOWN, Meaning, few_codes, known_share
from data_pipeline.profiling.vocabulary import (
    likeness,
    plain_words,
    vocabulary,
)

_WORDS_NAMED = 8
_LATITUDE, _LONGITUDE = r"^\(?(-?[0-9.]+)", r", *(-?[0-9.]+)"
_CODE_AND_NAME = re.compile(r"\d{2,6} \D.*")
_AREA_CODE, _AREA_NAME = r"^(\d{2,6}) ", r"^\d{2,6} (.*)"
_SWEDEN_NORTH, _SWEDEN_EAST = 54.0, 30.0


def column_entries(
    draft: Draft, profile: Profile, meanings: Sequence[Meaning], kind: str
) -> list[dict[str, Any]]:
    """Return the contract's columns, and put what was decided about each into the draft."""
    order = list(kinds()[kind].fields)
    entries = [
        {"from": meaning.column.heading, "to": meaning.field}
        | _read_as(draft, profile, meanings, meaning)
        | _other_half(profile, meaning)
        for meaning in sorted(meanings, key=lambda one: order.index(one.field))
    ]
    say_unread(draft, profile, {entry["to"] for entry in entries})
    entries = _split_area(entries, meanings)
    return [*_in_order(draft, profile, entries), *_position(draft, profile, meanings, kind)]


def _read_as(
    draft: Draft, profile: Profile, meanings: Sequence[Meaning], meaning: Meaning
) -> dict[str, Any]:
    """Return how a column's texts become values of its field."""
    column = meaning.column
    field = kinds()[str(draft.keys["kind"])].fields[meaning.field]
    if meaning.field == "category_code" and not few_codes(column):
        draft.say("columns", unsure("many_codes", heading=column.heading))
    if field.type in {"moment", "date"} and column.times:
        return _moment(draft, column, column.times, _clocked(draft, profile, meanings, meaning))
    if meaning.field == CLOSING:
        return closing_entry(draft, column, profile.found.layout.decimal)
    if field.type == "flag" and is_marked(column, profile.record_count):
        return marked_entry(draft, column)
    if field.one_of:
        return _closed_list(draft, profile, meaning, field.one_of)
    return {"missing": list(column.missing)} if column.missing else {}


def _clocked(
    draft: Draft, profile: Profile, meanings: Sequence[Meaning], meaning: Meaning
) -> dict[str, Any]:
    """Return how the clock time beside a row's day is read; say so where it cannot be."""
    kind, column = str(draft.keys["kind"]), meaning.column
    times = column.times
    if times is None or kinds()[kind].date_field != meaning.field:
        return {}
    if not likeness(column.heading, vocabulary().names_of(kind, meaning.field)):
        draft.say("columns", unsure("placed_by", heading=column.heading))
    if times.has_clock and not times.is_midnight:
        return {}
    clock = find_clock(profile, meanings)
    found = moment_with_clock(draft, column, times.day_forms, clock) if clock else {}
    unread = unread_clock(profile, meanings)
    if not found and unread:
        draft.say("columns", unsure("clock_unread", heading=unread.heading))
    return found


def _moment(
    draft: Draft, column: ColumnProfile, times: TimeForms, clocked: dict[str, Any]
) -> dict[str, Any]:
    """Return the forms of a time, where `clocked` is how the clock time beside it is read."""
    entry = {key: value for key, value in clocked.items() if key != "formats"}
    forms = clocked.get("formats") or list(times.forms)
    if not set(forms) <= set(ISO_FORMATS) or len(forms) > 1 or times.unknown_time:
        entry["formats"] = forms
    if times.is_zoned:
        entry["clock"] = "offset"
        draft.say("columns", decided("zone_read", heading=column.heading))
    elif times.unknown_time and not clocked:
        entry["unknown_time"] = times.unknown_time
        is_sure = times.is_midnight
        remark = decided("only_days", heading=column.heading) if is_sure else None
        draft.say("columns", remark or unsure("midnight", heading=column.heading))
    if times.is_leading:
        entry["pattern"] = r"^(\S+)"
        draft.say("columns", unsure("only_day_read", heading=column.heading))
    if column.missing:
        entry["missing"] = list(column.missing)
    draft.say("columns", *_about_forms(column, times, forms))
    return entry


def _about_forms(column: ColumnProfile, times: TimeForms, forms: list[str]) -> Iterator[Remark]:
    if len(forms) > 1:
        yield decided("forms", heading=column.heading, forms=", ".join(forms))
    if times.other and times.decided_by:
        yield decided("day_order_by", heading=column.heading, form=forms[0], by=times.decided_by)
    elif times.other:
        yield unsure("day_order", heading=column.heading, form=times.forms[0], other=times.other)
    if times.read_share < 1:
        share = f"{100 * times.read_share:.1f}"
        yield unsure("some_untyped", heading=column.heading, share=share)


def _other_half(profile: Profile, meaning: Meaning) -> dict[str, str]:
    """Return the heading whose text goes with a title: the guests beside the hosts."""
    half = vocabulary().beside.get(plain_words(meaning.column.heading), "")
    found = (c.heading for c in profile.columns if plain_words(c.heading) == half)
    heading = next(found, None) if meaning.field == "title" else None
    return {"with": heading} if heading else {}


def _closed_list(
    draft: Draft, profile: Profile, meaning: Meaning, allowed: tuple[str, ...]
) -> dict[str, Any]:
    """Return words for a field with a closed list, and the other columns that hold it too."""
    field, column = meaning.field, meaning.column
    kind = str(draft.keys["kind"])
    names = vocabulary().names_of(kind, field)
    others = [c for c in profile.columns if c is not column and not c.personal
              and likeness(c.heading, names) and known_share(kind, field, c) >= LEAST_KNOWN
              and c.heading != column.heading]  # fmt: skip
    if not likeness(column.heading, names):
        draft.say("columns", unsure("by_words", heading=column.heading, field=field))
    entry: dict[str, Any] = {}
    if others and column.filled - _missing_count(column) < profile.record_count:
        entry["or"] = [other.heading for other in others]
        draft.say("columns", unsure("or", heading=column.heading, others=", ".join(entry["or"])))
    else:
        others = []
    for one in (*others, column):
        found = _words(draft, one, field, allowed)
        entry["values"] = entry.get("values", {}) | found.get("values", {})
        entry["missing"] = [*entry.get("missing", []), *found.get("missing", [])]
    entry["missing"] = list(dict.fromkeys(entry["missing"]))
    return {key: value for key, value in entry.items() if value}


def _missing_count(column: ColumnProfile) -> int:
    return sum(count for text, count in column.values if text in column.missing)


def _words(
    draft: Draft, column: ColumnProfile, field: str, allowed: tuple[str, ...]
) -> dict[str, Any]:
    lists = vocabulary().words_of(str(draft.keys["kind"]), field)
    ours = {word: code for code, words in lists.items() for word in words}
    values = {text: ours[text.casefold()] for text, _ in column.values if text.casefold() in ours}
    values = {text: code for text, code in values.items() if text != code and code in allowed}
    known = {*ours, *(word.casefold() for word in (*allowed, *column.missing))}
    unknown = [text for text, _ in column.values if text.casefold() not in known]
    optional = not kinds()[str(draft.keys["kind"])].fields[field].required
    if unknown and optional and "unknown" in allowed:
        # Nobody is left out for a word about themselves.
        values |= dict.fromkeys(unknown, "unknown")
    if unknown:
        named = ", ".join(f"«{text}»" for text in unknown[:_WORDS_NAMED])
        draft.say("columns", unsure("unknown_words", heading=column.heading, words=named,
                                    allowed=", ".join(allowed)))  # fmt: skip
    entry: dict[str, Any] = {"values": values} if values else {}
    return entry | ({"missing": list(column.missing)} if column.missing else {})


def _split_area(entries: list[dict[str, Any]], meanings: Sequence[Meaning]) -> list[dict[str, Any]]:
    """Read code and name out of one column of texts such as `0114 Upplands Väsby`."""
    areas = (m.column for m in meanings if m.field in {"area_code", "area_name"})
    area = next((c for c in areas if _holds_code_and_name(c)), None)
    if area is None:
        return entries
    others = [entry for entry in entries if entry["from"] != area.heading]
    code = {"from": area.heading, "to": "area_code", "pattern": _AREA_CODE}
    name = {"from": area.heading, "to": "area_name", "pattern": _AREA_NAME}
    others = [entry for entry in others if entry["to"] not in {"area_code", "area_name"}]
    return [code, name, *others]


def _holds_code_and_name(column: ColumnProfile) -> bool:
    return all(_CODE_AND_NAME.fullmatch(text) for text, _ in column.values)


def _position(
    draft: Draft, profile: Profile, meanings: Sequence[Meaning], kind: str
) -> Iterator[dict[str, Any]]:
    """Read latitude and longitude out of one column, where they have none of their own."""
    has_fields = {"latitude", "longitude"} <= set(kinds()[kind].fields)
    if not has_fields or any(meaning.field == "latitude" for meaning in meanings):
        return
    both = next((c for c in profile.columns if c.role == "position" and not c.personal), None)
    if both is None:
        return
    draft.say("columns", decided("position", heading=both.heading))
    yield {"from": both.heading, "to": "longitude", "pattern": _LONGITUDE}
    yield {"from": both.heading, "to": "latitude", "pattern": _LATITUDE}


def _in_order(
    draft: Draft, profile: Profile, entries: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Swap latitude and longitude where their numbers say that the headings are wrong."""
    by_field = {entry["to"]: entry for entry in entries}
    if not {"latitude", "longitude"} <= set(by_field):
        return entries
    north = profile.column(by_field["latitude"]["from"])
    east = profile.column(by_field["longitude"]["from"])
    if (north.high or 0) < _SWEDEN_EAST and (east.low or 0) > _SWEDEN_NORTH:
        draft.say("columns", unsure("swapped", north=north.heading, east=east.heading))
        by_field["latitude"]["to"], by_field["longitude"]["to"] = "longitude", "latitude"
    return entries


def place_remarks(profile: Profile, entries: list[dict[str, Any]]) -> Iterator[Remark]:
    """Say where a file holds coordinates that are no degrees and cannot be used."""
    if any(entry["to"] == "latitude" for entry in entries):
        return
    east, north = (
        next((c for c in profile.columns if c.role == "number" and (c.low or 0) > least
              and likeness(c.heading, vocabulary().shared[name])), None)
        for name, least in (("longitude", 1000), ("latitude", 1000))
    )  # fmt: skip
    if east is None or north is None:
        return
    pair = (east.high or 0.0, north.high or 0.0)
    system = system_of(*pair) or system_of(*reversed(pair))
    yield unsure("projected", east=east.heading, north=north.heading, crs=system or "?")
