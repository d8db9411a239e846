"""KPIs of protected incidents in the made-up town: what each audience gets is true, or words."""

import datetime as dt
from collections.abc import Iterator

import pytest

from tests.demo.conftest import DEMO_DAY
from warehouse.comparisons import same_dates_earlier
from warehouse.connection import PublishedFiles
from warehouse.periods import Span, quarter_buckets
from warehouse.privacy.audiences import AUDIENCES, Shared
from warehouse.queries.catalogue import catalogue
from warehouse.queries.followup import followup
from warehouse.queries.kpi_dictionary import kpi_entry
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.kpi_values import counted_categories
from warehouse.queries.rows import KpiFigure, Question, Suppressed
from warehouse.queries.withheld import withheld_words
from warehouse.viewer import Viewer

pytestmark = pytest.mark.slow
BY_CATEGORY = ("violence_outdoor", "property_damage", "theft_public", "drug_obs")
BY_SOURCE = ("reported_crime_total", "disorder_events")
SUMMER = Span(dt.date(2026, 7, 1), dt.date(2026, 10, 1))


def figures(town: PublishedFiles, audience: str, area: str, span: Span) -> dict[str, KpiFigure]:
    question = Question(area, span, same_dates_earlier(span))
    viewer = Viewer("internal" if audience == "internal" else _shared(audience))
    found = kpi_figures(town, viewer, question, DEMO_DAY)
    return {one.kpi_id: one for one in found}


def _shared(audience: str) -> Shared:
    return next(one for one in AUDIENCES if one == audience)


def everywhere(town: PublishedFiles, viewer: Viewer) -> Iterator[tuple[str, Span]]:
    """Yield every area that may have leaves with every closed quarter of two years."""
    shown = catalogue(town, viewer)
    assert shown.leaves is not None
    last = shown.leaves.closed.end
    for span in quarter_buckets(Span(dt.date(last.year - 2, last.month, 1), last)):
        for site in shown.sites:
            yield from ((area.area_id, span) for area in site.areas if area.role != "buffer")


def in_rows(town: PublishedFiles, area: str, span: Span, counted: tuple[str, ...]) -> float:
    """Count rows of the internal file, by hand."""
    with town.open(Viewer("internal")) as reading:
        ((total,),) = reading.cursor.execute(
            "select coalesce(sum(numerator), 0) from mart_kpi_day where kpi_id ="
            " 'reported_incidents' and area_id = $1 and local_date >= $2 and local_date < $3"
            " and list_contains($4, category_id)",
            [area, span.first, span.end, list(counted)],
        ).fetchall()
    return float(total)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_told_of_some_categories_is_what_the_rows_say(
    town: PublishedFiles, audience: Shared
) -> None:
    viewer, told = Viewer(audience), dict.fromkeys(BY_CATEGORY, 0)
    for area, span in everywhere(town, viewer):
        found = figures(town, audience, area, span)
        for kpi_id in BY_CATEGORY:
            counted = counted_categories(town, viewer, kpi_entry(town, viewer, kpi_id), ())
            value = found[kpi_id].value
            if counted and value is not None and not isinstance(value, Suppressed):
                told[kpi_id] += 1
                assert value == in_rows(town, area, span, counted), (kpi_id, area, span)
    assert told["property_damage"] > 10
    assert (told["drug_obs"] > 10) == (audience == "coordinator")


def test_a_coordinator_is_told_of_categories(town: PublishedFiles) -> None:
    found = figures(town, "coordinator", "lindtorget", SUMMER)
    same = figures(town, "internal", "lindtorget", SUMMER)
    for kpi_id in ("violence_outdoor", "property_damage", "drug_obs"):
        assert found[kpi_id].value == same[kpi_id].value
        assert found[kpi_id].sparkline_bucket == "quarter"


@pytest.mark.parametrize(
    ("audience", "kpi_id", "sv", "en"),
    [
        ("coordinator", "theft_public", "Stöld och inbrott", "Theft and burglary"),
        ("partner", "violence_outdoor", "Våld och hot", "Violence and threats"),
        ("partner", "drug_obs", "Ordning och droger", "Disorder and drugs"),
        ("public", "theft_public", "Stöld och inbrott", "Theft and burglary"),
    ],
)
def test_a_part_of_a_group_is_offered_as_the_group(
    town: PublishedFiles, audience: Shared, kpi_id: str, sv: str, en: str
) -> None:
    value = figures(town, audience, "lindtorget", SUMMER)[kpi_id].value
    assert isinstance(value, Suppressed)
    said = withheld_words(value, catalogue(town, Viewer(audience)))
    assert said.sv == (
        "Visas bara tillsammans med andra kategorier. Närmast som kan visas: "
        f"1 juli–30 september 2026, hela platsen, {sv}."
    )
    assert said.en == (
        "Shown only together with other categories. The nearest that can be shown: "
        f"1 July–30 September 2026, the whole place, {en}."
    )


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_one_source_reports_is_not_told(town: PublishedFiles, audience: Shared) -> None:
    found = figures(town, audience, "lindtorget", SUMMER)
    assert [found[kpi_id].value for kpi_id in BY_SOURCE] == [Suppressed(("never",))] * 2


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_follow_up_holds_them_against_their_year_before_the_start(
    town: PublishedFiles, audience: Shared
) -> None:
    found = followup(town, Viewer(audience), "lindtorget", None, DEMO_DAY)
    assert found is not None
    rows = {row.outcome.kpi_id: row for row in found.kpis if not row.outcome.categories}
    damage = rows["property_damage"]
    assert damage.baseline is not None or damage.baseline_withheld is not None
    assert rows["reported_crime_total"].baseline is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_follow_up_begins_with_what_can_be_said(town: PublishedFiles, audience: Shared) -> None:
    found = followup(town, Viewer(audience), "lindtorget", None, DEMO_DAY)
    assert found is not None
    said = " ".join(words.sv for words in found.finding.said)
    assert "Visas bara" not in said
    assert " mot " in said
    is_told = found.kpis[0].baseline_withheld is None
    assert (found.finding.why_not is None) == is_told
