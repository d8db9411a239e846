"""The server listens on this machine only, until there is sign-in."""

import pytest

from dashboard.errors import HostRefusedError
from dashboard.serve import gunicorn_command, refuse_outside


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
def test_own_addresses_are_let_through(host: str) -> None:
    refuse_outside(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.4", "::", "intranet", ""])
def test_other_addresses_are_refused_in_words(host: str) -> None:
    with pytest.raises(HostRefusedError, match="inte den egna maskinen"):
        refuse_outside(host)


def test_gunicorn_has_no_control_socket_and_waits_for_browsers() -> None:
    command = gunicorn_command("::1", 8050, 2)
    assert "[::1]:8050" in command
    assert "--no-control-socket" in command
    assert command[command.index("--keep-alive") + 1] == "65"
