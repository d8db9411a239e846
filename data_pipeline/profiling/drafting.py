"""Drafts the contract of an unknown file: every key with its reason, every doubt said."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from config.kinds import kinds
from data_pipeline.errors import FileRefusedError
from data_pipeline.profiling.draft_columns import column_entries, place_remarks
from data_pipeline.profiling.found import ColumnProfile, Draft, Profile, decided, unsure
from data_pipeline.profiling.identities import identity
from data_pipeline.profiling.meanings import GIVEN, Candidate, Meaning, candidates, said_in
from data_pipeline.profiling.places import place_entries, say_where
from data_pipeline.profiling.questions import draft_questions
from data_pipeline.profiling.scales import Asked, find_asked
from data_pipeline.profiling.series import (
    Series,
    escaped,
    find_series,
    wide_fields,
)
from data_pipeline.profiling.vocabulary import plain_words, vocabulary

_HEADINGS_NAMED = 8
_CALENDAR = {"UID": "event_id", "DTSTART": "starts_at", "DTEND": "ends_at",
             "SUMMARY": "title", "STATUS": "status",
             "LOCATION": "place_name", "CATEGORIES": "category_code",
             "longitude": "longitude", "latitude": "latitude"}  # fmt: skip
_PROTECTED, _SHARED = {"incident"}, {"survey_answer", "interview_theme"}
# Kinds that any file with a day and a place looks like.
_FALLBACKS = {"fault_report", "event"}
# What is published anyway: the police's own notices.
_PUBLISHED = {"context_event"}
_DAY, _HOUR = 1440, 60
_MONTH_DAYS, _YEAR_DAYS = 35, 300


def draft_contract(profile: Profile, today: dt.date) -> Draft:
    """Return a contract for the file, as far as it can be told from the file alone.

    Raises:
        FileRefusedError: a list of codes, which is no source.
    """
    series, asked = find_series(profile.columns), find_asked(profile)
    best, second = _chosen(profile, series, asked)
    draft = Draft()
    _head(draft, profile, best, second)
    used = _body(draft, profile, best, series)
    if kinds()[best.kind].has_questions:
        used |= draft_questions(draft, profile, asked, used)
    _constants(draft, profile, best, today)
    _not_kept(draft, profile, used)
    say_where(draft)
    return draft


def _chosen(profile: Profile, series: Series | None, asked: Asked) -> tuple[Candidate, Candidate]:
    if profile.found.layout.format == "icalendar":
        # What is cancelled is told by the status, which the first file may lack.
        held = [c for c in profile.columns
                if c.heading in _CALENDAR and (c.filled or c.heading == "STATUS")]  # fmt: skip
        meanings = tuple(Meaning(_CALENDAR[c.heading], c, 4.0) for c in held)
        calendar = Candidate("event", meanings, (), 99.0, ("VEVENT",))
        return calendar, calendar
    best, second, *_ = candidates(profile, series, is_survey=asked.is_survey)
    is_measured = any(c.times or c.role == "position" or c.has_fractions for c in profile.columns)
    if best.lacking and not (is_measured or series or asked.scales):
        named = ", ".join(column.heading for column in profile.columns[:_HEADINGS_NAMED])
        raise FileRefusedError("draft.code_list", headings=named)
    return best, second


def _head(draft: Draft, profile: Profile, best: Candidate, second: Candidate) -> None:
    stem = profile.file_name.rsplit(".", 1)[0]
    marks = ", ".join([*best.marks, *(m.column.heading for m in best.meanings[:4])]) or "–"
    draft.say("kind", decided("kind", kind=kinds()[best.kind].name, marks=marks))
    if best.lacking:
        draft.say("kind", unsure("lacking", fields=", ".join(best.lacking)))
    if best is not second and best.score < 1.25 * second.score:
        draft.say("kind", unsure("kind_close", other=second.kind))
    draft.say("publisher", unsure("publisher"))
    draft.say("cadence", unsure("cadence"))
    draft.say("layout", *profile.found.remarks)
    if profile.broken_count:
        draft.say("layout", unsure("broken", count=profile.broken_count))
    draft.keys |= {
        "kind": best.kind,
        "status": "draft",
        "name": {"sv": stem, "en": stem},
        "publisher": {"sv": "okänd", "en": "unknown"},
        "licence": {"sv": "okänd", "en": "unknown"},
        "sensitivity": _sensitivity(draft, profile, best.kind, has_marks=bool(best.marks)),
        "cadence": _cadence(profile, best),
        "files": [_file_pattern(profile.file_name)],
        "layout": profile.found.layout.model_dump(exclude_defaults=True, exclude_none=True),
    }
    draft.keys["layout"] |= {"decimal": profile.found.layout.decimal}


def _sensitivity(draft: Draft, profile: Profile, kind: str, *, has_marks: bool) -> str:
    """Return who may see the rows; what would be open but looks like the police's is protected."""
    words = {word for text in said_in(profile) for word in plain_words(text).split()}
    marks = sorted(w for w in words if w.startswith(vocabulary().guarded))
    if marks and kind not in _PROTECTED | _SHARED | _PUBLISHED:
        draft.say("sensitivity", unsure("sensitivity_guarded", marks=", ".join(marks)))
        return "protected"
    if kind in _FALLBACKS and not has_marks:
        draft.say("sensitivity", unsure("sensitivity_guess"))
        return "protected"
    usual = "protected" if kind in _PROTECTED else "shared" if kind in _SHARED else "open"
    draft.say("sensitivity", unsure(f"sensitivity_{usual}"))
    return usual


