"""The file whose rows DuckDB's own error table loses by the block (engine.md 1.1)."""

import shutil
from pathlib import Path

import pytest

from tests.tiny import FAULTS, Fact, tiny

BLOCK = 8_000_000
CONTRACT: Fact = FAULTS | {
    "kind": "incident",
    "layout": {"format": "delimited", "delimiter": ",", "decimal": "."},
    "identity": ["incident_id"],
    "columns": [
        {"from": "id", "to": "incident_id"},
        {"from": "ts", "to": "occurred_from", "formats": ["%Y-%m-%d %H:%M:%S"]},
        {"from": "lat", "to": "latitude"},
        {"from": "txt", "to": "category_code"},
    ],
    "constants": {"longitude": 15.3},
}
END = ',59.123456,"Anmälan nr 16, ""åtgärdas""; väst"\n'
GOOD = f"I000000001,2024-01-01 00:00:00{END}".encode()
BAD = f"I000000002,31/02/2024 25:61{END}".encode()
LOSING = (25, 28, 31, 34, 37, 40)
"""The six of the repro tool's 27 offsets where a typed read with an error table loses a block."""


def _write(file: Path, offset: int, total: int) -> tuple[int, int]:
    """Write the bytes of tools/repro_store_rejects.py: a bad row starts just past a block.

    Returns how many records there are, and the line of the bad one.
    """
    head = b"id,ts,lat,txt\n"
    before = (BLOCK + offset - len(head)) // len(GOOD) - 2
    parts = [head, GOOD * before]
    pad = BLOCK + offset - len(head) - len(GOOD) * (before + 1)
    long_row = b'I000000003,2024-01-01 00:00:00,59.123456,"'
    parts += [long_row + b"p" * (pad - len(long_row) - 2) + b'"\n', GOOD, BAD]
    position = sum(map(len, parts))
    assert position == BLOCK + offset + len(BAD)
    after = (total - position) // len(GOOD)
    file.write_bytes(b"".join([*parts, GOOD * after]))
    return before + 3 + after, before + 4


@pytest.mark.slow
def test_no_row_of_the_block_loss_file_is_lost(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=CONTRACT)
    for offset in LOSING:
        file = made.folder / "inbox" / "polis" / "block.csv"
        records, line = _write(file, offset, 17_000_000)
        made.load()
        (landed,) = made.built[-1].landed
        assert landed.load.record_count == records
        assert (landed.accepted_count, landed.rejected_count) == (records - 1, 1)
        assert landed.rejections[0].line_no == line
        shutil.rmtree(made.folder / "var")
