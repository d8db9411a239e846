"""A protected number is a sum of leaves, or is not shown, with what can be shown instead."""

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import publish
from tests.shared_worlds import NORTH, place, publish_shared, shared_world
from warehouse.comparisons import same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.periods import Period, Span, parse_period
from warehouse.privacy.errors import SuppressedValueError
from warehouse.queries.area_signals import area_signals
from warehouse.queries.catalogue import catalogue
from warehouse.queries.category_counts import category_counts
from warehouse.queries.comparison_rows import ComparisonQuestion
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.leaves import leaf_sum
from warehouse.queries.period_comparison import period_comparison
from warehouse.queries.rows import Offer, Question, Suppressed, Value, known
from warehouse.queries.site_map import site_map
from warehouse.queries.trend import trend
from warehouse.queries.withheld import withheld_words
from warehouse.viewer import Viewer

PARTNER, COORDINATOR = Viewer("partner"), Viewer("coordinator")
TODAY = dt.date(2026, 9, 1)


def span_of(code: str) -> Span:
    return parse_period(code).span


SPRING = span_of("2026-Q2")


@pytest.fixture
def files(tmp_path: Path) -> PublishedFiles:
    return PublishedFiles(publish_shared(tmp_path, "partner"))


def truth(span: Span, categories: tuple[str, ...] = ()) -> int:
    months = range(span.first.year * 12 + span.first.month - 1, 99_999)
    wanted = [m for m in months if m < span.end.year * 12 + span.end.month - 1]
    cells = [timed.cell for timed in place().incidents]
    return sum(
        cell.count
        for cell in cells
        if cell.month in wanted
        and cell.category != "secret"
        and (not categories or cell.category in categories)
    )


@pytest.mark.parametrize("code", ["2026-Q2", "2025-H2", "2025", "r12-2026-06"])
def test_a_union_of_leaves_is_their_sum(files: PublishedFiles, code: str) -> None:
    assert leaf_sum(files, PARTNER, "torget", span_of(code)) == truth(span_of(code))


def test_a_group_is_a_sum_too(files: PublishedFiles) -> None:
    found = leaf_sum(files, PARTNER, "torget", SPRING, ("shop_theft", "theft"))
    assert found == truth(SPRING, ("shop_theft", "theft"))


def counted(
    files: PublishedFiles, kpi_id: str, chosen: tuple[str, ...] = (), area: str = "torget"
) -> Value:
    question = Question(area, SPRING, None, chosen)
    figures = kpi_figures(files, PARTNER, question, TODAY)
    return next(one.value for one in figures if one.kpi_id == kpi_id)


@pytest.mark.parametrize("chosen", [(), ("grupp/theft",), ("theft", "shop_theft", "robbery")])
def test_a_kpi_of_some_categories_is_their_sum(
    files: PublishedFiles, chosen: tuple[str, ...]
) -> None:
    assert counted(files, "thefts", chosen) == truth(SPRING, ("shop_theft", "theft"))


def test_a_kpi_of_a_part_of_a_group_is_offered_as_the_group(files: PublishedFiles) -> None:
    found = counted(files, "assaults")
    assert found == Suppressed(("category",), Offer("torget", SPRING, ("assault", "robbery")))
    assert counted(files, "assaults", ("grupp/violence",)) == found
    assert counted(files, "thefts", ("theft",)) == Suppressed(
        ("category",), Offer("torget", SPRING, ("shop_theft", "theft"))
    )


def test_a_kpi_counts_nothing_of_what_it_does_not_count(files: PublishedFiles) -> None:
    assert counted(files, "thefts", ("assault",)) == 0


def test_a_kpi_of_one_source_is_no_sum_of_leaves(files: PublishedFiles) -> None:
    assert counted(files, "guards") == Suppressed(("never",))


@pytest.mark.parametrize("code", ["2026-05", "2026-W20", "2026-04-02--2026-06-30"])
def test_what_cuts_through_a_quarter_is_offered_as_the_quarter(
    files: PublishedFiles, code: str
) -> None:
    found = leaf_sum(files, PARTNER, "torget", span_of(code))
    assert found == Suppressed(("period",), Offer("torget", SPRING, ()))


def test_a_zone_and_a_category_are_offered_as_what_holds_them(files: PublishedFiles) -> None:
    found = leaf_sum(files, PARTNER, NORTH, SPRING, ("theft",))
    assert found == Suppressed(
        ("area", "category"), Offer("torget", SPRING, ("shop_theft", "theft"))
    )


def test_a_quarter_that_is_not_closed_offers_the_last_that_is(files: PublishedFiles) -> None:
    found = leaf_sum(files, PARTNER, "torget", span_of("2026-Q3"))
    assert found == Suppressed(("open",), Offer("torget", SPRING, ()))


def test_no_report_is_none_and_a_sensitive_category_is_nothing(files: PublishedFiles) -> None:
    assert leaf_sum(files, PARTNER, "torget", span_of("2020-Q1")) is None
    assert leaf_sum(files, PARTNER, "torget", SPRING, ("secret",)) == Suppressed(("sensitive",))


def test_before_any_quarter_has_closed_nothing_is_shown_yet(tmp_path: Path) -> None:
    rows = shared_world("partner")
    for table in ("mart_leaf", "mart_leaf_part", "mart_leaf_quarter"):
        del rows.tables[table]
    publish(tmp_path / "var", rows, profiles=("partner",))
    files = PublishedFiles(tmp_path / "var")
    assert leaf_sum(files, PARTNER, "torget", SPRING) == Suppressed(("open",))
    assert catalogue(files, PARTNER).leaves is None


def test_an_area_without_leaves_is_never_shown(files: PublishedFiles) -> None:
    assert leaf_sum(files, PARTNER, "parken", SPRING) == Suppressed(("never",))


