"""What a contract would take and reject of a file: landed in a folder of its own, and forgotten."""

import datetime as dt
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

import duckdb
import shapely

from config.instance import Instance
from config.kinds import kinds
from config.loading import Problems
from config.sources import Source
from config.words import Words, message
from data_pipeline.archive import Archive
from data_pipeline.areas import site_areas
from data_pipeline.errors import FileRefusedError
from data_pipeline.land import Landed, land, prepare
from data_pipeline.ledger import Ledger, Load
from data_pipeline.profiling.trial_lines import Line, first_lines
from data_pipeline.rejected import Rejection
from data_pipeline.relations import row_count
from data_pipeline.store import Store

_ROWS_SHOWN = 5
_COUNT = duckdb.FunctionExpression("count", duckdb.ConstantExpression(1))
_EXAMPLES, _REASONS, _CODES_NAMED = 3, 20, 10


@dataclass(frozen=True)
class Reason:
    """One reason of rejection in one column: how many, and a few lines; no personal values."""

    heading: str
    words: Words
    count: int
    lines: tuple[int, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """What would become of a file; `refused` says why none of it could be loaded."""

    source_id: str
    file_name: str
    record_count: int = 0
    accepted_count: int = 0
    rejected_count: int = 0
    set_aside_count: int = 0
    dropped: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[Line, ...] = ()
    reasons: tuple[Reason, ...] = ()
    unmapped_count: int = 0
    unmapped_codes: tuple[str, ...] = ()
    no_position_count: int = 0
    outside_count: int = 0
    refused: Words | None = None
    remedy: Words | None = None


def newest_file(instance: Instance, source_id: str) -> Path:
    """Return the newest file in the source's inbox folder.

    Raises:
        FileRefusedError: there is none.
    """
    patterns = instance.sources[source_id].files
    folder = instance.inbox / source_id
    found = [path for path in folder.glob("*") if path.is_file()
             and any(fnmatch(path.name.lower(), name.lower()) for name in patterns)]  # fmt: skip
    if not found:
        raise FileRefusedError("draft.no_file", folder=folder)
    return max(found, key=lambda path: path.stat().st_mtime)


def try_source(instance: Instance, source_id: str, path: Path, now: dt.datetime) -> Trial:
    """Take and type one file as a build would, and keep nothing of it."""
    source = instance.sources[source_id]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        connection = store.connect()
        try:
            prepare(connection)
            archive = Archive(store, Ledger(store.ledger), {source_id: source}, connection)
            load = archive.take(source_id, path, now)
            if load.found is not None:
                return Trial(source_id, path.name, refused=load.found, remedy=load.remedy)
            landed = land(connection, store, source, load, now.date())
            trial = _trial(connection, instance, source, load, landed)
            shown = list(trial.headings)
            lines = first_lines(connection, store, source, load, now.date(), shown)
            return replace(trial, lines=lines)
        except FileRefusedError as refusal:
            return Trial(source_id, path.name, refused=refusal.found, remedy=refusal.remedy)
        finally:
            connection.close()


def _trial(
    connection: duckdb.DuckDBPyConnection,
    instance: Instance,
    source: Source,
    load: Load,
    landed: Landed,
) -> Trial:
    rows = connection.read_parquet(str(landed.path))
    personal = {column.field for column in source.columns if column.personal}
    shown = [name for name in kinds()[source.kind].fields
             if name in source.filled_fields() and name not in personal]  # fmt: skip
    first = rows.select(*(duckdb.ColumnExpression(name) for name in shown)).limit(_ROWS_SHOWN)
    codes = _unmapped(instance, source, rows)
    nowhere, outside = _places(instance, source, rows)
    return Trial(
        source_id=load.source_id,
        file_name=load.file_name,
        record_count=load.record_count + load.broken_count,
        accepted_count=landed.accepted_count,
        rejected_count=landed.rejected_count,
        set_aside_count=landed.set_aside_count,
        dropped=load.dropped,
        not_kept=load.not_kept,
        headings=tuple(shown),
        rows=tuple(tuple("" if v is None else str(v) for v in row) for row in first.fetchall()),
        reasons=_reasons(landed.rejections),
        unmapped_count=sum(codes.values()),
        unmapped_codes=tuple(code for code, _ in codes.most_common(_CODES_NAMED)),
        no_position_count=nowhere,
        outside_count=outside,
    )


def _reasons(rejections: tuple[Rejection, ...]) -> tuple[Reason, ...]:
    found: dict[tuple[str, str], list[Rejection]] = {}
    for rejection in rejections:
        found.setdefault((rejection.heading, rejection.reason), []).append(rejection)
    most = sorted(found.items(), key=lambda item: -len(item[1]))[:_REASONS]
    return tuple(
        Reason(
            heading,
            message(reason, **many[0].details),
            len(many),
            tuple(rejection.line_no for rejection in many[:_EXAMPLES]),
            tuple(dict.fromkeys(r.value for r in many if r.value is not None))[:_EXAMPLES],
        )
        for (heading, reason), many in most
    )


def _unmapped(instance: Instance, source: Source, rows: duckdb.DuckDBPyRelation) -> Counter[str]:
    """Return the codes that neither the source's map nor our own categories know, with counts."""
    if "category_code" not in source.filled_fields():
        return Counter()
    known = {code.code.lower() for code in instance.code_maps.get(source.category_map or "", ())}
    known |= {category.lower() for category in instance.categories}
    code = duckdb.ColumnExpression("category_code")
    counted = rows.aggregate([code, duckdb.FunctionExpression("count", code)], "category_code")
    pairs = ((str(text), int(n)) for text, n in counted.fetchall() if text is not None)
    return Counter({text: count for text, count in pairs if text.lower() not in known})


def _places(instance: Instance, source: Source, rows: duckdb.DuckDBPyRelation) -> tuple[int, int]:
    """Return how many rows have no position, and how many have one outside every place."""
    if "latitude" not in source.filled_fields() or source.everywhere:
        return 0, 0
    names = [duckdb.ColumnExpression(name) for name in ("longitude", "latitude")]
    total = row_count(rows)
    # Arrays, and each position once: a list of millions of rows would fill the memory.
    counted = rows.filter(names[1].isnotnull()).aggregate(
        [*names, _COUNT.alias("n")], "longitude, latitude"
    )
    found = counted.fetchnumpy()
    areas = site_areas(instance.folder, instance.sites, Problems())
    whole = shapely.union_all([area.shape for area in areas if area.role == "site"])
    shapely.prepare(whole)
    inside = shapely.contains_xy(whole, found["longitude"], found["latitude"])
    return total - int(found["n"].sum()), int(found["n"][~inside].sum())
