"""What the file of each audience holds: all marts for internal, else only what is declared.

A table is in a shared file because `warehouse/shared` has a file for it; a new mart is not.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from config.access import Profile
from data_pipeline.errors import FrozenGoneError
from data_pipeline.leaf_files import copy_leaf_tables, fill_leaf_tables, frozen_tables
from data_pipeline.protect import Frozen, Protected, Tables, Unchanged
from data_pipeline.store import Store
from warehouse.catalog import shared_texts
from warehouse.privacy.audiences import AUDIENCES, Shared

PROFILES: tuple[Profile, ...] = ("internal", *AUDIENCES)
LEAF_TABLES = ("mart_leaf", "mart_leaf_area", "mart_leaf_part", "mart_leaf_quarter")
_ORDER = {"mart_kpi_day": "area_id, kpi_id, local_date, category_id"}
Content = dict[str, duckdb.DuckDBPyRelation]
Advance = Callable[[int, str], None]


@dataclass(frozen=True)
class AudienceFiles:
    """A finished build, from which the content of each audience's file is chosen.

    `served` are the shared files of the version before it, where there is one.
    """

    connection: duckdb.DuckDBPyConnection
    scratch: Path
    internal: tuple[str, ...]
    protected: Protected | Unchanged
    served: Mapping[Shared, Path]

    def contents(self, advance: Advance) -> Iterator[tuple[Profile, Content, Content]]:
        """Yield what is each audience's own, and what all shared files have in common.

        Each is to be written before the next is asked for.
        """
        common = _in_common()
        for profile in PROFILES:
            content = self.content(profile)
            own = {name: rows for name, rows in content.items() if name not in common}
            if profile == "internal":
                yield profile, content, {}
            else:
                yield profile, own, {name: content[name] for name in common}
            advance(1, profile)

    def content(self, profile: Profile) -> Content:
        """Return the tables of one audience's file; the leaves are those asked for last."""
        if profile == "internal":
            return {name: self._ordered(name) for name in self.internal}
        self._leaves(profile)
        declared = shared_texts(profile)
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

    def _ordered(self, name: str) -> duckdb.DuckDBPyRelation:
        rows = self.connection.table(name)
        return rows.order(_ORDER[name]) if name in _ORDER else rows


def _in_common() -> frozenset[str]:
    """Return the tables that are one and the same in every shared file."""
    first, *others = (shared_texts(audience) for audience in AUDIENCES)
    return frozenset(name for name, text in first.items() if all(o[name] == text for o in others))


def shared_files(store: Store, manifest: dict[str, Any] | None) -> dict[Shared, Path]:
    """Return the shared files of a version, as its manifest names them."""
    files = manifest["files"] if manifest else {}
    published = store.var / "published"
    return {name: published / files[name]["file"] for name in AUDIENCES if name in files}


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
