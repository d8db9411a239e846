"""Cells that a field cannot read as they stand: closing times as hours, a mark as yes."""

import re
from typing import Any

from config.kinds import kinds
from data_pipeline.profiling.found import ColumnProfile, Draft, Profile, unsure
from data_pipeline.profiling.vocabulary import likeness, vocabulary

CLOSING = "closes_hour"
# Takes the last clock time of a cell: the end of 10-18, without its zeros.
_PATTERN = r"(\d{1,2}(?:[:.][0-5][1-9]|[:.][1-5]0)?)(?:[:.]00){0,2}$"
_LEAST_SHARE = 0.9
_LATEST, _EARLY = 30, 6
_MINUTES = 60
_QUARTERS, _HUNDREDTHS = {"15", "30", "45"}, {"5", "25", "50", "75"}
_YES = {"ja", "sant", "true", "yes", "1", "j", "y"}


def is_closing(column: ColumnProfile) -> bool:
    """Say whether a column's texts end with a clock time or are hours."""
    if column.role == "number" and not _is_clock_with_point(column):
        return (column.low or 0) >= 0 and (column.high or 0) <= _LATEST
    held = [(text, count) for text, count in column.values if text not in column.missing]
    read = sum(count for text, count in held if _hours(text) is not None)
    return read >= _LEAST_SHARE * sum(count for _, count in held) > 0


def closing_entry(draft: Draft, column: ColumnProfile, decimal: str) -> dict[str, Any]:
    """Return how clock times become the hour of closing, such as 17.5; {} where they are hours."""
    if column.role == "number" and not _is_clock_with_point(column):
        return {}
    draft.say("columns", unsure("closing", heading=column.heading))
    ends = [found for text, _ in column.values if (found := re.search(_PATTERN, text))]
    sign = "." if any("." in end[1] for end in ends) else ":"
    # What the next list may bring: each half hour, and those of the night if there are any.
    texts = [f"{hour}{sign}30" for hour in range(_EARLY, 24)] + [end[1] for end in ends]
    values = {text: f"{hours:g}".replace(".", decimal) for text in texts
              if (hours := _hours(text)) is not None and f"{hours:g}" != text}  # fmt: skip
    return {"pattern": _PATTERN, "values": values}


def say_unread(draft: Draft, profile: Profile, filled: set[str]) -> None:
    """Say which column is called the time of closing, where none could be read."""
    kind = str(draft.keys["kind"])
    if CLOSING not in kinds()[kind].fields or CLOSING in filled:
        return
    names = vocabulary().names_of(kind, CLOSING)
    for column in profile.columns:
        if column.filled and likeness(column.heading, names):
            draft.say("columns", unsure("closing_unread", heading=column.heading))


def _is_clock_with_point(column: ColumnProfile) -> bool:
    """Say whether 17.30 is half past five: quarters of an hour and no hundredths."""
    parts = {text.partition(".")[2] for text, _ in column.values}
    return bool(parts & _QUARTERS) and not parts & _HUNDREDTHS


def _hours(text: str) -> float | None:
    """Return the hour of the last clock time of a text; one in the night is of the day before."""
    found = re.search(_PATTERN, text)
    hour, _, minute = re.sub("[:.]", ":", found[1] if found else "").partition(":")
    if not hour or int(hour) > _LATEST:
        return None
    return int(hour) + int(minute or 0) / _MINUTES + (24 if int(hour) < _EARLY else 0)


def is_marked(column: ColumnProfile, record_count: int) -> bool:
    """Say whether a column holds marks for yes and nothing for no."""
    marks = {*vocabulary().marks, *_YES}
    texts = {text.casefold() for text, _ in column.values}
    return bool(texts) and texts <= marks and column.filled < record_count


def marked_entry(draft: Draft, column: ColumnProfile) -> dict[str, Any]:
    """Return how a mark is read as yes and an empty cell as no."""
    draft.say("columns", unsure("marked", heading=column.heading))
    marks = {text: "ja" for text, _ in column.values if text.casefold() not in _YES}
    return {"values": marks | {"": "nej"}}
