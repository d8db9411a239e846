"""Protected sources as leaves: what an audience's file may hold of them, and nothing else.

The rules are `warehouse.privacy`'s; here are the rows they work on. Source: stats.md 5.3.
"""

import datetime as dt
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import duckdb
import numpy as np
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from config.categories import UNMAPPED
from config.privacy import privacy
from warehouse.periods import Span, add_months
from warehouse.privacy.audiences import AUDIENCES, Shared, rules_of, sensitive_years
from warehouse.privacy.boxes import Cell, Hierarchy
from warehouse.privacy.closing import leaf_tables
from warehouse.privacy.day_parts import Weeks
from warehouse.privacy.places import WEEK_SHAPE, Place
from warehouse.privacy.stored import Tree
from warehouse.privacy.tables import LeafTable

Tables = Mapping[tuple[str, Tree], LeafTable]
Frozen = Mapping[Shared, Tables]
Row = dict[str, Any]
_Cells = tuple[Cell, ...]
_NOTHING: tuple[_Cells, Weeks] = ((), np.zeros((0, *WEEK_SHAPE), dtype=np.int64))
_DAY = dt.timedelta(days=1)
_WEEK_HOURS = math.prod(WEEK_SHAPE)
_MONTHS = 12 * 10_000
"""How many numbers a month (year * 12 + month - 1) may have in that of a cell."""
# Rounded outlines of neighbours overlap by slivers; more than this is a shared stretch of ground.
_MOST_SHARED = 0.001


@dataclass(frozen=True)
class ProtectedArea:
    """One area and everything that is known of its protected incidents; never published."""

    area_id: str
    site_id: str
    place: Place


@dataclass(frozen=True)
class Reach:
    """How far a protected source has reported, and how late its rows may come."""

    preliminary_days: int
    longest_pause_days: int
    runs: tuple[Span, ...]


@dataclass(frozen=True)
class Protected:
    """What the guard made of one build.

    `leaves` are each audience's tables, of which those stretches that are as `frozen` has them
    are the same objects; `areas` are the rows of `mart_leaf_area`. On `closes_on` the next
    quarter closes, if nothing else changes.
    """

    leaves: Mapping[Shared, Tables]
    frozen: Frozen
    areas: Mapping[Shared, tuple[Row, ...]]
    quarters: tuple[int, ...]
    closes_on: dt.date | None


@dataclass(frozen=True)
class Unchanged:
    """The guard would make what the last version's shared files hold: they are copied."""

    quarters: tuple[int, ...]
    closes_on: dt.date | None


GUARD_READS = ("core_incident_area", "ref_area", "ref_source", "ref_category")
"""What leaves are made of, beside the closed quarters, the residents and the rules."""


def protect(
    connection: duckdb.DuckDBPyConnection,
    today: dt.date,
    residents: Mapping[str, int],
    frozen: Frozen,
) -> Protected:
    """Return what each audience may have of the protected sources.

    All audiences are made together, also one that is not served: they must have been frozen on
    the same day. `residents` is the number of people who live at each site, where it is known;
    `frozen` is what the last version kept for each audience (`frozen_tables`).
    """
    known = reaches(connection)
    closed = closed_quarters(known, today)
    areas = protected_areas(connection)
    return Protected(
        _leaves(areas, closed, residents, frozen),
        frozen,
        {audience: tuple(_area_rows(areas, residents, audience)) for audience in AUDIENCES},
        closed,
        next_closing(known, today),
    )


def _area_rows(
    areas: Iterable[ProtectedArea], residents: Mapping[str, int], audience: Shared
) -> Iterator[Row]:
    for area in areas:
        named = {"area_id": area.area_id, "site_id": area.site_id}
        rule = rules_of(privacy(), residents.get(area.site_id))[AUDIENCES.index(audience)]
        yield named | {"tree": "incident", "least_count": rule.least_count}
        if audience == "coordinator":
            yield named | {"tree": "sensitive", "least_count": privacy().least_sensitive}


