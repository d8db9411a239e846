"""One app for the whole run, over a small published world, and the ways to ask it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import PlatsbildDash
from dashboard.process import Process
from tests.one_app import one_app

Ask = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="session")
def app() -> PlatsbildDash:
    """The application; Dash allows one in a process."""
    return one_app()


@pytest.fixture
def client(app: PlatsbildDash) -> FlaskClient:
    """A browser without a screen."""
    found: FlaskClient = app.server.test_client()
    return found


@pytest.fixture
def process(app: PlatsbildDash) -> Iterator[Process]:
    """What the process holds; put back after a test that swaps it."""
    kept: Process = app.server.extensions["platsbild"]
    yield kept
    app.server.extensions["platsbild"] = kept


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Call the callback of a page (by key) with a query, and return what it answers."""

    def asked(key: str, search: str) -> dict[str, Any]:
        store = f"{key}-view"
        listed = json.loads(client.get("/_dash-dependencies").data)
        output = next(
            one["output"] for one in listed if any(i["id"] == store for i in one["inputs"])
        )
        names = [name.rsplit(".", 1) for name in output.strip(".").split("...")]
        body = {
            "output": output,
            "outputs": [{"id": name, "property": prop} for name, prop in names],
            "inputs": [{"id": store, "property": "data", "value": search}],
            "changedPropIds": [f"{store}.data"],
        }
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, answer.data[:500]
        found: dict[str, Any] = json.loads(answer.data)
        return found

    return asked
