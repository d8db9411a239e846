"""What a process and its children have used, from the system's own accounting."""

import os
import subprocess
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """Return the CPU seconds of a process and the children it has now."""
    return sum(_own(pid) for pid in family(process.pid))


def resident_mb(pid: int) -> float:
    """Return the resident memory of one process."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def proportional_mb(pid: int) -> float:
    """Return a process's share of memory: pages it shares with others count in parts."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    # A thread's children stand with the thread.
    each = Path(f"/proc/{pid}/task").glob("*/children")
    listed = [child for path in each for child in path.read_text(encoding="utf-8").split()]
    return [pid, *(one for child in listed for one in family(int(child)))]


def _own(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
