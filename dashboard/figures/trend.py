"""The trend: one KPI over time, the same a year earlier; below it events counted, and holidays."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from config.words import NO_BREAK
from dashboard.figures.break_lines import break_names, break_shapes
from dashboard.figures.escaping import escaped
from dashboard.formatting import day, number, span
from dashboard.theme import Figure, Look, axis, colour, count_axis, layout, margin
from warehouse.periods import Span
from warehouse.queries.event_marks import begun_in, event_counts
from warehouse.queries.rows import EventMark, Suppressed, Trend, TrendPoint, known

_RUG_SHARE = 0.17
_EVENTS_LOW, _EVENTS_HIGH = 0.6, 1.6
_LABEL_GAP = 0.17
_LABEL_MARGIN = 6
_NAMED_AT_END = 3
_DAY, _DAY_MS = dt.timedelta(days=1), 86_400_000
_BAR_SHARE = 0.7
_MOST_NAMED = 6
_LETTER_EM, _TICK_EM = 0.6, 0.8


@dataclass(frozen=True)
class TrendWords:
    """The words drawn in the chart."""

    unit: str
    now: str
    before: str
    events: str
    calendar: str


def trend_figure(trend: Trend, words: TrendWords, look: Look) -> Figure:
    """Draw the trend; a day without a report is a gap, and an unfinished point is hollow."""
    points = trend.points
    first, end = points[0].span.first, points[-1].span.end
    highest = max(_values(points), default=1.0) or 1.0
    rows, share, top = [(0.0, words.calendar)], _RUG_SHARE / 2, _EVENTS_LOW
    if any(event_counts(trend)):
        rows.insert(0, ((_EVENTS_LOW + _EVENTS_HIGH) / 2, words.events))
        share, top = _RUG_SHARE, _EVENTS_HIGH
    return {
        "data": [
            _before_line(points, words, look),
            _now_line(points, words, look),
            *event_bars(trend, (_EVENTS_LOW, _EVENTS_HIGH), look),
            *_calendar_rug(trend.events, look),
        ],
        "layout": layout(
            look,
            xaxis=axis(
                type="date", range=[str(first), str(end)], anchor="y2", showgrid=False,
                tickformat=_TICKS[trend.bucket], dtick=None, nticks=9, ticks="outside",
                automargin=False,
            ),
            yaxis=count_axis(highest, 1.12, domain=[share + 0.04, 1], automargin=False),
            yaxis2=axis(
                domain=[0, share], range=[-0.5, top + 0.1], showgrid=False,
                tickvals=[at for at, _ in rows], ticktext=[name for _, name in rows],
                automargin=False,
            ),
            margin=margin(look, _left_em(words, highest), _LABEL_MARGIN, bottom_em=2.8),
            shapes=[_band(points), *withheld_bands(points), *break_shapes(trend.breaks)],
            annotations=[
                *_labels(points, words, highest),
                *break_names(trend.breaks, Span(first, end), look),
            ],
        ),
    }  # fmt: skip


def _left_em(words: TrendWords, highest: float) -> float:
    longest = max(words.events, words.calendar, f"{highest:,.0f}", key=len)
    return len(longest) * _LETTER_EM + _TICK_EM


_TICKS = {"quarter": "%b\n%Y", "month": "%b\n%Y", "week": "%-d %b\n%Y"}


def _values(points: Iterable[TrendPoint]) -> list[float]:
    both = ((known(point.value), known(point.comparison_value)) for point in points)
    return [value for pair in both for value in pair if value is not None]


def _middle(point: TrendPoint) -> str:
    return str(point.span.first + dt.timedelta(days=point.span.day_count // 2))


def _now_line(points: tuple[TrendPoint, ...], words: TrendWords, look: Look) -> dict[str, Any]:
    is_whole = [point.completeness == "complete" for point in points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_middle(point) for point in points],
        "y": [known(point.value) for point in points],
        "line": {"color": colour("series"), "width": 3 if not look.is_meeting else 5},
        "marker": {
            "size": 8 if not look.is_meeting else 13,
            "color": [colour("series") if whole else colour("paper") for whole in is_whole],
            "line": {"color": colour("series"), "width": 2},
        },
        "text": [_hover(point, known(point.value), words.unit, look) for point in points],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _before_line(points: tuple[TrendPoint, ...], words: TrendWords, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_middle(point) for point in points],
        "y": [known(point.comparison_value) for point in points],
        "line": {"color": colour("series-before"), "width": 2.5, "dash": "6px,5px"},
        "text": [
            f"{words.before}: {_hover(point, known(point.comparison_value), words.unit, look)}"
            for point in points
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(point: TrendPoint, value: float | None, unit: str, look: Look) -> str:
    if value is None:
        return ""
    written = number(value, look.language)
    return f"{span(point.span, look.language)}<br><b>{written}{NO_BREAK}{unit}</b>"


def event_bars(trend: Trend, rows: tuple[float, float], look: Look) -> list[dict[str, Any]]:
    """Count the place's events for each point, between two heights of the rug.

    A stroke for each event is one solid band where there are hundreds.
    """
    counts, (low, high) = event_counts(trend), rows
    most = max(counts, default=0)
    if not most:
        return []
    return [
        {
            "type": "bar",
            "yaxis": "y2",
            "base": low,
            "x": [_middle(point) for point in trend.points],
            "y": [(high - low) * count / most for count in counts],
            "width": [point.span.day_count * _DAY_MS * _BAR_SHARE for point in trend.points],
            "marker": {"color": colour("mark-event")},
            "text": [_events_in(point, trend.events, look) for point in trend.points],
            "textposition": "none",
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _events_in(point: TrendPoint, events: tuple[EventMark, ...], look: Look) -> str:
    begun = [
        f"{day(mark.first, look.language)} {escaped(mark.title)}"
        for mark in begun_in(point.span, events)
    ]
    head = f"{span(point.span, look.language)}: <b>{number(len(begun), look.language)}</b>"
    return "<br>".join([head, *begun[:_MOST_NAMED]])


def _calendar_rug(events: tuple[EventMark, ...], look: Look) -> list[dict[str, Any]]:
    marks = [mark for mark in events if mark.is_of_calendar]
    # A day longer at both ends, so that a single one is seen in a chart of two years.
    ends = [(mark, at) for mark in marks for at in (mark.first - _DAY, mark.last + _DAY, None)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "yaxis": "y2",
            "x": [str(at) if at else None for _, at in ends],
            "y": [0 if at else None for _, at in ends],
            "line": {"color": colour("mark-break"), "width": look.font_size * 0.5},
            "text": [escaped(_when_and_what(mark, look)) for mark, _ in ends],
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _when_and_what(mark: EventMark, look: Look) -> str:
    return f"{span(Span(mark.first, mark.last + _DAY), look.language)}: {name_of(mark, look)}"


def name_of(mark: EventMark, look: Look) -> str:
    """Return the name of a mark, in the view's language where it has one."""
    return mark.name.in_language(look.language) if mark.name else mark.title


