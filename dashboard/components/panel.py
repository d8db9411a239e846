"""The frame of one chart: a heading that states the finding, the chart, its table, its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from config.texts import text
from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.components.data_table import table_host

_TABLE = text("chart.table")
_CSV, _CSV_OF = text("chart.csv"), text("chart.csv.of")
_PNG, _PNG_OF = text("chart.png"), text("chart.png.of")


@dataclass(frozen=True)
class PanelIds:
    """The ids of a panel's changing parts."""

    head: str
    foot: str


@dataclass(frozen=True)
class PanelParts:
    """What stands in a panel: its head, its chart and its source.

    `rows` says if it has a table, `is_open` if the table is there from the start.
    """

    head: list[Component]
    chart: Component
    foot: list[Component]
    rows: bool = True
    is_open: bool = False


@dataclass(frozen=True)
class Sample:
    """One entry of a legend: a shape (CSS class) and what it stands for."""

    shape: str
    words: str


def panel(
    name: str, ids: PanelIds, parts: PanelParts, title: str, language: Language
) -> html.Section:
    """Frame a chart; `name` is that of its table and download, `title` says what it is about.

    A panel whose head is empty is not on the page: there is nothing to say that is not said above.
    """
    return html.Section(
        [
            html.Div(parts.head, id=ids.head, className="panel__head"),
            html.Div(parts.chart, className="panel__chart"),
            *([_table(name, language, is_open=parts.is_open)] if parts.rows else []),
            html.Div(
                [
                    html.Div(parts.foot, id=ids.foot, className="panel__source"),
                    html.Div(
                        _downloads(name, title, language) if parts.rows else [],
                        className="panel__downloads",
                    ),
                ],
                className="panel__foot",
            ),
        ],
        className=f"panel panel--{name.rpartition('-')[2]}",
        **attributes({"data-panel": name, "aria-label": title}),
    )


def _table(name: str, language: Language, *, is_open: bool) -> html.Details:
    inside = [html.Summary(_TABLE(language)), table_host(name)]
    return html.Details(inside, className="panel__table", open=is_open)


def chart_host(name: str, about: str) -> html.Div:
    """Return the empty element that charts.js draws in; React owns none of its content."""
    return html.Div(
        className="chart", role="img", **attributes({"data-chart": name, "aria-label": about})
    )


def legend_host() -> html.Ul:
    """Return the empty list that legend.js fills with the signs and switches of the map."""
    return html.Ul(className="legend", **attributes({"data-legend": ""}))


def panel_foot(brief: str, full: str) -> list[Component]:
    """Return the source in one line, and all there is to say of it behind."""
    return [html.Details([html.Summary(brief), html.P(full)], className="panel__origin")]


def panel_head(title: str, summary: str, samples: Sequence[Sample] = ()) -> list[Component]:
    """Return the heading, the summary in words, and the legend."""
    legend = html.Ul([_sample(sample) for sample in samples], className="legend")
    return [
        html.H2(title, className="panel__title"),
        *([html.P(summary, className="panel__summary")] if summary else []),
        *([legend] if samples else []),
    ]


def _sample(sample: Sample) -> html.Li:
    return html.Li(
        [html.Span(className=f"legend__shape legend__shape--{sample.shape}"), sample.words],
        className="legend__entry",
    )


def _downloads(name: str, title: str, language: Language) -> list[Component]:
    return [
        html.A(
            _CSV(language),
            href=f"/hamta/{name}.csv",
            className="button button--quiet",
            **attributes({"data-csv": name, "aria-label": _CSV_OF(language, title=title)}),
        ),
        html.Button(
            _PNG(language),
            className="button button--quiet",
            **attributes(
                {"type": "button", "data-png": name, "aria-label": _PNG_OF(language, title=title)}
            ),
        ),
    ]
