"""A tiny published folder made from rows: each row names what matters, defaults fill the rest."""

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from config.access import Profile
from tests.data_tables import DATA_TABLES
from tests.observed_tables import OBSERVED

Row = dict[str, object]

OUTLINE = '{"type":"Polygon","coordinates":[[[18,59],[18.1,59],[18.1,59.1],[18,59.1],[18,59]]]}'
FIRST_DAY, END_DAY = dt.date(2024, 1, 1), dt.date(2026, 9, 21)
"""What the small world's sources cover, closed-open."""

# For each table its columns with type and default; the order is that of the published schema.
TABLES: dict[str, dict[str, tuple[str, object]]] = {
    "mart_version": {
        "version": ("varchar", "v1"),
        "built_at": ("timestamp", "2026-09-21 04:00:00"),
        "name_sv": ("varchar", "Exempelstad"),
        "name_en": ("varchar", "Sampletown"),
        "language": ("varchar", "sv"),
        "time_zone": ("varchar", "Europe/Stockholm"),
        "is_example": ("boolean", True),
        "data_from": ("date", FIRST_DAY),
        "data_to": ("date", END_DAY - dt.timedelta(days=1)),
    },
    "mart_site": {
        "site_id": ("varchar", "torget"),
        "name_sv": ("varchar", "Torget"),
        "name_en": ("varchar", "The square"),
        "kind": ("varchar", "square"),
        "started_on": ("date", None),
        "sort_order": ("integer", 100),
    },
    "mart_area": {
        "area_id": ("varchar", "torget"),
        "site_id": ("varchar", "torget"),
        "role": ("varchar", "site"),
        "name_sv": ("varchar", "Torget"),
        "name_en": ("varchar", "The square"),
        "sort_order": ("integer", 100),
        "area_km2": ("double", 0.5),
        "longitude": ("double", 18.05),
        "latitude": ("double", 59.05),
        "west": ("double", 18.0),
        "south": ("double", 59.0),
        "east": ("double", 18.1),
        "north": ("double", 59.1),
        "outline_geojson": ("varchar", OUTLINE),
    },
    "mart_category": {
        "category_id": ("varchar", "theft"),
        "kind": ("varchar", "incident"),
        "group_id": ("varchar", "theft"),
        "name_sv": ("varchar", "Stöld"),
        "name_en": ("varchar", "Theft"),
        "service_hours": ("bigint", None),
        "service_workdays": ("bigint", None),
        "has_own_service_level": ("boolean", False),
    },
    "mart_kpi": {
        "kpi_id": ("varchar", "incidents"),
        "name_sv": ("varchar", "Händelser"),
        "name_en": ("varchar", "Incidents"),
        "definition_sv": ("varchar", "Antal."),
        "definition_en": ("varchar", "Count."),
        "caution_sv": ("varchar", None),
        "caution_en": ("varchar", None),
        "unit_sv": ("varchar", "händelser"),
        "unit_en": ("varchar", "incidents"),
        "denominator_sv": ("varchar", None),
        "denominator_en": ("varchar", None),
        "better": ("varchar", "lower"),
        "kind": ("varchar", "incident"),
        "form": ("varchar", "sum"),
        "by_category": ("boolean", True),
        "counts_incidents": ("boolean", True),
        "category_ids": ("varchar", ""),
        "pages": ("varchar", "overview,situation"),
        "decimals": ("integer", 0),
        "least_count": ("bigint", 0),
        "tolerance": ("double", None),
        "sort_order": ("integer", 10),
        "focus_area": ("varchar", "safety"),
    },
    "mart_kpi_day": {
        "area_id": ("varchar", "torget"),
        "kpi_id": ("varchar", "incidents"),
        "category_id": ("varchar", "theft"),
        "local_date": ("date", FIRST_DAY),
        "numerator": ("double", 1.0),
        "denominator": ("double", None),
    },
    "mart_kpi_round": {
        "area_id": ("varchar", "torget"),
        "kpi_id": ("varchar", "index"),
        "source_id": ("varchar", "survey"),
        "first_date": ("date", FIRST_DAY),
        "last_date": ("date", FIRST_DAY),
        "value": ("double", 60.0),
        "denominator": ("double", 100.0),
        "low": ("double", None),
        "high": ("double", None),
        "is_too_few": ("boolean", False),
    },
    "mart_kpi_site": {
        "site_id": ("varchar", "torget"),
        "kpi_id": ("varchar", "incidents"),
        "is_fed": ("boolean", True),
        "is_off": ("boolean", False),
    },
    "mart_area_coverage": {
        "area_id": ("varchar", "torget"),
        "source_id": ("varchar", "police"),
        "kind": ("varchar", "incident"),
        "covered_from": ("date", FIRST_DAY),
        "covered_to": ("date", END_DAY),
    },
    "mart_incident_hour": {
        "area_id": ("varchar", "torget"),
        "local_date": ("date", FIRST_DAY),
        "category_id": ("varchar", "theft"),
        "hour": ("integer", 12),
        "incident_count": ("double", 1.0),
    },
    "mart_incident_hexagon": {
        "area_id": ("varchar", "torget"),
        "local_date": ("date", FIRST_DAY),
        "category_id": ("varchar", "theft"),
        "hexagon_id": ("varchar", "0:0"),
        "longitude": ("double", 18.05),
        "latitude": ("double", 59.05),
        "incident_count": ("double", 1.0),
    },
    "mart_source_day": {
        "source_id": ("varchar", "police"),
        "kind": ("varchar", "incident"),
        "local_date": ("date", FIRST_DAY),
        "row_count": ("bigint", 1),
        "no_position_count": ("bigint", 0),
        "outside_count": ("bigint", 0),
        "unmapped_count": ("bigint", 0),
    },
    "mart_point": {
        "source_id": ("varchar", "city"),
        "area_id": ("varchar", "torget"),
        "kind": ("varchar", "fault_report"),
        "local_date": ("date", FIRST_DAY),
        "longitude": ("double", 18.05),
        "latitude": ("double", 59.05),
        "category_id": ("varchar", "litter"),
        "label": ("varchar", "Nedskräpning"),
    },
    "mart_event": {
        "event_id": ("varchar", "e1"),
        "site_id": ("varchar", "torget"),
        "starts_on": ("date", FIRST_DAY),
        "ends_on": ("date", FIRST_DAY),
        "title": ("varchar", "Marknad"),
        "category_id": ("varchar", None),
        "source_id": ("varchar", "events"),
    },
    "mart_source": {
        "source_id": ("varchar", "police"),
        "kind": ("varchar", "incident"),
        "name_sv": ("varchar", "Polisens händelser"),
        "name_en": ("varchar", "Police incidents"),
        "publisher_sv": ("varchar", "Polisen"),
        "publisher_en": ("varchar", "The police"),
        "licence_sv": ("varchar", "Avtal"),
        "licence_en": ("varchar", "Agreement"),
        "sensitivity": ("varchar", "protected"),
        "cadence": ("varchar", "day"),
        "date_unit": ("varchar", "day"),
        "preliminary_days": ("integer", 28),
        "longest_pause_days": ("bigint", 7),
        "row_count": ("bigint", 100),
        "rejected_count": ("bigint", 1),
        "no_position_count": ("bigint", 2),
        "outside_count": ("bigint", 3),
        "unmapped_count": ("bigint", 4),
        "data_from": ("date", FIRST_DAY),
        "data_to": ("date", END_DAY - dt.timedelta(days=1)),
    },
    "mart_coverage": {
        "source_id": ("varchar", "police"),
        "kind": ("varchar", "incident"),
        "covered_from": ("date", FIRST_DAY),
        "covered_to": ("date", END_DAY),
    },
    "mart_calendar": {
        "local_date": ("date", FIRST_DAY),
        "iso_year": ("integer", 2024),
        "iso_week": ("integer", 1),
        "weekday": ("integer", 1),
        "holiday_sv": ("varchar", None),
        "holiday_en": ("varchar", None),
        "break_sv": ("varchar", None),
        "break_en": ("varchar", None),
    },
    "mart_break": {
        "site_id": ("varchar", "torget"),
        "kind": ("varchar", "incident"),
        "what_sv": ("varchar", "Ny kodlista"),
        "what_en": ("varchar", "New code list"),
        "moves_boundary": ("boolean", False),
        "break_on": ("date", FIRST_DAY),
    },
    "mart_registered": {
        "site_id": ("varchar", "torget"),
        "part": ("varchar", "area"),
        "item_no": ("bigint", 1),
        "item_id": ("varchar", "torget/control"),
        "category_ids": ("varchar", ""),
        "name_sv": ("varchar", None),
        "name_en": ("varchar", None),
        "expected_percent": ("double", None),
        "target_value": ("double", None),
        "registered_on": ("date", FIRST_DAY),
    },
    "mart_plan_measure": {
        "measure_id": ("varchar", "torget/1"),
        "site_id": ("varchar", "torget"),
        "measure_no": ("varchar", "1"),
        "title": ("varchar", "Ny belysning"),
        "status": ("varchar", "completed"),
        "focus_area": ("varchar", "safety"),
        "responsible_org": ("varchar", "Kommunen"),
        "problem": ("varchar", None),
        "cause": ("varchar", None),
        "goal": ("varchar", None),
        "kpi_id": ("varchar", None),
        "category_ids": ("varchar", ""),
        "target_value": ("double", None),
        "expected_percent": ("double", None),
        "assessment": ("varchar", None),
        "moved_count": ("bigint", 0),
        "decided_on": ("date", None),
        "started_on": ("date", None),
        "completed_on": ("date", None),
        "due_on": ("date", None),
        "first_due_on": ("date", None),
    },
    "mart_leaf": {
        "area_id": ("varchar", "torget"),
        "tree": ("varchar", "incident"),
        "stretch_no": ("bigint", 0),
        "kind": ("varchar", "leaf"),
        "leaf_no": ("bigint", 0),
        "total": ("bigint", 0),
        "least_count": ("bigint", 5),
        "is_revised": ("boolean", False),
    },
    "mart_leaf_part": {
        "area_id": ("varchar", "torget"),
        "tree": ("varchar", "incident"),
        "stretch_no": ("bigint", 0),
        "kind": ("varchar", "leaf"),
        "leaf_no": ("bigint", 0),
        "axis": ("varchar", "month"),
        "member": ("varchar", ""),
    },
    "mart_leaf_quarter": {
        "quarter_no": ("bigint", 0),
        "first_date": ("date", FIRST_DAY),
        "end_date": ("date", FIRST_DAY),
    },
    "mart_baseline": {
        "site_id": ("varchar", "torget"),
        "kpi_id": ("varchar", "incidents"),
        "category_ids": ("varchar", ""),
        "first_date": ("date", FIRST_DAY),
        "end_date": ("date", END_DAY),
        "value": ("double", 1.0),
        "numerator": ("double", 1.0),
        "denominator": ("double", None),
        "low": ("double", None),
        "high": ("double", None),
        "definition_sv": ("varchar", "Antal."),
        "definition_en": ("varchar", "Count."),
        "version": ("varchar", "v0"),
        "frozen_at": ("timestamp", "2024-01-01 04:00:00"),
        "is_definition_changed": ("boolean", False),
        "is_boundary_changed": ("boolean", False),
    },
    **DATA_TABLES,
    **OBSERVED,
}


