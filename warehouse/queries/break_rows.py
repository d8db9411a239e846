"""What the questions about breaks answer with."""

import datetime as dt
from dataclasses import dataclass

from config.words import Words


@dataclass(frozen=True)
class BreakMark:
    """A day from which the numbers of a kind mean something else in an area.

    `source_id` is None where the place has declared it; else it was found in the source's rows,
    and `change` says how. `what` is a whole clause, `short` stands on a chart.
    """

    site_id: str
    area_id: str
    kind: str
    on: dt.date
    what: Words
    short: Words
    change: str = "declared"
    source_id: str | None = None

    @property
    def is_of_points(self) -> bool:
        """Say whether counting points began or ceased to count."""
        return self.change in {"points_started", "points_stopped"}
