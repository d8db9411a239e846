"""A production server of our own, and a page that fails on anything that should not happen."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

from tests.builders import publish
from tests.worlds import busy_world

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START = """
from config.settings import settings_from_environment
from dashboard.serve import serve

serve(settings_from_environment(), "127.0.0.1", {port}, 2)
"""
DESKTOP: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE_MS = 20000
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small world with gunicorn on a free port; its address."""
    instance = tmp_path_factory.mktemp("instance")
    publish(instance / "var", busy_world())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = {"PLATSBILD_INSTANCE": str(instance), "PLATSBILD_PROFILE": "internal"}
    environment = {**os.environ, **named}
    command = [sys.executable, "-c", START.format(port=port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        address = f"http://127.0.0.1:{port}"
        _wait_for(port)
        yield address
        process.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def visit(server: str, chromium: Browser) -> Iterator[Open]:
    """Open an address in a fresh context; fails on outside requests, console and page errors."""
    faults: list[str] = []
    contexts = []

    def opened(path: str, viewport: ViewportSize = DESKTOP) -> Page:
        context = chromium.new_context(viewport=viewport)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.extend(_outside(request, server)))
        page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
        page.on(
            "console",
            lambda message: faults.append(message.text) if message.type == "error" else None,
        )
        page.goto(server + path)
        drawn(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def drawn(page: Page) -> None:
    """Wait until everything on the page has been drawn."""
    page.locator('main[aria-busy="false"]').wait_for(state="attached", timeout=PATIENCE_MS)


def _outside(request: Request, server: str) -> list[str]:
    is_ours = request.url.startswith((server, "data:", "blob:"))
    return [] if is_ours else [f"outside request: {request.url}"]


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not answer on port {port}")
