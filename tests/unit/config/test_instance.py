"""An instance folder loaded as one: all its faults at once, and the rest of it still usable."""

from pathlib import Path

import pytest
import yaml

from config.errors import FactsError
from config.instance import load_instance, read_instance
from config.words import LANGUAGES
from tests.tiny import FAULTS, POLICE, Fact, Tiny, tiny

KPI: Fact = {
    "name": {"sv": "Prov", "en": "Trial"},
    "definition": {"sv": "Prov", "en": "Trial"},
    "focus_area": "safety",
    "unit": {"sv": "st", "en": "pcs"},
    "better": "lower",
    "kind": "incident",
    "mart": "mart_incident_day",
    "numerator": "sum(incident_count)",
    "examples": [{"rows": [{"incident_count": 2}], "numerator": 2, "value": 2}],
}


def _said(made: Tiny) -> dict[str, str]:
    """Every fault of the folder: file name and key -> what was found and what to do."""
    _, faults = read_instance(made.folder)
    return {
        f"{fault.file.name} {fault.key}".strip(): f"{fault.found.sv} {fault.remedy.sv}"
        for fault in faults
    }


def test_a_sound_folder_loads_with_shipped_kpis_roles_and_categories(tmp_path: Path) -> None:
    instance = load_instance(tiny(tmp_path).folder)
    assert list(instance.sites) == ["torget"]
    assert "reported_incidents" in instance.kpis
    assert "theft" in instance.categories
    assert set(instance.access.roles) == {"analyst", "coordinator", "partner"}
    assert (instance.inbox, instance.var) == (tmp_path / "inbox", tmp_path / "var")
    assert str(instance.collaboration.zone()) == "Europe/Stockholm"


def test_all_faults_of_a_folder_are_told_at_once_and_the_rest_is_used(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE, fel=FAULTS)
    made.write("sites/parken.yaml", "name: {sv: Parken, en: The Park}\n")
    made.write("sources/gammal.yaml", "kind: incident\n  x: [\n")
    made.fact("sources/okand.yaml", POLICE | {"kind": "vittne"})
    made.fact("kpis/eget.yaml", KPI | {"examples": []})
    made.fact("kpis/andel.yaml", KPI | {"denominator": "sum(incident_count)"})
    made.write("mappings/koder.csv", "code,category\n0100,theft\n0200,stold\n0300\n")
    said = _said(made)
    assert set(said) == {
        "parken.yaml outline", "gammal.yaml", "okand.yaml", "eget.yaml", "andel.yaml",
        "koder.csv rad 3", "koder.csv rad 4",
    }  # fmt: skip
    assert "Sorten vittne finns inte. Välj en av: cleaning_visit" in said["okand.yaml"]
    assert "mappings/categories.csv" in said["koder.csv rad 3"]
    instance, _ = read_instance(tmp_path)
    assert (list(instance.sites), sorted(instance.sources)) == (["torget"], ["fel", "polis"])
    with pytest.raises(FactsError) as refused:
        load_instance(tmp_path)
    assert len(refused.value.problems) == len(said)
    assert "parken.yaml" in str(refused.value)


def test_a_source_with_sensitive_categories_must_be_protected(tmp_path: Path) -> None:
    made = tiny(tmp_path, polis=POLICE, vardar=POLICE | {"sensitivity": "shared"})
    made.write("mappings/koder.csv", "code,category\n0100,theft\n0600,sensitive\n")
    assert set(_said(made)) == {"vardar.yaml sensitivity"}
    instance, (fault,) = read_instance(tmp_path)
    assert list(instance.sources) == ["polis"]
    assert "sensitivity: protected" in fault.remedy.sv


@pytest.mark.parametrize("missing", ["instance.yaml", "sites/torget.yaml"])
def test_without_a_collaboration_or_a_place_there_is_no_instance(
    tmp_path: Path, missing: str
) -> None:
    made = tiny(tmp_path)
    (made.folder / missing).unlink()
    with pytest.raises(FactsError) as refused:
        read_instance(made.folder)
    (fault,) = refused.value.problems
    for language in LANGUAGES:
        assert fault.sentence(language)


