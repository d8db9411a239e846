"""What is asked of any query of the database."""

import duckdb


def row_count(rows: duckdb.DuckDBPyRelation) -> int:
    """Count the rows of a query."""
    return int(rows.count("*").fetchall()[0][0])
