"""What people do on Jämför perioder, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, drawn

pytestmark = pytest.mark.browser


def test_comparing_two_periods_of_ones_own_by_keyboard_and_link(visit: Open) -> None:
    page = visit("/jamfor?plats=torget")
    expect(page.locator(".verdict-card__power")).to_contain_text("Vad platsen kan visa")
    page.get_by_role("button", name="Senaste 12 månaderna mot året före").press("Enter")
    drawn(page)
    assert "period=r12-2026-08" in page.url
    select = page.locator('select[data-param="mot"]')
    select.select_option(label="Egna datum")
    drawn(page)
    first, last = page.locator("[data-against] input").all()
    first.fill("2025-06-09")
    drawn(page)
    last.fill("2025-07-06")
    drawn(page)
    assert "mot=2025-06-09--2025-07-06" in page.url
    counts = page.locator(".verdict-card__counts").inner_text()
    again = visit(page.url.partition("://")[2].partition("/")[2].join(("/", "")))
    expect(again.locator(".verdict-card__counts")).to_have_text(counts)
    panel = again.locator('[data-panel="comparison-kinds"]')
    panel.locator("summary").first.press("Enter")
    expect(panel.locator("tbody tr")).to_have_count(3)
    page.go_back()
    drawn(page)
    assert "2025-07-06" not in page.url


def test_it_prints_on_one_sheet(visit: Open) -> None:
    page = visit("/jamfor?plats=torget&period=2026-06-01--2026-08-30&mot=2025-06-02--2025-08-31")
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") == 1


NAMED = """
async name => {
  const host = document.querySelector('[data-chart="comparison-kinds"]');
  const {data, layout} = host;
  const [label] = layout.annotations;
  const text = `<b>${name}</b>  67 → 47 · Osäkert`;
  const annotations = [{...label, text, name}];
  const figure = {data, layout: {...layout, annotations}};
  await window.platsbild.charts.draw({'comparison-kinds': figure});
  const drawn = host.querySelector('.annotation-text');
  const box = drawn.getBoundingClientRect();
  return {words: drawn.textContent, over: box.right - host.getBoundingClientRect().right};
}
"""


def test_a_long_name_on_a_phone_is_shortened_and_its_numbers_are_seen(visit: Open) -> None:
    page = visit("/jamfor?plats=torget", PHONE)
    page.locator('[data-chart="comparison-kinds"] .main-svg').first.wait_for()
    long = page.evaluate(NAMED, "Ordning och droger, Skadegörelse och klotter och Våld tillsammans")
    assert long["words"].startswith("Ordning och droger")
    assert long["words"].endswith("67 → 47 · Osäkert")
    assert "…" in long["words"]
    assert long["over"] <= 0
    assert "…" not in page.evaluate(NAMED, "Stöld")["words"]
