"""Every month, place and measure of central Chicago, beside numbers counted without the product."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tiny import Tiny
from warehouse.periods import parse_period
from warehouse.queries.category_counts import category_counts
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import Question
from warehouse.viewer import Viewer

pytestmark = [pytest.mark.real, pytest.mark.slow]

SITES = {
    "Loop": "loop",
    "River North": "river-north",
    "Gold Coast": "gold-coast",
    "Near South Side": "near-south-side",
}
CATEGORIES = {
    "ASSAULT": "threat_harassment",
    "BATTERY": "assault",
    "CRIMINAL DAMAGE": "damage",
    "NARCOTICS": "drugs",
    "ROBBERY": "robbery",
    "THEFT": "theft",
}
KPIS = {
    "incidents": "reported_incidents",
    "sanitation_requests": "fault_reports",
    "sanitation_requests_without_duplicates": "fault_reports_unique",
    "inspections": "inspections_done",
    "inspections_failed": "inspections_failed_share",
    "cta_thousand_entries": "visitors",
}
_ROUNDED_OFF, _ROUNDED = {"cta_thousand_entries"}, 0.000501
MEASURES = (*CATEGORIES, *KPIS)
TODAY = dt.date(2026, 11, 24)
Cell = tuple[str, str, str]
Cells = dict[Cell, float]


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> Cells:
    """Place, month, measure -> count; a measure that the truth leaves out of a month is none."""
    truth = json.loads((shared_data / "truth.json").read_text("utf-8"))["e2e_chicago_per_month"]
    return {
        (place, month, measure): float(row.get(measure, 0))
        for place, months in truth.items()
        for month, row in months.items()
        for measure in MEASURES
    }


def test_the_truth_covers_four_places_three_years_and_twelve_measures(expected: Cells) -> None:
    assert len(expected) == 4 * 36 * 12


def test_every_cell_equals_the_published_file_asked_in_plain_sql(
    chicago: Tiny, expected: Cells, capsys: pytest.CaptureFixture[str]
) -> None:
    found = dict(_by_sql(chicago))
    assert set(found) <= set(expected)
    assert _different(expected, found) == {}
    _print_count(capsys, "plain SQL", expected)


def test_every_cell_equals_what_the_query_layer_answers(
    chicago: Tiny, expected: Cells, capsys: pytest.CaptureFixture[str]
) -> None:
    found = dict(_by_queries(chicago, expected))
    assert set(found) == set(expected)
    assert _different(expected, found) == {}
    _print_count(capsys, "query layer", expected)


def _different(expected: Cells, found: Cells) -> dict[Cell, tuple[float, float]]:
    """Cells whose numbers differ; the truth knows thousands of entries to three decimals."""
    return {
        cell: (wanted, found.get(cell, 0.0))
        for cell, wanted in expected.items()
        if abs(found.get(cell, 0.0) - wanted) > (_ROUNDED if cell[2] in _ROUNDED_OFF else 1e-9)
    }


def _by_sql(chicago: Tiny) -> Iterator[tuple[Cell, float]]:
    places = {site: place for place, site in SITES.items()}
    kpis = {kpi: measure for measure, kpi in KPIS.items()}
    rows = chicago.rows(
        "select area_id, strftime(local_date, '%Y-%m') as month, kpi_id, sum(numerator) as n "
        "from mart_kpi_day where local_date between '2011-01-01' and '2013-12-31' "
        "group by all"
    )
    for area, month, kpi, total in rows:
        if area in places and kpi in kpis:
            scale = 1000 if kpi == "visitors" else 1
            yield (places[area], month, kpis[kpi]), total / scale
    types = {category: kind for kind, category in CATEGORIES.items()}
    rows = chicago.rows(
        "select area_id, strftime(local_date, '%Y-%m') as month, category_id, "
        "sum(numerator) as n from mart_kpi_day where kpi_id = 'reported_incidents' group by all"
    )
    for area, month, category, total in rows:
        if area in places and category in types:
            yield (places[area], month, types[category]), total


def _by_queries(chicago: Tiny, expected: Cells) -> Iterator[tuple[Cell, float]]:
    files, viewer = chicago.files(), Viewer("internal")
    for place, site in SITES.items():
        for month in sorted({month for _, month, _ in expected}):
            question = Question(site, parse_period(month).span, None)
            tiles = {f.kpi_id: f for f in kpi_figures(files, viewer, question, TODAY)}
            for measure, kpi in KPIS.items():
                value, base = tiles[kpi].value or 0.0, tiles[kpi].base
                scale = {"visitors": 1000}.get(kpi, 1)
                yield (place, month, measure), value * (1 if base is None else base) / scale
            counts = {
                row.category.category_id: row.count
                for row in category_counts(files, viewer, question)
            }
            for kind, category in CATEGORIES.items():
                yield (place, month, kind), counts.get(category, 0.0)


def _print_count(capsys: pytest.CaptureFixture[str], road: str, expected: Cells) -> None:
    with capsys.disabled():
        print(f"\n{len(expected)} cells equal the truth by {road}")
