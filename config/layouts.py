"""How a sender's file is laid out, before any meaning is given to it."""

import re
from typing import Literal, Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.errors import RuleError
from config.words import Fact, Text


class Layout(Fact):
    """The file's format, and where its headings stand."""

    format: Literal["delimited", "workbook", "json", "geojson", "icalendar"]
    delimiter: Text = ";"
    decimal: Text = ","
    sheet: Text | None = None
    header_row: int = PydanticField(
        default=1, ge=1, description="1 is the first line; the last one of several"
    )
    heading_rows: int = PydanticField(
        default=1, ge=1, description="rows that make a heading; an upper cell holds to the right"
    )
    above: dict[Text, Text] = PydanticField(
        default_factory=dict,
        description="a heading made of a line above: the (group) of the first line that fits",
    )
    ragged: bool = PydanticField(
        default=False, description="rows may lack their last fields; else they are cut short"
    )
    records_at: Text | None = PydanticField(default=None, description="key of the list in a JSON")
    layer: Text | None = PydanticField(
        default=None,
        description="of a GeoPackage or a zip of shapefiles; needed where it has several",
    )
    crs: Text | None = PydanticField(
        default=None, description="such as EPSG:3006, of a file that does not say its own"
    )
    time_zone: Text = PydanticField(
        default="Europe/Stockholm",
        description="whose clock times of UTC or with an offset become; that of the instance",
    )

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        if self.heading_rows > self.header_row:
            raise RuleError("rule.heading_rows")
        for pattern in self.above.values():
            require_pattern(pattern, groups=1)
        return self


def require_pattern(pattern: str, *, groups: int | None = None) -> None:
    """Refuse what is no pattern, or has another number of (groups).

    Raises:
        RuleError: with the pattern.
    """
    try:
        found = re.compile(pattern).groups
    except re.error as error:
        raise RuleError("rule.pattern", pattern=pattern, reason=error) from error
    if groups is not None and found != groups:
        raise RuleError("rule.one_group", pattern=pattern)
