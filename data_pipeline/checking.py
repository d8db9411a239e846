"""Checks an instance folder without building it: facts, examples, polygons, codes."""

import datetime as dt
import math
from pathlib import Path

import duckdb

from config.errors import FactsError
from config.instance import Instance, read_instance
from config.kpis import Example, Kpi
from config.loading import Problems
from config.sources import Source
from data_pipeline.areas import site_areas
from data_pipeline.kpi_compiler import KpiError, example_value
from data_pipeline.land import judged_rows, prepare
from data_pipeline.landing_columns import first_problem, landing_fields
from data_pipeline.landing_wide import is_wide, long_rows
from data_pipeline.store import Store
from data_pipeline.text_table import LINE_NO
from warehouse.kpi_forms import Formed

_ANY_DAY = dt.date(2100, 1, 1)


def check_instance(folder: Path) -> Instance:
    """Return the instance if every fact of it holds.

    Raises:
        FactsError: with all faults, those of its examples and polygons included.
    """
    instance, faults = read_instance(folder)
    problems = Problems()
    site_areas(folder, instance.sites, problems)
    connection = Store(instance.var).connect()
    prepare(connection)
    for name, kpi in instance.kpis.items():
        _check_kpi(connection, folder / "kpis" / f"{name}.yaml", name, kpi, problems)
    for name, source in instance.sources.items():
        _check_source(connection, folder / "sources" / f"{name}.yaml", source, problems)
    connection.close()
    if faults or problems.found:
        raise FactsError((*faults, *problems.found))
    return instance


def _check_kpi(
    connection: duckdb.DuckDBPyConnection, file: Path, name: str, kpi: Kpi, problems: Problems
) -> None:
    for number, example in enumerate(kpi.examples):
        try:
            made = example_value(connection, name, kpi, example)
        except (KpiError, duckdb.Error) as error:
            problems.add(file, f"examples.{number}", "facts.rule", reason=error)
            continue
        if not _as_expected(example, made):
            found = f"{made.numerator:g}" if made.numerator is not None else "–"
            problems.add(
                file, f"examples.{number}", "facts.example", found=found, value=made.value,
                wanted=example.value,
            )  # fmt: skip


def _as_expected(example: Example, made: Formed) -> bool:
    pairs = ((made.numerator, example.numerator), (made.value, example.value))
    return all(
        found == wanted
        or (found is not None and wanted is not None and math.isclose(found, wanted))
        for found, wanted in pairs
    )


def _check_source(
    connection: duckdb.DuckDBPyConnection, file: Path, source: Source, problems: Problems
) -> None:
    fields = landing_fields(source)
    for number, row in enumerate(source.examples):
        cells = [duckdb.ConstantExpression(text).alias(name) for name, text in row.items()]
        line = duckdb.ConstantExpression(1).alias(LINE_NO)
        raw = connection.sql("select 1").select(line, *cells)
        if is_wide(source):
            raw = long_rows(raw, source)
        found = judged_rows(raw, source, fields, _ANY_DAY).select(first_problem(fields))
        for fault in dict.fromkeys(fault for (fault,) in found.fetchall() if fault):
            problems.add(file, f"examples.{number}", "facts.source_example", reason=fault)
