"""Real files of every kind, loaded by contracts alone, beside numbers counted elsewhere."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.real.world_truth import SUBJECTS
from tests.real_data import make
from tests.tiny import Tiny
from warehouse.periods import Span
from warehouse.queries.flows import flows
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import Question
from warehouse.viewer import Viewer

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def world(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """The mixed instance, built once."""
    assert shared_data.exists()
    made = Tiny(make("world", tmp_path_factory.mktemp("real") / "world"))
    made.build()
    return made


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_fact_is_equal(world: Tiny, shared_data: Path, subject: str) -> None:
    truth = json.loads((shared_data / "truth.json").read_text("utf-8"))
    compared = list(SUBJECTS[subject](world, truth))
    assert compared
    assert [(fact, wanted, found) for fact, wanted, found in compared if wanted != found] == []


def test_a_survey_read_by_headings_that_were_shifted_is_refused(world: Tiny) -> None:
    said = [m.found.sv for m in world.messages if m.source_id == "raleigh_by_heading"]
    assert len(said) == 1
    assert "Sex__30" in said[0]
    assert "Female, Male" in said[0]


def test_no_record_of_any_file_goes_missing(world: Tiny) -> None:
    for one in world.built[-1].landed:
        source = world.instance().sources[one.load.source_id]
        if source.wide is None and not source.questions:
            total = one.accepted_count + one.rejected_count + one.set_aside_count
            assert total == one.load.record_count + one.load.broken_count


def test_notices_are_in_no_kpi_and_at_no_place(world: Tiny) -> None:
    kinds = {kind for (kind,) in world.rows("select distinct kind from mart_kpi")}
    assert kinds.isdisjoint({"context_event", "context_value"})


def test_leeds_is_not_compared_across_the_six_cameras_that_ceased(world: Tiny) -> None:
    assert world.rows("select change_code, subject_count, break_on from mart_found_break") == [
        ("points_stopped", 6, dt.date(2014, 1, 1))
    ]
    files, me, today = world.files(), Viewer("internal"), dt.date(2015, 1, 10)
    december = [Span(dt.date(year, 12, 1), dt.date(year + 1, 1, 1)) for year in (2013, 2014)]
    question = Question("leeds", december[1], december[0])
    tiles = {one.kpi_id: one for one in kpi_figures(files, me, question, today)}
    for name in ("visitors", "visitors_per_hour"):
        assert tiles[name].change is None
        why = tiles[name].not_comparable
        assert why is not None
        assert why.sv == (
            "Brytpunkt i serien 1 januari 2014: 6 mätpunkter slutade räkna. "
            "Talen före och efter går inte att jämföra."
        )
    assert flows(files, me, question, today).before is None
    november = Span(dt.date(2014, 11, 1), dt.date(2014, 12, 1))
    alike = kpi_figures(files, me, Question("leeds", december[1], november), today)
    assert next(one for one in alike if one.kpi_id == "visitors").change is not None
