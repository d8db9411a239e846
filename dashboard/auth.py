"""Who is asking: the profile the server was started with, or of made-up data the one picked."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from config.access import PROFILES, Profile
from dashboard.loopback import is_loopback
from dashboard.process import this_process
from warehouse.viewer import Viewer

PICK_PATH = "/visa-som"
FIELD = "profil"
COOKIE = "platsbild-profil"


def viewer_of_request(version: str | None) -> Viewer:
    """Return the viewer; of real data only the version comes from what the browser sent."""
    return Viewer(picked_profile() or this_process().settings.profile, version)


def picked_profile() -> Profile | None:
    """Return whose file a visitor who may pick sees now; None where nobody may."""
    if not _may_pick():
        return None
    return _profile(request.cookies.get(COOKIE)) or this_process().settings.profile


def serve_picker(server: Flask) -> None:
    """Let the visitor of made-up data, on the machine itself, choose whose file to see."""

    @server.post(PICK_PATH)
    def pick() -> Response:
        chosen = _profile(request.form.get(FIELD))
        if chosen is None or not _may_pick():
            abort(404)
        answer = Response(status=303, headers={"Location": _way_back()})
        answer.set_cookie(COOKIE, chosen, httponly=True, samesite="Strict")
        return answer


def _may_pick() -> bool:
    # The name in the address too: behind a proxy, or by a foreign name, we are not on the machine.
    host = urlsplit(f"//{request.host}").hostname or ""
    return this_process().settings.may_pick and is_loopback(host)


def _profile(given: str | None) -> Profile | None:
    return next((profile for profile in PROFILES if profile == given), None)


def _way_back() -> str:
    """Return the address the visitor came from, within this server."""
    came_from = urlsplit(request.referrer or "")
    query = f"?{came_from.query}" if came_from.query else ""
    return f"/{came_from.path.lstrip('/')}{query}"
