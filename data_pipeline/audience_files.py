"""What the file of each audience holds: all marts for internal, else only what is declared.

A table is in a shared file because `warehouse/shared` has a file for it; a new mart is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from config.access import Profile
from data_pipeline.errors import FrozenGoneError
from data_pipeline.leaf_files import copy_leaf_tables, fill_leaf_tables, frozen_tables
from data_pipeline.protect import Frozen, Protected, Tables, Unchanged
from data_pipeline.publish import Content, Draft
from data_pipeline.store import Store
from warehouse.catalog import shared_texts
from warehouse.privacy.audiences import AUDIENCES, Shared

PROFILES: tuple[Profile, ...] = ("internal", *AUDIENCES)
LEAF_TABLES = ("mart_leaf", "mart_leaf_area", "mart_leaf_part", "mart_leaf_quarter")
_ORDERED = {"mart_kpi_day": "internal_kpi_day.sql"}
_OF_LEAVES = ("core_shared_coverage", *LEAF_TABLES)
Advance = Callable[[int, str], None]


def write_internal(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str], draft: Draft
) -> None:
    """Write the internal file: all marts that pages ask."""
    draft.write(connection, "internal", internal_content(connection, tables))


def write_common(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write what every shared file begins with: no leaf has a part in it."""
    common = {name: connection.sql(text) for name, text in _in_common().items()}
    draft.write_common(connection, common)


def internal_content(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> Content:
    """Return the tables of the internal file."""
    root = files("data_pipeline")
    return {
        name: connection.sql(root.joinpath(_ORDERED[name]).read_text(encoding="utf-8"))
        if name in _ORDERED
        else connection.table(name)
        for name in tables
    }


@dataclass(frozen=True)
class SharedFiles:
    """A finished build, from which the content of each shared file is chosen.

    `served` are the shared files of the version before it, where there is one.
    """

    connection: duckdb.DuckDBPyConnection
    scratch: Path
    protected: Protected | Unchanged
    served: Mapping[Shared, Path]

    def write(self, draft: Draft, advance: Advance) -> None:
        """Write the file of each audience, after `write_common`."""
        common = _in_common()
        for audience in AUDIENCES:
            content = self.content(audience)
            own = {name: rows for name, rows in content.items() if name not in common}
            draft.write(self.connection, audience, own, has_common=True)
            advance(1, audience)

    def content(self, audience: Shared) -> Content:
        """Return the tables of one audience's file; the leaves are those asked for last."""
        self._leaves(audience)
        declared = shared_texts(audience)
        made = {name: self.connection.sql(text) for name, text in declared.items()}
        return made | {name: self.connection.table(name) for name in LEAF_TABLES}

    def _leaves(self, audience: Shared) -> None:
        """Make the audience's leaf tables, of its last file where they are what that holds."""
        file = self.served.get(audience)
        with _readable(file):
            if file and isinstance(self.protected, Unchanged):
                copy_leaf_tables(self.connection, file)
            elif isinstance(self.protected, Protected):
                made = (self.protected, audience, self.scratch, file)
                fill_leaf_tables(self.connection, *made)


def _in_common() -> dict[str, str]:
    """Return the queries of tables that every shared file has alike and no leaf has a part in."""
    first, *others = (shared_texts(audience) for audience in AUDIENCES)
    return {
        name: text
        for name, text in first.items()
        if all(other[name] == text for other in others)
        and not any(leaf in text for leaf in _OF_LEAVES)
    }


def shared_files(store: Store, manifest: dict[str, Any] | None) -> dict[Shared, Path]:
    """Return the shared files of a version, as its manifest names them."""
    named = manifest["files"] if manifest else {}
    published = store.var / "published"
    return {name: published / named[name]["file"] for name in AUDIENCES if name in named}


def kept_leaves(store: Store, shared: Mapping[Shared, Path]) -> Frozen:
    """Return what a version's shared files hold.

    Raises:
        FrozenGoneError: one cannot be read.
    """
    with store.connect() as connection:
        return {name: _kept(connection, path) for name, path in shared.items()}


def _kept(connection: duckdb.DuckDBPyConnection, path: Path) -> Tables:
    with _readable(path):
        connection.execute("attach $1 as kept (read_only)", [str(path)])
        connection.execute("use kept")
        tables = frozen_tables(connection)
        connection.execute("use memory")
        connection.execute("detach kept")
        return tables


@contextmanager
def _readable(path: Path | None) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        if path is None:
            raise
        file, reason = f"{path.parent.name}/{path.name}", str(error).splitlines()[0]
        raise FrozenGoneError("build.frozen_gone", file=file, reason=reason) from error
