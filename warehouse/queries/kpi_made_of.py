"""What the KPIs of one area are made of: sums by day, waits by day, and measurement rounds."""

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from warehouse.connection import PublishedFiles
from warehouse.kpi_forms import Part
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.viewer import Viewer

Sums = tuple[float, float]


@dataclass(frozen=True)
class Days:
    """The sums of one KPI by day, in order; packed, as there may be decades of them."""

    ordinals: Sequence[int] = ()
    numerators: Sequence[float] = ()
    denominators: Sequence[float] = ()

    @staticmethod
    def of(rows: Sequence[tuple[dt.date, float, float]]) -> "Days":
        """Pack rows that are in order."""
        return Days(
            array("l", (day.toordinal() for day, _, _ in rows)),
            array("d", (up for _, up, _ in rows)),
            array("d", (down for _, _, down in rows)),
        )

    def over(self, span: Span) -> Sums:
        """Return numerator and denominator over a span."""
        return self._between(self._place(span.first), self._place(span.end))

    def before(self, end: dt.date) -> Sums:
        """Return numerator and denominator of all days before one."""
        return self._between(0, self._place(end))

    def _place(self, day: dt.date) -> int:
        return bisect_left(self.ordinals, day.toordinal())

    def _between(self, start: int, end: int) -> Sums:
        return sum(self.numerators[start:end]), sum(self.denominators[start:end])


@dataclass(frozen=True)
class Waits:
    """The waits of one KPI's cases, by the day they came, in order."""

    days: tuple[dt.date, ...] = ()
    parts: tuple[Part, ...] = ()

    def over(self, span: Span) -> tuple[Part, ...]:
        """Return the waits of the cases that came in a span."""
        return self.parts[bisect_left(self.days, span.first) : bisect_left(self.days, span.end)]


@dataclass(frozen=True)
class Round:
    """One measurement round of a KPI; no value: too few to say, or none was asked."""

    span: Span
    value: float | None
    base: float | None
    low: float | None
    high: float | None
    is_too_few: bool


@dataclass(frozen=True)
class MadeOf:
    """What every KPI of an area is made of, by KPI."""

    days: Mapping[str, Days] = field(default_factory=dict)
    waits: Mapping[str, Waits] = field(default_factory=dict)
    rounds: Mapping[str, tuple[Round, ...]] = field(default_factory=dict)


@remembered(16)
def made_of(
    files: PublishedFiles,
    viewer: Viewer,
    area_id: str,
    filtered: tuple[str, ...],
    categories: tuple[str, ...],
) -> MadeOf:
    """Ask once for what answers every span; `categories` bounds the KPIs in `filtered`."""
    params = {"area_id": area_id, "filtered": list(filtered), "categories": list(categories)}
    with files.open(viewer) as reading:
        days = _by_kpi(reading.rows("kpi_values", params))
        waits = _by_kpi(reading.rows("kpi_waits", params))
        rounds = _by_kpi(reading.rows("kpi_rounds", {"area_id": area_id}))
    return MadeOf(
        {kpi_id: Days.of(rows) for kpi_id, rows in days.items()},
        {kpi_id: _waits(rows) for kpi_id, rows in waits.items()},
        {kpi_id: tuple(_round(row) for row in rows) for kpi_id, rows in rounds.items()},
    )


def _by_kpi(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    groups = groupby(rows, key=lambda row: row[0])
    return {kpi_id: [row[1:] for row in group] for kpi_id, group in groups}


def _waits(rows: Sequence[tuple[Any, ...]]) -> Waits:
    parts = tuple(Part(ended, cases, amount) for _, amount, ended, cases in rows)
    return Waits(tuple(row[0] for row in rows), parts)


def _round(row: tuple[Any, ...]) -> Round:
    first, last, *said = row
    return Round(Span(first, last + dt.timedelta(days=1)), *said)
