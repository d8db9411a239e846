"""Who is asking: every query takes a Viewer, and it decides which published file is opened."""

from dataclasses import dataclass

from config.access import Profile


@dataclass(frozen=True)
class Viewer:
    """One audience; `version` pins a published version, None is the current one."""

    profile: Profile
    version: str | None = None
