"""Are two periods alike but for what is compared? What stops a comparison, and what is said."""

import datetime as dt
from collections.abc import Sequence

from config.texts import text, texts_under
from config.words import Language, Words, message
from warehouse.comparisons import WEEKS_52, comparison_span, same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.period_words import period_words
from warehouse.periods import Period, Span, period_at
from warehouse.queries.breaks import found_between
from warehouse.queries.comparison_rows import ComparisonQuestion
from warehouse.queries.comparison_series import SourceDays, covered_by_all
from warehouse.queries.event_marks import event_marks
from warehouse.queries.rows import EventMark
from warehouse.queries.source_notes import nowhere_count, reports_in
from warehouse.statistics.caveats import (
    Break,
    Caveat,
    CaveatKind,
    PeriodFacts,
    count_caveat,
    like_for_like,
)
from warehouse.statistics.numerals import in_both
from warehouse.statistics.sentences import caveat_sentence
from warehouse.statistics.weeks import DAYS_A_WEEK, whole_weeks
from warehouse.viewer import Viewer

_PERIOD = texts_under("period")
_AND = text("list.and")
_CALENDAR = ("holiday", "break")


def active_sources(sources: Sequence[SourceDays], spans: Sequence[Span]) -> tuple[SourceDays, ...]:
    """Return the sources that have reported on any day of the periods."""
    return tuple(source for source in sources if any(source.days_in(span) for span in spans))


def reference_words(before: Period, after: Period) -> Words:
    """Name the reference period as it stands inside a sentence: "mot 70 året före"."""
    if before.span == comparison_span(after, "year"):
        long = "whole" if after.span.day_count > WEEKS_52.days else "part"
        scope = "week" if after.grain == "week" else long
        return _PERIOD[f"compare.year.{scope}"].words
    if before.span == same_dates_earlier(after.span):
        has_name = after.grain in ("quarter", "half_year")
        return _PERIOD[f"compare.calendar_year.{after.grain if has_name else 'any'}"].words
    return in_period(before)


def in_period(period: Period) -> Words:
    """Name a period inside a sentence, in both languages."""
    within = _PERIOD[f"{period.grain}.in"]
    return in_both(lambda language: within(language, name=period_words(period, language)))


def window(span: Span) -> Span:
    """Return the whole ISO weeks of a period, else the week it begins in: for dispersion."""
    return whole_weeks(span) or period_at("week", span.first).span


def stops(question: ComparisonQuestion, sources: Sequence[SourceDays]) -> tuple[Words, ...]:
    """Say why the two periods are not compared at all; empty where they may be."""
    before, after = question.before.span, question.after.span
    if before.overlaps(after):
        return (message("compare.overlap"),)
    if window(before).end > window(after).first:
        return (message("compare.same_week"),)
    missing = [
        message("compare.missing", period=in_period(period))
        for period in (question.before, question.after)
        if not covered_by_all(active_sources(sources, [period.span]), period.span)
    ]
    if missing:
        return tuple(missing)
    breaks = [*question.breaks, *one_sided(question, sources)]
    found = like_for_like(PeriodFacts(before), PeriodFacts(after), dt.date.max, breaks)
    return tuple(caveat_sentence(caveat) for caveat in found if caveat.stops_comparison)


def caveats(
    files: PublishedFiles,
    viewer: Viewer,
    question: ComparisonQuestion,
    site_id: str,
    today: dt.date,
) -> tuple[Words, ...]:
    """Say every difference between the periods, and what is left out of both."""
    before, after = question.before.span, question.after.span
    known = reports_in(files, viewer, question.area_id, "incident")
    named = _feasts(files, viewer, site_id, (before, after))
    uncovered = [_uncovered(known.covered, span) for span in (before, after)]
    facts = [
        PeriodFacts(span, feasts, days)
        for span, feasts, days in zip((before, after), named, uncovered, strict=True)
    ]
    found = [
        caveat
        for caveat in like_for_like(facts[0], facts[1], dt.date.max)
        if not caveat.stops_comparison
    ]
    if known.completeness(after, today) == "preliminary":
        found.append(Caveat(CaveatKind.PRELIMINARY))
    is_short = min(before.day_count, after.day_count) < DAYS_A_WEEK
    short = (message("compare.small_periods"),) if is_short else ()
    nowhere = count_caveat(
        CaveatKind.NO_PLACE, nowhere_count(files, viewer, question.area_id, (before, after))
    )
    said = [caveat_sentence(caveat) for caveat in (*found, *([nowhere] if nowhere else []))]
    breaks = found_between(files, viewer, question.area_id, "incident", (before, after))
    return (*breaks, *said, *short)


def one_sided(question: ComparisonQuestion, sources: Sequence[SourceDays]) -> list[Break]:
    """Return a break for each source that only one of the periods rests on.

    A source that began or ended between the periods makes the later ones mean another thing.
    """
    found = []
    for source in sources:
        in_before = source.days_in(question.before.span) > 0
        if in_before != (source.days_in(question.after.span) > 0):
            edge = source.spans[0].first if not in_before else source.spans[-1].end
            what = message("compare.one_source", source=source.name)
            found.append(Break(_inside(edge, question), what))
    return found


def _inside(edge: dt.date, question: ComparisonQuestion) -> dt.date:
    first = question.before.span.first + dt.timedelta(days=1)
    return min(max(edge, first), question.after.span.last)


def _feasts(
    files: PublishedFiles, viewer: Viewer, site_id: str, spans: tuple[Span, Span]
) -> list[tuple[Words, ...]]:
    """Return for each period the names that it has and the other has not, as one name."""
    both = [
        {
            mark.name.sv: mark.name
            for mark in event_marks(files, viewer, site_id, span)
            if mark.category_id in _CALENDAR and mark.name
        }
        for span in spans
    ]
    found: list[tuple[Words, ...]] = []
    for own, other in (both, both[::-1]):
        alone = [words for name, words in own.items() if name not in other]
        found.append((_listed(alone),) if alone else ())
    return found


def _listed(names: Sequence[Words]) -> Words:
    def say(to: Language) -> str:
        *head, last = [name.in_language(to) for name in names]
        return f"{', '.join(head)} {_AND(to)} {last}" if head else last

    return in_both(say)


def _uncovered(covered: Sequence[Span], span: Span) -> int:
    days = sum(
        max(0, (min(part.end, span.end) - max(part.first, span.first)).days) for part in covered
    )
    return span.day_count - days


def marks_between(
    files: PublishedFiles, viewer: Viewer, site_id: str, span: Span
) -> tuple[EventMark, ...]:
    """Return the events of the place on the days of the weekly curve."""
    every = event_marks(files, viewer, site_id, span)
    return tuple(mark for mark in every if not mark.everywhere)
