"""The environment as one frozen object; the only place that reads it."""

import os
from dataclasses import dataclass
from pathlib import Path

from config.access import DEFAULT_PROFILE, PROFILES, Profile


@dataclass(frozen=True)
class Settings:
    """What the process was told: which instance, for whom, and how large the reader may grow.

    `may_pick` lets the visitor of made-up data choose the profile; never true of real data.
    """

    instance: Path
    reader_memory: str
    reader_threads: int
    profile: Profile = DEFAULT_PROFILE
    may_pick: bool = False
    upload_mb: int = 250
    """The largest file that the app takes, in megabytes."""
    look_mb: int = 1500
    """How much memory the process that looks at such a file may take."""


def settings_from_environment() -> Settings:
    """Read PLATSBILD_INSTANCE (a folder, default the current), memory (256MB) and threads (1).

    PLATSBILD_PROFILE is the audience (partner); PLATSBILD_MAY_PICK=yes is for made-up data.
    PLATSBILD_UPLOAD_MB is the largest file that the app takes (250), PLATSBILD_LOOK_MB the memory
    of the process that looks at it (1500).

    Raises:
        ValueError: the profile is not one of them; no other is shown instead.
    """
    return Settings(
        instance=Path(os.environ.get("PLATSBILD_INSTANCE", ".")).resolve(),
        reader_memory=os.environ.get("PLATSBILD_READER_MEMORY", "256MB"),
        reader_threads=int(os.environ.get("PLATSBILD_READER_THREADS", "1")),
        profile=_known(os.environ.get("PLATSBILD_PROFILE", DEFAULT_PROFILE)),
        may_pick=os.environ.get("PLATSBILD_MAY_PICK") == "yes",
        upload_mb=int(os.environ.get("PLATSBILD_UPLOAD_MB", "250")),
        look_mb=int(os.environ.get("PLATSBILD_LOOK_MB", "1500")),
    )


def build_memory() -> str:
    """Return how much a build's database may hold before it writes to disk, such as 3GB.

    Read from PLATSBILD_BUILD_MEMORY; the process needs about 400 MB beside it.
    """
    return os.environ.get("PLATSBILD_BUILD_MEMORY", "3GB")


def with_build_memory(memory: str | None) -> dict[str, str]:
    """Return the environment for a process that is started, its builds held to so much memory."""
    return {**os.environ, **({"PLATSBILD_BUILD_MEMORY": memory} if memory else {})}


def _known(given: str) -> Profile:
    for profile in PROFILES:
        if profile == given:
            return profile
    message = f"PLATSBILD_PROFILE is {given!r}; it must be one of {', '.join(PROFILES)}"
    raise ValueError(message)