def _cadence(profile: Profile, best: Candidate) -> str:
    if kinds()[best.kind].date_field is None:
        return "once"
    if re.search(r"\d{4}-\d{2}-\d{2}", profile.file_name):
        return "day"
    placing = best.column(str(kinds()[best.kind].date_field))
    days = placing.times.span_days if placing and placing.times else _YEAR_DAYS
    return "month" if days <= _MONTH_DAYS else "year" if days >= _YEAR_DAYS else "quarter"


def _file_pattern(name: str) -> str:
    """Return the name with its numbers open: next month's file is called almost the same."""
    stem, _, suffix = name.rpartition(".")
    return re.sub(r"[\d*_.-]*\d[\d_.T:Z-]*", "*", stem) + f".{suffix}"


def _body(draft: Draft, profile: Profile, best: Candidate, series: Series | None) -> set[str]:
    """Write identity, columns and matrix; return the headings that are used."""
    wide = _both_ways(draft, best, profile)
    if wide is None and series:
        wide = _wide(draft, best, series, profile)
    taken = {wide["code_field"], wide["value_field"]} if wide else set()
    inside = {c.heading for c in profile.columns
              if wide and re.fullmatch(wide["pattern"], c.heading)}  # fmt: skip
    meanings = [m for m in best.meanings
                if m.field not in taken and m.column.heading not in inside]  # fmt: skip
    entries = column_entries(draft, profile, meanings, best.kind)
    # In the order in which a reader wants them; an identity may turn out empty.
    draft.keys |= {"identity": [], "columns": entries}
    if wide:
        draft.keys["wide"] = wide
    entries += place_entries(draft, profile, entries)
    draft.say("columns", *place_remarks(profile, entries))
    if rules := list(_totals(profile, entries, best.kind)):
        draft.keys["leave_out"] = rules
        draft.say("leave_out", unsure("totals"))
    if kinds()[best.kind].has_questions:
        entries += _round(profile, entries)
    draft.keys["identity"] = identity(draft, profile, meanings, entries)
    if not draft.keys["identity"]:
        del draft.keys["identity"]
    beside = {wide["with"]} if wide and "with" in wide else set()
    entries = [entry for entry in entries if entry["from"] not in beside]
    draft.keys["columns"] = entries
    every = (h for e in entries for h in (e["from"], e.get("with"), *e.get("or", ())))
    return {heading for heading in every if heading} | beside | inside


def _totals(profile: Profile, entries: list[dict[str, Any]], kind: str) -> Iterator[dict[str, str]]:
    """Yield the rules that set rows aside whose code or name says that they sum up others."""
    fields = kinds()[kind].fields
    codes = {entry["from"] for entry in entries
             if fields[entry["to"]].type == "code" and not fields[entry["to"]].one_of}  # fmt: skip
    for column in profile.columns:
        texts = [text for text, _ in column.values if text.casefold() in vocabulary().totals]
        if texts and column.heading in codes and kind != "context_value":
            yield {"from": column.heading, "pattern": f"^({'|'.join(map(escaped, texts))})$"}


