"""Finds the reader of a format: every module in `readers` is one."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Protocol

import duckdb

from config.layouts import Layout
from data_pipeline import readers
from data_pipeline.text_table import TextTable


class Reader(Protocol):
    """Reads a file of one format as text."""

    FORMAT: str

    def read_table(
        self, connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, scratch: Path, /
    ) -> TextTable:
        """Return the records of `path` as text."""
        ...


@cache
def reader_of(file_format: str) -> Reader:
    """Return the reader of a format name such as `delimited`."""
    modules = [
        importlib.import_module(f"{readers.__name__}.{found.name}")
        for found in pkgutil.iter_modules(readers.__path__)
    ]
    reader: Reader = next(module for module in modules if file_format == module.FORMAT)
    return reader
