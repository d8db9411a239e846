"""A file damaged in any way is read or refused in words, by the build and by `source new`."""

import contextlib
import datetime as dt
import random
from pathlib import Path

import duckdb
import pytest

from config.instance import load_instance
from data_pipeline.errors import FileRefusedError
from data_pipeline.formats import reader_of
from data_pipeline.profiling.columns import profile_file
from data_pipeline.profiling.drafting import draft_contract
from tests.damage import damaged, damaged_inside

TODAY = dt.date(2026, 11, 24)
SOURCES = (
    "enkat", "handlingsplan", "polistabell", "polis", "stadlogg", "skrapmatning", "kalender",
    "felanmalan", "omvarld",
)  # fmt: skip
TIMES = 12


@pytest.mark.parametrize("source_id", SOURCES)
@pytest.mark.filterwarnings("ignore")
def test_a_file_damaged_by_chance_is_read_or_refused(
    demo: Path, source_id: str, tmp_path: Path
) -> None:
    chance = random.Random(source_id)
    layout = load_instance(demo).sources[source_id].layout
    sound = min((demo / "inbox" / source_id).iterdir(), key=lambda path: path.stat().st_size)
    damage = damaged_inside if sound.suffix == ".xlsx" else damaged
    path = tmp_path / f"skadad{sound.suffix}"
    said: list[str] = []
    for _ in range(TIMES):
        path.write_bytes(damage(sound.read_bytes(), chance))
        try:
            with duckdb.connect() as connection:
                reader = reader_of(layout.format)
                reader.read_table(connection, path, layout, tmp_path).relation.fetchall()
        except FileRefusedError as refusal:
            said.append(refusal.sentence("sv"))
        with contextlib.suppress(FileRefusedError):
            draft_contract(profile_file(path), TODAY)
    assert len(said) < TIMES
    assert not [sentence for sentence in said if str(tmp_path) in sentence]
