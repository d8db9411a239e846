"""The example's built-in truth is found: which verdict each measure gets, and that it is right."""

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline.build import build
from data_pipeline.demo.write import write_demo
from data_pipeline.progress import Progress
from warehouse.connection import PublishedFiles
from warehouse.queries.followup import followup
from warehouse.queries.followup_rows import Followup, MeasureEffect
from warehouse.statistics.verdicts import Verdict
from warehouse.viewer import Viewer

pytestmark = pytest.mark.slow
TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)

# Measure: what facit.yaml put in, as a verdict and what it shows. None: no comparison may be made.
TRUTH = {
    ("lindtorget", "L01"): (Verdict.DECREASED, "wished"),  # factor 0.65
    ("lindtorget", "L02"): (Verdict.NO_CERTAIN_CHANGE, "none"),  # nothing put in
    ("lindtorget", "L03"): (Verdict.NO_CERTAIN_CHANGE, "none"),  # nothing put in
    ("lindtorget", "L04"): (Verdict.INCREASED, "wished"),  # factor 1.12
    ("lindtorget", "L05"): (Verdict.NO_CERTAIN_CHANGE, "none"),  # nothing put in
    ("aparken", "A01"): (Verdict.DECREASED, "wished"),  # factor 0.6, partly moved to the ring
    ("aparken", "A03"): (Verdict.NO_CERTAIN_CHANGE, "none"),  # nothing put in
    ("station", "S01"): (None, "unknown"),  # a new reporter, declared as a break
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Followup]:
    folder = tmp_path_factory.mktemp("demo") / "ekstad"
    write_demo(folder, TODAY)
    build(folder, Progress(on_terminal=False), NOW)
    files = PublishedFiles(Path(folder / "var"))
    asked = {
        site: followup(files, Viewer("internal"), site, None, TODAY)
        for site in ("lindtorget", "station", "aparken", "ekbacken")
    }
    return {site: answer for site, answer in asked.items() if answer is not None}


def effect(found: dict[str, Followup], site: str, number: str) -> MeasureEffect:
    return next(one for one in found[site].tried if one.measure and one.measure.number == number)


@pytest.mark.parametrize(("site", "number"), TRUTH)
def test_each_measure_gets_the_verdict_of_what_was_put_in(
    found: dict[str, Followup], site: str, number: str
) -> None:
    judged = effect(found, site, number)
    assert (judged.verdict, judged.showing) == TRUTH[site, number]


def test_what_moved_out_of_the_park_is_seen_round_it(found: dict[str, Followup]) -> None:
    judged = effect(found, "aparken", "A01")
    ring = next(one for one in judged.ranges if one.kind == "ring")
    assert ring.verdict is Verdict.INCREASED
    assert any("kan ha flyttat" in words.sv for words in judged.remarks)


def test_the_square_and_the_park_show_their_result_after_24_months(
    found: dict[str, Followup],
) -> None:
    for site in ("lindtorget", "aparken"):
        cell = found[site].kpis[0].cell("24")
        assert cell is not None
        assert cell.verdict is Verdict.DECREASED


def test_the_smaller_centre_shows_what_is_measured_there_and_nothing_else(
    found: dict[str, Followup],
) -> None:
    parts = found["ekbacken"].parts
    assert [row.outcome.kpi_id for row in parts.full] == ["reported_incidents"]
    assert parts.silent == ()
    shown = {row.outcome.kpi_id for row in parts.folded}
    assert {"inspection_score", "vacancy_rate", "clean_grade"} <= shown


def test_the_plan_has_the_sizes_it_says(found: dict[str, Followup]) -> None:
    measures = [one for answer in found.values() for one in answer.measures]
    live = [one for one in measures if one.status != "cancelled"]
    started = [one for one in live if one.is_delivered or one.status == "in_progress"]
    assert len(measures) == 24
    assert len(measures) - len(live) == 2
    assert sum(one.is_late(TODAY) for one in live) == 3
    assert sum(one.moved_count > 0 for one in live) == 1
    assert 0.8 <= len(started) / len(live) <= 0.9
    assert sum(one.outcome is not None for one in live) == 13


def test_open_cases_waits_and_inspections_have_a_baseline_and_a_reason_of_their_own(
    found: dict[str, Followup],
) -> None:
    rows = {row.outcome.kpi_id: row for row in found["lindtorget"].kpis}
    reasons = set()
    for kpi_id in ("fault_backlog", "fix_time_median", "inspection_score", "hot_hours_share"):
        baseline, cell = rows[kpi_id].baseline, rows[kpi_id].cell("24")
        assert baseline is not None
        assert baseline.value is not None
        assert cell is not None
        assert (cell.value is not None, cell.verdict) == (True, None)
        assert cell.reason is not None
        reasons.add(cell.reason.sv)
    assert len(reasons) == 4


@pytest.mark.parametrize(
    ("site", "verdict"),
    [
        ("lindtorget", Verdict.INCREASED),
        ("aparken", Verdict.INCREASED),
        ("station", Verdict.NO_CERTAIN_CHANGE),
    ],
)
def test_the_index_of_the_survey_is_judged_as_the_survey_is(
    found: dict[str, Followup], site: str, verdict: Verdict
) -> None:
    rows = {row.outcome.kpi_id: row for row in found[site].kpis}
    cell = rows["experience_index"].cell("24") or rows["experience_index"].cell("12")
    assert cell is not None
    assert cell.verdict is verdict
    assert cell.statement is not None
    assert "svarande) mot" in cell.statement.counts.sv
