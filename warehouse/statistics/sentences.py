"""What may be said of two periods, and what must be said beside it (stats.md 1.5).

Percent is used only where both counts are at least 10; else the range is said in incidents.
"""

from collections.abc import Sequence

from config.words import Words
from warehouse.statistics.caveats import Caveat, CaveatKind
from warehouse.statistics.comparison import Comparison, PeriodCount
from warehouse.statistics.detection import smallest_detectable_change
from warehouse.statistics.dispersion import Dispersion
from warehouse.statistics.inputs import Interval
from warehouse.statistics.numerals import said_count
from warehouse.statistics.verdicts import LEAST_EFFECTIVE_COUNT, Verdict
from warehouse.statistics.wording import (
    INCIDENTS,
    YEAR_BEFORE,
    Noun,
    Statement,
    Value,
    range_words,
    say,
    weeks_words,
)

PERCENT_LEAST = 10
"""Both counts must reach this before any percent is said."""

_SAME_EXPOSURE = 0.005
_UNEVEN_COUNT = 4 * LEAST_EFFECTIVE_COUNT


def comparison_statement(
    found: Comparison, noun: Noun = INCIDENTS, reference: Words = YEAR_BEFORE
) -> Statement:
    """Say what two periods show.

    Args:
        found: a comparison, judged together with everything shown beside it.
        noun: what is counted.
        reference: what it is compared with, as it stands inside the sentence.
    """
    verdict = found.verdict
    return Statement(
        counts=_counts(found, noun, reference),
        verdict=_verdict(found),
        interval=None if verdict in _SILENT else _interval(found),
        not_meant=_not_meant(found),
    )


def footer() -> Words:
    """Return what always stands under comparisons of reported incidents."""
    return say("footer.incidents")


def caveat_sentence(caveat: Caveat) -> Words:
    """Say one thing that must be said beside a number."""
    return say(f"caveat.{caveat.kind}", **dict(caveat.values))


def spread_caveats(dispersion: Dispersion) -> tuple[Caveat, ...]:
    """Say where the usual variation comes from, if that is out of the ordinary."""
    if dispersion.is_uncertain:
        return (Caveat(CaveatKind.ASSUMED_SPREAD),)
    return (Caveat(CaveatKind.SEASON),) if dispersion.is_seasonal else ()


def power_sentence(
    before: PeriodCount,
    after_weeks: float,
    factor: float,
    noun: Noun = INCIDENTS,
    reference: Words = YEAR_BEFORE,
) -> Words:
    """Say, before the verdict, how large a change must be to be seen with 80 % chance."""
    change = smallest_detectable_change(before, after_weeks, factor)
    if change is None:
        return say("power.none", reference=reference)
    expected = before.count * after_weeks / before.weeks
    low, high = int(expected * (1 + change.fall)), -int(-expected * (1 + change.rise) // 1)
    named: dict[str, Value] = {
        "before": said_count(before.count),
        "noun": noun.of(before.count),
        "reference": reference,
    }
    if low == 0:
        return say("power.rise", high=high, **named)
    return say("power.both", low=low, high=high, **named)


def change_range(
    interval: Interval, counts: Sequence[float], base: float, unit: str
) -> Words | None:
    """Write a ratio's interval: in percent where all counts are at least 10, else in incidents.

    Args:
        interval: of a ratio.
        counts: every count that the ratio rests on.
        base: incidents expected at ratio 1.
        unit: percent or level, for when percent may be said.

    Returns:
        None where the data give no upper limit and there is nothing to count from.
    """
    if interval.high is None:
        return None
    edges = (interval.low - 1, interval.high - 1)
    if min(counts) >= PERCENT_LEAST:
        return range_words(edges[0] * 100, edges[1] * 100, unit)
    return range_words(edges[0] * base, edges[1] * base, "count")


_SILENT = (Verdict.TOO_FEW, Verdict.UNCHANGED)


def _counts(found: Comparison, noun: Noun, reference: Words) -> Words:
    before, after = found.before, found.after
    named: dict[str, Value] = {
        "before": said_count(before.count),
        "after": said_count(after.count),
        "noun": noun.of(after.count),
        "reference": reference,
    }
    if not _is_weekly(found):
        return say("counts.plain", **named)
    weeks = {"before_weeks": weeks_words(before.weeks), "after_weeks": weeks_words(after.weeks)}
    return say("counts.weeks", **named, **weeks)


def _verdict(found: Comparison) -> Words:
    if found.verdict is Verdict.TOO_FEW:
        return say(f"verdict.too_few{_why_too_few(found)}")
    if found.is_lone_claim and found.verdict is Verdict.NO_CERTAIN_CHANGE:
        return say("verdict.no_certain_change.lone", together=found.shown_together)
    if _is_weekly(found):
        return say(f"verdict.{found.verdict}.weekly")
    if found.verdict is Verdict.NO_CERTAIN_CHANGE and found.before.count == found.after.count:
        return say("verdict.no_certain_change.equal")
    return say(f"verdict.{found.verdict}")


def _why_too_few(found: Comparison) -> str:
    before, after = found.before.count, found.after.count
    if before == after:
        return ".equal" if before else ".none"
    if not found.interval.holds(1.0):
        return ".clear"
    return ".uneven" if before + after >= _UNEVEN_COUNT else ""


def _interval(found: Comparison) -> Words | None:
    base = found.before.count * found.after.weeks / found.before.weeks
    counts = (found.before.count, found.after.count)
    said = change_range(found.interval, counts, base, "percent")
    if said is None:
        return None
    is_range = found.verdict.is_change or found.is_lone_claim
    return say("interval.range" if is_range else "interval.possible", range=said)


def _not_meant(found: Comparison) -> Words | None:
    if found.verdict is Verdict.TOO_FEW:
        return say("not_meant.too_few")
    if found.verdict is not Verdict.NO_CERTAIN_CHANGE:
        return None
    return say(f"not_meant.no_certain_change{'.lone' if found.is_lone_claim else ''}")


def _is_weekly(found: Comparison) -> bool:
    # With unlike exposures the counts alone could point the other way.
    return abs(found.after.weeks / found.before.weeks - 1) > _SAME_EXPOSURE
