"""What a build may keep of the last one: the database it worked in, and what each table is made of.

A table is made of its SQL and of what that reads. Each thing that is read has a version, which
changes when its rows may have changed; a table whose recipe is the kept one is not made again.
Where few of its rows changed, what reads it may be told which (`Change`, see `parts`).
The database lies at `var/models.duckdb` between builds and is moved away while one works in it: a
build that is killed leaves none, and the next one makes every table.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as product_version
from importlib.resources import files
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, FunctionExpression

from data_pipeline.relations import row_count
from data_pipeline.store import Store

_log = logging.getLogger("platsbild.build")
_PACKAGES = ("config", "warehouse", "data_pipeline")
_FEW, _SMALL_SHARE = 200_000, 1 / 20
"""Rows. Where more changed, what reads them is made whole: as fast, and the file does not swell."""


def digest(*parts: object) -> str:
    """Return a short name of anything whose text says all there is to say of it."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@cache
def _made_by() -> str:
    """Return a name of the product and the database that make tables: other ones keep nothing."""
    told = hashlib.sha256(f"{product_version('platsbild')} {duckdb.__version__}".encode())
    for package in _PACKAGES:
        root = Path(str(files(package)))
        for path in sorted(
            p for ending in ("py", "sql", "yaml") for p in root.rglob(f"*.{ending}")
        ):
            told.update(path.read_bytes())
    return told.hexdigest()[:16]


@dataclass(frozen=True)
class _Table:
    """How a kept table was made, the version of its rows, and their digest where it was needed."""

    recipe: str
    version: str
    content: str | None


@dataclass(frozen=True)
class Change:
    """How a table differs from the one of the last build: `rows` names those that came or went."""

    before: str
    rows: str


