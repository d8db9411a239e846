"""Who is asking. Until sign-in exists: everyone is the profile that the server was started with."""

from config.access import Profile
from dashboard.process import this_process
from warehouse.viewer import Viewer

STARTED_AS: Profile = "internal"
"""The server refuses to listen outside this machine for as long as this is all there is."""


def viewer_of_request(version: str | None) -> Viewer:
    """Return the viewer; only the version comes from what the browser sent."""
    return Viewer(this_process().profile, version)
