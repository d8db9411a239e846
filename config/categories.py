"""Categories of incidents and faults, and the maps from senders' codes to them."""

import datetime as dt
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from config.loading import Problems, csv_rows, first_fault
from config.shipped import shipped
from config.words import Fact, Text, Words

UNMAPPED = "unmapped"


class Category(Fact):
    """One category; `group` is the coarser one that shared pages use."""

    name: Words
    group: Text
    kind: Literal["incident", "fault_report", "event"]
    sensitive: bool = False


class Code(Fact):
    """One sender's code and the category it stands for; both days are included."""

    code: str
    category: Text
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


CodeMap = tuple[Code, ...]


def load_categories(own: Path, problems: Problems) -> dict[str, Category]:
    """Return the shipped categories and the instance's own, by id; own ones win."""
    shipped = Path(str(files("config"))) / "categories.csv"
    found: dict[str, Category] = {}
    for path in (shipped, own):
        for line, row in csv_rows(path, problems):
            raw = {
                "name": {"sv": row.get("sv"), "en": row.get("en")},
                "group": row.get("group"),
                "kind": row.get("kind"),
                "sensitive": row.get("sensitive") == "yes",
            }
            try:
                found[row["category"]] = Category.model_validate(raw)
            except (ValidationError, KeyError) as error:
                problems.add(path, f"rad {line}", "facts.bad_line", reason=_first(error))
    return found


@cache
def group_names() -> dict[str, Words]:
    """Return the names of the shipped groups, by id."""
    raw = shipped(files("config").joinpath("category_groups.yaml"))
    return {key: Words.model_validate(pair) for key, pair in raw.items()}


def load_code_map(path: Path, known: set[str], problems: Problems) -> CodeMap:
    """Return one map of codes; a line that names an unknown category is a fault."""
    codes: list[Code] = []
    for line, row in csv_rows(path, problems):
        try:
            code = Code.model_validate(
                {key: value or None for key, value in row.items()} | {"code": row.get("code") or ""}
            )
        except ValidationError as error:
            problems.add(path, f"rad {line}", "facts.bad_line", reason=_first(error))
            continue
        if code.category not in known:
            problems.add(
                path, f"rad {line}", "facts.unknown_category",
                value=code.category, allowed=", ".join(sorted(known)),
            )  # fmt: skip
        if any(_overlap(code, other) for other in codes):
            problems.add(path, f"rad {line}", "facts.code_twice", value=code.code)
        codes.append(code)
    return tuple(codes)


def _overlap(one: Code, other: Code) -> bool:
    """Say whether two lines give the same code a category on the same day."""
    ends = (one.valid_to or dt.date.max, other.valid_to or dt.date.max)
    begins = (one.valid_from or dt.date.min, other.valid_from or dt.date.min)
    return one.code.lower() == other.code.lower() and max(begins) <= min(ends)


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return first_fault(error)
    return f"kolumnen {error} saknas"
