"""A measured value a row, as a dot on one scale, with its interval where it is a sample."""

from dataclasses import dataclass
from typing import Any

from dashboard.figures.escaping import escaped
from dashboard.theme import Figure, Look, axis, colour, layout, margin, share_axis

MOST_ROWS, MOST_ROWS_MEETING = 18, 7
_WORDS_AT, _LINE_AT, _CAP = -0.2, 0.24, 0.1
_ROW_EM, _AXIS_EM = 2.8, 2.4
_SYMBOLS = {False: "circle", True: "diamond-open"}


@dataclass(frozen=True)
class MeasuredRow:
    """One row: its name, the value in words, the value, and its interval if it is a sample.

    `value` is None where nothing may be said or nothing is known: then `words` say which.
    `other` is a second value of the same row, drawn as a hollow diamond.
    """

    name: str
    words: str
    value: float | None
    low: float | None = None
    high: float | None = None
    other: float | None = None


@dataclass(frozen=True)
class Scale:
    """What the axis goes from and to, and whether it is percent."""

    low: float
    high: float
    is_share: bool = False


def most_rows(look: Look) -> int:
    """Return how many rows there is room for; the rest stand in the table."""
    return MOST_ROWS_MEETING if look.is_meeting else MOST_ROWS


def measured_figure(rows: tuple[MeasuredRow, ...], scale: Scale, look: Look) -> Figure:
    """Draw the rows, the first at the top."""
    shown = rows[: most_rows(look)]
    return {
        "data": [
            _dots(shown, [row.value for row in shown], look, is_other=False),
            _dots(shown, [row.other for row in shown], look, is_other=True),
        ],
        "layout": layout(
            look,
            meta={"heightEm": _ROW_EM * len(shown) + _AXIS_EM},
            xaxis=_values_axis(scale, look),
            yaxis=axis(
                range=[len(shown) - 0.5, -0.5], showgrid=False, showticklabels=False,
                automargin=False, ticks="",
            ),
            margin=margin(look, left_em=0.6, right_em=0.6, bottom_em=_AXIS_EM - 0.8),
            shapes=[line for at, row in enumerate(shown) for line in _range(row, at)],
            annotations=[_label(row, at) for at, row in enumerate(shown)],
        ),
    }  # fmt: skip


def _values_axis(scale: Scale, look: Look) -> dict[str, Any]:
    edge = (scale.high - scale.low) * 0.02
    low, high = scale.low - edge, scale.high + edge
    if scale.is_share:
        return share_axis(low, high, look, automargin=False, ticks="outside")
    return axis(range=[low, high], nticks=6, automargin=False, tickformat=",.2~f", ticks="outside")


def _dots(
    shown: tuple[MeasuredRow, ...], values: list[float | None], look: Look, *, is_other: bool
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [at + _LINE_AT for at in range(len(shown))],
        "marker": {
            "symbol": _SYMBOLS[is_other],
            "size": round(look.font_size * 0.8),
            "color": colour("ink" if is_other else "series"),
            "line": {"color": colour("ink" if is_other else "series"), "width": 2},
        },
        "text": [f"{escaped(row.name)}<br><b>{escaped(row.words)}</b>" for row in shown],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _range(row: MeasuredRow, at: int) -> list[dict[str, Any]]:
    if row.low is None or row.high is None:
        return []
    pen, place = {"color": colour("series"), "width": 3}, at + _LINE_AT
    return [
        {"type": "line", "line": pen, "x0": row.low, "x1": row.high, "y0": place, "y1": place},
        *(
            {"type": "line", "line": pen, "x0": end, "x1": end, "y0": place - _CAP,
             "y1": place + _CAP}
            for end in (row.low, row.high)
        ),
    ]  # fmt: skip


def _label(row: MeasuredRow, at: int) -> dict[str, Any]:
    """Write name and value above the dot: meaning never rests on the picture alone."""
    return {
        "xref": "paper", "x": 0, "y": at + _WORDS_AT, "xanchor": "left", "yanchor": "middle",
        "text": f"{escaped(row.name)}  <b>{escaped(row.words)}</b>", "showarrow": False,
    }  # fmt: skip
