"""What people do with the pages, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import PHONE, Open, drawn

pytestmark = pytest.mark.browser
PATHS = ("/", "/laget", "/jamfor")


def choose(page: Page, key: str, value: str) -> None:
    page.locator(f'select[data-param="{key}"]').select_option(value)
    drawn(page)


def finding(page: Page) -> str:
    return page.locator(".finding").first.inner_text()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_accessibility_faults(visit: Open, path: str, language: str) -> None:
    page = visit(f"{path}?sprak={language}")
    assert page.locator("html").get_attribute("lang") == language
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_never_scrolls_sideways(visit: Open, path: str) -> None:
    page = visit(path, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_filter_changes_the_address_and_everything_and_back_undoes_it(visit: Open) -> None:
    page = visit("/laget?plats=torget")
    before = finding(page)
    choose(page, "period", "2026-05")
    assert page.url.endswith("?plats=torget&period=2026-05")
    assert "maj 2026" in finding(page)
    choose(page, "omrade", "torget/nord")
    assert "Norra" in page.locator("h1").inner_text()
    page.go_back()
    drawn(page)
    assert "maj 2026" in finding(page)
    assert page.locator('select[data-param="omrade"]').input_value() == ""
    page.go_back()
    drawn(page)
    assert finding(page) == before
    assert page.locator('select[data-param="period"]').input_value() == "2026-08"


def test_going_to_the_other_page_keeps_the_view_and_back_returns(visit: Open) -> None:
    page = visit("/?period=2026-05")
    page.locator("nav a", has_text="Läget").click()
    page.locator(".page--situation").wait_for()
    drawn(page)
    assert page.url.endswith("/laget?period=2026-05")
    choose(page, "jamfor", "ingen")
    page.go_back()
    drawn(page)
    page.go_back()
    page.locator(".page--overview").wait_for()
    drawn(page)
    assert "maj 2026" in page.locator("h1").inner_text()


def test_own_dates_are_two_native_date_fields(visit: Open) -> None:
    page = visit("/laget")
    choose(page, "grain", "free")
    first, last = page.locator("[data-dates] input").all()
    assert (first.input_value(), last.input_value()) == ("2026-08-01", "2026-08-31")
    first.fill("2026-08-10")
    first.dispatch_event("change")
    drawn(page)
    assert "period=2026-08-10--2026-08-31" in page.url


def test_categories_are_chosen_by_keyboard(visit: Open) -> None:
    page = visit("/laget")
    page.locator(".filter-bar__categories summary").press("Enter")
    page.get_by_label("Stöld").press("Space")
    drawn(page)
    assert "kategori=theft" in page.url
    page.get_by_label("Stöld").press("Escape")
    expect(page.locator(".filter-bar__categories")).not_to_have_attribute("open", "")


def test_the_language_link_keeps_the_view(visit: Open) -> None:
    page = visit("/laget?plats=torget")
    choose(page, "period", "2026-05")
    page.locator("a", has_text="In English").click()
    page.wait_for_url("**sprak=en**")
    drawn(page)
    assert "May 2026" in finding(page)
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_chart_says_the_same_as_a_table(visit: Open) -> None:
    page = visit("/laget?plats=torget&period=2026-08")
    panel = page.locator('[data-panel="situation-trend"]')
    panel.locator(".panel__table > summary").press("Enter")
    row = panel.locator("tbody tr").first
    expect(row.locator("th")).to_have_text("augusti 2026")
    expect(row.locator("td").first).to_have_text("76")


def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit: Open) -> None:
    page = visit("/laget")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    drawn(page)


@pytest.mark.parametrize("name", ["trend", "map"])
def test_a_chart_is_saved_as_a_picture(visit: Open, name: str) -> None:
    page = visit("/laget")
    with page.expect_download() as download:
        page.locator(f'button[data-png="situation-{name}"]').click()
    assert download.value.suggested_filename == f"situation-{name}.png"
    assert download.value.path().stat().st_size > 10_000


def test_meeting_mode_is_readable_from_four_metres_and_pages_by_arrow(visit: Open) -> None:
    page = visit("/laget?visning=mote")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('main :is(p, li, h1, h2, h3, span, strong, text)')]
            .filter(one => one.offsetParent !== null || one.tagName === 'text')
            .filter(one => one.textContent.trim())
            .map(one => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 0.021 * 1080
    expect(page.locator(".kpi-tile:visible")).to_have_count(4)
    expect(page.locator(".filter-bar")).not_to_have_attribute("open", "")
    expect(page.locator("h1")).to_be_in_viewport()
    page.locator("body").press("ArrowRight")
    expect(page.locator(".panel--trend .panel__title")).to_be_in_viewport()
    expect(page.locator(".context-line")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_meeting_mode_has_its_page_links_on_one_line_in_keyboard_order(
    visit: Open, language: str
) -> None:
    page = visit(f"/?visning=mote&sprak={language}")
    stops = page.evaluate(
        """() => [...document.querySelectorAll('header a')].map(one => ({
            isPage: one.closest('nav') !== null,
            size: parseFloat(getComputedStyle(one).fontSize),
            top: Math.round(one.getBoundingClientRect().top)}))"""
    )
    assert len({stop["top"] for stop in stops if stop["isPage"]}) == 1
    assert [stop["top"] for stop in stops] == sorted(stop["top"] for stop in stops)
    assert min(stop["size"] for stop in stops) >= 0.021 * 1080


def test_an_address_nobody_knows_is_answered_in_words(visit: Open) -> None:
    page = visit("/laget?hej=1&period=2026-99")
    expect(page.locator(".notice")).to_have_count(2)
    assert "augusti 2026" in finding(page)


LOW: ViewportSize = {"width": 1920, "height": 720}
IN_SIGHT = """
() => {
  const line = document.querySelector('.context-line').getBoundingClientRect().bottom;
  return [...document.querySelectorAll('.board :is(h1, h2, h3, p, li, tbody tr)')]
    .filter(part => part.checkVisibility())
    .map(part => {
      const {top, bottom} = part.getBoundingClientRect();
      const names = part.matches('tr') ? part.closest('table').tHead.offsetHeight : 0;
      return top >= line + names - 2 && bottom <= innerHeight + 2;
    });
}
"""


@pytest.mark.parametrize("path", [*PATHS, "/uppfoljning"])
def test_in_a_meeting_the_arrow_keys_reach_all_there_is(visit: Open, path: str) -> None:
    page = visit(f"{path}?plats=torget&visning=mote", LOW)
    places: list[int] = []
    in_sight: list[list[bool]] = []
    while not places or page.evaluate("scrollY") > places[-1]:
        places.append(page.evaluate("scrollY"))
        in_sight.append(page.evaluate(IN_SIGHT))
        page.keyboard.press("ArrowRight")
    seen = [any(parts) for parts in zip(*in_sight, strict=True)]
    assert len(seen) > 10
    assert all(seen)
    back: list[int] = []
    for _ in places[1:]:
        page.keyboard.press("ArrowLeft")
        back.append(page.evaluate("scrollY"))
    assert back == places[-2::-1]


def test_a_matrix_on_a_phone_scrolls_and_its_caption_is_read_whole(visit: Open) -> None:
    page = visit("/laget?plats=torget", PHONE)
    panel = page.locator('[data-panel="situation-hours"]')
    panel.locator(".panel__table > summary").press("Enter")
    table = panel.locator(".data-table")
    expect(table).not_to_have_class("data-table--cards")
    caption = panel.locator("caption").bounding_box()
    assert caption is not None
    assert caption["x"] + caption["width"] <= PHONE["width"]
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")


def test_the_weeks_matrix_stands_on_its_end_on_a_phone(visit: Open) -> None:
    page = visit("/jamfor?plats=torget", PHONE)
    chart = page.locator('[data-chart="comparison-clock"]')
    sizes = chart.locator(".heatmap-label").evaluate_all(
        "labels => labels.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    parts, days = (chart.locator(f".{way}tick text").count() for way in "yx")
    assert min(sizes) >= 12
    assert parts * days == len(sizes)
    assert parts > days


def test_a_table_of_many_rows_scrolls_and_one_of_few_does_not(visit: Open) -> None:
    page = visit("/laget?plats=torget&period=2026-W32")
    panel = page.locator('[data-panel="situation-trend"]')
    panel.locator(".panel__table > summary").press("Enter")
    long = panel.locator(".data-table")
    assert panel.locator("tbody tr").count() > 30
    assert long.evaluate("one => one.scrollHeight > one.clientHeight")
    few = page.locator('[data-panel="situation-hours"]')
    few.locator(".panel__table > summary").press("Enter")
    assert few.locator(".data-table").evaluate("one => one.scrollHeight <= one.clientHeight")


@pytest.mark.parametrize("path", [*PATHS, "/uppfoljning", "/data"])
def test_a_meeting_never_scrolls_sideways(visit: Open, path: str) -> None:
    page = visit(f"{path}?plats=torget&visning=mote")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
