"""The page Data: what each profile sees and may do, uploads, decisions, and rows to send back."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.access import Profile
from config.settings import Settings
from dashboard.app import PlatsbildDash
from dashboard.intake.jobs import Job, Jobs, Limits
from dashboard.intake.preview import draft_of, preview_of
from dashboard.intake.progress import state_words
from dashboard.intake.quarantine import Quarantine, plain_name
from dashboard.intake.rejected_files import _neutral
from dashboard.process import Process
from platsbild import main
from tests.app.conftest import Ask
from tests.builders import publish, small_world
from tests.one_app import NOW
from tests.tiny import POLICE, Tiny, crime, crimes, tiny
from warehouse.connection import PublishedFiles

Become = Callable[..., None]
HERE = "http://127.0.0.1"
CONTENT = b"Nr;Tid;Kod\n1;2026-01-01 10:00;0100\n"


@pytest.fixture
def made(app: PlatsbildDash, process: Process, tmp_path: Path) -> Tiny:
    """An instance folder of its own, with something rejected and something to review."""
    made = tiny(tmp_path, police=POLICE)
    rows = small_world()
    for table in ("mart_load", "mart_rejection", "mart_place_queue", "mart_code_queue"):
        rows.add(table)
    rows.add("mart_load", load_no=2, source_id="city", file_name="b.csv")
    rows.add("mart_rejection", load_no=2, source_id="city", file_name="b.csv")
    rows.add("mart_source_site")
    publish(tmp_path / "var", rows, profiles=("internal", "coordinator", "partner", "public"))
    app.server.extensions["platsbild"] = _process(process, tmp_path, "internal")
    return made


def _process(process: Process, instance: Path, profile: Profile, upload_mb: int = 1) -> Process:
    settings = Settings(instance, "128MB", 1, profile, upload_mb=upload_mb)
    files = PublishedFiles(instance / "var", "128MB", 1, (profile,))
    return replace(process, settings=settings, files=files)


@pytest.fixture
def become(app: PlatsbildDash, process: Process, made: Tiny) -> Become:
    """Serve the instance to another profile, or with another limit of uploads."""

    def changed(profile: Profile, upload_mb: int = 1) -> None:
        now = _process(process, made.folder, profile, upload_mb)
        app.server.extensions["platsbild"] = now

    return changed


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[list[str]]]:
    """What would be run, instead of running it."""
    found: list[list[list[str]]] = []

    def begin(_: Jobs, kind: str, commands: list[list[str]], *__: object) -> str:
        found.append([[kind], *commands])
        return "20260922T120000-abcdef"

    monkeypatch.setattr(Jobs, "begin", begin)
    return found


def _send(
    client: FlaskClient, content: bytes = CONTENT, name: str = "p.csv", **more: str
) -> TestResponse:
    form = {"kalla": "police", "fil": (io.BytesIO(content), name)} | more
    return client.post(f"{HERE}/data/skicka", data=form, content_type="multipart/form-data")


@pytest.mark.usefixtures("made")
def test_an_analyst_on_the_machine_sees_upload_review_and_rejected_rows(ask: Ask) -> None:
    said = json.dumps(ask("data", ""), ensure_ascii=False)
    assert "Skicka in en fil" in said
    assert "gamla torget" in said
    assert "Ingen av våra platser" in said
    assert "/data/avvisade/police.xlsx" in said
    assert "rapporterar som väntat" in said


@pytest.mark.parametrize("profile", ["coordinator", "partner", "public"])
def test_others_see_how_the_data_are_and_nothing_to_decide(
    become: Become, ask: Ask, client: FlaskClient, profile: Profile
) -> None:
    become(profile)
    said = json.dumps(ask("data", ""), ensure_ascii=False)
    assert "Liggaren" in said
    for hidden in ("Skicka in en fil", "gamla torget", "0999", "Ta tillbaka"):
        assert hidden not in said
    assert ("Fel i avvisade rader" in said) == (profile == "coordinator")
    for address in (
        "skicka",
        "ta-in",
        "kasta",
        "alias",
        "kod",
        "bygg",
        "spara-kontrakt",
        "ta-tillbaka",
    ):
        assert client.post(f"{HERE}/data/{address}").status_code == 403
    assert client.get(f"{HERE}/data/arbete").status_code == 403


@pytest.mark.usefixtures("made")
def test_nobody_writes_from_another_name_or_another_site(client: FlaskClient) -> None:
    post = client.post
    assert post("http://platsbild.example/data/bygg").status_code == 403
    assert post(f"{HERE}/data/bygg", headers={"Origin": "http://evil.example"}).status_code == 403
    assert post(f"{HERE}/data/bygg", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_role_without_the_capability_may_not_upload(made: Tiny, client: FlaskClient) -> None:
    role = {"name": {"sv": "A", "en": "A"}, "profile": "internal", "capabilities": ["see_pages"]}
    made.fact("access.yaml", {"roles": {"analyst": role}})
    assert client.post(f"{HERE}/data/bygg").status_code == 403
    assert client.get(f"{HERE}/data/avvisade/police.xlsx").status_code == 404


def test_a_sent_file_waits_apart_and_is_looked_at(
    made: Tiny, client: FlaskClient, begun: list[list[list[str]]]
) -> None:
    answer = _send(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/data#arbete")
    (one,) = Quarantine(made.folder).waiting()
    assert one.path.read_bytes() == CONTENT
    assert begun == [[["look"], ["source", "try", "--format", "json", str(made.folder), "police",
                                 str(one.path)]]]  # fmt: skip
    assert not list((made.folder / "inbox/police").iterdir())
    client.post(f"{HERE}/data/ta-in", data={"fil": one.file_id})
    assert (made.folder / "inbox/police/p.csv").read_bytes() == CONTENT
    assert begun[-1] == [["build"], ["--log", "build", str(made.folder)]]
    assert Quarantine(made.folder).waiting() == ()


def test_a_file_that_is_too_large_or_empty_leaves_nothing(
    made: Tiny, become: Become, client: FlaskClient, begun: list[list[list[str]]]
) -> None:
    become("internal", upload_mb=0)
    answer = _send(client, b"x" * 100 * 1024)
    assert answer.status_code == 413
    assert "större än 0 MB" in answer.get_data(as_text=True)
    assert _send(client, b"").status_code == 303
    assert Quarantine(made.folder).waiting() == ()
    assert begun == []


def test_a_name_cannot_lead_out_of_the_folder(
    made: Tiny, client: FlaskClient, begun: list[list[list[str]]]
) -> None:
    _send(client, name="../../../../etc/..\\pass|wd.csv")
    (one,) = Quarantine(made.folder).waiting()
    assert one.path.name == "passwd.csv"
    assert one.path.is_relative_to(made.folder / "var" / "quarantine")
    assert [plain_name(name) for name in (".~lock.csv", "", "..", "a" * 400)] == [
        "lock.csv", "fil", "fil", "a" * 150,
    ]  # fmt: skip
    assert len(begun) == 1


def test_a_file_named_otherwise_than_its_source_takes_cannot_be_taken(
    made: Tiny, client: FlaskClient, begun: list[list[list[str]]]
) -> None:
    _send(client, name="p.xlsx")
    (one,) = Quarantine(made.folder).waiting()
    assert client.post(f"{HERE}/data/ta-in", data={"fil": one.file_id}).status_code == 409
    client.post(f"{HERE}/data/kasta", data={"fil": one.file_id})
    assert Quarantine(made.folder).waiting() == ()
    assert len(begun) == 1
    assert client.post(f"{HERE}/data/kasta", data={"fil": "../x"}).status_code == 404


def test_a_file_that_no_source_knows_gets_a_drafted_contract_that_can_be_mended(
    made: Tiny,
    client: FlaskClient,
    begun: list[list[list[str]]],
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _send(client, kalla="")
    (one,) = Quarantine(made.folder).waiting()
    assert begun[-1][1][:4] == ["source", "new", "--format", "json"]
    contract = yaml.safe_dump(POLICE | {"status": "draft"}, allow_unicode=True)
    drafted = {"source_id": "ny", "text": contract, "decided": [], "unsure": []}
    monkeypatch.setattr(Jobs, "answer", lambda *_: json.dumps(drafted))
    wrong = {"fil": one.file_id, "kontrakt": contract.replace("kind: incident", "kind: hittepå")}
    client.post(f"{HERE}/data/spara-kontrakt", data=wrong)
    assert not (made.folder / "sources/ny.yaml").exists()
    written = Quarantine(made.folder).written(one)
    assert written is not None
    assert "hittepå" in written.text
    assert written.faults
    done = Job("j", "look", NOW, "done", None, ())
    monkeypatch.setattr(Jobs, "find", lambda *_: done)
    said = json.dumps(ask("data", ""), ensure_ascii=False)
    assert "kind: hittepå" in said
    assert written.faults[0].found.sv in said.replace('\\"', '"')
    mended = {"fil": one.file_id, "kontrakt": contract.replace("\n", "\r\n") + "owner: Ann\r\n"}
    client.post(f"{HERE}/data/spara-kontrakt", data=mended)
    target = made.folder / "sources/ny.yaml"
    assert target.read_text("utf-8") == f"{contract}owner: Ann\n"
    assert begun[-1][1][-2:] == ["ny", str(one.path)]
    # Until it is taken by, it can be changed; whoever takes the file in lets it count.
    client.post(f"{HERE}/data/spara-kontrakt", data=mended | {"kontrakt": contract})
    assert target.read_text("utf-8") == contract
    client.post(f"{HERE}/data/ta-in", data={"fil": one.file_id})
    assert yaml.safe_load(target.read_text("utf-8"))["status"] == "live"
    assert (made.folder / "inbox/ny" / one.path.name).exists()


def test_a_contract_that_stands_is_not_written_over(
    made: Tiny, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _send(client, kalla="")
    (one,) = Quarantine(made.folder).waiting()
    made.fact("sources/ny.yaml", POLICE | {"status": "draft"})
    drafted = {"source_id": "ny", "text": yaml.safe_dump(POLICE), "decided": [], "unsure": []}
    monkeypatch.setattr(Jobs, "answer", lambda *_: json.dumps(drafted))
    answer = client.post(f"{HERE}/data/spara-kontrakt", data={"fil": one.file_id})
    assert answer.status_code == 409


@pytest.mark.usefixtures("made")
def test_one_click_decides_what_a_text_and_a_code_stand_for(
    client: FlaskClient, begun: list[list[list[str]]]
) -> None:
    client.post(f"{HERE}/data/alias", data={"text": "-gamla torget", "plats": "torget"})
    client.post(f"{HERE}/data/kod", data={"kod": "police/0/9", "kategori": "theft"})
    assert [(one[1][:2], one[1][3:]) for one in begun] == [
        (["alias", "--"], ["-gamla torget", "torget"]),
        (["map", "--"], ["police", "0/9", "theft"]),
    ]
    assert all(one[2][:2] == ["--log", "build"] for one in begun)
    assert client.post(f"{HERE}/data/alias", data={"text": "x"}).status_code == 400
    assert client.post(f"{HERE}/data/kod", data={"kod": "police"}).status_code == 400


@pytest.mark.usefixtures("made")
def test_a_file_or_a_row_is_withdrawn_and_the_numbers_built_again(
    ask: Ask, client: FlaskClient, begun: list[list[list[str]]]
) -> None:
    said = json.dumps(ask("data", ""), ensure_ascii=False)
    assert "Det går inte att ångra" in said
    assert "city/b.csv" in said
    client.post(f"{HERE}/data/ta-tillbaka", data={"fil": "city/b.csv"})
    client.post(f"{HERE}/data/ta-tillbaka", data={"radens-kalla": "police", "rad": " -1"})
    (_, file, _), (_, row, _) = begun
    assert [*file[:2], *file[3:]] == ["withdraw", "--", "city", "b.csv"]
    assert [*row[:3], *row[4:]] == ["withdraw", "--row=-1", "--", "police"]
    assert all(one[2][:2] == ["--log", "build"] for one in begun)
    assert client.post(f"{HERE}/data/ta-tillbaka", data={"fil": "city"}).status_code == 400


@pytest.mark.usefixtures("made")
def test_the_workbook_to_send_back_holds_text_only(client: FlaskClient) -> None:
    answer = client.get(f"{HERE}/data/avvisade/police.xlsx")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        words = book.read("xl/sharedStrings.xml").decode("utf-8")
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    for said in ("a.csv", "Tid", "=i går", "Går inte att läsa som tid."):
        assert said in words
    assert client.get(f"{HERE}/data/avvisade/walks.xlsx").status_code == 404


def test_rows_to_mend_come_in_the_senders_form_for_those_who_may(
    made: Tiny, become: Become, client: FlaskClient
) -> None:
    made.write("var/rejected/police/a-avvisade-1.csv", "Nr;Tid\r\n1;=HYPERLINK(1)\r\n2;-5,5\r\n")
    made.write("var/rejected/city/b-avvisade-2.csv", "Nr\r\n1\r\n")
    made.fact("sources/city.yaml", POLICE)
    text = client.get(f"{HERE}/data/avvisade/1").data.decode("utf-8-sig")
    assert text == "Nr;Tid\r\n1;'=HYPERLINK(1)\r\n2;-5,5\r\n"
    assert client.get(f"{HERE}/data/avvisade/9").status_code == 404
    become("coordinator")
    assert client.get(f"{HERE}/data/avvisade/2").status_code == 200
    personal = [column | {"personal": True} for column in POLICE["columns"]]
    made.fact("sources/city.yaml", POLICE | {"columns": personal})
    assert client.get(f"{HERE}/data/avvisade/2").status_code == 404
    become("partner")
    assert client.get(f"{HERE}/data/avvisade/2").status_code == 404
    assert client.get(f"{HERE}/data/avvisade/city.xlsx").status_code == 404


def test_a_quoted_cell_of_a_csv_stays_one_cell() -> None:
    assert _neutral(b'a,b\r\n"x, y",@z\r\n').decode("utf-8-sig") == 'a,b\r\n"x, y",\'@z\r\n'


def test_what_the_process_says_of_a_file_is_read_and_other_text_is_none(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    file = made.write("a.csv", crimes(crime(1), crime(2, Tid="i går")))

    def run(*words: object) -> str:
        return CliRunner().invoke(main, [str(word) for word in words]).stdout

    found = preview_of(run("source", "try", "--format", "json", tmp_path, "polis", file))
    assert found is not None
    assert [(line.number, line.cells[0], len(line.faults)) for line in found.lines] == [
        (2, "1", 0), (3, "2", 1),
    ]  # fmt: skip
    assert found.lines[1].faults[0].en.startswith("Tid: ")
    assert (found.rejected_count, found.reasons[0].lines, found.refused) == (1, (3,), None)
    empty = made.write("b.csv", "")
    refused = preview_of(run("source", "try", "--format", "json", tmp_path, "polis", empty))
    assert refused is not None
    assert refused.refused is not None
    draft = draft_of(run("source", "new", "--format", "json", tmp_path / "utkast", file))
    assert draft is not None
    assert draft.source_id == "a"
    assert draft.unsure[0].sv
    assert preview_of("Traceback") is None
    assert draft_of("[]") is None


def test_work_is_told_of_by_any_process_while_it_runs_and_when_it_ends(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    job_id = jobs.begin("build", [["--no-such-option"]], Limits(60), NOW)
    for _ in range(200):
        job = jobs.find(job_id)
        if job is None or not job.is_running:
            break
        time.sleep(0.1)
    assert job is not None
    assert job.state == "failed"
    assert any("--no-such-option" in words for words in job.said)
    assert jobs.newest("build") == job
    assert jobs.newest("look") is None
    assert jobs.find("nothing") is None


@pytest.mark.parametrize(("limit", "state"), [(300, "too_much"), (None, "done")])
def test_work_that_needs_more_memory_than_it_may_take_is_stopped_with_a_word(
    tmp_path: Path, limit: int | None, state: str
) -> None:
    folder = tmp_path / "jobs" / "a"
    folder.mkdir(parents=True)
    taking = "import errno, sys\ntry: bytearray(10**9)\nexcept MemoryError: sys.exit(errno.ENOMEM)"
    asked = {"commands": [[sys.executable, "-c", taking]], "seconds": 60, "memory_mb": limit}
    (folder / "commands.json").write_text(json.dumps(asked))
    about = {"kind": "look", "began_at": NOW.isoformat()}
    (folder / "about.json").write_text(json.dumps(about))
    subprocess.run([sys.executable, "-m", "dashboard.intake.run_job", str(folder)], check=True)
    job = Jobs(tmp_path).find("a")
    assert job is not None
    assert job.state == state
    if limit:
        assert "Filen ligger kvar" in state_words(job, "sv")


def test_work_whose_process_is_gone_is_said_to_have_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "jobs" / "a"
    folder.mkdir(parents=True)
    (folder / "about.json").write_text(json.dumps({"kind": "build", "began_at": NOW.isoformat()}))
    (folder / "lock").touch()
    long_ago = NOW.timestamp() - 3600
    os.utime(folder / "about.json", (long_ago, long_ago))
    (folder / "err.txt").write_text("2026-09-22 10:00:00,123 models: 3 of 9, mart_a\n")
    job = Jobs(tmp_path).find("a")
    assert job is not None
    assert (job.state, job.step and job.step.done, job.said) == ("stopped", 3, ())
