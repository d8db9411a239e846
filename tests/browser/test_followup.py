"""Uppföljning in a real browser: a measure is chosen, and everything follows."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, drawn

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("query", ["?plats=torget", "?plats=torget&sprak=en", "?plats=parken"])
def test_the_page_has_no_accessibility_faults(visit: Open, query: str) -> None:
    report = Axe().run(visit(f"/uppfoljning{query}"))
    assert report.violations_count == 0, report.generate_report()


def test_a_phone_never_scrolls_sideways(visit: Open) -> None:
    page = visit("/uppfoljning?plats=torget", PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_measure_is_chosen_and_back_undoes_it(visit: Open) -> None:
    page = visit("/uppfoljning?plats=torget")
    select = page.locator('select[data-param="atgard"]')
    before = select.input_value()
    select.select_option("T2")
    drawn(page)
    assert page.url.endswith("?plats=torget&atgard=T2")
    expect(page.locator(".verdict-card")).to_contain_text("Ingen jämförelse")
    page.locator('[data-panel="followup-series"] summary').first.press("Enter")
    expect(page.locator('[data-table="followup-series"] tbody tr').first).to_be_visible()
    page.go_back()
    drawn(page)
    assert select.input_value() == before


def test_a_place_without_a_start_leads_on_and_another_place_is_drawn(visit: Open) -> None:
    page = visit("/uppfoljning?plats=parken")
    expect(page.locator("main")).to_contain_text("started_on")
    page.locator('select[data-param="plats"]').select_option("torget")
    drawn(page)
    expect(page.locator('[data-table="followup-kpis"] tbody tr').first).to_be_visible()
    expect(page.locator('[data-chart="followup-series"] .main-svg').first).to_be_visible()


def test_what_is_folded_is_open_by_keyboard_and_on_paper(visit: Open) -> None:
    page = visit("/uppfoljning?plats=torget")
    rows = page.locator('[data-table="followup-rest"]')
    expect(rows).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(rows).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(rows).to_be_hidden()
    page.locator(".followup__fold > summary").press("Enter")
    expect(rows).to_be_visible()


def test_on_a_phone_a_row_of_the_plan_is_a_card_and_still_a_row(visit: Open) -> None:
    page = visit("/uppfoljning?plats=torget", PHONE)
    plan = page.locator('[data-table="followup-measures"]')
    row = plan.get_by_role("table").get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_be_visible()
    labels = row.get_by_role("cell").evaluate_all("cells => cells.map(one => one.dataset.label)")
    assert labels[:2] == ["Status", "Klart senast"]
    assert plan.get_by_role("columnheader").count() == len(labels) + 1
    for table in ("kpis", "measures", "fields"):
        sizes = page.locator(f'[data-table="followup-{table}"]').evaluate(
            "one => [one.scrollWidth, one.clientWidth, one.scrollHeight, one.clientHeight]"
        )
        assert sizes[0] <= sizes[1]
        assert sizes[2] <= sizes[3]
