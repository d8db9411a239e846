"""Creates Dash: once a process, and only here."""

import datetime as dt
import logging
import re
from collections.abc import Callable
from typing import Any

from dash import Dash, html
from dash import page_container as dash_pages
from flask import Flask, request

from config.access import PROFILES
from config.settings import Settings
from config.texts import text
from dashboard.auth import serve_picker
from dashboard.basemap import basemap_address, serve_basemap
from dashboard.downloads import serve_downloads
from dashboard.errors import FAILURE_ID, report_failure
from dashboard.intake.routes import serve_intake
from dashboard.navigation import page_at, register_not_found
from dashboard.process import Process, remember_process
from dashboard.security import add_headers, guard
from dashboard.settling import language_of, settled, viewer_of
from dashboard.state import View, state_of_pairs
from dashboard.static_files import (
    SCRIPTS,
    STYLES,
    StaticFiles,
    asset_files,
    compress_answers,
    serve_static,
    suite_files,
)
from warehouse.connection import PublishedFiles
from warehouse.errors import WarehouseError

_PRODUCT = text("shell.product")
_LOADING = text("chart.loading")
_PYTHON_VERSION = re.compile(r'"python_version":"[^"]*",?')
# Without it, the browser asks in vain for /favicon.ico each time that the address changes.
_ICON = '<link rel="icon" type="image/svg+xml" href="{}">'
_FONT = "assets/fonts/inter-latin-wght-normal.woff2"
_BUNDLE = "assets/lazy/{}-platsbild.min.js"
_BUNDLES = ("plotly", "deck")
_STYLES = '<link rel="stylesheet" href="{}">'
_SCRIPT = '<script src="{}"></script>'
_PRELOAD = '<link rel="preload" href="{}" as="{}"{}>'
# As the browser's own fetch asks for fonts and data; with other words it would ask twice.
_ANONYMOUS = ' crossorigin="anonymous"'


class PlatsbildDash(Dash):
    """Dash with an index of our own: language, our addresses, and no word of what runs behind."""

    static: StaticFiles

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override] # Dash names all
        """Write the first HTML that the browser gets."""
        view = _view()
        language = language_of(state_of_pairs(request.args))
        mode = "meeting" if request.args.get("visning") == "mote" else "page"
        css, scripts = (self.static.readdress(parts[name]) for name in ("css", "scripts"))
        css += _STYLES.format(self.static.address(STYLES))
        scripts += _SCRIPT.format(self.static.address(SCRIPTS))
        icon = _ICON.format(self.static.address("assets/favicon.svg"))
        head = "\n".join(
            (parts["metas"], icon, *self._bundle_addresses(), *self._preloads(view), css)
        )
        config = _PYTHON_VERSION.sub("", parts["config"])
        return (
            f'<!DOCTYPE html>\n<html lang="{language}" data-mode="{mode}">\n<head>\n'
            f"<title>{_PRODUCT(language)}</title>\n{head}\n</head>\n<body>\n"
            f'<div id="react-entry-point"><div class="shell__loading" role="status">'
            f"{_LOADING(language)}</div></div>\n"
            f"{config}\n{scripts}\n{parts['renderer']}\n</body>\n</html>\n"
        )

    def _bundle_addresses(self) -> list[str]:
        return [
            f'<meta name="platsbild-{name}" content="{self.static.address(_BUNDLE.format(name))}">'
            for name in _BUNDLES
        ]

    def _preloads(self, view: View | None) -> list[str]:
        """Let the browser fetch at once what the page's scripts will ask for later."""
        page = page_at(request.path)
        bundles = page.bundles if page and view else ()
        links = [(self.static.address(_FONT), "font", f' type="font/woff2"{_ANONYMOUS}')]
        links += [(self.static.address(_BUNDLE.format(name)), "script", "") for name in bundles]
        if view and "deck" in bundles:
            basemap = basemap_address(viewer_of(view), view.catalogue.version)
            links += [(basemap, "fetch", _ANONYMOUS)] if basemap else []
        return [_PRELOAD.format(*link) for link in links]


def create_app(settings: Settings, now: Callable[[], dt.datetime] | None = None) -> PlatsbildDash:
    """Build the application. Call it once in a process: Dash keeps its pages in module globals."""
    logging.getLogger("platsbild").setLevel(logging.INFO)
    server: Any = Flask("dashboard", static_folder=None)  # Dash's own hint says bool
    app = PlatsbildDash(
        "dashboard",
        server=server,
        assets_folder="../assets",
        include_assets_files=False,
        compress=False,
        enable_mcp=False,
        health_endpoint="healthz",
        include_pages_meta=False,
        meta_tags=[
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
            {"name": "color-scheme", "content": "light"},
        ],
        on_error=report_failure,
        serve_locally=True,
        # With the check on, every page's layout would stand in the first HTML, for anyone.
        suppress_callback_exceptions=True,
        title=_PRODUCT("sv"),
        update_title="",
        use_pages=True,
    )
    app.enable_dev_tools(debug=False)
    app.layout = html.Div([html.Div(id=FAILURE_ID, className="failure"), dash_pages])
    register_not_found()
    _finish(app, settings, now or (lambda: dt.datetime.now(dt.UTC)))
    return app


def _finish(app: PlatsbildDash, settings: Settings, now: Callable[[], dt.datetime]) -> None:
    server: Flask = app.server
    guard(server)
    serve_static(server, lambda: app.static)
    serve_downloads(server)
    serve_basemap(server)
    serve_picker(server)
    serve_intake(server)
    compress_answers(server)
    add_headers(server, app)
    # While it answers for the first time, Dash enters its packages' files and its last inline
    # script; after that, Flask takes no more routes.
    server.test_client().get("/healthz")
    var = settings.instance / "var"
    cache = var / "static-cache"
    app.static = StaticFiles({**asset_files(cache), **suite_files(app)}, cache)
    opened = PROFILES if settings.may_pick else (settings.profile,)
    files = PublishedFiles(var, settings.reader_memory, settings.reader_threads, opened)
    remember_process(server, Process(settings, files, app.static, now))


def _view() -> View | None:
    try:
        return settled(state_of_pairs(request.args))
    except WarehouseError:
        return None
