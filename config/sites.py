"""One place: `sites/<site>.yaml`, its names, its areas, and when its programme started."""

import datetime as dt
from typing import Literal, Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.words import Fact, Text, Words

AreaRole = Literal["site", "zone", "buffer", "control"]


class Outline(Fact):
    """Where an area's polygon stands: a GeoJSON file of the instance, and the feature in it.

    `where` picks the feature by its properties; WGS 84 longitude and latitude.
    """

    file: Text
    where: dict[Text, str | int] = PydanticField(default_factory=dict)


class Zone(Fact):
    """A named part of the place, or an area it is compared with."""

    name: Words
    outline: Outline


class Site(Fact):
    """One public place."""

    name: Words
    order: int = 100
    kind: Literal["square", "station", "park", "street", "centre", "other"] = "other"
    started_on: dt.date | None = None
    aliases: tuple[Text, ...] = ()
    outline: Outline
    zones: dict[Text, Zone] = PydanticField(default_factory=dict)
    buffer_m: int = PydanticField(default=0, ge=0, le=2000)
    controls: dict[Text, Zone] = PydanticField(default_factory=dict)
    focus_areas: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _codes_are_plain(self) -> Self:
        for code in (*self.zones, *self.controls):
            if not code.replace("-", "").isalnum() or not code.isascii():
                fault = f"{code!r} must be plain letters, digits and hyphens"
                raise ValueError(fault)
        return self
