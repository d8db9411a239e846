"""What `platsbild source try` and `source new` say of a file, read from their JSON."""

import json
from dataclasses import dataclass
from typing import Any

from config.words import Words

_CELL = 80


@dataclass(frozen=True)
class Reason:
    """One reason of rejection in one column, with some of its lines."""

    heading: str
    words: Words
    count: int
    lines: tuple[int, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One of the file's first rows as it would be typed; `faults` say why it is rejected."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[Words, ...]


@dataclass(frozen=True)
class Preview:
    """What would become of a file; `refused` and `remedy` where none of it can be taken."""

    record_count: int
    accepted_count: int
    rejected_count: int
    set_aside_count: int
    unmapped_count: int
    no_position_count: int
    outside_count: int
    dropped: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    refused: Words | None
    remedy: Words | None


@dataclass(frozen=True)
class Draft:
    """A contract drafted for a file that no source knows."""

    source_id: str
    text: str
    decided: tuple[Words, ...]
    unsure: tuple[Words, ...]


def preview_of(answer: str) -> Preview | None:
    """Read the answer of `source try`; None where it is none."""
    try:
        return _preview(_json(answer))
    except (KeyError, TypeError, ValueError):
        return None


def _preview(raw: dict[str, Any]) -> Preview:
    counts = {name: int(raw[name]) for name in _COUNTS}
    return Preview(
        **counts,
        dropped=tuple(raw.get("dropped", ())),
        headings=tuple(raw["headings"]),
        lines=_lines(raw),
        reasons=tuple(_reason(one) for one in raw.get("reasons", ())),
        refused=_words(raw.get("refused")),
        remedy=_words(raw.get("remedy")),
    )


def draft_of(answer: str) -> Draft | None:
    """Read the answer of `source new`; None where it is none."""
    try:
        raw = _json(answer)
        decided, unsure = (
            tuple(Words.model_validate(one) for one in raw[key]) for key in ("decided", "unsure")
        )
        return Draft(str(raw["source_id"]), str(raw["text"]), decided, unsure)
    except (KeyError, TypeError, ValueError):
        return None


_COUNTS = (
    "record_count", "accepted_count", "rejected_count", "set_aside_count", "unmapped_count",
    "no_position_count", "outside_count",
)  # fmt: skip


def _lines(raw: dict[str, Any]) -> tuple[Line, ...]:
    """Return the first rows in the file's order, rejected ones in their place."""
    return tuple(
        Line(
            int(one["line_no"]),
            tuple(_cell(cell) for cell in one["cells"]),
            tuple(Words.model_validate(fault) for fault in one["faults"]),
        )
        for one in raw["lines"]
    )


def _reason(raw: dict[str, Any]) -> Reason:
    return Reason(
        str(raw["heading"]),
        Words.model_validate(raw["words"]),
        int(raw["count"]),
        tuple(raw["lines"]),
        tuple(_cell(value) for value in raw["values"]),
    )


def _words(raw: object) -> Words | None:
    return Words.model_validate(raw) if raw else None


def _cell(raw: object) -> str:
    return str(raw or "")[:_CELL]


def _json(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
