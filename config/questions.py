"""The questions of a survey: where their answers stand, what the words mean, the direction."""

from typing import Literal, Self

from pydantic import Field as PydanticField
from pydantic import model_validator

from config.errors import RuleError
from config.words import Fact, Text, Words


class Question(Fact):
    """One question, asked alike in every round, whatever its heading was then."""

    name: Words
    source: tuple[Text, ...] = PydanticField(
        alias="from", min_length=1, description="its headings, in this file and in other years"
    )
    low: float = 1
    high: float = 4
    better: Literal["higher", "lower"] = "higher"
    positive_from: float | None = PydanticField(
        default=None, description="the least favourable answer that counts as positive"
    )
    in_index: bool = False
    values: dict[str, float | str] = PydanticField(
        default_factory=dict, description="an answer's words -> its number, or a code of its own"
    )
    missing: tuple[Text, ...] = PydanticField(
        default=(), description="answers that are none: don't know, would rather not say"
    )

    @model_validator(mode="after")
    def _scale_holds(self) -> Self:
        numbers = [value for value in self.values.values() if not isinstance(value, str)]
        if self.low >= self.high or any(not self.low <= n <= self.high for n in numbers):
            raise RuleError("rule.scale", low=f"{self.low:g}", high=f"{self.high:g}")
        return self
