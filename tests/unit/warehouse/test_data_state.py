"""How the data are: late sources, gaps, what waits for a decision, and who may know."""

import datetime as dt
from pathlib import Path

from tests.builders import END_DAY, FIRST_DAY, PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.data_state import (
    ledger,
    rejections,
    source_states,
    sources_at_sites,
    unknown_codes,
    unknown_places,
)
from warehouse.viewer import Viewer

INTERNAL, PARTNER = Viewer("internal"), Viewer("partner")
DAY = dt.timedelta(days=1)


def files(folder: Path, rows: PublishedRows) -> PublishedFiles:
    publish(folder, rows, profiles=("internal", "partner"))
    return PublishedFiles(folder)


def test_a_source_is_late_when_its_silence_is_longer_than_its_cadence_allows(
    tmp_path: Path,
) -> None:
    made = files(tmp_path, small_world())
    last = END_DAY - DAY
    on_time = source_states(made, INTERNAL, last + 7 * DAY)
    late = source_states(made, INTERNAL, last + 8 * DAY)
    assert [one.is_late for one in on_time] == [False] * 3
    assert [one.is_late for one in late] == [True] * 3


def test_of_a_protected_source_a_shared_file_tells_neither_counts_nor_lateness(
    tmp_path: Path,
) -> None:
    made = files(tmp_path, small_world())
    police = next(one for one in source_states(made, PARTNER, END_DAY) if one.source_id == "police")
    assert (police.row_count, police.rejected_count, police.is_late) == (None, None, None)
    city = next(one for one in source_states(made, PARTNER, END_DAY) if one.source_id == "city")
    assert (city.row_count, city.is_late) == (100, False)


def test_days_between_reports_are_gaps_and_outages_are_runs_of_days(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_coverage", source_id="city", kind="fault_report",
             covered_from=END_DAY + 5 * DAY, covered_to=END_DAY + 9 * DAY)  # fmt: skip
    for number in (0, 1, 5):
        rows.add("mart_flow_outage", local_date=FIRST_DAY + number * DAY)
    made = files(tmp_path, rows)
    city = next(one for one in source_states(made, INTERNAL, END_DAY) if one.source_id == "city")
    assert city.gaps == (Span(END_DAY, END_DAY + 5 * DAY),)
    assert [(one.point, one.span.day_count) for one in city.outages] == [("M1", 2), ("M1", 1)]
    assert city.preliminary_from == END_DAY - 28 * DAY


def test_what_waits_for_a_decision_and_reporters_are_told_to_internal_viewers_only(
    tmp_path: Path,
) -> None:
    rows = small_world()
    for table in ("mart_place_queue", "mart_code_queue", "mart_source_site", "mart_reporter_week"):
        rows.add(table)
    made = files(tmp_path, rows)
    assert [one.place_name for one in unknown_places(made, INTERNAL)] == ["gamla torget"]
    assert [one.code for one in unknown_codes(made, INTERNAL)] == ["0999"]
    assert not unknown_places(made, PARTNER)
    assert not unknown_codes(made, PARTNER)
    assert [one.reporter_count for one in sources_at_sites(made, INTERNAL)] == [3]
    assert [one.reporter_count for one in sources_at_sites(made, PARTNER)] == [None]


def test_the_ledger_is_newest_first_and_rejected_rows_say_why(tmp_path: Path) -> None:
    rows = small_world()
    rows.add("mart_load").add("mart_load", load_no=2, status="refused").add("mart_rejection")
    made = files(tmp_path, rows)
    assert [one.load_no for one in ledger(made, INTERNAL)] == [2, 1]
    assert ledger(made, INTERNAL)[0].loaded_at.tzinfo is dt.UTC
    (fault,) = rejections(made, INTERNAL)
    assert (fault.line_no, fault.value, fault.reason.en) == (
        7,
        "=i går",
        "Cannot be read as a time.",
    )


def test_what_is_measured_in_rounds_is_told_by_its_own_days_and_has_no_gaps(
    tmp_path: Path,
) -> None:
    rows = small_world()
    named = {"source_id": "survey", "kind": "survey_answer"}
    rows.add("mart_source", **named, sensitivity="shared", cadence="once")
    rows.add("mart_coverage", **named, covered_from=FIRST_DAY, covered_to=END_DAY)
    for number in (0, 2, 90):
        rows.add("mart_source_day", **named, local_date=FIRST_DAY + number * DAY)
    made = files(tmp_path, rows)
    states = {one.source_id: one for one in source_states(made, INTERNAL, END_DAY)}
    assert states["survey"].covered == (
        Span(FIRST_DAY, FIRST_DAY + 3 * DAY), Span(FIRST_DAY + 90 * DAY, FIRST_DAY + 91 * DAY),
    )  # fmt: skip
    assert states["survey"].gaps == ()
