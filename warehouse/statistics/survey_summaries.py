"""An index and its change from count, mean, spread and skewness: what shared files may hold."""

from dataclasses import dataclass
from math import sqrt

from scipy import stats

from warehouse.statistics.inputs import LEVEL, Interval
from warehouse.statistics.survey_display import FULL_N
from warehouse.statistics.surveys import (
    ANCHORS,
    COCHRAN,
    PRIOR,
    IndexEstimate,
    WaveChange,
    judge_waves_together,
)
from warehouse.statistics.verdicts import Verdict

_TOP = 100.0


@dataclass(frozen=True)
class ScoreSummary:
    """Scores 0-100: how many, mean, standard deviation (of the n) and third central moment."""

    count: int
    mean: float
    spread: float
    third: float

    @property
    def skewness(self) -> float:
        """How far the scores pile up at one end; 0 where all are alike."""
        return self.third / self.spread**3 if self.spread > 0 else 0.0

    @property
    def mean_error(self) -> float:
        """The standard error of the mean."""
        return self.spread / sqrt(self.count - 1)


def index_of(summary: ScoreSummary, level: float = LEVEL) -> IndexEstimate:
    """Return the index with the interval that `surveys.index_estimate` gives the same scores."""
    low = high = summary.mean
    if summary.count < max(FULL_N, COCHRAN * summary.skewness**2):
        low, high = _small_sample(summary, level)
    elif summary.spread > 0:
        low, high = stats.t.interval(level, summary.count - 1, summary.mean, summary.mean_error)
    interval = Interval(max(0.0, float(low)), min(_TOP, float(high)), level)
    return IndexEstimate(summary.mean, interval, summary.count, float(summary.count))


def change_of(before: ScoreSummary, after: ScoreSummary, level: float = LEVEL) -> WaveChange:
    """Compare two waves as `surveys.index_change` does with the same scores."""
    difference = after.mean - before.mean
    errors = (before.mean_error**2, after.mean_error**2)
    error, low, high, p_value = sqrt(sum(errors)), difference, difference, float(difference == 0)
    if error > 0:
        freedom = sum(errors) ** 2 / sum(
            one**2 / (wave.count - 1) for one, wave in zip(errors, (before, after), strict=True)
        )
        low, high = stats.t.interval(level, freedom, difference, error)
        p_value = float(2 * stats.t.sf(abs(difference / error), freedom))
    found = WaveChange(
        values=(before.mean, after.mean),
        interval=Interval(float(low), float(high), level),
        p_value=p_value,
        q_value=p_value,
        shown_together=1,
        unit="index",
        answer_counts=(before.count, after.count),
        verdict=Verdict.TOO_FEW,
    )
    return judge_waves_together([found])[0]


def _small_sample(summary: ScoreSummary, level: float) -> tuple[float, float]:
    """Return the interval of a mean under Dirichlet weights, from the sums of the scores."""
    count, mean = summary.count, summary.mean / _TOP
    squares = count * ((summary.spread / _TOP) ** 2 + mean**2)
    anchors = [anchor / _TOP for anchor in ANCHORS]
    total = count + PRIOR * len(anchors)
    centre = (count * mean + PRIOR * sum(anchors)) / total
    squares += PRIOR * sum(anchor**2 for anchor in anchors)
    variance = (squares / total - centre**2) / (total + 1)
    size = centre * (1 - centre) / variance - 1
    tail = (1 - level) / 2
    low, high = stats.beta.ppf([tail, 1 - tail], centre * size, (1 - centre) * size)
    return float(low) * _TOP, float(high) * _TOP
