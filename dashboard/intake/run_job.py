"""Runs one job's commands after each other, apart from the app, and writes down how it ended.

`python -m dashboard.intake.run_job <folder>`: it holds the folder's lock as long as it lives.
"""

import fcntl
import json
import subprocess
import sys
import time
from pathlib import Path

STATE, COMMANDS, LOCK, OUT, ERR = "state.json", "commands.json", "lock", "out.txt", "err.txt"
TOO_LONG = "too_long"


def run(folder: Path) -> None:
    """Run until one fails or the time is up."""
    asked = json.loads((folder / COMMANDS).read_text(encoding="utf-8"))
    ends = time.monotonic() + asked["seconds"]
    with (folder / LOCK).open("a") as lock, (folder / OUT).open("wb") as out:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with (folder / ERR).open("wb") as err:
            code: int | str = 0
            for command in asked["commands"]:
                try:
                    code = subprocess.run(
                        command,
                        check=False,
                        stdin=subprocess.DEVNULL,
                        stdout=out,
                        stderr=err,
                        timeout=max(1.0, ends - time.monotonic()),
                    ).returncode
                except subprocess.TimeoutExpired:
                    code = TOO_LONG
                if code != 0:
                    break
        half = folder / f".{STATE}"
        half.write_text(json.dumps({"code": code}), encoding="utf-8")
        half.replace(folder / STATE)


if __name__ == "__main__":
    run(Path(sys.argv[1]))
