"""From an address to a view: who asks, what is published for them, and what they want to see."""

from dashboard.auth import viewer_of_request
from dashboard.process import this_process
from dashboard.state import View, ViewState, settle, state_of
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
