"""Starts the production server: becomes gunicorn, told whom to serve."""

import os
import sys
from dataclasses import replace

from config.access import Profile
from config.settings import Settings
from dashboard.errors import HostRefusedError
from dashboard.loopback import is_loopback

THREADS = 8
_OUTSIDE: tuple[Profile, ...] = ("partner", "public")
"""Who may be served to other machines before there is sign-in: whoever asks is that audience."""


def serve(settings: Settings, host: str, port: int, workers: int = 2) -> None:
    """Replace this process with gunicorn.

    Raises:
        HostRefusedError: the host is not this machine's own, and the profile is for some only.
    """
    refuse_outside(host, settings.profile)
    settings = replace(settings, may_pick=settings.may_pick and is_loopback(host))
    environment = {
        **os.environ,
        "PLATSBILD_INSTANCE": str(settings.instance),
        "PLATSBILD_READER_MEMORY": settings.reader_memory,
        "PLATSBILD_READER_THREADS": str(settings.reader_threads),
        "PLATSBILD_PROFILE": settings.profile,
        "PLATSBILD_MAY_PICK": "yes" if settings.may_pick else "no",
        "PLATSBILD_UPLOAD_MB": str(settings.upload_mb),
        "PLATSBILD_LOOK_MB": str(settings.look_mb),
    }
    command = gunicorn_command(host, port, workers)
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter, no shell


def gunicorn_command(host: str, port: int, workers: int) -> list[str]:
    """Return the command line; the reasons for the settings stand beside them."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "dashboard.server:server"),
        *("--bind", bind),
        # Made once and forked: the statistics' libraries are large, and slow to start. Nothing is
        # open by then; published files are opened by whoever is first asked.
        "--preload",
        *("--worker-class", "gthread", "--workers", str(workers)),
        # A waiting connection holds a thread, so there are more of them than cores.
        *("--threads", str(THREADS)),
        # The default of two seconds makes browsers reconnect all the time.
        *("--keep-alive", "65"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--worker-tmp-dir", "/dev/shm"),  # noqa: S108 - a heartbeat file, in memory
        "--no-control-socket",
    ]


def refuse_outside(host: str, profile: Profile) -> None:
    """Let only this machine's own addresses through, until sign-in exists, but for a few."""
    if is_loopback(host) or profile in _OUTSIDE:
        return
    message = (
        f"Värden {host!r} är inte den egna maskinen. Platsbild har ännu ingen inloggning, så alla "
        f"som når servern ser allt som {profile} får se. Använd --host 127.0.0.1 eller --profile "
        "partner. | "
        f"The host {host!r} is not this machine. There is no sign-in yet, so anyone who reaches "
        f"the server sees all that {profile} may see. Use --host 127.0.0.1 or --profile partner."
    )
    raise HostRefusedError(message)
