"""Two periods compared: counts, interval, p, and one of four verdicts (stats.md 1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from warehouse.statistics.blocks import Windows
from warehouse.statistics.dispersion import Dispersion, measure, measured_tail, settle
from warehouse.statistics.errors import ShapeError
from warehouse.statistics.false_discovery import adjusted_p
from warehouse.statistics.inputs import LEVEL, Floats, Interval, counts_of, weeks_of
from warehouse.statistics.rates import ratio_limits, score_p
from warehouse.statistics.verdicts import Verdict, ratio_verdict


@dataclass(frozen=True)
class PeriodCount:
    """Events in a period (fractions allowed) and its exposure in weeks."""

    count: float
    weeks: float


@dataclass(frozen=True)
class Comparison:
    """What two periods say about one category at one place."""

    before: PeriodCount
    after: PeriodCount
    dispersion: Dispersion
    ratio: float | None
    """Rate after / rate before; None where nothing happened before."""
    interval: Interval
    """Of the ratio; low 0 where nothing happened after, no high where nothing did before."""
    p_value: float
    q_value: float
    """Adjusted for everything shown together, from p with t tails; equal to p for one."""
    shown_together: int
    verdict: Verdict

    @property
    def factor(self) -> float:
        """The dispersion factor f that the counts were divided by."""
        return self.dispersion.factor(self.interval.level)

    @property
    def effective_count(self) -> float:
        """(A + B) / f: how many independent events the counts are worth."""
        return (self.before.count + self.after.count) / self.factor

    @property
    def is_lone_claim(self) -> bool:
        """True where it would be a change alone, but not among all that is shown with it."""
        return not self.interval.holds(1.0) and not self.verdict.is_change


def compare_counts(
    before: PeriodCount, after: PeriodCount, dispersion: Dispersion, level: float = LEVEL
) -> Comparison:
    """Compare two counts shown alone.

    Raises:
        CountError: a count or an exposure is negative or no number.
    """
    counts_of([before.count, after.count, before.weeks, after.weeks], "before and after")
    factor, weeks = dispersion.factor(level), (after.weeks, before.weeks)
    low, high = ratio_limits(after.count, before.count, weeks, factor, level)
    p_value = float(score_p(after.count, before.count, weeks, factor))
    upper = None if np.isinf(high) else float(high)
    ratio = after.count / before.count * before.weeks / after.weeks if before.count else None
    found = Comparison(
        before=before,
        after=after,
        dispersion=dispersion,
        ratio=ratio,
        interval=Interval(float(low), upper, level),
        p_value=p_value,
        q_value=p_value,
        shown_together=1,
        verdict=Verdict.TOO_FEW,
    )
    return replace(found, verdict=_verdict(found, is_claim=True))


def judge_together(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Judge everything shown in one view again: a change is claimed at q below 1 - level."""
    adjusted = _adjusted(comparisons)
    return tuple(
        replace(
            found,
            q_value=q_value,
            shown_together=len(comparisons),
            verdict=_verdict(found, is_claim=q_value < 1 - found.interval.level),
        )
        for found, q_value in zip(comparisons, adjusted, strict=True)
    )


def compare_series(
    counts: Sequence[Sequence[float]] | Floats,
    windows: Windows,
    totals: Sequence[tuple[PeriodCount, PeriodCount]] | None = None,
    level: float = LEVEL,
) -> tuple[Comparison, ...]:
    """Compare the same two periods for all categories of one view.

    Args:
        counts: shape (categories, weeks), events a week, oldest first; NaN where no report
            covers the week. At least 104 weeks of history are wished, at most 156 are used.
        windows: which weeks are before (A) and after (B).
        totals: (before, after) of each category where the periods are not whole weeks; else the
            covered weeks of the windows are summed, and are the exposure.
        level: 0.95, or 0.975 at the 12-month look.

    Returns:
        One comparison a category, in the order given, judged together.
    """
    series = [weeks_of(row, "counts") for row in counts]
    measured = [measure(row, windows) for row in series]
    pairs = totals or [_totals(row, windows) for row in series]
    found = [
        compare_counts(*pair, settle(own, measured[:at] + measured[at + 1 :]), level)
        for at, (pair, own) in enumerate(zip(pairs, measured, strict=True))
    ]
    return judge_together(found)


def _adjusted(comparisons: Sequence[Comparison]) -> tuple[float, ...]:
    if len(comparisons) == 1:
        return (comparisons[0].p_value,)
    tails = [
        measured_tail(found.p_value, found.dispersion.df, found.interval.level)
        for found in comparisons
    ]
    return adjusted_p(tails)


def _totals(row: Floats, windows: Windows) -> tuple[PeriodCount, PeriodCount]:
    before, after = (_total(row[first:end]) for first, end in (windows.before, windows.after))
    return before, after


def _total(weeks: Floats) -> PeriodCount:
    covered = weeks[~np.isnan(weeks)]
    if not covered.size:
        raise ShapeError("counts", weeks.shape, "A window has no covered week: show no comparison.")
    return PeriodCount(float(covered.sum()), float(covered.size))


def _verdict(found: Comparison, *, is_claim: bool) -> Verdict:
    return ratio_verdict(found.interval, found.effective_count, is_claim=is_claim)
