"""Notices and numbers about wider areas: the latest, never counted, and nothing of the future."""

import datetime as dt
from pathlib import Path

from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import parse_period
from warehouse.queries.context import MOST_NOTICES, MOST_PERIODS, MOST_SERIES, context
from warehouse.queries.context_rows import Context
from warehouse.viewer import Viewer

AUGUST = parse_period("2026-08").span


def told(tmp_path: Path, rows: PublishedRows) -> Context:
    rows.add("mart_source", source_id="notices", kind="context_event", sensitivity="open")
    rows.add(
        "mart_source", source_id="numbers", kind="context_value", sensitivity="open",
        date_unit="year",
    )  # fmt: skip
    publish(tmp_path, rows)
    return context(PublishedFiles(tmp_path), Viewer("internal"), AUGUST)


def test_the_latest_notices_of_the_period_are_told_newest_first(tmp_path: Path) -> None:
    rows, published = small_world(), []
    for number in range(-3, 40):
        at = dt.datetime(2026, 8, 1, 12) + dt.timedelta(days=number)
        published.append(at.date())
        rows.add("mart_context_event", event_id=str(number), published_at=at, local_date=at.date())
    found = told(tmp_path, rows)
    within = sorted((on for on in published if AUGUST.first <= on < AUGUST.end), reverse=True)
    assert [one.published_on for one in found.notices] == within[:MOST_NOTICES]
    assert found.notices[0].title == "1 aug 13.40, Brand, Ekstad"
    assert [note.source_id for note in found.notice_sources] == ["notices"]


def test_each_series_has_its_latest_known_years_up_to_the_period(tmp_path: Path) -> None:
    rows, years = small_world(), range(2018, 2029)
    for code in ("N1", "N2"):
        for year in years:
            value = None if year == 2025 else year / 10
            rows.add("mart_context_value", series_code=code, series_name=f"Tal {code}",
                     period_from=dt.date(year, 1, 1), context_value=value)  # fmt: skip
    found = told(tmp_path, rows)
    shown = [(one.series_name, one.first.year, one.value) for one in found.numbers]
    known = [year for year in reversed(years) if year <= 2026 and year != 2025]
    assert shown == [
        (name, year, year / 10) for name in ("Tal N1", "Tal N2") for year in known[:MOST_PERIODS]
    ]
    assert {one.date_unit for one in found.numbers} == {"year"}
    assert found.more_series == 0


def test_series_beyond_the_first_are_said_to_be_there(tmp_path: Path) -> None:
    rows = small_world()
    for number in range(MOST_SERIES + 3):
        rows.add("mart_context_value", area_code=str(number), area_name=f"Kommun {number:02d}")
    found = told(tmp_path, rows)
    assert [one.area_name for one in found.numbers] == [
        f"Kommun {number:02d}" for number in range(MOST_SERIES)
    ]
    assert found.more_series == 3


def test_a_version_without_context_has_none(tmp_path: Path) -> None:
    publish(tmp_path, small_world())
    found = context(PublishedFiles(tmp_path), Viewer("internal"), AUGUST)
    assert found == Context((), (), 0, (), ())


def test_areas_of_one_name_or_one_code_are_apart(tmp_path: Path) -> None:
    rows = small_world()
    for code, name in (("1", "Ale"), ("2", "Ale"), ("2", "Ale, alla skolor")):
        for year in (2024, 2025):
            rows.add("mart_context_value", area_code=code, area_name=name,
                     period_from=dt.date(year, 1, 1))  # fmt: skip
    found = told(tmp_path, rows)
    assert [(one.series_no, one.area_name, one.first.year) for one in found.numbers] == [
        (1, "Ale", 2025), (1, "Ale", 2024), (2, "Ale", 2025), (2, "Ale", 2024),
        (3, "Ale, alla skolor", 2025), (3, "Ale, alla skolor", 2024),
    ]  # fmt: skip
