"""Random pairs of periods: verdict, p, interval and words must never contradict one another."""

import re
from collections.abc import Iterator

import numpy as np

from config.words import Words
from tests.simulations.rows import Row
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_counts,
    judge_together,
)
from warehouse.statistics.dispersion import Dispersion
from warehouse.statistics.sentences import PERCENT_LEAST, comparison_statement
from warehouse.statistics.verdicts import LEAST_EFFECTIVE_COUNT, Verdict

FORBIDDEN = re.compile(
    r"signifikan|significan|p-värd|p-value|trend|effekt|effect|inte ändrats|ingen förändring"
    r"|no change|not changed",
    re.IGNORECASE,
)
CLAIMS = {
    Verdict.DECREASED: ("minskningen är större|är minskningen större", "decrease is larger"),
    Verdict.INCREASED: ("(?<!s)ökningen är större|är ökningen större", "increase is larger"),
    Verdict.UNCHANGED: ("i stort sett oförändrat", "largely unchanged"),
    Verdict.TOO_FEW: ("säga om det skett en förändring", "say(ing)? whether anything has changed"),
}
ZERO_PERCENT = re.compile(r"(?<!\d)0(–\d+)? (procent|per cent|färre|fler|fewer|more)")


def rows(pairs: int, seed: int) -> Iterator[Row]:
    """Count the pairs in which anything contradicts anything."""
    wrong = sum(bool(contradictions(found)) for found in random_comparisons(pairs, seed))
    yield Row("contradictions", "random pairs, both languages", wrong, 0, 0, pairs)


def random_comparisons(pairs: int, seed: int) -> Iterator[Comparison]:
    """Draw comparisons in views of one to twelve, all sizes, exposures and dispersions."""
    rng = np.random.default_rng([seed, 11])
    left = pairs
    while left > 0:
        size = min(left, int(rng.integers(1, 13)))
        yield from judge_together([_random_comparison(rng) for _ in range(size)])
        left -= size


def contradictions(found: Comparison) -> list[str]:
    """Say everything that contradicts anything in one comparison and its sentences."""
    statement = comparison_statement(found)
    faults = [*_figure_faults(found)]
    for language, position in (("sv", 0), ("en", 1)):
        text = getattr(statement.whole, language)
        faults += [f"{language}: {fault}" for fault in _word_faults(found, text, position)]
    if statement.interval is not None:
        faults += _direction_faults(found, statement.interval)
    return faults


def _random_comparison(rng: np.random.Generator) -> Comparison:
    mean = 10 ** rng.uniform(-0.5, 3.2)
    change = rng.choice([1.0, 1.0, float(np.exp(rng.normal(0, 0.6)))])
    weeks = (52.0, float(rng.choice([52.0, 52.0, 26.0, 51.7, 13.0])))
    before, after = rng.poisson([mean, mean * change * weeks[1] / weeks[0]]).astype(float)
    if rng.random() < 0.1:
        before, after = before * rng.random(), after * rng.random()
    dispersion = Dispersion(float(rng.gamma(2, 0.8)), float(rng.integers(6, 40)))
    return compare_counts(
        PeriodCount(float(before), weeks[0]), PeriodCount(float(after), weeks[1]), dispersion
    )


def _figure_faults(found: Comparison) -> Iterator[str]:
    holds_1 = found.interval.holds(1.0)
    alpha = 1 - found.interval.level
    if (found.p_value < alpha) == holds_1 and abs(found.p_value - alpha) > 1e-9:
        yield "p and interval"
    if found.verdict.is_change and (holds_1 or found.q_value >= alpha):
        yield "a change whose interval holds 1, or with too large a q"
    if found.ratio is not None and not found.interval.holds(found.ratio):
        yield "the ratio lies outside its interval"
    is_few = found.effective_count < LEAST_EFFECTIVE_COUNT
    if is_few and found.verdict is not Verdict.TOO_FEW:
        yield "a verdict on too few"
    if found.verdict is Verdict.UNCHANGED and not found.interval.is_inside(0.8, 1.25):
        yield "unchanged, with a wide interval"
    if found.verdict is Verdict.NO_CERTAIN_CHANGE and not (holds_1 or found.is_lone_claim):
        yield "no certain change, with an interval beside 1"


def _word_faults(found: Comparison, text: str, language: int) -> Iterator[str]:
    if FORBIDDEN.search(text):
        yield f"a forbidden word in {text!r}"
    if ZERO_PERCENT.search(text):
        yield f"a change of 0 in {text!r}"
    for verdict, words in CLAIMS.items():
        says = re.search(words[language], text, re.IGNORECASE) is not None
        if says != (verdict is found.verdict):
            yield f"the words of {verdict} in {text!r}"
    has_percent = "procent" in text or "per cent" in text
    counts = (found.before.count, found.after.count)
    if has_percent and (min(counts) < PERCENT_LEAST or found.verdict is Verdict.TOO_FEW):
        yield f"percent of too little in {text!r}"


def _direction_faults(found: Comparison, interval: Words) -> list[str]:
    falls, rises = "färre" in interval.sv, "fler" in interval.sv
    possible = (found.interval.low < 1, found.interval.high is None or found.interval.high > 1)
    return [] if (falls, rises) == possible else [f"the direction of {interval.sv!r}"]