def _round(profile: Profile, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the year of an answer be its round as well, where no other column is."""
    fields = {entry["to"]: entry for entry in entries}
    dated = fields.get("answered_at")
    if dated is None or "round_code" in fields:
        return []
    times = profile.column(dated["from"]).times
    is_year = times is not None and times.forms == ("%Y",)
    return [{"from": dated["from"], "to": "round_code"}] if is_year else []


def _wide(draft: Draft, best: Candidate, series: Series, profile: Profile) -> dict[str, Any] | None:
    if best.kind == "flow_count" and best.column("point_code") and best.column("visitor_count"):
        return None
    fields = wide_fields(best.kind, series, profile)
    if not fields:
        return None
    wide: dict[str, Any] = {"pattern": series.pattern} | fields
    if best.kind == "flow_count" and any(profile.column(h).has_fractions for h in series.headings):
        wide["scale"] = 1000
        draft.say("wide", unsure("thousands"))
    if series.missing:
        wide["missing"] = list(series.missing)
    if series.cells:
        wide["cells"] = series.cells
        draft.say("wide", unsure("cells", cells=", ".join(series.cells)))
    draft.say("wide", decided("wide", count=len(series.headings), first=series.headings[0]))
    if best.kind == "incident":
        draft.say("wide", unsure("wide_incidents"))
    return wide


def _both_ways(draft: Draft, best: Candidate, profile: Profile) -> dict[str, Any] | None:
    """Return the matrix of a counter that has one column in and one out."""
    if best.kind != "flow_count" or best.column("direction"):
        return None
    words = vocabulary().words_of("flow_count", "direction")
    found = [(c.heading, way) for way in ("in", "out") for c in profile.columns
             if c.role == "number" and plain_words(c.heading) in words[way]]  # fmt: skip
    if [way for _, way in found] != ["in", "out"]:
        return None
    headings = [heading for heading, _ in found]
    draft.say("wide", decided("both_ways", headings=", ".join(headings)))
    pattern = f"({'|'.join(map(escaped, headings))})"
    return {"pattern": pattern, "code_field": "direction", "value_field": "visitor_count",
            "values": dict(found)}  # fmt: skip


def _constants(draft: Draft, profile: Profile, best: Candidate, today: dt.date) -> None:
    """Fill the required fields that no column fills, and say so."""
    fields = kinds()[best.kind].fields
    filled = {entry["to"] for entry in draft.keys["columns"]}
    wide = draft.keys.get("wide") or {}
    filled |= {wide.get("code_field"), wide.get("value_field")}
    if kinds()[best.kind].has_questions:
        filled |= {"question_code", "answer_code"}
    constants: dict[str, Any] = {}
    for name, field in fields.items():
        if field.required and name not in filled and name in GIVEN:
            constants[name] = _constant(draft, profile, name, today)
    if constants:
        draft.keys["constants"] = constants


def _constant(draft: Draft, profile: Profile, name: str, today: dt.date) -> str | int:
    stem = profile.file_name.rsplit(".", 1)[0]
    year = _year_of(stem) or today.year
    if name == "minutes":
        minutes = _minutes(draft, profile)
        draft.say("constants", unsure("minutes", minutes=minutes))
        return minutes
    value = {
        "answered_at": f"{year}-01-01",
        "surveyed_on": f"{year}-01-01",
        "method_code": "own_points",
        "title": profile.columns[0].heading.capitalize(),
        "series_code": next((entry["from"] for entry in draft.keys["columns"]
                             if entry["to"] == "context_value"), stem),
    }.get(name, "okänd")  # fmt: skip
    draft.say("constants", unsure("constant", field=name, value=value))
    return value


def _year_of(stem: str) -> str | None:
    """Return the year in a file's name: `Survey_2018`, or `Ral18`."""
    whole = re.search(r"(?:19|20)\d\d", stem)
    short = re.search(r"(?<![\d])([12]\d)(?![\d])", stem)
    return whole.group() if whole else f"20{short.group(1)}" if short else None


def _minutes(draft: Draft, profile: Profile) -> int:
    entry = next(e for e in draft.keys["columns"] if e["to"] == "counted_from")
    column: ColumnProfile = profile.column(entry["from"])
    has_clock = entry.get("with") or (column.times and column.times.has_clock)
    return _HOUR if has_clock else _DAY


def _not_kept(draft: Draft, profile: Profile, used: set[str]) -> None:
    rest = [column for column in profile.columns if column.heading not in used]
    personal = [column for column in rest if column.personal]
    for column in personal:
        key = f"personal_{column.personal}"
        draft.say("personal", decided(key, heading=column.heading))
    if personal:
        draft.keys["personal"] = [column.heading for column in personal]
    unused = [column.heading for column in rest if not column.personal]
    if kinds()[draft.keys["kind"]].has_questions:
        unused = ["*"] if unused else []
    if unused:
        draft.keys["unused"] = unused
        draft.say("unused", decided("unused"))
