"""Every KPI of a programme: the frozen baseline, the rolling year, and the looks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, add_months, last_complete_period
from warehouse.queries.experience_rows import SURVEY
from warehouse.queries.followup_plan import WrittenDown
from warehouse.queries.followup_rounds import survey_waves, waves_of, why_not_judged
from warehouse.queries.followup_rows import (
    Baseline,
    KpiFollowup,
    LookCell,
    LookKey,
    Outcome,
    Registration,
)
from warehouse.queries.followup_series import Grid, WeeklyOf
from warehouse.queries.followup_targets import target_of
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.queries.kpi_values import KpiValue, kpi_values
from warehouse.queries.leaf_outcomes import LeafOutcomes
from warehouse.queries.rows import Question, difference, known
from warehouse.statistics.blocks import Windows
from warehouse.statistics.caveats import PeriodFacts, like_for_like
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_series,
    judge_together,
)
from warehouse.statistics.effect_sentences import look_sentence
from warehouse.statistics.followup_sentences import (
    BEFORE_START,
    counts_only,
    index_statement,
    of_sample,
    share_change_statement,
)
from warehouse.statistics.inputs import LEVEL
from warehouse.statistics.looks import FINAL_MONTHS, LOOKS, PRELIMINARY_MONTHS, evidence_of
from warehouse.statistics.sentences import caveat_sentence, comparison_statement
from warehouse.statistics.share_changes import compare_shares
from warehouse.statistics.shares import Share
from warehouse.statistics.survey_summaries import ScoreSummary, change_of
from warehouse.statistics.verdicts import Verdict
from warehouse.statistics.wording import Noun, Statement, say
from warehouse.viewer import Viewer

YEAR_MONTHS = 12


@dataclass(frozen=True)
class Programme:
    """One place's programme: its start, how far data reach, and what is followed."""

    site_id: str
    started_on: dt.date
    data_to: dt.date
    outcomes: tuple[tuple[Outcome, KpiEntry], ...]
    shown_to: dt.date
    """The last day of the rolling year at the latest: of leaves, the last that is closed."""

    @property
    def months(self) -> int:
        """Whole months since the start that data cover."""
        return months_between(self.started_on, self.data_to + dt.timedelta(days=1))

    @property
    def baseline_span(self) -> Span:
        """The 12 months before the start."""
        return Span(add_months(self.started_on, -YEAR_MONTHS), self.started_on)

    def look_spans(self) -> dict[LookKey, Span]:
        """Return the rolling year, the first year and the second, those that have passed."""
        first, second = (add_months(self.started_on, months) for months in (12, 24))
        found: dict[LookKey, Span] = {
            "now": last_complete_period("rolling_12", self.shown_to).span,
            "12": Span(self.started_on, first),
            "24": Span(first, second),
        }
        if found["now"].end <= self.started_on:
            del found["now"]
        return {key: span for key, span in found.items() if span.last <= self.data_to}


def months_between(first: dt.date, end: dt.date) -> int:
    """Count the whole months from a day to another."""
    months = (end.year - first.year) * YEAR_MONTHS + end.month - first.month
    return max(0, months - (add_months(first, months) > end))


def programme_rows(
    files: PublishedFiles,
    viewer: Viewer,
    programme: Programme,
    written: WrittenDown,
    weekly: tuple[Grid, WeeklyOf],
    today: dt.date,
) -> tuple[KpiFollowup, ...]:
    """Return one row for each outcome; each look's numbers are judged together."""
    leaves = LeafOutcomes(files, viewer, programme.site_id, programme.baseline_span)
    before = leaves.baselines([one for one in programme.outcomes if leaves.holds(one[1])], today)
    baselines = dict(written.baselines) | before.shown
    values = _values(files, viewer, programme, today)
    rests = _Rests(programme, *weekly, leaves)
    looks, waves = programme.look_spans(), survey_waves(files, viewer, programme.site_id)
    cells: dict[Outcome, list[LookCell]] = {outcome: [] for outcome, _ in programme.outcomes}
    for key, span in looks.items():
        found = [
            _Compared(outcome, entry, before_it, value, waves_of(waves, entry, before_it, value))
            for outcome, entry in programme.outcomes
            for before_it, value in [(baselines.get(outcome), values[outcome, span])]
        ]
        for one in _judged(key, span, found, written, rests):
            cells[one[0]].append(one[1])
    return tuple(
        replace(
            _row(outcome, entry, baselines.get(outcome), tuple(cells[outcome]), written, programme),
            baseline_withheld=before.withheld.get(outcome),
        )
        for outcome, entry in programme.outcomes
    )


