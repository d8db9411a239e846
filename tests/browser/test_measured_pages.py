"""The pages of tiles and panels in a real browser: drawn, readable by all, and fit for a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, Open

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
