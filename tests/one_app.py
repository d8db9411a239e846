"""The one application that a test process may make, over a small published world."""

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path

from config.settings import Settings
from dashboard.app import PlatsbildDash, create_app
from tests.builders import publish
from tests.worlds import busy_world

NOW = dt.datetime(2026, 9, 22, 12, tzinfo=dt.UTC)
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def one_app() -> PlatsbildDash:
    """Return the application; Dash allows one in a process, so that all tests share it."""
    _KEPT.append(tempfile.TemporaryDirectory())
    instance = Path(_KEPT[0].name)
    publish(instance / "var", busy_world())
    return create_app(Settings(instance, "128MB", 1, "internal"), now=lambda: NOW)
