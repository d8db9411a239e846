"""Ids, callbacks and texts keep the house rules."""

import ast
import inspect
import json
import re
from pathlib import Path

import yaml
from flask.testing import FlaskClient

from config.kinds import kinds
from config.words import Words
from dashboard.app import PlatsbildDash
from dashboard.navigation import pages
from dashboard.texts import page_texts_under

ROOT = Path(__file__).parents[2]
TEXTS = (ROOT / "config/texts.yaml", *sorted((ROOT / "dashboard/pages").glob("*/text.yaml")))
MOST_CALLBACK_LINES = 25


def test_ids_begin_with_the_page_or_the_shell(client: FlaskClient) -> None:
    listed = json.loads(client.get("/_dash-dependencies").data)
    ids = {one["id"] for callback in listed for one in callback["inputs"]}
    ids |= {
        name.rsplit(".", 1)[0] for one in listed for name in one["output"].strip(".").split("...")
    }
    prefixes = (*(f"{page.key}-" for page in pages()), "shell-", "_pages", "_dash", "__no_output__")
    # Dash names a callback without output by a hash of its inputs.
    named = {one for one in ids if one and not re.fullmatch("[0-9a-f]{64}", one)}
    assert {one for one in named if not one.startswith(prefixes)} == set()


def test_callbacks_are_thin(app: PlatsbildDash) -> None:
    ours = [
        inspect.unwrap(entry["callback"])
        for entry in app.callback_map.values()
        if "callback" in entry and "dashboard" in inspect.unwrap(entry["callback"]).__module__
    ]
    assert len(ours) == len(pages())
    for callback in ours:
        body = inspect.getsource(callback)
        lines = body[body.index("\ndef ") :].strip().splitlines()
        assert len(lines) <= MOST_CALLBACK_LINES, callback


def test_every_text_stands_in_both_languages() -> None:
    for file in TEXTS:
        for key, pair in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            words = Words.model_validate(pair)
            assert _fill_ins(words.sv) == _fill_ins(words.en), key


def test_every_kind_has_a_name_on_the_data_page() -> None:
    named = page_texts_under("data", "kind")
    assert set(named) == set(kinds())


def test_page_texts_begin_with_their_page() -> None:
    for file in TEXTS[1:]:
        keys = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert all(key.startswith(f"{file.parent.name}.") for key in keys)


def test_every_text_is_used() -> None:
    words = _words_of_code() | set(kinds())
    for file in TEXTS:
        for key in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert key.rpartition(".")[2] in words, f"{key} is used nowhere"


def test_terms_have_a_word_in_both_languages_and_a_code_name() -> None:
    terms = yaml.safe_load((ROOT / "config/terms.yaml").read_text(encoding="utf-8"))
    assert all(code.isidentifier() for code in terms)
    assert all(Words.model_validate(pair) for pair in terms.values())


def _fill_ins(text: str) -> set[str]:
    """Name the values of a text; a form that goes with a count adds none."""
    return {part.partition("}")[0].partition(":")[0] for part in text.split("{")[1:]}


def _words_of_code() -> set[str]:
    """Every part of every string in the code that can ask for a text."""
    found: set[str] = set()
    for file in (*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "warehouse").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(node.value.split("."))
    return found | {str(day) for day in range(1, 8)}
