"""The SQL models: found by folder walk, ordered by what each one reads."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.errors import ModelError
from warehouse.privacy.audiences import AUDIENCES, Shared

Reads = dict[str, frozenset[str]]
"""The tables that each query reads, by the query's name."""
_PART = re.compile(r"^-- part: (\w+(?:, \w+)*)$", re.MULTILINE)


@dataclass(frozen=True)
class Model:
    """One SQL file: the table it makes, its text, and the tables it reads.

    `part` holds the columns by which its rows follow from parts of what it reads, if any.
    """

    name: str
    text: str
    reads: frozenset[str]
    part: tuple[str, ...] = ()


def models(connection: duckdb.DuckDBPyConnection, known: Reads | None = None) -> tuple[Model, ...]:
    """Return every model of the warehouse, each after those it reads.

    `known` says what queries read, where they were parsed before; what it lacks is added.

    Raises:
        ModelError: a model cannot be parsed, reads one that does not exist, or they go in a ring.
    """
    found = {model.name: model for model in _walk(connection, "models", known)}
    for model in found.values():
        made_here = {name for name in model.reads if name.startswith(("stg_", "core_", "mart_"))}
        if unknown := made_here - set(found):
            msg = f"{model.name}.sql reads {min(unknown)}, which no model makes"
            raise ModelError(msg)
    graph = {model.name: model.reads & set(found) for model in found.values()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        msg = f"the models read each other in a ring: {' > '.join(error.args[1])}"
        raise ModelError(msg) from error
    return tuple(found[name] for name in order)


def sql_text() -> str:
    """Return all SQL that makes numbers as one text: it changes when they may change."""
    root = Path(str(files("warehouse")))
    folders = (root / "models", root / "checks", root / "shared")
    paths = sorted(path for folder in folders for path in folder.rglob("*.sql"))
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def shared_texts(audience: Shared) -> dict[str, str]:
    """Return the query of every table in an audience's file, by the table's name.

    Each audience has what coarser ones have; a file in its own folder stands in their place.
    """
    root = Path(str(files("warehouse"))) / "shared"
    found = {}
    for folder in AUDIENCES[: AUDIENCES.index(audience) + 1]:
        for path in sorted((root / folder).glob("*.sql")):
            found[path.stem] = path.read_text(encoding="utf-8")
    return found


def checks(connection: duckdb.DuckDBPyConnection, known: Reads | None = None) -> tuple[Model, ...]:
    """Return every check: a query for offending rows, by name; `known` as in `models`."""
    return tuple(_walk(connection, "checks", known))


def _walk(
    connection: duckdb.DuckDBPyConnection, folder: str, known: Reads | None
) -> Iterator[Model]:
    known = {} if known is None else known
    root = Path(str(files("warehouse"))) / folder
    for path in sorted(root.rglob("*.sql")):
        text = path.read_text(encoding="utf-8")
        part = _PART.search(text)
        if path.stem not in known:
            known[path.stem] = tables_read(connection, text, path.name)
        yield Model(
            path.stem, text, known[path.stem], tuple(part.group(1).split(", ")) if part else ()
        )


def tables_read(connection: duckdb.DuckDBPyConnection, text: str, name: str) -> frozenset[str]:
    """Return the tables a query reads, from the database's own parse tree; it is not run."""
    answer = connection.execute("select json_serialize_sql($1)", [text]).fetchall()
    tree = json.loads(answer[0][0])
    if tree["error"]:
        msg = f"{name} cannot be parsed: {tree.get('error_message')}"
        raise ModelError(msg)
    tables, steps = set(_named(tree, "BASE_TABLE")), set(_steps(tree))
    return frozenset(tables - steps)


def _named(node: object, kind: str) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == kind:
            yield node["table_name"]
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _named(part, kind)


def _steps(node: object) -> Iterator[str]:
    """Yield the names of the query's own named steps (with ... as)."""
    if isinstance(node, dict):
        yield from (entry["key"] for entry in node.get("cte_map", {}).get("map", []))
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _steps(part)
