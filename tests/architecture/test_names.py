"""Our top-level names are plain words: no installed distribution may claim one too."""

from collections.abc import Mapping, Sequence
from importlib.metadata import packages_distributions

OURS = ("assets", "config", "dashboard", "data_pipeline", "platsbild", "tests", "warehouse")


def claimed(providers: Mapping[str, Sequence[str]]) -> list[str]:
    """Names of ours that another distribution provides."""
    return [
        f"{name}: also provided by {other}"
        for name in OURS
        for other in sorted(set(providers.get(name, ())) - {"platsbild"})
    ]


def test_no_installed_distribution_claims_a_name_of_ours() -> None:
    assert claimed(packages_distributions()) == []


def test_a_claimed_name_is_found() -> None:
    assert claimed({"config": ["platsbild", "other"], "numpy": ["numpy"]}) == [
        "config: also provided by other"
    ]
