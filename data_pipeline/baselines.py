"""Baselines: the 12 months before a place's start, computed once and never again.

`var/baselines/<site>.json` holds one entry for each KPI, and for each outcome that was registered
with categories of its own. An entry is added when its days are covered and late reports have come;
after that neither new rows nor a new definition touches it.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from config.instance import Instance
from config.kpis import Kpi
from config.sites import Site
from data_pipeline.areas import Area, ground_geojson
from data_pipeline.programme import category_text
from data_pipeline.store import Store
from warehouse.kpi_forms import Formed, Part, formed
from warehouse.periods import Span, add_months
from warehouse.statistics.blocks import YEAR_WEEKS, Windows
from warehouse.statistics.dispersion import measure, settle
from warehouse.statistics.inputs import Interval
from warehouse.statistics.rates import rate_interval
from warehouse.statistics.shares import Share, share_interval

Row = dict[str, Any]
Day = tuple[dt.date, float | None, float | None]
Covered = Mapping[tuple[str, str], set[dt.date]]
"""The days reported on, by site and kind."""
_MONTHS = 12
_HISTORY_WEEKS = 3 * YEAR_WEEKS
# What a KPI had before it could say so: the rules of its baselines are kept.
_PLAIN: tuple[object, ...] = ("sum", {}, None, None, 0)


@dataclass(frozen=True)
class Wanted:
    """One number to freeze: a KPI, perhaps of some categories, before one place's start."""

    site_id: str
    outline: str
    kpi_id: str
    kpi: Kpi
    categories: str
    span: Span

    @property
    def rule(self) -> str:
        """What decides the value; a baseline by another rule is shown as such."""
        kpi = self.kpi
        said = f"{kpi.mart}|{kpi.numerator}|{kpi.denominator}|{kpi.by_category}"
        later = (kpi.form, kpi.only, kpi.amount, kpi.gap, kpi.least)
        return _short(said if later == _PLAIN else f"{said}|{later}")


def baseline_span(started_on: dt.date) -> Span:
    """Return the 12 months before a start."""
    return Span(add_months(started_on, -_MONTHS), started_on)


def due_sites(instance: Instance, today: dt.date) -> tuple[str, ...]:
    """Return the places whose start has passed, late reports included."""
    wait = dt.timedelta(
        days=max((s.preliminary_days for s in instance.sources.values()), default=0)
    )
    return tuple(
        site_id
        for site_id, site in instance.sites.items()
        if site.started_on and site.started_on + wait <= today
    )


@dataclass(frozen=True)
class Freezer:
    """What freezing needs: the finished models of one build, and where baselines are kept."""

    connection: duckdb.DuckDBPyConnection
    store: Store
    version: str
    now: dt.datetime

    def freeze(self, instance: Instance, areas: Iterable[Area]) -> list[Row]:
        """Add what can be frozen now; returns every baseline as rows of mart_baseline."""
        outlines = {one.site_id: _short(ground_geojson(one)) for one in areas if one.role == "site"}
        rows: list[Row] = []
        covered = self._covered()
        for site_id in due_sites(instance, self.now.date()):
            if site_id not in outlines:
                continue
            wanted = list(
                _wanted(site_id, instance.sites[site_id], instance.kpis, outlines[site_id])
            )
            rows += self._of_site(self.store.baseline_file(site_id), wanted, covered)
        return rows

    def _of_site(self, path: Path, wanted: list[Wanted], covered: Covered) -> Iterator[Row]:
        kept: list[Row] = json.loads(path.read_text("utf-8")) if path.exists() else []
        known = {_key(entry) for entry in kept}
        asked = (one for one in wanted if _key_of(one) not in known)
        made = ((one, self._formed(one, covered)) for one in asked)
        added = [self._entry(one, value) for one, value in made if value is not None]
        if added:
            kept = [*kept, *added]
            self.store.write_json(path, kept)
        by_key = {_key(entry): entry for entry in kept}
        return (_row(by_key[_key_of(one)], one) for one in wanted if _key_of(one) in by_key)

    def _covered(self) -> Covered:
        found: dict[tuple[str, str], set[dt.date]] = {}
        for site_id, kind, first, end in self.connection.execute(_COVERED).fetchall():
            found.setdefault((site_id, kind), set()).update(_days(Span(first, end)))
        return found

    def _formed(self, one: Wanted, covered: Covered) -> Formed | None:
        """Return the value to freeze, or None where its days are not covered or it is too few."""
        about = [one.site_id, one.kpi_id, one.categories]
        if one.kpi.form == "round":
            days = [one.site_id, one.kpi_id, one.span.first, one.span.end]
            rounds = self.connection.execute(_ROUND, days).fetchall()
            return Formed(*rounds[0]) if rounds else None
        reported = covered.get((one.site_id, one.kpi.kind), set())
        if not _days(one.span) <= reported:
            return None
        if one.kpi.form == "sum":
            return self._summed(one, reported)
        if one.kpi.form == "stock":
            rows = self.connection.execute(_STOCK, [*about, one.span.end]).fetchall()
            return formed(one.kpi, [Part(row[0] or 0.0, row[1]) for row in rows])
        if one.kpi.form == "peak_hours":
            chosen = one.categories or category_text(one.kpi.only.get("category_id", ()))
            about, asked = [one.site_id, chosen], _HOURS
        else:
            asked = _WAITS
        rows = self.connection.execute(asked, [*about, one.span.first, one.span.end]).fetchall()
        made = formed(one.kpi, [Part(*row) for row in rows])
        return made if made.value is not None else None

    def _summed(self, one: Wanted, covered: set[dt.date]) -> Formed:
        first = one.span.end - dt.timedelta(weeks=_HISTORY_WEEKS)
        days = self.connection.execute(
            _DAYS, [one.site_id, one.kpi_id, one.categories, first, one.span.end]
        ).fetchall()
        inside = [row for row in days if row[0] >= one.span.first]
        numerator = sum(row[1] or 0.0 for row in inside)
        denominator = sum(row[2] or 0.0 for row in inside) if one.kpi.denominator else None
        interval = _interval(one, numerator, denominator, _weekly(days, first, covered))
        return Formed(
            numerator if denominator is None else _quotient(numerator, denominator),
            numerator,
            denominator,
            interval.low if interval else None,
            interval.high if interval else None,
        )

    def _entry(self, one: Wanted, made: Formed) -> Row:
        return {
            "kpi_id": one.kpi_id,
            "category_ids": one.categories,
            "first_date": one.span.first,
            "end_date": one.span.end,
            "name_sv": one.kpi.name.sv,
            "name_en": one.kpi.name.en,
            "definition_sv": one.kpi.definition.sv,
            "definition_en": one.kpi.definition.en,
            "rule": one.rule,
            "outline": one.outline,
            "value": made.value,
            "numerator": made.numerator,
            "denominator": made.denominator,
            "low": made.low,
            "high": made.high,
            "version": self.version,
            "frozen_at": self.now.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds"),
        }


