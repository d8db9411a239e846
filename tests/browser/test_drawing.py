"""What is drawn, where it stands, and what the browser fetches for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, drawn

pytestmark = pytest.mark.browser
_MAP_PICTURE = "window.platsbild.map.toPng('situation-map')"
# Words of the chart that share ground with a bar, a marker or each other.
_OVERLAPS = """() => {
  const panel = document.querySelector('.panel--categories');
  const boxes = (selector, room) => [...panel.querySelectorAll(selector)].map(one => {
    const {left, right, top, bottom} = one.getBoundingClientRect();
    return {left, right, top: top + room, bottom: bottom - room};
  });
  // A line of text has air above and below its letters.
  const words = boxes('.annotation-text', 3);
  const others = boxes('.bars .point path, .scatterlayer .points path', 0);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom
    && b.top < a.bottom;
  const among = words.filter((one, at) => words.slice(at + 1).some(other => meet(one, other)));
  const covered = words.filter(one => others.some(other => meet(one, other)));
  return [words.length > 0, others.length > 0, among.length, covered.length];
}"""


@pytest.mark.parametrize("query", ["", "&visning=mote"])
def test_the_words_of_a_category_stand_free(visit: Open, query: str) -> None:
    page = visit(f"/laget?plats=torget{query}")
    assert page.evaluate(_OVERLAPS) == [True, True, 0, 0]


def test_what_is_drawn_ahead_stays_out_of_sight_on_a_phone(visit: Open) -> None:
    page = visit("/", PHONE)
    canvas = page.locator(".map__rehearsal canvas")
    canvas.wait_for(state="attached", timeout=20000)
    expect(canvas).not_to_be_in_viewport()


def test_a_phone_shows_two_tiles_a_row_and_one_filter_button(visit: Open) -> None:
    page = visit("/laget?plats=torget", PHONE)
    first, second = (page.locator(".kpi-tile").nth(at).bounding_box() for at in (0, 1))
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    expect(page.locator('select[data-param="period"]')).not_to_be_visible()
    expect(page.locator(".filter-bar__chosen")).to_contain_text("Torget · Augusti 2026")
    page.locator(".filter-bar__fold").press("Enter")
    expect(page.locator('select[data-param="period"]')).to_be_visible()


def test_a_layer_of_the_map_is_switched_by_keyboard(visit: Open) -> None:
    page = visit("/laget?plats=torget")
    before = page.evaluate(_MAP_PICTURE)
    page.get_by_role("checkbox", name="Händelser").press("Space")
    page.wait_for_timeout(300)
    assert page.evaluate(_MAP_PICTURE) != before
    page.locator('select[data-param="period"]').select_option("2026-05")
    drawn(page)
    expect(page.get_by_role("checkbox", name="Händelser")).not_to_be_checked()


def test_the_next_page_takes_over_what_was_made_ready(visit: Open) -> None:
    page = visit("/?plats=torget")
    page.locator(".map__rehearsal canvas").wait_for(state="attached", timeout=20000)
    page.locator("nav a", has_text="Läget").click()
    page.locator(".page--situation").wait_for()
    drawn(page)
    expect(page.locator("#situation-map[data-drawn] canvas")).to_have_count(1)
    expect(page.locator(".map__rehearsal")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/laget"])
def test_nothing_is_fetched_twice(visit: Open, path: str) -> None:
    page = visit(path)
    page.wait_for_timeout(500)
    names = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name)"
        ".filter(name => /statiskt|kartbas|favicon/.test(name))"
    )
    assert len(names) == len(set(names))


def test_data_saved_is_not_fetched_ahead(visit: Open) -> None:
    page = visit("/laget?plats=torget")
    assert (
        page.evaluate(
            """async () => {
          Object.defineProperty(navigator, 'connection', {value: {saveData: true}});
          await window.platsbild.ahead.prepare({});
          return document.querySelectorAll('.map__rehearsal').length;
        }"""
        )
        == 0
    )
