"""What a build says to people: about facts, files, rejected rows, codes and places."""

import math
from collections import Counter
from collections.abc import Iterator

import duckdb

from config.errors import FactProblem
from config.instance import Instance
from config.words import Words, message
from data_pipeline.encoding import UTF8
from data_pipeline.land import MOST_REJECTIONS, Landed
from data_pipeline.ledger import Load
from data_pipeline.reference import Message

_LINES_NAMED = 3
_HEADINGS_NAMED = _POINTS_NAMED = 12


def about_facts(faults: tuple[FactProblem, ...]) -> Iterator[Message]:
    """Yield one message for each fault of the facts."""
    for fault in faults:
        found = message("facts.at", key=fault.key or "–", found=fault.found)
        yield Message(
            "error", "", f"{fault.file.parent.name}/{fault.file.name}", found, fault.remedy
        )


def about_refused(load: Load) -> Iterator[Message]:
    """Yield why a file was refused."""
    if load.found is not None and load.remedy is not None:
        yield Message("error", load.source_id, load.file_name, load.found, load.remedy)


def about_landed(landed: Landed) -> Iterator[Message]:
    """Yield what the sender of a file should know."""
    load = landed.load
    if landed.rejections:
        yield _rejected(landed)
    if load.withdrawn_count:
        yield _note(load, "info", "land.less", count=load.withdrawn_count)
    if landed.gone_count:
        yield _note(load, "info", "land.replaces", count=landed.gone_count)
    if landed.beyond_count:
        yield _note(load, "info", "land.beyond", count=landed.beyond_count)
    if load.looks_garbled:
        yield _note(load, "warning", "land.garbled")
    if load.not_kept:
        others = len(load.not_kept) - _HEADINGS_NAMED
        named = list(load.not_kept[:_HEADINGS_NAMED])
        found = ", ".join([*named, f"+{others}"] if others > 0 else named)
        yield _note(load, "info", "land.new_columns", found=found, source=load.source_id)


def about_encodings(landed: tuple[Landed, ...]) -> Iterator[Message]:
    """Yield, for each source, how many files were not written in UTF-8."""
    counted = Counter((one.load.source_id, one.load.encoding) for one in landed)
    for (source_id, encoding), count in sorted(counted.items()):
        if encoding != UTF8.name:
            found = message("land.read_as", count=count, encoding=encoding)
            yield Message("info", source_id, "", found, message("land.read_as.remedy"))


def _rejected(landed: Landed) -> Message:
    load = landed.load
    lines = Words(
        sv="; ".join(fault.sentence.sv for fault in landed.rejections[:_LINES_NAMED]),
        en="; ".join(fault.sentence.en for fault in landed.rejections[:_LINES_NAMED]),
    )
    found = message("land.first_lines", count=_how_many_rejected(landed), lines=lines)
    remedies = []
    if landed.correctable:
        file = landed.correctable.name
        remedies.append(message("land.some_rejected.remedy", file=file, source=load.source_id))
    if landed.rejected_count - load.broken_count > MOST_REJECTIONS:
        remedies.append(message("land.first_rejected", limit=MOST_REJECTIONS))
    if load.broken_count:
        remedies.append(message("land.broken.remedy"))
    remedy = Words(sv=" ".join(r.sv for r in remedies), en=" ".join(r.en for r in remedies))
    return Message("warning", load.source_id, load.file_name, found, remedy)


def _how_many_rejected(landed: Landed) -> Words:
    """Count in rows of the sender's file, also where one row of it gives many."""
    load = landed.load
    total = load.record_count + load.broken_count
    counted = landed.accepted_count + landed.rejected_count + landed.set_aside_count
    if counted == total or landed.rejected_count - load.broken_count > MOST_REJECTIONS:
        key = "land.some_rejected" if landed.accepted_count else "land.all_rejected"
        return message(key, count=landed.rejected_count, total=counted)
    lines = len({fault.line_no for fault in landed.rejections})
    key = "land.cells_rejected" if landed.accepted_count else "land.all_rejected"
    return message(key, count=lines, total=total)


def _note(load: Load, level: str, key: str, **values: object) -> Message:
    found, remedy = message(key, **values), message(f"{key}.remedy", **values)
    return Message(level, load.source_id, load.file_name, found, remedy)


def about_codes(connection: duckdb.DuckDBPyConnection, instance: Instance) -> Iterator[Message]:
    """Yield one message for each code that no mapping knows, the most frequent first."""
    rows = connection.execute(_UNKNOWN_CODES).fetchall()
    for source_id, code, count in rows:
        facts = {
            "value": code,
            "source": instance.sources[source_id].name,
            "count": count,
            "map": instance.sources[source_id].category_map or source_id,
        }
        found, remedy = (message(f"build.unmapped{end}", **facts) for end in ("", ".remedy"))
        yield Message("warning", source_id, "", found, remedy)


