"""The commented instance that a new collaboration starts from."""

import datetime as dt
from pathlib import Path

import pytest
import shapely

from config.instance import Instance, load_instance
from config.kinds import kinds
from data_pipeline.errors import FolderNotEmptyError
from data_pipeline.template.write import write_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "new" / "instance"
    write_template(folder)
    return folder


@pytest.fixture(scope="module")
def instance(template: Path) -> Instance:
    return load_instance(template)


def test_the_template_loads_without_a_fault(instance: Instance) -> None:
    assert list(instance.sites) == ["exempeltorget"]
    assert sorted(instance.sources) == ["felanmalan", "polis"]
    assert not instance.collaboration.example


def test_its_contracts_are_drafts_until_someone_has_read_them(instance: Instance) -> None:
    assert {source.status for source in instance.sources.values()} == {"draft"}


def test_every_source_has_its_folder_in_the_inbox(template: Path, instance: Instance) -> None:
    assert all((template / "inbox" / name).is_dir() for name in instance.sources)


def test_examples_have_the_headings_and_times_of_their_contract(instance: Instance) -> None:
    for source in instance.sources.values():
        fields = kinds()[source.kind].fields
        known = {column.source for column in source.columns} | set(source.unused)
        for example in source.examples:
            assert set(example) <= known
            moments = [c for c in source.columns if fields[c.field].type == "moment"]
            for column in moments:
                text = example[column.source]
                assert not text or any(_fits(text, shape) for shape in column.formats)


def test_its_outlines_are_sound(template: Path) -> None:
    collection = shapely.from_geojson((template / "areas" / "exempeltorget.geojson").read_text())
    assert all(area.is_valid for area in shapely.get_parts(collection))


def test_every_key_of_a_place_has_a_comment_above_it(template: Path) -> None:
    lines = (template / "sites" / "exempeltorget.yaml").read_text("utf-8").splitlines()
    keys = [number for number, line in enumerate(lines) if line and line[0].isalpha()]
    assert all(lines[number - 1].startswith("#") for number in keys)


def test_the_template_never_writes_over_anything(template: Path) -> None:
    before = sorted(path.name for path in template.rglob("*"))
    with pytest.raises(FolderNotEmptyError) as refused:
        write_template(template)
    assert "inte en tom mapp" in refused.value.sentence("sv")
    assert "empty" in refused.value.sentence("en")
    assert sorted(path.name for path in template.rglob("*")) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("")
    with pytest.raises(FolderNotEmptyError):
        write_template(target)


def test_an_empty_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    write_template(tmp_path)
    assert (tmp_path / "instance.yaml").is_file()


def _fits(text: str, shape: str) -> bool:
    try:
        dt.datetime.strptime(text, shape).replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return True
