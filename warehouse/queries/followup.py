"""Did it help? A place's programme against its frozen baseline, and each measure of its plan."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.memo import remembered
from warehouse.periods import Span, add_months
from warehouse.queries.catalogue import catalogue
from warehouse.queries.followup_cases import Ground
from warehouse.queries.followup_effect import judge_measures, measure_effect
from warehouse.queries.followup_parts import kpi_parts
from warehouse.queries.followup_plan import WrittenDown, written_down
from warehouse.queries.followup_programme import Programme, in_time, key_of, programme_rows
from warehouse.queries.followup_rows import (
    START,
    Field,
    Finding,
    Followup,
    KpiFollowup,
    LookKey,
    MeasureEffect,
    Outcome,
    PlanMeasure,
)
from warehouse.queries.followup_series import grid_between, weekly_of
from warehouse.queries.kpi_dictionary import KpiEntry, kpi_entries, site_kpis
from warehouse.queries.kpi_values import is_from_leaves
from warehouse.queries.leaf_tables import KIND
from warehouse.queries.rows import Question, Site, SourceNote, Trend
from warehouse.queries.source_notes import reports_in
from warehouse.queries.trend import trend
from warehouse.statistics.effect_sentences import look_sentence
from warehouse.statistics.looks import look_at
from warehouse.statistics.sentences import footer
from warehouse.statistics.wording import joined, say
from warehouse.viewer import Viewer

_HISTORY_MONTHS, _SHOWN_MONTHS = 60, 24
_PLAN = "plan_measure"


@dataclass(frozen=True)
class Groundwork:
    """What is the same whichever measure is chosen."""

    ground: Ground
    programme: Programme
    kpis: tuple[KpiFollowup, ...]
    tried: tuple[MeasureEffect, ...]
    together: Words | None
    fields: tuple[Field, ...]


@remembered(64)
def followup(
    files: PublishedFiles, viewer: Viewer, site_id: str, chosen: str | None, today: dt.date
) -> Followup | None:
    """Return the follow-up of a place, or None where it has no start that has passed.

    `chosen` is a measure's number, START for the programme's start, or None for the first that
    can be judged; a number that the plan does not have is None. `today` decides what is
    preliminary.
    """
    laid = groundwork(files, viewer, site_id, today)
    if laid is None:
        return None
    ground, programme, written = laid.ground, laid.programme, laid.ground.written
    effect = _chosen(ground, laid.tried, chosen)
    return Followup(
        site=ground.site,
        started_on=programme.started_on,
        months=programme.months,
        finding=_finding(laid.kpis, programme.months),
        kpis=laid.kpis,
        parts=kpi_parts(laid.kpis, written.registered),
        measures=written.measures,
        effect=effect,
        tried=laid.tried,
        together=laid.together,
        fields=laid.fields,
        registered=written.registered,
        registered_areas=_registered_areas(ground.site, written),
        trend=_trend(files, viewer, programme, effect, today),
        footer=_footer(ground, effect),
        sources=_sources(files, viewer, programme),
        plan_sources=reports_in(files, viewer, site_id, _PLAN).notes,
    )


@remembered(16)
def groundwork(
    files: PublishedFiles, viewer: Viewer, site_id: str, today: dt.date
) -> Groundwork | None:
    """Judge every KPI and every measure of a place."""
    site = _site(files, viewer, site_id)
    shown = catalogue(files, viewer)
    data_to = site.data_to or shown.data_to
    if site.started_on is None or site.started_on > data_to:
        return None
    written = written_down(files, viewer, site_id)
    entries = {entry.kpi_id: entry for entry in kpi_entries(files, viewer)}
    own = {entry.kpi_id for entry in site_kpis(files, viewer, site_id)}
    outcomes = _outcomes(written, entries, own)
    programme = Programme(site_id, site.started_on, data_to, outcomes, shown.shown_to)
    ground = _ground(files, viewer, site, programme, written)
    kpis = programme_rows(files, viewer, programme, written, (ground.grid, ground.weekly), today)
    tried, together = judge_measures(_tried(ground, written.measures))
    fields = tuple(field for one in tried for field in _field(ground, one))
    return Groundwork(ground, programme, kpis, tried, together, fields)


def _site(files: PublishedFiles, viewer: Viewer, site_id: str) -> Site:
    for site in catalogue(files, viewer).sites:
        if site.site_id == site_id:
            return site
    raise UnknownChoiceError(
        Words(sv=f"Platsen {site_id[:60]!r} finns inte.",
              en=f"The place {site_id[:60]!r} does not exist."),
        Words(sv="Välj en plats i listan.", en="Choose a place in the list."),
    )  # fmt: skip


def _outcomes(
    written: WrittenDown, entries: dict[str, KpiEntry], shown: set[str]
) -> tuple[tuple[Outcome, KpiEntry], ...]:
    """Return what the table shows: the registered outcomes, then every other KPI of the place."""
    registered = [one.outcome for one in written.registered if one.outcome.kpi_id in entries]
    every = dict.fromkeys(
        [*registered, *(Outcome(kpi_id) for kpi_id in entries if kpi_id in shown)]
    )
    return tuple((outcome, entries[outcome.kpi_id]) for outcome in every)


def _ground(
    files: PublishedFiles, viewer: Viewer, site: Site, programme: Programme, written: WrittenDown
) -> Ground:
    entries = {entry.kpi_id: entry for entry in kpi_entries(files, viewer)}
    of_plan = [one.outcome for one in written.measures if one.outcome]
    known = [one for one in of_plan if one.kpi_id in entries]
    outcomes = dict.fromkeys([*(outcome for outcome, _ in programme.outcomes), *known])
    grid = grid_between(add_months(programme.started_on, -_HISTORY_MONTHS), programme.data_to)
    areas = [area.area_id for area in site.areas if area.role != "zone"]
    pairs = [(outcome, entries[outcome.kpi_id]) for outcome in outcomes]
    weekly = weekly_of(files, viewer, pairs, areas, grid)
    hidden = (one.kpi_id for one in entries.values() if is_from_leaves(files, viewer, one))
    by_month = (one.kpi_id for one in entries.values() if site.is_by_month and one.kind == KIND)
    return Ground(
        site,
        programme.started_on,
        programme.data_to,
        written,
        grid,
        weekly,
        entries,
        frozenset(hidden),
        frozenset(by_month),
    )


def _tried(ground: Ground, measures: Iterable[PlanMeasure]) -> tuple[MeasureEffect, ...]:
    live = (one for one in measures if one.status != "cancelled")
    return tuple(measure_effect(ground, one, one.outcome) for one in live)


def _field(ground: Ground, tried: MeasureEffect) -> Iterator[Field]:
    measure = tried.measure
    if measure is None:
        return
    has_begun = measure.started_on is not None and measure.status != "not_started"
    found = tried
    if not has_begun and measure.outcome is not None:
        found = measure_effect(ground, None, measure.outcome)
    statement = found.statements[0].verdict if found.statements else None
    remark = found.remarks[-1] if found.remarks else None
    yield Field(measure, found.showing, statement or remark)


def _chosen(ground: Ground, tried: tuple[MeasureEffect, ...], chosen: str | None) -> MeasureEffect:
    by_number = {one.measure.number: one for one in tried if one.measure}
    if chosen in by_number:
        return by_number[chosen]
    judged = [one for one in tried if one.verdict is not None]
    if chosen != START and judged:
        return next((one for one in judged if one.evidence == "main"), judged[0])
    return measure_effect(ground, None, _main_outcome(ground))


def _main_outcome(ground: Ground) -> Outcome | None:
    early = in_time(ground.written, ground.started_on)
    said = (one.outcome for one in ground.written.registered if key_of(one.outcome) in early)
    first = next(iter(ground.entries), None)
    return next(said, Outcome(first) if first else None)


def _finding(kpis: tuple[KpiFollowup, ...], months: int) -> Finding:
    """Say what the first outcome shows at the latest look that is due.

    Where it is not compared, say first what another outcome decided in time shows, then why.
    """
    look = look_at(months)
    if not kpis or look is None:
        return Finding((say("followup.early", months=months),) if kpis else ())
    key: LookKey = "24" if look.standing == "final" else "12"
    standing, first = look_sentence(look), kpis[0]
    spoken = (_named(row, key) for row in (first, *_decided(kpis)))
    said = next(filter(None, spoken), None)
    cell = first.cell(key)
    if cell is None or cell.statement is not None or cell.reason is None:
        return Finding((standing, said) if said else (standing,))
    silent = say("followup.not_compared", name=first.name)
    if said is None:
        return Finding((standing, silent), cell.reason)
    return Finding((standing, said), joined((silent, cell.reason)))


def _decided(kpis: tuple[KpiFollowup, ...]) -> Iterator[KpiFollowup]:
    return (row for row in kpis if row.evidence == "main")


def _named(row: KpiFollowup, key: LookKey) -> Words | None:
    cell = row.cell(key)
    if cell is None or cell.statement is None:
        return None
    return say("followup.named", name=row.name, statement=cell.statement.whole)


def _trend(
    files: PublishedFiles,
    viewer: Viewer,
    programme: Programme,
    effect: MeasureEffect,
    today: dt.date,
) -> Trend:
    first = add_months(programme.started_on, -_SHOWN_MONTHS).replace(day=1)
    outcome = effect.outcome or programme.outcomes[0][0]
    span = Span(first, programme.data_to + dt.timedelta(days=1))
    question = Question(programme.site_id, span, None, outcome.categories)
    return trend(files, viewer, question, outcome.kpi_id, "month", today)


def _footer(ground: Ground, effect: MeasureEffect) -> Words:
    entry = ground.entries.get(effect.outcome.kpi_id) if effect.outcome else None
    if entry is None or entry.kind == "incident":
        return footer()
    return entry.caution or entry.definition


def _registered_areas(site: Site, written: WrittenDown) -> tuple[Words, ...]:
    days = dict(written.control_days)
    return tuple(area.name for area in site.areas if area.area_id in days)


def _sources(files: PublishedFiles, viewer: Viewer, programme: Programme) -> tuple[SourceNote, ...]:
    kinds = dict.fromkeys(entry.kind for _, entry in programme.outcomes)
    return tuple(
        note for kind in kinds for note in reports_in(files, viewer, programme.site_id, kind).notes
    )
