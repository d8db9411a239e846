"""Before and after for one measure: its KPI, its days, control areas, ring, and caveats."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from config.words import Words
from warehouse.queries.control_fitness import fitness
from warehouse.queries.followup_cases import Case, Ground, case_of, covered, evidence
from warehouse.queries.followup_judging import (
    Controlled,
    bad_year,
    compare_areas,
    compare_levels,
    compare_plain,
    covered_sums,
    p_of_ratio,
)
from warehouse.queries.followup_rounds import why_not_weekly
from warehouse.queries.followup_rows import (
    AreaCounts,
    MeasureEffect,
    Outcome,
    PlanMeasure,
    RatioRange,
    Showing,
)
from warehouse.statistics.caveats import (
    Caveat,
    PeriodFacts,
    burst_caveat,
    history_caveat,
    like_for_like,
)
from warehouse.statistics.comparison import Comparison
from warehouse.statistics.controls import ControlledChange
from warehouse.statistics.effect_sentences import (
    FitControl,
    bad_year_sentences,
    control_caveats,
    controlled_statement,
    difference_statement,
    displacement_statement,
    evidence_sentence,
    look_sentence,
    series_checks,
    series_statement,
    series_too_short,
)
from warehouse.statistics.false_discovery import adjusted_p
from warehouse.statistics.followup_sentences import (
    counts_only,
    expected_sentence,
    share_change_statement,
)
from warehouse.statistics.inputs import LEVEL
from warehouse.statistics.sentences import (
    caveat_sentence,
    comparison_statement,
    power_sentence,
    spread_caveats,
)
from warehouse.statistics.share_changes import compare_shares
from warehouse.statistics.shares import Share
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import say


def measure_effect(
    ground: Ground, measure: PlanMeasure | None, outcome: Outcome | None
) -> MeasureEffect:
    """Judge one measure, or the programme's start, by one outcome."""
    starts_on = measure.started_on if measure else ground.started_on
    blank = _blank(ground, measure, outcome, starts_on)
    if outcome is None or outcome.kpi_id not in ground.entries:
        return replace(blank, remarks=(say("followup.no_outcome"),))
    if starts_on is None or (measure and measure.status in ("not_started", "cancelled")):
        return replace(blank, remarks=(*blank.remarks, say("followup.not_started")))
    if why := _without_weeks(ground, outcome.kpi_id):
        return replace(blank, remarks=(*blank.remarks, why))
    case = case_of(ground, measure, outcome, starts_on)
    if case is None:
        return replace(blank, remarks=(*blank.remarks, say("followup.too_little")))
    return _judged(case, replace(blank, before=case.before, after=case.after, level=case.level))


def _without_weeks(ground: Ground, kpi_id: str) -> Words | None:
    if kpi_id in ground.withheld:
        return say("followup.leaves")
    if kpi_id in ground.by_month:
        return say("followup.months")
    return why_not_weekly(ground.entries[kpi_id])


def judge_measures(
    effects: tuple[MeasureEffect, ...],
) -> tuple[tuple[MeasureEffect, ...], Words | None]:
    """Hold every measure's claim against all that are tested; also says so in words."""
    p_values = [one.p_value for one in effects if one.p_value is not None]
    adjusted = iter(adjusted_p(p_values))
    lone = say("followup.lone", count=len(p_values))
    judged = []
    for one in effects:
        q_value = next(adjusted) if one.p_value is not None else 0.0
        is_lone = one.showing in ("wished", "opposite") and q_value >= 1 - one.level
        said = replace(one, showing="none", remarks=(lone, *one.remarks)) if is_lone else one
        judged.append(said)
    words = say("followup.together", count=len(p_values)) if len(p_values) > 1 else None
    return tuple(judged), words


def _blank(
    ground: Ground, measure: PlanMeasure | None, outcome: Outcome | None, starts_on: dt.date | None
) -> MeasureEffect:
    counts = evidence(ground, measure, outcome)
    expected = measure.expected_percent if measure else None
    is_known = outcome is not None and outcome.kpi_id in ground.entries
    said = [evidence_sentence(counts)]
    said += [expected_sentence(expected)] if expected is not None else []
    return MeasureEffect(
        measure=measure,
        outcome=outcome,
        outcome_name=ground.name_of(outcome) if outcome and is_known else None,
        evidence=counts,
        starts_on=starts_on,
        before=None,
        after=None,
        statements=(),
        verdict=None,
        showing="unknown",
        power=None,
        remarks=tuple(said),
        areas=(),
        ranges=(),
        p_value=None,
        level=LEVEL,
    )


def _judged(case: Case, blank: MeasureEffect) -> MeasureEffect:
    caveats = _caveats(case)
    said = (look_sentence(case.look), case.compared, *blank.remarks)
    blank = replace(blank, areas=_counts(case), remarks=said)
    stops = [caveat for caveat in caveats if caveat.stops_comparison]
    if stops or case.look is None:
        why = caveat_sentence(stops[0]) if stops else look_sentence(None)
        sums = covered_sums(case.own.counts, case.windows)
        plain = counts_only(sums, case.noun, case.reference, why)
        return replace(blank, statements=() if case.entry.is_share else (plain,))
    if case.entry.is_share:
        found = _by_share(case, blank)
    else:
        found = _by_controls(case, blank) if case.controls else _by_series(case, blank)
    more = tuple(caveat_sentence(caveat) for caveat in caveats)
    return replace(found, remarks=(*found.remarks, *_bad_year(case), *more))


