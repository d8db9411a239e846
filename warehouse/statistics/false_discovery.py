"""Many comparisons in one view: how many claims may be chance (Benjamini & Hochberg 1995)."""

from collections.abc import Sequence
from typing import Literal

from statsmodels.stats.multitest import multipletests

from warehouse.statistics.inputs import Floats

Correction = Literal["fdr_bh", "bonferroni"]


def adjusted_p(
    p_values: Sequence[float] | Floats, method: Correction = "fdr_bh"
) -> tuple[float, ...]:
    """Return the adjusted p (q) of everything that is shown together, in the order given.

    A claim at q < 0.05 keeps the expected share of false claims in the view at 5 %.
    """
    if not len(p_values):
        return ()
    return tuple(float(q) for q in multipletests(p_values, method=method)[1])
