"""Safety surveys: the index 0-100, how sure it is, and two waves compared (stats.md 6)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from warehouse.statistics.answer_weights import effective_size
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.false_discovery import adjusted_p
from warehouse.statistics.inputs import LEVEL, Floats, Interval, counts_of
from warehouse.statistics.shares import Share, share_difference, share_difference_p
from warehouse.statistics.survey_display import FULL_N
from warehouse.statistics.verdicts import Verdict, difference_verdict

WaveUnit = Literal["index", "share"]
BANDS: dict[WaveUnit, float] = {"index": 5.0, "share": 0.10}
"""Differences inside +-5 index points or +-10 percentage points are "oförändrat"."""

_LEAST_ITEMS = 0.6
_LEAST_SPREAD = 2
"""One answer has no spread."""

PRIOR = 0.2
COCHRAN = 25
ANCHORS = (0.0, 25.0, 50.0, 75.0, 100.0)
_TOP = 100.0


@dataclass(frozen=True)
class IndexEstimate:
    """An index 0-100 with its interval, number of answers, and what they are worth weighted."""

    value: float
    interval: Interval
    answer_count: int
    effective_count: float


@dataclass(frozen=True)
class WaveChange:
    """Two waves compared: after - before, in index points or shares."""

    values: tuple[float, float]
    """Before and after."""
    interval: Interval
    """Of after - before."""
    p_value: float
    q_value: float
    shown_together: int
    unit: WaveUnit
    answer_counts: tuple[int, int]
    verdict: Verdict

    @property
    def is_lone_claim(self) -> bool:
        """True where it would be a change alone, but not among all that is shown with it."""
        is_said = self.verdict in (Verdict.NO_CERTAIN_CHANGE, Verdict.UNCHANGED)
        return is_said and not self.interval.holds(0.0)


@dataclass(frozen=True)
class Stratum:
    """One stratum of a drawn sample."""

    population: float
    answer_count: float
    mean: float
    variance: float


def index_scores(
    answers: Sequence[Sequence[float]] | Floats, reversed_items: Collection[int] = (), top: int = 5
) -> Floats:
    """Return each respondent's index: (mean of items - 1) / (top - 1) * 100.

    Args:
        answers: shape (respondents, items), 1 to `top`; NaN for "vet ej" and no answer.
        reversed_items: positions of items where low is good; they are turned.
        top: the best answer.

    Returns:
        Shape (respondents,); NaN below 60 % of the items.
    """
    given = np.array(answers, dtype=np.float64)
    turned = list(reversed_items)
    given[:, turned] = 1 + top - given[:, turned]
    answered = ~np.isnan(given)
    means = np.where(answered, given, 0.0).sum(axis=1) / np.maximum(answered.sum(axis=1), 1)
    scores: Floats = (means - 1) / (top - 1) * _TOP
    scores[answered.mean(axis=1) < _LEAST_ITEMS] = np.nan
    return scores


def index_estimate(
    scores: Sequence[float] | Floats,
    weights: Sequence[float] | None = None,
    level: float = LEVEL,
) -> IndexEstimate:
    """Return mean and interval: t from 30 answers, below that a Dirichlet prior of 0.2 a class.

    Answers piled up at one end need more than 30: by Cochran's rule (1977, 2.15) t is used where
    n > 25 g^2, g the skewness. At n 30 t alone covers 91 % there, with the rule 94-95 %.

    Args:
        scores: 0 to 100, no NaN.
        weights: one a respondent, any scale; they count as their effective number.
        level: 0.95 and the like.

    Raises:
        ShapeError: fewer than two answers.
    """
    found = counts_of(scores, "scores")
    if found.size < _LEAST_SPREAD:
        raise ShapeError("scores", found.shape, "Show nothing below 10 answers.")
    described, effective = _described(found, weights)
    value = float(described.mean)
    if found.size >= max(FULL_N, COCHRAN * _skewness(found) ** 2):
        low, high = (value, value)
        if described.var > 0:
            low, high = described.tconfint_mean(alpha=1 - level)
    else:
        low, high = _small_sample(found, described.weights, level)
    interval = Interval(max(0.0, float(low)), min(_TOP, float(high)), level)
    return IndexEstimate(value, interval, found.size, effective)


def index_change(
    before: Sequence[float] | Floats,
    after: Sequence[float] | Floats,
    weights: tuple[Sequence[float] | None, Sequence[float] | None] = (None, None),
    level: float = LEVEL,
) -> WaveChange:
    """Compare two waves of scores by Welch's interval, index points; alone in its view."""
    earlier, later = counts_of(before, "before"), counts_of(after, "after")
    parts = [_described(later, weights[1])[0], _described(earlier, weights[0])[0]]
    means = CompareMeans(*parts)
    values = (float(parts[1].mean), float(parts[0].mean))
    difference = values[1] - values[0]
    low, high, p_value = difference, difference, float(difference == 0)
    if parts[0].var + parts[1].var > 0:
        low, high = means.tconfint_diff(alpha=1 - level, usevar="unequal")
        p_value = means.ttest_ind(usevar="unequal")[1]
    interval = Interval(float(low), float(high), level)
    sizes = (earlier.size, later.size)
    return _judged(values, interval, float(p_value), "index", sizes)


