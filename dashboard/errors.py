"""What can go wrong while showing: people get a sentence and a reference, the log the context.

DashboardError
├── HostRefusedError  the server was told to listen outside this machine
└── UnknownFigureError   a download names a figure that does not exist
"""

import logging
import secrets

from dash import set_props
from flask import request

from config.words import Language
from dashboard.components.notice import failure_notice
from dashboard.settling import language_of
from dashboard.state import state_of

FAILURE_ID = "shell-failure"
_log = logging.getLogger("platsbild.dashboard")


class DashboardError(Exception):
    """The dashboard cannot do what was asked."""


class HostRefusedError(DashboardError):
    """The server was told to listen outside this machine."""


class UnknownFigureError(DashboardError):
    """A download names a figure that does not exist."""


def report_failure(error: Exception) -> None:
    """Answer a callback that failed: a notice on the page, and a reference to find in the log."""
    reference = log_failure(error)
    set_props(FAILURE_ID, {"children": failure_notice(reference, _language())})


def log_failure(error: Exception) -> str:
    """Log where it failed, never what the rows or the query held, and return the reference."""
    reference = secrets.token_hex(4)
    _log.error(
        "failed reference=%s path=%s type=%s at=%s",
        reference,
        request.path,
        type(error).__name__,
        _place(error),
    )
    return reference


def _place(error: Exception) -> str:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(places[-6:]))


def _language() -> Language:
    query = request.headers.get("Referer", "").partition("?")[2]
    return language_of(state_of(query))
