"""One place on Översikt: its finding, its figures and what was unexpected there."""

from dash import html

from config.words import Language
from dashboard.components.attributes import attributes
from dashboard.components.kpi_tile import kpi_tile
from dashboard.components.signal_list import signal_list
from dashboard.formatting import day
from dashboard.pages.overview.answer import SiteAnswer
from dashboard.sentences import finding_words
from dashboard.state import View, query_of
from dashboard.texts import page_texts_under

_SITE = page_texts_under("overview", "site")
_SITUATION = "/laget"


def site_card(one: SiteAnswer, view: View) -> html.Section:
    """Show one place, with the way to Läget."""
    language, site = view.language, one.site
    name = site.name.in_language(language)
    change = {"data-keep-view": "inside", "data-change": f"plats={site.site_id}"}
    href = f"{_SITUATION}{query_of(view.state)}"
    started = (
        _SITE["started"](language, day=day(site.started_on, language)) if site.started_on else ""
    )
    return html.Section(
        [
            html.Div(
                [
                    html.H2(name, className="site-card__name"),
                    html.P(started, className="site-card__started"),
                    html.A(
                        _SITE["open"](language),
                        href=href,
                        className="button",
                        **attributes(
                            {"aria-label": _SITE["open.of"](language, site=name), **change}
                        ),
                    ),
                ],
                className="site-card__head",
            ),
            html.P(finding_words(one.figures[0], one.view), className="finding"),
            html.Div([kpi_tile(figure, one.view) for figure in one.figures], className="tiles"),
            *_signals(one, language),
        ],
        className="site-card board",
    )


def _signals(one: SiteAnswer, language: Language) -> list[html.Section]:
    """Return nothing where the audience cannot have them: Läget says why, once."""
    if one.signals.is_withheld:
        return []
    return [html.Section(signal_list(one.signals, language, html.H3), className="signal-list")]
