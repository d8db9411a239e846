"""Facts as tables: what the models join with, written by each build where they changed."""

import datetime as dt
import math
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import orjson

from config.instance import Instance
from config.place_aliases import NOT_OURS
from config.privacy import privacy
from config.words import Words
from data_pipeline.areas import Area, area_edges, ground_geojson, outline_geojson
from data_pipeline.calendar_days import (
    LONGEST_PAUSE,
    cadence_rows,
    calendar_rows,
    longest_gap,
    reported_by,
)
from data_pipeline.kept import Making, digest
from data_pipeline.land import Landed
from data_pipeline.ledger import Load
from data_pipeline.programme import break_rows, registered_rows

_EVER = (dt.date(1900, 1, 1), dt.date(2200, 1, 1))
_DAY = dt.timedelta(days=1)
_HOURS_IN_A_WEEK = 168
_EARTH_M = 6_371_008.8
_REJECTIONS_KEPT = 1000
"""Faults of one file that pages can show; its file of rows to mend has all."""
_KEY_OF_COUNT = {"point_code", "counted_from"}
"""The whole row, or these: two rows of one key are then of one hour of one point."""
_JSON = orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME
_EMPTY = "delete from {table}"
Row = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """One thing a build has to say to people."""

    level: str
    source_id: str
    file_name: str
    found: Words
    remedy: Words


@dataclass(frozen=True)
class Facts:
    """Everything the reference tables are made of."""

    instance: Instance
    version: str
    built_at: dt.datetime
    areas: tuple[Area, ...]
    landed: tuple[Landed, ...]
    not_landed: tuple[Load, ...]
    messages: tuple[Message, ...]
    first: dt.date
    last: dt.date


_Rows = Callable[[Facts], Iterable[Row]]


def write_reference(making: Making, facts: Facts, scratch: Path) -> None:
    """Make the reference tables, and fill those whose rows are not those of the last build."""
    ddl = files("data_pipeline").joinpath("reference.sql").read_text(encoding="utf-8")
    making.connection.execute(ddl)
    for table, rows in _TABLES.items():
        told = _FOLLOWS_FROM[table] if table in _FOLLOWS_FROM else _text_of(rows)
        recipe = digest(told(facts))
        if not making.is_kept(table, recipe):
            # A name cannot be bound; it is one of those below.
            making.connection.execute(_EMPTY.format(table=table))
            fill(making.connection, table, rows(facts), scratch)
            making.filled(table, recipe)


def fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row], scratch: Path
) -> None:
    """Append rows, given by column name, to a table that exists."""
    target = connection.table(table)
    types = dict(zip(target.columns, map(str, target.types), strict=True))
    with tempfile.NamedTemporaryFile(dir=scratch, suffix=".ndjson") as file:
        file.writelines(map(_line, rows))
        file.flush()
        if file.tell():
            read = connection.read_json(file.name, columns=types, format="newline_delimited")
            read.insert_into(table)


def _text_of(rows: _Rows) -> Callable[[Facts], bytes]:
    return lambda facts: b"".join(map(_line, rows(facts)))


def _line(row: Row) -> bytes:
    return orjson.dumps(row, default=str, option=_JSON)


def _instance_rows(facts: Facts) -> Iterator[Row]:
    collaboration = facts.instance.collaboration
    sites = [area for area in facts.areas if area.role == "site"]
    # Whole degrees, so that the hexagons stay where they are when a place is added.
    latitude = float(round(sum(a.shape.centroid.y for a in sites) / max(len(sites), 1)))
    longitude = float(round(sum(a.shape.centroid.x for a in sites) / max(len(sites), 1)))
    degree = math.radians(1) * _EARTH_M
    yield {
        **_words("name", collaboration.name),
        "language_code": collaboration.language,
        "time_zone": collaboration.time_zone,
        "is_example": collaboration.example,
        "origin_longitude": longitude,
        "origin_latitude": latitude,
        "metres_per_longitude": degree * math.cos(math.radians(latitude)),
        "metres_per_latitude": degree,
        "hexagon_m": privacy().profiles["internal"].hexagon_m,
    }


def _version_rows(facts: Facts) -> Iterator[Row]:
    # Apart from the instance: it is another one in every build.
    yield {"version": facts.version, "built_at": facts.built_at.replace(tzinfo=None)}


def _words(name: str, words: Words | None) -> Row:
    return {f"{name}_sv": words.sv if words else None, f"{name}_en": words.en if words else None}


def _site_rows(facts: Facts) -> Iterator[Row]:
    usable = {area.site_id for area in facts.areas}
    for site_id, site in facts.instance.sites.items():
        if site_id in usable:
            yield {
                "site_id": site_id,
                **_words("name", site.name),
                "kind_code": site.kind,
                "sort_order": site.order,
                "started_on": site.started_on,
            }


