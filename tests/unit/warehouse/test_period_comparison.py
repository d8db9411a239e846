"""Two periods compared, on rows with known answers and by a slow second calculation."""

import datetime as dt
import random
from pathlib import Path

import numpy as np
import pytest

from tests.builders import PublishedRows, publish, small_world
from tests.simulations.contradictions import contradictions
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.periods import parse_period
from warehouse.queries.comparison_judging import Measured, judge_rows, without_between
from warehouse.queries.comparison_rows import ComparisonQuestion, PeriodComparison
from warehouse.queries.period_comparison import period_comparison
from warehouse.statistics.blocks import Windows
from warehouse.statistics.verdicts import Verdict
from warehouse.viewer import Viewer

ME = Viewer("internal")
TODAY = dt.date(2026, 11, 24)
MONDAY = dt.date(2024, 1, 1)
A, B = "2025-03-03--2025-08-31", "2026-03-02--2026-08-30"
"""26 whole ISO weeks each, 52 weeks apart."""


def weekly(
    rows: PublishedRows, counts: dict[int, float], category: str = "theft", area: str = "torget"
) -> None:
    """Put a count on the Tuesday of each week, counted from the first Monday of 2024."""
    for week, count in counts.items():
        day = MONDAY + dt.timedelta(days=7 * week + 1)
        if count:
            rows.add(
                "mart_kpi_day", local_date=day, numerator=float(count), category_id=category,
                area_id=area,
            )  # fmt: skip


def asked(
    tmp_path: Path,
    rows: PublishedRows,
    before: str = A,
    after: str = B,
    area_id: str = "torget",
    categories: tuple[str, ...] = (),
) -> PeriodComparison:
    publish(tmp_path, rows)
    question = ComparisonQuestion(area_id, parse_period(before), parse_period(after), categories)
    found = period_comparison(PublishedFiles(tmp_path), ME, question, TODAY)
    assert [fault for row in found.rows for fault in contradictions(row.found)] == []
    return found


def steady(low: int = 1, high: int = 3, seed: int = 5) -> dict[int, float]:
    chance = random.Random(seed)
    return {week: float(chance.randint(low, high)) for week in range(142)}


def said(found: PeriodComparison) -> list[str]:
    return [words.sv for words in found.caveats]


def test_counts_are_exact_and_the_sum_stands_first(tmp_path: Path) -> None:
    rows = small_world()
    thefts, damage = steady(), steady(0, 1, seed=6)
    weekly(rows, thefts)
    weekly(rows, damage, "damage")
    found = asked(tmp_path, rows)
    for row, series in zip(
        found.rows,
        ({w: thefts[w] + damage[w] for w in thefts}, thefts, damage),
        strict=True,
    ):
        assert row.found.before.count == sum(series[w] for w in range(61, 87))
        assert row.found.after.count == sum(series[w] for w in range(113, 139))
        assert (row.found.before.weeks, row.found.after.weeks) == (26, 26)
        assert row.found.shown_together == 3
    assert [row.category and row.category.category_id for row in found.rows] == [
        None, "theft", "damage",
    ]  # fmt: skip
    assert found.stops == ()
    assert found.footer.sv.startswith("Anmälda händelser")


def test_a_clear_fall_is_said_after_what_the_place_can_show(tmp_path: Path) -> None:
    rows = small_world()
    series = steady(3, 5)
    weekly(rows, {week: count if week < 100 else 1.0 for week, count in series.items()})
    found = asked(tmp_path, rows)
    assert len(found.rows) == 1
    assert found.whole is not None
    assert found.whole.found.verdict is Verdict.DECREASED
    assert found.whole.statement.whole.sv.startswith("26 händelser mot ")
    assert found.whole.statement.counts.sv.endswith("samma veckor året före.")
    assert found.whole.power.sv.startswith("Med ")


def test_weeks_and_totals_agree_with_a_slow_second_calculation(tmp_path: Path) -> None:
    chance, rows, facts = random.Random(3), small_world(), []
    for _ in range(900):
        on = MONDAY + dt.timedelta(days=chance.randrange(142 * 7))
        facts.append((on, chance.choice(["theft", "damage"]), chance.choice(["torget", "parken"])))
        rows.add(
            "mart_kpi_day", local_date=facts[-1][0], category_id=facts[-1][1], area_id=facts[-1][2]
        )
    found = asked(tmp_path, rows, "2025-02", "2026-02", categories=("theft",))
    mine = [on for on, category, area in facts if (category, area) == ("theft", "torget")]
    for week in found.series:
        inside = [on for on in mine if 0 <= (on - week.first).days < 7]
        assert week.count == len(inside)
    row = found.rows[0].found
    assert row.before.count == sum((on.year, on.month) == (2025, 2) for on in mine)
    assert row.after.count == sum((on.year, on.month) == (2026, 2) for on in mine)
    history = [
        sum(on.weekday() == day for on in mine if on < dt.date(2025, 2, 1)) for day in range(7)
    ]
    assert found.weeks[0] == pytest.approx(4 * sum(history) / sum(history))