def _leaves(
    areas: Iterable[ProtectedArea],
    closed: tuple[int, ...],
    residents: Mapping[str, int],
    frozen: Frozen,
) -> Mapping[Shared, Tables]:
    made: dict[Shared, dict[tuple[str, Tree], LeafTable]] = {a: {} for a in AUDIENCES}
    known = {audience: frozen.get(audience, {}) for audience in AUDIENCES}
    for area in areas:
        rules = rules_of(privacy(), residents.get(area.site_id))
        names: tuple[str, Tree] = (area.area_id, "incident")
        kept = [known[audience][names] for audience in AUDIENCES if names in known[audience]]
        tables = leaf_tables(area.place, closed, rules, kept)
        for audience, table in zip(AUDIENCES, tables, strict=True):
            made[audience][names] = table
        secret: tuple[str, Tree] = (area.area_id, "sensitive")
        years = (area.place, closed, privacy().least_sensitive, known["coordinator"].get(secret))
        made["coordinator"][secret] = sensitive_years(*years)
    return made


def quarter_row(quarter: int) -> Row:
    """Return a closed quarter as `mart_leaf_quarter` has it."""
    span = _span(quarter)
    return {"quarter_no": quarter, "first_date": span.first, "end_date": span.end}


def protected_areas(connection: duckdb.DuckDBPyConnection) -> tuple[ProtectedArea, ...]:
    """Return the areas that may have leaves: no two share ground.

    Two overlapping areas would be two partitions of the same incidents. Sites come first, then
    control areas, then buffers; one that overlaps an earlier one is left out. The same outline
    under several names gives the same leaves, so it is no second partition.
    """
    taken: list[BaseGeometry] = []
    found = []
    counted = _counted(connection)
    for area_id, site_id, outline, zones in connection.sql(_sql("areas")).fetchall():
        ground = shape(json.loads(outline))
        if any(_shares(ground, other) for other in taken):
            continue
        taken.append(ground)
        hierarchy = _hierarchy(connection, tuple(zones or ()))
        place = Place(hierarchy, *counted.get(area_id, _NOTHING))
        found.append(ProtectedArea(area_id, site_id, place))
    return tuple(found)


def reaches(connection: duckdb.DuckDBPyConnection) -> tuple[Reach, ...]:
    """Return how far each protected source of incidents has reported."""
    found: dict[tuple[str, int, int], list[Span]] = defaultdict(list)
    for source, late, pause, first, last in connection.sql(_sql("coverage")).fetchall():
        found[source, late, pause].append(Span(first, last + _DAY))
    return tuple(Reach(late, pause, tuple(runs)) for (_, late, pause), runs in found.items())


def closed_quarters(known: Iterable[Reach], today: dt.date) -> tuple[int, ...]:
    """Return the quarters (year * 4 + quarter - 1) whose numbers will not grow any more.

    Each source has reported the whole quarter or is silent about all of it, at least one has
    reported, and the days in which late rows come are over.
    """
    reached = tuple(known)
    return tuple(q for q in _touched(reached) if _is_closed(_span(q), reached, today))


def next_closing(known: Iterable[Reach], today: dt.date) -> dt.date | None:
    """Return the first day after today on which a quarter closes by the passing of time alone."""
    reached = tuple(known)
    closed = closed_quarters(reached, today)
    days = {
        end + dt.timedelta(days=wait)
        for reach in reached
        for end, wait in (
            (max(run.end for run in reach.runs), _patience_days(reach)),
            *((_span(q).end, reach.preliminary_days) for q in _touched(reached)),
        )
    }
    ahead = sorted(day for day in days if day > today)
    return next((day for day in ahead if closed_quarters(reached, day) != closed), None)


def _touched(reached: tuple[Reach, ...]) -> range:
    spans = [run for reach in reached for run in reach.runs]
    if not spans:
        return range(0)
    first, last = min(spans).first, max(span.end for span in spans)
    return range(_quarter(first), _quarter(last) + 1)