def _area_rows(facts: Facts) -> Iterator[Row]:
    for area in facts.areas:
        west, south, east, north = area.shape.bounds
        yield {
            "area_id": area.area_id,
            "site_id": area.site_id,
            "role_code": area.role,
            **_words("name", area.name),
            "sort_order": area.order,
            "area_km2": area.area_km2,
            "longitude": area.shape.centroid.x,
            "latitude": area.shape.centroid.y,
            "west": west,
            "south": south,
            "east": east,
            "north": north,
            "outline_geojson": outline_geojson(area),
            "ground_geojson": ground_geojson(area),
        }


def _edge_rows(facts: Facts) -> Iterator[Row]:
    yield from (asdict(edge) for edge in area_edges(facts.areas))


def _place_names(facts: Facts) -> dict[str, str]:
    aliases = dict(facts.instance.place_aliases)
    for site_id, site in facts.instance.sites.items():
        names = {alias.lower() for alias in (*site.aliases, site.name.sv, site.name.en)}
        aliases |= dict.fromkeys(names, site_id)
    return aliases


def _alias_rows(facts: Facts) -> Iterator[Row]:
    usable = {area.site_id for area in facts.areas}
    for name, site_id in _place_names(facts).items():
        if site_id in usable:
            yield {"place_name": name, "area_id": site_id}


def _elsewhere_rows(facts: Facts) -> Iterator[Row]:
    for name, site_id in _place_names(facts).items():
        if site_id == NOT_OURS:
            yield {"place_name": name}


def _source_rows(facts: Facts) -> Iterator[Row]:
    for source_id, source in facts.instance.sources.items():
        yield {
            "source_id": source_id,
            "kind_code": source.kind,
            **_words("name", source.name),
            **_words("publisher", source.publisher),
            **_words("licence", source.licence),
            "sensitivity_code": source.sensitivity,
            "cadence_code": source.cadence,
            "date_unit_code": source.date_unit,
            "reported_by_code": reported_by(source),
            "longest_pause_days": LONGEST_PAUSE[source.cadence],
            "longest_gap_days": longest_gap(source),
            "preliminary_days": source.preliminary_days,
            "is_everywhere": source.everywhere,
            "map_code": source.category_map,
            "has_personal_places": any(
                column.personal for column in source.columns if column.field == "place_name"
            ),
            "outage_days": source.outage_days,
            "is_keyed_by_moment": not source.identity or set(source.identity) >= _KEY_OF_COUNT,
        }


def _loaded_rows(facts: Facts) -> Iterator[Row]:
    # Apart from the source: a new file changes this and nothing else of it.
    loaded = {landed.load.source_id: landed.load.loaded_at.date() for landed in facts.landed}
    for source_id in facts.instance.sources:
        loaded_date = loaded.get(source_id, facts.built_at.date())
        yield {"source_id": source_id, "loaded_date": loaded_date}


def _question_rows(facts: Facts) -> Iterator[Row]:
    for source_id, source in facts.instance.sources.items():
        for number, (code, question) in enumerate(source.questions.items(), start=1):
            yield {
                "source_id": source_id,
                "question_code": code,
                **_words("name", question.name),
                "better_code": question.better,
                "sort_order": number,
                "low": question.low,
                "high": question.high,
                "positive_from": question.positive_from,
                "is_in_index": question.in_index,
            }


def _code_rows(facts: Facts) -> Iterator[Row]:
    for source_id, source in facts.instance.sources.items():
        codes = facts.instance.code_maps.get(source.category_map or "", ())
        for code in codes:
            yield {
                "source_id": source_id,
                "category_code": code.code.lower(),
                "category_id": code.category,
                "valid_from_date": code.valid_from or _EVER[0],
                "valid_to_date": code.valid_to + _DAY if code.valid_to else _EVER[1],
            }


def _category_rows(facts: Facts) -> Iterator[Row]:
    collaboration = facts.instance.collaboration
    own, other = collaboration.service_levels, collaboration.other_service_level
    for category_id, category in facts.instance.categories.items():
        level = own.get(category_id, other) if category.kind == "fault_report" else None
        yield {
            "category_id": category_id,
            "kind_code": category.kind,
            "group_id": category.group,
            **_words("name", category.name),
            "service_hours": level.hours if level else None,
            "service_workdays": level.workdays if level else None,
            "is_sensitive": category.sensitive,
            "has_own_service_level": category_id in own,
        }


