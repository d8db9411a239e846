"""The ledger after a crash, the build lock, and the small files of the store."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data_pipeline.errors import BuildLockedError
from data_pipeline.ledger import Ledger, Load
from data_pipeline.lock import build_lock
from data_pipeline.said import about_refused
from data_pipeline.store import Store
from tests.tiny import FIRST_BUILD

ROOT = Path(__file__).parents[3]


def _load(no: int, **changes: object) -> Load:
    facts: dict[str, object] = {
        "load_no": no, "source_id": "polis", "file_name": f"åäö\u2028{no}.csv", "sha256": f"s{no}",
        "contract": "c", "loaded_at": FIRST_BUILD, "status": "landed",
    }  # fmt: skip
    return Load.model_validate(facts | changes)


def test_the_ledger_survives_a_last_line_cut_at_any_byte(tmp_path: Path) -> None:
    whole = Ledger(tmp_path / "whole.jsonl")
    for no in (1, 2):
        whole.add(_load(no))
    content = (tmp_path / "whole.jsonl").read_bytes()
    first_line = content.index(b"\n") + 1
    for cut in range(first_line, len(content)):
        path = tmp_path / "cut.jsonl"
        path.write_bytes(content[:cut])
        ledger = Ledger(path)
        assert [load.load_no for load in ledger.loads] == [1]
        assert ledger.next_no == 2
        ledger.add(_load(2))
        assert Ledger(path).loads == whole.loads


def test_a_refused_load_without_words_says_nothing() -> None:
    assert list(about_refused(_load(1, status="refused"))) == []


def test_a_ledger_cut_in_its_only_line_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b'{"load_no": 1, "so')
    ledger = Ledger(path)
    assert (ledger.loads, ledger.next_no) == ((), 1)
    ledger.add(_load(1))
    assert Ledger(path).loads == ledger.loads


def test_a_landed_content_is_found_whatever_the_contract_and_a_refused_only_by_its_own(
    tmp_path: Path,
) -> None:
    ledger = Ledger(tmp_path / "new" / "ledger.jsonl")
    ledger.add(_load(1))
    ledger.add(_load(2, status="refused"))
    assert ledger.find("polis", "s1", "other") == ledger.loads[0]
    assert ledger.find("polis", "s2", "other") is None
    assert ledger.find("polis", "s2", "c") == ledger.loads[1]
    assert ledger.find("fel", "s1", "c") is None


def test_a_live_builds_lock_is_refused_and_a_killed_ones_is_taken_over(tmp_path: Path) -> None:
    code = (
        "import datetime as dt, time, sys; from pathlib import Path\n"
        "from data_pipeline.lock import build_lock\n"
        f"with build_lock(Path({str(tmp_path)!r}), dt.datetime(2026, 11, 24, 8, 0)):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "held\n"
        with pytest.raises(BuildLockedError) as refused, build_lock(tmp_path, FIRST_BUILD):
            pytest.fail("the lock was given away")
        assert f"process {owner.pid}, sedan 2026-11-24 08:00:00 UTC" in refused.value.sentence("sv")
        assert "Wait until it is done" in refused.value.sentence("en")
        owner.send_signal(signal.SIGKILL)
    with build_lock(tmp_path, FIRST_BUILD):
        assert json.loads((tmp_path / "build.lock").read_text())["pid"] == os.getpid()
    with build_lock(tmp_path, FIRST_BUILD):
        pass


def test_a_lock_whose_owner_has_not_signed_yet_is_refused_all_the_same(tmp_path: Path) -> None:
    with build_lock(tmp_path, FIRST_BUILD):
        (tmp_path / "build.lock").write_text("")
        with pytest.raises(BuildLockedError) as refused, build_lock(tmp_path, FIRST_BUILD):
            pytest.fail("the lock was given away")
    assert "process ?, sedan ?" in refused.value.sentence("sv")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    store, target = Store(tmp_path), tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(FileNotFoundError), store.replacing(target) as half:
        half.with_name("none.txt").read_text()
    assert target.read_text() == "old"
    with store.replacing(target) as half:
        half.write_text("new")
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_landing_counted_is_known_only_beside_its_rows(tmp_path: Path) -> None:
    store, landed = Store(tmp_path), tmp_path / "rows.parquet"
    store.keep_counts(landed, {"accepted_count": 1, "rejections": []})
    assert store.counts(landed) is None
    landed.write_bytes(b"")
    assert store.counts(landed) == {"accepted_count": 1, "rejections": ()}


def test_the_database_is_bounded_and_keeps_standard_output_for_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLATSBILD_BUILD_MEMORY", "64MiB")
    with Store(tmp_path).connect() as connection:
        asked = "select current_setting('memory_limit'), current_setting('enable_progress_bar')"
        assert connection.sql(asked).fetchall() == [("64.0 MiB", False)]
