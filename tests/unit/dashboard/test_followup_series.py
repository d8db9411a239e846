"""The curve of Uppföljning: what is drawn on it, and what its legend says."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.pages.followup.figures import series_chart
from dashboard.pages.followup.panels import series_head
from dashboard.theme import Look
from tests.unit.warehouse.test_followup import asked, world
from warehouse.queries.followup_rows import Followup
from warehouse.queries.rows import Suppressed

LOOK = Look("sv", is_meeting=False)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Followup:
    return asked(Path(tmp_path_factory.mktemp("series")), world())


def in_quarters(found: Followup) -> Followup:
    return replace(found, trend=replace(found.trend, bucket="quarter"))


def legend(found: Followup) -> str:
    return repr(series_head(found, "sv"))


def test_the_mean_of_the_baseline_is_that_of_what_is_drawn(found: Followup) -> None:
    # 732 in the twelve months: 61 a month, 183 a quarter.
    assert series_chart(found, LOOK)["data"][0]["y"] == [61.0, 61.0]
    assert series_chart(in_quarters(found), LOOK)["data"][0]["y"] == [183.0, 183.0]


def test_the_legend_names_what_is_drawn_and_nothing_else(found: Followup) -> None:
    said = legend(found)
    for drawn in ("Nollmätningens snitt", "Veckorna före", "Åtgärd"):
        assert drawn in said
    assert "Visas inte" not in said
    bare = replace(
        found,
        kpis=(),
        measures=(),
        effect=replace(found.effect, before=None, after=None),
        trend=replace(
            found.trend,
            points=(
                replace(found.trend.points[0], value=Suppressed(("period",))),
                replace(found.trend.points[1], value=3.0, completeness="complete"),
            ),
        ),
    )
    said = legend(bare)
    for drawn in ("snitt", "Veckorna", "Åtgärd b", "Ofullst"):
        assert drawn not in said
    assert "Visas inte" in said
