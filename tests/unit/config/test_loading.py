"""YAML to facts: every kind of fault is named with file, key, value and remedy."""

from pathlib import Path

import pytest

from config.errors import FactProblem
from config.loading import Problems, load_fact
from config.sites import Site
from config.words import LANGUAGES

GOOD = "name: {sv: Torget, en: The Square}\noutline: {file: areas/t.geojson}\n"


def _faults(tmp_path: Path, text: str | bytes) -> tuple[FactProblem, ...]:
    file = tmp_path / "torget.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    assert load_fact(file, Site, problems) is None
    assert all(problem.file == file for problem in problems.found)
    return problems.found


def test_a_sound_file_gives_the_fact_and_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "torget.yaml"
    file.write_text(GOOD)
    problems = Problems()
    site = load_fact(file, Site, problems)
    assert site is not None
    assert site.name.in_language("en") == "The Square"
    assert problems.found == ()


FAULTS = {
    "a key that is missing": (
        "name: {sv: T, en: T}\n",
        "outline",
        "Nyckeln saknas",
        "Lägg till den",
    ),
    "a key that is unknown": (GOOD + "colour: red\n", "colour", "red", "rätta stavningen"),
    "a key within a key": (
        GOOD.replace("t.geojson", "t.geojson, wher: {a: b}"),
        "outline.wher",
        "Okänd nyckel",
        "Ta bort",
    ),
    "an empty text": (GOOD.replace("Torget", "''"), "name.sv", "Texten är tom", ""),
    "a text of spaces": (GOOD.replace("Torget", "'  '"), "name.sv", "Texten är tom", ""),
    "a word that is not allowed": (GOOD + "kind: torg\n", "kind", "torg", "'square'"),
    "a number that is text": (GOOD + "order: först\n", "order", "först", ""),
    "a number out of bounds": (
        GOOD + "buffer_m: 90000\n",
        "buffer_m",
        "less than or equal to 2000",
        "",
    ),
    "a day that does not exist": (
        GOOD + "started_on: 2026-02-30\n",
        "started_on",
        "2026-02-30",
        "",
    ),
    "a code that is not plain": (
        GOOD + "zones: {'norra sidan': {name: {sv: N, en: N}, outline: {file: x}}}\n",
        "",
        "'norra sidan' must be plain",
        "",
    ),
    "a list where keys are wanted": ("- a\n- b\n", "", "", ""),
    "an empty file": ("", "name", "Nyckeln saknas", "Lägg till den"),
    "a key written twice": (
        GOOD + "order: 1\norder: 2\n",
        "",
        "the key 'order' is written twice",
        "Rätta raden",
    ),
    "a key of several words": (GOOD + "? [a, b]\n: c\n", "", "", "Rätta raden"),
    "a broken line": (GOOD + "zones: [\n", "", "går inte att läsa som YAML", "Rätta raden"),
    "a sign that YAML refuses": (
        GOOD + "order: \x07\n",
        "",
        "går inte att läsa som YAML",
        "Rätta raden",
    ),
    "two documents": (GOOD + "---\n" + GOOD, "", "går inte att läsa som YAML", "Rätta raden"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_names_file_key_value_and_remedy(tmp_path: Path, kind: str) -> None:
    text, key, found, remedy = FAULTS[kind]
    fault = _faults(tmp_path, text)[0]
    assert fault.key == key
    assert found in fault.found.sv
    assert remedy in fault.remedy.sv
    for language in LANGUAGES:
        assert fault.sentence(language).startswith(f"{fault.file}")


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    problems = Problems()
    assert load_fact(tmp_path / "none.yaml", Site, problems) is None
    assert "platsbild init" in problems.found[0].remedy.sv


def test_a_file_in_another_encoding_is_told_of(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path, GOOD.replace("Torget", "Ågatan").encode("cp1252"))
    assert fault.found.sv == "Filen är inte UTF-8."
    assert fault.remedy.sv == "Spara den som UTF-8."


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    found = _faults(tmp_path, "name: {sv: ''}\ncolour: red\norder: x\n")
    assert {fault.key for fault in found} == {"name.sv", "name.en", "outline", "colour", "order"}


def test_a_long_value_is_cut(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path, GOOD + f"colour: {'x' * 500}\n")
    assert "x" * 60 in fault.found.sv
    assert "x" * 61 not in fault.found.sv
