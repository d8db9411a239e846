"""Another truth with the same leaves: who reads the same leaves must be told the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from config.privacy import privacy
from tests.attacker.senders import SENSITIVE, Secrets, Story
from warehouse.privacy.audiences import AUDIENCES, Shared, rules_of
from warehouse.privacy.boxes import Box, Cell
from warehouse.privacy.closing import leaf_tables
from warehouse.privacy.places import Place, Timed
from warehouse.privacy.tables import LeafTable

_TRIES = 24
_SHARES = (1.0, 0.3, 0.1)
_LEAST_REACH = 0.05
_Pair = tuple[Place, Place]


def twin(told: Story, audience: Shared) -> Story:
    """Return a story that differs in all that the audience's leaves do not tell.

    Incidents move to other months, zones and categories of their leaf, come and go where the
    quarter is open or its numbers are frozen; rows of no leaf are of another number.
    """
    rng = np.random.default_rng([told.versions[0].seed, AUDIENCES.index(audience)])
    found: dict[str, _Pair] = {}
    for name in told.versions[0].places:
        pair = (told.versions[0].places[name], told.versions[1].places[name])
        found[name] = _moved(pair, told, audience, rng)
    first, second = (
        _changed(secrets, {name: pair[at] for name, pair in found.items()}, audience, rng)
        for at, secrets in enumerate(told.versions)
    )
    return replace(told, versions=(first, second))


def moved_share(told: Story, other: Story) -> float:
    """Return the share of the second version's incidents that are in another cell."""
    moved = total = 0
    for name, place in told.versions[1].places.items():
        cells = [_cells(one) for one in (place, other.versions[1].places[name])]
        moved += sum(max(0, n - cells[1].get(key, 0)) for key, n in cells[0].items())
        total += sum(cells[0].values())
    return moved / total if total else 0.0


def _cells(place: Place) -> Mapping[tuple[int, str, str], int]:
    found: dict[tuple[int, str, str], int] = {}
    for timed in place.incidents:
        key = (timed.cell.month, timed.cell.zone, timed.cell.category)
        found[key] = found.get(key, 0) + timed.cell.count
    return found


def _changed(
    secrets: Secrets, places: Mapping[str, Place], audience: Shared, rng: np.random.Generator
) -> Secrets:
    others = {name: int(rng.integers(0, 40)) for name in secrets.others}
    if audience == "coordinator":  # who is told of them once a year
        others[SENSITIVE] = secrets.others[SENSITIVE]
    return Secrets(places, others, int(rng.integers(1 << 30)))


def _tables(pair: _Pair, told: Story) -> tuple[Sequence[LeafTable], Sequence[LeafTable]]:
    rules = rules_of(privacy(), told.resident_count)
    first = leaf_tables(pair[0], told.quarters[0], rules)
    return first, leaf_tables(pair[1], told.quarters[1], rules, first)


def _moved(pair: _Pair, told: Story, audience: Shared, rng: np.random.Generator) -> _Pair:
    """Move incidents of ever fewer leaves, where the audience's leaves stay the same."""
    at = AUDIENCES.index(audience)
    wanted = [tables[at] for tables in _tables(pair, told)]
    found, reach = pair, 1.0
    for _ in range(_TRIES):
        share = float(rng.choice(_SHARES))
        tried = (
            _shuffled(found[0], wanted[0], told.months, (reach, share), rng),
            _shuffled(found[1], wanted[1], told.months, (reach, share), rng),
        )
        if [tables[at] for tables in _tables(tried, told)] == wanted:
            found = tried
        else:
            reach = max(0.7 * reach, _LEAST_REACH)
    return found


def _shuffled(
    place: Place,
    table: LeafTable,
    months: Sequence[int],
    shares: tuple[float, float],
    rng: np.random.Generator,
) -> Place:
    """Move a share of the incidents of a share of the leaves; those of no leaf come and go."""
    reach, share = shares
    is_open = [month for month in months if month not in table.months]
    chosen = [leaf.box for leaf in table.leaves if leaf.total and rng.random() < reach]
    moved: Counter[tuple[Cell, int, int]] = Counter()
    for timed in place.incidents:
        leaf = next((box for box in chosen if box.has(timed.cell)), None)
        count = timed.cell.count
        if timed.cell.month in is_open:
            leaf = place.hierarchy.whole(is_open)
            count += int(rng.integers(-1, 2))
        _put(moved, replace(timed, cell=replace(timed.cell, count=max(0, count))), leaf, share, rng)
    return Place.of(
        place.hierarchy,
        tuple(
            Timed(replace(cell, count=count), weekday, hour)
            for (cell, weekday, hour), count in moved.items()
            if count
        ),
    )


def _put(
    moved: Counter[tuple[Cell, int, int]],
    timed: Timed,
    leaf: Box | None,
    share: float,
    rng: np.random.Generator,
) -> None:
    cell, hours = timed.cell, (timed.weekday, timed.hour)
    going = int(rng.binomial(cell.count, share)) if leaf else 0
    moved[replace(cell, count=0), *hours] += cell.count - going
    axes = leaf.key if leaf else ()
    for _ in range(going):
        month, zone, category = (axis[int(rng.integers(len(axis)))] for axis in axes)
        moved[Cell(int(month), str(zone), str(category), 0), *hours] += 1
