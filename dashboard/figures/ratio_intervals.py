"""How much has it changed: a dot and its range on a ratio scale, one row a category or area."""

from dataclasses import dataclass
from math import log10
from typing import Any

from dashboard.figures.escaping import escaped
from dashboard.formatting import number
from dashboard.theme import Figure, Look, axis, colour, layout
from warehouse.statistics.inputs import Interval
from warehouse.statistics.verdicts import UNCHANGED_BAND, Verdict

TICKS = (0.5, 0.8, 1.0, 1.25, 2.0)
LOWEST, HIGHEST = 0.25, 4.0
"""Ranges that reach further end in an arrow at the edge."""

MOST_ROWS, MOST_ROWS_MEETING = 18, 6
_WORDS_AT, _LINE_AT, _CAP = -0.18, 0.24, 0.1
_ROW_EM, _AXIS_EM = 3.0, 3.8
# Told apart by shape: filled where a change is claimed, hollow where it is not.
_SYMBOLS = {
    Verdict.INCREASED: "triangle-up",
    Verdict.DECREASED: "triangle-down",
    Verdict.UNCHANGED: "square",
    Verdict.NO_CERTAIN_CHANGE: "circle-open",
    Verdict.TOO_FEW: "x-thin-open",
}


@dataclass(frozen=True)
class RatioRow:
    """One row of the picture: its name, what is said of it, ratio and interval."""

    name: str
    verdict_words: str
    verdict: Verdict
    ratio: float | None
    interval: Interval
    hover: str


@dataclass(frozen=True)
class RatioWords:
    """The words on the axis."""

    fewer: str
    more: str


def most_rows(look: Look) -> int:
    """Return how many rows there is room for; the rest stand in the table."""
    return MOST_ROWS_MEETING if look.is_meeting else MOST_ROWS


def ratio_figure(rows: tuple[RatioRow, ...], words: RatioWords, look: Look) -> Figure:
    """Draw the rows, the first at the top; the band is what counts as largely unchanged."""
    shown = rows[: most_rows(look)]
    return {
        "data": [_dots(shown, look)],
        "layout": layout(
            look,
            meta={"heightEm": _ROW_EM * len(shown) + _AXIS_EM},
            xaxis=axis(
                type="log", range=[log10(LOWEST), log10(HIGHEST)], tickvals=list(TICKS),
                ticktext=[_tick(value, look) for value in TICKS], showgrid=True,
                ticks="outside", tickangle=0,
            ),
            yaxis=axis(
                range=[len(shown) - 0.4, -0.6], showgrid=False, showticklabels=False, ticks="",
            ),
            shapes=[*_grounds(), *(s for at, row in enumerate(shown) for s in _range(row, at))],
            annotations=[
                *(_label(row, at) for at, row in enumerate(shown)),
                *(mark for at, row in enumerate(shown) for mark in _arrows(row, at)),
                *_directions(words),
            ],
            margin={"l": 8, "r": 8, "t": round(look.font_size * 1.6), "b": 8},
        ),
    }  # fmt: skip


def _tick(value: float, look: Look) -> str:
    if value == 1:
        return "<b>1</b>"
    return number(value, look.language, 2).rstrip("0").rstrip(",.")


def _dots(shown: tuple[RatioRow, ...], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None if row.ratio is None else _held(row.ratio) for row in shown],
        "y": [at + _LINE_AT for at in range(len(shown))],
        "marker": {
            "symbol": [_SYMBOLS[row.verdict] for row in shown],
            "size": round(look.font_size * 0.95),
            "color": colour("series"),
            "line": {"color": colour("series"), "width": 2.5},
        },
        "text": [row.hover for row in shown],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _held(value: float) -> float:
    return min(max(value, LOWEST), HIGHEST)


def _grounds() -> list[dict[str, Any]]:
    low, high = UNCHANGED_BAND
    return [
        {"type": "rect", "layer": "below", "line": {"width": 0}, "yref": "paper", "x0": low,
         "x1": high, "y0": 0, "y1": 1, "fillcolor": colour("period-band")},
        {"type": "line", "layer": "below", "yref": "paper", "x0": 1, "x1": 1, "y0": 0, "y1": 1,
         "line": {"color": colour("ink"), "width": 2}},
    ]  # fmt: skip


def _range(row: RatioRow, at: int) -> list[dict[str, Any]]:
    low, high = row.interval.low, row.interval.high
    ends = (_held(low), HIGHEST if high is None else _held(high))
    place = at + _LINE_AT
    pen = {"color": colour("series"), "width": 3}
    if row.verdict is Verdict.TOO_FEW:
        pen |= {"dash": "2px,4px"}
    line = {"type": "line", "line": pen, "x0": ends[0], "x1": ends[1], "y0": place, "y1": place}
    inside = [end for end in ends if LOWEST < end < HIGHEST]
    caps = [
        {"type": "line", "line": {**pen, "dash": "solid"}, "x0": end, "x1": end,
         "y0": place - _CAP, "y1": place + _CAP}
        for end in inside
    ]  # fmt: skip
    return [line, *caps]


def _arrows(row: RatioRow, at: int) -> list[dict[str, Any]]:
    low, high = row.interval.low, row.interval.high
    goes = ((low <= LOWEST, LOWEST, "left", "◀"),
            (high is None or high >= HIGHEST, HIGHEST, "right", "▶"))  # fmt: skip
    return [
        {"x": log10(edge), "y": at + _LINE_AT, "xanchor": side, "yanchor": "middle",
         "text": sign, "showarrow": False, "font": {"color": colour("series")}}
        for is_beyond, edge, side, sign in goes
        if is_beyond
    ]  # fmt: skip


def _label(row: RatioRow, at: int) -> dict[str, Any]:
    """Write name and verdict above the range: meaning never rests on the picture alone."""
    return {
        "xref": "paper", "x": 0, "y": at + _WORDS_AT, "xanchor": "left", "yanchor": "middle",
        "text": f"<b>{escaped(row.name)}</b>  {row.verdict_words}", "showarrow": False,
        "bgcolor": colour("paper"), "borderpad": 1, "name": escaped(row.name),
    }  # fmt: skip


def _directions(words: RatioWords) -> list[dict[str, Any]]:
    return [
        {"xref": "paper", "yref": "paper", "x": x, "y": 1, "xanchor": side, "yanchor": "bottom",
         "text": text, "showarrow": False, "font": {"color": colour("ink-soft")}}
        for x, side, text in ((0, "left", f"← {words.fewer}"), (1, "right", f"{words.more} →"))
    ]  # fmt: skip
