"""Who may send files and decide: on this machine, for a profile whose role has the capability."""

from pathlib import Path
from urllib.parse import urlsplit

from flask import abort, request

from config.access import Access, Capability, Profile
from config.loading import Problems, load_fact
from dashboard.auth import viewer_of_request
from dashboard.loopback import is_loopback
from dashboard.process import this_process

_SHIPPED = Path(__file__).parents[2] / "config" / "access.yaml"


def may_upload() -> bool:
    """Say whether who asks may send files, make aliases and mappings, and start a build."""
    profile = viewer_of_request(None).profile
    return profile == "internal" and _is_here() and _has(profile, "upload")


def may_see_rejected() -> bool:
    """Say whether who asks may have rejected rows to send back."""
    profile = viewer_of_request(None).profile
    return profile in ("internal", "coordinator") and _has(profile, "see_data")


def refuse_others() -> None:
    """Answer 403 unless who asks may upload, from a page of our own."""
    origin = request.headers.get("Origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.host
    if not (is_ours and may_upload()):
        abort(403)


def _is_here() -> bool:
    # The name in the address too: behind a proxy, or by a foreign name, we are not on the machine.
    return is_loopback(urlsplit(f"//{request.host}").hostname or "")


def _has(profile: Profile, capability: Capability) -> bool:
    own = this_process().settings.instance / "access.yaml"
    access = load_fact(own if own.exists() else _SHIPPED, Access, Problems())
    roles = access.roles.values() if access else ()
    return any(role.profile == profile and capability in role.capabilities for role in roles)
