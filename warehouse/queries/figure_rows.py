"""Every number of a place and period as plain rows: what the pages show, for a file or a check."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.connection import PublishedFiles
from warehouse.queries.category_counts import category_counts
from warehouse.queries.hour_week import hour_week
from warehouse.queries.kpi_figures import kpi_figures
from warehouse.queries.rows import KpiFigure, Question, Suppressed, Value, known
from warehouse.queries.site_map import site_map
from warehouse.queries.trend import trend
from warehouse.viewer import Viewer


@dataclass(frozen=True)
class FigureRow:
    """One number: `part` of the page, `measure`, and the `item` it is of ("" for the whole)."""

    part: str
    measure: str
    item: str
    value: float | None
    base: float | None = None
    comparison_value: float | None = None
    change: float | None = None
    completeness: str = ""
    """`suppressed` where there is a number that the profile is not shown."""


def figure_rows(
    files: PublishedFiles, viewer: Viewer, question: Question, today: dt.date
) -> Iterator[FigureRow]:
    """Yield tiles, trends by month and week, categories, hours and map, in that order."""
    figures = kpi_figures(files, viewer, question, today)
    yield from (_tile(figure) for figure in figures)
    for figure in figures:
        for bucket in ("month", "week") if figure.sparkline_bucket == "month" else ("quarter",):
            shown = trend(files, viewer, question, figure.kpi_id, bucket, today)
            for point in shown.points:
                item, state = point.span.first.isoformat(), _state(point.value, point.completeness)
                yield FigureRow(
                    f"trend_{bucket}", figure.kpi_id, item, known(point.value),
                    comparison_value=known(point.comparison_value), completeness=state,
                )  # fmt: skip
    for row in category_counts(files, viewer, question):
        name, before = row.category.category_id, known(row.comparison_count)
        yield FigureRow("category", "reported_incidents", name, row.count, comparison_value=before)
    yield from _hours(files, viewer, question)
    yield from _map(files, viewer, question)


def _tile(figure: KpiFigure) -> FigureRow:
    return FigureRow(
        "tile",
        figure.kpi_id,
        "",
        known(figure.value),
        figure.base,
        known(figure.comparison_value),
        figure.change,
        _state(figure.value, figure.completeness),
    )


def _state(value: Value, completeness: str) -> str:
    return "suppressed" if isinstance(value, Suppressed) else completeness


def _hours(files: PublishedFiles, viewer: Viewer, question: Question) -> Iterator[FigureRow]:
    week = hour_week(files, viewer, question)
    if week.withheld is not None:
        yield FigureRow("hour", "reported_incidents", "", None, completeness="suppressed")
        return
    for block in week.blocks:
        part = f"{_run(block.weekdays)}/{_run(block.hours)}"
        yield FigureRow("hour", "reported_incidents", part, block.count)
    for cell in week.cells:
        yield FigureRow("hour", "reported_incidents", f"{cell.weekday}-{cell.hour:02d}", cell.count)
    yield FigureRow("hour", "reported_incidents", "unknown", week.untimed_count)


def _map(files: PublishedFiles, viewer: Viewer, question: Question) -> Iterator[FigureRow]:
    shown = site_map(files, viewer, question)
    if shown.withheld is not None:
        yield FigureRow("map", "reported_incidents", "", None, completeness="suppressed")
        return
    for cell in shown.hexagons:
        place = f"{cell.latitude:.6f},{cell.longitude:.6f}"
        yield FigureRow("map", "reported_incidents", place, cell.count)
    yield FigureRow("map", "reported_incidents", "no_position", shown.no_position_count)


def _run(numbers: tuple[int, ...]) -> str:
    return f"{numbers[0]}-{numbers[-1]}"
