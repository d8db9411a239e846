"""The environment as one frozen object; the only place that reads it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What the process was told: which instance, and how large the reader may grow."""

    instance: Path
    reader_memory: str
    reader_threads: int


def settings_from_environment() -> Settings:
    """Read PLATSBILD_INSTANCE (a folder, default the current), memory (256MB) and threads (1)."""
    return Settings(
        instance=Path(os.environ.get("PLATSBILD_INSTANCE", ".")).resolve(),
        reader_memory=os.environ.get("PLATSBILD_READER_MEMORY", "256MB"),
        reader_threads=int(os.environ.get("PLATSBILD_READER_THREADS", "1")),
    )
