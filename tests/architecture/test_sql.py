"""SQL of the warehouse: a header on each model, and only words that Spark understands alike."""

import re
from pathlib import Path

import pytest
from sqlglot.errors import SqlglotError

from tests.architecture.portable import allowed_functions, spark_text, statement_faults
from tests.architecture.tree import ROOT, SourceFile, plant, under

HEADER = re.compile(
    r"-- purpose: \S[^\n]*\n(?:--  [^\n]*\n)*"
    r"-- grain: one row per \S[^\n]*\n(?:--  [^\n]*\n)*"
    r"-- key: \S[^\n]*\n(?:--  [^\n]*\n)*"
    r"(?:-- part: \w+(?:, \w+)*\n)?"
    r"-- owner: \S[^\n]*\n"
)
MODEL = (
    "-- purpose: Incidents by day.\n--   For the overview.\n-- grain: one row per place and day\n"
    "-- key: site_id, incident_date\n-- owner: analysis\n\n"
)


def models(root: Path) -> tuple[SourceFile, ...]:
    """The model files."""
    return under(root, "warehouse/models", ".sql") + under(root, "warehouse/shared", ".sql")


def headless(root: Path) -> list[str]:
    """Models that do not start with purpose, grain, key and owner, in that order."""
    return [f"{m.path}: header is incomplete" for m in models(root) if not HEADER.match(m.text)]


def unportable(root: Path) -> list[str]:
    """Models and checks that say something outside the portable subset."""
    every = models(root) + under(root, "warehouse/checks", ".sql")
    return [f"{file.path}: {fault}" for file in every for fault in _faults(file)]


def _faults(file: SourceFile) -> list[str]:
    try:
        spark_text(file.text)
        return statement_faults(file.text)
    except SqlglotError as error:
        return [f"does not parse: {error}"]


def test_each_model_has_a_full_header() -> None:
    assert headless(ROOT) == []


def test_models_and_checks_stay_within_the_portable_subset() -> None:
    assert unportable(ROOT) == []


def test_the_allow_list_is_read() -> None:
    assert {"Sum", "TimestampTrunc", "StrToTime"} <= allowed_functions()
    assert not {"Round", "DayOfWeekIso", "Dayname"} & allowed_functions()


def test_a_missing_or_reordered_header_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "warehouse/models/core/core_a.sql", MODEL + "select a.id from b as a\n")
    plant(tmp_path, "warehouse/models/core/core_b.sql", "-- purpose: x\nselect a.id from b as a\n")
    assert headless(tmp_path) == ["warehouse/models/core/core_b.sql: header is incomplete"]


def test_a_file_that_does_not_parse_is_found(tmp_path: Path) -> None:
    assert len(unportable(plant(tmp_path, "warehouse/checks/a__b.sql", "select from where"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "cast(sum(a) as double) / nullif(count(*), 0)",
        "cast(floor(a / 4) as integer)",
        "(date_diff('day', date '1970-01-05', cast(b_at as date)) % 7 + 7) % 7 + 1",
        "date_diff('second', timestamp '1970-01-01 00:00:00', b_at)",
        "date_trunc('hour', b_at) + cast(floor(extract(minute from b_at) / 15) * 15 as integer)"
        " * interval '1' minute",
        "row_number() over (partition by a, c order by b_at desc)",
        "count(*) filter (where a > 1 and b or not c)",
        "string_agg(a, ',' order by a)",
        "case when exists (select 1 from t as u where u.a = t.a) then 1 end",
    ],
)
def test_the_portable_way_is_accepted(text: str) -> None:
    assert statement_faults(f"select {text} as x from t") == []


@pytest.mark.parametrize(
    "text",
    [
        "select round(a, 1) as x from t",
        "select isodow(a) as x from t",
        "select dayname(a) as x from t",
        "select weekday(a) as x from t",
        "select hash(a) as x from t",
        "select percentile_cont(0.95) within group (order by a) as x from t",
        "select extract(isodow from a) as x from t",
        "select extract(epoch from a) as x from t",
        "select a_date - b_date as x from t",
        "select cast(a as date) - b_on as x from t",
        "select date_diff('month', a_date, b_date) as x from t",
        "select date_diff('day', a_at, b_at) as x from t",
        "select a / 2.5 as x from t",
        "select cast(a / b as integer) as x from t",
        "select try_cast(a as integer) as x from t",
        "select * from t",
        "select t.* from t",
        "select a, count(*) as x from t group by all",
        "select a from t union by name select a from u",
        "select list_transform(a, x -> x + 1) as y from t",
        "select a from read_parquet('b.parquet')",
        "select a from t; select b from t",
        "delete from t",
    ],
)
def test_what_does_not_travel_is_found(text: str) -> None:
    assert statement_faults(text) != []