def _is_closed(quarter: Span, reached: Iterable[Reach], today: dt.date) -> bool:
    telling = [r for r in reached if any(run.overlaps(quarter) for run in r.runs)]
    silent = [r for r in reached if r not in telling]
    is_whole = all(
        any(run.first <= quarter.first and quarter.end <= run.end for run in r.runs)
        and quarter.end + dt.timedelta(days=r.preliminary_days) <= today
        for r in telling
    )
    return bool(telling) and is_whole and not any(_may_still(r, quarter, today) for r in silent)


def _may_still(reach: Reach, quarter: Span, today: dt.date) -> bool:
    """Say whether a source that has not reported a quarter is late rather than silent."""
    last = max(run.end for run in reach.runs)
    patience = dt.timedelta(days=_patience_days(reach))
    return last <= quarter.first and last + patience > today


def _patience_days(reach: Reach) -> int:
    return reach.longest_pause_days + reach.preliminary_days


def _quarter(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _span(quarter: int) -> Span:
    first = dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)
    return Span(first, add_months(first, 3))


def _shares(one: BaseGeometry, other: BaseGeometry) -> bool:
    smaller = min(one.area, other.area)
    return bool(one.intersection(other).area > _MOST_SHARED * smaller) and not one.equals(other)


def _counted(connection: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[_Cells, Weeks]]:
    """Return the cells of each area and their incidents in the week; each cell once."""
    connection.sql(_sql("members")).create_view("core_leaf_member", replace=True)
    connection.sql(_sql("zones")).create_view("core_leaf_zone", replace=True)
    numbered = connection.table("core_leaf_member").order("member_no").fetchall()
    names = [name for name, _ in numbered]
    sizes = {"months": _MONTHS, "members": len(names)}
    # Arrays: a million incidents at ten places are as many rows, and would be Python objects.
    rows = connection.sql(_sql("incidents"), params=sizes).fetchnumpy()
    numbers, of_row = np.unique(rows["cell_no"], return_inverse=True)
    shape = (len(names), _MONTHS, len(names), len(names))
    cells = np.column_stack(np.unravel_index(numbers, shape))
    hours = len(numbers) * _WEEK_HOURS
    # Sums of whole numbers, exact as floats far beyond what a place can hold.
    counted = np.bincount(of_row * _WEEK_HOURS + rows["week_hour"], rows["incident_count"], hours)
    weeks = counted.astype(np.int64).reshape(len(numbers), _WEEK_HOURS)
    totals = weeks.sum(axis=1)
    found: dict[str, tuple[list[Cell], list[int]]] = {}
    for row, (area, month, zone, category) in enumerate(cells.tolist()):
        held, places = found.setdefault(names[area], ([], []))
        held.append(Cell(month, names[zone], names[category], int(totals[row])))
        places.append(row)
    return {
        area_id: (tuple(held), weeks[places].reshape(-1, *WEEK_SHAPE))
        for area_id, (held, places) in found.items()
    }


def _hierarchy(connection: duckdb.DuckDBPyConnection, zones: tuple[str, ...]) -> Hierarchy:
    groups: dict[str, list[str]] = defaultdict(list)
    sensitive: set[str] = set()
    for category, group, is_sensitive in _incident_categories(connection):
        # An unknown code may stand for a sensitive offence until somebody has looked at it: it is
        # in no part and in no total.
        if category != UNMAPPED:
            groups[group].append(category)
            sensitive |= {category} if is_sensitive else set()
    ordered = tuple((group, tuple(members)) for group, members in sorted(groups.items()))
    return Hierarchy(zones, ordered, frozenset(sensitive))


def _incident_categories(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    known = connection.table("ref_category").filter("kind_code = 'incident'")
    yield from known.select("category_id, group_id, is_sensitive").order("category_id").fetchall()


def _sql(name: str) -> str:
    return files("data_pipeline").joinpath(f"protect_{name}.sql").read_text(encoding="utf-8")
