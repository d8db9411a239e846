"""One place: `sites/<site>.yaml`, its names, its areas, and when its programme started."""

import datetime as dt
from typing import Literal, Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.words import Fact, Text, Words

AreaRole = Literal["site", "zone", "buffer", "control"]


class Outline(Fact):
    """Where an area's polygon stands: a file of the instance, and the feature in it.

    GeoJSON, shapefile (zipped too) or GeoPackage (`areas/town.gpkg#layer`) in any coordinate
    system; `where` picks the feature by its properties.
    """

    file: Text
    crs: Text | None = PydanticField(
        default=None, description="such as EPSG:3006, of a file that does not say its own"
    )
    where: dict[Text, str | int] = PydanticField(default_factory=dict)


class Zone(Fact):
    """A named part of the place, or an area it is compared with."""

    name: Words
    outline: Outline


class RegisteredOutcome(Fact):
    """What was to change, written down before the start; no categories: all of them."""

    kpi: Text
    categories: tuple[Text, ...] = ()
    name: Words | None = None
    expected_percent: float | None = PydanticField(default=None, ge=-100)
    target_value: float | None = None


class Registered(Fact):
    """What was decided before the start: outcomes and control areas; all else is exploratory.

    Later than the start it is no registration, and nothing of it counts as evidence.
    """

    decided_on: dt.date
    outcomes: tuple[RegisteredOutcome, ...] = ()
    controls: tuple[Text, ...] = ()


class ReportingBreak(Fact):
    """A day from which numbers of a kind of source mean something else at the place."""

    day: dt.date
    what: Words
    kind: Text = "incident"
    moves_boundary: bool = False


class Site(Fact):
    """One public place."""

    name: Words
    order: int = 100
    kind: Literal["square", "station", "park", "street", "centre", "other"] = "other"
    started_on: dt.date | None = None
    aliases: tuple[Text, ...] = ()
    outline: Outline
    zones: dict[Text, Zone] = PydanticField(default_factory=dict)
    resident_count: int | None = PydanticField(
        default=None, ge=0, description="people who live at the place; unknown counts as few"
    )
    buffer_m: int = PydanticField(default=0, ge=0, le=2000)
    controls: dict[Text, Zone] = PydanticField(default_factory=dict)
    focus_areas: tuple[Text, ...] = ()
    kpis_off: tuple[Text, ...] = PydanticField(
        default=(), description="KPIs that are not shown at this place"
    )
    registered: Registered | None = None
    breaks: tuple[ReportingBreak, ...] = ()

    @model_validator(mode="after")
    def _codes_are_plain(self) -> Self:
        for code in (*self.zones, *self.controls):
            if not code.replace("-", "").isalnum() or not code.isascii():
                fault = f"{code!r} must be plain letters, digits and hyphens"
                raise ValueError(fault)
        return self

    @model_validator(mode="after")
    def _registered_controls_exist(self) -> Self:
        named = set(self.registered.controls) if self.registered else set()
        if unknown := sorted(named - set(self.controls)):
            fault = f"registered.controls names {unknown[0]!r}, which is not among controls"
            raise ValueError(fault)
        return self
