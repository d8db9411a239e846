"""Every page state asked through the real queries, and each number that comes back as a sum."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tests.attacker.grammar import Answers, Sums, Universe
from warehouse.comparisons import same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.periods import Period, Span, months_in, span_of_months
from warehouse.privacy.boxes import Box
from warehouse.queries.categories import members_of
from warehouse.queries.category_counts import category_counts
from warehouse.queries.comparison_rows import ComparisonQuestion
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries
from warehouse.queries.kpi_figures import kpi_figures, sparkline_spans
from warehouse.queries.period_comparison import period_comparison
from warehouse.queries.rows import Question, Suppressed, Value, known
from warehouse.queries.trend import trend
from warehouse.viewer import Viewer

_ALL: tuple[str, ...] = ()
_EVERY = 10
TODAY = dt.date(2027, 1, 1)


@dataclass(frozen=True)
class Grammar:
    """What is asked: areas of a site, spans of time, and choices of categories."""

    areas: tuple[str, ...]
    spans: tuple[Span, ...]
    choices: tuple[tuple[str, ...], ...]

    def questions(self) -> Iterator[Question]:
        """Yield every state that a page can be in."""
        for area, span, choice in product(self.areas, self.spans, self.choices):
            yield Question(area, span, same_dates_earlier(span), choice)


def grammar_of(universe: Universe, site_id: str, runs: Sequence[tuple[int, ...]]) -> Grammar:
    """Return all areas, the runs of months and some odd days of them, and every choice."""
    hierarchy = universe.hierarchy
    whole = span_of_months(universe.months)
    odd = [Span(whole.first + dt.timedelta(days=d), whole.first + dt.timedelta(days=d + n))
           for d, n in ((0, 7), (3, 40), (1, 88))]  # fmt: skip
    groups = [group for group, _ in hierarchy.groups_in(hierarchy.categories)]
    return Grammar(
        (site_id, *hierarchy.zones),
        (*(span_of_months(run) for run in runs), *odd),
        (
            _ALL,
            *((f"grupp/{group}",) for group in groups),
            *((category,) for category in sorted(hierarchy.categories)),
        ),
    )


class Told:
    """What came back: one row of cells for each number, and what was refused."""

    def __init__(self, files: PublishedFiles, viewer: Viewer, universe: Universe) -> None:
        """Start with nothing known."""
        self.files, self.viewer, self.universe = files, viewer, universe
        self._rows: dict[bytes, tuple[Sums, float]] = {}
        self._hidden: dict[bytes, Sums] = {}
        self.asked = self.answered = 0
        self.others: list[float] = []
        """Numbers that are no sum of cells of the universe: parts of the week."""

    def hear(self, question: Question, span: Span, choice: tuple[str, ...], value: Value) -> None:
        """Keep a number, or that it was refused."""
        box = self._box(question.area_id, span, choice)
        if box is None or not box.months <= self.universe.whole.months:
            return
        row = self.universe.row(box)
        if isinstance(value, Suppressed):
            self._hidden.setdefault(row.tobytes(), row)
        elif value is not None:
            before = self._rows.setdefault(row.tobytes(), (row, value))
            fault = f"one question got two answers: {before[1]} and {value}"
            if before[1] != value:
                raise AssertionError(fault)

    def counted_by(self, entry: KpiEntry, choice: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return what a KPI counts of a choice; () is everything, None is not for the attacker."""
        if entry.kind != "incident" or not entry.counts_incidents:
            return None
        if not entry.categories:
            return choice
        held = self.members(choice) if choice else self.universe.whole.categories
        return tuple(sorted(held & frozenset(entry.categories))) or None

    @property
    def numbers(self) -> set[float]:
        """Every number that came back, whatever it is of."""
        return {total for _, total in self._rows.values()} | set(self.others)

    def answers(self) -> Answers:
        """Return all of it, for the attacks."""
        width = int(np.prod([len(axis) for axis in self.universe.axes]))
        return Answers(
            np.array([row for row, _ in self._rows.values()]).reshape(-1, width),
            np.array([total for _, total in self._rows.values()], dtype=float),
            np.array(list(self._hidden.values())).reshape(-1, width),
            self.asked,
            self.answered,
        )

    def _box(self, area_id: str, span: Span, choice: tuple[str, ...]) -> Box | None:
        whole = self.universe.whole
        zones = frozenset((area_id,)) if area_id in whole.zones else whole.zones
        months = months_in(span)
        if span != span_of_months(months):
            return None  # no whole cells; what is said of it must be a refusal
        kinds = self.members(choice) if choice else whole.categories
        return Box(frozenset(months), zones, kinds)

    def members(self, choice: tuple[str, ...]) -> frozenset[str]:
        """Return the categories of the universe that a choice names, groups by their members."""
        found: set[str] = set()
        for name in [part for one in choice for part in one.split(",")]:
            group = name.removeprefix("grupp/")
            is_group = name.startswith("grupp/")
            found |= set(members_of(self.files, self.viewer, group)) if is_group else {name}
        return frozenset(found) & self.universe.whole.categories


