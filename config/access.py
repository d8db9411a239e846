"""Profiles and roles: who may do what, as data only."""

from typing import Literal, get_args

from pydantic import Field

from config.words import Fact, Text, Words

Profile = Literal["internal", "coordinator", "partner", "public"]
PROFILES: tuple[Profile, ...] = get_args(Profile)
DEFAULT_PROFILE: Profile = "partner"
"""Who sees when nobody has said: an audience that protected sources are protected from."""
Capability = Literal["see_pages", "see_data", "upload", "edit_plan", "administer"]


class Role(Fact):
    """One role: the published file it opens and what it may do."""

    name: Words
    profile: Profile
    capabilities: tuple[Capability, ...]


class Organisation(Fact):
    """One partner of the collaboration."""

    name: Text


class Access(Fact):
    """`access.yaml`: organisations and roles."""

    organisations: dict[Text, Organisation] = Field(default_factory=dict)
    roles: dict[Text, Role]
