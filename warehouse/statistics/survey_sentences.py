"""What may be said of a survey: one figure, two waves, and why something is not shown."""

from config.words import NO_BREAK, Words
from warehouse.statistics.numerals import in_both, whole
from warehouse.statistics.shares import Share, share_interval
from warehouse.statistics.survey_display import SurveyDisplay
from warehouse.statistics.surveys import IndexEstimate, WaveChange
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import LAST_WAVE, Statement, range_words, say

_SILENT = (Verdict.TOO_FEW, Verdict.UNCHANGED)
_SCALES = {"index": 1.0, "share": 100.0}


def index_sentence(found: IndexEstimate, display: SurveyDisplay) -> Words:
    """Say one index with its interval, or that it is not shown."""
    if not display.shows_figure:
        return say("survey.nothing")
    low, high = found.interval.low, found.interval.high or 0.0
    named = {"value": _whole(found.value), "low": _whole(low), "high": _whole(high)}
    return say("survey.index", count=found.answer_count, **named)


def share_sentence(share: Share, display: SurveyDisplay) -> Words:
    """Say one share with its interval, or that it is not shown."""
    if not display.shows_figure:
        return say("survey.nothing")
    interval = share_interval(share)
    shares = {"value": share.value, "low": interval.low, "high": interval.high or 0.0}
    named = {name: _whole(100 * value) for name, value in shares.items()}
    return say("survey.share", part=share.count, count=share.base, **named)


def display_sentences(display: SurveyDisplay) -> list[Words]:
    """Say what must stand beside a figure: small base, and only those who answered."""
    found = {"survey.small": display.is_small_base, "survey.grey": display.is_grey}
    return [say(key) for key, is_so in found.items() if is_so]


def hidden_subgroup() -> Words:
    """Say why a subgroup is not shown."""
    return say("survey.subgroup")


def wave_statement(found: WaveChange, reference: Words = LAST_WAVE) -> Statement:
    """Say what two waves show."""
    scale = _SCALES[found.unit]
    before, after = (_whole(scale * value, found.unit) for value in found.values)
    counts = {"before_count": found.answer_counts[0], "after_count": found.answer_counts[1]}
    return Statement(
        counts=say("wave.counts", before=before, after=after, reference=reference, **counts),
        verdict=_verdict(found),
        interval=None if found.verdict in _SILENT else _interval(found, scale),
        not_meant=_not_meant(found),
    )


def wave_footer() -> Words:
    """Return what always stands under a comparison of waves."""
    return say("wave.footer")


def _verdict(found: WaveChange) -> Words:
    if found.verdict is Verdict.UNCHANGED:
        return say(f"wave.unchanged.{found.unit}")
    if found.verdict is Verdict.NO_CERTAIN_CHANGE and found.is_lone_claim:
        return say("wave.no_certain_change.lone", together=found.shown_together)
    return say(f"wave.{found.verdict}")


def _interval(found: WaveChange, scale: float) -> Words:
    low, high = found.interval.low, found.interval.high or 0.0
    said = range_words(scale * low, scale * high, found.unit)
    is_range = found.verdict.is_change or found.is_lone_claim
    return say("interval.range" if is_range else "interval.possible", range=said)


def _not_meant(found: WaveChange) -> Words | None:
    if found.verdict is Verdict.TOO_FEW:
        return say("not_meant.too_few")
    if found.verdict is not Verdict.NO_CERTAIN_CHANGE:
        return None
    return say(f"not_meant.no_certain_change{'.lone' if found.is_lone_claim else ''}")


def _whole(value: float, unit: str = "index") -> Words:
    signs = {"sv": f"{NO_BREAK}%", "en": "%"} if unit == "share" else {"sv": "", "en": ""}
    return in_both(lambda to: whole(value, to) + signs[to])
