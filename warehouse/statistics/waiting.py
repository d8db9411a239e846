"""How long cases wait, when some of them still do: the median by Kaplan and Meier (1958)."""

from collections.abc import Iterable
from dataclasses import dataclass

_HALF = 0.5
_EXACT = 1e-9


@dataclass(frozen=True)
class Wait:
    """Cases of one wait: `ended_count` of them ended after it, the others still wait."""

    length: float
    ended_count: float
    case_count: float


def median_wait(waits: Iterable[Wait]) -> float | None:
    """Return the wait after which half of the cases had ended, or None where that is not known.

    A case that still waits counts as long as it has been seen to wait. Where exactly half have
    ended for a while, it is the middle of that while: the ordinary median where all have ended.
    """
    together: dict[float, tuple[float, float]] = {}
    for wait in waits:
        ended, cases = together.get(wait.length, (0.0, 0.0))
        together[wait.length] = (ended + wait.ended_count, cases + wait.case_count)
    at_risk = sum(cases for _, cases in together.values())
    waiting = 1.0
    half_from: float | None = None
    for length in sorted(together):
        ended, cases = together[length]
        if ended and half_from is not None:
            return (half_from + length) / 2
        if ended:
            waiting *= 1 - ended / at_risk
        at_risk -= cases
        if ended and abs(waiting - _HALF) < _EXACT:
            half_from = length
        elif waiting < _HALF:
            return length
    return half_from
