"""A programme over time: one outcome by month, the start, one measure's weeks, the others below."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from config.words import NO_BREAK
from dashboard.figures.break_lines import break_names, break_shapes
from dashboard.figures.escaping import escaped
from dashboard.figures.trend import event_bars, withheld_bands
from dashboard.formatting import day, number, percent, span
from dashboard.theme import Figure, Look, axis, colour, count_axis, layout, share_axis
from warehouse.periods import Span
from warehouse.queries.event_marks import event_counts
from warehouse.queries.rows import Trend, TrendPoint, known

_RUG_SHARE = 0.2
_EVENTS_LOW, _EVENTS_HIGH = -0.6, 0.5


@dataclass(frozen=True)
class SeriesWords:
    """The words drawn in the chart."""

    unit: str
    start: str
    chosen: str
    measures: str
    events: str
    before: str
    after: str


@dataclass(frozen=True)
class SeriesMarks:
    """What stands on the curve: the start, the chosen measure, its weeks, and the others."""

    started_on: dt.date
    chosen_on: dt.date | None
    before: Span | None
    after: Span | None
    baseline: tuple[Span, float] | None
    """The 12 months before the start and their mean for each point."""
    measures: tuple[tuple[dt.date, str], ...]
    is_share: bool


def programme_figure(trend: Trend, marks: SeriesMarks, words: SeriesWords, look: Look) -> Figure:
    """Draw the months; one without a report is a gap, and an unfinished one is hollow."""
    points = trend.points
    values = [value for point in points if (value := known(point.value)) is not None]
    highest = max(values, default=1.0) or 1.0
    first, end = points[0].span.first, points[-1].span.end
    rows = [(1, words.measures)]
    if any(event_counts(trend)):
        rows.append((0, words.events))
    return {
        "data": [
            *_baseline(marks, words, look),
            _line(points, marks, words, look),
            _measures(marks, look),
            *event_bars(trend, (_EVENTS_LOW, _EVENTS_HIGH), look),
        ],
        "layout": layout(
            look,
            xaxis=axis(
                type="date", range=[str(first), str(end)], anchor="y2", showgrid=False,
                tickformat="%b\n%Y", nticks=9, ticks="outside",
            ),
            yaxis=_values_axis(highest, marks, look),
            yaxis2=axis(
                domain=[0, _RUG_SHARE], range=[-0.7, 1.7], showgrid=False,
                tickvals=[at for at, _ in rows], ticktext=[name for _, name in rows],
                tickfont={"size": look.font_size * 0.86},
            ),
            shapes=[
                *_windows(marks), *_upright(marks), *withheld_bands(points),
                *break_shapes(trend.breaks),
            ],
            annotations=[
                *_names(marks, words), *break_names(trend.breaks, Span(first, end), look)
            ],
            margin={"l": 8, "r": 12, "t": round(look.font_size * 1.4), "b": 8},
        ),
    }  # fmt: skip


def _values_axis(highest: float, marks: SeriesMarks, look: Look) -> dict[str, Any]:
    domain = [_RUG_SHARE + 0.04, 1]
    if marks.is_share:
        return share_axis(0, highest * 1.25, look, domain=domain)
    return count_axis(highest, 1.25, domain=domain)


def _line(
    points: tuple[TrendPoint, ...], marks: SeriesMarks, words: SeriesWords, look: Look
) -> dict[str, Any]:
    is_whole = [point.completeness == "complete" for point in points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_middle(point.span) for point in points],
        "y": [known(point.value) for point in points],
        "line": {"color": colour("series"), "width": 3 if not look.is_meeting else 5},
        "marker": {
            "size": 7 if not look.is_meeting else 12,
            "color": [colour("series") if whole else colour("paper") for whole in is_whole],
            "line": {"color": colour("series"), "width": 2},
        },
        "text": [_hover(point, marks, words, look) for point in points],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _hover(point: TrendPoint, marks: SeriesMarks, words: SeriesWords, look: Look) -> str:
    value = known(point.value)
    if value is None:
        return ""
    if marks.is_share:
        written = percent(value, look.language)
    else:
        written = f"{number(value, look.language)}{NO_BREAK}{words.unit}"
    return f"{span(point.span, look.language)}<br><b>{written}</b>"


def _baseline(marks: SeriesMarks, words: SeriesWords, look: Look) -> list[dict[str, Any]]:
    if marks.baseline is None:
        return []
    days, level = marks.baseline
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [str(days.first), str(days.end)],
            "y": [level, level],
            "line": {"color": colour("series-before"), "width": 2.5, "dash": "6px,5px"},
            "text": [f"{words.before}: {number(level, look.language, 1)}"] * 2,
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _measures(marks: SeriesMarks, look: Look) -> dict[str, Any]:
    days = [first for first, _ in marks.measures]
    is_chosen = [first == marks.chosen_on for first in days]
    return {
        "type": "scatter",
        "mode": "markers",
        "yaxis": "y2",
        "x": [str(first) for first in days],
        "y": [1] * len(days),
        "marker": {
            "symbol": ["diamond" if chosen else "diamond-open" for chosen in is_chosen],
            "size": look.font_size * 0.75,
            "color": colour("mark-measure"),
            "line": {"color": colour("mark-measure"), "width": 2},
        },
        "text": [
            f"{day(first, look.language)}<br>{escaped(name)}" for first, name in marks.measures
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _windows(marks: SeriesMarks) -> list[dict[str, Any]]:
    """Frame the weeks before, and fill those after: told apart by form as well as by colour."""
    found = []
    if marks.before:
        pen = {"color": colour("line-strong"), "width": 1.5, "dash": "4px,4px"}
        found.append(_box(marks.before) | {"line": pen})
    if marks.after:
        found.append(_box(marks.after) | {"fillcolor": colour("period-band"), "line": {"width": 0}})
    return found


def _box(days: Span) -> dict[str, Any]:
    return {
        "type": "rect", "layer": "below", "yref": "y domain", "y0": 0, "y1": 1,
        "x0": str(days.first), "x1": str(days.end),
    }  # fmt: skip


def _upright(marks: SeriesMarks) -> list[dict[str, Any]]:
    pens = [(marks.started_on, {"color": colour("ink"), "width": 2})]
    if marks.chosen_on and marks.chosen_on != marks.started_on:
        pens.append((marks.chosen_on, {"color": colour("mark-measure"), "width": 2.5}))
    return [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": str(at), "x1": str(at),
         "line": pen}
        for at, pen in pens
    ]  # fmt: skip


def _names(marks: SeriesMarks, words: SeriesWords) -> list[dict[str, Any]]:
    named = [(marks.started_on, words.start, "right", "ink")]
    if marks.chosen_on and marks.chosen_on != marks.started_on:
        named.append((marks.chosen_on, words.chosen, "left", "mark-measure"))
    return [
        {
            "x": str(at), "yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": side,
            "text": f"<b>{escaped(text)}</b>", "showarrow": False, "font": {"color": colour(name)},
        }
        for at, text, side, name in named
    ]  # fmt: skip


def _middle(days: Span) -> str:
    return str(days.first + dt.timedelta(days=days.day_count // 2))
