"""Central Chicago built once for all tests of real files."""

from pathlib import Path

import pytest

from tests.real_data import make_chicago
from tests.tiny import Tiny


@pytest.fixture(scope="session")
def chicago(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """The instance without the seven day files, built; read it, and copy it to change it."""
    folder = make_chicago(tmp_path_factory.mktemp("real") / "chicago")
    for day_file in (shared_data / "incidents" / "chicago" / "day_files").iterdir():
        (folder / "inbox" / "crimes" / day_file.name).unlink()
    made = Tiny(folder)
    made.build()
    return made
