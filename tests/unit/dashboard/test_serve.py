"""What the server listens on, and what its workers are told."""

from pathlib import Path

import pytest

from config.access import PROFILES, Profile
from config.settings import Settings
from dashboard.errors import HostRefusedError
from dashboard.serve import gunicorn_command, refuse_outside, serve

OWN = ["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"]
OTHERS = ["10.0.0.1", "192.168.1.4", "::", "intranet", "", "127.0.0.1.example.org"]


@pytest.mark.parametrize("host", OWN)
def test_own_addresses_are_let_through(host: str) -> None:
    for profile in PROFILES:
        refuse_outside(host, profile)


@pytest.mark.parametrize("host", OTHERS)
def test_other_addresses_see_only_what_is_for_anyone_of_the_audience(host: str) -> None:
    refuse_outside(host, "partner")
    refuse_outside(host, "public")
    refused: tuple[Profile, ...] = ("internal", "coordinator")
    for profile in refused:
        with pytest.raises(HostRefusedError, match="inte den egna maskinen"):
            refuse_outside(host, profile)


@pytest.mark.parametrize(
    ("host", "is_example", "told"),
    [
        ("127.0.0.1", True, "yes"), ("127.0.0.1", False, "no"),
        ("10.0.0.1", True, "no"), ("10.0.0.1", False, "no"),
    ],
)  # fmt: skip
def test_only_made_up_data_on_this_machine_may_be_picked_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str, is_example: bool, told: str
) -> None:
    started: list[dict[str, str]] = []
    monkeypatch.setattr("os.execve", lambda *given: started.append(given[2]))
    serve(Settings(tmp_path, "1MB", 1, "public", is_example), host, 8050)
    assert started[0]["PLATSBILD_MAY_PICK"] == told
    assert started[0]["PLATSBILD_PROFILE"] == "public"


def test_gunicorn_has_no_control_socket_and_waits_for_browsers() -> None:
    command = gunicorn_command("::1", 8050, 2)
    assert "[::1]:8050" in command
    assert "--no-control-socket" in command
    assert command[command.index("--keep-alive") + 1] == "65"