class Making:
    """The tables of one build: which are made, and which are kept from the build before."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        kept: Mapping[str, _Table] | None = None,
        files_before: frozenset[str] = frozenset(),
        reads: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Take the build's database, how the tables in it were made, and of which landed files.

        `reads` are the tables that each query of the product reads, as far as they are known.
        """
        self.connection = connection
        self.files_before = files_before
        self.reads = {name: frozenset(tables) for name, tables in (reads or {}).items()}
        self._kept = dict(kept or {})
        self._version: dict[str, str] = {}
        self._changes: dict[str, Change] = {}
        connection.execute("attach ':memory:' as changes")

    @contextmanager
    def beside(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a second connection to the same tables, for a thread of its own."""
        database = self.connection.execute("select current_database()").fetchall()[0][0]
        with self.connection.cursor() as cursor:
            # A name cannot be bound; it is that of a database that the product attached.
            cursor.execute(f"use {database}")
            yield cursor

    @property
    def known(self) -> frozenset[str]:
        """Everything that this build has made or kept until now."""
        return frozenset(self._version)

    @property
    def kept(self) -> frozenset[str]:
        """Everything that the build before has left."""
        return frozenset(self._kept)

    def recipe(self, text: str, reads: Iterable[str]) -> str:
        """Name what a thing is made of: its text, and the versions of what it reads now."""
        return digest(text, [(name, self._version[name]) for name in sorted(set(reads))])

    def changes(self, reads: Iterable[str]) -> dict[str, Change]:
        """Return what is known of the rows that changed in the tables that are read."""
        return {name: self._changes[name] for name in sorted(reads) if name in self._changes}

    def differs_by_rows(self, name: str, text: str, reads: Iterable[str]) -> bool:
        """Say whether known changes of rows are all that sets a thing apart from the kept one."""
        before = self._version | {read: one.before for read, one in self.changes(reads).items()}
        recipe = digest(text, [(read, before[read]) for read in sorted(set(reads))])
        return name in self._kept and self._kept[name].recipe == recipe

    def changed(self, name: str, rows: duckdb.DuckDBPyRelation, of: int = 0) -> None:
        """Take note of the rows that came or went, where they are few, before the new version.

        They are few by themselves, or as a share of all rows, where these are told.
        """
        if name in self._kept and row_count(rows) <= max(_FEW, of * _SMALL_SHARE):
            place = f"changes.main.{name}"
            rows.create(place)
            self._changes[name] = Change(self._kept[name].version, place)

    def is_kept(self, name: str, recipe: str) -> bool:
        """Say whether the last build made it by this recipe; if so it stands for this one too."""
        kept = self._kept.get(name)
        if kept is None or kept.recipe != recipe:
            return False
        self._version[name] = kept.version
        return True

    def tell(self, name: str, recipe: str) -> None:
        """Say what something is made of that `make` does not make: a view, a file, a step."""
        self._put(name, _Table(recipe, recipe, None))

    def make(self, name: str, recipe: str, create: Callable[[], None]) -> None:
        """Make a table, unless it is kept.

        Where a table of another recipe came to hold the same rows, what reads it is kept.
        """
        if self.is_kept(name, recipe):
            return
        kept = self._kept.get(name)
        before = None if kept is None else kept.content or self._content(name)
        was = self._set_aside(name)
        create()
        after = None if before is None else self._content(name)
        is_same = kept is not None and before == after
        if was:
            self._compare(name, was, is_same=is_same)
        self._put(name, _Table(recipe, kept.version if kept and is_same else recipe, after))

    def remade(self, name: str, recipe: str, *, is_same: bool) -> None:
        """Take note of a table whose rows were changed where it lies."""
        self._put(name, _Table(recipe, self._kept[name].version if is_same else recipe, None))

    def _set_aside(self, name: str) -> str | None:
        """Make room for a table that is made whole; returns where its rows are, if they are few."""
        was = None
        if name in self._kept and row_count(self.connection.table(name)) <= _FEW:
            was = f"changes.main.was_{name}"
            self.connection.table(name).create(was)
        # A name cannot be bound; it is that of a file of the product.
        self.connection.execute(f'drop table if exists "{name}"')
        return was

    def _compare(self, name: str, was: str, *, is_same: bool) -> None:
        """Find which rows of a table that was made whole are others than before."""
        old, new = self.connection.table(was), self.connection.table(name)
        has_same_form = old.columns == new.columns and old.types == new.types
        if not is_same and has_same_form and row_count(new) <= _FEW:
            self.changed(name, different(old, new))
        self.connection.execute(f'drop table changes.main."was_{name}"')

    def filled(self, name: str, recipe: str) -> None:
        """Take note of a small table that was filled anew: its rows are its version."""
        content = self._content(name)
        self._put(name, _Table(recipe, content, content))

    def forget(self, name: str) -> None:
        """Let a table be made again by the next build, whatever it is made of."""
        self._kept.pop(name, None)

    def _put(self, name: str, table: _Table) -> None:
        self._kept[name] = table
        self._version[name] = table.version

    def _content(self, name: str) -> str:
        """Return a digest of a table's rows and columns; their order does not matter."""
        rows = self.connection.table(name)
        of_row = FunctionExpression("hash", *(ColumnExpression(c) for c in rows.columns))
        summed = rows.select(of_row.alias("h")).aggregate("count(*), sum(h), bit_xor(h)")
        return digest(rows.columns, [str(kind) for kind in rows.types], summed.fetchall())

    def state(self) -> dict[str, tuple[str, str, str | None]]:
        """Return how everything was made, for the next build."""
        return {name: (t.recipe, t.version, t.content) for name, t in self._kept.items()}


def different(
    one: duckdb.DuckDBPyRelation, other: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Return the rows that only one of two tables has, by how many times it has them."""
    counted = one.select("*, 1 as sign").union(other.select("*, -1 as sign"))
    names = ", ".join(f'"{name}"' for name in one.columns)
    # Nothing but a group of its own tells twice from once, and null from null.
    return counted.aggregate(f"{names}, sum(sign) as sign", names).filter("sign <> 0").select(names)


def state_of(tables: Mapping[str, tuple[str, str, str | None]]) -> dict[str, _Table]:
    """Read back what `Making.state` told."""
    return {name: _Table(*of) for name, of in tables.items()}


def begin(store: Store, read: frozenset[str], *, anew: bool) -> Making:
    """Open the database of a build: the last one's, or a new one where that is of no use.

    `read` names the landed files of this build. A database made of any other file begins anew:
    deleted rows stay in its pages, and what was withdrawn must be gone.
    """
    if not anew and _place(store).exists():
        work = store.scratch / "kept.duckdb"
        _place(store).replace(work)
        connection = None
        try:
            connection = store.connect(work)
            kept = json.loads(connection.execute(_READ).fetchall()[0][0])
            made_by, files_read, tables, reads = kept
            if made_by == _made_by() and read.issuperset(files_read):
                return Making(connection, state_of(tables), frozenset(files_read), reads)
        except (duckdb.Error, OSError, ValueError, LookupError):
            _log.warning("what the last build kept cannot be read; every table is made again")
        if connection:
            connection.close()
        work.unlink()
    return Making(store.connect(store.scratch / "build.duckdb"))


def keep(store: Store, making: Making, read: frozenset[str]) -> None:
    """Close a finished build's database and leave it for the next build.

    Where that fails nothing is lost but time.
    """
    connection = making.connection
    try:
        path = Path(connection.execute(_PATH).fetchall()[0][0])
        reads = {name: sorted(tables) for name, tables in making.reads.items()}
        text = json.dumps((_made_by(), sorted(read), making.state(), reads))
        connection.execute("create or replace table kept_state (content varchar)")
        connection.execute("insert into kept_state values ($1)", [text])
        connection.execute("checkpoint")
        connection.close()
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(_place(store))
    except (duckdb.Error, OSError) as error:
        _log.warning("nothing is kept for the next build: %s", str(error).splitlines()[0])
        connection.close()


def _place(store: Store) -> Path:
    return store.var / "models.duckdb"


_READ = "select s.content from kept_state as s"
_PATH = "select d.path from duckdb_databases() as d where d.database_name = current_database()"
