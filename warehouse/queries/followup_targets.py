"""Whether a target is reached, almost reached or missed, by the KPI's own tolerance."""

from dataclasses import dataclass
from typing import Literal

from warehouse.queries.kpi_dictionary import KpiEntry

Standing = Literal["reached", "near", "missed"]


@dataclass(frozen=True)
class Target:
    """A target, and how the latest number stands to it.

    `standing` is None without a number or a wished direction. `margin` is the KPI's tolerance in
    the unit of the value, a share's in parts of 1: a number that misses by less is near.
    """

    value: float
    standing: Standing | None
    margin: float | None
    latest: float | None = None
    """The number that was judged."""


def target_of(target: float, value: float | None, entry: KpiEntry) -> Target:
    """Judge a number by its target; of a count the tolerance is a part of the target."""
    margin = entry.tolerance
    if margin is not None and entry.base_name is None:
        margin *= abs(target)
    return Target(target, _standing(target, value, entry.better, margin or 0.0), margin, value)


def _standing(target: float, value: float | None, better: str, margin: float) -> Standing | None:
    if value is None or better not in ("lower", "higher"):
        return None
    missing = value - target if better == "lower" else target - value
    if missing <= 0:
        return "reached"
    return "near" if missing < margin else "missed"
