"""How much a place varies, where only whole quarters are known: of numbers that are leaves.

A deviation from stats.md 1.4, which measures on 8-week blocks: a shared file holds no weeks. Blocks
of a quarter hold more of a place's slow waves and of its season, which is not taken out, so the
factor is larger rather than smaller, and the interval wider.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.periods import Span
from warehouse.statistics.dispersion import ASSUMED, Dispersion, Pearson, settle

_LEAST_DF = 2
"""Fewer say nothing: with one, no change would ever be large enough."""


@dataclass(frozen=True)
class Quarter:
    """One calendar quarter and its count; None where it is not shown."""

    span: Span
    count: int | None


def quarter_spread(quarters: Sequence[Quarter], before: Span, after: Span) -> Pearson:
    """Compare quarters with the mean of their segment: history, A, what is between, and B.

    Each segment has a mean of its own, so that neither the change that is asked about nor one
    that began between the periods counts as ordinary variation. What comes after B is left out.
    """
    segments: dict[str, list[int]] = {}
    for quarter in quarters:
        segment = _segment(quarter.span, before, after)
        if quarter.count is not None and segment:
            segments.setdefault(segment, []).append(quarter.count)
    chi_square, df = 0.0, 0
    for counts in segments.values():
        mean = sum(counts) / len(counts)
        if mean > 0:
            chi_square += sum((count - mean) ** 2 / mean for count in counts)
            df += len(counts) - 1
    return Pearson(chi_square, float(df))


def settle_quarters(own: Pearson, others: Sequence[Pearson] = ()) -> Dispersion:
    """Return the dispersion to use; where it must be assumed, no less than the few quarters show.

    A year or two of quarters are always too few to measure it by itself. To assume the usual
    spread then gave 82 % coverage where a place varies more (`docs/simulations.md`).
    """
    found = settle(own, others)
    if found.is_uncertain and own.df >= _LEAST_DF:
        shown = Dispersion(own.chi_square / own.df, own.df, "assumed")
        return max(ASSUMED, shown, key=Dispersion.factor)
    return found


def _segment(span: Span, before: Span, after: Span) -> str:
    if span.end <= before.first:
        return "history"
    if before.first <= span.first and span.end <= before.end:
        return "before"
    if before.end <= span.first and span.end <= after.first:
        return "between"
    return "after" if after.first <= span.first and span.end <= after.end else ""
