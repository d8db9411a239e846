"""When the numbers of a frozen stretch may change: once, in all audiences together, and visibly.

Late rows, corrections and moved boundaries change what a closed stretch holds. Its boxes stay, and
so do its numbers, unless in every audience no leaf and no day part changes by 1..k-1 (up or down)
and each is still 0 or at least k. So two versions of a stretch are the same or differ, leaf by
leaf, by 0 or at least k: a difference of two answers, whoever had them, is again a sum of numbers
none of which is in 1..k-1. After one revision the stretch is final.
Source: stats.md 5.3.
"""

from collections.abc import Sequence
from dataclasses import replace

from warehouse.privacy.boxes import Counts
from warehouse.privacy.day_parts import DayPart, Weeks, held_in
from warehouse.privacy.places import Place
from warehouse.privacy.tables import Stretch
from warehouse.privacy.trees import Leaf, Rule


def revised(
    versions: tuple[Stretch, ...], place: Place, rules: Sequence[Rule]
) -> tuple[Stretch, ...]:
    """Return a stretch of all audiences with new counts where they may be told, else as it was."""
    if any(stretch.is_revised for stretch in versions):
        return versions
    now = place.counts_in(versions[0].box.months)
    weeks = place.weeks_in([now.whole])
    new = tuple(_recounted(stretch, now, weeks) for stretch in versions)
    pairs = [*zip(versions, new, rules, strict=True)]
    may_be = all(_may_follow(old, one, rule.least_count) for old, one, rule in pairs)
    # An incident outside every box (a new zone or category) would make the totals disagree.
    is_whole = all(stretch.total == now.total(now.whole) for stretch in new)
    is_changed = new != versions
    if not (is_changed and is_whole and may_be):
        return versions
    return tuple(replace(stretch, is_revised=True) for stretch in new)


def _recounted(stretch: Stretch, now: Counts, weeks: Weeks) -> Stretch:
    leaves = tuple(Leaf(leaf.box, now.total(leaf.box)) for leaf in stretch.leaves)
    parts = stretch.day_parts
    totals = held_in(weeks, parts)[0].tolist() if parts else []
    counted = (DayPart(p.weekdays, p.hours, n) for p, n in zip(parts, totals, strict=True))
    return replace(stretch, leaves=leaves, day_parts=tuple(counted))


def _may_follow(old: Stretch, new: Stretch, least_count: int) -> bool:
    leaves = zip(old.leaves, new.leaves, strict=True)
    parts = zip(old.day_parts, new.day_parts, strict=True)
    changes = [(a.total, b.total) for a, b in leaves] + [(a.total, b.total) for a, b in parts]
    return all(_may_become(before, after, least_count) for before, after in changes)


def _may_become(before: int, after: int, least_count: int) -> bool:
    change = abs(after - before)
    return (change == 0 or change >= least_count) and (after == 0 or after >= least_count)
