"""What the follow-up may say of numbers that are no counts: surveys, and why others are silent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from config.words import Words
from warehouse.connection import PublishedFiles
from warehouse.memo import remembered
from warehouse.periods import Span
from warehouse.queries.experience_rows import INSPECTION, SURVEY
from warehouse.queries.followup_rows import Baseline
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.queries.kpi_values import KpiValue
from warehouse.queries.rows import known
from warehouse.statistics.survey_display import LEAST_N
from warehouse.statistics.survey_summaries import ScoreSummary
from warehouse.statistics.wording import say
from warehouse.viewer import Viewer

_OF_FORM = {"peak_hours": "peak_hours", "stock": "stock", "wait": "median", "sum": "mean"}


@dataclass(frozen=True)
class SurveyWave:
    """One round of a survey and what its index rests on, as Trygghet och upplevelse shows it."""

    last: dt.date
    summary: ScoreSummary


@remembered(16)
def survey_waves(files: PublishedFiles, viewer: Viewer, site_id: str) -> tuple[SurveyWave, ...]:
    """Return the rounds of a place that have enough answers to be shown, oldest first."""
    with files.open(viewer) as reading:
        rows = reading.rows("survey_rounds", {"area_id": site_id, "end": dt.date.max})
    found = (SurveyWave(row[3], ScoreSummary(*row[6:10])) for row in rows if row[4] == "all")
    return tuple(wave for wave in found if wave.summary.count >= LEAST_N)


def waves_of(
    waves: Sequence[SurveyWave], entry: KpiEntry, baseline: Baseline | None, value: KpiValue
) -> tuple[ScoreSummary, ScoreSummary] | None:
    """Return the rounds, before and after, that a KPI's two numbers are the index of.

    None of any other number: a share, a gap, or one by another definition than the survey's index.
    """
    if entry.kind != SURVEY or baseline is None or value.measured is None:
        return None
    before = _wave(waves, baseline.span, baseline.value, baseline.base)
    after = _wave(waves, value.measured, known(value.value), value.base)
    return (before, after) if before and after else None


def why_not_judged(entry: KpiEntry) -> Words | None:
    """Say why a number is not judged, or None of a count over time and of a share."""
    if entry.form != "peak_hours" and (
        entry.is_share or (entry.form == "sum" and entry.base_name is None)
    ):
        return None
    return say(f"followup.not_judged.{_OF_FORM.get(entry.form) or _of_round(entry)}")


def why_not_weekly(entry: KpiEntry) -> Words | None:
    """Say why a measure is not judged by a number, or None where it has weeks that add up."""
    return say("followup.rounds") if entry.form == "round" else why_not_judged(entry)


def _of_round(entry: KpiEntry) -> str:
    if entry.base_name is None:
        return "round_count"
    return {SURVEY: "survey", INSPECTION: "inspection"}.get(entry.kind, "mean")


def _wave(
    waves: Sequence[SurveyWave], span: Span, value: float | None, base: float | None
) -> ScoreSummary | None:
    if value is None or base is None:
        return None
    for wave in reversed(waves):
        is_inside = span.first <= wave.last < span.end
        if is_inside and wave.summary.count == base and isclose(wave.summary.mean, value):
            return wave.summary
    return None
