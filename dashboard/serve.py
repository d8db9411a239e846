"""Starts the production server: compresses the static files, then becomes gunicorn."""

import ipaddress
import os
import sys

from config.settings import Settings
from dashboard.app import create_app
from dashboard.errors import HostRefusedError

THREADS = 8


def serve(settings: Settings, host: str, port: int, workers: int = 2) -> None:
    """Replace this process with gunicorn.

    Raises:
        HostRefusedError: the host is not this machine's own.
    """
    refuse_outside(host)
    create_app(settings).static.prepare()
    environment = {
        **os.environ,
        "PLATSBILD_INSTANCE": str(settings.instance),
        "PLATSBILD_READER_MEMORY": settings.reader_memory,
        "PLATSBILD_READER_THREADS": str(settings.reader_threads),
    }
    command = gunicorn_command(host, port, workers)
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter, no shell


def gunicorn_command(host: str, port: int, workers: int) -> list[str]:
    """Return the command line; the reasons for the settings stand beside them."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "dashboard.server:server"),
        *("--bind", bind),
        *("--worker-class", "gthread", "--workers", str(workers)),
        # A waiting connection holds a thread, so there are more of them than cores.
        *("--threads", str(THREADS)),
        # The default of two seconds makes browsers reconnect all the time.
        *("--keep-alive", "65"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--worker-tmp-dir", "/dev/shm"),  # noqa: S108 - a heartbeat file, in memory
        "--no-control-socket",
    ]


def refuse_outside(host: str) -> None:
    """Let only this machine's own addresses through, until sign-in exists."""
    if host == "localhost" or _is_loopback(host):
        return
    message = (
        f"Värden {host!r} är inte den egna maskinen. Platsbild har ännu ingen inloggning, "
        "så alla som når servern ser allt. Använd --host 127.0.0.1. | "
        f"The host {host!r} is not this machine. There is no sign-in yet, so anyone who reaches "
        "the server sees everything. Use --host 127.0.0.1."
    )
    raise HostRefusedError(message)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
