"""What was decided of the review queues is written whole, and only where it can be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.place_aliases import NOT_OURS
from data_pipeline.deciding import add_alias, add_code
from data_pipeline.errors import DecisionRefusedError
from tests.tiny import FAULTS, POLICE, tiny

Decide = Callable[[], None]


def test_an_alias_is_added_once_and_keeps_what_was_there(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.write("mappings/place_aliases.csv", "\ufeffsite,place_name\ntorget,Torg 1")
    add_alias(tmp_path, "Gamla, torget", "torget")
    add_alias(tmp_path, "gamla, TORGET", "torget")
    assert (tmp_path / "mappings/place_aliases.csv").read_text("utf-8").splitlines()[2:] == [
        'torget,"Gamla, torget"'
    ]


def test_the_first_alias_makes_the_file(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    add_alias(tmp_path, "Gamla torget", "torget")
    assert made.instance().place_aliases == {"gamla torget": "torget"}


def test_a_text_may_be_of_no_place_of_ours(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    add_alias(tmp_path, "Hamnen", NOT_OURS)
    assert made.instance().place_aliases == {"hamnen": NOT_OURS}
    with pytest.raises(DecisionRefusedError) as refused:
        add_alias(tmp_path, "hamnen", "torget")
    assert NOT_OURS in refused.value.sentence("sv")


def test_a_code_is_added_to_its_sources_map(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    add_code(tmp_path, "polis", "0999", "assault")
    assert [(one.code, one.category) for one in made.instance().code_maps["koder"]][-1] == (
        "0999", "assault",
    )  # fmt: skip


def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE | {"sensitivity": "open"}, fel=FAULTS)
    made.write("mappings/place_aliases.csv", "place_name,site\nHörnet,torget\n")
    secret = next(k for k, v in made.instance().categories.items() if v.sensitive)
    outline = {"file": "areas/torget.geojson", "where": {"area": "torget"}}
    made.fact("sites/parken.yaml", {"name": {"sv": "P", "en": "P"}, "outline": outline})
    before = {path: path.read_bytes() for path in (tmp_path / "mappings").iterdir()}
    refusals: tuple[tuple[Decide, str], ...] = (
        (lambda: add_alias(tmp_path, "x", "hamnen"), "hamnen"),
        (lambda: add_alias(tmp_path, "hörnet", "parken"), "redan"),
        (lambda: add_code(tmp_path, "fel", "0777", "litter"), "ingen mappning"),
        (lambda: add_code(tmp_path, "okand", "0777", "litter"), "ingen mappning"),
        (lambda: add_code(tmp_path, "polis", "0777", "litter"), "litter"),
        (lambda: add_code(tmp_path, "polis", "0777", secret), "känslig"),
        (lambda: add_code(tmp_path, "polis", "0100", "assault"), "redan"),
    )
    for decide, words in refusals:
        with pytest.raises(DecisionRefusedError) as refused:
            decide()
        assert words in refused.value.sentence("sv")
    assert before == {path: path.read_bytes() for path in (tmp_path / "mappings").iterdir()}
