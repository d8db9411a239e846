"""Thresholds of each audience, as data only."""

from functools import cache
from importlib.resources import files

from config.access import Profile
from config.shipped import shipped
from config.words import Fact


class ProfileRule(Fact):
    """What one audience's file may hold; counts in incidents, side of a hexagon in metres."""

    least_count: int
    hexagon_m: int
    protected_rows: bool


class FewResidents(Fact):
    """Where fewer than so many live, the public's least count is at least this."""

    fewer_than: int
    least_count: int


class Privacy(Fact):
    """The rule of every profile; `least_sensitive` is that of a year's sensitive incidents."""

    profiles: dict[Profile, ProfileRule]
    few_residents: FewResidents
    least_sensitive: int


@cache
def privacy() -> Privacy:
    """Return the shipped thresholds."""
    raw = shipped(files("config").joinpath("privacy.yaml"))
    return Privacy.model_validate(raw)
