"""The share of the busiest hours: counted slowly, too few, filtered, and what chance gives."""

import datetime as dt
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from config.kpis import Kpi
from tests.builders import PublishedRows, publish, small_world
from warehouse.connection import PublishedFiles
from warehouse.periods import Span
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import KpiFigure, Question
from warehouse.statistics.peak_hours import flat_week_share
from warehouse.viewer import Viewer

ME = Viewer("internal")
TODAY = dt.date(2026, 9, 22)
SPAN = Span(dt.date(2026, 1, 1), dt.date(2026, 5, 1))
BEFORE = Span(dt.date(2025, 1, 2), dt.date(2025, 5, 2))
Incident = tuple[dt.date, int | None, str, str]


def incidents(seed: int) -> list[Incident]:
    """Two years of them, more on Friday nights; some without an hour, some in the zone."""
    dice = random.Random(seed)
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=at) for at in range(600)]
    return [
        (day, dice.choice((*range(24), None, 22, 23)), dice.choice(("theft", "damage")), area)
        for day in days
        for _ in range(dice.randrange(2, 6 if day.isoweekday() == 5 else 4))
        for area in (("torget", "torget/nord") if dice.random() < 0.6 else ("torget",))
    ]


def opened(folder: Path, found: list[Incident]) -> PublishedFiles:
    rows: PublishedRows = small_world()
    rows.add("mart_kpi", kpi_id="hot", form="peak_hours", unit_sv="%", unit_en="%", least_count=100,
             denominator_sv="händelser", denominator_en="incidents", sort_order=19)  # fmt: skip
    for day, hour, category, area in found:
        rows.add("mart_incident_hour", area_id=area, local_date=day, hour=hour,
                 category_id=category)  # fmt: skip
    publish(folder, rows)
    return PublishedFiles(folder)


def asked(files: PublishedFiles, area: str = "torget", *categories: str) -> KpiFigure:
    question = Question(area, SPAN, BEFORE, categories)
    return next(one for one in kpi_figures(files, ME, question, TODAY) if one.kpi_id == "hot")


def slow(found: list[Incident], span: Span, area: str, *categories: str) -> tuple[float, int]:
    hours = Counter(
        (day.isoweekday(), hour)
        for day, hour, category, of in found
        if of == area and hour is not None and span.first <= day < span.end
        and category in (categories or ("theft", "damage"))
    )  # fmt: skip
    total = sum(hours.values())
    return sum(count for _, count in hours.most_common(20)) / total, total


@pytest.mark.parametrize("seed", range(2))
def test_the_share_agrees_with_a_slow_count(tmp_path: Path, seed: int) -> None:
    found = incidents(seed)
    files = opened(tmp_path, found)
    for area, categories in (("torget", ()), ("torget", ("theft",)), ("torget/nord", ())):
        tile = asked(files, area, *categories)
        assert (tile.value, tile.base) == pytest.approx(slow(found, SPAN, area, *categories))
        assert (tile.comparison_value, tile.comparison_base) == pytest.approx(
            slow(found, BEFORE, area, *categories)
        )
        week = hour_week(files, ME, Question(area, SPAN, None, categories))
        assert week.peak_count / week.timed_count == pytest.approx(tile.value)
        assert week.peak_least == 100


def test_below_a_hundred_of_known_hour_it_is_too_few(tmp_path: Path) -> None:
    day = dt.date(2026, 2, 2)
    few = [(day, at % 24, "theft", "torget") for at in range(99)]
    unknown: list[Incident] = [(day, None, "theft", "torget")] * 50
    tile = asked(opened(tmp_path / "few", [*few, *unknown]))
    assert (tile.value, tile.is_too_few) == (None, True)
    enough = asked(opened(tmp_path / "enough", [*few, *unknown, (day, 3, "theft", "torget")]))
    assert (enough.base, enough.is_too_few) == (100, False)


def test_days_that_no_source_reported_have_no_share(tmp_path: Path) -> None:
    files = opened(tmp_path, incidents(1))
    early = Span(dt.date(2019, 1, 1), dt.date(2020, 1, 1))
    (tile,) = (one for one in kpi_figures(files, ME, Question("torget", early, None), TODAY)
               if one.kpi_id == "hot")  # fmt: skip
    assert (tile.value, tile.completeness) == (None, "missing")


@pytest.mark.parametrize("count", [100, 250, 1000, 20000])
def test_what_chance_gives_agrees_with_drawn_weeks(count: int) -> None:
    drawn = np.random.default_rng(count).multinomial(count, [1 / 168] * 168, size=3000)
    mean = np.sort(drawn, axis=1)[:, -20:].sum(axis=1).mean() / count
    assert flat_week_share(count) == pytest.approx(mean, abs=0.006)


def test_peak_hours_need_the_hour_of_the_week_and_a_share() -> None:
    said = {
        "name": {"sv": "a", "en": "a"}, "definition": {"sv": "a", "en": "a"},
        "focus_area": "safety", "better": "neutral", "kind": "incident",
        "mart": "mart_incident_hour", "form": "peak_hours", "numerator": "sum(incident_count)",
        "denominator": "sum(incident_count)", "denominator_words": {"sv": "a", "en": "a"},
        "examples": [{"rows": [], "numerator": None, "value": None}],
    }  # fmt: skip
    with pytest.raises(ValueError, match="hour of the week"):
        Kpi.model_validate(said | {"unit": {"sv": "%", "en": "%"}})
    with pytest.raises(ValueError, match="are a share"):
        Kpi.model_validate(said | {"unit": {"sv": "st", "en": "no"}, "amount": "week_hour"})
