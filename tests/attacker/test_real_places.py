"""The attacker on Central Chicago, built from its real files."""

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline import build as building
from data_pipeline.kept import Making
from data_pipeline.progress import Progress
from data_pipeline.store import Store
from tests.attacker.attacks import Loot, total_loot
from tests.attacker.instances import attack_instance
from tests.attacker.real_places import attack_build
from tests.real_data import make_chicago

NOW = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


@pytest.mark.real
@pytest.mark.slow
def test_nothing_comes_out_of_the_places_of_chicago(
    shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shared_data.is_dir()
    found: list[Loot] = []

    # The build's own tables are attacked before they are put away.
    def attacked(_: Store, making: Making, *__: object) -> None:
        found.extend(loot for _, _, loot in attack_build(making.connection, NOW.date(), 5))

    monkeypatch.setattr(building, "keep", attacked)
    building.build(make_chicago(tmp_path / "chicago"), Progress(on_terminal=False), NOW)
    assert len(found) == 12
    assert total_loot(found).is_empty, found
    assert all(loot.targets for loot in found)


@pytest.mark.real
@pytest.mark.slow
def test_nothing_comes_out_of_what_the_pages_of_chicago_say(
    shared_data: Path, tmp_path: Path
) -> None:
    assert shared_data.is_dir()
    folder = make_chicago(tmp_path / "chicago")
    building.build(folder, Progress(on_terminal=False), NOW)
    # Half a year; `python -m tests.attacker --instance` asks for a whole one.
    found = [loot for _, _, loot in attack_instance(folder, 5, asked=6)]
    assert total_loot(found).is_empty, found
    assert all(loot.answered and loot.targets for loot in found)
