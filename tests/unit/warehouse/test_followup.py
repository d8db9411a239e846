"""A programme and its measures on rows with known answers."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from config.words import Words
from tests.builders import OUTLINE, PublishedRows, publish, small_world
from tests.unit.statistics.slow import ratio_of_ratios
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.queries.followup import followup
from warehouse.queries.followup_judging import Timing, p_of_ratio, windows_of
from warehouse.queries.followup_rows import START, Followup
from warehouse.queries.followup_targets import target_of
from warehouse.queries.kpi_dictionary import KpiEntry
from warehouse.statistics.inputs import Interval
from warehouse.statistics.looks import LOOKS
from warehouse.statistics.verdicts import Verdict
from warehouse.viewer import Viewer

ME, TODAY = Viewer("internal"), dt.date(2027, 1, 1)
STARTED, MEASURE = dt.date(2025, 1, 1), dt.date(2025, 3, 31)
FAR = '{"type":"Polygon","coordinates":[[[19,59],[19.1,59],[19.1,59.1],[19,59.1],[19,59]]]}'


def day(number: int) -> dt.date:
    return dt.date(2024, 1, 1) + dt.timedelta(days=number)


def world(after: int = 1, *, controls: int = 2) -> PublishedRows:
    """Two incidents a day until the measure, then `after`; two a day everywhere else."""
    rows = small_world()
    rows.tables["mart_site"][0]["started_on"] = STARTED
    rows.tables["mart_area"] = [
        row for row in rows.tables["mart_area"] if row.get("role") != "zone"
    ]
    areas = [f"torget/k{number}" for number in range(controls)]
    for area in areas:
        rows.add("mart_area", area_id=area, role="control", name_sv=area, outline_geojson=FAR)
        rows.add("mart_registered", part="area", item_id=area)
    rows.add("mart_area", area_id="torget/ring", role="buffer", name_sv="Ring")
    rows.add(
        "mart_registered", part="outcome", item_id="incidents", expected_percent=-40.0,
        target_value=500.0,
    )  # fmt: skip
    rows.add(
        "mart_baseline", value=732.0, numerator=732.0, low=650.0, high=820.0,
        first_date=dt.date(2024, 1, 1), end_date=STARTED,
    )  # fmt: skip
    rows.add(
        "mart_plan_measure", measure_no="T1", measure_id="torget/T1", kpi_id="incidents",
        decided_on=dt.date(2025, 2, 1), started_on=MEASURE, completed_on=MEASURE,
        expected_percent=-40.0,
    )  # fmt: skip
    rows.add("mart_plan_measure", measure_no="T2", measure_id="torget/T2", title="Utan tal")
    rows.add(
        "mart_plan_measure", measure_no="T3", measure_id="torget/T3", status="not_started",
        kpi_id="incidents", due_on=dt.date(2025, 6, 1),
    )  # fmt: skip
    for number in range((dt.date(2026, 9, 21) - day(0)).days):
        here = float(after if day(number) >= MEASURE else 2)
        # A little uneven, so that there is a spread to measure.
        swing = float(number % 5 == 0)
        for area in ("torget", "torget/ring", *areas):
            count = here if area == "torget" else 2.0
            rows.add("mart_kpi_day", area_id=area, local_date=day(number), numerator=count + swing)
    return rows


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Followup:
    return asked(tmp_path_factory.mktemp("plain"), world())


def asked(path: Path, rows: PublishedRows, chosen: str | None = None) -> Followup:
    publish(path, rows)
    found = followup(PublishedFiles(path), ME, "torget", chosen, TODAY)
    assert found is not None
    return found


def test_a_place_without_a_start_has_no_follow_up(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    assert followup(PublishedFiles(tmp_path), ME, "torget", None, TODAY) is None
    with pytest.raises(UnknownChoiceError):
        followup(PublishedFiles(tmp_path), ME, "nix", None, TODAY)


def test_looks_are_due_by_programme_time(plain: Followup) -> None:
    found = plain
    assert found.months == 20
    first = found.kpis[0]
    assert [cell.key for cell in first.cells] == ["now", "12"]
    year = first.cell("12")
    assert year is not None
    assert (year.span.first, year.span.end) == (STARTED, dt.date(2026, 1, 1))
    # 89 days of 2 and 276 of 1, and one more every fifth day from 1 January 2024 on.
    assert year.value == 89 * 2 + 276 + 73
    assert year.change == year.value - 732
    assert year.standing is not None
    assert year.standing.sv.startswith("Preliminärt")


def test_the_registered_outcome_comes_first_and_only_it_is_evidence(
    plain: Followup, tmp_path: Path
) -> None:
    found = plain
    assert [row.evidence for row in found.kpis] == ["main", "exploratory", "exploratory"]
    target = found.kpis[0].target
    assert target is not None
    assert (target.value, target.standing) == (500.0, "reached")
    late = world()
    late.tables["mart_registered"][-1]["registered_on"] = dt.date(2025, 1, 2)
    assert asked(tmp_path / "late", late).kpis[0].evidence == "exploratory"


def test_a_halving_against_level_controls_is_found(plain: Followup) -> None:
    effect = plain.effect
    assert effect.measure is not None
    assert effect.measure.number == "T1"
    assert effect.verdict is Verdict.DECREASED
    assert effect.showing == "wished"
    own, ring = effect.ranges
    before, after = (effect.areas[0].before, effect.areas[0].after)
    controls = [area for area in effect.areas if area.role == "control"]
    slow = ratio_of_ratios(
        [(before, after), (sum(a.before for a in controls), sum(a.after for a in controls))]
    )
    assert own.ratio == pytest.approx(slow[0])
    assert ring.verdict is not Verdict.DECREASED
    assert effect.level == LOOKS[0].level


def test_areas_count_the_same_weeks_of_the_year_before(plain: Followup) -> None:
    effect = plain.effect
    assert effect.before is not None
    assert effect.after is not None
    assert effect.after.first == dt.date(2025, 4, 7)
    assert effect.before.first == dt.date(2024, 4, 8)
    assert effect.before.end <= MEASURE
    own = effect.areas[0]
    slow = sum(
        1 + (number % 5 == 0)
        for number in range(1000)
        if effect.after.first <= day(number) < effect.after.end
    )
    assert own.after == slow
    assert effect.after.day_count == 51 * 7


def test_unfit_controls_are_named(tmp_path: Path) -> None:
    rows = world()
    for area in rows.tables["mart_area"]:
        if area.get("role") == "control":
            area["outline_geojson"] = OUTLINE
    rows.tables["mart_registered"] = [
        row for row in rows.tables["mart_registered"] if row.get("part") != "area"
    ]
    effect = asked(tmp_path, rows).effect
    faults = {words.sv for area in effect.areas for words in area.faults}
    assert faults == {
        "Det är inte nedskrivet när valet gjordes.",
        "Går in i närområdet.",
        "Det går inte att kontrollera om utvecklingen var densamma tidigare.",
    }
    # The table is left out of a meeting: beside the verdict they stand too, by name.
    said = [words.sv for words in effect.remarks]
    small = (fault[:1].lower() + fault[1:] for fault in faults)
    assert all(f"torget/k0 och torget/k1: {fault}" in said for fault in small)


def test_without_controls_the_series_or_the_reason_is_said(tmp_path: Path) -> None:
    effect = asked(tmp_path, world(controls=0)).effect
    assert effect.ranges[0].kind == "before"
    assert any("för kort" in words.sv for words in effect.remarks)
    assert effect.verdict is Verdict.DECREASED


def test_nothing_is_claimed_where_nothing_happened(tmp_path: Path) -> None:
    effect = asked(tmp_path, world(after=2)).effect
    assert effect.verdict is not None
    assert not effect.verdict.is_change
    assert effect.showing == "none"


def test_a_break_stops_every_comparison_across_it(tmp_path: Path) -> None:
    rows = world()
    rows.add("mart_break", break_on=dt.date(2025, 5, 1))
    found = asked(tmp_path, rows, "T1")
    assert found.effect.verdict is None
    assert found.effect.showing == "unknown"
    assert "Ny kodlista" in found.effect.statements[0].whole.sv
    cell = found.kpis[0].cell("12")
    assert cell is not None
    assert cell.verdict is None
    assert cell.reason is not None


def test_a_changed_definition_or_boundary_is_not_compared(tmp_path: Path) -> None:
    for name in ("is_definition_changed", "is_boundary_changed"):
        rows = world()
        rows.tables["mart_baseline"][0][name] = True
        cell = asked(tmp_path / name, rows).kpis[0].cell("12")
        assert cell is not None
        assert cell.verdict is None
        assert cell.value is not None
        assert cell.reason is not None


def test_without_a_baseline_there_is_a_reason_and_no_zero(tmp_path: Path) -> None:
    rows = world()
    rows.tables["mart_baseline"] = []
    row = asked(tmp_path, rows).kpis[0]
    cell = row.cell("12")
    assert row.baseline is None
    assert cell is not None
    assert cell.verdict is None
    assert cell.reason is not None
    assert "nollmätning" in cell.reason.sv


def test_the_finding_says_first_what_can_be_said(plain: Followup, tmp_path: Path) -> None:
    assert plain.finding.said[1].sv.startswith("Händelser: 527 händelser mot 732")
    assert plain.finding.why_not is None
    rows = world()
    rows.tables["mart_baseline"] = []
    silent = asked(tmp_path / "silent", rows).finding
    assert [words.sv for words in silent.said][1:] == ["Händelser jämförs inte här."]
    assert silent.why_not is not None
    assert silent.why_not.sv.startswith("Det finns ingen nollmätning")
    rows.add("mart_registered", part="outcome", item_id="faults")
    rows.add(
        "mart_baseline", kpi_id="faults", value=100.0, numerator=100.0, low=80.0, high=120.0,
        first_date=dt.date(2024, 1, 1), end_date=STARTED,
    )  # fmt: skip
    for number in range((dt.date(2026, 9, 21) - day(0)).days):
        rows.add("mart_kpi_day", kpi_id="faults", local_date=day(number), numerator=1.0)
    other = asked(tmp_path / "other", rows).finding
    assert other.said[1].sv.startswith("Händelser: 365 händelser mot 100")
    assert other.why_not is not None
    assert other.why_not.sv.startswith("Händelser jämförs inte här. Det finns ingen nollmätning")


def test_a_kpi_is_shown_in_full_if_it_was_decided_or_has_a_target(
    plain: Followup, tmp_path: Path
) -> None:
    parts = plain.parts
    assert [row.outcome.kpi_id for row in parts.full] == ["incidents"]
    # A count of a source that reports is nought; a share of nothing has no value.
    assert [row.outcome.kpi_id for row in parts.folded] == ["faults"]
    assert [row.outcome.kpi_id for row in parts.silent] == ["failed"]
    assert dict(parts.shown) == {"not_compared": 1, "missing": 1}
    rows = world()
    rows.add("mart_plan_measure", measure_no="T4", kpi_id="faults", target_value=5.0)
    # A promise that nobody has measured stands there all the same.
    rows.add("mart_registered", part="outcome", item_id="failed")
    found = asked(tmp_path, rows)
    assert [row.outcome.kpi_id for row in found.parts.full] == ["incidents", "failed", "faults"]
    assert [row.evidence for row in found.parts.full] == ["main", "main", "exploratory"]
    assert (found.parts.folded, found.parts.silent, found.parts.shown) == ((), (), ())


def test_fields_hold_every_live_measure(plain: Followup) -> None:
    found = plain
    fields = {field.measure.number: field.showing for field in found.fields}
    assert fields == {"T1": "wished", "T2": "unknown", "T3": "wished"}
    late = [one.number for one in found.measures if one.is_late(TODAY)]
    assert late == ["T3"]


def entry(better: str, tolerance: float | None, base: str | None = None) -> KpiEntry:
    words = Words(sv="x", en="x")
    base_name = Words(sv=base, en=base) if base else None
    return KpiEntry(
        "k", words, words, None, words, words, base_name, better, "incident", True, 0,
        tolerance=tolerance,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("better", "tolerance", "base", "value", "standing"),
    [
        ("lower", 0.1, None, 500, "reached"),
        ("lower", 0.1, None, 549, "near"),
        ("lower", 0.1, None, 550, "missed"),
        ("lower", None, None, 501, "missed"),
        ("higher", 50, "svar", 451, "near"),
        ("higher", 50, "svar", 450, "missed"),
        ("higher", 50, "svar", 501, "reached"),
        ("neutral", 0.1, None, 1, None),
        ("lower", 0.1, None, None, None),
    ],
)
def test_a_target_missed_by_less_than_the_tolerance_is_near(
    better: str, tolerance: float | None, base: str | None, value: float | None, standing: str
) -> None:
    assert target_of(500, value, entry(better, tolerance, base)).standing == standing


def test_the_start_can_be_chosen_and_an_unknown_number_is_the_default(tmp_path: Path) -> None:
    rows = world()
    assert asked(tmp_path / "a", rows, START).effect.measure is None
    chosen = asked(tmp_path / "b", rows, "NIX").effect.measure
    assert chosen is not None
    assert chosen.number == "T1"


def test_windows_need_reported_weeks_on_both_sides() -> None:
    series = np.ones(160)
    timing = Timing(104, 105, 160)
    windows = windows_of(series, timing, LOOKS[0])
    assert windows is not None
    assert (windows.before, windows.after) == ((53, 104), (105, 156))
    series[60:90] = np.nan
    assert windows_of(series, timing, LOOKS[0]) is None
    assert windows_of(np.ones(110), Timing(104, 105, 110), None) is None


def test_two_years_are_used_at_the_final_look_where_they_are_there() -> None:
    windows = windows_of(np.ones(260), Timing(120, 121, 240), LOOKS[1])
    assert windows is not None
    assert windows.weeks == (103, 103)


def test_a_p_value_agrees_with_its_interval() -> None:
    assert p_of_ratio(0.5, Interval(0.25, 1.0, 0.95)) == pytest.approx(0.05)
    assert p_of_ratio(0.5, Interval(0.0, 1.0, 0.95)) == 1.0


def test_the_start_is_held_against_weeks_that_are_named(tmp_path: Path) -> None:
    effect = asked(tmp_path, world(), START).effect
    # 51 whole weeks: the week of the start is left out on both sides.
    assert "mot" in (counts := effect.statements[0].counts.sv)
    assert "på 51 veckor före start" in counts
    assert effect.power is not None
    assert "på 51 veckor före start" in effect.power.sv
    said = "6 januari–28 december 2025 (51 veckor) jämförs med 8 januari–29 december 2024 (51"
    assert any(words.sv.startswith(said) for words in effect.remarks)


@pytest.mark.parametrize(
    ("first", "weeks", "standing", "level"),
    [
        (dt.date(2022, 1, 3), 103, "Resultat efter 24 månader.", LOOKS[1].level),
        (dt.date(2024, 1, 1), 51, "Preliminärt: bara det första året jämförs", LOOKS[0].level),
    ],
)
def test_a_final_result_holds_both_years_after_the_start(
    tmp_path: Path, first: dt.date, weeks: int, standing: str, level: float
) -> None:
    rows, end = world(), dt.date(2027, 3, 1)
    rows.tables["mart_version"][0]["data_to"] = end - dt.timedelta(days=1)
    for coverage in rows.tables["mart_coverage"]:
        coverage |= {"covered_from": first, "covered_to": end}
    rows.tables["mart_kpi_day"] = []
    for number in range((end - first).days):
        at = first + dt.timedelta(days=number)
        for area in ("torget", "torget/ring", "torget/k0", "torget/k1"):
            rows.add("mart_kpi_day", area_id=area, local_date=at, numerator=2.0)
    effect = asked(tmp_path, rows, START).effect
    assert effect.after is not None
    assert effect.after.day_count == weeks * 7
    assert effect.remarks[0].sv.startswith(standing)
    assert effect.level == level
