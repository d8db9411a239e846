"""One line of the table: what was tried, what came out, and the bar it must clear."""

from dataclasses import dataclass

NO_BAR = 99
"""Upper limit of a figure that is shown for information."""


@dataclass(frozen=True)
class Row:
    """A measured figure and the bar of stats.md 8 that it belongs to."""

    bar: str
    setting: str
    figure: float
    low: float
    high: float
    runs: int

    @property
    def is_inside(self) -> bool:
        """Whether the bar is cleared, as measured."""
        return self.low <= self.figure <= self.high

    @property
    def limits(self) -> str:
        """The bar in figures."""
        if self.high == NO_BAR:
            return "none"
        if self.high >= 100:
            return f">= {self.low:g}"
        return f"<= {self.high:g}" if self.low <= 0 else f"{self.low:g} - {self.high:g}"
