"""Texts, messages, shipped facts and the environment."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from config.kinds import kinds
from config.privacy import privacy
from config.settings import build_memory, settings_from_environment
from config.texts import UnknownTextError, phrases_of, text, texts_under
from config.words import Words, message

CONFIG = Path(__file__).parents[3] / "config"


def test_a_text_is_given_in_the_language_asked_for_and_filled_in() -> None:
    rejected = text("source.rejected")
    assert rejected("sv", count=3) == "3 rader avvisade"
    assert rejected("en", count=3) == "3 rows rejected"
    assert rejected("sv", count="1") == "1 rad avvisad"
    assert rejected("en", count=1) == "1 row rejected"
    assert texts_under("source")["rejected"] == rejected


def test_a_text_that_no_file_has_stops_the_start_by_name() -> None:
    with pytest.raises(UnknownTextError, match=r"No text 'source\.no'.*in both languages"):
        text("source.no")
    with pytest.raises(UnknownTextError, match=r"nothing\."):
        texts_under("nothing")


def test_every_shared_text_and_message_stands_in_both_languages() -> None:
    assert phrases_of(CONFIG / "texts.yaml")
    raw = yaml.safe_load((CONFIG / "messages.yaml").read_text("utf-8"))
    for key, pair in raw.items():
        assert Words.model_validate(pair).sv, key
    remedied = {key.removesuffix(".remedy") for key in raw if key.endswith(".remedy")}
    without_fault = remedied - set(raw)
    assert without_fault == {"build.at_no_place", "land.broken"}


def test_a_message_groups_the_digits_of_its_counts_and_of_nothing_else() -> None:
    said = message("land.some_rejected", count=10, total=6_094)
    assert "10 av 6\N{NO-BREAK SPACE}094 rader" in said.sv
    assert "10 of 6,094 rows" in said.en
    assert "48213" in message("build.locked", pid="48213", since="?").sv


def test_words_need_both_languages_and_no_more() -> None:
    for wrong in ({"sv": "A"}, {"sv": "A", "en": " "}, {"sv": "A", "en": "A", "fi": "A"}):
        with pytest.raises(ValidationError):
            Words.model_validate(wrong)


def test_the_place_of_every_kind_in_time_is_one_of_its_fields() -> None:
    for kind in kinds().values():
        assert kind.date_field is None or kind.fields[kind.date_field].required


def test_every_profile_has_its_thresholds() -> None:
    profiles = privacy().profiles
    assert profiles["internal"].least_count == 1
    assert all(rule.least_count >= 5 for name, rule in profiles.items() if name != "internal")


def test_the_environment_is_read_once_into_one_object(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("INSTANCE", "READER_MEMORY", "READER_THREADS"):
        monkeypatch.delenv(f"PLATSBILD_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    settings = settings_from_environment()
    assert (settings.instance, settings.reader_memory, settings.reader_threads) == (
        tmp_path.resolve(), "256MB", 1,
    )  # fmt: skip
    monkeypatch.setenv("PLATSBILD_INSTANCE", str(tmp_path / "a"))
    monkeypatch.setenv("PLATSBILD_READER_THREADS", "2")
    assert settings_from_environment().instance == tmp_path / "a"
    assert settings_from_environment().reader_threads == 2


def test_a_builds_memory_is_told_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLATSBILD_BUILD_MEMORY", raising=False)
    assert build_memory() == "3GB"
    monkeypatch.setenv("PLATSBILD_BUILD_MEMORY", "500MB")
    assert build_memory() == "500MB"
