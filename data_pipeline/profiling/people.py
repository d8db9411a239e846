"""Columns about people: names, addresses, numbers of persons and cars, and free text."""

import re
from collections.abc import Sequence

from data_pipeline.profiling.vocabulary import plain_words, vocabulary

_LEAST_SHARE = 0.5
_LONG_TEXT = 60
_PATTERNS = {
    "mail": re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"),
    # A day that exists and four digits; ten digits alone may be any number.
    "person_number": re.compile(
        r"(19|20)?\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]|[67]\d|[89]\d)[-+]\d{4}"
    ),
    "phone": re.compile(r"(\+46|0)[\s-]?\d{1,3}([\s/-]?\d{2,3}){2,4}"),
    "plate": re.compile(r"[A-HJ-PR-UW-Z]{3} ?\d{2}[0-9A-Z]"),
}
# These are asked of the texts alone; the others need a heading as well.
_BY_TEXT = ("mail", "person_number", "plate")
_OF_WORDS = {"name", "address", "text"}
_PHONE_MARK = re.compile(r"[\s+/-]")


def personal_sort(
    heading: str, values: Sequence[tuple[str, int]], mean_length: float, *, is_number: bool
) -> str:
    """Return what sort of personal text a column holds: name, mail, phone, ... or ""."""
    words = f" {plain_words(heading)} "
    for sort, names in vocabulary().personal.items():
        if any(f" {name} " in words for name in names) and not (is_number and sort in _OF_WORDS):
            return sort
    for sort in _BY_TEXT:
        if _share(_PATTERNS[sort], values) >= _LEAST_SHARE:
            return sort
    marked = [(text, count) for text, count in values if _PHONE_MARK.search(text.strip())]
    if marked and _share(_PATTERNS["phone"], values) >= _LEAST_SHARE:
        return "phone"
    is_free = mean_length > _LONG_TEXT and _is_varied(values)
    return "text" if is_free else ""


def _share(pattern: re.Pattern[str], values: Sequence[tuple[str, int]]) -> float:
    total = sum(count for _, count in values)
    hits = sum(count for text, count in values if pattern.fullmatch(text.strip()))
    return hits / total if total else 0.0


def _is_varied(values: Sequence[tuple[str, int]]) -> bool:
    """Say whether most texts stand once: people write freely, lists repeat themselves."""
    once = sum(1 for _, count in values if count == 1)
    return once > _LEAST_SHARE * len(values) and any(" " in text for text, _ in values[:5])