def about_places(connection: duckdb.DuckDBPyConnection, instance: Instance) -> Iterator[Message]:
    """Yield how many rows of each source lie outside or nowhere, and counters of no known place."""
    for source_id, outside, nowhere in connection.execute(_AT_NO_PLACE).fetchall():
        name = instance.sources[source_id].name
        for key, count in (("outside", outside), ("no_position", nowhere)):
            if count:
                found = message(f"build.{key}", count=count, source=name)
                yield Message("info", source_id, "", found, message("build.at_no_place.remedy"))
    for source_id, count, points in connection.execute(_OF_UNKNOWN_POINTS).fetchall():
        others = len(points) - _POINTS_NAMED
        named = ", ".join([*points[:_POINTS_NAMED], *([f"+{others}"] if others > 0 else [])])
        facts = {"source": instance.sources[source_id].name, "count": count, "points": named}
        found, remedy = (message(f"build.no_points{end}", **facts) for end in ("", ".remedy"))
        yield Message("warning", source_id, "", found, remedy)


def about_counts(connection: duckdb.DuckDBPyConnection, instance: Instance) -> Iterator[Message]:
    """Yield, for each source, how many hours its counters lost and how many counts are guesses."""
    for source_id, hours, points, imputed in connection.execute(_COUNTS_LACKING).fetchall():
        facts = {"source": instance.sources[source_id].name, "hours": math.ceil(hours),
                 "points": points, "count": int(imputed)}  # fmt: skip
        if hours:
            found, remedy = (message(f"build.counts_lost{end}", **facts) for end in ("", ".remedy"))
            yield Message("warning", source_id, "", found, remedy)
        if imputed:
            found, remedy = (message(f"build.imputed{end}", **facts) for end in ("", ".remedy"))
            yield Message("info", source_id, "", found, remedy)


def about_plan(connection: duckdb.DuckDBPyConnection) -> Iterator[Message]:
    """Yield one message for each measure whose place or KPI is unknown."""
    for source_id, number, place in connection.execute(_PLAN_AT_NO_PLACE).fetchall():
        facts = {"number": number, "value": place}
        found, remedy = (message(f"build.plan_place{end}", **facts) for end in ("", ".remedy"))
        yield Message("warning", source_id, "", found, remedy)
    for source_id, number, kpi_id in connection.execute(_PLAN_WITHOUT_KPI).fetchall():
        facts = {"number": number, "value": kpi_id}
        found, remedy = (message(f"build.plan_kpi{end}", **facts) for end in ("", ".remedy"))
        yield Message("warning", source_id, "", found, remedy)


_COUNTS_LACKING = """
select
    t.source_id, sum(t.lost_minutes) / 60 as lost_hours,
    string_agg(distinct t.point_code, ', ' order by t.point_code)
        filter (where t.lost_minutes > 0) as points,
    sum(t.imputed_count) as imputed_count
from core_flow_told as t
group by t.source_id
having sum(t.lost_minutes) > 0 or sum(t.imputed_count) > 0
order by t.source_id
"""
_PLAN_AT_NO_PLACE = """
select distinct s.source_id, s.measure_no, s.place_name
from stg_plan_measure as s
where s.place_name not in (select a.place_name from ref_site_alias as a)
order by s.source_id, s.measure_no
"""
_PLAN_WITHOUT_KPI = """
select m.source_id, m.measure_id, m.kpi_id
from mart_plan_measure as m
where m.kpi_id not in (select k.kpi_id from mart_kpi as k)
order by m.source_id, m.measure_id
"""
_UNKNOWN_CODES = """
select i.source_id, i.category_code, count(*) as row_count
from core_incident as i
where i.category_id = 'unmapped'
group by i.source_id, i.category_code
order by row_count desc, i.category_code
"""
_AT_NO_PLACE = """
select
    d.source_id,
    cast(sum(d.outside_count) as bigint) as outside_count,
    cast(sum(if(d.kind_code = 'flow_count', 0, d.no_position_count)) as bigint) as no_position_count
from core_source_day as d
group by d.source_id
having outside_count + no_position_count > 0
order by d.source_id
"""
_OF_UNKNOWN_POINTS = """
select
    h.source_id,
    cast(sum(h.row_count) as bigint) as row_count,
    list(distinct h.point_code order by h.point_code) as points
from core_flow_hour as h
where h.point_code not in (select p.point_code from core_flow_point as p)
group by h.source_id
order by h.source_id
"""
