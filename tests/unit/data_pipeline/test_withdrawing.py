"""What is withdrawn is in nothing that the next version is made of or shows."""

import datetime as dt
import json
from pathlib import Path

import pytest

from data_pipeline.errors import DecisionRefusedError
from data_pipeline.ledger import Ledger
from data_pipeline.store import Store
from data_pipeline.withdrawing import withdraw_file, withdraw_row
from tests.tiny import POLICE, Tiny, crime, crimes, tiny

ODD = "Ovanligt ställe 4711"
COUNT = "select sum(numerator) from mart_kpi_day where kpi_id = 'reported_incidents'"


def _made(tmp_path: Path) -> Tiny:
    made = tiny(tmp_path)
    made.drop("polis", "mars.csv", crimes(crime("A1"), crime("A2", Kod="0200")))
    made.drop("polis", "april.csv", crimes(crime("B1"), crime("B2", Plats=ODD, Tid="fel")))
    made.build()
    return made


def _counted(made: Tiny) -> float:
    ((count,),) = made.rows(f"{COUNT} and area_id = 'torget'")
    return float(count or 0)


def _holding(made: Tiny, text: str) -> list[str]:
    """Name the files of the instance that hold a text, whatever their format."""
    found = []
    for path in (made.folder / "var").rglob("*"):
        is_ledger = path.name in {"ledger.jsonl", "digests.json"}
        if path.is_file() and not is_ledger and text.encode() in path.read_bytes():
            found.append(path.relative_to(made.folder).as_posix())
    return found


def test_a_withdrawn_file_is_gone_from_everything(tmp_path: Path) -> None:
    made = _made(tmp_path)
    assert _counted(made) == 3
    assert _holding(made, ODD)
    before = made.published
    gone = withdraw_file(tmp_path, "polis", "april.csv", made.now)
    assert gone.row_count == 2
    assert not (tmp_path / "inbox/polis/april.csv").exists()
    assert not [name for name in _holding(made, ODD) if not name.startswith("var/published")]
    assert made.build().is_new
    assert _counted(made) == 2
    assert _holding(made, ODD) == []
    assert not before.exists()
    told = made.rows("select file_name, status, set_aside_count from mart_load order by all")
    assert told == [("april.csv", "withdrawn", 2), ("mars.csv", "landed", 0)]
    assert not made.build().is_new


def test_a_withdrawn_file_that_somebody_drops_again_is_taken_again(tmp_path: Path) -> None:
    made = _made(tmp_path)
    content = (tmp_path / "inbox/polis/april.csv").read_bytes()
    withdraw_file(tmp_path, "polis", "april.csv", made.now)
    made.build()
    made.drop("polis", "april.csv", content)
    made.build()
    assert _counted(made) == 3
    assert len(made.built[-1].landed) == 2


def test_a_withdrawn_row_is_gone_and_does_not_come_back(tmp_path: Path) -> None:
    made = _made(tmp_path)
    gone = withdraw_row(tmp_path, "polis", " A1", made.now)
    assert (gone.row_count, gone.still_in) == (1, ("mars.csv",))
    assert made.build().is_new
    assert _counted(made) == 2
    columns = "file_name, record_count, accepted_count, set_aside_count"
    told = made.rows(f"select {columns} from mart_load order by all")
    assert told == [("april.csv", 2, 1, 0), ("mars.csv", 2, 1, 1)]
    (said,) = made.said("mars.csv")
    assert "1 rad är återtagen" in said
    # Neither in another export, nor when the file is archived anew for a column.
    made.drop("polis", "maj.csv", crimes(crime("A1"), crime("C1")))
    made.fact("sources/polis.yaml", POLICE | {"columns": POLICE["columns"][:-1]})
    made.build()
    made.fact("sources/polis.yaml", POLICE)
    made.build()
    assert _counted(made) == 3
    assert made.landed("maj.csv").load.withdrawn_count == 1


def test_a_withdrawn_row_that_had_been_rejected_is_in_no_file_of_rejected_rows(
    tmp_path: Path,
) -> None:
    made = _made(tmp_path)
    withdraw_row(tmp_path, "polis", "B2", made.now)
    made.build()
    assert _holding(made, ODD) == []
    assert made.landed("april.csv").rejected_count == 0
    assert _counted(made) == 3


def test_a_crash_on_the_way_is_mended_by_withdrawing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(tmp_path)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "add", crash)
        with pytest.raises(KeyboardInterrupt):
            withdraw_row(tmp_path, "polis", "A1", made.now)
    assert withdraw_row(tmp_path, "polis", "A1", made.now).row_count == 1
    made.build()
    assert _counted(made) == 2
    assert made.landed("mars.csv").load.record_count == 1


def test_what_a_crash_left_of_a_withdrawn_file_is_cleared_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("data_pipeline.withdrawing.clear_withdrawn", lambda *_: None)
        withdraw_file(tmp_path, "polis", "april.csv", made.now)
    assert _holding(made, ODD)
    made.build()
    assert _holding(made, ODD) == []


def test_the_words_say_what_can_be_withdrawn(tmp_path: Path) -> None:
    made = _made(tmp_path)
    with pytest.raises(DecisionRefusedError, match=r"april\.csv, mars\.csv"):
        withdraw_file(tmp_path, "polis", "../facit", made.now)
    with pytest.raises(DecisionRefusedError, match="polisen finns inte"):
        withdraw_file(tmp_path, "polisen", "mars.csv", made.now)
    with pytest.raises(DecisionRefusedError, match="Z9"):
        withdraw_row(tmp_path, "polis", "Z9", made.now)
    made.fact("sources/polis.yaml", POLICE | {"identity": []})
    with pytest.raises(DecisionRefusedError, match="hela filen"):
        withdraw_row(tmp_path, "polis", "A1", made.now)


def test_the_id_of_a_row_is_that_of_its_case_and_never_its_round_or_place(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"identity": ["place_name", "incident_id"]})
    made.drop("polis", "p.csv", crimes(crime("A1", Plats="Torget"), crime("A2", Plats="Torget")))
    made.build()
    with pytest.raises(DecisionRefusedError):
        withdraw_row(tmp_path, "polis", "Torget", made.now)
    assert withdraw_row(tmp_path, "polis", "A2", made.now).row_count == 1
    made.fact("sources/polis.yaml", POLICE | {"identity": ["place_name", "occurred_from"]})
    with pytest.raises(DecisionRefusedError, match="hela filen"):
        withdraw_row(tmp_path, "polis", "Torget", made.now)


def test_the_ledger_keeps_that_a_file_was_withdrawn_and_nothing_of_a_row(tmp_path: Path) -> None:
    made = _made(tmp_path)
    at = made.now + dt.timedelta(seconds=5)
    withdraw_file(tmp_path, "polis", "april.csv", at)
    withdraw_row(tmp_path, "polis", "A2", at)
    store = Store(tmp_path / "var")
    lines = [json.loads(line) for line in store.ledger.read_text("utf-8").splitlines()]
    assert [line["status"] for line in lines] == ["landed", "landed", "withdrawn", "landed"]
    assert Ledger(store.ledger).withdrawn_at == at
    assert "A2" not in store.ledger.read_text("utf-8")
    assert "A2" not in (tmp_path / "var/withdrawn.json").read_text("utf-8")
