"""Everything that leaves the server for one address: pages, redrawings, downloads and figures."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient

from dashboard.navigation import pages
from platsbild import main
from tests.attacker.built import BuiltPlace
from tests.one_app import one_app
from warehouse.privacy.audiences import Shared

_EXTENSION = "platsbild"
_OF_CHANCE = re.compile(r'"end_id":"[^"]*",?')
"""Dash signs each first page anew."""
_FRACTION = re.compile(r"\d+\.\d{9,}")
"""A sum of fractions ends differently each time: two processes add it up in any order."""
Said = dict[str, str]


@dataclass(frozen=True)
class Visit:
    """One audience at one built place; what it is answered is the product's own."""

    client: FlaskClient
    place: BuiltPlace
    audience: Shared

    def pages(self, search: str) -> Said:
        """Return each page's first HTML and its drawing, as the browser gets them."""
        said = {}
        for page in pages():
            said[f"{page.path} first"] = self._got(f"{page.path}{search}")
            said[page.path] = self.page(page.path, search)
        return said

    def page(self, path: str, search: str) -> str:
        """Return one page as the browser's renderer gets it."""
        return self._posted(_routed(path, search))

    def redrawn(self, search: str) -> Said:
        """Return what each page's callback answers."""
        return {page.key: self._posted(self._callback(page.key, search)) for page in pages()}

    def downloads(self, search: str) -> Said:
        """Return every table of every page, and what is answered where there are no such rows."""
        names = [f"/hamta/{page.key}-{name}.csv" for page in pages() for name in page.downloads]
        sources = [f"/data/avvisade/{source}.xlsx" for source in ("polis", "larm")]
        return {name: self._got(f"{name}{search}") for name in (*names, *sources)}

    def download(self, name: str, search: str) -> str:
        """Return one table as the spreadsheet gets it."""
        return self.client.get(f"/hamta/{name}.csv{search}").get_data(as_text=True)

    def figures(self, period: str, compare: str) -> Said:
        """Return what the command prints of the place and of a zone."""
        said = {}
        for area in ("torget", "torget/norra"):
            given = ["--site", area, "--period", period, "--compare", compare]
            given += ["--profile", self.audience]
            answer = CliRunner().invoke(main, ["figures", str(self.place.folder), *given])
            said[f"figures {area}"] = self._plain(f"{answer.exit_code} {answer.output}")
        return said

    def _callback(self, key: str, search: str) -> dict[str, Any]:
        store = f"{key}-view"
        listed = json.loads(self.client.get("/_dash-dependencies").data)
        output = next(o["output"] for o in listed if any(i["id"] == store for i in o["inputs"]))
        names = [name.rsplit(".", 1) for name in output.strip(".").split("...")]
        return {
            "output": output,
            "outputs": [{"id": name, "property": prop} for name, prop in names],
            "inputs": [{"id": store, "property": "data", "value": search}],
            "changedPropIds": [f"{store}.data"],
        }

    def _got(self, address: str) -> str:
        answer = self.client.get(address)
        return self._plain(f"{answer.status_code} {answer.headers} {answer.get_data(as_text=True)}")

    def _posted(self, body: dict[str, Any]) -> str:
        answer = self.client.post("/_dash-update-component", json=body)
        fault = f"{answer.status_code}: {answer.data[:300]!r}"
        if answer.status_code not in (200, 204):
            raise AssertionError(fault)
        return self._plain(answer.get_data(as_text=True))

    def _plain(self, text: str) -> str:
        """Take out chance, and what a version is named by: its moment and a digest of its files."""
        text = _OF_CHANCE.sub("", text)
        text = _FRACTION.sub(lambda found: f"{float(found[0]):.9g}", text)
        for number, version in enumerate(self.place.versions, 1):
            text = text.replace(version, f"v{number}")
        return text


def _routed(path: str, search: str) -> dict[str, Any]:
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }


@contextmanager
def visiting(place: BuiltPlace, audience: Shared) -> Iterator[Visit]:
    """Let the one application serve a built place to an audience, for as long as it lasts."""
    server = one_app().server
    kept = server.extensions[_EXTENSION]
    settings = replace(kept.settings, profile=audience, instance=place.folder)
    files = place.files
    now = place.now + dt.timedelta(hours=4)
    server.extensions[_EXTENSION] = replace(kept, settings=settings, files=files, now=lambda: now)
    try:
        yield Visit(server.test_client(), place, audience)
    finally:
        server.extensions[_EXTENSION] = kept
        files.let_go()


def differing(one: Said, other: Said) -> list[str]:
    """Name what is said of two places that is not the same, with the text around it."""
    found = []
    for name in sorted({*one, *other}):
        texts = one.get(name, ""), other.get(name, "")
        if texts[0] != texts[1]:
            found.append(f"{name}: {_around(texts)}")
    return found


def _around(texts: Sequence[str]) -> str:
    at = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), -1)
    start = max(0, at - 80)
    return " | ".join(text[start : at + 80] for text in texts)
