"""Questions of a survey: which columns are answers on a scale, and which way the scale runs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_pipeline.profiling.found import ColumnProfile, Profile
from data_pipeline.profiling.vocabulary import plain_words, vocabulary

_LEAST = 3
# So many scales are a survey; fewer are one where a survey tool wrote the file.
_LEAST_SCALES, _LEAST_OF_TOOL = 4, 3
_LARGEST_SCALE = 11
_DONT_KNOW = {9, 99}
_SCALES = (2, 3, 4, 5, 6, 7, 10)
_NO_QUESTION = re.compile(
    r"^(id|fid|nr|.*[_ ]id|ward|precinct|district|zip.*|lat.*|lon.*|year|år|beat|x|y)$",
    re.IGNORECASE,
)
_CODED_HEADING = re.compile(r"([QF]|G\d+Q)\d+.*")
_CODED_ANSWER = re.compile(r"A([1-9]\d?)")


@dataclass(frozen=True)
class Scale:
    """One question: its heading, the ends of its scale, the words and what is no answer.

    `name` is what is asked where a sheet of codes says so; `is_coded` where its answers are codes
    without words; `is_clear` where the words say that more is better.
    """

    heading: str
    low: int
    high: int
    values: dict[str, float | str]
    missing: tuple[str, ...]
    name: str = ""
    is_coded: bool = False
    is_clear: bool = False


@dataclass(frozen=True)
class Asked:
    """What of a file is a survey: its scales, and how many headings a survey tool wrote."""

    scales: tuple[Scale, ...]
    tool_count: int

    @property
    def is_survey(self) -> bool:
        """Say whether the file is a survey."""
        is_tools = self.tool_count >= (1 if self.scales else _LEAST_OF_TOOL)
        return is_tools or len(self.scales) >= _LEAST_SCALES


def find_asked(profile: Profile) -> Asked:
    """Return the columns that look like answers on a scale, and what a survey tool wrote."""
    headings = [plain_words(column.heading) for column in profile.columns]
    tool_count = sum(heading in vocabulary().survey_tools for heading in headings)
    texts = {text.casefold() for column in profile.columns for text, _ in column.values}
    found = (_scale(column, profile, texts, is_of_tool=tool_count > 0)
             for column in profile.columns if not _NO_QUESTION.match(column.heading))  # fmt: skip
    return Asked(tuple(scale for scale in found if scale is not None), tool_count)


def _scale(
    column: ColumnProfile, profile: Profile, texts: set[str], *, is_of_tool: bool
) -> Scale | None:
    if column.personal or column.distinct > 2 * _LARGEST_SCALE:
        return None
    if labels := profile.found.labels.get(column.heading):
        return _labelled(column, labels, texts)
    if column.role == "number":
        # A question is asked in words; a counter or a code has a short name.
        is_asked = len(plain_words(column.heading).split()) >= _LEAST or "?" in column.heading
        is_code = is_of_tool and _CODED_HEADING.fullmatch(column.heading) is not None
        found = _scale_of_numbers(column) if is_asked or is_code else None
        return replace(found, is_coded=not is_asked) if found else None
    if column.role != "text":
        return None
    return (_scale_of_codes(column) if is_of_tool else None) or _scale_of_words(column, texts)


def _labelled(column: ColumnProfile, labels: dict[str, str], texts: set[str]) -> Scale | None:
    """Return a question whose answers are codes, by the words that a sheet gives them."""
    words = tuple((label, 1) for code, label in labels.items() if code)
    found = _scale_of_words(replace(column, values=words, missing=()), texts)
    if found is None:
        return None
    codes = {label: code for code, label in labels.items() if code}
    return replace(
        found,
        values={codes[word]: value for word, value in found.values.items() if word in codes},
        missing=(*(codes[word] for word in found.missing if word in codes), *column.missing),
        name=labels.get("", ""),
    )


def _scale_of_codes(column: ColumnProfile) -> Scale | None:
    """Return a question whose answers are A1, A2 ... as LimeSurvey writes them."""
    held = [text for text, _ in column.values if text not in column.missing]
    codes = {text: int(match[1]) for text in held if (match := _CODED_ANSWER.fullmatch(text))}
    if len(codes) < max(_LEAST, len(held)) or max(codes.values()) > _LARGEST_SCALE - 1:
        return None
    high = next(size for size in _SCALES if size >= max(codes.values()))
    values: dict[str, float | str] = {f"A{number}": number for number in range(1, high + 1)}
    return Scale(column.heading, 1, high, values, column.missing, is_coded=True)


def _scale_of_numbers(column: ColumnProfile) -> Scale | None:
    held = [(float(text.replace(",", ".")), text, count) for text, count in column.values
            if re.fullmatch(r"\d+([.,]\d+)?", text)]  # fmt: skip
    total = sum(count for *_, count in held)
    apart = [text for number, text, _ in held if number in _DONT_KNOW]
    numbers = {number for number, text, _ in held if text not in apart}
    if {8.0, 7.0} <= numbers:
        # A scale to ten: nine is an answer.
        apart = [text for number, text, _ in held if number == max(_DONT_KNOW)]
        numbers = {number for number, text, _ in held if text not in apart}
    if not numbers or max(numbers) > _LARGEST_SCALE - 1 or len(numbers) < _LEAST:
        return None
    weights = Counter({number: count for number, _, count in held})
    # A lone number far outside is a mistake, not the end of the scale.
    top = max(number for number in numbers if weights[number] > total / 500)
    high = next(size for size in _SCALES if size >= top)
    low = 0 if 0.0 in numbers and weights[0.0] > total / 500 else 1
    return Scale(column.heading, low, high, {}, (*apart, *column.missing))


def _scale_of_words(column: ColumnProfile, texts: set[str]) -> Scale | None:
    own = {text.casefold(): text for text, _ in column.values}
    # Of two scales that hold the answers, the one that other questions of the file are on.
    words = max(vocabulary().scales, key=lambda ws: (_hits(ws, own), _hits(ws, texts)))
    beside = (*vocabulary().no_answer, *vocabulary().apart)
    is_whole = set(own) <= {*words, *beside, *(text.casefold() for text in column.missing)}
    if _hits(words, own) < (_LEAST - 1 if is_whole or len(words) == _LEAST else _LEAST):
        return None
    values: dict[str, float | str] = {
        own.get(word, _as_written(word, own)): number for number, word in enumerate(words, start=1)
    }
    values |= {own[w]: code for w, code in vocabulary().apart.items() if w in own}
    none = tuple(own[word] for word in vocabulary().no_answer if word in own)
    is_clear = words[-1].split()[-1] in vocabulary().favourable
    return Scale(column.heading, 1, len(words), values, (*none, *column.missing), is_clear=is_clear)


def _hits(words: Sequence[str], texts: set[str] | dict[str, str]) -> int:
    return sum(word in texts for word in words)


def _as_written(word: str, own: dict[str, str]) -> str:
    """Return a word that nobody answered with the large letter that the others have."""
    is_large = any(text[:1].isupper() for text in own.values())
    return word[:1].upper() + word[1:] if is_large else word
