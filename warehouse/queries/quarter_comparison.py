"""Two periods compared where only whole months or quarters are told: of leaves, or of sources."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from config.words import Words, message
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.catalogue import catalogue, site_of
from warehouse.queries.categories import chosen_of_kind
from warehouse.queries.comparison_controls import (
    AreaNumbers,
    Calendar,
    controls_compared,
    neighbours_of,
    starts_on,
)
from warehouse.queries.comparison_guard import caveats, in_period, marks_between, reference_words
from warehouse.queries.comparison_judging import Pair, relative
from warehouse.queries.comparison_rows import (
    ComparedRow,
    ComparedWeek,
    ComparisonQuestion,
    ControlComparison,
    CountedRow,
    PeriodComparison,
    WeekPart,
)
from warehouse.queries.followup_plan import written_down
from warehouse.queries.leaf_counts import as_category
from warehouse.queries.leaf_tables import KIND
from warehouse.queries.quarter_sums import Choice, QuarterSums, quarter_values, spreads
from warehouse.queries.rows import Area, Category, Site, Suppressed, Value, known
from warehouse.queries.source_notes import reports_in
from warehouse.queries.withheld import withheld_words
from warehouse.statistics.blocks import Windows
from warehouse.statistics.caveats import PeriodFacts, like_for_like
from warehouse.statistics.comparison import (
    Comparison,
    PeriodCount,
    compare_counts,
    judge_together,
)
from warehouse.statistics.controls import AreaChange
from warehouse.statistics.sentences import (
    caveat_sentence,
    comparison_statement,
    footer,
    power_sentence,
    spread_caveats,
)
from warehouse.viewer import Viewer

_DAYS = 7
_NO_WINDOWS = Windows((0, 0), (0, 0))


@dataclass(frozen=True)
class _Asked:
    told: QuarterSums
    question: ComparisonQuestion
    chosen: Choice
    place: tuple[Site, Area]

    @property
    def files(self) -> PublishedFiles:
        return self.told.files

    @property
    def viewer(self) -> Viewer:
        return self.told.viewer

    @property
    def spans(self) -> tuple[Span, Span]:
        return self.question.before.span, self.question.after.span

    @property
    def weeks(self) -> Pair:
        """Exposure in weeks: every day of a closed quarter is reported."""
        before, after = (span.day_count / _DAYS for span in self.spans)
        return before, after

    def sums(self, area_id: str, categories: Choice) -> tuple[Value, Value]:
        before, after = (self.told.sum(area_id, span, categories) for span in self.spans)
        return before, after


def quarter_comparison(
    told: QuarterSums, question: ComparisonQuestion, today: dt.date
) -> PeriodComparison:
    """Compare two sums; where one is not told, say which is nearest, or that it is missing."""
    files, viewer = told.files, told.viewer
    place = site_of(files, viewer, question.area_id)
    written = written_down(files, viewer, place[0].site_id)
    question = replace(
        question,
        breaks=(*question.breaks, *written.breaks_of(KIND), *told.breaks(question)),
    )
    chosen = chosen_of_kind(files, viewer, question.categories, KIND)
    asked = _Asked(told, question, chosen, place)
    stops = _stops(asked)
    shown = replace(_unjudged(asked, stops), caveats=_caveats(asked, today))
    return shown if stops else _judged(asked, shown, dict(written.control_days))


def _stops(asked: _Asked) -> tuple[Words, ...]:
    question, (before, after) = asked.question, asked.spans
    if before.overlaps(after):
        return (message("compare.overlap"),)
    known_here = catalogue(asked.files, asked.viewer)
    periods = (question.before, question.after)
    sums = asked.sums(question.area_id, asked.chosen)
    missing = [
        message("compare.missing", period=in_period(period))
        for period, total in zip(periods, sums, strict=True)
        if total is None
    ]
    withheld = [withheld_words(one, known_here) for one in sums if isinstance(one, Suppressed)]
    if missing or withheld:
        return tuple(dict.fromkeys((*missing, *withheld)))
    found = like_for_like(PeriodFacts(before), PeriodFacts(after), dt.date.max, question.breaks)
    return tuple(caveat_sentence(caveat) for caveat in found if caveat.stops_comparison)


def _caveats(asked: _Asked, today: dt.date) -> tuple[Words, ...]:
    files, viewer, question = asked.files, asked.viewer, asked.question
    site = asked.place[0]
    said = caveats(files, viewer, question, site.site_id, today)
    return (*said, *asked.told.remarks(site.site_id))


def _rows(asked: _Asked) -> list[tuple[Category | None, Choice]]:
    """Return everything together first, then the sets of categories that both periods tell."""
    area_id = asked.question.area_id
    sets = asked.told.parts(area_id, asked.spans)
    parts = [one for one in sets if not asked.chosen or set(one) <= set(asked.chosen)]
    sized = [(sum(known(total) or 0 for total in asked.sums(area_id, one)), one) for one in parts]
    shown = [one for size, one in sorted(sized, key=lambda pair: -pair[0]) if size]
    named: list[tuple[Category | None, Choice]] = [
        (as_category(asked.files, asked.viewer, frozenset(one)), one) for one in shown
    ]
    if len(named) == 1 and asked.chosen:
        return named
    return [(None, asked.chosen), *(named if len(named) > 1 else [])]


def _unjudged(asked: _Asked, stops: tuple[Words, ...]) -> PeriodComparison:
    files, viewer, question = asked.files, asked.viewer, asked.question
    site, area = asked.place
    series = _series(asked)
    ends = [week.span for week in series]
    before, after = asked.sums(area.area_id, asked.chosen)
    events = (
        marks_between(files, viewer, site.site_id, Span(ends[0].first, ends[-1].end))
        if ends
        else ()
    )
    return PeriodComparison(
        question=question,
        site=site,
        area=area,
        weeks=asked.weeks,
        is_swapped=False,
        stops=stops,
        rows=(),
        counts=(CountedRow(None, before, after),),
        caveats=(),
        bad_year=(),
        series=series,
        events=events,
        controls=None,
        clock=None,
        map=None,
        footer=footer(),
        sources=reports_in(files, viewer, area.area_id, KIND).notes,
        bucket="quarter",
    )


def _series(asked: _Asked) -> tuple[ComparedWeek, ...]:
    values = quarter_values(asked.told, asked.question.area_id, asked.chosen)
    return tuple(
        ComparedWeek(span.first, value, _part(span, asked.spans), span.end)
        for span, value in values
    )


def _part(span: Span, spans: tuple[Span, Span]) -> WeekPart:
    before, after = (one.first <= span.first and span.end <= one.end for one in spans)
    return "before" if before else "after" if after else "history"


def _judged(
    asked: _Asked, shown: PeriodComparison, control_days: dict[str, dt.date]
) -> PeriodComparison:
    rows = _rows(asked)
    area_id = asked.question.area_id
    found = _compared(asked, area_id, [choice for _, choice in rows])
    reference = reference_words(asked.question.before, asked.question.after)
    notes = tuple(caveat_sentence(one) for one in spread_caveats(found[0].dispersion))
    return replace(
        shown,
        rows=tuple(
            ComparedRow(
                category=category,
                found=one,
                statement=comparison_statement(one, reference=reference),
                power=power_sentence(one.before, one.after.weeks, one.factor, reference=reference),
                notes=(),
            )
            for (category, _), one in zip(rows, found, strict=True)
        ),
        caveats=(*shown.caveats, *notes),
        controls=_controls(asked, found[0], control_days, reference),
    )


def _compared(asked: _Asked, area_id: str, choices: Sequence[Choice]) -> tuple[Comparison, ...]:
    measured = spreads(asked.told, area_id, choices, asked.spans, has_whole=len(choices) > 1)
    counted = []
    for choice, spread in zip(choices, measured, strict=True):
        pair = [known(total) or 0.0 for total in asked.sums(area_id, choice)]
        before, after = (PeriodCount(n, w) for n, w in zip(pair, asked.weeks, strict=True))
        counted.append(compare_counts(before, after, spread))
    return judge_together(counted)


def _controls(
    asked: _Asked, own: Comparison, control_days: dict[str, dt.date], reference: Words
) -> ControlComparison | None:
    """Hold the place against those control areas that have leaves for both periods."""
    site, area = asked.place
    controls, ring = neighbours_of(site, area)
    changes = {one.area_id: _change(asked, one.area_id) for one in (*controls, *_some(ring))}
    usable = [one for one in controls if changes[one.area_id]]
    if not usable:
        return None
    ring = ring if ring and changes[ring.area_id] else None
    treated = AreaChange(
        own.before.count, own.after.count, factor=own.factor, weeks=relative(asked.weeks)
    )
    every = [(area, treated)]
    every += [(one, change) for one in (*usable, *_some(ring)) if (change := changes[one.area_id])]
    numbers = [AreaNumbers(one, np.array([]), (c.before, c.after)) for one, c in every]
    return controls_compared(
        numbers,
        [change for _, change in every],
        Calendar(_NO_WINDOWS, asked.weeks, site, starts_on(site, asked.question), control_days),
        reference,
        has_ring=ring is not None,
    )


def _change(asked: _Asked, area_id: str) -> AreaChange | None:
    before, after = (known(total) for total in asked.sums(area_id, asked.chosen))
    if before is None or after is None:
        return None
    (spread,) = spreads(asked.told, area_id, [asked.chosen], asked.spans, has_whole=False)
    return AreaChange(before, after, factor=spread.factor(), weeks=relative(asked.weeks))


def _some(area: Area | None) -> tuple[Area, ...]:
    return (area,) if area else ()
