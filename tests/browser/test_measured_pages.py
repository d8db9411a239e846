"""The pages of tiles and panels in a real browser: drawn, readable by all, and fit for a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, Open, drawn

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/rent", "/liv", "/upplevelse"])
def test_each_page_is_drawn_without_accessibility_faults_and_fits_a_phone(
    visit: Open, path: str
) -> None:
    page = visit(f"{path}?plats=torget")
    assert page.locator("[data-chart] .main-svg").count() > 0
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    phone = visit(f"{path}?plats=torget&sprak=en", PHONE)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


LAID_OUT = """
() => [...document.querySelectorAll('.panel:has(.chart--empty)')]
  .filter(panel => panel.getClientRects().length)
  .map(panel => {
    const every = [...panel.children].map(one => one.getBoundingClientRect());
    const boxes = every.filter(one => one.height);
    const isApart = boxes.every((one, at) => at === 0 || one.top >= boxes[at - 1].bottom - 1);
    const inside = boxes.reduce((sum, one) => sum + one.height, 0);
    return {isApart, air: panel.getBoundingClientRect().height - inside, count: boxes.length};
  })
"""


@pytest.mark.parametrize("path", ["/laget", "/rent", "/liv", "/upplevelse", "/jamfor"])
@pytest.mark.parametrize("more", ["", "&visning=mote"])
def test_a_panel_with_nothing_to_draw_shrinks_to_what_it_says(
    visit: Open, path: str, more: str
) -> None:
    page = visit(f"{path}?plats=parken&period=2019-08&mot=2026-08{more}")
    panels = page.evaluate(LAID_OUT)
    assert panels
    for panel in panels:
        assert panel["isApart"]
        # Padding and gaps; a place kept for a picture is several times that.
        assert panel["air"] < 60 + 40 * panel["count"]


def test_a_picture_that_comes_back_is_as_wide_as_its_panel(visit: Open) -> None:
    page = visit("/jamfor?plats=torget&period=2019-08&mot=2018-08")
    assert page.locator(".panel:visible").count() == 0
    page.get_by_role("button", name="Senaste 12 månaderna mot året före").press("Enter")
    page.locator('[data-chart="comparison-kinds"] .main-svg').first.wait_for()
    drawn(page)
    for name in ("kinds", "weeks"):
        host = page.locator(f'[data-chart="comparison-{name}"]').bounding_box()
        picture = page.locator(f'[data-chart="comparison-{name}"] .main-svg').first.bounding_box()
        assert host is not None
        assert picture is not None
        assert abs(host["width"] - picture["width"]) < 2