def _by_controls(case: Case, blank: MeasureEffect) -> MeasureEffect:
    plain = _plain(case)
    found = compare_areas(case.areas, case.windows, case.timing.start, case.level)
    fit = _fitness(case, found)
    statements = [controlled_statement(found.change, case.noun, case.reference)]
    if found.difference:
        statements.append(
            difference_statement(found.difference, found.change.treated, case.noun, case.reference)
        )
    ranges = [_range("controls", case.ground.site.name, found.change)]
    if found.ring and case.ring:
        ranges.append(_range("ring", case.ring.name, found.ring))
    fault_of = {one.name: one.said for one in fit}
    return replace(
        blank,
        statements=tuple(statements),
        verdict=found.change.verdict,
        showing=_showing(case, found.change.verdict),
        power=_power(case, plain),
        remarks=(*blank.remarks, *_displacement(found), *control_caveats(fit)),
        areas=tuple(replace(a, faults=fault_of.get(a.name, ())) for a in blank.areas),
        ranges=tuple(ranges),
        p_value=p_of_ratio(found.change.ratio, found.change.interval),
    )


def _by_series(case: Case, blank: MeasureEffect) -> MeasureEffect:
    plain = _plain(case)
    level, blocks = compare_levels(case.own.counts, case.timing, case.ground.grid.first, case.level)
    power = _power(case, plain)
    if level is None:
        ratio = RatioRange(
            "before", case.ground.site.name, plain.ratio, plain.interval, plain.verdict
        )
        return replace(
            blank,
            statements=(comparison_statement(plain, case.noun, case.reference),),
            verdict=plain.verdict,
            showing=_showing(case, plain.verdict),
            power=power,
            remarks=(*blank.remarks, series_too_short(*blocks)),
            ranges=(ratio,),
            p_value=plain.p_value,
        )
    ratio = RatioRange("trend", case.ground.site.name, level.ratio, level.interval, level.verdict)
    return replace(
        blank,
        statements=(series_statement(level, case.noun),),
        verdict=level.verdict,
        showing=_showing(case, level.verdict),
        power=power,
        ranges=(ratio,),
        p_value=p_of_ratio(level.ratio, level.interval),
        checks=series_checks(level),
    )


def _by_share(case: Case, blank: MeasureEffect) -> MeasureEffect:
    counts = covered_sums(case.own.counts, case.windows)
    bases = covered_sums(case.own.bases, case.windows)
    before, after = (Share(n, base) for n, base in zip(counts, bases, strict=True))
    found = compare_shares(before, after, case.level)
    if found is None:
        return replace(blank, remarks=(*blank.remarks, say("followup.too_little")))
    return replace(
        blank,
        statements=(share_change_statement(found, case.noun, case.reference),),
        verdict=found.verdict,
        showing=_showing(case, found.verdict),
        p_value=found.p_value,
    )


def _range(kind: str, name: Words, found: ControlledChange) -> RatioRange:
    is_ring = kind == "ring"
    return RatioRange(
        "ring" if is_ring else "controls", name, found.ratio, found.interval, found.verdict
    )


def _counts(case: Case) -> tuple[AreaCounts, ...]:
    ring = [case.ring] if case.ring else []
    named = [case.ground.site.areas[0], *case.controls, *ring]
    return tuple(
        AreaCounts(area.role, area.name, *covered_sums(case.of(area).counts, case.windows))
        for area in named
    )


def _fitness(case: Case, found: Controlled) -> tuple[FitControl, ...]:
    ground, treated = case.ground, found.change.treated
    chosen: dict[str, dt.date] = dict(ground.written.control_days)
    return tuple(
        fitness(
            ground.site,
            area,
            (chosen.get(area.area_id), ground.started_on),
            (treated, control),
            before,
        )
        for area, control, before in zip(
            case.controls, found.change.controls, found.earlier, strict=True
        )
    )


def _displacement(found: Controlled) -> tuple[Words, ...]:
    if found.ring is None:
        return ()
    together = found.difference.verdict if found.difference else None
    return (displacement_statement(found.net, found.ring.verdict, together),)


def _plain(case: Case) -> Comparison:
    return compare_plain(case.own.counts, case.windows, case.level)


def _power(case: Case, plain: Comparison) -> Words:
    return power_sentence(plain.before, plain.after.weeks, plain.factor, case.noun, case.reference)


def _showing(case: Case, verdict: Verdict) -> Showing:
    if verdict is Verdict.TOO_FEW:
        return "unknown"
    if not verdict.is_change:
        return "none"
    wished = {"lower": Verdict.DECREASED, "higher": Verdict.INCREASED}.get(case.entry.better)
    expected = case.measure.expected_percent if case.measure else None
    if wished is None and expected:
        wished = Verdict.DECREASED if expected < 0 else Verdict.INCREASED
    if wished is None:
        return "none"
    return "wished" if verdict is wished else "opposite"


def _bad_year(case: Case) -> Iterator[Words]:
    found = bad_year(case.areas, case.timing.start) if not case.entry.is_share else None
    if found is not None and case.entry.better == "lower":
        yield from bad_year_sentences(*found, case.noun)


def _caveats(case: Case) -> list[Caveat]:
    windows, counts = case.windows, case.own.counts
    before, after = (
        PeriodFacts(span, uncovered_days=case.uncovered_days(window))
        for span, window in ((case.before, windows.before), (case.after, windows.after))
    )
    data_to = case.ground.grid.span((0, case.timing.end)).last
    breaks = case.ground.written.breaks_of(case.entry.kind)
    found: list[Caveat | None] = [*like_for_like(before, after, data_to, breaks)]
    if case.entry.base_name is None:
        found.append(history_caveat(covered(counts[: case.timing.start])))
        after_weeks = counts[windows.after[0] : windows.after[1]]
        found.append(burst_caveat([count for count in after_weeks if count >= 0]))
        found += spread_caveats(_plain(case).dispersion)
    return [caveat for caveat in found if caveat is not None]
