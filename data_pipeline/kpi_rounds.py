"""The rounds of KPIs that are measured in rounds: one value for each area, source and round."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from config.kpis import Kpi
from data_pipeline.kpi_compiler import round_parts
from warehouse.kpi_forms import TOO_FEW, Part, formed

Round = tuple[str, str, bool]
"""Source, round, and whether the source is protected."""


@dataclass
class _Measured:
    """What one round of one area is made of."""

    parts: list[Part] = field(default_factory=list)
    days: list[dt.date] = field(default_factory=list)

    @property
    def base(self) -> float:
        """How many were asked, counted or seen."""
        return sum(part.denominator or 0.0 for part in self.parts)


Measured = Mapping[tuple[str, Round], _Measured]


def add_rounds(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, kpi: Kpi, source: duckdb.DuckDBPyRelation
) -> None:
    """Add every round of one KPI to mart_kpi_round."""
    found: dict[tuple[str, Round], _Measured] = {}
    for row in round_parts(connection, kpi_id, kpi, source).fetchall():
        area, source_id, key, is_protected, amount, group, first, last, above, below = row
        one = found.setdefault((area, (source_id, key, is_protected)), _Measured())
        one.parts.append(Part(above, below, amount, group))
        one.days += [first, last]
    zones = dict(connection.execute(_ZONES).fetchall())
    rows = list(_rows(kpi_id, kpi, found, zones))
    if rows:
        connection.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])


def _rows(
    kpi_id: str, kpi: Kpi, found: Measured, zones: Mapping[str, str]
) -> Iterator[tuple[Any, ...]]:
    for (area, of_round), one in sorted(found.items()):
        made = formed(kpi, one.parts)
        if kpi.least and area in zones and _gives_away(kpi, found, area, zones[area], of_round):
            made = TOO_FEW
        source_id, _, is_protected = of_round
        yield (
            area, kpi_id, source_id, min(one.days), max(one.days), made.value, made.numerator,
            made.denominator, made.low, made.high, made.is_too_few, is_protected,
        )  # fmt: skip


def _gives_away(kpi: Kpi, found: Measured, zone: str, site: str, of_round: Round) -> bool:
    """Say whether a zone's number and its place's would together tell of too few others."""
    whole = found.get((site, of_round))
    others = (whole.base if whole else 0.0) - found[zone, of_round].base
    return 0 < others < kpi.least


_ZONES = "select a.area_id, a.site_id from ref_area as a where a.role_code = 'zone'"
_INSERT = """
insert into mart_kpi_round
select
    unnest(cast($1 as varchar[])), unnest(cast($2 as varchar[])), unnest(cast($3 as varchar[])),
    unnest(cast($4 as date[])), unnest(cast($5 as date[])), unnest(cast($6 as double[])),
    unnest(cast($7 as double[])), unnest(cast($8 as double[])), unnest(cast($9 as double[])),
    unnest(cast($10 as double[])), unnest(cast($11 as boolean[])), unnest(cast($12 as boolean[]))
"""
