"""The examples inside facts are the tests of those facts: every KPI, every source."""

import re
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from config.instance import Instance, read_instance
from config.kpis import Kpi
from config.loading import Problems, load_fact
from config.sources import Source
from data_pipeline.kpi_compiler import example_value
from data_pipeline.land import judged_rows, prepare
from data_pipeline.landing_columns import first_problem, landing_fields
from data_pipeline.landing_wide import is_wide, long_rows
from data_pipeline.store import Store
from tests.tiny import FIRST_BUILD

ROOT = Path(__file__).parents[2]
INSTANCES = {
    "demo": ROOT / "data_pipeline" / "demo" / "instance",
    "template": ROOT / "data_pipeline" / "template" / "files",
    "chicago": ROOT / "tests" / "instances" / "chicago",
    "world": ROOT / "tests" / "instances" / "world",
}


def _kpis() -> dict[str, Kpi]:
    problems = Problems()
    with as_file(files("config").joinpath("kpis")) as folder:
        found = {
            path.stem: load_fact(path, Kpi, problems) for path in sorted(folder.glob("*.yaml"))
        }
    assert problems.found == ()
    return {name: kpi for name, kpi in found.items() if kpi is not None}


def _instances() -> dict[str, Instance]:
    loaded = {name: read_instance(folder) for name, folder in INSTANCES.items()}
    assert {name: faults for name, (_, faults) in loaded.items() if faults} == {}
    return {name: instance for name, (instance, _) in loaded.items()}


KPIS = _kpis()
SOURCES = {
    f"{name}/{source_id}": source
    for name, instance in _instances().items()
    for source_id, source in instance.sources.items()
}
ROWS = [
    (name, number) for name, source in SOURCES.items() for number in range(len(source.examples))
]


@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, kpi in KPIS.items() for n in range(len(kpi.examples))]
)
def test_an_example_of_a_kpi_gives_its_numbers(tmp_path: Path, name: str, number: int) -> None:
    kpi = KPIS[name]
    example = kpi.examples[number]
    with Store(tmp_path).connect() as connection:
        made = example_value(connection, name, kpi, example)
    assert (made.numerator, made.denominator) == (example.numerator, example.denominator)
    assert made.value == pytest.approx(example.value)


@pytest.mark.parametrize("name", [name for name, kpi in KPIS.items() if kpi.denominator])
def test_a_share_shows_what_it_is_of_nothing(name: str) -> None:
    assert any(not e.denominator and e.value is None for e in KPIS[name].examples)


@pytest.mark.parametrize(("name", "number"), ROWS)
def test_an_example_row_of_a_source_is_accepted(tmp_path: Path, name: str, number: int) -> None:
    source = SOURCES[name]
    raw = source.examples[number]
    with Store(tmp_path).connect() as connection:
        prepare(connection)
        cells = ", ".join(f"${n + 1} as c{n}" for n in range(len(raw)))
        relation = connection.sql(f"select 1 as line_no, {cells}", params=list(raw.values()))
        names = ", ".join(f'c{n} as "{heading}"' for n, heading in enumerate(raw))
        rows = relation.project(f"line_no, {names}")
        if is_wide(source):
            rows = long_rows(rows, source)
        fields = landing_fields(source)
        judged = judged_rows(rows, source, fields, FIRST_BUILD.date())
        faults = judged.select(first_problem(fields)).fetchall()
    assert set(faults) == {(None,)}


@pytest.mark.parametrize("name", SOURCES)
def test_an_example_names_only_headings_of_its_contract(name: str) -> None:
    source: Source = SOURCES[name]
    known = set(source.read_headings())
    known |= {heading for question in source.questions.values() for heading in question.source}
    known |= {*source.personal, *source.unused}
    for example in source.examples:
        assert {h for h in example if not _is_of_matrix(source, h)} <= known


@pytest.mark.parametrize(
    "name", [name for name in SOURCES if name.startswith(("demo/", "template/"))]
)
def test_every_source_that_is_shipped_carries_an_example(name: str) -> None:
    assert SOURCES[name].examples


def _is_of_matrix(source: Source, heading: str) -> bool:
    return source.wide is not None and re.fullmatch(source.wide.pattern, heading) is not None
