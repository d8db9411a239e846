"""What one app process holds from its start: settings, published files, static files, clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from config.settings import Settings
from dashboard.static_files import StaticFiles
from warehouse.connection import PublishedFiles

_KEY = "platsbild"


@dataclass(frozen=True)
class Process:
    """Shared by all requests of the process, and never changed."""

    settings: Settings
    files: PublishedFiles
    static: StaticFiles
    now: Callable[[], dt.datetime]

    @property
    def var(self) -> Path:
        """What the product writes in the instance."""
        return self.settings.instance / "var"


def remember_process(server: Flask, process: Process) -> None:
    """Keep the process's things with its server."""
    server.extensions[_KEY] = process


def this_process() -> Process:
    """Return what the process that answers the request holds."""
    return cast("Process", current_app.extensions[_KEY])
