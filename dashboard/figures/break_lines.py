"""Breaks on a time axis: an upright line each, named shortly at the top."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.figures.escaping import escaped
from dashboard.theme import Look, colour
from warehouse.periods import Span
from warehouse.queries.break_rows import BreakMark

MOST_NAMED = 3
_MOST_LETTERS = 30
_LINE = 0.085


def break_shapes(breaks: Sequence[BreakMark], axis: str = "y domain") -> list[dict[str, Any]]:
    """Draw one line for each day with a break."""
    pen = {"color": colour("ink"), "width": 1.5, "dash": "dashdot"}
    return [
        {"type": "line", "yref": axis, "y0": 0, "y1": 1, "x0": str(on), "x1": str(on), "line": pen}
        for on, _ in _by_day(breaks)
    ]


def break_names(
    breaks: Sequence[BreakMark], shown: Span, look: Look, axis: str = "y domain"
) -> list[dict[str, Any]]:
    """Name the last few days, each a line below the one before, inside the plot."""
    days = _by_day(breaks)[-MOST_NAMED:]
    middle = shown.first + (shown.end - shown.first) / 2
    return [
        {
            "x": str(on), "yref": axis, "y": 1 - _LINE * at * (2 if look.is_meeting else 1),
            "yanchor": "top", "xanchor": "left" if on < middle else "right", "showarrow": False,
            "text": escaped(_named(of_day, look)), "bgcolor": colour("paper"),
            "font": {"color": colour("ink"), "size": look.font_size},
        }
        for at, (on, of_day) in enumerate(days)
    ]  # fmt: skip


def _by_day(breaks: Sequence[BreakMark]) -> list[tuple[dt.date, list[BreakMark]]]:
    return [(on, list(of_day)) for on, of_day in groupby(breaks, key=lambda one: one.on)]


def _named(of_day: list[BreakMark], look: Look) -> str:
    names = ", ".join(dict.fromkeys(one.short.in_language(look.language) for one in of_day))
    return names if len(names) <= _MOST_LETTERS else f"{names[: _MOST_LETTERS - 1].rstrip()}…"
