"""The production entry: gunicorn takes `dashboard.server:server`, made once and then forked."""

from flask import Flask

from config.settings import settings_from_environment
from dashboard.app import create_app


def __getattr__(name: str) -> Flask:
    """Make the server when it is asked for, so that importing this module starts nothing."""
    if name == "server":
        return make_server()
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def make_server() -> Flask:
    """Make the application of the instance that the environment names, with its static files."""
    app = create_app(settings_from_environment())
    app.static.prepare()
    server: Flask = app.server
    return server