def noun_of(entry: KpiEntry) -> Noun:
    """Return what a KPI counts; a share counts its base."""
    if entry.base_name is not None:
        return Noun(entry.base_name, entry.base_name)
    return Noun(entry.unit_one, entry.unit)


@dataclass(frozen=True)
class _Compared:
    outcome: Outcome
    entry: KpiEntry
    baseline: Baseline | None
    value: KpiValue
    waves: tuple[ScoreSummary, ScoreSummary] | None
    """The survey rounds that both numbers are the index of."""


@dataclass(frozen=True)
class _Rests:
    """What the judgement of a look rests on."""

    programme: Programme
    grid: Grid
    weekly: WeeklyOf
    leaves: LeafOutcomes


@dataclass(frozen=True)
class _Said:
    verdict: Verdict | None = None
    statement: Statement | None = None
    reason: Words | None = None


def _values(
    files: PublishedFiles, viewer: Viewer, programme: Programme, today: dt.date
) -> dict[tuple[Outcome, Span], KpiValue]:
    spans = list(programme.look_spans().values())
    found: dict[tuple[Outcome, Span], KpiValue] = {}
    for categories in {outcome.categories for outcome, _ in programme.outcomes}:
        same = [(o, e) for o, e in programme.outcomes if o.categories == categories]
        question = Question(programme.site_id, programme.baseline_span, None, categories)
        entries = tuple(entry for _, entry in same)
        values = kpi_values(files, viewer, question, entries, spans, today) if spans else {}
        found |= {(o, span): values[o.kpi_id, span] for o, _ in same for span in spans}
    return found


def _judged(
    key: LookKey,
    span: Span,
    found: Sequence[_Compared],
    written: WrittenDown,
    rests: _Rests,
) -> list[tuple[Outcome, LookCell]]:
    level = {"12": LOOKS[0].level, "24": LOOKS[1].level}.get(key, LEVEL)
    said: dict[Outcome, _Said] = {}
    counted: list[_Compared] = []
    for one in found:
        why = rests.leaves.why(one.outcome, one.entry, one.value)
        stop = _Said(reason=why) if why else _stop(one, span, written, rests.programme.months)
        if stop is not None:
            said[one.outcome] = stop
        elif one.waves:
            wave = change_of(*one.waves, level)
            said[one.outcome] = _Said(wave.verdict, index_statement(wave, noun_of(one.entry)))
        elif one.entry.is_share:
            said[one.outcome] = _share(one, level)
        else:
            counted.append(one)
    # What was registered in time is not held against all that is merely followed.
    early = in_time(written, rests.programme.started_on)
    for is_early in (True, False):
        family = [one for one in counted if (key_of(one.outcome) in early) == is_early]
        said |= _counts_judged(family, span, rests, level)
    return [(one.outcome, _cell(key, span, one, said[one.outcome])) for one in found]


def _counts_judged(
    counted: Sequence[_Compared], span: Span, rests: _Rests, level: float
) -> dict[Outcome, _Said]:
    hidden = [one for one in counted if rests.leaves.holds(one.entry)]
    rows = [one for one in counted if one not in hidden]
    judged = _from_weeks(rows, span, rests, level)
    if hidden:
        sums = {one.outcome: (one.entry, _totals(one, span, rests.programme)) for one in hidden}
        judged |= rests.leaves.compared(sums, span, level)
        # Judged again, all together: nothing is claimed twice.
        judged = dict(zip(judged, judge_together([*judged.values()]), strict=True))
    return {
        one.outcome: _Said(
            judged[one.outcome].verdict,
            comparison_statement(judged[one.outcome], noun_of(one.entry), BEFORE_START),
        )
        for one in counted
    }


def _stop(one: _Compared, span: Span, written: WrittenDown, months: int) -> _Said | None:
    """Say why a number is not compared with its baseline, or None where it is."""
    baseline, key = one.baseline, ""
    if baseline is None or baseline.value is None:
        measured = ".round" if one.entry.form == "round" else ""
        return _Said(reason=say(f"followup.no_baseline{measured}"))
    if span.overlaps(baseline.span):
        return _Said(reason=say("followup.early", months=months))
    if baseline.is_definition_changed:
        key = "followup.other_definition"
    elif baseline.is_boundary_changed:
        key = "followup.other_boundary"
    elif one.value.whole_value is None:
        key = "followup.no_value"
    if key:
        return _Said(reason=say(key))
    why = None if one.waves else why_not_judged(one.entry)
    return _Said(reason=why) if why else _broken(one, baseline, span, written)


