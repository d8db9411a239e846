"""What the follow-up says of surveys, and why it does not judge other numbers."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from config.words import Words
from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.queries.followup import followup
from warehouse.queries.followup_rounds import why_not_judged, why_not_weekly
from warehouse.queries.followup_rows import LookCell
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.statistics.looks import LOOKS
from warehouse.statistics.verdicts import Verdict
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2027, 1, 1)
STARTED = dt.date(2025, 1, 1)
BEFORE, AFTER = dt.date(2024, 10, 10), dt.date(2025, 10, 10)


def surveyed(after: float, count: int = 60) -> PublishedRows:
    """An index of 43 in a round before the start, and another a year later."""
    rows = small_world()
    rows.tables["mart_site"][0]["started_on"] = STARTED
    rows.add(
        "mart_kpi", kpi_id="index", kind="survey_answer", form="round", by_category=False,
        unit_sv="indexpoäng", denominator_sv="svarande", denominator_en="respondents", pages="",
    )  # fmt: skip
    rows.add("mart_source", source_id="survey", kind="survey_answer", sensitivity="shared")
    rows.add("mart_coverage", source_id="survey", kind="survey_answer")
    for code, day, value in (("a", BEFORE, 43.0), ("b", AFTER, after)):
        of_round = {"first_date": day, "last_date": day}
        rows.add("mart_survey_round", round_code=code, **of_round)
        rows.add(
            "mart_survey_index", round_code=code, respondent_count=count, score_mean=value,
            score_spread=12.0,
        )  # fmt: skip
        rows.add("mart_kpi_round", value=value, denominator=float(count), **of_round)
    rows.add(
        "mart_baseline", kpi_id="index", value=43.0, numerator=43.0 * count,
        denominator=float(count), first_date=dt.date(2024, 1, 1), end_date=STARTED,
    )  # fmt: skip
    return rows


def cell_of(path: Path, rows: PublishedRows) -> LookCell:
    publish(path, rows)
    found = followup(PublishedFiles(path), ME, "torget", None, TODAY)
    assert found is not None
    row = next(one for one in found.kpis if one.outcome.kpi_id == "index")
    cell = row.cell("12")
    assert cell is not None
    return cell


def test_an_index_gets_the_surveys_own_verdict(tmp_path: Path) -> None:
    cell = cell_of(tmp_path, surveyed(53.0))
    assert cell.verdict is Verdict.INCREASED
    assert cell.statement is not None
    assert cell.change == pytest.approx(10.0)
    # The slow way: sixty scores with that mean and spread, by Welch at the level of the look.
    scores = np.tile([-12.0, 12.0], 30)
    slow = stats.ttest_ind(53 + scores, 43 + scores, equal_var=False)
    low, high = slow.confidence_interval(LOOKS[0].level)
    words = cell.statement.whole.sv
    assert words.startswith("53 (60 svarande) mot 43 (60 svarande) året före start. Ökningen")
    assert f"{round(low)}–{round(high)} enheter högre" in words


def test_few_answers_or_another_number_are_not_judged_as_an_index(tmp_path: Path) -> None:
    few = cell_of(tmp_path / "few", surveyed(53.0, count=29))
    assert few.verdict is Verdict.TOO_FEW
    rows = surveyed(53.0)
    for one in rows.tables["mart_kpi_round"]:
        one["value"] = 12.0
    other = cell_of(tmp_path / "other", rows)
    assert other.verdict is None
    assert other.reason is not None
    assert other.reason.sv.startswith("Talet är varken en andel eller enkätens index")


def test_without_a_round_before_the_start_that_is_the_reason(tmp_path: Path) -> None:
    rows = surveyed(53.0)
    rows.tables["mart_baseline"] = []
    reason = cell_of(tmp_path, rows).reason
    assert reason is not None
    assert "ingen mätning med tillräckligt underlag gjordes de 12 månaderna före" in reason.sv


def entry(form: str, base: str | None = None, kind: str = "fault_report") -> KpiEntry:
    words = Words(sv="x", en="x")
    base_name = Words(sv=base, en=base) if base else None
    made = KpiEntry(
        "k", words, words, None, words, words, base_name, "lower", kind, True, 0, form=form
    )
    return replace(made, unit=Words(sv="%", en="%")) if base == "andel" else made


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (entry("sum"), None),
        (entry("sum", "andel"), None),
        (entry("round", "andel"), None),
        (entry("stock"), "Antalet på en enda dag jämförs inte"),
        (entry("wait", "anmälningar"), "En median jämförs inte"),
        (entry("sum", "räknade timmar"), "Ett medelvärde jämförs inte"),
        (entry("round", "m²"), "Ett medelvärde jämförs inte"),
        (entry("round"), "Ett antal ur en enda mätning jämförs inte"),
        (entry("round", "möjliga poäng", "inspection_item"), "Besiktningens poäng jämförs inte"),
        (entry("peak_hours", "andel"), "De mest utsatta timmarna väljs ur talen själva"),
    ],
)
def test_each_kind_of_number_has_its_own_reason(one: KpiEntry, said: str | None) -> None:
    why = why_not_judged(one)
    assert (why is None) == (said is None)
    if why is not None and said is not None:
        assert why.sv.startswith(said)


def test_a_round_has_no_weeks_to_judge_a_measure_by() -> None:
    why = why_not_weekly(entry("round", "andel"))
    assert why is not None
    assert why.sv.startswith("Mäts i omgångar")
    assert why_not_weekly(entry("sum", "andel")) is None
    assert why_not_weekly(entry("stock")) == why_not_judged(entry("stock"))
