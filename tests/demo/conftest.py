"""The made-up town built once, with what was put into its numbers."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from data_pipeline.build import build
from data_pipeline.demo.write import write_demo
from data_pipeline.progress import Progress
from warehouse.connection import PublishedFiles

DEMO_DAY, SEED = dt.date(2026, 11, 24), 20260101


@pytest.fixture(scope="session")
def town_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance, written and built."""
    folder = tmp_path_factory.mktemp("demo") / "ekstad"
    write_demo(folder, DEMO_DAY, SEED)
    build(folder, Progress(on_terminal=False), dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC))
    return folder


@pytest.fixture(scope="session")
def town(town_folder: Path) -> PublishedFiles:
    """What was published of it."""
    return PublishedFiles(town_folder / "var")


@pytest.fixture(scope="session")
def truth(town_folder: Path) -> dict[str, Any]:
    """What was put into the numbers, by the effect's id."""
    facts = yaml.safe_load((town_folder / "facit.yaml").read_text(encoding="utf-8"))
    return {effect["id"]: effect for effect in facts["effects"]}
