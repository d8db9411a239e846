"""Charts are plain data made from rows."""

from config.words import Words
from dashboard.figures.category_bars import MOST_BARS, category_figure
from dashboard.figures.site_map import map_classes
from dashboard.theme import Look, colours, rgba
from warehouse.queries.rows import Category, CategoryCount, Hexagon

LOOK = Look("sv", is_meeting=False, stamp="?a=1")


def counted(count: float, before: float | None) -> CategoryCount:
    return CategoryCount(
        Category("c", "incident", "g", Words(sv="<Stöld>", en="Theft")), count, before
    )


def test_bars_show_the_largest_and_mark_what_was_before() -> None:
    figure = category_figure(tuple(counted(20 - at, 5) for at in range(20)), LOOK)
    assert len(figure["data"][0]["x"]) == MOST_BARS
    assert figure["data"][1]["x"] == [5] * MOST_BARS
    assert figure["layout"]["meta"] == {"stamp": "?a=1"}
    assert "&lt;Stöld&gt;" in figure["layout"]["annotations"][0]["text"]


def test_no_categories_is_an_empty_chart_and_no_error() -> None:
    assert category_figure((), LOOK)["data"][0]["x"] == []


def test_classes_cover_every_count_once() -> None:
    counts = [1, 1, 1, 2, 3, 5, 8, 40, 41]
    classes = map_classes(tuple(Hexagon(18, 59, count) for count in counts))
    for count in range(1, 42):
        assert sum(step.low <= count <= step.high for step in classes) == 1
    assert len(classes) <= 5


def test_few_different_counts_give_few_classes() -> None:
    assert map_classes(()) == ()
    one = map_classes((Hexagon(18, 59, 1), Hexagon(18, 59, 1)))
    assert [(step.low, step.high) for step in one] == [(1, 1)]


def test_colours_come_from_the_token_file() -> None:
    assert set(colours()) >= {"ink", "series", "scale-0", "scale-5"}
    assert rgba("paper", 0.5) == [255, 255, 255, 128]
