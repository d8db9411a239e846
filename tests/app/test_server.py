"""Headers, static files and failures."""

import json
import logging
import re

import pytest
from flask.testing import FlaskClient

from dashboard.app import PlatsbildDash
from dashboard.pages.situation import answer as situation_answer
from tests.app.conftest import Ask


def test_the_policy_lets_nothing_out_and_no_eval_in(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert policy.count("sha256-") >= 2


def test_another_sites_page_may_not_write(client: FlaskClient) -> None:
    answer = client.post(
        "/_dash-update-component", json={}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_every_script_and_style_is_ours_and_never_changes(client: FlaskClient) -> None:
    index = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'(?:src|href|content)="([^"]+\.(?:js|css))"', index)
    assert sum("/assets/platsbild." in address for address in addresses) == 2
    for address in addresses:
        assert address.startswith("/statiskt/")
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"]


def test_compressed_variants_are_made_once_and_served(
    app: PlatsbildDash, client: FlaskClient
) -> None:
    app.static.prepare()
    address = app.static.address("assets/platsbild.js")
    answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] == "br"
    plain = client.get(address)
    assert "Content-Encoding" not in plain.headers
    assert len(answer.data) < len(plain.data)


def test_another_release_is_gone(client: FlaskClient) -> None:
    assert client.get("/statiskt/0000000000000000/assets/platsbild.js").status_code == 404


def test_a_long_answer_is_compressed(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"


def test_health_answers(client: FlaskClient) -> None:
    assert client.get("/healthz").data == b"OK"


def test_a_failure_gives_a_reference_and_logs_no_values(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        message = "Kalle Karlsson"
        raise ValueError(message)

    monkeypatch.setattr(situation_answer, "kpi_figures", fail)
    with caplog.at_level(logging.ERROR, "platsbild.dashboard"):
        said = json.dumps(ask("situation", ""), ensure_ascii=False)
    reference = re.search(r"referens ([0-9a-f]{8})", said)
    assert reference is not None
    assert f"reference={reference[1]}" in caplog.text
    assert "type=ValueError" in caplog.text
    assert "Karlsson" not in caplog.text
    assert "Karlsson" not in said