@dataclass
class PublishedRows:
    """The rows of one version, table by table."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **values: object) -> "PublishedRows":
        """Add one row; columns that are not named take their default."""
        if unknown := set(values) - set(TABLES[table]):
            raise KeyError(table, unknown)
        self.tables.setdefault(table, []).append(values)
        return self


def small_world() -> PublishedRows:
    """Return two places, three KPIs (a count, another kind's count, a share) and their sources."""
    rows = PublishedRows()
    rows.add("mart_version")
    rows.add("mart_site").add("mart_site", site_id="parken", name_sv="Parken", sort_order=50)
    rows.add("mart_area", area_id="torget/nord", role="zone", name_sv="Norra", sort_order=1)
    rows.add("mart_area").add("mart_area", area_id="parken", site_id="parken", name_sv="Parken")
    rows.add("mart_category").add("mart_category", category_id="damage", name_sv="Skadegörelse")
    rows.add("mart_category", category_id="litter", kind="fault_report", name_sv="Skräp",
             service_workdays=5)  # fmt: skip
    rows.add("mart_kpi")
    rows.add("mart_kpi", kpi_id="faults", kind="fault_report", sort_order=20)
    rows.add(
        "mart_kpi", kpi_id="failed", kind="inspection", by_category=False, sort_order=30,
        unit_sv="%", unit_en="%", denominator_sv="besiktningar", denominator_en="inspections",
    )  # fmt: skip
    for source, kind, sensitivity in (
        ("police", "incident", "protected"),
        ("city", "fault_report", "open"),
        ("walks", "inspection", "shared"),
    ):
        rows.add("mart_source", source_id=source, kind=kind, sensitivity=sensitivity)
        rows.add("mart_coverage", source_id=source, kind=kind)
    return rows


def publish(
    var: Path,
    rows: PublishedRows,
    version: str = "v1",
    profiles: tuple[Profile, ...] = ("internal",),
) -> None:
    """Write one version as the pipeline does: the folder first, then the pointer in one move."""
    folder = var / "published" / version
    folder.mkdir(parents=True)
    for profile in profiles:
        _write(folder / f"{profile}.duckdb", rows, version)
    manifest = {
        "version": version,
        "built_at": "2026-09-21T04:00:00+00:00",
        "files": {profile: {"file": f"{version}/{profile}.duckdb"} for profile in profiles},
        "basemap": None,
        "tables": {},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    pointer = var / "published" / "current.json.new"
    pointer.write_text(json.dumps(manifest), encoding="utf-8")
    pointer.replace(var / "published" / "current.json")


def _write(path: Path, rows: PublishedRows, version: str) -> None:
    with duckdb.connect(str(path), config={"threads": 1}) as connection:
        connection.execute("begin")  # one write to the disk instead of one a table
        for table, columns in TABLES.items():
            named = ", ".join(f"{name} {type_}" for name, (type_, _) in columns.items())
            connection.execute(f"create table {table} ({named})")
            given = rows.tables.get(table) or _implied(table, rows)
            filled = [_filled(table, row, version) for row in given]
            if filled:
                lists = [[row[name] for row in filled] for name in columns]
                cells = ", ".join(f"unnest(cast(? as {kind}[]))" for kind, _ in columns.values())
                connection.execute(f"insert into {table} select {cells}", lists)
        connection.execute("commit")


def _implied(table: str, rows: PublishedRows) -> list[Row]:
    """Return what follows from other tables: every source reports on, and feeds, every area."""
    areas = rows.tables.get("mart_area", [])
    if table == "mart_area_coverage":
        named = [{"area_id": area.get("area_id", "torget")} for area in areas]
        return [told | area for told in rows.tables.get("mart_coverage", []) for area in named]
    if table == "mart_kpi_site":
        sites = sorted({str(area.get("site_id", "torget")) for area in areas})
        kpis = [kpi.get("kpi_id", "incidents") for kpi in rows.tables.get("mart_kpi", [])]
        return [{"site_id": site, "kpi_id": kpi} for site in sites for kpi in kpis]
    return []


def _filled(table: str, row: Row, version: str) -> Row:
    own: Row = {"version": version} if table == "mart_version" else {}
    return {name: default for name, (_, default) in TABLES[table].items()} | own | row