def _band(points: tuple[TrendPoint, ...]) -> dict[str, Any]:
    chosen = [point for point in points if point.in_period] or [points[-1]]
    return {
        "type": "rect", "layer": "below", "line": {"width": 0}, "yref": "paper",
        "x0": str(chosen[0].span.first), "x1": str(chosen[-1].span.end), "y0": 0, "y1": 1,
        "fillcolor": colour("period-band"),
    }  # fmt: skip


def withheld_bands(points: tuple[TrendPoint, ...]) -> list[dict[str, Any]]:
    """Frame what is not shown, so that it is not taken for a time without a report."""
    return [
        {
            "type": "rect", "layer": "below", "yref": "y domain", "y0": 0, "y1": 0.16,
            "x0": str(point.span.first), "x1": str(point.span.end),
            "fillcolor": colour("scale-0"),
            "line": {"color": colour("ink-soft"), "width": 1, "dash": "2px,3px"},
        }
        for point in points
        if isinstance(point.value, Suppressed)
    ]  # fmt: skip


def _labels(
    points: tuple[TrendPoint, ...], words: TrendWords, highest: float
) -> list[dict[str, Any]]:
    """Name each line at its end, moved apart where the ends are close."""
    now = _last([known(point.value) for point in points])
    # A line that ends long before the edge is named in the legend alone.
    before = _last([known(point.comparison_value) for point in points[-_NAMED_AT_END:]])
    if now is not None and before is not None:
        now, before = _apart(now, before, highest * _LABEL_GAP)
    named = ((now, words.now, "series"), (before, words.before, "series-before"))
    return [
        {
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 6,
            "y": max(at, 0), "yanchor": "middle", "align": "left", "showarrow": False,
            "text": f"<b>{text}</b>", "font": {"color": colour(name)},
        }
        for at, text, name in named
        if at is not None
    ]  # fmt: skip


def _apart(one: float, other: float, gap: float) -> tuple[float, float]:
    """Move two places on the axis from each other until there is a gap."""
    middle, half = (one + other) / 2, gap / 2
    if abs(one - other) >= gap:
        return one, other
    return (middle + half, middle - half) if one >= other else (middle - half, middle + half)


def _last(values: list[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)
