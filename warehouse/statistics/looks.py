"""Looking after 12 and after 24 months, and what counts as evidence (stats.md 2.5)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

PRELIMINARY_MONTHS, FINAL_MONTHS = 12, 24


@dataclass(frozen=True)
class Look:
    """One planned look; both together give 4 % false alarms."""

    months: int
    standing: Literal["preliminary", "first_year", "final"]
    level: float
    """Confidence to compare with: 0.975 (z 2.24) at 12 months, 0.95 at 24."""


LOOKS = (
    Look(PRELIMINARY_MONTHS, "preliminary", 0.975),
    Look(FINAL_MONTHS, "final", 0.95),
)

FIRST_YEAR = Look(PRELIMINARY_MONTHS, "first_year", LOOKS[0].level)
"""The final look is due, but two years are not reported on both sides."""


def look_at(months_after: int) -> Look | None:
    """Return the latest look that is due, or None before the first."""
    due = [look for look in LOOKS if look.months <= months_after]
    return due[-1] if due else None


def evidence_of(outcome_id: str, registered: Collection[str]) -> Literal["main", "exploratory"]:
    """Say whether an outcome was registered before the start; all else is no evidence."""
    return "main" if outcome_id in registered else "exploratory"
