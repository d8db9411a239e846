"""Whose file is shown: what the server was started with, unless made-up data lets one pick."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from config.access import PROFILES, Profile
from dashboard.app import PlatsbildDash
from dashboard.auth import COOKIE, FIELD, PICK_PATH, picked_profile, viewer_of_request
from dashboard.process import Process
from tests.builders import publish
from tests.worlds import busy_world
from warehouse.connection import PublishedFiles
from warehouse.errors import ProfileRefusedError
from warehouse.viewer import Viewer

HOME = "http://localhost/laget?plats=torget"


@pytest.fixture
def real(app: PlatsbildDash, process: Process) -> Process:
    """A server of real data, started for partners."""
    return _started(app, process, may_pick=False)


@pytest.fixture
def example(app: PlatsbildDash, process: Process) -> Process:
    """A server of made-up data, started for partners."""
    return _started(app, process, may_pick=True)


def _started(app: PlatsbildDash, process: Process, *, may_pick: bool) -> Process:
    settings = replace(process.settings, profile="partner", may_pick=may_pick)
    started = replace(process, settings=settings)
    app.server.extensions["platsbild"] = started
    return started


def _seen(app: PlatsbildDash, cookie: str | None, host: str = "localhost") -> tuple[str, str]:
    """The profile answered, and the one shown as picked."""
    headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    with app.server.test_request_context("/", headers=headers, base_url=f"http://{host}/"):
        return viewer_of_request(None).profile, str(picked_profile())


@pytest.mark.parametrize("cookie", [None, *PROFILES, "admin"])
def test_the_cookie_means_nothing_where_data_is_real(
    app: PlatsbildDash, real: Process, cookie: str | None
) -> None:
    assert _seen(app, cookie) == ("partner", "None")
    assert not real.settings.may_pick


@pytest.mark.parametrize("host", ["10.0.0.1:8050", "example.org", "localhost.example.org", "[::2]"])
def test_the_cookie_means_nothing_by_a_foreign_name(
    app: PlatsbildDash, example: Process, host: str
) -> None:
    assert example.settings.may_pick
    assert _seen(app, "internal", host) == ("partner", "None")


def test_made_up_data_follows_the_cookie(app: PlatsbildDash, example: Process) -> None:
    assert example.settings.may_pick
    for profile in PROFILES:
        assert _seen(app, profile, "127.0.0.1:8050") == (profile, profile)
        assert _seen(app, profile, "[::1]:8050") == (profile, profile)
    assert _seen(app, None) == _seen(app, "admin") == ("partner", "partner")


def test_a_choice_is_kept_in_a_cookie_and_leads_back(client: FlaskClient, example: Process) -> None:
    assert example.settings.may_pick
    answer = client.post(PICK_PATH, data={FIELD: "public"}, headers={"Referer": HOME})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/laget?plats=torget")
    cookie = answer.headers["Set-Cookie"]
    assert f"{COOKIE}=public" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("came_from", ["", "http://localhost//example.org/x", "https://x.org"])
def test_a_choice_never_leads_out_of_the_server(
    client: FlaskClient, example: Process, came_from: str
) -> None:
    assert example.settings.may_pick
    answer = client.post(PICK_PATH, data={FIELD: "public"}, headers={"Referer": came_from})
    assert re.match(r"/(?!/)", answer.headers["Location"])


def test_nobody_chooses_for_another_or_where_data_is_real(
    app: PlatsbildDash, client: FlaskClient, process: Process
) -> None:
    _started(app, process, may_pick=True)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(PICK_PATH, data={FIELD: "internal"}, headers=foreign).status_code == 403
    assert client.post(PICK_PATH, data={FIELD: "admin"}).status_code == 404
    assert client.get(PICK_PATH + "?" + FIELD + "=internal").headers.get("Set-Cookie") is None
    _started(app, process, may_pick=False)
    answer = client.post(PICK_PATH, data={FIELD: "internal"})
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_a_process_opens_no_other_file_than_it_was_started_for(tmp_path: Path) -> None:
    publish(tmp_path, busy_world(), profiles=PROFILES)
    opened: tuple[Profile, ...] = ("partner",)
    only = PublishedFiles(tmp_path, profiles=opened)
    with only.open(Viewer("partner")):
        pass
    for profile in set(PROFILES) - {"partner"}:
        with pytest.raises(ProfileRefusedError), only.open(Viewer(profile)):
            pass