def test_exposure_weighs_each_weekday_by_what_happens_on_it(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())  # Tuesdays only
    found = asked(tmp_path, rows, "2025-04", "2026-04")
    assert list(found.weeks) == [5, 4]  # five Tuesdays in April 2025, four in 2026
    assert "Perioderna har inte lika många av varje veckodag; det är inräknat." in said(found)


def test_nothing_in_either_period_is_no_finding(tmp_path: Path) -> None:
    found = asked(tmp_path, small_world(), categories=("theft",))
    assert found.rows[0].found.verdict is Verdict.TOO_FEW
    assert "Inget är anmält i någon av perioderna" in found.rows[0].statement.verdict.sv


def test_nothing_at_all_has_one_row(tmp_path: Path) -> None:
    assert [row.category for row in asked(tmp_path, small_world()).rows] == [None]


def test_a_code_split_stops_the_comparison_and_leaves_the_counts(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    rows.add("mart_break", break_on=dt.date(2025, 10, 1))
    found = asked(tmp_path, rows)
    assert found.rows == ()
    assert [words.sv for words in found.stops] == [
        "Ny kodlista (1 oktober 2025): talen före och efter går inte att jämföra."
    ]
    assert found.counts[0].before is not None
    assert (found.controls, found.clock, found.map) == (None, None, None)


def test_a_source_in_one_period_only_stops_the_comparison(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    rows.add("mart_source", source_id="guards", name_sv="Vakterna")
    rows.add("mart_coverage", source_id="guards", covered_from=dt.date(2025, 12, 1))
    found = asked(tmp_path, rows)
    assert [words.sv for words in found.stops] == [
        "Vakterna har bara rapporterat i den ena perioden (1 december 2025): "
        "talen före och efter går inte att jämföra."
    ]


def test_a_source_that_never_told_of_the_place_stops_nothing(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    rows.add("mart_source", source_id="guards", name_sv="Vakterna")
    rows.add("mart_coverage", source_id="guards", covered_from=dt.date(2025, 12, 1))
    reported = rows.tables["mart_coverage"][0]
    for area in rows.tables["mart_area"]:
        named = {"area_id": area.get("area_id", "torget")}
        rows.add("mart_area_coverage", **reported | named)
    rows.add("mart_area_coverage", source_id="guards", area_id="parken")
    found = asked(tmp_path, rows)
    assert found.stops == ()
    assert found.whole is not None


def test_no_report_is_not_zero(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    found = asked(tmp_path, rows, "2020-05", "2026-05")
    assert [words.sv for words in found.stops] == [
        "Ingen källa har rapporterat i maj 2020. Det betyder inte noll, "
        "och det går inte att jämföra."
    ]
    assert (found.counts[0].before, found.counts[0].after is not None) == (None, True)


def test_periods_that_share_days_or_a_week_are_not_compared(tmp_path: Path) -> None:
    found = asked(tmp_path / "1", small_world(), "2026-05", "2026-05-20--2026-06-20")
    assert found.stops[0].sv.startswith("Perioderna delar dagar")
    found = asked(tmp_path / "2", small_world(), "2026-05-04--2026-05-05", "2026-05-07--2026-05-08")
    assert found.stops[0].sv.startswith("Perioderna ligger i samma vecka")


def test_the_later_period_is_always_the_current_one(tmp_path: Path) -> None:
    found = asked(tmp_path, small_world(), B, A)
    assert found.is_swapped
    assert found.question.after.code == B


def test_one_week_rests_on_whole_weeks_and_says_so(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    found = asked(tmp_path, rows, "2025-03-04--2025-03-05", "2026-03-03--2026-03-04")
    assert found.rows[0].found.verdict is Verdict.TOO_FEW
    assert any(words.startswith("En period är kortare än en vecka") for words in said(found))


def test_week_53_is_said(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_coverage"][0]["covered_to"] = dt.date(2027, 3, 1)
    weekly(rows, steady())
    found = asked(tmp_path, rows, "2025-09-29--2025-12-28", "2026-10-05--2027-01-03")
    assert any("vecka 53" in words for words in said(found))


def test_a_gap_in_the_reports_is_left_out_of_counts_and_exposure(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_coverage"][0]["covered_to"] = dt.date(2026, 5, 4)
    rows.add("mart_coverage", covered_from=dt.date(2026, 6, 1))
    weekly(rows, steady())
    found = asked(tmp_path, rows)
    assert list(found.weeks) == [26, 22]
    assert any("Dagar utan rapport, inte räknade: 28." in words for words in said(found))
    assert sum(week.count is None for week in found.series) == 4
    assert "på 22 veckor" in found.rows[0].statement.counts.sv


def test_a_feast_in_one_period_is_said(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    rows.add("mart_calendar", local_date=dt.date(2026, 4, 5), holiday_sv="Påskdagen")
    rows.add("mart_calendar", local_date=dt.date(2026, 4, 6), holiday_sv="Annandag påsk")
    found = asked(tmp_path, rows, "2025-03-31--2025-04-13", "2026-03-30--2026-04-12")
    assert "Påskdagen och Annandag påsk ligger i den ena perioden men inte i den andra." in said(
        found
    )


def test_one_huge_burst_is_said_and_makes_no_increase(tmp_path: Path) -> None:
    rows = small_world()
    series = steady()
    weekly(rows, {**series, 120: 60.0})
    found = asked(tmp_path, rows)
    assert not found.rows[0].found.verdict.is_change
    assert found.rows[0].notes[0].sv.startswith("En enda vecka står för 60 av")


def test_rows_without_a_place_are_counted_aloud(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    rows.add("mart_source_day", local_date=dt.date(2026, 4, 1), no_position_count=3)
    assert "Händelser utan plats, oavsett kategori, inte med: 3." in said(asked(tmp_path, rows))


def test_an_unknown_area_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownChoiceError):
        asked(tmp_path, small_world(), area_id="nowhere")


@pytest.mark.parametrize("area_id", ["torget", "torget/nord"])
def test_controls_belong_to_the_site_and_the_ring_to_the_whole(
    tmp_path: Path, area_id: str
) -> None:
    rows = small_world()
    for name, role in (("k1", "control"), ("k2", "control"), ("ring", "buffer")):
        rows.add("mart_area", area_id=f"torget/{name}", role=role, name_sv=name)
    for number, area in enumerate(
        ("torget", "torget/nord", "torget/k1", "torget/k2", "torget/ring")
    ):
        weekly(rows, steady(seed=number), area=area)
    rows.add("mart_registered", item_id="torget/k1", registered_on=dt.date(2026, 6, 1))
    controls = asked(tmp_path, rows, area_id=area_id).controls
    assert controls is not None
    assert [row.area.role for row in controls.rows][:2] == ["control", "control"]
    assert (controls.ring is None) == (area_id == "torget/nord")
    assert controls.notes[0].sv.startswith("Bara 2 jämförelseområden")
    assert "Valdes i efterhand." in [n.sv for n in controls.rows[0].notes]
    assert controls.change.expected_after > 0


def test_the_bad_year_is_said_where_the_programme_began_after_it(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_coverage"][0]["covered_from"] = dt.date(2021, 1, 4)
    rows.tables["mart_site"][0]["started_on"] = dt.date(2025, 9, 1)
    chance = random.Random(1)
    weekly(rows, {week: float(chance.randint(1, 2)) + (week >= 35) for week in range(-156, 87)})
    weekly(rows, {week: float(chance.randint(1, 2)) for week in range(87, 142)})
    found = asked(tmp_path, rows)
    assert found.bad_year[0].sv.startswith("Platsen valdes ett ovanligt dåligt år")


def test_hours_and_map_are_shown_only_where_there_is_enough(tmp_path: Path) -> None:
    rows = small_world()
    weekly(rows, steady())
    few = asked(tmp_path / "few", rows)
    assert few.clock is not None
    assert few.clock.sentence is not None
    assert few.map is not None
    assert not few.map.is_comparable
    for first, hour, place in (("2025-04-01", 9, "0:0"), ("2026-04-01", 21, "5:5")):
        day = dt.date.fromisoformat(first)
        rows.add("mart_incident_hour", local_date=day, hour=hour, incident_count=40.0)
        rows.add("mart_incident_hour", local_date=day, hour=12, incident_count=40.0)
        rows.add("mart_incident_hexagon", local_date=day, hexagon_id=place, incident_count=40.0)
        rows.add("mart_incident_hexagon", local_date=day, hexagon_id="2:2", incident_count=40.0)
    many = asked(tmp_path / "many", rows)
    assert many.clock is not None
    assert many.clock.grid == "weekend_by_part"
    assert len(many.clock.cells) == 12
    assert many.map is not None
    assert {one.pull for one in many.map.hexagons} == {"more", "fewer", "none"}


def test_what_changed_after_the_reference_is_not_its_usual_variation() -> None:
    windows = Windows((104, 156), (208, 260))
    rng = np.random.default_rng(2)
    series = rng.poisson([12.0] * 156 + [5.0] * 104).astype(float)[None, :]
    cut = without_between(series, windows)
    assert np.isnan(cut[0, 156:208]).all()
    totals = ((float(series[0, 104:156].sum()), float(series[0, 208:].sum())),)
    found = judge_rows(Measured(series, totals, windows, (52.0, 52.0)), has_whole=False)[0]
    assert found.factor < 2
    assert found.verdict is Verdict.DECREASED


def test_a_short_history_keeps_the_weeks_between() -> None:
    windows = Windows((10, 14), (62, 66))
    assert without_between(np.ones((1, 66)), windows).sum() == 66


@pytest.mark.parametrize(("history", "is_kept"), [(47, True), (48, False)])
def test_eighteen_blocks_are_enough_to_leave_the_weeks_between_out(
    history: int, is_kept: bool
) -> None:
    windows = Windows((history, history + 52), (history + 156, history + 208))
    cut = without_between(np.ones((1, history + 208)), windows)
    assert bool(np.isnan(cut).any()) is not is_kept
