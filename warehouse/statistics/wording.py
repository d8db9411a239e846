"""Sentences in both languages from sentences.yaml: filled in, and put together in one order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from config.texts import phrase, phrases_of
from config.words import Language, Words
from warehouse.statistics.numerals import in_both, numeral, size, sizes

_PHRASES = phrases_of(files("warehouse.statistics").joinpath("sentences.yaml"))

Value = float | str | Words


@dataclass(frozen=True)
class Noun:
    """What is counted, one and many."""

    one: Words
    many: Words

    def of(self, count: float) -> Words:
        """Return the form that goes with a count."""
        return self.one if count == 1 else self.many


@dataclass(frozen=True)
class Statement:
    """A verdict in words; said in this order, and never without its counts."""

    counts: Words
    verdict: Words
    interval: Words | None = None
    not_meant: Words | None = None

    @property
    def whole(self) -> Words:
        """Everything as one text."""
        return joined((self.counts, self.verdict, self.interval, self.not_meant))


def say(key: str, /, **values: Value) -> Words:
    """Fill the sentence `key`; numbers are written as each language does.

    Raises:
        UnknownTextError: no such sentence.
    """
    template = phrase(_PHRASES, key)
    return in_both(
        lambda language: template(
            language, **{name: _written(value, language) for name, value in values.items()}
        )
    )


def joined(parts: Iterable[Words | None]) -> Words:
    """Put sentences after one another; None is left out."""
    said = [part for part in parts if part is not None]
    return in_both(lambda language: " ".join(part.in_language(language) for part in said))


def range_words(low: float, high: float, unit: str) -> Words:
    """Write a range of signed changes in ordinary words: "12-63 procent färre" with a dash.

    Args:
        low: the smallest change, in the unit; below 0 is a fall.
        high: the largest change.
        unit: percent, count, level, index or share: the keys `unit.<unit>.down` and `.up`.
    """
    return in_both(lambda language: _range(low, high, unit, language))


def weeks_words(count: float) -> Words:
    """Write a number of weeks: 1 vecka, 13 veckor."""
    return say("noun.week", count=count)


def listed(names: Sequence[Words]) -> Words:
    """Join names: a, b och c."""
    *head, last = names
    if not head:
        return last
    first = in_both(lambda language: ", ".join(name.in_language(language) for name in head))
    return say("names.and", first=first, last=last)


def inside(said: Words) -> Words:
    """Begin with a small letter, to stand after a colon."""
    sv, en = said.sv, said.en
    return Words(sv=sv[:1].lower() + sv[1:], en=en[:1].lower() + en[1:])


INCIDENTS = Noun(say("noun.one"), say("noun.many"))
YEAR_BEFORE = say("reference.year")
BEFORE_MEASURE = say("reference.measure")
LAST_WAVE = say("reference.wave")


def _range(low: float, high: float, unit: str, language: Language) -> str:
    down, up = (say(f"unit.{unit}.{side}").in_language(language) for side in ("down", "up"))
    if low < 0 < high:
        template = phrase(_PHRASES, "range.both")
        fall, rise = (size(value, language) for value in (low, high))
        return template(language, down=f"{fall} {down}", up=f"{rise} {up}")
    return f"{sizes(low, high, language)} {down if low < 0 else up}"


def _written(value: Value, language: Language) -> str:
    if isinstance(value, Words):
        return value.in_language(language)
    return value if isinstance(value, str) else numeral(value, language)
