"""A build in a process of its own, warmed up and waiting for a line: for tests that kill it."""

import datetime as dt
import sys
from pathlib import Path

from data_pipeline.build import build
from data_pipeline.errors import PipelineError
from data_pipeline.progress import Progress


def main() -> None:
    """Build the folder that the command line names, once told to, and print the version."""
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        built = build(Path(sys.argv[1]), Progress(on_terminal=False), dt.datetime.now(dt.UTC))
    except PipelineError as error:
        print(f"error {error.sentence('en')}", flush=True)
        sys.exit(1)
    print(f"built {built.version}", flush=True)


if __name__ == "__main__":
    main()
