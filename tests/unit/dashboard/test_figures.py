"""Charts are plain data made from rows."""

import datetime as dt
from typing import Any

import pytest

from config.words import Words
from dashboard.figures.category_bars import category_figure, most_bars
from dashboard.figures.hour_week import hour_week_figure
from dashboard.figures.map_classes import class_of, map_classes
from dashboard.figures.trend import TrendWords, trend_figure
from dashboard.theme import Look, colours, count_axis, rgba, share_axis
from warehouse.periods import parse_period
from warehouse.queries.rows import (
    Category,
    CategoryCount,
    EventMark,
    Hexagon,
    HourCell,
    HourWeek,
    Trend,
    TrendPoint,
)

LOOK, MEETING = Look("sv", is_meeting=False), Look("sv", is_meeting=True)


def counted(count: float, before: float | None) -> CategoryCount:
    return CategoryCount(
        Category("c", "incident", "g", Words(sv="<Stöld>", en="Theft")), count, before
    )


def test_bars_mark_what_was_before_and_escape_names() -> None:
    figure = category_figure(tuple(counted(20 - at, 5) for at in range(9)), LOOK)
    assert figure["data"][0]["x"][0] == 20
    assert figure["data"][1]["x"] == [5] * 9
    assert "&lt;Stöld&gt;" in figure["layout"]["annotations"][0]["text"]
    assert most_bars(MEETING) == 8 < most_bars(LOOK)


@pytest.mark.parametrize("look", [LOOK, MEETING])
@pytest.mark.parametrize("rows", [1, 9, 13])
def test_words_of_a_category_touch_neither_bar_nor_marker(look: Look, rows: int) -> None:
    figure = category_figure(tuple(counted(20 - at, 5) for at in range(rows)), look)
    bars, markers = figure["data"]
    plot_em = figure["layout"]["meta"]["heightEm"] - 2.4
    row_em = plot_em / rows
    marker_em = (markers["marker"]["size"] + 4) / look.font_size
    for row, label in enumerate(figure["layout"]["annotations"]):
        middle = (bars["y"][row] - label["y"]) * row_em
        thickest = max(marker_em, bars["width"] * row_em)
        # Words take 1.2 of their size in height.
        assert middle > 0.59 + thickest / 2
        if row:
            above = (label["y"] - bars["y"][row - 1]) * row_em
            assert above > 0.59 + thickest / 2


def test_a_meeting_reads_numbers_in_eight_parts_a_day() -> None:
    cells = tuple(HourCell(day, hour, 1.0) for day in range(1, 8) for hour in range(24))
    week = HourWeek(cells, 168.0, 0.0, ())
    figure = hour_week_figure(week, "händelser", MEETING)["data"][0]
    assert [len(row) for row in figure["text"]] == [8] * 7
    assert figure["text"][0][0] == "3"
    assert "text" not in hour_week_figure(week, "händelser", LOOK)["data"][0]


@pytest.mark.parametrize("highest", [0, 0.4, 1, 2, 3, 4])
def test_an_axis_of_few_counts_has_ticks_at_whole_numbers_only(highest: float) -> None:
    few = count_axis(highest, 1.22)
    assert few["dtick"] == 1
    assert few["range"][1] >= 1
    assert "dtick" not in count_axis(5, 1.22)


def test_no_categories_is_an_empty_chart_and_no_error() -> None:
    assert category_figure((), LOOK)["data"][0]["x"] == []


def test_classes_cover_every_count_once() -> None:
    counts = [1, 1, 1, 2, 3, 5, 8, 40, 41]
    classes = map_classes(tuple(Hexagon(18, 59, count) for count in counts))
    assert [step.low for step in classes] == [1, 2, 5, 10]
    assert class_of(classes, 9.4).high == 9
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


def test_an_axis_of_shares_writes_percent_as_the_rest_of_the_page_does() -> None:
    assert share_axis(-0.02, 1.02, LOOK)["ticktext"][1] == "25\u00a0%"
    assert share_axis(0, 0.31, Look("en", is_meeting=False))["ticktext"] == [
        "0%", "10%", "20%", "30%",
    ]  # fmt: skip
    ticks = share_axis(0, 0.06, LOOK)["tickvals"]
    assert [round(tick, 2) for tick in ticks] == [0, 0.02, 0.04, 0.06]


def figure_of(*events: EventMark) -> dict[str, Any]:
    points = tuple(
        TrendPoint(parse_period(code).span, 5, None, "complete", in_period=False)
        for code in ("2026-07", "2026-08")
    )
    words = Words(sv="x", en="x")
    trend = Trend("k", words, words, "month", points, events, ())
    return trend_figure(trend, TrendWords("x", "Utfall", "Före", "Evenemang", "Helg"), LOOK)


def mark(text: str, *, everywhere: bool = False, category_id: str = "match") -> EventMark:
    on = dt.date.fromisoformat(text)
    return EventMark(on, on, "<Derby>", category_id, everywhere)


def test_events_are_bars_of_how_many_begin_in_each_month() -> None:
    july, august = mark("2026-07-31"), mark("2026-08-01")
    figure = figure_of(july, august, august, mark("2026-08-02", everywhere=True))
    bars = figure["data"][2]
    assert bars["type"] == "bar"
    assert bars["y"][0] * 2 == bars["y"][1] > 0
    assert "<b>2</b>" in bars["text"][1]
    assert "&lt;Derby&gt;" in bars["text"][1]
    assert figure["layout"]["yaxis2"]["ticktext"] == ["Evenemang", "Helg"]


def test_a_place_without_events_has_no_row_of_them() -> None:
    figure = figure_of(
        mark("2026-08-02", everywhere=True),
        mark("2026-08-03", everywhere=True, category_id="holiday"),
    )
    assert [trace["type"] for trace in figure["data"]] == ["scatter"] * 3
    assert figure["layout"]["yaxis2"]["ticktext"] == ["Helg"]
