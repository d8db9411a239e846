"""What the file of each audience holds: all marts for internal, else only what is declared.

A table is in a shared file because `warehouse/shared` has a file for it; a new mart is not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from config.access import Profile
from data_pipeline.errors import FrozenGoneError
from data_pipeline.protect import Frozen, Protected, Tables, fill_leaf_tables, frozen_tables
from data_pipeline.store import Store
from warehouse.catalog import shared_texts
from warehouse.privacy.audiences import AUDIENCES

PROFILES: tuple[Profile, ...] = ("internal", *AUDIENCES)
LEAF_TABLES = ("mart_leaf", "mart_leaf_area", "mart_leaf_part", "mart_leaf_quarter")
_ORDER = {"mart_kpi_day": "area_id, kpi_id, local_date, category_id"}
Content = dict[str, duckdb.DuckDBPyRelation]
Advance = Callable[[int, str], None]


@dataclass(frozen=True)
class AudienceFiles:
    """A finished build, from which the content of each audience's file is chosen."""

    connection: duckdb.DuckDBPyConnection
    scratch: Path
    internal: tuple[str, ...]
    protected: Protected

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
        fill_leaf_tables(self.connection, self.protected, profile, self.scratch)
        declared = shared_texts(profile)
        made = {name: self.connection.sql(text) for name, text in declared.items()}
        return made | {name: self.connection.table(name) for name in LEAF_TABLES}

    def _ordered(self, name: str) -> duckdb.DuckDBPyRelation:
        rows = self.connection.table(name)
        return rows.order(_ORDER[name]) if name in _ORDER else rows


def _in_common() -> frozenset[str]:
    """Return the tables that are one and the same in every shared file."""
    first, *others = (shared_texts(audience) for audience in AUDIENCES)
    return frozenset(name for name, text in first.items() if all(o[name] == text for o in others))


def kept_leaves(store: Store, files: dict[str, dict[str, str]]) -> Frozen:
    """Return what a version's shared files hold, given as its manifest names them.

    Raises:
        FrozenGoneError: one is named and cannot be read.
    """
    return {name: _kept(store, files[name]["file"]) for name in AUDIENCES if name in files}


def _kept(store: Store, file: str) -> Tables:
    with store.connect() as connection:
        try:
            path = str(store.var / "published" / file)
            connection.execute("attach $1 as kept (read_only)", [path])
            connection.execute("use kept")
            return frozen_tables(connection)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise FrozenGoneError("build.frozen_gone", file=file, reason=reason) from error
