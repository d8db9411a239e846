"""What every test shares: closed sockets, and the road to the real files."""

from pathlib import Path

import pytest

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests with a server of their own reach loopback; all others have no socket."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("server"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real files; the test is skipped where it is not laid out."""
    if not SHARED_DATA.is_dir():
        pytest.skip("skipped: the folder ../shared/data with the real files is not here")
    return SHARED_DATA
