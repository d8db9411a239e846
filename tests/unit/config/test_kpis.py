"""Which KPIs are numbers of incidents that leaves can tell."""

import pytest

from config.instance import Instance, read_instance
from tests.tiny import tiny


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """An instance with the shipped dictionary."""
    return read_instance(tiny(tmp_path_factory.mktemp("kpis") / "prov").folder)[0]


def test_numbers_of_incidents_by_category_are_sums_that_leaves_can_tell(
    shipped: Instance,
) -> None:
    counting = {name for name, kpi in shipped.kpis.items() if kpi.counts_incidents}
    assert counting == {
        "reported_incidents", "reported_crime_total", "violence_outdoor", "property_damage",
        "theft_public", "disorder_events", "drug_obs",
    }  # fmt: skip


def test_a_kpi_of_some_sources_is_not(shipped: Instance) -> None:
    chosen = shipped.kpis["violence_outdoor"].choosing({"source_id": ("polis",)})
    assert chosen.only.keys() == {"category_id", "source_id"}
    assert not chosen.counts_incidents
