"""What may be said of a measure: control areas, displacement, time series, looks, bad years."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.words import Words
from warehouse.statistics.controls import PLACEBO_LEAST, AreaChange, ControlFault, ControlledChange
from warehouse.statistics.displacement import DisplacementDifference, NetEffect
from warehouse.statistics.interrupted import (
    BLOCK_WEEKS,
    LEAST_AFTER,
    LEAST_BEFORE,
    LevelChange,
)
from warehouse.statistics.looks import Look
from warehouse.statistics.numerals import in_both, numeral, said_count, whole
from warehouse.statistics.regression_to_mean import Expectation
from warehouse.statistics.sentences import change_range
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import (
    BEFORE_MEASURE,
    INCIDENTS,
    YEAR_BEFORE,
    Noun,
    Statement,
    inside,
    listed,
    say,
    weeks_words,
)

_SILENT = (Verdict.TOO_FEW, Verdict.UNCHANGED)


@dataclass(frozen=True)
class FitControl:
    """A control area by name, with what makes it unfit."""

    name: Words
    faults: tuple[ControlFault, ...] = ()
    is_same_district: bool | None = None
    """None where it is not known."""

    @property
    def said(self) -> tuple[Words, ...]:
        """What makes it unfit, where its name stands beside."""
        return tuple(say(f"control_fault.{fault}") for fault in self.faults)


def controlled_statement(
    found: ControlledChange, noun: Noun = INCIDENTS, reference: Words = YEAR_BEFORE
) -> Statement:
    """Say how the place changed against its control areas."""
    verdict = found.verdict
    return Statement(
        counts=_controlled_counts(found, noun, reference),
        verdict=_controlled_verdict(found),
        interval=None if verdict in _SILENT else _controlled_interval(found),
        not_meant=_controlled_not_meant(verdict, reference),
    )


def control_caveats(areas: Sequence[FitControl]) -> tuple[Words, ...]:
    """Say that controls are few, and by name what makes one unfit."""
    count = len(areas)
    said = [say("controlled.few.one")] if count == 1 else []
    if 1 < count < PLACEBO_LEAST:
        said = [say("controlled.few.some", count=count)]
    for fault in ControlFault:
        unfit = [area.name for area in areas if fault in area.faults]
        if unfit:
            what = inside(say(f"control_fault.{fault}"))
            said.append(say("control_fault.named", names=listed(unfit), fault=what))
    unknown = [area.name for area in areas if area.is_same_district is None]
    if unknown:
        key = "controlled.district.one" if len(unknown) == 1 else "controlled.district"
        said.append(say(key, names=listed(unknown)))
    return tuple(said)


def difference_statement(
    found: DisplacementDifference,
    treated: AreaChange,
    noun: Noun = INCIDENTS,
    reference: Words = YEAR_BEFORE,
) -> Statement:
    """Say the weighted displacement difference in numbers of incidents."""
    named = {"noun": noun.of(treated.after), "reference": reference}
    return Statement(
        counts=say(
            "difference.counts",
            before=said_count(treated.before),
            after=said_count(treated.after),
            **named,
        ),
        verdict=_difference_verdict(found, noun),
        not_meant=_controlled_not_meant(found.verdict, reference),
    )


def displacement_statement(
    effect: NetEffect | None, ring: Verdict, together: Verdict | None
) -> Words:
    """Say what happened around the corner; `effect` is None where no improvement is proven.

    The quotient has no interval: without the ring's own verdict it told of spread benefit
    wherever the ring's uncertain number happened to have fallen. `together` is the verdict on
    place and ring in numbers, None where it is not worked out.
    """
    if effect is None:
        return say("displacement.unproven")
    if not ring.is_change:
        return say("displacement.uncertain")
    key = _displacement_key(effect.quotient, together)
    said, beside = say(f"displacement.{key}"), say("displacement.not_meant")
    return in_both(lambda language: f"{said.in_language(language)} {beside.in_language(language)}")


def series_statement(found: LevelChange, noun: Noun = INCIDENTS) -> Statement:
    """Say whether the level changed, from an interrupted time series."""
    before, after = found.event_counts
    weeks = [weeks_words(count * BLOCK_WEEKS) for count in found.block_counts]
    counts = say(
        "series.counts",
        before=said_count(before),
        after=said_count(after),
        before_weeks=weeks[0],
        after_weeks=weeks[1],
        noun=noun.of(before),
    )
    said = change_range(found.interval, (before, after), after / found.ratio, "level")
    is_silent = found.verdict in _SILENT or said is None
    key = "interval.range" if found.verdict.is_change else "interval.possible"
    uncertain = found.verdict is Verdict.NO_CERTAIN_CHANGE
    return Statement(
        counts=counts,
        verdict=say(f"series.{found.verdict}"),
        interval=None if is_silent or said is None else say(key, range=said),
        not_meant=say(f"series.not_meant{'.no_certain_change' if uncertain else ''}"),
    )


def series_too_short(before_blocks: int, after_blocks: int) -> Words:
    """Say why there is no interrupted time series."""
    needed = {"least_before": LEAST_BEFORE, "least_after": LEAST_AFTER}
    return say("series.too_short", before=before_blocks, after=after_blocks, **needed)


def series_checks(found: LevelChange) -> Words:
    """Print the checks of the model for those who want them."""
    blocks = f"{found.block_counts[0]} + {found.block_counts[1]}"
    lags = in_both(lambda to: "; ".join(numeral(value, to) for value in found.autocorrelations))
    season = in_both(lambda to: "; ".join(numeral(value, to) for value in found.season))
    return say(
        "series.checks", dispersion=found.dispersion, lags=lags, season=season, blocks=blocks
    )


def look_sentence(look: Look | None) -> Words:
    """Say whether a result is preliminary or final, or that it is too early."""
    return say(f"look.{look.standing if look else 'early'}")


def evidence_sentence(evidence: str) -> Words:
    """Say whether an outcome was chosen before the start (`main`) or not (`exploratory`)."""
    return say(f"evidence.{evidence}")


def bad_year_sentences(
    own: float, expectation: Expectation | None, noun: Noun = INCIDENTS
) -> list[Words]:
    """Warn of regression to the mean, and say what was to be expected where that is known."""
    said = [say("bad_year.warning")]
    if expectation is not None:
        expected = round(expectation.expected)
        said.append(say("bad_year.expected", own=own, noun=noun.of(own), expected=expected))
    return said


def _displacement_key(quotient: float, together: Verdict | None) -> str:
    if quotient >= 0:
        return "spread" if quotient else "none"
    if quotient == -1:
        return "equal"
    key, sure = ("some", Verdict.DECREASED) if quotient > -1 else ("loss", Verdict.INCREASED)
    return key if together is sure else "unsure"


def _controlled_counts(found: ControlledChange, noun: Noun, reference: Words) -> Words:
    one = ".one" if len(found.controls) == 1 else ""
    return say(
        f"controlled.counts{one}",
        before=said_count(found.treated.before),
        after=said_count(found.treated.after),
        control_before=said_count(sum(area.before for area in found.controls)),
        control_after=said_count(sum(area.after for area in found.controls)),
        noun=noun.of(found.treated.after),
        reference=reference,
    )


def _controlled_verdict(found: ControlledChange) -> Words:
    is_clear = found.verdict is Verdict.TOO_FEW and not found.interval.holds(1.0)
    return say(f"controlled.{found.verdict}{'.clear' if is_clear else ''}")


def _controlled_interval(found: ControlledChange) -> Words | None:
    areas = (found.treated, *found.controls)
    counts = [count for area in areas for count in (area.before, area.after)]
    said = change_range(found.interval, counts, found.expected_after, "percent")
    key = f"controlled.{'range' if found.verdict.is_change else 'possible'}"
    return None if said is None else say(key, range=said)


def _controlled_not_meant(verdict: Verdict, reference: Words) -> Words:
    if verdict in (Verdict.TOO_FEW, Verdict.NO_CERTAIN_CHANGE):
        # Two periods of a place may have no measure between them.
        of_measure = "controlled." if reference == BEFORE_MEASURE else ""
        return say(f"{of_measure}not_meant.{verdict}")
    return say("controlled.not_meant")


def _difference_verdict(found: DisplacementDifference, noun: Noun) -> Words:
    low, high = found.interval.low, found.interval.high or 0.0
    total = in_both(lambda to: whole(abs(found.total), to))
    named: dict[str, Words] = {"total": total, "noun": noun.of(round(abs(found.total)))}
    if found.verdict.is_change:
        small, large = sorted((abs(low), abs(high)))
        return say(f"difference.{found.verdict}", low=round(small), high=round(large), **named)
    key = "difference.fewer" if found.total < 0 else "difference.more"
    return say(key, down=round(abs(low)), up=round(abs(high)), **named)
