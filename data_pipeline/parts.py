"""Divided tables: where few rows changed, just the parts that follow from them are made.

A model whose head has `-- part: columns` promises that its rows with one value of the columns
follow from the rows with that value in those of the models it reads that have the columns, and
from whatever it takes from the others and from reference tables. So its SQL, unchanged, run where
the models it reads hold just the touched values, gives the rows to put in place of the kept ones.
A model without the columns that is divided itself, by columns it is joined by, touches the rows
that it is joined to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce

import duckdb

from data_pipeline.kept import Making, different
from data_pipeline.relations import row_count
from warehouse.catalog import Model

STAGING = "stg_"
REFERENCE = "ref_"
_FEW, _LARGE_SHARE = 10_000, 1 / 3
_TOUCHED = "parts.main.touched"
_FRESH = "parts.main.fresh"
_WAS = "parts.main.was"
_OTHERS = "parts.main.others"
_DELETE = "delete from {table} where exists (select 1 from parts.main.touched as t where {same})"


class Parts:
    """The models of one build and how each is divided."""

    def __init__(self, making: Making, order: tuple[Model, ...]) -> None:
        """Take the build's tables, of which some are kept, and its models in their order."""
        self.making, self.order = making, order
        self._connection = making.connection
        self._part_of = {model.name: model.part for model in order}
        self._own = self._connection.execute("select current_database()").fetchall()[0][0]

    def remake(self, model: Model, recipe: str) -> bool:
        """Change the rows of a kept table that may differ; false where it must be made whole.

        Of staging, which is a way of reading, only what changed in it is noted.
        """
        if not self._may_be_divided(model):
            return False
        with self._scratch():
            if not self._touch(model):
                return False
            if model.name.startswith(STAGING):
                self._run(model)
                self.making.changed(model.name, self._connection.table(_FRESH))
            else:
                return self._replace(model, recipe)
        return True

    def found(self, check: Model) -> int | None:
        """Count what a check that was passed finds in touched parts; None: look at the whole."""
        if not self._may_be_divided(check):
            return None
        with self._scratch():
            if not self._touch(check):
                return None
            self._run(check)
            return row_count(self._connection.table(_FRESH))

    def _may_be_divided(self, model: Model) -> bool:
        return bool(model.part) and self.making.differs_by_rows(model.name, model.text, model.reads)

    def _replace(self, model: Model, recipe: str) -> bool:
        kept, touched = self._table(model.name), self._connection.table(_TOUCHED)
        _only(kept, touched, model.part).create(_WAS)
        was = self._connection.table(_WAS)
        if row_count(was) > max(_FEW, _LARGE_SHARE * row_count(kept)):
            return False
        self._run(model)
        fresh = self._connection.table(_FRESH)
        different(was, fresh).create(_OTHERS)
        others = self._connection.table(_OTHERS)
        is_same = not row_count(others)
        if not is_same:
            self.making.changed(model.name, others)
            same = _same(model.name, model.part, "is not distinct from")
            self._connection.execute(_DELETE.format(table=model.name, same=same))
            fresh.insert_into(model.name)
        self.making.remade(model.name, recipe, is_same=is_same)
        return True

    def _touch(self, model: Model) -> bool:
        """Find the parts that may differ; false where that cannot be told."""
        told = list(self._touched(model))
        found = [rows for rows in told if rows is not None]
        if not found or len(found) < len(told):
            return False
        every = reduce(duckdb.DuckDBPyRelation.union, found)
        every.distinct().create(_TOUCHED)
        return True

    def _touched(self, model: Model) -> Iterator[duckdb.DuckDBPyRelation | None]:
        for name, change in self.making.changes(model.reads).items():
            rows = self._connection.table(change.rows)
            if _has(rows, model.part):
                yield rows.select(*model.part)
                continue
            by = self._part_of.get(name, ())
            read = [self._table(one) for one in sorted(model.reads)]
            joined = [one for one in read if by and _has(one, model.part) and _has(one, by)]
            if not joined:
                yield None
            for one in joined:
                yield _only(one, rows.select(*by).distinct(), by).select(*model.part)

    def _run(self, model: Model) -> None:
        """Run the model where the models that it reads hold just the touched parts."""
        touched = self._connection.table(_TOUCHED)
        for name in model.reads:
            rows = self._table(name)
            if not name.startswith(REFERENCE) and _has(rows, model.part):
                _only(rows, touched, model.part).create(f"parts.main.{name}")
        self._connection.execute("set search_path = $1", [f"parts.main,{self._own}.main"])
        try:
            self._connection.sql(model.text).create(_FRESH)
        finally:
            self._connection.execute("set search_path = $1", [f"{self._own}.main"])

    def _table(self, name: str) -> duckdb.DuckDBPyRelation:
        return self._connection.table(f"{self._own}.main.{name}")

    @contextmanager
    def _scratch(self) -> Iterator[None]:
        """Give a database for what is made on the way."""
        self._connection.execute("attach ':memory:' as parts")
        try:
            yield
        finally:
            self._connection.execute("detach parts")


def _only(
    rows: duckdb.DuckDBPyRelation, touched: duckdb.DuckDBPyRelation, part: tuple[str, ...]
) -> duckdb.DuckDBPyRelation:
    """Return the rows of the touched parts; rows without a value are a part too."""
    without = touched.filter(" or ".join(f"{name} is null" for name in part))
    # Equality lets the database skip what lies outside the touched range.
    same = "is not distinct from" if row_count(without) else "="
    return rows.set_alias("r").join(touched.set_alias("t"), _same("r", part, same), how="semi")


def _same(name: str, part: tuple[str, ...], same: str) -> str:
    return " and ".join(f"{name}.{one} {same} t.{one}" for one in part)


def _has(rows: duckdb.DuckDBPyRelation, part: tuple[str, ...]) -> bool:
    return set(part) <= set(rows.columns)
