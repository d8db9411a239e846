"""Thirteen months or quarters as a small line without axes; one without a report is a gap."""

from itertools import groupby, pairwise
from urllib.parse import quote

from dash import html

from dashboard.theme import colour

WIDTH, HEIGHT, MARGIN = 132, 36, 4
_LEAST_POINTS = 2


def sparkline(values: tuple[float | None, ...], words: str) -> html.Img:
    """Draw the values; `words` say the same."""
    picture = f"data:image/svg+xml,{quote(_svg(values))}"
    return html.Img(className="sparkline", src=picture, alt=words, width=WIDTH, height=HEIGHT)


def has_line(values: tuple[float | None, ...]) -> bool:
    """Say whether there is a line to draw: single months are dots, and no history."""
    return any(None not in pair for pair in pairwise(values))


def _svg(values: tuple[float | None, ...]) -> str:
    points = _points(values)
    grouped = groupby(points, key=lambda at: at is not None)
    runs = [[at for at in run if at is not None] for known, run in grouped if known]
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}"/>'
        for run in runs
        if len(run) >= _LEAST_POINTS
    )
    last = next((at for at in reversed(points) if at is not None), None)
    dot = (
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3.2" fill="{colour("series")}"/>'
        if last
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<g fill="none" stroke="{colour("series")}" stroke-width="2" stroke-linejoin="round">'
        f"{lines}</g>{dot}</svg>"
    )


def _points(values: tuple[float | None, ...]) -> list[tuple[float, float] | None]:
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    room, step = high - low or 1.0, (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    return [
        None
        if value is None
        else (MARGIN + at * step, HEIGHT - MARGIN - (value - low) / room * (HEIGHT - 2 * MARGIN))
        for at, value in enumerate(values)
    ]
