"""The KPI dictionary: `kpis/<kpi>.yaml`, one number in both languages with its own examples."""

from typing import Literal, Self

from pydantic import model_validator

from config.words import Fact, Text, Words


class Example(Fact):
    """Rows of the mart and the value they must give; null means no value."""

    rows: tuple[dict[Text, str | int | float | None], ...]
    numerator: float | None
    denominator: float | None = None
    value: float | None


class Kpi(Fact):
    """One number: the sum of `numerator` over a span, divided by that of `denominator` if any.

    Both are aggregates over one mart's columns; `by_category` keeps the mart's category apart.
    `numerator_words` says what a share counts ("underkända"), `denominator_words` its base.
    """

    name: Words
    definition: Words
    caution: Words | None = None
    focus_area: Text
    unit: Words
    better: Literal["lower", "higher", "neutral"]
    kind: Text
    mart: Text
    numerator: Text
    denominator: Text | None = None
    denominator_words: Words | None = None
    by_category: bool = False
    decimals: int = 0
    order: int = 100
    status: Literal["draft", "live", "retired"] = "live"
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        if self.denominator is not None and self.denominator_words is None:
            fault = "a KPI with a denominator must say its base in denominator_words"
            raise ValueError(fault)
        if not self.examples:
            fault = "a KPI carries at least one example: its test"
            raise ValueError(fault)
        return self
