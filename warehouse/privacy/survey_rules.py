"""What of a survey may be shown: number of answers, complements, crosses and kept micro data.

Source: stats.md 5.4 point 6.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from warehouse.statistics.survey_display import LEAST_N

MOST_CROSSED = 2


def shown_groups(answer_counts: Mapping[str, int]) -> frozenset[str]:
    """Return the groups of one split that may be shown beside their total.

    A group needs 10 answers, or none at all. What is hidden must hold 10 too, and more than one
    group, or it would be the total less the shown; else the smallest shown ones are hidden with it.
    """
    ordered = sorted(answer_counts.items(), key=lambda item: (item[1], item[0]))
    hidden = [(group, n) for group, n in ordered if 0 < n < LEAST_N]
    shown = [(group, n) for group, n in ordered if n == 0 or n >= LEAST_N]
    large = [item for item in shown if item[1]]
    while hidden and large and (len(hidden) == 1 or sum(n for _, n in hidden) < LEAST_N):
        hidden.append(large.pop(0))
    hidden_names = {group for group, _ in hidden}
    return frozenset(group for group, _ in shown if group not in hidden_names)


def may_cross(variables: Iterable[str]) -> bool:
    """Say whether answers may be split by these background variables at once."""
    return len(set(variables)) <= MOST_CROSSED


def least_class(rows: Iterable[tuple[str, ...]]) -> int:
    """Return the size of the smallest class of people alike in all kept variables; 0 of none.

    Micro data (age band, sex, tie to the place) may be kept where it is 10 or more.
    """
    return min(Counter(rows).values(), default=0)


def may_keep(rows: Iterable[tuple[str, ...]]) -> bool:
    """Say whether rows of background variables are k-anonymous with k 10."""
    size = least_class(rows)
    return size == 0 or size >= LEAST_N
