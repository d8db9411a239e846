"""What the browser's scripts draw for Läget: filters, tables, charts and map."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from config.texts import text
from config.words import Words
from dashboard.basemap import basemap_address
from dashboard.components.data_table import Table, table_payload
from dashboard.components.filter_bar import filter_state
from dashboard.figures.category_bars import category_figure, most_bars
from dashboard.figures.hour_week import hour_week_figure
from dashboard.figures.site_map import map_spec
from dashboard.figures.trend import trend_figure
from dashboard.pages.situation.answer import Answer
from dashboard.pages.situation.ids import Id
from dashboard.pages.situation.panels import map_legend, map_words, trend_words
from dashboard.pages.situation.tables import TABLES, block_name
from dashboard.settling import viewer_of
from dashboard.state import View
from dashboard.texts import page_text
from dashboard.theme import NOT_DRAWN, Figure, Look
from warehouse.queries.category_counts import largest_and_rest
from warehouse.queries.rows import Category, CategoryCount, HourBlock, known

_TITLE = page_text("situation", "title")
_PRODUCT = text("shell.product")
_UNIT = page_text("situation", "hours.unit")
_REST = page_text("situation", "categories.rest")


def drawing(view: View, answer: Answer, stamp: str) -> dict[str, Any]:
    """Return all that the scripts draw, for assets/scripts/draw.js."""
    language = view.language
    look = Look(language, view.state.is_meeting)
    title = (_TITLE(language), view.site.name.in_language(language), _PRODUCT(language))
    basemap = basemap_address(viewer_of(view), view.catalogue.version)
    spec = map_spec(answer.map, map_words(language), look, basemap)
    return {
        "stamp": stamp,
        "title": " – ".join(title),
        "filters": filter_state(view),
        "tables": {
            f"situation-{name}": table_payload(_shown(name, view, answer), language)
            for name in TABLES
            if name != "tiles"
        },
        "charts": {f"situation-{name}": chart(answer, look) for name, chart in CHARTS.items()},
        "map": {**spec, "legend": map_legend(answer, language)},
        "mapHost": Id.MAP,
    }


def _shown(name: str, view: View, answer: Answer) -> Table:
    """Return a table of the page; states without a single number are for the download only."""
    table = TABLES[name](view, answer)
    if name != "trend" or any(known(point.value) is not None for point in answer.trend.points):
        return table
    return replace(table, rows=())


def trend_chart(answer: Answer, look: Look) -> Figure:
    """Return the curve, where any part of it has been reported."""
    values = [(known(at.value), known(at.comparison_value)) for at in answer.trend.points]
    if all(pair == (None, None) for pair in values):
        return NOT_DRAWN
    return trend_figure(answer.trend, trend_words(answer, look.language), look)


def categories_chart(answer: Answer, look: Look) -> Figure:
    """Return the bars, where there is anything to count."""
    if not any(row.count for row in answer.counts):
        return NOT_DRAWN
    shown = largest_and_rest(answer.counts, most_bars(look), _REST.words)
    return category_figure(shown, look)


def hours_chart(answer: Answer, look: Look) -> Figure:
    """Return the heat map, of leaves bars, where any incident has a known hour."""
    if answer.week.blocks and answer.week.timed_count:
        return category_figure(_bars(answer.week.blocks), look)
    if answer.week.withheld is not None or not answer.week.timed_count:
        return NOT_DRAWN
    return hour_week_figure(answer.week, _UNIT(look.language), look)


CHARTS: dict[str, Callable[[Answer, Look], Figure]] = {
    "trend": trend_chart,
    "categories": categories_chart,
    "hours": hours_chart,
}


def _bars(blocks: tuple[HourBlock, ...]) -> tuple[CategoryCount, ...]:
    """Write parts of the week as bars, in the order of the week."""
    return tuple(
        CategoryCount(Category("", "", "", _named(block)), block.count, None) for block in blocks
    )


def _named(block: HourBlock) -> Words:
    return Words(sv=block_name(block, "sv"), en=block_name(block, "en"))
