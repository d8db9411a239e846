"""`platsbild check`: examples, polygons and facts are tried without building."""

from pathlib import Path

import pytest

from config.errors import FactsError
from data_pipeline.checking import check_instance
from tests.tiny import POLICE, tiny
from tests.unit.config.test_instance import KPI
from tests.unit.data_pipeline.test_correcting import FLOW

EXAMPLE = {"Nr": "1", "Tid": "2026-03-14 23:20", "Kod": "0100", "Long": "15,3", "Lat": "60,1"}


def test_examples_that_hold_pass(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"examples": [EXAMPLE]})
    made.fact("kpis/eget.yaml", KPI)
    assert list(check_instance(tmp_path).kpis)[-1] == "eget"


def test_an_example_of_a_matrix_is_turned_first(tmp_path: Path) -> None:
    flow = FLOW | {"examples": [{"Timme": "2026-03-01 10:00", "M1": "5", "M2": ""}]}
    tiny(tmp_path, flode=flow)
    with pytest.raises(FactsError) as refused:
        check_instance(tmp_path)
    assert [fault.key for fault in refused.value.problems] == ["examples.0"]
    tiny(tmp_path / "hel", flode=FLOW | {"examples": [{"Timme": "2026-03-01 10:00", "M1": "5"}]})
    assert list(check_instance(tmp_path / "hel").sources) == ["flode"]


def test_every_fault_of_every_kind_is_told_at_once(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"examples": [EXAMPLE, EXAMPLE | {"Tid": "i går"}]})
    example = KPI["examples"][0]
    made.fact("kpis/fel.yaml", KPI | {"examples": [example, example | {"value": 3}]})
    made.fact("kpis/tom.yaml", KPI | {"examples": [example, example | {"rows": []}]})
    made.fact("kpis/radlos.yaml", KPI | {"examples": [example | {"rows": []}]})
    made.fact("kpis/stulen.yaml", KPI | {"numerator": "sum(a) from read_csv('/etc/passwd')"})
    made.fact("kpis/okand.yaml", KPI | {"numerator": "sum(b)"})
    made.write("sites/b.yaml", "name: {sv: B, en: B}\n")
    made.write("areas/torget.geojson", "{}")
    with pytest.raises(FactsError) as refused:
        check_instance(tmp_path)
    said = {f"{f.file.name} {f.key}": f.found.sv for f in refused.value.problems}
    assert set(said) == {
        "b.yaml outline", "torget.yaml outline", "fel.yaml examples.1", "tom.yaml examples.1",
        "radlos.yaml examples.0",
        "stulen.yaml examples.0", "okand.yaml examples.0", "polis.yaml examples.1",
    }  # fmt: skip
    assert "Exemplet gav 2 (värde 2.0), väntat värde 3.0" in said["fel.yaml examples.1"]
    assert "Exemplet gav – (värde None), väntat värde 2.0" in said["tom.yaml examples.1"]
    assert "must be one aggregate without a table" in said["stulen.yaml examples.0"]
    assert "Exempelraden avvisas" in said["polis.yaml examples.1"]