def test_nobody_calculates_with_what_is_not_shown(files: PublishedFiles) -> None:
    found = leaf_sum(files, PARTNER, "torget", span_of("2026-05"))
    with pytest.raises(SuppressedValueError):
        _ = found + 1  # type: ignore[operator] # what the checker would have stopped
    assert "suppressed" in str(found)


def test_the_offer_is_said_in_both_languages(files: PublishedFiles) -> None:
    found = leaf_sum(files, PARTNER, "torget", span_of("2026-05"))
    assert isinstance(found, Suppressed)
    words = withheld_words(found, catalogue(files, PARTNER))
    assert words.sv == (
        "Visas bara för hela kvartal. Närmast som kan visas: 1 april–30 juni 2026, hela platsen."
    )
    assert words.en == (
        "Shown for whole quarters only. "
        "The nearest that can be shown: 1 April–30 June 2026, the whole place."
    )


def test_tiles_of_open_sources_are_as_before_and_protected_ones_from_leaves(
    files: PublishedFiles,
) -> None:
    question = Question("torget", SPRING, same_dates_earlier(SPRING))
    incidents, faults, *_ = kpi_figures(files, PARTNER, question, TODAY)
    assert incidents.value == truth(SPRING)
    assert incidents.comparison_value == truth(same_dates_earlier(SPRING))
    assert len(incidents.sparkline) == 13
    assert (incidents.sparkline_bucket, faults.sparkline_bucket) == ("quarter", "month")
    assert known(faults.value) == 6 * 91


def test_categories_are_groups_for_partners(files: PublishedFiles) -> None:
    rows = category_counts(files, PARTNER, Question("torget", SPRING, None))
    assert [(row.category.name.sv, row.count) for row in rows] == [
        ("Stöld och inbrott", truth(SPRING, ("shop_theft", "theft"))),
        ("Våld och hot", truth(SPRING, ("assault", "robbery"))),
    ]
    assert category_counts(files, PARTNER, Question(NORTH, SPRING, None)) == ()


def test_a_group_is_chosen_by_one_name_in_every_profile(files: PublishedFiles) -> None:
    question = Question("torget", SPRING, None, ("grupp/violence",))
    figure = kpi_figures(files, PARTNER, question, TODAY)[0]
    assert figure.value == truth(SPRING, ("assault", "robbery"))


def test_a_curve_of_leaves_is_by_quarter_whatever_is_asked(files: PublishedFiles) -> None:
    shown = trend(files, PARTNER, Question("torget", SPRING, None), "incidents", "week", TODAY)
    assert shown.bucket == "quarter"
    assert [point.value for point in shown.points][-1] == truth(SPRING)


def test_hours_are_the_parts_that_the_guard_made(files: PublishedFiles) -> None:
    week = hour_week(files, PARTNER, Question("torget", SPRING, None))
    assert week.withheld is None
    assert sum(block.count for block in week.blocks) + week.untimed_count == truth(SPRING)
    month = hour_week(files, PARTNER, Question("torget", span_of("2026-05"), None))
    assert month.withheld == Suppressed(("period",), Offer("torget", SPRING, ()))
    zone = hour_week(files, PARTNER, Question(NORTH, SPRING, None))
    assert zone.withheld == Suppressed(("area",), Offer("torget", SPRING, ()))


def test_the_map_has_no_incidents_and_signals_are_left_out(files: PublishedFiles) -> None:
    shown = site_map(files, PARTNER, Question("torget", SPRING, None))
    assert shown.withheld is not None
    assert (shown.hexagons, shown.no_position_count) == ((), None)
    assert area_signals(files, PARTNER, "torget", TODAY).is_withheld


def test_a_comparison_is_made_of_leaves_alone(files: PublishedFiles) -> None:
    question = ComparisonQuestion("torget", parse_period("2025-Q1"), parse_period("2026-Q1"))
    found = period_comparison(files, PARTNER, question, TODAY)
    assert found.stops == ()
    assert [row.found.after.count for row in found.rows] == [
        truth(span_of("2026-Q1")),
        truth(span_of("2026-Q1"), ("shop_theft", "theft")),
        truth(span_of("2026-Q1"), ("assault", "robbery")),
    ]
    assert (found.clock, found.map, found.bucket) == (None, None, "quarter")


def test_a_comparison_of_what_is_not_shown_says_what_can_be(files: PublishedFiles) -> None:
    question = ComparisonQuestion("torget", parse_period("2025-05"), parse_period("2026-05"))
    found = period_comparison(files, PARTNER, question, TODAY)
    assert found.rows == ()
    assert [words.sv[:28] for words in found.stops] == ["Visas bara för hela kvartal."] * 2
    assert isinstance(found.counts[0].after, Suppressed)


def test_a_coordinator_sees_months_of_what_has_leaves_of_a_month(tmp_path: Path) -> None:
    files = PublishedFiles(publish_shared(tmp_path, "coordinator"))
    may = span_of("2026-05")
    assert leaf_sum(files, COORDINATOR, "torget", may, ("shop_theft",)) == truth(
        may, ("shop_theft",)
    )
    leaves = catalogue(files, COORDINATOR).leaves
    assert leaves is not None
    assert (leaves.by_group, "month" in leaves.grains) == (False, True)
    assert leaves.closed == Span(dt.date(2024, 1, 1), dt.date(2026, 7, 1))


def test_the_public_waits_for_no_one_and_asks_the_same(tmp_path: Path) -> None:
    files = PublishedFiles(publish_shared(tmp_path, "public"))
    found = leaf_sum(files, Viewer("public"), "torget", SPRING)
    assert found == truth(SPRING)
    assert Period("quarter", SPRING).code == "2026-Q2"
