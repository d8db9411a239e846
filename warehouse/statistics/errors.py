"""What can be wrong with the numbers that are handed in.

StatisticsError
├── CountError     a count, an exposure or a weight is negative, infinite or not a number
├── ShapeError     series that belong together have different lengths, or one is too short
└── NotProvenError a figure was asked for that only a proven improvement may show
"""


class StatisticsError(ValueError):
    """The numbers cannot be used: what was found, where, and what to do."""


class CountError(StatisticsError):
    """A count, an exposure or a weight is negative, infinite or not a number."""

    def __init__(self, what: str, found: float) -> None:
        """Name the argument and the offending value."""
        super().__init__(f"{what} holds {found}. Pass finite numbers that are 0 or more.")


class ShapeError(StatisticsError):
    """Series that belong together have different lengths, or one is too short."""

    def __init__(self, what: str, found: object, remedy: str) -> None:
        """Name the argument, its shape, and what is asked of it."""
        super().__init__(f"{what} has the shape {found}. {remedy}")


class NotProvenError(StatisticsError):
    """A figure was asked for that only a proven improvement may show."""

    def __init__(self, verdict: str) -> None:
        """Name the verdict that stands in the way."""
        found = f"The displacement quotient was asked for where the verdict is {verdict!r}. "
        super().__init__(found + "Show the buffer's ratio and the WDD instead.")