def _wanted(site_id: str, site: Site, kpis: Mapping[str, Kpi], outline: str) -> Iterator[Wanted]:
    if site.started_on is None:
        return
    span = baseline_span(site.started_on)
    live = {kpi_id: kpi for kpi_id, kpi in kpis.items() if kpi.status == "live"}
    for kpi_id, kpi in sorted(live.items()):
        yield Wanted(site_id, outline, kpi_id, kpi, "", span)
    for outcome in site.registered.outcomes if site.registered else ():
        if outcome.categories and outcome.kpi in live:
            text = category_text(outcome.categories)
            yield Wanted(site_id, outline, outcome.kpi, live[outcome.kpi], text, span)


def _interval(
    one: Wanted, numerator: float, denominator: float | None, weeks: list[float]
) -> Interval | None:
    if denominator is None:
        end = len(weeks)
        windows = Windows((end - 2 * YEAR_WEEKS, end - YEAR_WEEKS), (end - YEAR_WEEKS, end))
        factor = settle(measure(weeks, windows)).factor()
        return rate_interval(numerator / factor, 1 / factor)
    if one.kpi.unit.sv != "%" or not denominator:
        return None
    return share_interval(Share(numerator, denominator))


def _weekly(days: list[Day], first: dt.date, covered: set[dt.date]) -> list[float]:
    weeks = np.zeros(_HISTORY_WEEKS)
    for day, numerator, _ in days:
        weeks[(day - first).days // 7] += numerator or 0.0
    for step in range(_HISTORY_WEEKS * 7):
        if first + dt.timedelta(days=step) not in covered:
            weeks[step // 7] = np.nan  # no report is not zero
    return [float(count) for count in weeks]


def _row(entry: Row, one: Wanted) -> Row:
    changed = {
        "site_id": one.site_id,
        "is_definition_changed": entry["rule"] != one.rule,
        "is_boundary_changed": entry["outline"] != one.outline,
    }
    return {
        name: value for name, value in entry.items() if name not in ("rule", "outline")
    } | changed


def _key(entry: Row) -> tuple[str, str, str, str]:
    days = (str(entry["first_date"]), str(entry["end_date"]))
    return (entry["kpi_id"], entry["category_ids"], *days)


def _key_of(one: Wanted) -> tuple[str, str, str, str]:
    return (one.kpi_id, one.categories, str(one.span.first), str(one.span.end))


def _days(span: Span) -> set[dt.date]:
    return {span.first + dt.timedelta(days=step) for step in range(span.day_count)}


def _quotient(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


_COVERED = """
select c.area_id, c.kind, c.covered_from, c.covered_to
from mart_area_coverage as c
inner join ref_site as s on c.area_id = s.site_id
"""
_ROUND = """
select r.value, r.numerator, r.denominator, r.low, r.high
from mart_kpi_round as r
where
    r.area_id = $1
    and r.kpi_id = $2
    and r.last_date >= $3
    and r.last_date < $4
    and r.value is not null
order by r.last_date desc, r.source_id
"""
_STOCK = """
select sum(k.numerator) as numerator, sum(k.denominator) as denominator
from mart_kpi_day as k
where
    k.area_id = $1
    and k.kpi_id = $2
    and ($3 = '' or list_contains(string_split($3, ','), k.category_id))
    and k.local_date < $4
"""
_WAITS = """
select sum(k.ended_count) as ended_count, sum(k.case_count) as case_count, k.amount
from mart_kpi_wait as k
where
    k.area_id = $1
    and k.kpi_id = $2
    and ($3 = '' or list_contains(string_split($3, ','), k.category_id))
    and k.local_date >= $4
    and k.local_date < $5
group by k.amount
"""
_HOURS = """
select
    sum(h.incident_count) as above_count,
    sum(h.incident_count) as base_count,
    d.weekday * 24 + h.hour as week_hour
from mart_incident_hour as h
inner join ref_day as d
    on h.local_date = d.local_date
where
    h.area_id = $1
    and ($2 = '' or list_contains(string_split($2, ','), h.category_id))
    and h.local_date >= $3
    and h.local_date < $4
    and h.hour is not null
group by d.weekday, h.hour
"""
_DAYS = """
select k.local_date, sum(k.numerator) as numerator, sum(k.denominator) as denominator
from mart_kpi_day as k
where
    k.area_id = $1
    and k.kpi_id = $2
    and ($3 = '' or list_contains(string_split($3, ','), k.category_id))
    and k.local_date >= $4
    and k.local_date < $5
group by k.local_date
order by k.local_date
"""