def ask_pages(told: Told, grammar: Grammar, *, tiles_only: bool = False) -> Answers:
    """Ask tiles, curves, categories, hours and comparisons of every state.

    Curves reach back over every period, so one a choice tells all; comparisons are asked where
    there is a number, and now and then where there is none.
    """
    for number, question in enumerate(grammar.questions()):
        figure = kpi_figures(told.files, told.viewer, question, TODAY)[0]
        has_number = known(figure.value) is not None
        told.asked += 1
        told.answered += has_number
        if has_number and question.span != span_of_months(months_in(question.span)):
            fault = f"an answer for {question.span}"
            raise AssertionError(fault)
        tell_tile(told, question)
        if tiles_only:
            continue
        if question.span == grammar.spans[-1]:
            _curve(told, question)
        _kinds(told, question)
        _hours(told, question)
        if has_number or number % _EVERY == 0:
            _compared(told, question)
    return told.answers()


def tell_tile(told: Told, question: Question) -> None:
    """Ask for each number of incidents, what it is compared with, and its small curve."""
    entries = {one.kpi_id: one for one in kpi_entries(told.files, told.viewer)}
    for figure in kpi_figures(told.files, told.viewer, question, TODAY):
        chosen = told.counted_by(entries[figure.kpi_id], question.categories)
        if chosen is None:
            continue
        told.hear(question, question.span, chosen, figure.value)
        if question.comparison:
            told.hear(question, question.comparison, chosen, figure.comparison_value)
        spans = sparkline_spans(question.span, figure.sparkline_bucket)
        for span, value in zip(spans, figure.sparkline, strict=True):
            told.hear(question, span, chosen, value)


def _curve(told: Told, question: Question) -> None:
    for entry in kpi_entries(told.files, told.viewer):
        chosen = told.counted_by(entry, question.categories)
        if chosen is None:
            continue
        for bucket in ("month", "quarter"):
            shown = trend(told.files, told.viewer, question, entry.kpi_id, bucket, TODAY)
            for point in shown.points:
                told.hear(question, point.span, chosen, point.value)


def _kinds(told: Told, question: Question) -> None:
    for row in category_counts(told.files, told.viewer, question):
        choice = (row.category.category_id,)
        told.hear(question, question.span, choice, row.count)
        if question.comparison:
            told.hear(question, question.comparison, choice, row.comparison_count)


def _hours(told: Told, question: Question) -> None:
    week = hour_week(told.files, told.viewer, question)
    told.others += [block.count for block in week.blocks]
    told.others += [cell.count for cell in week.cells]
    told.others.append(week.untimed_count)


def _compared(told: Told, question: Question) -> None:
    span = question.span
    before = Span(span.first - (span.end - span.first), span.first)
    months = months_in(span)
    if span == span_of_months(months):
        size = len(months)
        before = span_of_months([month - size for month in months])
    asked = ComparisonQuestion(
        question.area_id, Period("free", before), Period("free", span), question.categories
    )
    found = period_comparison(told.files, told.viewer, asked, TODAY)
    for row in found.rows:
        choice = (row.category.category_id,) if row.category else question.categories
        told.hear(question, before, choice, row.found.before.count)
        told.hear(question, span, choice, row.found.after.count)
    for week in found.series:
        told.hear(question, week.span, question.categories, week.count)
    for one in found.counts:
        told.hear(question, span, question.categories, one.after)
