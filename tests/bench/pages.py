"""Läget in a real browser: first visit and filter change, beside a static page of the same figures.

The static page holds the same figures and map inline and loads the same bundles: what the browser
needs when nobody asks a server.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.builds import Figure
from tests.bench.processes import cpu_seconds

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--headless=new", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
VISITS, CHANGES, READING_MS, LOOK_MS = 7, 24, 3000, 500
_DRAWN = "() => document.querySelector('main[aria-busy=\"false\"]') ? performance.now() : null"
_CHANGE = """async period => {
  const begun = performance.now();
  window.platsbild.view.set({period});
  const main = document.getElementById('main');
  while (main.getAttribute('aria-busy') !== 'false') await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""
_GO = """async () => {
  const begun = performance.now();
  document.querySelector("nav a[href*='/laget']").click();
  const isThere = () => document.querySelector('.page--situation')
    && document.getElementById('main').getAttribute('aria-busy') === 'false';
  while (!isThere()) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""
_STATIC = """<!doctype html><html lang="sv"><head><meta charset="utf-8">
<meta name="platsbild-deck" content="assets/lazy/deck-platsbild.min.js">
<link rel="stylesheet" href="assets/00-fonts.css">
<link rel="stylesheet" href="assets/00-tokens.css">
<link rel="stylesheet" href="assets/10-base.css">
<link rel="stylesheet" href="assets/20-layout.css">
<link rel="stylesheet" href="assets/components/map.css">
<script src="assets/lazy/plotly-platsbild.min.js"></script>
<script src="assets/scripts/bundles.js"></script>
<script src="assets/scripts/map.js"></script>
</head><body><main id="main" class="page" aria-busy="true">{hosts}
<div id="m" class="map" style="height:460px"></div></main>
<script>
const figures = {figures}, spec = {spec}, config = {{responsive: true, locale: 'sv'}};
async function draw() {{
  const begun = performance.now();
  await Promise.all([
    ...figures.map((f, n) => Plotly.newPlot('f' + n, f.data, f.layout, config)),
    window.platsbild.map.draw('m', spec)]);
  document.getElementById('main').setAttribute('aria-busy', 'false');
  window.drawSeconds = performance.now() - begun;
}}
// As in a page that changes nothing but its figures: fresh data, everything else warm.
async function redraw() {{
  const [again, map] = JSON.parse(JSON.stringify([figures, spec]));
  const begun = performance.now();
  await Promise.all([
    ...again.map((f, n) => Plotly.react('f' + n, f.data, f.layout, config)),
    window.platsbild.map.draw('m', map)]);
  return performance.now() - begun;
}}
window.addEventListener('load', draw);
</script></body></html>"""


def page_figures(instance: Path, query: str, periods: list[str]) -> Iterator[Figure]:
    """Yield bytes, requests and times of Läget for one place of an instance."""
    with served(instance) as (address, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        target = f"{address}/laget?{query}"
        answer, wire = _captured(browser, target)
        yield Figure("Läget, first visit: requests", wire["requests"], "")
        yield Figure("Läget, first visit: transferred", wire["bytes"] / 1000, "kB")
        with _static(address, answer) as still:
            first = [(visit(browser, target), visit(browser, still)) for _ in range(VISITS)]
            draws = [_static_draw(browser, still) for _ in range(VISITS)]
            drawing, again = (statistics.median(side) for side in zip(*draws, strict=True))
        ours, theirs = (statistics.median(side) for side in zip(*first, strict=True))
        yield Figure("Läget, first visit: all drawn, cold cache", ours, "ms")
        yield Figure("static page: all drawn, cold cache", theirs, "ms")
        yield Figure("first visit / static page", ours / theirs, "times")
        for pause_ms in (0, READING_MS):
            yield _second_page(browser, address, query, pause_ms)
        times, spent = changes(browser, target, periods, process)
        yield Figure("filter change: median", statistics.median(times), "ms")
        yield Figure("filter change: 95th percentile", statistics.quantiles(times, n=20)[-1], "ms")
        yield Figure("static page: drawing alone", drawing, "ms")
        yield Figure("static page: drawing once more", again, "ms")
        yield Figure("filter change / static drawing", statistics.median(times) / drawing, "times")
        yield Figure("server CPU a filter change", 1000 * spent / len(times), "ms")
        browser.close()


def _captured(browser: Browser, target: str) -> tuple[dict[str, Any], dict[str, float]]:
    """Open the page once: what its callback answers, and what went over the wire until drawn."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    wire = {"requests": 0.0, "bytes": 0.0}

    def count(event: dict[str, Any]) -> None:
        wire["requests"] += 1
        wire["bytes"] += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    page.goto(target)
    _wait(page)
    context.close()
    return asked(target), wire


def asked(target: str) -> dict[str, Any]:
    """Ask the page's callback directly: on a first visit the browser need not."""
    parts = urllib.parse.urlsplit(target)
    base = f"{parts.scheme}://{parts.netloc}"
    with urllib.request.urlopen(f"{base}/_dash-dependencies") as found:
        listed = json.load(found)
    inputs = {"id": "situation-view", "property": "data"}
    output = next(one["output"] for one in listed if inputs["id"] in str(one["inputs"]))
    names = [name.rsplit(".", 1) for name in output.strip(".").split("...")]
    body = {
        "output": output,
        "outputs": [{"id": name, "property": prop} for name, prop in names],
        "inputs": [{**inputs, "value": f"?{parts.query}"}],
        "changedPropIds": ["situation-view.data"],
    }
    request = urllib.request.Request(
        f"{base}/_dash-update-component",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        response: dict[str, Any] = json.load(answer)["response"]
    return response


def _wait(page: Page) -> float:
    """Return when everything was on screen, milliseconds after the navigation began."""
    page.wait_for_selector("main[aria-busy=false]", timeout=60_000, state="attached")
    return float(page.evaluate(_DRAWN))


def visit(browser: Browser, target: str) -> float:
    """Return when a first visit with a cold cache had drawn everything, in milliseconds."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(
        "new MutationObserver(() => { if (!window.drawnAt && document.querySelector("
        "'main[aria-busy=\"false\"]')) window.drawnAt = performance.now(); }).observe(document,"
        "{subtree: true, childList: true, attributes: true})"
    )
    page.goto(target)
    _wait(page)
    drawn = float(page.evaluate("window.drawnAt"))
    context.close()
    return drawn


def _static_draw(browser: Browser, target: str) -> tuple[float, float]:
    """Return what the static page needs to draw the first time, and once more when warm."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(target)
    _wait(page)
    first = float(page.evaluate("window.drawSeconds"))
    again = statistics.median(float(page.evaluate("redraw()")) for _ in range(5))
    context.close()
    return first, again


def _second_page(browser: Browser, address: str, query: str, pause_ms: int) -> Figure:
    """Measure from the click on Läget, after a look at Översikt, until everything is drawn."""
    times = []
    for _ in range(VISITS):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        page.goto(f"{address}/?{query}")
        _wait(page)
        page.wait_for_timeout(pause_ms)
        times.append(float(page.evaluate(_GO)))
        context.close()
    after = f"after {pause_ms / 1000:.0f} s of reading" if pause_ms else "at once"
    what = f"second page, from Översikt to Läget, {after}"
    return Figure(what, statistics.median(times), "ms")


def changes(
    browser: Browser, target: str, periods: list[str], process: subprocess.Popen[bytes]
) -> tuple[list[float], float]:
    """Return the milliseconds of each change of period, and the server's CPU seconds for all."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(target)
    _wait(page)
    chosen = (periods * CHANGES)[:CHANGES]
    before = cpu_seconds(process)
    times = []
    for period in chosen:
        times.append(float(page.evaluate(_CHANGE, period)))
        page.wait_for_timeout(LOOK_MS)
    spent = cpu_seconds(process) - before
    context.close()
    return times, spent


@contextmanager
def served(instance: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve an instance as to an internal viewer; yields the address and gunicorn's process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, str(ROOT / "platsbild.py"), "serve", str(instance)]
    given = ["--port", str(port), "--profile", "internal"]
    process = subprocess.Popen([*command, *given], stderr=subprocess.DEVNULL,
                               env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    try:
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def _static(address: str, answer: dict[str, Any]) -> Iterator[str]:
    """Serve a page that holds the same figures and map inline."""
    drawing = json.loads(answer["situation-drawing"]["data"])
    charts, spec = list(drawing["charts"].values()), drawing["map"]
    for layer in spec["layers"]:
        if isinstance(layer.get("data"), str):
            with urllib.request.urlopen(address + layer["data"].removeprefix(address)) as found:
                layer["data"] = json.load(found)
    hosts = "".join(f'<div id="f{n}" class="graph"></div>' for n in range(len(charts)))
    text = _STATIC.format(hosts=hosts, figures=json.dumps(charts), spec=json.dumps(spec))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            if self.path != "/":
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(text.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
