"""The recipe of the example, typed: how much of what happens, where, when, and what changes it."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from config.shipped import shipped

RINGS = ("ring-lindtorget", "ring-station", "ring-aparken")
PLACES = ("lindtorget", "station", "aparken", "storgatan", "kvarnplan")
AREAS = (*PLACES, *RINGS, "town")
# A smaller centre, of which most senders of the town tell nothing.
CENTRE = "ekbacken"


@dataclass(frozen=True)
class Rate:
    """How often one code occurs: `per_month` by area, and its shape in time."""

    code: str
    label: str
    profile: str
    season: str
    is_overnight: bool
    per_month: dict[str, float]


@dataclass(frozen=True)
class Profile:
    """Weights of the weekdays (Monday first) and of 24 hours."""

    weekdays: tuple[float, ...]
    hours: tuple[float, ...]


@dataclass(frozen=True)
class Rhythm(Profile):
    """A profile of passages, with the months of the year."""

    months: tuple[float, ...]


@dataclass(frozen=True)
class Spot:
    """A named spot where things gather: metres from the town's middle, and weight by profile."""

    area: str
    name: str
    street: str
    x: float
    y: float
    spread_m: float
    weights: dict[str, float]


@dataclass(frozen=True)
class Effect:
    """A change put into the numbers; no categories means all of them."""

    id: str
    words: str
    area: str
    sources: tuple[str, ...]
    categories: tuple[str, ...]
    from_month: int
    factor: float
    to_month: int | None = None
    moves_to: str | None = None
    moved_share: float = 0.0
    reporter: str | None = None

    def touches(self, source: str, category: str) -> bool:
        """Say whether rows of this source and category are changed."""
        return source in self.sources and (not self.categories or category in self.categories)


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one table of the recipe."""
    text = files("data_pipeline.demo").joinpath("recipe", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def rates(name: str) -> tuple[Rate, ...]:
    """Return the rates of crimes, guards or faults."""
    return tuple(_rate(row) for row in table(name))


@cache
def profiles() -> dict[str, Profile]:
    """Return the shapes of the week by name."""
    return {
        name: Profile(tuple(shape["weekdays"]), tuple(shape["hours"]))
        for name, shape in _yaml("profiles").items()
    }


@cache
def rhythms() -> dict[str, Rhythm]:
    """Return the shapes of passages by name."""
    return {
        name: Rhythm(tuple(shape["weekdays"]), tuple(shape["hours"]), tuple(shape["months"]))
        for name, shape in _yaml("rhythms").items()
    }


@cache
def seasons() -> dict[str, tuple[float, ...]]:
    """Return the shapes of the year by name, each with a mean of 1."""
    return {
        name: tuple(12 * month / sum(months) for month in months)
        for name, months in _yaml("seasons").items()
    }


@cache
def spots() -> dict[str, tuple[Spot, ...]]:
    """Return the named spots of every area."""
    found: dict[str, list[Spot]] = {}
    for row in table("spots"):
        weights = {profile: float(row[profile]) for profile in profiles()}
        spot = Spot(
            row["area"], row["spot"], row["street"],
            float(row["x"]), float(row["y"]), float(row["spread_m"]), weights,
        )  # fmt: skip
        found.setdefault(spot.area, []).append(spot)
    return {area: tuple(of_area) for area, of_area in found.items()}


@cache
def effects() -> tuple[Effect, ...]:
    """Return the changes that are put into the numbers."""
    return tuple(
        Effect(
            **raw
            | {"id": id_, "sources": tuple(raw["sources"]), "categories": tuple(raw["categories"])}
        )
        for id_, raw in _yaml("effects").items()
    )


def map_lines() -> dict[str, Any]:
    """Return streets, railway, water and parks of the base map."""
    return _yaml("map")


def code_categories(map_name: str) -> dict[str, str]:
    """Return the category of every code of a map of the example instance."""
    path = files("data_pipeline.demo").joinpath("instance", "mappings", f"{map_name}.csv")
    return {
        row["code"]: row["category"] for row in csv.DictReader(path.read_text("utf-8").splitlines())
    }


def _rate(row: dict[str, str]) -> Rate:
    per_month = {area: float(row["ring" if area in RINGS else area]) for area in AREAS}
    per_month[CENTRE] = float(row.get(CENTRE, 0))
    return Rate(
        row["code"], row["label"], row["profile"], row["season"],
        row["spread"] == "overnight", per_month,
    )  # fmt: skip


def _yaml(name: str) -> dict[str, Any]:
    return shipped(files("data_pipeline.demo").joinpath("recipe", f"{name}.yaml"))
