"""The verbs of the console command."""

import csv
import datetime as dt
import errno
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from data_pipeline.lock import build_lock
from platsbild import main
from tests.tiny import FIRST_BUILD, Tiny, crime, crimes, tiny
from warehouse.periods import parse_period
from warehouse.queries.figure_rows import figure_rows
from warehouse.queries.rows import Question
from warehouse.viewer import Viewer


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Let the command's log go nowhere: the runner closes the stream it would write to."""
    kept = logging.getLogger().handlers[:]
    logging.getLogger().addHandler(logging.NullHandler())
    yield
    logging.getLogger().handlers[:] = kept


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = tiny(tmp_path_factory.mktemp("verbs") / "prov")
    made.drop("polis", "a.csv", crimes(crime(1), crime(2, Kod="0200"), crime(3, Tid="fel")))
    made.build()
    return made


def _run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_build_says_what_was_found_and_what_was_published(tmp_path: Path, language: str) -> None:
    made = tiny(tmp_path)
    made.drop("polis", "a.csv", crimes(crime(1), crime(2, Tid="fel")))
    first = _run("build", tmp_path, "--language", language)
    assert first.exit_code == 0
    wanted = {
        "sv": ("1 av 2 rader avvisades", "Publicerad: "),
        "en": ("1 of 2 rows", "Published: "),
    }
    assert all(words in first.stdout for words in wanted[language])
    again = _run("build", tmp_path, "--language", language)
    assert {"sv": "Inget nytt sedan", "en": "Nothing new since"}[language] in again.stdout


def test_build_beside_another_build_says_so_and_fails(tmp_path: Path) -> None:
    tiny(tmp_path)
    with build_lock(tmp_path / "var", FIRST_BUILD):
        result = _run("build", tmp_path)
    assert result.exit_code == 1
    assert "Ett annat bygge pågår" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "fault", [MemoryError(), duckdb.OutOfMemoryException("x"), OSError(errno.ENOMEM, "x")]
)
def test_too_little_memory_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def full(*_: object) -> None:
        raise fault

    monkeypatch.setattr("platsbild.build", full)
    answer = _run("build", tmp_path)
    assert answer.exit_code == errno.ENOMEM
    assert "Dela de största filerna" in answer.output


def test_other_faults_of_the_system_keep_their_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr("platsbild.build", broken)
    with pytest.raises(OSError, match="x"):
        _run("build", tmp_path)


def test_build_of_no_instance_names_every_fault(tmp_path: Path) -> None:
    result = _run("build", tmp_path, "--language", "en")
    assert result.exit_code == 1
    assert "instance.yaml: The file does not exist." in result.stderr
    assert "No place is described." in result.stderr


def test_check_says_that_all_is_well_or_everything_that_is_not(built: Tiny, tmp_path: Path) -> None:
    assert (
        "Inga fel. Platser / källor / nyckeltal: 1 / 1 / 41." in _run("check", built.folder).stdout
    )
    made = tiny(tmp_path)
    made.write("sites/b.yaml", "name: {sv: B, en: B}\n")
    (tmp_path / "areas/torget.geojson").unlink()
    result = _run("check", tmp_path, "--language", "en")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert "outline: The key is missing. Add it." in result.stderr
    assert "areas/torget.geojson does not exist" in result.stderr


@pytest.mark.parametrize("language", ["sv", "en"])
def test_status_shows_sources_and_messages(built: Tiny, language: str) -> None:
    result = _run("status", built.folder, "--language", language)
    assert result.exit_code == 0
    assert built.built[-1].version in result.stdout
    wanted = {
        "sv": ("Anmälda brott", "avvisade 1, utan plats 0", "! a.csv: 1 av 3 rader avvisades"),
        "en": ("Reported crime", "rejected 1, at no place 0", "! a.csv: 1 of 3 rows was rejected"),
    }
    assert all(words in result.stdout for words in wanted[language])


def test_status_before_the_first_build_says_what_to_do(tmp_path: Path) -> None:
    tiny(tmp_path)
    result = _run("status", tmp_path)
    assert result.exit_code == 1
    assert "Inget är publicerat än. Lägg filer i inbox" in result.stderr


def test_init_writes_an_instance_that_passes_check_and_never_overwrites(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    assert "The instance is in" in _run("init", folder, "--language", "en").stdout
    assert "Inga fel" in _run("check", folder).stdout
    refused = _run("init", folder)
    assert refused.exit_code == 1
    assert "inte en tom mapp" in refused.stderr


@pytest.mark.slow
def test_demo_writes_and_builds_an_instance_and_the_second_time_only_builds(tmp_path: Path) -> None:
    first = _run("--log", "demo", tmp_path / "demo", "--today", "2026-11-24")
    assert first.exit_code == 0
    assert "Publicerad: " in first.stdout
    assert "Inget nytt sedan" in _run("demo", tmp_path / "demo").stdout


def test_figures_prints_what_the_queries_answer_as_csv_and_json(built: Tiny) -> None:
    words = (
        "figures",
        built.folder,
        "--site",
        "torget",
        "--period",
        "2026-03",
        "--compare",
        "none",
    )
    text = _run(*words, "--format", "csv").stdout
    items = json.loads(_run(*words, "--format", "json").stdout)
    question = Question("torget", parse_period("2026-03").span, None)
    expected = list(
        figure_rows(built.files(), Viewer("internal"), question, dt.datetime.now(dt.UTC).date())
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(items) == len(expected) > 200
    for row, item, figure in zip(rows, items, expected, strict=True):
        for name in ("part", "measure", "item", "completeness"):
            assert row[name] == item[name] == getattr(figure, name)
        for name in ("value", "base", "comparison_value", "change"):
            value = getattr(figure, name)
            assert item[name] == value
            assert (float(row[name]) if row[name] else None) == value
    tiles = {item["measure"]: item["value"] for item in items if item["part"] == "tile"}
    assert tiles["reported_incidents"] == built.count() == 2


def test_figures_without_a_period_takes_the_last_whole_month(built: Tiny) -> None:
    result = _run("figures", built.folder, "--site", "torget")
    assert result.stdout.startswith("part,measure,item,value")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--site", "parken"), "parken"),
        (("--site", "torget", "--period", "igår"), "är ingen period"),
    ],
)
def test_figures_of_what_does_not_exist_says_so(
    built: Tiny, words: tuple[str, ...], said: str
) -> None:
    result = _run("figures", built.folder, *words)
    assert result.exit_code == 1
    assert said in result.stderr


def test_serve_needs_something_published(tmp_path: Path) -> None:
    tiny(tmp_path)
    result = _run("serve", tmp_path)
    assert result.exit_code == 1
    assert "Inget är publicerat än" in result.stderr
