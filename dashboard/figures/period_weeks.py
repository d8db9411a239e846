"""The weeks that a comparison rests on: one line, both periods as bands of different pattern."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from config.words import NO_BREAK
from dashboard.formatting import number, span
from dashboard.theme import Figure, Look, axis, colour, count_axis, layout
from warehouse.periods import Span
from warehouse.queries.comparison_rows import ComparedWeek
from warehouse.queries.rows import known


@dataclass(frozen=True)
class WeekWords:
    """The words drawn in the chart."""

    before: str
    after: str
    unit: str


def week_figure(
    weeks: tuple[ComparedWeek, ...], spans: tuple[Span, Span], words: WeekWords, look: Look
) -> Figure:
    """Draw counts by week or quarter; one without a number is a gap. A is outlined, B is filled."""
    counts = [count for week in weeks if (count := known(week.count)) is not None]
    highest = max(counts, default=1.0)
    first, end = weeks[0].first, weeks[-1].span.end
    before, after = spans
    return {
        "data": [_line(weeks, words, look)],
        "layout": layout(
            look,
            xaxis=axis(
                type="date", range=[str(first), str(end)], showgrid=False, ticks="outside",
                tickformat="%b\n%Y", nticks=9,
            ),
            yaxis=count_axis(highest, 1.22),
            shapes=[_outline(before), _band(after)],
            annotations=[
                _name(before.first, "left", words.before),
                _name(after.end, "right", words.after),
            ],
        ),
    }  # fmt: skip


def _line(weeks: tuple[ComparedWeek, ...], words: WeekWords, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if weeks[0].end else "lines",
        "x": [str(week.first + (week.span.end - week.first) / 2) for week in weeks],
        "y": [known(week.count) for week in weeks],
        "line": {"color": colour("series"), "width": 2 if not look.is_meeting else 3.5},
        "text": [_hover(week, words.unit, look) for week in weeks],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(week: ComparedWeek, unit: str, look: Look) -> str:
    count = known(week.count)
    if count is None:
        return ""
    days = span(week.span, look.language)
    return f"{days}<br><b>{number(count, look.language)}{NO_BREAK}{unit}</b>"


def _band(days: Span) -> dict[str, Any]:
    return {
        "type": "rect", "layer": "below", "line": {"width": 0}, "yref": "paper",
        "x0": str(days.first), "x1": str(days.end), "y0": 0, "y1": 1,
        "fillcolor": colour("scale-1"),
    }  # fmt: skip


def _outline(days: Span) -> dict[str, Any]:
    return {
        **_band(days),
        "fillcolor": "rgba(0,0,0,0)",
        "line": {"color": colour("ink-soft"), "width": 2, "dash": "6px,5px"},
    }


def _name(edge: dt.date, side: str, text: str) -> dict[str, Any]:
    return {
        "x": str(edge), "xanchor": side, "yref": "paper", "y": 1, "yanchor": "top",
        "showarrow": False,
        "text": f"<b>{text}</b>", "bgcolor": colour("paper"), "borderpad": 2,
    }  # fmt: skip
