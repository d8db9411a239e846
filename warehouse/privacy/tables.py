"""What is kept of one place for one audience: the leaves of each closed stretch of time."""

from dataclasses import dataclass
from functools import cached_property, reduce

from warehouse.privacy.boxes import Box
from warehouse.privacy.day_parts import DayPart
from warehouse.privacy.errors import UnprotectedError
from warehouse.privacy.trees import Leaf, require_protected


@dataclass(frozen=True)
class Stretch:
    """A closed run of quarters whose tree was made once; the boxes never change again.

    `is_revised` is True when its one allowed revision has been used.
    """

    leaves: tuple[Leaf, ...]
    day_parts: tuple[DayPart, ...] = ()
    """A second partition of the same incidents, audited with the leaves; empty: not shown."""
    is_revised: bool = False

    @cached_property
    def box(self) -> Box:
        """Everything that the leaves partition."""
        return reduce(Box.hull, (leaf.box for leaf in self.leaves))

    @property
    def total(self) -> int:
        """How many incidents it holds."""
        return sum(leaf.total for leaf in self.leaves)


@dataclass(frozen=True)
class LeafTable:
    """Every number of one place that one audience may have."""

    least_count: int
    stretches: tuple[Stretch, ...]

    def __post_init__(self) -> None:
        """Refuse a table that holds 1..k-1 anywhere.

        Raises:
            UnprotectedError: it does.
        """
        for stretch in self.stretches:
            require_protected(stretch.leaves, self.least_count)
            if any(0 < part.total < self.least_count for part in stretch.day_parts):
                raise UnprotectedError("day-part", self.least_count)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves of all stretches."""
        return tuple(leaf for stretch in self.stretches for leaf in stretch.leaves)

    def box_of(self, months: frozenset[int]) -> Box:
        """Return everything that the stretches of some months hold."""
        boxes = (s.box for s in self.stretches if s.box.months & months)
        return reduce(Box.hull, boxes)

    @property
    def months(self) -> frozenset[int]:
        """The months that can be asked for."""
        return frozenset(month for stretch in self.stretches for month in stretch.box.months)