def _kpi_rows(facts: Facts) -> Iterator[Row]:
    for kpi_id, kpi in facts.instance.kpis.items():
        if kpi.status == "live":
            yield {
                "kpi_id": kpi_id,
                "code": kpi.code,
                **_words("name", kpi.name),
                **_words("definition", kpi.definition),
                **_words("caution", kpi.caution),
                **_words("unit", kpi.unit),
                **_words("denominator", kpi.denominator_words),
                "better_code": kpi.better,
                "kind_code": kpi.kind,
                "form_code": kpi.form,
                "cadence_code": kpi.cadence,
                "is_by_category": kpi.by_category,
                "counts_incidents": kpi.counts_incidents,
                "category_ids": ",".join(kpi.only.get("category_id", ())),
                "page_codes": ",".join(kpi.pages),
                "decimal_count": kpi.decimals,
                "least_count": kpi.least,
                "tolerance": kpi.tolerance,
                "sort_order": kpi.order,
                "focus_area": kpi.focus_area,
            }


def _kpi_off_rows(facts: Facts) -> Iterator[Row]:
    for site_id, site in facts.instance.sites.items():
        yield from ({"site_id": site_id, "kpi_id": kpi_id} for kpi_id in site.kpis_off)


def _load_rows(facts: Facts) -> Iterator[Row]:
    for landed in facts.landed:
        yield _load_row(landed.load) | {
            "accepted_count": landed.accepted_count,
            "rejected_count": landed.rejected_count,
            "set_aside_count": landed.set_aside_count + landed.load.withdrawn_count,
        }
    for load in facts.not_landed:
        row = _load_row(load)
        aside = row["record_count"] if load.status == "withdrawn" else 0
        yield row | {"accepted_count": 0, "rejected_count": 0, "set_aside_count": aside}


def _load_row(load: Load) -> Row:
    return {
        "load_no": load.load_no,
        "source_id": load.source_id,
        "file_name": load.file_name,
        "sha256": load.sha256,
        "encoding": load.encoding,
        "status_code": load.status,
        "record_count": load.record_count + load.broken_count + load.withdrawn_count,
        "dropped_headings": ", ".join(load.dropped),
        "loaded_at": load.loaded_at.replace(tzinfo=None),
    }


def _rejection_rows(facts: Facts) -> Iterator[Row]:
    for landed in facts.landed:
        for rejection in landed.rejections[:_REJECTIONS_KEPT]:
            yield {
                "load_no": landed.load.load_no,
                "line_no": rejection.line_no,
                "heading": rejection.heading,
                "value": rejection.value,
                **_words("reason", rejection.words),
            }


def message_rows(messages: Iterable[Message], level_name: str, first: int) -> Iterator[Row]:
    """Return messages as rows numbered from `first`; `level_name` is the level's column."""
    for number, said in enumerate(messages, start=first):
        yield {
            "message_no": number,
            level_name: said.level,
            "source_id": said.source_id,
            "file_name": said.file_name,
            **_words("found", said.found),
            **_words("remedy", said.remedy),
        }


def _cadences(facts: Facts) -> set[str]:
    return {reported_by(source) for source in facts.instance.sources.values()}


_TABLES: dict[str, _Rows] = {
    "ref_instance": _instance_rows,
    "ref_version": _version_rows,
    "ref_site": _site_rows,
    "ref_area": _area_rows,
    "ref_area_edge": _edge_rows,
    "ref_site_alias": _alias_rows,
    "ref_elsewhere": _elsewhere_rows,
    "ref_source": _source_rows,
    "ref_source_load": _loaded_rows,
    "ref_question": _question_rows,
    "ref_code_map": _code_rows,
    "ref_category": _category_rows,
    "ref_kpi": _kpi_rows,
    "ref_kpi_off": _kpi_off_rows,
    "ref_day": lambda f: calendar_rows(f.instance.collaboration, f.first, f.last),
    "ref_cadence": lambda f: cadence_rows(_cadences(f), f.first, f.last),
    "ref_hour": lambda _: ({"hour_offset": hour} for hour in range(_HOURS_IN_A_WEEK + 1)),
    "ref_load": _load_rows,
    "ref_rejection": _rejection_rows,
    "ref_registered": lambda f: registered_rows(f.instance.sites),
    "ref_break": lambda f: break_rows(f.instance.sites),
    "ref_message": lambda f: message_rows(f.messages, "level_code", 1),
}

# Days are many, and follow from little: they are not made to see whether they are the same.
_FOLLOWS_FROM: dict[str, Callable[[Facts], object]] = {
    "ref_day": lambda f: (f.instance.collaboration, f.first, f.last, version("holidays")),
    "ref_cadence": lambda f: (sorted(_cadences(f)), f.first, f.last),
    "ref_hour": lambda _: _HOURS_IN_A_WEEK,
}
