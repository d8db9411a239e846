"""Service levels: how soon fault reports are to be dealt with, as a collaboration has agreed."""

from typing import Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.words import Fact


class ServiceLevel(Fact):
    """A time within which a fault is dealt with: in hours of the clock, or in working days."""

    hours: int | None = PydanticField(default=None, ge=1, le=8760)
    workdays: int | None = PydanticField(default=None, ge=1, le=250)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.hours is None) == (self.workdays is None):
            fault = "a service level is given in hours or in workdays: one of the two"
            raise ValueError(fault)
        return self


GRAFFITI_LEVEL = {"graffiti_report": ServiceLevel(hours=48)}
ORDINARY_LEVEL = ServiceLevel(workdays=5)
