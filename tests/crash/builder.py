"""A build in a process of its own, warmed up and waiting for a line: for tests that kill it."""

import datetime as dt
import sys
from pathlib import Path

from data_pipeline.build import build
from data_pipeline.errors import PipelineError
from data_pipeline.progress import Progress


def main() -> None:
    """Build the folder that the command line names, once told to, and print the version."""
    print("ready", flush=True)  # noqa: T201 - the test reads it
    sys.stdin.readline()
    try:
        built = build(Path(sys.argv[1]), Progress(on_terminal=False), dt.datetime.now(dt.UTC))
    except PipelineError as error:
        print(f"error {error.sentence('en')}", flush=True)  # noqa: T201 - as above
        sys.exit(1)
    print(f"built {built.version}", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main()
