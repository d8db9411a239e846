"""How charts look: colours from assets/00-tokens.css, and one slim layout that all charts share."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from config.words import NO_BREAK, Language
from dashboard.formatting import percent

Figure = dict[str, Any]
"""A plotly.js figure as plain data; a template object would cost 20 ms in every callback."""

TOKENS = Path(__file__).parent.parent / "assets" / "00-tokens.css"
FONT_SIZE, FONT_SIZE_MEETING = 14, 24
"""Pixels. In meeting mode the script adapts the size to the height of the screen."""


NOT_DRAWN: Figure = {"empty": True}
"""A chart with nothing to draw, in a panel whose head says why."""
_EDGE = 8
_MOST_TICKS = 5
_SHARE_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Look:
    """What a chart must know of the view: language and size of text."""

    language: Language
    is_meeting: bool

    @property
    def font_size(self) -> int:
        """Return the size of the chart's text, in pixels."""
        return FONT_SIZE_MEETING if self.is_meeting else FONT_SIZE


@cache
def colours() -> dict[str, str]:
    """Return every colour of the token file by its name."""
    text = TOKENS.read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", text))


def colour(name: str) -> str:
    """Return one colour as #rrggbb."""
    return colours()[name]


def rgba(name: str, opacity: float = 1.0) -> list[int]:
    """Return one colour as the four numbers of the map; opacity from 0 to 1."""
    text = colour(name)
    return [*(int(text[at : at + 2], 16) for at in (1, 3, 5)), round(opacity * 255)]


def scale() -> list[list[float | str]]:
    """Return the colours from few to many as a plotly.js colour scale."""
    names = [name for name in colours() if name.startswith("scale-")]
    return [[at / (len(names) - 1), colour(name)] for at, name in enumerate(names)]


def layout(look: Look, **own: object) -> dict[str, Any]:
    """Return the shared layout, with the chart's own settings on top."""
    return {
        "autosize": True,
        "dragmode": False,
        "font": {
            "family": "Inter, system-ui, sans-serif",
            "size": look.font_size,
            "color": colour("ink"),
        },
        "hoverlabel": {"bgcolor": colour("ink"), "font": {"color": colour("paper")}},
        "hovermode": "closest",
        "margin": {"l": _EDGE, "r": _EDGE, "t": _EDGE, "b": _EDGE},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": f",{NO_BREAK}" if look.language == "sv" else ".,",
        "showlegend": False,
        **own,
    }


def margin(look: Look, left_em: float = 0, right_em: float = 0, bottom_em: float = 0) -> Figure:
    """Return margins in letters, for axes whose words are known: measuring costs a second draw."""
    room = {"l": left_em, "r": right_em, "t": 0.0, "b": bottom_em}
    return {side: round(_EDGE + em * look.font_size) for side, em in room.items()}


def count_axis(highest: float, room: float, **own: object) -> dict[str, Any]:
    """Return an axis of counts from 0 to `room` times the highest, a tick at whole numbers only."""
    end = max(highest, 1.0) * room
    # Of so few, plotly would put ticks at halves, and write them as whole numbers.
    steps: dict[str, Any] = {"dtick": 1} if end <= _MOST_TICKS else {"nticks": _MOST_TICKS}
    return axis(range=[0, end], tickformat=",.0f", **steps, **own)


def share_axis(low: float, high: float, look: Look, **own: object) -> dict[str, Any]:
    """Return an axis of shares; its percent are written as everywhere else on the page."""
    step = next(step for step in _SHARE_STEPS if (high - low) / step <= _MOST_TICKS)
    ticks = [count * step for count in range(round(1 / step) + 1) if low <= count * step <= high]
    words = [percent(tick, look.language) for tick in ticks]
    return axis(range=[low, high], tickvals=ticks, ticktext=words, **own)


def axis(**own: object) -> dict[str, Any]:
    """Return the shared axis, with the chart's own settings on top."""
    return {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": colour("grid"),
        "linecolor": colour("line-strong"),
        "tickcolor": colour("line-strong"),
        "zeroline": False,
        **own,
    }
