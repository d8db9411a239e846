"""What a published version consists of, as its pointer and its own folder say."""

import json
from dataclasses import dataclass
from pathlib import Path

from config.access import Profile
from config.words import Words
from warehouse.errors import ProfileNotPublishedError, UnknownVersionError


@dataclass(frozen=True)
class Manifest:
    """One version: a file for each profile, and perhaps a base map; paths in `published/`."""

    version: str
    files: dict[str, str]
    basemap: str | None

    def file_of(self, profile: Profile) -> str:
        """Return the file of one profile; never another profile's instead."""
        if profile in self.files:
            return self.files[profile]
        raise ProfileNotPublishedError(
            Words(
                sv=f"Version {self.version} har ingen fil för {profile}.",
                en=f"Version {self.version} has no file for {profile}.",
            ),
            Words(
                sv="Logga in i en roll som har en, eller publicera för målgruppen.",
                en="Sign in with a role that has one, or publish for that audience.",
            ),
        )


def read_manifest(path: Path) -> Manifest:
    """Read `current.json` or a version's own `manifest.json`."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    profiles = {profile: entry["file"] for profile, entry in raw["files"].items()}
    return Manifest(raw["version"], profiles, raw.get("basemap"))


def version_manifest(published: Path, version: str) -> Manifest:
    """Return a pinned version's manifest; the text must be the name of a folder that is there."""
    # Compared with names that exist, so that a text from a link never becomes a path by itself.
    for folder in published.iterdir():
        if folder.name == version and (folder / "manifest.json").is_file():
            return read_manifest(folder / "manifest.json")
    raise UnknownVersionError(
        Words(
            sv=f"Versionen {version[:40]!r} finns inte (längre).",
            en=f"The version {version[:40]!r} does not exist (any more).",
        ),
        Words(sv="Visa den senaste i stället.", en="Show the latest one instead."),
    )