def test_the_instances_own_roles_replace_the_shipped_ones(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    role: Fact = {"name": {"sv": "Alla", "en": "All"}, "profile": "internal", "capabilities": []}
    made.fact("access.yaml", {"roles": {"alla": role}})
    assert set(load_instance(tmp_path).access.roles) == {"alla"}
    made.fact("access.yaml", {"roles": {"alla": role | {"profile": "hemlig"}}})
    with pytest.raises(FactsError) as refused:
        load_instance(tmp_path)
    assert refused.value.problems[0].key == "roles.alla.profile"
    assert "'internal'" in refused.value.problems[0].remedy.sv


def test_own_kpis_and_categories_stand_beside_the_shipped_and_win(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.fact("kpis/reported_incidents.yaml", KPI)
    made.write(
        "mappings/categories.csv",
        "category,kind,group,sv,en,sensitive\ntheft,incident,theft,Stölder,Thefts,yes\n"
        "snatteri,incident,theft,Snatteri,Shoplifting,\nfel,vittne,x,Fel,Wrong,\n",
    )
    instance, (fault,) = read_instance(tmp_path)
    assert instance.kpis["reported_incidents"].name.sv == "Prov"
    assert instance.categories["theft"].sensitive
    assert instance.categories["snatteri"].name.en == "Shoplifting"
    assert (fault.file.name, fault.key) == ("categories.csv", "rad 4")


def test_a_categories_file_without_its_headings_names_the_one_that_is_missing(
    tmp_path: Path,
) -> None:
    made = tiny(tmp_path)
    made.write("mappings/categories.csv", "id,kind,group,sv,en\na,incident,x,A,A\n")
    assert "kolumnen 'category' saknas" in _said(made)["categories.csv rad 2"]


def test_a_map_that_is_not_there_says_where_to_put_it(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    (tmp_path / "mappings/koder.csv").unlink()
    said = _said(made)["polis.yaml category_map"]
    assert "Mappningen koder finns inte" in said
    assert "kolumnerna code och category" in said


@pytest.mark.parametrize(
    "content",
    ["code,category\nKlotter på kyrka;å,theft\n".encode("cp1252"), b"code;category\n0100;theft\n"],
    ids=["Windows-1252", "semicolons"],
)
def test_a_map_that_a_spreadsheet_spoiled_is_a_fault_and_no_crash(
    tmp_path: Path, content: bytes
) -> None:
    made = tiny(tmp_path)
    made.write("mappings/koder.csv", content)
    said = _said(made)
    assert said
    assert all(key.startswith("koder.csv") for key in said)


def test_a_map_with_more_cells_than_headings_names_the_line(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.write("mappings/koder.csv", "code,category\n0100,theft,x\n")
    assert list(_said(made)) == ["koder.csv rad 2"]


def test_two_lines_for_one_code_on_one_day_are_a_fault(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.write(
        "mappings/koder.csv",
        "code,category,valid_from,valid_to\n0100,theft,,2025-12-31\n0100,assault,2026-01-01,\n"
        "0200,theft,,2026-01-01\n0200,assault,2026-01-01,\n",
    )
    said = _said(made)
    assert list(said) == ["koder.csv rad 5"]
    assert "0200" in said["koder.csv rad 5"]


def test_a_time_zone_that_does_not_exist_is_named(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.fact("instance.yaml", {"name": {"sv": "P", "en": "T"}, "time_zone": "Europe/Ekstad"})
    with pytest.raises(FactsError) as refused:
        load_instance(tmp_path)
    assert "'Europe/Ekstad' is not an IANA time zone" in refused.value.problems[0].found.sv


def test_a_service_level_is_one_time_of_a_category_of_fault_report(tmp_path: Path) -> None:
    made, name = tiny(tmp_path), {"name": {"sv": "P", "en": "T"}}
    made.fact("instance.yaml", name | {"service_levels": {"theft": {"hours": 9}}})
    assert "Kategorin theft finns inte." in _said(made)["instance.yaml service_levels"]
    for level in ({}, {"hours": 9, "workdays": 1}, {"hours": 0}):
        made.fact("instance.yaml", name | {"other_service_level": level})
        with pytest.raises(FactsError):
            load_instance(made.folder)
    made.fact("instance.yaml", name | {"service_levels": {}})
    assert load_instance(made.folder).collaboration.service_levels == {}


def test_a_country_without_a_list_of_holidays_is_refused(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.fact("instance.yaml", {"name": {"sv": "P", "en": "T"}, "holidays": "ZZ"})
    with pytest.raises(FactsError) as refused:
        load_instance(tmp_path)
    assert refused.value.problems[0].key == "holidays"
    assert "'ZZ' is not a country code" in refused.value.problems[0].found.sv


def test_place_names_tied_to_a_site_are_read_without_regard_to_case(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    assert made.instance().place_aliases == {}
    made.write("mappings/place_aliases.csv", "place_name,site\n Gamla TORGET ,torget\n")
    assert made.instance().place_aliases == {"gamla torget": "torget"}
    assert _said(made) == {}


def test_lines_of_aliases_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.fact("sites/parken.yaml", yaml.safe_load((tmp_path / "sites/torget.yaml").read_text()))
    made.write(
        "mappings/place_aliases.csv",
        "place_name,site\nGamla torget,torget\nHamnen,hamnen\nensam\ngamla torget,parken\n",
    )
    said = _said(made)
    assert list(said) == [f"place_aliases.csv rad {line}" for line in (3, 4, 5)]
    assert "hamnen" in said["place_aliases.csv rad 3"]
    assert made.instance().place_aliases == {"gamla torget": "torget"}


def test_a_file_of_aliases_without_its_headings_is_a_fault_and_no_trace(tmp_path: Path) -> None:
    made = tiny(tmp_path)
    made.write("mappings/place_aliases.csv", "a;b\nGamla torget;torget\n")
    assert list(_said(made)) == ["place_aliases.csv rad 2"]
    made.write("mappings/place_aliases.csv", "plats\xe5".encode("latin-1"))
    assert list(_said(made)) == ["place_aliases.csv"]


COLUMNS = POLICE["columns"]
CONTRACTS: dict[str, tuple[Fact, str, str]] = {
    "a field that the kind lacks": (
        {"columns": [*COLUMNS, {"from": "X", "to": "colour"}]},
        "",
        "colour är inget fält för Händelser",
    ),
    "a field of the identity": ({"identity": ["colour"]}, "", "colour är inget fält"),
    "a required field": (
        {"columns": COLUMNS[:2]},
        "",
        "fältet category_code, som krävs för Händelser",
    ),
    "a required field named only in the identity": (
        {"columns": COLUMNS[:2], "identity": ["category_code"]},
        "",
        "fältet category_code, som krävs för Händelser",
    ),
    "a pattern without a group": (
        {"columns": [*COLUMNS[:-1], COLUMNS[-1] | {"pattern": "x"}]},
        "columns.5",
        "exakt en (grupp)",
    ),
    "a pattern that is none": (
        {"columns": [*COLUMNS[:-1], COLUMNS[-1] | {"pattern": "("}]},
        "columns.5",
        "Mönstret ( går inte att läsa",
    ),
    "a matrix without a group": (
        {"wide": {"pattern": "M", "code_field": "category_code", "value_field": "incident_count"}},
        "wide",
        "exakt en (grupp)",
    ),
    "a date form that is none": (
        {"columns": [COLUMNS[0], COLUMNS[1] | {"formats": ["%Y-%m-%d kl %K"]}, *COLUMNS[2:]]},
        "columns.1",
        "%K",
    ),
    "a clock time that is none": (
        {"columns": [COLUMNS[0], COLUMNS[1] | {"unknown_time": "midnatt"}, *COLUMNS[2:]]},
        "columns.1",
        "midnatt",
    ),
}


@pytest.mark.parametrize("kind", CONTRACTS)
def test_a_contract_cannot_name_what_does_not_exist(tmp_path: Path, kind: str) -> None:
    changes, key, found = CONTRACTS[kind]
    made = tiny(tmp_path, polis=POLICE | changes)
    _, (fault,) = read_instance(made.folder)
    assert fault.key == key
    assert found in fault.found.sv
    assert fault.found.sv != fault.found.en
    assert fault.remedy.sv != fault.remedy.en
