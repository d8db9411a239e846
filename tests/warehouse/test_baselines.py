"""A baseline is frozen once: neither rows, nor definitions, nor a crash change it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from data_pipeline.store import Store
from tests.tiny import SQUARE, Tiny, crime, crimes, outline, tiny

SITE: dict[str, Any] = {
    "name": {"sv": "Torget", "en": "The Square"},
    "started_on": "2026-01-01",
    "outline": {"file": "areas/torget.geojson", "where": {"area": "torget"}},
    "registered": {
        "decided_on": "2025-12-01",
        "outcomes": [{"kpi": "reported_incidents", "categories": ["theft"]}],
    },
}


def monthly(kind: str = "0100") -> list[str]:
    months = [dt.date(2024 + at // 12, at % 12 + 1, 15) for at in range(30)]
    return [crime(f"{kind}-{m}", Tid=f"{m} 12:00", Kod=kind) for m in months]


def place(tmp_path: Path, **changes: object) -> Tiny:
    made = tiny(tmp_path / "prov")
    made.fact("sites/torget.yaml", SITE | changes)
    made.drop("polis", "a.csv", crimes(*monthly(), *monthly("0200")))
    return made


def frozen(made: Tiny) -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = made.rows(
        "select kpi_id, category_ids, value, low, high, version, is_definition_changed, "
        "is_boundary_changed from mart_baseline"
    )
    return {(kpi, categories): tuple(rest) for kpi, categories, *rest in rows}


def test_the_twelve_months_before_the_start_are_frozen_with_the_outcomes(tmp_path: Path) -> None:
    made = place(tmp_path)
    version = made.build().version
    found = frozen(made)
    value, low, high, at_version, *changed = found["reported_incidents", ""]
    assert value == 24
    assert low < 24 < high
    assert at_version == version
    assert changed == [False, False]
    assert found["reported_incidents", "theft"][0] == 12
    assert (made.folder / "var/baselines/torget.json").is_file()


def test_new_rows_of_the_same_days_do_not_move_it(tmp_path: Path) -> None:
    made = place(tmp_path)
    made.build()
    before = frozen(made)
    extra = [crime(f"X{n}", Tid="2025-06-01 12:00") for n in range(50)]
    made.drop("polis", "b.csv", crimes(*extra))
    assert made.build().is_new
    assert made.count() == 110
    assert frozen(made) == before


def test_another_definition_or_boundary_is_shown_and_not_computed(tmp_path: Path) -> None:
    made = place(tmp_path)
    made.build()
    shrunk = [(x, 60.1 + (y - 60.1) * 0.9) for x, y in SQUARE]
    made.write("areas/torget.geojson", outline(("torget", [shrunk])))
    source = Path("config/kpis/reported_incidents.yaml").read_text("utf-8")
    made.write(
        "kpis/reported_incidents.yaml",
        source.replace("sum(incident_count)", "count(incident_count)")
        .replace("numerator: 4", "numerator: 2")
        .replace("value: 4", "value: 2")
        .replace("numerator: null", "numerator: 0")
        .replace("value: null", "value: 0"),
    )
    made.build()
    value, _, _, _, other_rule, other_ground = frozen(made)["reported_incidents", ""]
    assert (value, other_rule, other_ground) == (24, True, True)


def test_nothing_is_frozen_before_the_start_or_without_reports(tmp_path: Path) -> None:
    made = place(tmp_path, started_on="2026-11-20")
    made.build()
    assert frozen(made) == {}
    made = place(tmp_path / "early", started_on="2024-06-01")
    made.build()
    assert frozen(made) == {}
    assert not (made.folder / "var/baselines/torget.json").exists()


def test_a_start_that_passes_makes_a_new_version_without_new_files(tmp_path: Path) -> None:
    made = place(tmp_path, started_on="2026-05-01")
    made.now = dt.datetime(2026, 5, 10, 8, 0, tzinfo=dt.UTC)
    made.build()
    assert frozen(made) == {}
    made.now = dt.datetime(2026, 6, 10, 8, 0, tzinfo=dt.UTC)
    assert made.build().is_new
    assert frozen(made)["reported_incidents", ""][0] == 24
    assert not made.build().is_new


def test_a_crash_while_freezing_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = place(tmp_path)
    made.build()
    file = made.folder / "var/baselines/torget.json"
    kept = json.loads(file.read_text("utf-8"))
    made.fact("sites/torget.yaml", SITE | {"started_on": "2026-02-01"})

    def crash(_: Path, __: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            Store(made.folder / "var").write_json(file, [])
    assert json.loads(file.read_text("utf-8")) == kept
    made.build()
    assert json.loads(file.read_text("utf-8"))[: len(kept)] == kept
    assert frozen(made)["reported_incidents", ""][0] == 24