def share_change(before: Share, after: Share, level: float = LEVEL) -> WaveChange:
    """Compare two shares by Newcombe's interval, shares (0.1 is 10 points); alone in its view."""
    interval = share_difference(after, before, level)
    p_value = share_difference_p(after, before)
    sizes = (round(before.base), round(after.base))
    return _judged((before.value, after.value), interval, p_value, "share", sizes)


def judge_waves_together(changes: Sequence[WaveChange]) -> tuple[WaveChange, ...]:
    """Judge several items shown in one view: a change is claimed at q below 1 - level."""
    adjusted = adjusted_p([change.p_value for change in changes])
    return tuple(
        replace(
            change,
            q_value=q_value,
            shown_together=len(changes),
            verdict=_verdict(change, is_claim=q_value < 1 - change.interval.level),
        )
        for change, q_value in zip(changes, adjusted, strict=True)
    )


def ordinal_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the Mann-Whitney p, as an ordinal check on Welch's answer."""
    return float(stats.mannwhitneyu(before, after).pvalue)


def stratified_mean(strata: Sequence[Stratum]) -> tuple[float, float]:
    """Return mean and standard error of a stratified sample, finite population allowed for."""
    total = sum(stratum.population for stratum in strata)
    mean = sum(stratum.population * stratum.mean for stratum in strata) / total
    variance = sum(
        (stratum.population / total) ** 2
        * (1 - stratum.answer_count / stratum.population)
        * (stratum.variance / stratum.answer_count)
        for stratum in strata
    )
    return mean, float(np.sqrt(variance))


def _described(scores: Floats, weights: Sequence[float] | None) -> tuple[DescrStatsW, float]:
    given = np.ones(scores.size) if weights is None else counts_of(weights, "weights")
    effective = effective_size(given)
    # Scaled to the effective number, so that the library's variance counts answers, not weights.
    return DescrStatsW(scores, given * effective / given.sum()), effective


def _skewness(scores: Floats) -> float:
    return 0.0 if np.ptp(scores) == 0 else float(stats.skew(scores))


def _small_sample(scores: Floats, weights: Floats, level: float) -> tuple[float, float]:
    # Posterior of a mean under Dirichlet weights, as the beta distribution with its two moments.
    values = np.concatenate([scores, ANCHORS]) / _TOP
    mass = np.concatenate([weights, np.full(len(ANCHORS), PRIOR)])
    total = float(mass.sum())
    mean = float(values @ mass) / total
    variance = float((values - mean) ** 2 @ mass) / total / (total + 1)
    size = mean * (1 - mean) / variance - 1
    tail = (1 - level) / 2
    low, high = stats.beta.ppf([tail, 1 - tail], mean * size, (1 - mean) * size)
    return float(low) * _TOP, float(high) * _TOP


def _judged(
    values: tuple[float, float],
    interval: Interval,
    p_value: float,
    unit: WaveUnit,
    sizes: tuple[int, int],
) -> WaveChange:
    found = WaveChange(
        values=values,
        interval=interval,
        p_value=p_value,
        q_value=p_value,
        shown_together=1,
        unit=unit,
        answer_counts=sizes,
        verdict=Verdict.TOO_FEW,
    )
    return replace(found, verdict=_verdict(found, is_claim=True))


def _verdict(change: WaveChange, *, is_claim: bool) -> Verdict:
    if min(change.answer_counts) < FULL_N:
        return Verdict.TOO_FEW
    return difference_verdict(change.interval, BANDS[change.unit], is_claim=is_claim)
