"""The KPI dictionary: `kpis/<kpi>.yaml`, one number in both languages with its own examples."""

from typing import Annotated, Literal, Self

from pydantic import Field as PydanticField
from pydantic import StringConstraints, model_validator

from config.words import Fact, Text, Words

Form = Literal["sum", "stock", "round", "wait", "peak_hours"]
Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Only = dict[Column, tuple[Text, ...]]
_INCIDENTS = ("incident", "sum", "sum(incident_count)")
_INCIDENT_MARTS = ("mart_incident_day", "mart_incident_input")


class Example(Fact):
    """Rows of the mart and the value they must give; null means no value."""

    rows: tuple[dict[Text, str | int | float | None], ...]
    numerator: float | None
    denominator: float | None = None
    value: float | None


class Gap(Fact):
    """Two groups whose shares are compared: the value is that of `of` less that of `less`."""

    column: Column
    of: Text
    less: Text


class Kpi(Fact):
    """One number, made of `numerator` and `denominator`: aggregates over one mart's columns.

    `form` says how days become a span: `sum` adds them and divides; `stock` adds all days up to
    the span's end (open cases: +1 when one opens, -1 when it closes); `round` is the newest
    measurement round that ends in the span; `wait` is the median of `amount`, where numerator of
    denominator cases had ended by then and the others still waited; `peak_hours` is the share of
    the numerator in the 20 of 168 values of `amount`, the hour of the week, that have the most.
    `by_category` keeps the mart's category apart. `numerator_words` says what a share counts
    ("underkända"), `denominator_words` its base.
    """

    code: Text | None = PydanticField(default=None, description="its place in the KPI catalogue")
    name: Words
    definition: Words
    caution: Words | None = None
    focus_area: Text
    unit: Words = PydanticField(description='of many, or of one and of many: "händelse|händelser"')
    better: Literal["lower", "higher", "neutral"]
    cadence: Literal["week", "month", "tertial", "round"] = "month"
    kind: Text
    mart: Text
    form: Form = "sum"
    numerator: Text
    denominator: Text | None = None
    denominator_words: Words | None = None
    only: Only = PydanticField(
        default_factory=dict,
        description="column -> the values whose rows count; an instance may choose others",
    )
    amount: Column | None = PydanticField(
        default=None, description="the column of which a wait is the median, an index the mean"
    )
    gap: Gap | None = None
    least: int = PydanticField(
        default=0, ge=0, description="a base (each group's, in a gap) below it is too few to say"
    )
    tolerance: float | None = PydanticField(
        default=None,
        gt=0,
        description="a target missed by less is almost reached: in the unit (a share's in parts "
        "of 1), and for a count, which has no denominator, a part of the target",
    )
    by_category: bool = False
    decimals: int = 0
    order: int = 100
    pages: tuple[Literal["overview", "situation"], ...] = ()
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

    @model_validator(mode="after")
    def _form_holds(self) -> Self:
        has_base = self.denominator is not None
        if self.form == "wait" and not (self.amount and has_base):
            fault = "a wait needs an amount and a denominator: all cases, ended or not"
        elif self.form == "peak_hours" and not (self.amount and self.is_share):
            fault = "peak hours need an amount, the hour of the week, and are a share"
        elif self.form == "stock" and has_base and not self.is_share:
            fault = "a stock is a count or a share"
        elif self.form in ("sum", "stock") and (self.amount or self.gap):
            fault = "amount and gap belong to rounds and waits"
        elif self.gap and not (self.form == "round" and has_base):
            fault = "a gap is one between the shares of a round"
        elif self.least and not has_base:
            fault = "least is the smallest base: it needs a denominator"
        else:
            return self
        raise ValueError(fault)

    @property
    def is_share(self) -> bool:
        """Say whether the value is a part of a whole, 0 to 1."""
        return self.denominator is not None and self.unit.sv == "%"

    @property
    def counts_incidents(self) -> bool:
        """Say whether it is the number of incidents of its categories, from every source.

        Leaves are such sums: no other KPI can be made of them.
        """
        return (
            (self.kind, self.form, self.numerator) == _INCIDENTS
            and self.mart in _INCIDENT_MARTS
            and self.denominator is None
            and set(self.only) <= {"category_id"}
        )

    def choosing(self, only: Only) -> "Kpi":
        """Return the KPI with an instance's own choice of values; other columns stay."""
        return self.model_copy(update={"only": self.only | only})
