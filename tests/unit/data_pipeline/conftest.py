"""The example instance, written once for all tests of the pipeline, and what is true of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from data_pipeline.demo.write import write_demo
from tests.unit.data_pipeline.demo_rows import DEMO_DAY


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's folder; read it, never write in it."""
    folder = tmp_path_factory.mktemp("demo") / "ekstad"
    write_demo(folder, DEMO_DAY)
    return folder


@pytest.fixture(scope="session")
def truth(demo: Path) -> dict[str, Any]:
    """What was put into its numbers."""
    found: dict[str, Any] = yaml.safe_load((demo / "facit.yaml").read_text("utf-8"))
    return found