def _broken(one: _Compared, baseline: Baseline, span: Span, written: WrittenDown) -> _Said | None:
    facts = (PeriodFacts(baseline.span), PeriodFacts(span))
    breaks = written.breaks_of(one.entry.kind)
    if not breaks:
        return None
    found = [c for c in like_for_like(*facts, dt.date.max, breaks) if c.stops_comparison]
    if not found:
        return None
    why, counts = caveat_sentence(found[0]), (baseline.count, known(one.value.value) or 0.0)
    if one.entry.base_name is not None:
        return _Said(reason=why)
    return _Said(statement=counts_only(counts, noun_of(one.entry), BEFORE_START, why), reason=why)


def _share(one: _Compared, level: float) -> _Said:
    before, value, share = one.baseline, one.value, known(one.value.value)
    if before is None or not before.base or not value.base or share is None:
        return _Said(reason=say("followup.no_value"))
    shares = Share(before.count, before.base), Share(share * value.base, value.base)
    found = compare_shares(*shares, level)
    if found is None:
        return _Said(reason=say("followup.no_value"))
    said = share_change_statement(found, noun_of(one.entry), BEFORE_START)
    return _Said(found.verdict, of_sample(said, found) if one.entry.kind == SURVEY else said)


def _totals(one: _Compared, span: Span, programme: Programme) -> tuple[PeriodCount, PeriodCount]:
    count = one.baseline.count if one.baseline else 0.0
    return (
        PeriodCount(count, _weeks(programme.baseline_span)),
        PeriodCount(known(one.value.value) or 0.0, _weeks(span)),
    )


def _from_weeks(
    found: Sequence[_Compared], span: Span, rests: _Rests, level: float
) -> dict[Outcome, Comparison]:
    if not found:
        return {}
    grid, series, programme = rests.grid, rests.weekly, rests.programme
    before = programme.baseline_span
    windows = Windows(grid.whole_weeks(before), grid.whole_weeks(span))
    totals = [_totals(one, span, programme) for one in found]
    rows = np.vstack([series[one.outcome, programme.site_id].counts for one in found])
    judged = compare_series(rows, windows, totals, level)
    return dict(zip((one.outcome for one in found), judged, strict=True))


def _weeks(span: Span) -> float:
    return span.day_count / 7


def _cell(key: LookKey, span: Span, one: _Compared, said: _Said) -> LookCell:
    months = {"12": PRELIMINARY_MONTHS, "24": FINAL_MONTHS}.get(key)
    standing = next((look for look in LOOKS if look.months == months), None)
    before = one.baseline.value if one.baseline and said.verdict is not None else None
    now = one.value.whole_value
    return LookCell(
        key=key,
        span=span,
        value=one.value.value,
        base=one.value.base,
        completeness=one.value.completeness,
        change=difference(now, before),
        verdict=said.verdict,
        statement=said.statement,
        reason=said.reason,
        standing=look_sentence(standing) if standing else None,
    )


def _row(
    outcome: Outcome,
    entry: KpiEntry,
    baseline: Baseline | None,
    cells: tuple[LookCell, ...],
    written: WrittenDown,
    programme: Programme,
) -> KpiFollowup:
    said = next((one for one in written.registered if one.outcome == outcome), None)
    target = _target(outcome, said, written)
    latest = next((known(cell.value) for cell in cells if cell.key == "now"), None)
    return KpiFollowup(
        outcome=outcome,
        name=said.name if said and said.name else entry.name,
        definition=entry.definition,
        unit=entry.unit,
        better=entry.better,
        decimals=entry.decimals,
        is_share=entry.is_share,
        base_name=entry.base_name,
        evidence=evidence_of(key_of(outcome), in_time(written, programme.started_on)),
        baseline=baseline,
        cells=cells,
        target=None if target is None else target_of(target, latest, entry),
        expected_percent=said.expected_percent if said else None,
    )


def key_of(outcome: Outcome) -> str:
    """Name an outcome by one text."""
    return f"{outcome.kpi_id}:{','.join(outcome.categories)}"


def in_time(written: WrittenDown, started_on: dt.date) -> tuple[str, ...]:
    """Name the outcomes that were registered no later than the start."""
    said = (one for one in written.registered if one.registered_on <= started_on)
    return tuple(key_of(one.outcome) for one in said)


def _target(outcome: Outcome, said: Registration | None, written: WrittenDown) -> float | None:
    if said and said.target_value is not None:
        return said.target_value
    targets = (one.target_value for one in written.measures if one.outcome == outcome)
    return next((target for target in targets if target is not None), None)
