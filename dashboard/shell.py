"""The frame around every page: header, navigation, notices, context line and footer."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from dash import html
from dash.development.base_component import Component

from config.access import Profile
from config.texts import Phrase, texts_under
from config.words import Language
from dashboard.auth import FIELD, PICK_PATH
from dashboard.components.attributes import attributes
from dashboard.components.notice import notice
from dashboard.formatting import as_title, comparison_name, day, moment, period_name
from dashboard.state import View, query_of
from warehouse.errors import NothingPublishedError, WarehouseError

_SHELL = texts_under("shell")
_NOTICE = texts_under("notice")
_PICK: dict[Profile, Phrase] = {
    "public": _SHELL["pick.public"],
    "partner": _SHELL["pick.partner"],
    "coordinator": _SHELL["pick.coordinator"],
    "internal": _SHELL["pick.internal"],
}
MAIN_ID = "main"


@dataclass(frozen=True)
class NavigationLink:
    """One entry of the navigation."""

    path: str
    name: str


def shell(
    view: View,
    path: str,
    content: Component,
    links: Sequence[NavigationLink],
    picked: Profile | None = None,
) -> Component:
    """Frame a page's content; `picked` is whose file a visitor who may choose sees now."""
    return html.Div(
        [
            html.A(_SHELL["skip"](view.language), href=f"#{MAIN_ID}", className="skip-link"),
            html.Header([_bar(view, path, links), *_example(view, picked)]),
            html.Main(
                content,
                id=MAIN_ID,
                className="shell__main",
                tabIndex="-1",
                **attributes({"aria-busy": "true" if path else "false", "data-path": path}),
            ),
            _footer(view),
        ],
        className="shell shell--meeting" if view.state.is_meeting else "shell",
    )


def unpublished_shell(error: WarehouseError, language: Language) -> Component:
    """Say, instead of a page, that there is nothing to show and what to do."""
    if isinstance(error, NothingPublishedError):
        title, body, more = _NOTICE["unpublished.title"], error.sentence(language), []
    else:
        title, body = _NOTICE["no_version.title"], error.sentence(language)
        more = [html.A(_NOTICE["latest"](language), href="/", className="button")]
    return html.Div(
        html.Main(
            [html.H1(title(language)), notice(body, "notice", more)],
            id=MAIN_ID,
            className="shell__main shell__main--alone",
            **attributes({"aria-busy": "false"}),
        ),
        className="shell",
    )


def context_words(view: View, site_name: str) -> str:
    """Say what is on screen in one line: place, period, comparison, data up to."""
    language = view.language
    values = {
        "site": site_name,
        "period": period_name(view.period, language),
        "data_to": day(view.data_to, language),
    }
    if view.state.comparison == "none":
        return _SHELL["context.alone"](language, **values)
    comparison = comparison_name(view.period, view.state.comparison, language)
    return _SHELL["context"](language, comparison=comparison, **values)


def _bar(view: View, path: str, links: Sequence[NavigationLink]) -> html.Div:
    language = view.language
    query = query_of(view.state)
    return html.Div(
        [
            html.Div(
                [
                    html.Span(_SHELL["product"](language), className="shell__product"),
                    html.Span(view.catalogue.name.in_language(language), className="shell__name"),
                ],
                className="shell__brand",
            ),
            html.Nav(
                html.Ul([html.Li(_page_link(link, path, query)) for link in links]),
                className="shell__pages",
                **attributes({"aria-label": _SHELL["navigation"](language)}),
            ),
            html.Div(_switches(view, path, query), className="shell__switches"),
        ],
        className="shell__header",
    )


def _page_link(link: NavigationLink, path: str, query: str) -> html.A:
    current = {"aria-current": "page"} if link.path == path else {}
    return html.A(
        link.name, href=link.path + query, **attributes({"data-keep-view": "inside", **current})
    )


def _switches(view: View, path: str, query: str) -> list[Component]:
    other: Language = "en" if view.language == "sv" else "sv"
    meeting = {"visning": "" if view.state.is_meeting else "mote"}
    words = _SHELL["meeting.off" if view.state.is_meeting else "meeting.on"](view.language)
    hint = html.Span(_SHELL["meeting.keys"](view.language), className="shell__hint")
    return [
        *([hint] if view.state.is_meeting else []),
        _switch(words, path, query, meeting),
        _switch(_SHELL["language"](view.language), path, query, {"sprak": other}, lang=other),
    ]


def _switch(words: str, path: str, query: str, change: dict[str, str], **more: str) -> html.A:
    href = f"{path}{query}{'&' if query else '?'}{urlencode(change)}"
    return html.A(
        words,
        href=href,
        className="button button--switch",
        **attributes({"data-keep-view": "outside", "data-change": urlencode(change), **more}),
    )


def _example(view: View, picked: Profile | None) -> list[Component]:
    if not view.catalogue.is_example:
        return []
    words = html.P(_SHELL["example"](view.language))
    pickers = [] if picked is None else [_picker(picked, view.language)]
    return [html.Div([words, *pickers], className="shell__example", role="note")]


def _picker(picked: Profile, language: Language) -> html.Form:
    """Let the visitor choose whose file to see: a plain form, so that no script is needed."""
    label = _SHELL["pick"](language)
    buttons = [
        html.Button(
            words(language),
            type="submit",
            name=FIELD,
            value=profile,
            className="button button--switch",
            **attributes({"aria-pressed": "true" if profile == picked else "false"}),
        )
        for profile, words in _PICK.items()
    ]
    group = html.Span(
        buttons, role="group", className="shell__pick", **attributes({"aria-label": label})
    )
    return html.Form([html.Span(label), group], method="post", action=PICK_PATH)


def _footer(view: View) -> html.Footer:
    language, catalogue = view.language, view.catalogue
    built_at = catalogue.built_at.astimezone(ZoneInfo(catalogue.time_zone))
    facts = [
        _SHELL["footer.built"](language, moment=moment(built_at, language)),
        _SHELL["footer.version"](language, version=catalogue.version),
    ]
    if view.state.version:
        facts.append(_SHELL["footer.pinned"](language))
    return html.Footer([html.Span(as_title(fact)) for fact in facts], className="shell__footer")
