"""The typed door to Dash's page registry: what a page is called, where it is, who may see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import dash
from dash import ClientsideFunction, Input, clientside_callback
from dash.development.base_component import Component

from config.access import Capability
from config.texts import Phrase, text
from config.words import Language
from dashboard.auth import picked_profile
from dashboard.components.data_table import Table
from dashboard.components.notice import notice
from dashboard.errors import FAILURE_ID
from dashboard.settling import language_of, settled
from dashboard.shell import NavigationLink, shell, unpublished_shell
from dashboard.state import View, state_of_pairs
from warehouse.errors import WarehouseError
from warehouse.queries.rows import SourceNote

Layout = Callable[[View], Component]
Download = Callable[[View], tuple[Table, tuple[SourceNote, ...]]]
_NOT_FOUND = text("notice.not_found")
_PRODUCT = text("shell.product")


@dataclass(frozen=True)
class Page:
    """One page: `key` is its folder, `path` its address, `title` its name in both languages.

    `downloads` are its tables by name: /hamta/<key>-<name>.csv. `bundles` are the large scripts
    that it draws with, so that the browser fetches them at once (assets/lazy).
    """

    key: str
    path: str
    order: int
    title: Phrase
    capability: Capability
    layout: Layout
    downloads: Mapping[str, Download]
    bundles: tuple[str, ...] = ()


def register_page(module: str, page: Page) -> None:
    """Enter a page in the registry; its layout gets the view and is framed by the shell."""

    def framed(**query: object) -> Component:
        return _framed(query, page.path, page.layout)

    door: Any = dash  # it ships no types for this
    door.register_page(
        module,
        path=page.path,
        order=page.order,
        name=page.title.words.sv,
        title=f"{page.title.words.sv} – {_PRODUCT('sv')}",
        layout=framed,
        page=page,
    )


def register_not_found() -> None:
    """Say in the ordinary frame that an address has no page; Dash knows it by its module's name."""

    def framed(**query: object) -> Component:
        return _framed(query, "", lambda view: notice(_NOT_FOUND(view.language)))

    door: Any = dash
    door.register_page("dashboard.not_found_404", path="/finns-inte", layout=framed)


def links(language: Language) -> tuple[NavigationLink, ...]:
    """Return the navigation, in order."""
    return tuple(NavigationLink(page.path, page.title(language)) for page in pages())


def pages() -> tuple[Page, ...]:
    """Return every page, in order."""
    registry: dict[str, dict[str, Any]] = dash.page_registry
    return tuple(entry["page"] for entry in registry.values() if "page" in entry)


def page_at(path: str) -> Page | None:
    """Return the page of an address, if there is one."""
    return next((page for page in pages() if page.path == path), None)


def download_of(name: str) -> Download | None:
    """Return the table that a download names: situation-trend."""
    key, _, table = name.partition("-")
    return next((page.downloads.get(table) for page in pages() if page.key == key), None)


def _framed(query: Mapping[str, object], path: str, layout: Layout) -> Component:
    state = state_of_pairs(query)
    try:
        view = settled(state)
    except WarehouseError as error:
        return unpublished_shell(error, language_of(state))
    return shell(view, path, layout(view), links(view.language), picked_profile())


clientside_callback(ClientsideFunction("platsbild", "failed"), Input(FAILURE_ID, "children"))
