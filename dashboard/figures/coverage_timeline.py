"""Which days each source has reported: a bar a source, with gaps left open and marks upon it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from config.texts import Phrase
from dashboard.figures.escaping import escaped
from dashboard.formatting import day, span
from dashboard.theme import Figure, Look, axis, colour, layout
from warehouse.periods import Span

_WORDS_AT, _BAR_AT, _WIDTH, _THIN = -0.2, 0.26, 0.3, 0.14
_ROW_EM, _AXIS_EM = 2.5, 3.0
_YEARS = 4
_ROUND_LINE = 4
"""Pixels around a round: a day of four years would be too narrow to see."""
_DAY_MS = 86_400_000


@dataclass(frozen=True)
class CoverageRow:
    """One source: reported days, days that may still change, days that were not counted."""

    name: str
    covered: tuple[Span, ...]
    gaps: tuple[Span, ...]
    outages: tuple[Span, ...]
    preliminary: Span | None
    breaks: tuple[tuple[dt.date, str], ...]
    is_in_rounds: bool = False


@dataclass(frozen=True)
class CoverageWords:
    """The words behind each mark."""

    reported: str
    measured: str
    gap: str
    outage: str
    preliminary: str
    before: Phrase
    """Of a source that ends before the drawn time: until when."""


def coverage_figure(
    rows: tuple[CoverageRow, ...], today: dt.date, words: CoverageWords, look: Look
) -> Figure:
    """Draw the last years, newest to the right; told apart by form as well as by colour.

    Where no source reaches these years, the years before the newest day are drawn.
    """
    reach = max((one.covered[-1].last for one in rows), default=today)
    last = today if reach >= _years_before(today) else reach
    oldest = min((one.covered[0].first for one in rows), default=last)
    first = max(oldest, _years_before(last))
    return {
        "data": [
            _bars(rows, [() if one.is_in_rounds else one.covered for one in rows],
                  words.reported, _look("series"), look),
            _bars(rows, [one.covered if one.is_in_rounds else () for one in rows],
                  words.measured, _look("series", _ROUND_LINE), look),
            _bars(rows, [_one(one.preliminary) for one in rows], words.preliminary,
                  _hatched("series", "/"), look),
            _bars(rows, [one.gaps for one in rows], words.gap, _hollow(), look),
            _bars(rows, [one.outages for one in rows], words.outage,
                  _hatched("mark-break", "x"), look, _THIN),
            _breaks(rows, look),
        ],
        "layout": layout(
            look,
            barmode="overlay",
            meta={"heightEm": _ROW_EM * len(rows) + _AXIS_EM},
            annotations=[_label(row, at, first, words, look) for at, row in enumerate(rows)],
            xaxis=axis(
                type="date", range=[str(first), str(last + dt.timedelta(days=7))],
                tickformat="%b\n%Y", nticks=9, side="top",
            ),
            yaxis=axis(
                range=[len(rows) - 0.5, -0.5], showgrid=False, zeroline=False,
                showticklabels=False, automargin=False,
            ),
            margin={"l": 8, "r": 12, "t": look.font_size * _AXIS_EM, "b": 8},
        ),
    }  # fmt: skip


def _label(
    row: CoverageRow, at: int, first: dt.date, words: CoverageWords, look: Look
) -> dict[str, Any]:
    """Write the name above the bar, and of a source that ended earlier until when it reaches."""
    name, end = escaped(row.name), row.covered[-1].last
    said = f"  <b>{words.before(look.language, day=day(end, look.language))}</b>"
    return {
        "x": str(first), "y": at + _WORDS_AT, "xanchor": "left", "yanchor": "middle", "xshift": 2,
        "text": f"{name}{said if end < first else ''}", "name": name, "showarrow": False,
    }  # fmt: skip


def _years_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - _YEARS, day=1)


def _bars(
    rows: tuple[CoverageRow, ...],
    stretches: list[tuple[Span, ...]],
    said: str,
    marker: dict[str, Any],
    look: Look,
    width: float = _WIDTH,
) -> dict[str, Any]:
    every = [(at, days) for at, spans in enumerate(stretches) for days in spans]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at + _BAR_AT for at, _ in every],
        "base": [str(days.first) for _, days in every],
        "x": [days.day_count * _DAY_MS for _, days in every],
        "width": width,
        "marker": marker,
        "text": [
            f"{escaped(rows[at].name)}<br><b>{said}</b><br>{span(days, look.language)}"
            for at, days in every
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _breaks(rows: tuple[CoverageRow, ...], look: Look) -> dict[str, Any]:
    every = [(at, on, what) for at, row in enumerate(rows) for on, what in row.breaks]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [str(on) for _, on, _ in every],
        "y": [at + _BAR_AT for at, _, _ in every],
        "marker": {
            "symbol": "diamond",
            "size": look.font_size * 0.8,
            "color": colour("paper"),
            "line": {"color": colour("mark-event"), "width": 2},
        },
        "text": [f"{day(on, look.language)}<br>{escaped(what)}" for _, on, what in every],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _look(name: str, line: float = 0) -> dict[str, Any]:
    return {"color": colour(name), "line": {"color": colour(name), "width": line}}


def _hollow() -> dict[str, Any]:
    return {"color": colour("paper"), "line": {"color": colour("line-strong"), "width": 1.5}}


def _hatched(name: str, shape: str) -> dict[str, Any]:
    pattern = {"shape": shape, "fgcolor": colour(name), "bgcolor": colour("paper"), "size": 6}
    return {"pattern": pattern, "line": {"color": colour(name), "width": 1}}


def _one(days: Span | None) -> tuple[Span, ...]:
    return (days,) if days else ()
