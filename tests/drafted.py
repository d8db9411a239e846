"""Drafts of contracts for tests, and the rows that a drafted contract loads of files."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from config.sources import Source
from data_pipeline.archive import Archive
from data_pipeline.land import land, prepare
from data_pipeline.ledger import Ledger
from data_pipeline.profiling.new_source import NewSource, write_new_source
from data_pipeline.store import Store

TODAY = dt.date(2026, 11, 24)
_NOW = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
Contract = dict[str, Any]
Cell = str | float | dt.date | dt.time | None


def drafted(folder: Path, name: str, content: str | bytes) -> tuple[Contract, NewSource]:
    """Write a file, draft its contract, and return it as data and as what was said."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return drafted_of(file)


def drafted_of(file: Path) -> tuple[Contract, NewSource]:
    """Draft the contract of a file, and return it as data and as what was said."""
    made = write_new_source(file.parent / "prov", file, None, TODAY)
    return yaml.safe_load(made.text), made


def workbook(file: Path, *sheets: Sequence[Sequence[Cell]]) -> Path:
    """Write sheets of rows as a spreadsheet program does: days and clock times are such cells."""
    book = xlsxwriter.Workbook(str(file))
    forms = {dt.datetime: "yyyy-mm-dd hh:mm", dt.date: "yyyy-mm-dd", dt.time: "hh:mm"}
    styles = {sort: book.add_format({"num_format": form}) for sort, form in forms.items()}
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, dt.date | dt.time):
                    sheet.write_datetime(at, column, cell, styles[type(cell)])
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return file


def fields(draft: Contract) -> dict[str, str]:
    """Return the heading of each field."""
    return {column["to"]: column["from"] for column in draft["columns"]}


def column(draft: Contract, field: str) -> Contract:
    """Return the column that fills a field."""
    return next(one for one in draft["columns"] if one["to"] == field)


def said(made: NewSource) -> str:
    """Return all that was said of a draft."""
    return " ".join(words.sv for words in (*made.decided, *made.unsure))


def doubted(made: NewSource) -> str:
    """Return what a person is asked to look at."""
    return " ".join(words.sv for words in made.unsure)


def loaded(draft: Contract, *files: Path) -> list[Contract]:
    """Return the rows that a contract loads of each file, with their key."""
    source = Source.model_validate(draft | {"files": ["*"]})
    found: list[Contract] = []
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        connection = store.connect()
        prepare(connection)
        archive = Archive(store, Ledger(store.ledger), {"x": source}, connection)
        for file in files:
            load = archive.take("x", file, _NOW)
            assert load.found is None, load.found
            rows = connection.read_parquet(str(land(connection, store, source, load, TODAY).path))
            found += (dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall())
        connection.close()
    return found
