"""What may be said of a programme and its measures, beside what the other sentences say."""

from dataclasses import replace
from functools import partial

from config.words import Words
from warehouse.statistics.numerals import in_both, numeral, said_count, whole
from warehouse.statistics.share_changes import ShareChange
from warehouse.statistics.survey_sentences import wave_statement
from warehouse.statistics.surveys import WaveChange
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import Noun, Statement, range_words, say, weeks_words

BEFORE_START = say("reference.start")
_SILENT = (Verdict.TOO_FEW, Verdict.UNCHANGED)
_PERCENT = 100


def weeks_before_start(weeks: float) -> Words:
    """Name the weeks before the start, which are no calendar year, inside a sentence."""
    return say("reference.start.weeks", weeks=weeks_words(weeks))


def compared_sentence(before: tuple[Words, float], after: tuple[Words, float]) -> Words:
    """Say which days are compared, and how many weeks they are."""
    return say(
        "followup.compared",
        before=before[0],
        before_weeks=weeks_words(before[1]),
        after=after[0],
        after_weeks=weeks_words(after[1]),
    )


def share_change_statement(found: ShareChange, noun: Noun, reference: Words) -> Statement:
    """Say how a share changed: counts of both, verdict, range in percentage points."""
    before, after = found.before, found.after
    return Statement(
        counts=say(
            "share.counts",
            before=before.count,
            before_base=before.base,
            after=after.count,
            after_base=after.base,
            noun=noun.of(after.base),
            reference=reference,
        ),
        verdict=_share_verdict(found.verdict),
        interval=None if found.verdict in _SILENT else _share_interval(found),
        not_meant=_not_meant(found.verdict),
    )


def of_sample(said: Statement, found: ShareChange) -> Statement:
    """Say of a survey's share that it varies between samples, not at the place."""
    if found.verdict in (Verdict.UNCHANGED, Verdict.TOO_FEW):
        return said
    return replace(said, verdict=say(f"wave.{found.verdict}"))


def index_statement(found: WaveChange, noun: Noun) -> Statement:
    """Say how a survey's index changed since the year before the start."""
    before, after = (in_both(partial(whole, value)) for value in found.values)
    counts = say(
        "followup.index",
        before=before,
        before_count=found.answer_counts[0],
        after=after,
        after_count=found.answer_counts[1],
        noun=noun.many,
        reference=BEFORE_START,
    )
    return replace(wave_statement(found), counts=counts)


def counts_only(counts: tuple[float, float], noun: Noun, reference: Words, why: Words) -> Statement:
    """Say two counts (before, after), and why they are not compared."""
    before, after = (said_count(count) for count in counts)
    said = say("counts.plain", before=before, after=after, noun=noun.of(after), reference=reference)
    return Statement(counts=said, verdict=why)


def expected_sentence(percent: float) -> Words:
    """Say what change was expected before the start, with its sign."""
    sign = "+" if percent > 0 else ""
    return say("followup.expected", change=in_both(lambda to: sign + numeral(percent, to)))


def _share_verdict(verdict: Verdict) -> Words:
    return say("wave.unchanged.share" if verdict is Verdict.UNCHANGED else f"verdict.{verdict}")


def _share_interval(found: ShareChange) -> Words:
    low, high = found.interval.low, found.interval.high or 0.0
    said = range_words(_PERCENT * low, _PERCENT * high, "share")
    return say("interval.range" if found.verdict.is_change else "interval.possible", range=said)


def _not_meant(verdict: Verdict) -> Words | None:
    if verdict in (Verdict.TOO_FEW, Verdict.NO_CERTAIN_CHANGE):
        return say(f"not_meant.{verdict}")
    return None
