"""Files of one name: of the days that a newer one covers, only what it holds counts.

A sender corrects a file and sends it again, or writes each month's rows to a file of the same
name. So a row of the older file goes where the newer one covers its day and does not have it; rows
of other days stay.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from config.sources import Source
from data_pipeline.kept import digest
from data_pipeline.land import Landed, Span, counted
from data_pipeline.landing_columns import LOCAL_DATE
from data_pipeline.store import Store

_KEY = "row_key"
_TOGETHER = 8
"""Loads of rows that have an identity and of which a newer file holds every row lie on for a while:
each load that is left out lets the build begin anew.
"""


@dataclass(frozen=True)
class Replacing:
    """Works in the folder of landed rows, where what was found of two files is kept."""

    connection: duckdb.DuckDBPyConnection
    store: Store
    sources: Mapping[str, Source]

    def rest(self, landed: Sequence[Landed]) -> tuple[Landed, ...]:
        """Return the loads, oldest first, without what a newer file of their name takes away.

        The newest says of the one before it how many rows it lacks, and how many lie beyond it.
        """
        named = defaultdict[tuple[str, str], list[Landed]](list)
        for one in landed:
            named[one.load.source_id, one.load.file_name].append(one)
        left = (one for loads in named.values() for one in self._of_name(loads))
        return tuple(sorted(left, key=lambda one: one.load.load_no))

    def _of_name(self, loads: list[Landed]) -> list[Landed]:
        *older, newest = loads
        meeting = [one for one in older if _meet(one, newest)]
        if meeting:
            gone, beyond = self._lacks(meeting[-1], newest)
            newest = replace(newest, gone_count=gone, beyond_count=beyond)
        has_identity = bool(self.sources[newest.load.source_id].identity)
        count = _count_covered(loads)
        first = count - count % _TOGETHER if has_identity else count
        cut = self._without_missing if has_identity else self._without_days
        rest = [
            cut(one, [newer for newer in loads[at + 1 :] if _meet(one, newer)])
            for at, one in enumerate(older[first:], start=first)
        ]
        return [*rest, newest]

    def _without_days(self, one: Landed, newer: Sequence[Landed]) -> Landed:
        """Take out the days that newer files cover: what they hold of them is all there is."""
        for other in newer:
            if other.span and _meet(one, other):
                name = f"{one.path.stem}-{other.span[0]:%Y%m%d}-{other.span[1]:%Y%m%d}"
                _, beyond = _parted(self._rows(one), other.span)
                one = self._cut(one, name, beyond)
        return one

    def _without_missing(self, one: Landed, newer: Sequence[Landed]) -> Landed:
        """Take out the rows that newer files should have and lack; of the others theirs wins."""
        lacking = [other for other in newer if self._lacks(one, other)[0]]
        if not lacking:
            return one
        rows = self._rows(one)
        for other in lacking:
            covered, beyond = _parted(rows, other.span)
            rows = covered.join(self._keys(other), _KEY, how="semi").union(beyond)
        name = f"{one.path.stem}-{digest([other.path.name for other in lacking])}"
        return self._cut(one, name, rows)

    def _cut(self, one: Landed, name: str, rows: duckdb.DuckDBPyRelation) -> Landed:
        """Return a load of some of its rows, which are written once; the others are set aside."""
        path = one.path.with_stem(name)
        if not path.exists():
            with self.store.replacing(path) as half:
                rows.order("load_no, line_no").write_parquet(str(half), compression="zstd")
        count, span = counted(self.connection.read_parquet(str(path)))
        aside = one.set_aside_count + one.accepted_count - count
        return replace(one, path=path, accepted_count=count, set_aside_count=aside, span=span)

    def _lacks(self, one: Landed, newer: Landed) -> tuple[int, int]:
        """Count the rows of days that a newer file covers and that it lacks, and those beyond."""
        told = one.path.with_name(f"{one.path.stem}-{newer.path.stem}.json")
        if found := self.store.read_json(told):
            return found["gone"], found["beyond"]
        covered, beyond = _parted(self._rows(one), newer.span)
        gone = covered.join(self._keys(newer), _KEY, how="anti")
        counts = {"gone": counted(gone)[0], "beyond": counted(beyond)[0]}
        self.store.write_json(told, counts)
        return counts["gone"], counts["beyond"]

    def _rows(self, one: Landed) -> duckdb.DuckDBPyRelation:
        return self.connection.read_parquet(str(one.path))

    def _keys(self, one: Landed) -> duckdb.DuckDBPyRelation:
        return self._rows(one).select(_KEY).distinct()


def _count_covered(loads: Sequence[Landed]) -> int:
    """Count the oldest loads of which a newer one holds every row or takes it away."""
    at = 0
    while any(_covers(newer, loads[at]) for newer in loads[at + 1 :]):
        at += 1
    return at


def _covers(newer: Landed, one: Landed) -> bool:
    if one.span is None or newer.span is None:
        return bool(newer.accepted_count or not one.accepted_count)
    return newer.span[0] <= one.span[0] and one.span[1] <= newer.span[1]


def _meet(one: Landed, newer: Landed) -> bool:
    if not (one.accepted_count and newer.accepted_count):
        return False
    if one.span is None or newer.span is None:
        return True
    return one.span[0] <= newer.span[1] and newer.span[0] <= one.span[1]


def _parted(
    rows: duckdb.DuckDBPyRelation, span: Span | None
) -> tuple[duckdb.DuckDBPyRelation, duckdb.DuckDBPyRelation]:
    """Part rows into those of some days, and the others; without days all are of them."""
    if span is None:
        return rows, rows.filter(ConstantExpression(value=False))
    day = ColumnExpression(LOCAL_DATE)
    is_covered = day.between(*(ConstantExpression(end) for end in span))
    return rows.filter(is_covered), rows.filter(~is_covered)
