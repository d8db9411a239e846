"""What can be asked for, and where it comes from."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.components.filter_bar import filter_state
from dashboard.state import ViewState, settle
from tests.builders import END_DAY, FIRST_DAY, OUTLINE, PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.errors import UnknownChoiceError
from warehouse.periods import Period, Span
from warehouse.queries.area_signals import area_signals
from warehouse.queries.catalogue import catalogue, site_of
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import Question
from warehouse.queries.site_map import site_map
from warehouse.queries.source_notes import messages, reports_in, sources
from warehouse.viewer import Viewer

ME = Viewer("internal")


def test_the_catalogue_says_what_can_be_asked_for(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_kpi_day", category_id="theft").add("mart_kpi_day", category_id="")
    rows.add("mart_event", category_id="damage")
    publish(tmp_path, rows)
    found = catalogue(PublishedFiles(tmp_path), ME)
    assert (found.version, found.name.en, found.is_example) == ("v1", "Sampletown", True)
    assert found.built_at == dt.datetime(2026, 9, 21, 4, tzinfo=dt.UTC)
    assert [site.site_id for site in found.sites] == ["parken", "torget"]
    assert [area.area_id for area in found.sites[1].areas] == ["torget", "torget/nord"]
    assert [c.category_id for c in found.categories] == ["damage", "theft"]
    assert found.kpi_ids == ("incidents", "faults", "failed")
    assert (found.data_from, found.data_to) == (FIRST_DAY, END_DAY - dt.timedelta(days=1))
    area = found.sites[0].areas[0]
    assert (area.bounds, area.outline) == ((18.0, 59.0, 18.1, 59.1), OUTLINE)


def test_a_version_without_dated_data_spans_the_day_it_was_built(tmp_path: Path) -> None:
    rows = small_world()
    rows.tables["mart_version"] = [{"data_from": None, "data_to": None}]
    publish(tmp_path, rows)
    found = catalogue(PublishedFiles(tmp_path), ME)
    assert found.data_from == found.data_to == dt.date(2026, 9, 21)


def test_an_area_is_found_with_its_place(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    files = PublishedFiles(tmp_path)
    site, area = site_of(files, ME, "torget/nord")
    assert (site.site_id, area.role) == ("torget", "zone")
    with pytest.raises(UnknownChoiceError, match="torget/syd"):
        site_of(files, ME, "torget/syd")


def test_sources_say_what_was_kept_and_what_was_not(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    notes = {note.source_id: note for note in sources(PublishedFiles(tmp_path), ME)}
    police = notes["police"]
    assert (police.name.en, police.publisher.sv) == ("Police incidents", "Polisen")
    assert police.data_to == END_DAY - dt.timedelta(days=1)
    assert (police.row_count, police.rejected_count, police.no_position_count) == (100, 1, 2)
    assert (police.outside_count, police.unmapped_count) == (3, 4)


def test_messages_come_worst_first(tmp_path: Path) -> None:
    rows = small_world().add("mart_message").add("mart_message", level="error", file_name=None)
    rows.add("mart_message", level="warning", source_id=None)
    publish(tmp_path, rows)
    found = messages(PublishedFiles(tmp_path), ME)
    assert [(m.level, m.source_id, m.file_name) for m in found] == [
        ("error", "police", ""),
        ("warning", "", "a.csv"),
        ("info", "police", "a.csv"),
    ]
    assert (found[0].found.sv, found[0].remedy.en) == ("Något.", "Do so.")


def far_away() -> PublishedRows:
    """Return a world where no incident source tells of the park: only a survey of 2018 does."""
    rows = small_world()
    rows.add("mart_source", source_id="survey", kind="survey_answer", sensitivity="open")
    for area_id in ("torget", "torget/nord"):
        rows.add("mart_area_coverage", area_id=area_id)
    rows.add(
        "mart_area_coverage", area_id="parken", source_id="survey", kind="survey_answer",
        covered_from=dt.date(2018, 6, 1), covered_to=dt.date(2018, 6, 2),
    )  # fmt: skip
    return rows


def test_each_place_says_how_far_its_own_sources_reach(tmp_path: Path) -> None:
    publish(tmp_path, far_away())
    park, square = catalogue(PublishedFiles(tmp_path), ME).sites
    assert (park.data_from, park.data_to) == (dt.date(2018, 6, 1), dt.date(2018, 6, 1))
    assert (square.data_from, square.data_to) == (FIRST_DAY, END_DAY - dt.timedelta(days=1))
    assert (park.is_counted, square.is_counted) == (False, True)


def test_a_place_opens_on_its_own_last_period(tmp_path: Path) -> None:
    publish(tmp_path, far_away())
    found = catalogue(PublishedFiles(tmp_path), ME)
    park, square = (settle(ViewState(site_id=name), found) for name in ("parken", "torget"))
    assert park.period == Period("month", Span(dt.date(2018, 6, 1), dt.date(2018, 7, 1)))
    assert square.period == settle(ViewState(), found).period
    assert park.shown_from == dt.date(2018, 6, 1)
    assert "2018-06" in [code for code, _ in filter_state(park)["period"]["choices"]]


def test_a_source_that_works_elsewhere_says_nothing_of_a_place(tmp_path: Path) -> None:
    publish(tmp_path, far_away())
    files, kinds = PublishedFiles(tmp_path), ("incident", "survey_answer")
    told = [
        [note.source_id for note in reports_in(files, ME, "parken", one).notes] for one in kinds
    ]
    assert told == [[], ["survey"]]
    span = Span(FIRST_DAY, FIRST_DAY + dt.timedelta(days=7))
    question = Question("parken", span, None)
    assert hour_week(files, ME, question).completeness == "missing"
    assert site_map(files, ME, question).completeness == "missing"
    assert area_signals(files, ME, "parken", END_DAY).span is None
    assert kpi_figures(files, ME, question, END_DAY)[0].value is None
