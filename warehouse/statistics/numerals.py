"""Numbers inside sentences: digits grouped as each language does, and ranges in ordinary words."""

from collections.abc import Callable

from config.words import Language, Words, in_digits

MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"
_MANY = 100
_LESS_THAN_ONE = Words(sv="mindre än 1", en="less than 1")
_ABOUT = Words(sv="ungefär", en="about")
_TO = Words(sv="till", en="to")


def in_both(say: Callable[[Language], str]) -> Words:
    """Say it once in each language."""
    return Words(sv=say("sv"), en=say("en"))


def numeral(value: float, language: Language) -> str:
    """Write a number: whole where it is whole, else one decimal; a real minus."""
    rounded = round(value, 1)
    written = f"{round(value):,}" if rounded == round(value) else f"{rounded:,.1f}"
    return in_digits(written, language).replace("-", MINUS)


def said_count(count: float) -> float:
    """Return a count as it is said: incidents shared between periods leave parts, told of few."""
    return count if count < _MANY else float(round(count))


def whole(value: float, language: Language) -> str:
    """Write a number without decimals."""
    return numeral(round(value), language)


def size(value: float, language: Language) -> str:
    """Write how large a change is, whole and without sign; never 0 where there is one."""
    if value != 0 and round(abs(value)) == 0:
        return _LESS_THAN_ONE.in_language(language)
    return whole(abs(value), language)


def sizes(one: float, other: float, language: Language) -> str:
    """Write a range of sizes, smaller first: 12-63 with a dash."""
    first, last = (size(value, language) for value in sorted((abs(one), abs(other))))
    if first == last:
        return f"{_ABOUT.in_language(language)} {first}"
    if first == _LESS_THAN_ONE.in_language(language):
        return f"{first} {_TO.in_language(language)} {last}"
    return f"{first}{_DASH}{last}"
