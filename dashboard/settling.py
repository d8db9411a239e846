"""From an address to a view: who asks, what is published for them, and what they want to see."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from config.words import Language
from dashboard.auth import viewer_of_request
from dashboard.process import this_process
from dashboard.state import View, ViewState, settle, state_of
from warehouse.errors import WarehouseError
from warehouse.queries.catalogue import catalogue
from warehouse.viewer import Viewer


def settled(state: ViewState) -> View:
    """Settle a state against what is published for the viewer.

    Raises:
        WarehouseError: nothing is published, or not this version.
    """
    return settle(state, catalogue(this_process().files, viewer_of_request(state.version)))


def view_of(search: str) -> View:
    """Read an address's query as a view."""
    return settled(state_of(search))


def viewer_of(view: View) -> Viewer:
    """Return who asks, pinned to the version that the view was settled against."""
    return viewer_of_request(view.catalogue.version)


def today_of(view: View) -> dt.date:
    """Return the day it is where the instance is."""
    return this_process().now().astimezone(ZoneInfo(view.catalogue.time_zone)).date()


def language_of(state: ViewState) -> Language:
    """Return the language to speak even when the view cannot be settled: the instance's own."""
    for version in (state.version, None):
        try:
            return settled(replace(state, version=version)).language
        except WarehouseError:
            continue
    return state.language or "sv"
